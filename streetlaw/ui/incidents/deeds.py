"""What can be done beside writing: deadlines and complaints from the law pane, files as evidence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from streetlaw.domain.action import Action
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.services.clocks import StartClocks, start_clocks
from streetlaw.services.deadlines import Suggestion, add_deadline
from streetlaw.services.filing import file_complaint
from streetlaw.services.incidents import save_incident
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import files
from streetlaw.ui.dates import day_full
from streetlaw.ui.evidence.deeds import EvidenceDeeds
from streetlaw.ui.evidence.dropping import FileDrop
from streetlaw.ui.evidence.intake import Intake
from streetlaw.ui.incidents.editing import Editing
from streetlaw.ui.incidents.reading import Read, complaint_of, deadline_of, file_of, read_incident
from streetlaw.ui.incidents.sheet import Sheet


class Deeds(QObject):
    """What is done with the incident in work; refusals are said over its page."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self._editing = editing
        self._page = page = editing.page
        self._paths: list[Path] = []
        self._files_of = EvidenceDeeds.of(page)
        drop = FileDrop(self, page, _("Drop the files: they are encrypted and hashed as they come in"))
        drop.dropped.connect(self._take)

    def serve(self, sheet: Sheet) -> None:
        """Do what is asked for on that sheet."""
        for law in (sheet.law, sheet.law_below):
            law.deadline_wanted.connect(self._on_deadline)
            law.complaint_wanted.connect(self._on_complaint)
        sheet.held.start_wanted.connect(self._on_clocks)
        evidence, files_of = sheet.form.evidence, self._files_of
        evidence.add_wanted.connect(self._on_add_files)
        evidence.check_wanted.connect(files_of.check)
        evidence.copy_wanted.connect(files_of.hand_out)
        evidence.erase_wanted.connect(files_of.erase)
        evidence.intake.kept.connect(self._on_kept)

    def read_again(self) -> None:
        """Read files and deadlines anew; what is written stays."""
        incident = self._editing.incident
        self._page.ask(read_incident, incident.id, incident.client_id, incident.case_id,
                       done=self._on_read, latest="beside")

    def _on_read(self, read: Read) -> None:
        self._editing.show_beside(read)

    # ── Time limits and complaints ───────────────────────────────────────────────────────────────────────

    def _on_deadline(self, suggestion: Suggestion) -> None:
        wanted = deadline_of(self._editing.written, suggestion)
        self._page.run(add_deadline, wanted, done=self._on_deadline_added)

    def _on_deadline_added(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("{code}: deadline added").format(code=self._editing.code), undo=True)

    def _on_clocks(self, command: StartClocks) -> None:
        self._page.run(start_clocks, command, done=self._on_clocks_started, refused=self._on_clocks_refused)

    def _on_clocks_started(self, outcome: Outcome) -> None:
        known = any(isinstance(change.after, Deadline) and change.after.due_at for change in outcome.changes)
        text = _("{code}: the clocks run") if known else _("{code}: noted, the hour is not known")
        self._page.navigator.toast(text.format(code=self._editing.code), undo=True)

    def _on_clocks_refused(self, error: StreetLawError) -> None:
        if error.code in ("date.in_future", "deadline.exists"):
            self._editing.sheet.held.show_refusal(error)
        else:
            self._page.on_refused(error)

    def _on_complaint(self, suggestion: Suggestion) -> None:
        self._page.run(file_complaint, complaint_of(self._editing.written, suggestion), done=self._on_filed)
        self._channel = suggestion.channel.name(language())

    def _on_filed(self, outcome: Outcome) -> None:
        due = outcome.the(Action).answer_due
        text = _("{code}: noted as filed today: {channel}") if due is None else _(
            "{code}: noted as filed today: {channel}. They must answer by {day}; it is among the deadlines")
        self._page.navigator.toast(text.format(code=self._editing.code, channel=self._channel,
                                               day=day_full(due) if due else ""), undo=True)

    # ── Files ────────────────────────────────────────────────────────────────────────────────────────────

    def _on_add_files(self) -> None:
        self._take(files.ask_which_files(self._page, _("Add files as evidence"), ((_("All files"), "*"),)))

    def _take(self, paths: list[Path]) -> None:
        """Files belong to a stored incident: a new one is stored first, complete or not."""
        if not paths or self._editing.form.problem():
            return
        self._paths = paths
        if self._editing.incident.is_new:
            self._page.run(save_incident, self._editing.written, done=self._on_stored)
        else:
            self._take_in()

    def _on_stored(self, outcome: Outcome) -> None:
        self._editing.adopt(outcome.the(Incident))
        self._take_in()

    def _take_in(self) -> None:
        paths, self._paths = self._paths, []
        Intake.of(self._page.desk).take(paths, file_of(self._editing.incident))

    def _on_kept(self, count: int) -> None:
        text = ngettext("{code}: {n} file sealed and added", "{code}: {n} files sealed and added", count)
        self._page.navigator.toast(text.format(code=self._editing.code, n=count))
