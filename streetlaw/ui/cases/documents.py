"""Documents and evidence: what is kept and whether it is intact, the summary on paper, and a preview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from streetlaw.domain.action import Attachment, Custody
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.attachments import check_attachment, open_attachment, remove_attachment
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui import files
from streetlaw.ui.cases.evidence import TakeFile, can_show, icon_of, take_file
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.summary_card import SummaryCard
from streetlaw.ui.cases.view import View, beside, column_of, in_line
from streetlaw.ui.cases.viewer import Kind, Viewer
from streetlaw.ui.cases.words import hash_text, listed, size_text
from streetlaw.ui.dates import day_full, day_text
from streetlaw.ui.desk import LongWork
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.route import Route

_ANY: files.Kinds = ()


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the preview holds: its bytes, and the name a copy outside would get."""

    content: bytes
    name: str
    attachment_id: str = ""


class Documents(View):
    """The files of a client at the left, with the summary below; what is looked at stands at the right."""

    _read_so_far = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = Card(_("Documents and evidence"))
        self.add = Button(_("Add a file"), kind="primary", icon="plus")
        self.list.add_action(self.add)
        self.summary = SummaryCard(page)
        self.viewer = Viewer()
        self._progress: ProgressCard | None = None
        self._taking = LongWork()
        self._damaged: set[str] = set()
        self._menus: dict[str, QMenu] = {}
        self._shown: _Shown | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._left = column_of(self.list, self.summary, name=_("Documents and evidence"))
        layout.addLayout(beside((self._left, 5), (self.viewer, 6)))
        self._connect()

    def show_read(self, read: Read) -> None:
        """Show a client's files."""
        super().show_read(read)
        self.summary.show_read(read)
        self.list.clear_rows()
        self._menus.clear()
        self.list.set_count(len(read.file.attachments) or None)
        for file in read.file.attachments:
            self.list.add_row(self._row(file))
        if not read.file.attachments:
            self.list.body.addWidget(EmptyState(
                "paperclip", _("No files yet"),
                _("Scans, photographs and recordings are encrypted one by one and hashed as they come in.")))

    def enter(self, route: Route) -> None:
        """Begin with the summary when it was asked for."""
        if route.extra.get("part") == "summary":
            self.summary.choose_recipient(route.extra.get("recipient", "file"))

    def leave(self) -> None:
        """Forget the bytes that were looked at."""
        self._shown = None
        self.viewer.clear()

    def menus(self, name: str) -> list[QMenu]:
        """What can be done with the files of that name."""
        files_of = self.read.file.attachments if self.read else ()
        return [self._menus[file.id] for file in files_of if file.name == name]

    def stop_taking(self) -> None:
        """Stop the file that is being taken in at its next piece."""
        self._taking.cancel()

    def _row(self, file: Attachment) -> ListRow:
        added = day_text(self._local(file.captured)) if file.captured else ""
        note = listed((size_text(file.size), added, hash_text(file.sha256)))
        verb = _("What to do with {name}").format(name=file.name)
        more = IconButton("dots-three-vertical", verb, kind="quiet")
        self._menus[file.id] = self._menu(file, more)
        more.setMenu(self._menus[file.id])
        return ListRow(file.name, note, leading=Glyph(icon_of(file), "text-2", 18),
                       trailing=in_line(self._state(file), more))

    def _state(self, file: Attachment) -> Badge:
        if file.id in self._damaged:
            return Badge(_("Damaged"), "danger", "warning-circle")
        last = file.custody[-1] if file.custody else None
        if last is None or last.what == "captured":
            return Badge(_("Not checked yet"), "neutral", "clock")
        return Badge(_("Intact {day}").format(day=day_text(self._local(last.at))), "success", "check-circle")

    def _menu(self, file: Attachment, button: QWidget) -> QMenu:
        menu = QMenu(button)
        offers = [(_("Look at it"), self._on_look)] if can_show(file) else []
        offers += [(_("Check that it is intact"), self._on_check),
                   (_("Save a copy outside…"), self._on_export), (_("Erase…"), self._on_erase)]
        for text, slot in offers:
            menu.addAction(text).triggered.connect(partial(slot, file))
        return menu

    # ── Adding ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_add(self) -> None:
        path = files.ask_which_file(self, _("Add a file"), ((_("All files"), "*"),))
        if path is None or self.read is None:
            return
        self._taking = LongWork()
        self._progress = ProgressCard(_("Encrypting the file"), _("Cancel leaves nothing behind."))
        self._progress.cancelled.connect(self.stop_taking)
        self.list.body.insertWidget(0, self._progress)
        self.add.setEnabled(False)
        wanted = TakeFile(path=path, client_id=self.client.id,
                          case_id=self.read.case.id if self.read.case else "")
        self.page.run(take_file, wanted, self._read_so_far.emit, self._taking, done=self._on_taken,
                      refused=self._on_not_taken, undoable=False)

    def _on_read_so_far(self, percent: int) -> None:
        if self._progress is not None:
            self._progress.set_progress(percent)

    def _on_taken(self, _outcome: Outcome) -> None:
        self._end_taking()
        self.navigator.toast(_("The file is kept, encrypted. Mind the copy outside."))

    def _on_not_taken(self, error: StreetLawError) -> None:
        self._end_taking()
        if error.code != "work.cancelled":
            self.page.on_refused(error)

    def _end_taking(self) -> None:
        self.add.setEnabled(True)
        if self._progress is not None:
            self._progress.hide()
            self._progress.deleteLater()
            self._progress = None

    # ── Looking, checking, saving outside, erasing ───────────────────────────────────────────────────────

    def _on_look(self, file: Attachment) -> None:
        self.desk.ask(open_attachment, file.id, owner=self, done=partial(self._on_opened, file),
                      refused=partial(self._on_damaged, file), latest="look")

    def _on_opened(self, file: Attachment, content: bytes) -> None:
        kind: Kind = "pdf" if file.media_type == "application/pdf" else \
            "image" if file.media_type.startswith("image/") else "text"
        self._shown = _Shown(content, file.name, file.id)
        self.viewer.show_bytes(file.name, content, kind, size_text(file.size))
        self.viewer.show_log([self._line(line) for line in reversed(file.custody)])
        self.reading_wanted.emit()

    def _on_check(self, file: Attachment) -> None:
        self.page.run(check_attachment, file.id, done=self._on_checked,
                      refused=partial(self._on_damaged, file), undoable=False)

    def _on_checked(self, _outcome: Outcome) -> None:
        self.navigator.toast(_("The file is intact: its hash is the one of the day it came in"))

    def _on_damaged(self, file: Attachment, error: StreetLawError) -> None:
        if error.code == "attachment.damaged" and self.read is not None:
            self._damaged.add(file.id)
            self.show_read(self.read)
        self.page.banner(sentence(error), "danger")

    def _on_export(self, file: Attachment) -> None:
        if not self._sure_to_export():
            return
        path = files.ask_where_to_save(self, _("Save a copy outside"), file.name, _ANY)
        if path is not None:
            self.desk.ask(open_attachment, file.id, "exported", owner=self,
                          done=partial(self._write, path), refused=partial(self._on_damaged, file))

    def _on_erase(self, file: Attachment) -> None:
        sure = dialog.ask(self, _("Erase this file for ever?"),
                          _("“{name}” goes with the only key that opens it. Nobody can bring it back, except "
                            "from an older backup.").format(name=file.name),
                          safe=_("Keep the file"), verb=_("Erase for ever"))
        if sure:
            self.leave()
            self.page.run(remove_attachment, file, undoable=False, done=self._on_erased)

    def _on_erased(self, _outcome: Outcome) -> None:
        self.navigator.toast(_("The file was erased"))

    def _on_made(self, paper: bytes, title: str) -> None:
        name = f"{self.client.code}-{self.desk.today.isoformat()}.pdf"
        self._shown = _Shown(paper, name)
        self.viewer.show_bytes(title, paper, "pdf", size_text(len(paper)))

    def _on_save(self) -> None:
        if self._shown is None or not self._sure_to_export():
            return
        shown = self._shown
        path = files.ask_where_to_save(self, _("Save a copy outside"), shown.name,
                                       _ANY if shown.attachment_id else files.PDF)
        if path is None:
            return
        if shown.attachment_id:
            self.desk.ask(open_attachment, shown.attachment_id, "exported", owner=self,
                          done=partial(self._write, path), refused=self.page.on_refused)
        else:
            self._write(path, shown.content)

    def _sure_to_export(self) -> bool:
        return dialog.ask(
            self, _("Save a copy outside the vault?"),
            _("The copy is not encrypted: whoever gets the drive can read it. Save it only where the person "
              "agreed, and remove it when it is no longer needed."),
            safe=_("Keep it inside"), verb=_("Save a copy"), danger=True)

    def _write(self, path: Path, content: bytes) -> None:
        self.reading_wanted.emit()
        self.desk.write_file(path, content, owner=self, done=self._on_written, refused=self.page.on_refused)

    def _on_written(self, _path: Path) -> None:
        self.navigator.toast(_("Saved. The copy outside is not encrypted."))

    def _on_closed(self) -> None:
        self._shown = None

    def _on_consents(self) -> None:
        extra = {"purpose": "supervisor", "recipient": str(self.summary.recipient.currentData())}
        self.navigator.go(Route("client", self.client.id, "consents", extra))

    def _line(self, line: Custody) -> str:
        """One line of a custody log: when, what was done, the hash seen."""
        moment = line.at.astimezone(self.desk.pack.zone)
        what = translate(wording.CUSTODY[line.what]) if line.what in wording.CUSTODY else line.what
        return listed((f"{day_full(moment.date())} {moment:%H:%M}", what, hash_text(line.sha256)))

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self.desk.pack.zone).date()

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self._read_so_far.connect(self._on_read_so_far)
        self.summary.made.connect(self._on_made)
        self.summary.consent_wanted.connect(self._on_consents)
        self.viewer.save_wanted.connect(self._on_save)
        self.viewer.close_it.clicked.connect(self._on_closed)
