"""The files of a client: whether each is intact, which incident it belongs to, what can be done with it."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.domain.incident import Incident
from streetlaw.services.attachments import found_intact, is_damaged
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.evidence import icon_of
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.words import hash_text, labels, listed
from streetlaw.ui.dates import day_text, partial_text, size_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.evidence.intake_card import IntakeCard
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.parts.rows import ListRow


class FileList(QWidget):
    """Tells what is wanted; each signal carries the attachment."""

    look_wanted = Signal(object)
    check_wanted = Signal(object)
    copy_wanted = Signal(object)
    sheet_wanted = Signal(object)
    erase_wanted = Signal(object)
    link_wanted = Signal(object, str)
    """With the id of an incident, or "" for none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._menus: dict[str, QMenu] = {}
        self.intake = IntakeCard(desk)
        self.add = Button(_("Add files"), kind="primary", icon="plus")
        self.card = Card(_("Documents and evidence"))
        self.card.add_action(self.add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.intake)
        self._column.addWidget(self.card)

    def add_below(self, widget: QWidget) -> None:
        """Put something below the files."""
        self._column.addWidget(widget)

    def show_read(self, read: Read) -> None:
        """Show a client's files."""
        self.intake.show_client(read.file.client.id)
        self.card.clear_rows()
        self._menus.clear()
        self.card.set_count(len(read.file.attachments) or None)
        for file in read.file.attachments:
            self.card.add_row(self._row(file, read))
        if not read.file.attachments:
            self.card.body.addWidget(EmptyState(
                "paperclip", _("No files yet"),
                _("Scans, photographs and recordings are encrypted one by one and hashed as they come in. "
                  "They can also be dropped here.")))

    def menu(self, file: Attachment) -> QMenu:
        """What can be done with a file that is shown."""
        return self._menus[file.id]

    def _row(self, file: Attachment, read: Read) -> ListRow:
        added = day_text(self._local(file.captured)) if file.captured else ""
        incident = next((one for one in read.file.incidents if one.id == file.incident_id), None)
        belongs = _("incident {when}").format(when=self._when(incident)) if incident else ""
        note = listed((size_text(file.size), added, hash_text(file.sha256), belongs))
        verb = _("What to do with {name}").format(name=file.name)
        more = IconButton("dots-three-vertical", verb, kind="quiet")
        self._menus[file.id] = self._make_menu(file, read, more)
        more.setMenu(self._menus[file.id])
        return ListRow(file.name, note, leading=Glyph(icon_of(file), "text-2", 18),
                       trailing=in_line(self._state(file), more))

    def _state(self, file: Attachment) -> Badge:
        if is_damaged(file):
            return Badge(_("Damaged"), "danger", "warning-circle")
        seen = found_intact(file)
        if seen is None:
            return Badge(_("Not checked yet"), "neutral", "clock")
        return Badge(_("Intact {day}").format(day=day_text(self._local(seen.at))), "success", "check-circle")

    def _make_menu(self, file: Attachment, read: Read, button: QWidget) -> QMenu:
        menu = QMenu(button)
        for text, signal in ((_("Look at it"), self.look_wanted),
                             (_("Check that it is intact"), self.check_wanted),
                             (_("Save a copy outside…"), self.copy_wanted),
                             (_("Custody log (PDF)"), self.sheet_wanted)):
            menu.addAction(text).triggered.connect(partial(self._tell, signal, file))
        if read.file.incidents:
            self._add_links(menu.addMenu(_("Belongs to")), file, read)
        menu.addSeparator()
        menu.addAction(_("Erase…")).triggered.connect(partial(self._tell, self.erase_wanted, file))
        return menu

    def _add_links(self, links: QMenu, file: Attachment, read: Read) -> None:
        choices = [("", _("no incident"))] + [
            (one.id, listed((self._when(one), labels(self._desk.pack, "violations",
                                                     [act.violation for act in one.acts[:1]]))))
            for one in read.file.incidents]
        for incident_id, text in choices:
            action = links.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(incident_id == file.incident_id)
            action.triggered.connect(partial(self._link, file, incident_id))

    def _tell(self, signal: SignalInstance, file: Attachment, _checked: bool = False) -> None:
        signal.emit(file)

    def _link(self, file: Attachment, incident_id: str, _checked: bool = False) -> None:
        if incident_id != file.incident_id:
            self.link_wanted.emit(file, incident_id)

    def _when(self, incident: Incident) -> str:
        return partial_text(incident.occurred) or _("day not known")

    def _local(self, moment: datetime) -> date:
        return moment.astimezone(self._desk.pack.zone).date()
