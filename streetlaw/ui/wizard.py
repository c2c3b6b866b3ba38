"""A page of steps: one in view, the way back and on below it, and work that takes a while above it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui.desk import Desk
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.text import Text


class Step(NamedTuple):
    """What a step is called, and what stands in it: scrolling, unless it is shown whole."""

    name: str
    widget: QWidget
    whole: bool = False


class Wizard(Page):
    """Subclasses call `lay_out` once, and say with `show_way` what the step in view lets the person do."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.steps: Steps
        self.back, self.next = Button(_("Back")), Button(_("Continue"), kind="primary", keys="Ctrl Enter")
        self.reason = Text("", "secondary", wrap=True)
        """Why it does not go on, or what to mind."""
        self.progress = ProgressCard()
        self.work = LongWork()
        """What takes a while now, for Cancel."""
        self._stack = QStackedWidget()

    # ── What a subclass says ─────────────────────────────────────────────────────────────────────────────

    def show_way(self) -> None:
        """Fit `back`, `next` and `reason` to the step in view; called whenever it or the work changes."""

    def on_next(self) -> None:
        """Go on from the step in view."""

    def on_back(self) -> None:
        """Go back from the step in view."""

    # ── What a subclass calls ────────────────────────────────────────────────────────────────────────────

    def lay_out(self, name: str, steps: Sequence[Step]) -> None:
        """Put up the steps, the first one in view."""
        self.steps = Steps(tuple(step.name for step in steps), name=name)
        for step in steps:
            self._stack.addWidget(step.widget if step.whole else scrolled(step.widget, step.name))
        foot = QHBoxLayout()
        foot.addWidget(self.reason, 1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        for widget in (self.steps, self.progress):
            self.body.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.body.addLayout(foot)
        self.progress.cancelled.connect(self.cancel)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self._on_next)
        self.add_command(_("Continue"), self._on_next, keys="Ctrl+Return")

    def go(self, step: int) -> None:
        """Bring a step into view."""
        self.steps.go(step)
        self._stack.setCurrentIndex(step)
        self.show_way()

    def begin(self, title: str, note: str = "") -> None:
        """Show that something takes a while; `note` says what cancelling leaves."""
        self.progress.begin(title, note)
        self.show_way()

    def end(self) -> None:
        """It is over."""
        self.progress.end()
        self.show_way()

    def cancel(self) -> None:
        """Stop what takes a while."""
        self.work.cancel()

    def on_long_refused(self, error: StreetLawError) -> None:
        """Say why it was refused; nothing when the person cancelled it."""
        self.end()
        if error.code != "work.cancelled":
            self.on_refused(error)

    # ── Inside ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_next(self) -> None:
        if self.next.isVisibleTo(self) and self.next.isEnabled():
            self.clear_banner()
            self.on_next()

    def _on_back(self) -> None:
        self.clear_banner()
        self.on_back()
