"""Taking newer law in four steps: the folder, its publisher, what changes, done."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.law_updates import Proposal, propose, take, take_back, trusted
from streetlaw.services.publications import Publication, Trust
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import files
from streetlaw.ui.dates import day_full
from streetlaw.ui.desk import Desk, LongWork
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.newer_law.changes import Changes
from streetlaw.ui.newer_law.steps import DoneStep, FolderStep, PublisherStep
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

FOLDER, PUBLISHER, CHANGES, DONE = range(4)
SETTINGS = Route("settings", tab="law")


class NewerLawPage(Page):
    """One publication at a time; the law here changes with the last press alone."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._folder: Path | None = None
        self._trust: Trust | None = None
        self._proposal: Proposal | None = None
        self._told: tuple[str, str, bool] | None = None
        self._work: LongWork | None = None
        self._progress: ProgressCard | None = None
        self.steps = Steps((_("Folder"), _("Publisher"), _("What changes"), _("Done")),
                           name=_("Taking newer law"))
        self.folder, self.publisher, self.changes = FolderStep(), PublisherStep(), Changes()
        self.done = DoneStep()
        self.back, self.next = Button(_("Back")), Button("", kind="primary", keys="Ctrl Enter")
        self.reason = Text("", "secondary", wrap=True)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Begin with the folder."""
        del route
        self.set_place(_("Newer law"), parent=_("Settings"), parent_route=SETTINGS)
        self._told = None
        self._go(FOLDER)

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
        self._on_cancelled()
        super().leave()

    # ── The way through ──────────────────────────────────────────────────────────────────────────────────

    def _go(self, step: int) -> None:
        self.steps.go(step)
        self._stack.setCurrentIndex(step)
        self._show_way()

    def _show_way(self) -> None:
        step, busy = self.steps.current(), self._progress is not None
        self.back.setVisible(step in (PUBLISHER, CHANGES))
        self.next.setVisible(step in (PUBLISHER, CHANGES))
        self.next.setEnabled(not busy)
        self.folder.choose.setEnabled(not busy)
        news = self._proposal is not None and bool(self._proposal.packs)
        self.next.setText(_("The six words are the same") if step == PUBLISHER else
                          _("Take this law") if news else _("Finish"))
        self.reason.setText(_("Nothing has been changed yet.") if step in (PUBLISHER, CHANGES) else "")

    def _on_next(self) -> None:
        if not self.next.isVisibleTo(self) or not self.next.isEnabled():
            return
        self.clear_banner()
        if self.steps.current() == PUBLISHER and self._trust is not None:
            self._read(self._trust)
        elif self.steps.current() == CHANGES and self._proposal is not None:
            self.run(take, self._proposal, done=self._on_taken, refused=self._on_long_refused, undoable=False)

    def _on_back(self) -> None:
        self.clear_banner()
        self._on_cancelled()
        self._folder = None
        self._go(FOLDER)

    # ── The folder and its publisher ─────────────────────────────────────────────────────────────────────

    def _on_choose(self) -> None:
        folder = files.ask_which_folder(self, _("Which folder brings the law?"))
        if folder is not None:
            self._take(folder)

    def _take(self, folder: Path) -> None:
        self.clear_banner()
        self._folder, self._proposal = folder, None
        self._begin(_("Looking at the folder"))
        self.ask(trusted, done=self._on_trust, latest="trust")

    def _on_trust(self, trust: Trust | None) -> None:
        if trust is not None:
            self._read(trust)
            return
        self._work = self.desk.work_long(self.desk.tools.publications.publisher, self._folder, owner=self,
                                         done=self.show_publisher, refused=self._on_long_refused)

    def show_publisher(self, trust: Trust) -> None:
        """Ask whether these are the publisher's words."""
        self._end()
        self._trust = trust
        self.publisher.show_publisher(trust.publisher)
        self._go(PUBLISHER)
        self.publisher.words.setFocus()

    # ── What changes ─────────────────────────────────────────────────────────────────────────────────────

    def _read(self, trust: Trust) -> None:
        self._begin(_("Checking every part"))
        self._work = self.desk.work_long(self.desk.tools.publications.read, self._folder, trust, owner=self,
                                         done=self._on_read, refused=self._on_long_refused,
                                         progress=self._show_progress)

    def _on_read(self, publication: Publication) -> None:
        self.ask(propose, publication, done=self.show_proposal, latest="proposal")

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what would change."""
        self._end()
        self._proposal = proposal
        self.changes.show_proposal(proposal)
        self._go(CHANGES)
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
        self.ask(trusted, done=self._on_settled)  # the next look at the vault brings the law into the window

    def _on_settled(self, _trust: Trust | None) -> None:
        """The window follows by itself."""

    def _say_done(self, said: str, note: str, can_go_back: bool) -> None:
        self._told = (said, note, can_go_back)
        self._folder, self._proposal, self._trust = None, None, None
        self.done.show_done(said, note, can_go_back=can_go_back)
        self._go(DONE)

    def _on_undo(self) -> None:
        self.run(take_back, done=self._on_taken_back, undoable=False)

    def _on_taken_back(self, _outcome: Outcome) -> None:
        self._say_done(_("The law before is in force again"), "", can_go_back=False)
        self.ask(trusted, done=self._on_settled)

    def _on_settings(self) -> None:
        self.navigator.go(SETTINGS)

    # ── Long work ────────────────────────────────────────────────────────────────────────────────────────

    def _begin(self, title: str) -> None:
        self._end()
        self._progress = ProgressCard(title, _("When you cancel, everything stays as it is."))
        self._progress.cancelled.connect(self._on_cancelled)
        self.body.insertWidget(1, self._progress)
        self._show_way()

    def _show_progress(self, done: int, total: int) -> None:
        if self._progress is not None and total:
            self._progress.set_progress(100 * done // total)

    def _end(self) -> None:
        if self._progress is not None:
            self._progress.hide()
            self._progress.deleteLater()
            self._progress = None
        self._show_way()

    def _on_cancelled(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def _on_long_refused(self, error: StreetLawError) -> None:
        self._end()
        if error.code != "work.cancelled":
            self.on_refused(error)

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        self.body.addWidget(self.steps)
        for step, name in ((self.folder, _("Folder")), (self.publisher, _("Publisher")),
                           (self.changes, _("What changes"))):
            self._stack.addWidget(scrolled(step, name))
        self._stack.addWidget(self.done)
        self.body.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.folder.choice_wanted.connect(self._on_choose)
        self.done.settings_wanted.connect(self._on_settings)
        self.done.back_wanted.connect(self._on_undo)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.add_command(_("Continue"), self._on_next, keys="Ctrl+Return")
