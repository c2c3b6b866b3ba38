"""What can be done beside writing: deadlines and complaints from the law pane, files as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.services.actions import save_action
from streetlaw.services.attachments import attach_file, check_attachment, remove_attachment
from streetlaw.services.deadlines import Suggestion, add_deadline
from streetlaw.services.incidents import save_incident
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import files
from streetlaw.ui.incidents.evidence import ChosenFile
from streetlaw.ui.incidents.reading import (
    Read,
    complaint_of,
    deadline_of,
    file_of,
    read_incident,
)
from streetlaw.ui.parts.dialog import ask

if TYPE_CHECKING:
    from streetlaw.ui.incidents.editor import IncidentEditor


class Deeds(QObject):
    """The deeds of one editor, which is its parent."""

    def __init__(self, page: IncidentEditor) -> None:
        super().__init__(page)
        self._page = page
        self._file: ChosenFile | None = None
        self._checked: Attachment | None = None
        for law in (page.sheet.law, page.sheet.law_below):
            law.deadline_wanted.connect(self._on_deadline)
            law.complaint_wanted.connect(self._on_complaint)
        evidence = page.form.evidence
        evidence.add_wanted.connect(self._on_add_file)
        evidence.check_wanted.connect(self._on_check)
        evidence.erase_wanted.connect(self._on_erase)

    def read_again(self) -> None:
        """Read files and deadlines anew; what is written stays."""
        incident = self._page.incident
        self._page.ask(read_incident, incident.id, incident.client_id, incident.case_id,
                       done=self._on_read, latest="beside")

    def _on_read(self, read: Read) -> None:
        self._page.show_beside(read)

    # ── Time limits and complaints ───────────────────────────────────────────────────────────────────────

    def _on_deadline(self, suggestion: Suggestion) -> None:
        wanted = deadline_of(self._page.written, suggestion)
        self._page.run(add_deadline, wanted, done=self._on_deadline_added)

    def _on_deadline_added(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("{code}: deadline added").format(code=self._page.code), undo=True)

    def _on_complaint(self, suggestion: Suggestion) -> None:
        self._page.run(save_action, complaint_of(self._page.incident, suggestion), done=self._on_filed)
        self._channel = suggestion.channel.name(language())

    def _on_filed(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("{code}: noted as filed today: {channel}").format(
            code=self._page.code, channel=self._channel), undo=True)

    # ── Files ────────────────────────────────────────────────────────────────────────────────────────────

    def _on_add_file(self) -> None:
        """A file belongs to a stored incident: a new one is stored first, complete or not."""
        path = files.ask_which_file(self._page, _("Add a file as evidence"), ((_("All files"), "*"),))
        if path is None or self._page.form.problem():
            return
        self._file = ChosenFile(path)
        if self._page.incident.is_new:
            self._page.run(save_incident, self._page.written, done=self._on_stored)
        else:
            self._read_file()

    def _on_stored(self, outcome: Outcome) -> None:
        self._page.adopt(outcome.the(Incident))
        self._read_file()

    def _read_file(self) -> None:
        if self._file is not None:
            self._page.desk.read_file(self._file.path, owner=self, done=self._on_file_read,
                                      refused=self._page.on_refused)

    def _on_file_read(self, data: bytes) -> None:
        if self._file is not None:
            self._page.run(attach_file, file_of(self._page.incident, self._file, data),
                           done=self._on_attached, undoable=False)

    def _on_attached(self, _outcome: Outcome) -> None:
        self._file = None
        self._page.navigator.toast(_("{code}: file sealed and added").format(code=self._page.code))

    def _on_check(self, file: Attachment) -> None:
        self._checked = file
        self._page.run(check_attachment, file.id, done=self._on_intact, refused=self._on_not_intact,
                       undoable=False)

    def _on_intact(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("{code}: the file is intact").format(code=self._page.code))

    def _on_not_intact(self, error: StreetLawError) -> None:
        if self._checked is not None and error.code.startswith("attachment."):
            self._page.form.evidence.show_damaged(self._checked)
        self._page.on_refused(error)

    def _on_erase(self, file: Attachment) -> None:
        text = _("The file “{name}” goes with its only key. It cannot be brought back.")
        if ask(self._page, _("Erase this file for ever?"), text.format(name=file.name), safe=_("Keep it"),
               verb=_("Erase for ever")):
            self._page.run(remove_attachment, file, undoable=False)
