"""Documents and evidence: what is kept and whether it is intact, the summary on paper, and a preview."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QVBoxLayout

from streetlaw.domain.action import Attachment, Custody
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import CustodySheet
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.attachments import KeepFile, custody_sheet, link_attachment
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate
from streetlaw.ui import files
from streetlaw.ui.cases.evidence import is_for_others, is_too_large
from streetlaw.ui.cases.file_list import FileList
from streetlaw.ui.cases.prepare import prepare
from streetlaw.ui.cases.prepared import Paper, Prepared
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.summary_card import SummaryCard
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.cases.viewer import Viewer
from streetlaw.ui.cases.words import hash_text, listed
from streetlaw.ui.dates import day_full, size_text
from streetlaw.ui.evidence.deeds import Begun, EvidenceDeeds
from streetlaw.ui.evidence.dropping import FileDrop
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.route import Route


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the preview holds: an attachment, or a paper that is not kept and the name a copy would get."""

    file: Attachment | None = None
    paper: bytes = field(default=b"", repr=False)
    name: str = ""


class Documents(View):
    """The files of a client at the left, with the summary below; what is looked at stands at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = FileList(self.desk)
        self.summary = SummaryCard(page)
        self.viewer = Viewer(self.desk)
        self.deeds = EvidenceDeeds.of(page)
        self.drop = FileDrop(self, page, _("Drop the files: they are encrypted and hashed as they come in"))
        self._progress = ProgressCard()
        self._under_way = LongWork()
        self._shown = _Shown()
        self.list.add_below(self._progress)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._left = column_of(self.list, self.summary, name=_("Documents and evidence"))
        layout.addWidget(beside((self._left, 5), (self.viewer, 6)))
        self._connect()

    def show_read(self, read: Read) -> None:
        """Show a client's files, and what was done since with the one that is looked at."""
        super().show_read(read)
        self.summary.show_read(read)
        self.list.show_read(read)
        if self._shown.file is not None:
            now = next((file for file in read.file.attachments if file.id == self._shown.file.id), None)
            if now is None:
                self.leave()
            elif now.custody != self._shown.file.custody:
                self._show_log(now)

    def enter(self, route: Route) -> None:
        """Begin with the summary when it was asked for."""
        if route.extra.get("part") == "summary":
            self.summary.choose_recipient(route.extra.get("recipient", "file"))

    def leave(self) -> None:
        """Forget the bytes that were looked at."""
        self._shown = _Shown()
        self.viewer.clear()

    def menus(self, name: str) -> list[QMenu]:
        """What can be done with the files of that name."""
        files_of = self.read.file.attachments if self.read else ()
        return [self.list.menu(file) for file in files_of if file.name == name]

    # ── Adding ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_add(self) -> None:
        self._take(files.ask_which_files(self, _("Add files"), ((_("All files"), "*"),)))

    def _take(self, paths: list[Path]) -> None:
        if self.read is not None and paths:
            case_id = self.read.case.id if self.read.case else ""
            wanted = KeepFile(client_id=self.client.id, name="", case_id=case_id, once=True)
            self.list.intake.intake.take(paths, wanted)

    def _on_kept(self, count: int) -> None:
        self.navigator.toast(ngettext("{n} file is kept, encrypted. Mind the copy outside.",
                                      "{n} files are kept, encrypted. Mind the copies outside.",
                                      count).format(n=count))

    # ── Looking ──────────────────────────────────────────────────────────────────────────────────────────

    def _on_look(self, file: Attachment) -> None:
        if is_too_large(file) or is_for_others(file):
            why = _("It is too large to be opened in memory. Save a copy to look at it.") \
                if is_too_large(file) else _("Another program opens this kind. Save a copy to look at it.")
            self.viewer.show_instead(file.name, why, size_text(file.size))
            self._show_log(file)
        else:
            self.deeds.look(file)

    def _on_looked(self, file: Attachment, content: bytes) -> None:
        self.desk.work_long(prepare, content, owner=self, done=partial(self._show_file, file),
                            refused=partial(self._on_not_shown, file))

    def _show_file(self, file: Attachment, prepared: Prepared | None) -> None:
        self.viewer.show_prepared(file.name, prepared, size_text(file.size))
        self._show_log(self._current(file))

    def _on_not_shown(self, file: Attachment, error: StreetLawError) -> None:
        self.viewer.show_instead(file.name, sentence(error), size_text(file.size))
        self._show_log(self._current(file))

    def _current(self, file: Attachment) -> Attachment:
        """The file as it was read last: looking at it has added a line."""
        read = self.read.file.attachments if self.read else ()
        return next((one for one in read if one.id == file.id), file)

    def _show_log(self, file: Attachment) -> None:
        self._shown = _Shown(file)
        self.viewer.show_log([self._line(line) for line in reversed(file.custody)])

    def _line(self, line: Custody) -> str:
        """One line of a custody log: when, who, what was done, the hash seen."""
        moment = line.at.astimezone(self.desk.pack.zone)
        who = self.desk.profile.name if line.actor == self.desk.profile.id else ""
        what = translate(wording.CUSTODY[line.what]) if line.what in wording.CUSTODY else line.what
        seen = hash_text(line.sha256) if line.sha256 else ""
        return listed((f"{day_full(moment.date())} {moment:%H:%M}", what, who, seen))

    # ── Papers ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_sheet(self, file: Attachment) -> None:
        self.page.ask(custody_sheet, file.id, done=self._make_sheet)

    def _on_sheet_of_shown(self) -> None:
        if self._shown.file is not None:
            self._on_sheet(self._shown.file)

    def _make_sheet(self, sheet: CustodySheet) -> None:
        title = _("Custody log: {name}").format(name=sheet.name)
        make = partial(self.desk.tools.papers.custody_sheet, language=language())
        self.desk.work_long(make, sheet, owner=self, done=partial(self._show_paper, title),
                            refused=self.page.on_refused)

    def _on_made(self, paper: bytes, title: str) -> None:
        self._show_paper(title, paper)

    def _show_paper(self, title: str, paper: bytes) -> None:
        name = f"{self.client.code}-{self.desk.today.isoformat()}.pdf"
        self.viewer.show_prepared(title, Paper(paper), size_text(len(paper)))
        self._shown = _Shown(paper=paper, name=name)

    def _on_save(self) -> None:
        shown = self._shown
        if shown.file is not None:
            self.deeds.hand_out(shown.file)
        elif shown.paper and self._sure_to_export():
            path = files.ask_where_to_save(self, _("Save a copy outside"), shown.name, files.PDF)
            if path is not None:
                self.desk.write_file(path, shown.paper, owner=self, done=self._on_written,
                                     refused=self.page.on_refused)

    def _sure_to_export(self) -> bool:
        return dialog.ask(
            self, _("Save a copy outside the vault?"),
            _("The copy is not encrypted: whoever gets the drive can read it. Save it only where the person "
              "agreed, and remove it when it is no longer needed."),
            safe=_("Keep it inside"), verb=_("Save a copy"), danger=True)

    def _on_written(self, _path: Path) -> None:
        self.navigator.toast(_("Saved. The copy outside is not encrypted."))

    def _on_closed(self) -> None:
        self._shown = _Shown()

    def _on_consents(self) -> None:
        extra = {"purpose": "supervisor", "recipient": str(self.summary.recipient.currentData())}
        self.navigator.go(Route("client", self.client.id, "consents", extra))

    # ── What takes a while, and the rest ─────────────────────────────────────────────────────────────────

    def _on_begun(self, begun: Begun) -> None:
        self._under_way = begun.work
        self._progress.begin(begun.title, _("Cancel leaves nothing behind."))

    def _on_cancelled(self) -> None:
        self._under_way.cancel()

    def _on_link(self, file: Attachment, incident_id: str) -> None:
        self.page.run(link_attachment, file, incident_id, done=self._on_linked)

    def _on_linked(self, outcome: Outcome) -> None:
        linked = bool(outcome.the(Attachment).incident_id)
        self.navigator.toast(_("The file belongs to the incident") if linked
                             else _("The file belongs to no incident"), undo=True)

    def _connect(self) -> None:
        self.list.add.clicked.connect(self._on_add)
        self.list.intake.kept.connect(self._on_kept)
        self.drop.dropped.connect(self._take)
        for wanted, slot in ((self.list.look_wanted, self._on_look), (self.list.link_wanted, self._on_link),
                             (self.list.sheet_wanted, self._on_sheet),
                             (self.list.check_wanted, self.deeds.check),
                             (self.list.copy_wanted, self.deeds.hand_out),
                             (self.list.erase_wanted, self.deeds.erase)):
            wanted.connect(slot)
        self.deeds.looked.connect(self._on_looked)
        self.deeds.begun.connect(self._on_begun)
        self.deeds.moved.connect(self._progress.set_progress)
        self.deeds.ended.connect(self._progress.end)
        self._progress.cancelled.connect(self._on_cancelled)
        self.summary.made.connect(self._on_made)
        self.summary.consent_wanted.connect(self._on_consents)
        self.viewer.save_wanted.connect(self._on_save)
        self.viewer.sheet_wanted.connect(self._on_sheet_of_shown)
        self.viewer.close_it.clicked.connect(self._on_closed)
