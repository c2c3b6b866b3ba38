"""The clocks of a detention on the client page: starting them, what is left, and what came of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.clocks import StartClocks, is_child, is_clock, start_clocks
from streetlaw.services.today import by_the_minute
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.deadline_deeds import DeadlineDeeds
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.clocks.form import Held
from streetlaw.ui.clocks.panel import ClockPanel
from streetlaw.ui.clocks.rows import Running
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.route import Route

_AT_MOMENT = ("date.in_future", "date.invalid", "hour.invalid", "deadline.exists")


class ClocksView(ClockPanel):
    """Hidden while nobody is held: the form that starts the clocks, and the card of those that run."""

    def __init__(self, page: Page, deeds: DeadlineDeeds) -> None:
        super().__init__()
        self._page, self._deeds = page, deeds
        self._read: Read | None = None
        self._is_wanted = False
        self._keeper = DraftKeeper(page.desk, page.route, self, self.values, self.take)
        self.form.hide()
        self.form.edited.connect(self._keeper.touch)
        self.form.wanted.connect(self._on_wanted)
        self.form.cancelled.connect(self._on_cancelled)
        self.correct.clicked.connect(self._on_correct)

    def show_read(self, read: Read) -> None:
        """Show a client's running clocks."""
        other = self._read is not None and self._read.file.client.id != read.file.client.id
        self._read = read
        packs = read.file.packs
        clocks = by_the_minute([d for d in read.file.deadlines if d.status is DeadlineStatus.OPEN
                                and is_clock(packs[d.jurisdiction], d)], packs)
        running = [Running(clock, packs[clock.jurisdiction]) for clock in clocks]
        self.list.show_clocks(running, read.now, self._more)
        self.card.setVisible(bool(running))
        self.card.set_count(len(running) or None)
        if other:
            self.form.hide()
        self._fit()

    def enter(self, route: Route, *, wanted: bool) -> None:
        """Look for what was typed, which is kept under that route; without it, ask if that is wanted."""
        self._keeper.move(route)
        self._is_wanted = wanted
        self.form.hide()
        self._fit()
        self._keeper.begin(self._on_begun)

    def values(self) -> dict[str, Any]:
        """What was typed, as plain data."""
        return {"title": N_("{code}: clocks of a detention"), "of": self._code, **self.form.values()}

    def take(self, values: dict[str, Any]) -> None:
        """Go on with what was typed before."""
        self.begin()
        self.form.take(values)

    def begin(self) -> None:
        """Ask since when the person is held."""
        if self._read is not None:
            self.form.ask(self._held(self._read))
            self.form.show()
            self._fit()
            self.form.take_focus()

    @property
    def _code(self) -> str:
        return self._read.file.client.code if self._read else ""

    def _on_begun(self, found: bool) -> None:
        if self._is_wanted and not found:
            self.begin()

    def _on_correct(self) -> None:
        self.begin()
        self.form.correct()
        self.form.take_focus()

    def _held(self, read: Read) -> Held:
        client, case_id = read.file.client, read.case.id if read.case else ""
        deadlines = [each for each in read.file.deadlines if each.case_id in ("", case_id)]
        return Held(start=StartClocks(client_id=client.id, case_id=case_id), pack=read.file.packs[""],
                    deadlines=[each for each in deadlines if not each.jurisdiction], now=read.now,
                    child=is_child(client, self._page.desk.today))

    def _more(self, running: Running) -> QWidget:
        more = IconButton("dots-three-vertical", _("What came of it"), kind="quiet")
        more.setMenu(self._deeds.menu(running.deadline, more, with_met=True))
        return more

    def _fit(self) -> None:
        self.setVisible(not self.card.isHidden() or not self.form.isHidden())

    def _on_wanted(self, command: StartClocks) -> None:
        self._page.run(start_clocks, command, done=self._on_started, refused=self._on_refused)

    def _on_started(self, outcome: Outcome) -> None:
        self._on_cancelled()
        known = any(isinstance(change.after, Deadline) and change.after.due_at for change in outcome.changes)
        text = _("{code}: the clocks run") if known else _("{code}: noted, the hour is not known")
        self._page.navigator.toast(text.format(code=self._code), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        if error.code in _AT_MOMENT:
            self.form.show_refusal(error)
            self.form.take_focus()
        else:
            self._page.on_refused(error)

    def _on_cancelled(self) -> None:
        self._keeper.drop()
        self.form.hide()
        self._fit()
