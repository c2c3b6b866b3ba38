"""Taking newer law in four steps: the folder, its publisher, what changes, done."""

from __future__ import annotations

from pathlib import Path

from streetlaw.domain.record import Outcome
from streetlaw.services.law.here import trusted
from streetlaw.services.law.publications import Publication, Trust
from streetlaw.services.law.updates import Proposal, propose, take, take_back
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import files
from streetlaw.ui.dates import day_full
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.newer_law.changes import Changes
from streetlaw.ui.newer_law.steps import DoneStep, FolderStep, PublisherStep
from streetlaw.ui.route import Route
from streetlaw.ui.wizard import Step, Wizard

FOLDER, PUBLISHER, CHANGES, DONE = range(4)
SETTINGS = Route("settings", tab="law")


class NewerLawPage(Wizard):
    """One publication at a time; the law here changes with the last press alone."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._folder: Path | None = None
        self._trust: Trust | None = None
        self._proposal: Proposal | None = None
        self._told: tuple[str, str, bool] | None = None
        self.folder, self.publisher, self.changes = FolderStep(), PublisherStep(), Changes()
        self.done = DoneStep()
        self.lay_out(_("Taking newer law"), (
            Step(_("Folder"), self.folder), Step(_("Publisher"), self.publisher),
            Step(_("What changes"), self.changes), Step(_("Done"), self.done, whole=True)))
        self.folder.choice_wanted.connect(self._on_choose)
        self.done.settings_wanted.connect(self._on_settings)
        self.done.back_wanted.connect(self._on_undo)

    def open(self, route: Route) -> None:
        """Begin with the folder."""
        del route
        self.set_place(_("Newer law"), parent=_("Settings"), parent_route=SETTINGS)
        self._told = None
        self.go(FOLDER)

    def state(self) -> dict[str, object]:
        """Which folder, or what was done; the rest is quickly read again."""
        return {"folder": str(self._folder or ""), "told": self._told}

    def restore(self, state: dict[str, object]) -> None:
        """Take up the folder, or say again what was done."""
        told, folder = state.get("told"), str(state.get("folder") or "")
        if isinstance(told, tuple):
            self._say_done(*told)
        elif folder:
            self._take(Path(folder))

    def leave(self) -> None:
        """Stop reading: nobody waits for it."""
        self.cancel()
        super().leave()

    # ── The way through ──────────────────────────────────────────────────────────────────────────────────

    def show_way(self) -> None:
        """Nothing changes before the last press, and each press says what it does."""
        step, busy = self.steps.current(), self.progress.is_under_way
        self.back.setVisible(step in (PUBLISHER, CHANGES))
        self.next.setVisible(step in (PUBLISHER, CHANGES))
        self.next.setEnabled(not busy)
        self.folder.choose.setEnabled(not busy)
        news = self._proposal is not None and bool(self._proposal.packs)
        self.next.setText(_("The six words are the same") if step == PUBLISHER else
                          _("Take this law") if news else _("Finish"))
        self.reason.setText(_("Nothing has been changed yet.") if step in (PUBLISHER, CHANGES) else "")

    def on_next(self) -> None:
        """Read what the publisher says, or take it."""
        if self.steps.current() == PUBLISHER and self._trust is not None:
            self._read(self._trust)
        elif self.steps.current() == CHANGES and self._proposal is not None:
            self.run(take, self._proposal, done=self._on_taken, refused=self.on_long_refused, undoable=False)

    def on_back(self) -> None:
        """Choose another folder."""
        self.cancel()
        self._folder = None
        self.go(FOLDER)

    # ── The folder and its publisher ─────────────────────────────────────────────────────────────────────

    def _on_choose(self) -> None:
        folder = files.ask_which_folder(self, _("Which folder brings the law?"))
        if folder is not None:
            self._take(folder)

    def _take(self, folder: Path) -> None:
        self.clear_banner()
        self._folder, self._proposal = folder, None
        self.begin(_("Looking at the folder"), _("When you cancel, everything stays as it is."))
        self.ask(trusted, done=self._on_trust, latest="trust")

    def _on_trust(self, trust: Trust | None) -> None:
        if trust is not None:
            self._read(trust)
            return
        self.work = self.desk.work_long(self.desk.tools.publications.publisher, self._folder, owner=self,
                                         done=self.show_publisher, refused=self.on_long_refused)

    def show_publisher(self, trust: Trust) -> None:
        """Ask whether these are the publisher's words."""
        self.end()
        self._trust = trust
        self.publisher.show_publisher(trust.publisher)
        self.go(PUBLISHER)
        self.publisher.words.setFocus()

    # ── What changes ─────────────────────────────────────────────────────────────────────────────────────

    def _read(self, trust: Trust) -> None:
        self.begin(_("Checking every part"), _("When you cancel, everything stays as it is."))
        self.work = self.desk.work_long(self.desk.tools.publications.read, self._folder, trust, owner=self,
                                         done=self._on_read, refused=self.on_long_refused,
                                         progress=self.progress.tell)

    def _on_read(self, publication: Publication) -> None:
        self.ask(propose, publication, self.desk.tools.law, done=self.show_proposal,
                 refused=self.on_long_refused, latest="proposal")

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what would change."""
        self.end()
        self._proposal = proposal
        self.changes.show_proposal(proposal)
        self.go(CHANGES)
        self.next.setFocus()

    def _on_taken(self, _outcome: Outcome) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        until = day_full(proposal.publication.expires.date())
        said = _("Newer law is in force") if proposal.packs else _("There is nothing newer")
        notes = [_("Good until {day}").format(day=until)]
        if proposal.moves:
            notes.append(ngettext("{n} deadline was counted again", "{n} deadlines were counted again",
                                  proposal.moves).format(n=proposal.moves))
        self._say_done(said, ". ".join(notes), bool(proposal.packs))

    def _say_done(self, said: str, note: str, can_go_back: bool) -> None:
        self._told = (said, note, can_go_back)
        self._folder, self._proposal, self._trust = None, None, None
        self.done.show_done(said, note, can_go_back=can_go_back)
        self.go(DONE)

    def _on_undo(self) -> None:
        self.run(take_back, done=self._on_taken_back, undoable=False)

    def _on_taken_back(self, _outcome: Outcome) -> None:
        self._say_done(_("The law before is in force again"), "", can_go_back=False)

    def _on_settings(self) -> None:
        self.navigator.go(SETTINGS)
