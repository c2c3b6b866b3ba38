"""Today: deadlines, drafts, waiting referrals, the attorney's comments, what was closed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.record import Outcome
from streetlaw.services import backups
from streetlaw.services.law.here import about
from streetlaw.services.recounting import outdated
from streetlaw.services.today import Today, today
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.calendar_export import CalendarDeed
from streetlaw.ui.dates import weekday_day
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.beside import Beside, column
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.route import Route
from streetlaw.ui.today.backup_line import BackupLine
from streetlaw.ui.today.cards import ClosedCard, CommentsCard, DraftsCard, WaitingCard
from streetlaw.ui.today.deadlines_card import DeadlinesCard
from streetlaw.ui.today.law_line import LawLine
from streetlaw.ui.today.moved_line import MovedLine

_STEPS = (
    ("capture", "note-pencil", "Ctrl+Shift+N"),
    ("new-client", "user-plus", "Ctrl+N"),
    ("incident", "warning-octagon", "Ctrl+I"),
    ("law", "scales", ""),
)


class TodayPage(Page):
    """What waits for me: three columns of cards below the ways to begin something."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.deadlines = DeadlinesCard(desk, navigator)
        self.drafts = DraftsCard(desk, navigator)
        self.waiting = WaitingCard(desk, navigator)
        self.comments = CommentsCard(navigator)
        self.closed = ClosedCard()
        self.backup_line = BackupLine(self)
        self.law_line = LawLine(self)
        self.moved_line = MovedLine(self)
        self._calendar = CalendarDeed(self)
        self.deadlines.calendar.clicked.connect(self._on_calendar)
        self._lay_out()
        if navigator.can_go(Route("incident")):
            self.add_command(_("New incident"), self._on_incident, keys="Ctrl+I", icon="warning-octagon")
        self.add_command(_("Deadlines into a calendar…"), self._on_calendar, icon="calendar")

    def open(self, route: Route) -> None:
        """Show today."""
        del route
        self.set_place(_("Today"), note=weekday_day(self.desk.today))
        self._ask()
        self._ask_moved()

    def resume(self) -> None:
        """Read again: a draft may have come or gone."""
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Any change may concern today."""
        self._ask()
        if outcome.touches(Deadline):
            self._ask_moved()

    def state(self) -> dict[str, object]:
        """The filter of the deadlines."""
        return {"whose": self.deadlines.whose}

    def restore(self, state: dict[str, object]) -> None:
        """Take the filter up again."""
        self.deadlines.choose(str(state.get("whose", "")))

    def _ask(self) -> None:
        self.ask(today, done=self._on_read, latest="today")
        self.ask(backups.notice, done=self.backup_line.show_notice, latest="backups")
        self.ask(about, done=self.law_line.show_law, latest="law")

    def _ask_moved(self) -> None:
        self.ask(outdated, done=self.moved_line.show_moved, latest="moved")

    def _on_calendar(self) -> None:
        self._calendar.begin()

    def _on_incident(self) -> None:
        self.navigator.go(Route("incident"))

    def _on_read(self, read: Today) -> None:
        self.deadlines.show_deadlines(read)
        self.drafts.show_drafts(read.drafts)
        self.waiting.show_referrals(read)
        self.comments.show_comments(read)
        self.closed.show_closed(read.closed)

    def _lay_out(self) -> None:
        self.body.addWidget(self._beginnings())
        self.body.addWidget(self.backup_line)
        self.body.addWidget(self.law_line)
        self.body.addWidget(self.moved_line)
        columns = (column(self.deadlines, growing=(self.deadlines,)),
                   column(self.drafts, self.waiting, growing=(self.waiting,)),
                   column(self.comments, self.closed, growing=(self.closed,)))
        self.body.addWidget(Beside(*columns, shares=(48, 33, 29), narrow=820, grows=True), 1)

    def _beginnings(self) -> QWidget:
        """The ways to begin something, as far as their pages exist."""
        held = QWidget()
        row = FlowLayout(held, spacing=theme.current().px(8))
        texts = {"capture": _("Quick capture"), "new-client": _("New client"), "incident": _("New incident"),
                 "law": _("Check the right to legal aid")}
        for number, (place, icon, keys) in enumerate(_STEPS):
            route = Route(place)
            if self.navigator.can_go(route):
                button = Button(texts[place], kind="plain" if number else "primary", icon=icon,
                                keys=keys.replace("+", " "))
                button.clicked.connect(partial(self.navigator.go, route))
                row.addWidget(button)
        return held
