"""The overview: what happened, what comes next, who the person is."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.about import AboutCard, CaseCard, CommentsCard
from streetlaw.ui.cases.deadline_clocks import ClocksView
from streetlaw.ui.cases.deadline_deeds import DeadlineDeeds
from streetlaw.ui.cases.deadline_form import DeadlineForm
from streetlaw.ui.cases.events import CONTACTS, DEADLINES, DOCUMENTS, Event, events
from streetlaw.ui.cases.next_step import NextStepCard
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.cases.words import events_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.timeline import Timeline, TimelineItem
from streetlaw.ui.route import Route

CLOCKS, MOVE = "clocks", "move"
"""The parts of this tab that ask since when somebody is held, and for the right event of a deadline."""

_ALL = "all"
_MOST = 60
"""Events shown at first: a widget each."""


class TimelineCard(Card):
    """Everything that happened, newest first; the filter shows one kind."""

    def __init__(self, page: Page) -> None:
        super().__init__(_("Timeline"))
        self._page = page
        self._events: list[Event] = []
        self._client_id = ""
        self._whole = False
        self.filter = Chips(
            [Option(_ALL, _("All")), Option(DEADLINES, _("Deadlines")), Option(DOCUMENTS, _("Documents")),
             Option(CONTACTS, _("Contacts"))], name=_("What the timeline shows"), multiple=False, tall=False)
        self.filter.choose((_ALL,))
        self.filter.changed.connect(self._on_filter)
        self.add_action(self.filter)

    @property
    def shown(self) -> str:
        """The filter: "all" or a kind of event."""
        return next(iter(self.filter.value()), _ALL)

    def choose(self, shown: str) -> None:
        """Set the filter."""
        self.filter.choose((shown or _ALL,))
        self._show()

    def show_read(self, read: Read) -> None:
        """Show a client's events."""
        if read.file.client.id != self._client_id:
            self._client_id, self._whole = read.file.client.id, False
        self._events = events(read.file, self._page.desk.pack, self._page.desk.today)
        self._show()

    def _on_everything(self) -> None:
        self.choose(_ALL)
        self.filter.chip(_ALL).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        found = [event for event in self._events if self.shown in (_ALL, event.group)]
        self.set_count(events_text(len(found)))
        self.clear_rows()
        if not found:
            nothing = EmptyState("clock-counter-clockwise", _("Nothing of this kind yet"),
                                 action=_("Show everything") if self._events else "")
            nothing.acted.connect(self._on_everything)
            self.body.addWidget(nothing, 1)
            return
        timeline = Timeline()
        for event in found if self._whole else found[:_MOST]:
            timeline.add(_item(event))
        if len(found) > _MOST and not self._whole:
            earlier = Button(_("Show earlier events"), kind="quiet")
            earlier.clicked.connect(self._on_whole)
            self.add_row(earlier)
        self.body.insertWidget(0, scrolled(timeline, _("Timeline")), 1)

    def _on_filter(self, chosen: tuple[str, ...]) -> None:
        if not chosen:
            self.filter.choose((_ALL,))
        self._show()

    def _on_whole(self) -> None:
        self._whole = True
        self._show()


class Overview(View):
    """The timeline at the left; next step, case, comments and person at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.timeline = TimelineCard(page)
        self.deadline = DeadlineForm(page)
        self.deeds = DeadlineDeeds(page)
        self.clocks = ClocksView(page, self.deeds)
        self.next_step = NextStepCard(page, self.deadline, self.deeds)
        self.next_step.held.clicked.connect(self.clocks.begin)
        self.comments = CommentsCard(page)
        self.case = CaseCard(page)
        self.about = AboutCard(page)
        self._side = side = column_of(self.deeds.form, self.clocks, self.next_step, self.deadline,
                                      self.comments, self.about, self.case, name=_("About this case"))
        side.setMinimumWidth(theme.current().px(320))
        self.deeds.correcting.connect(self._on_correcting)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((self.timeline, 12), (side, 5)))

    def show_read(self, read: Read) -> None:
        """Show a client."""
        super().show_read(read)
        self.deeds.show_read(read)
        for card in (self.timeline, self.clocks, self.next_step, self.deadline, self.comments, self.case,
                     self.about):
            card.show_read(read)

    def enter(self, route: Route) -> None:
        """Look for what was begun; with `extra["part"]` "clocks", ask since when they are held."""
        here = Route("client", route.record_id, "overview")
        self.deadline.begin(self.client, here)
        self.deeds.form.begin(self.client, replace(here, extra={"part": MOVE}))
        self.clocks.enter(replace(here, extra={"part": CLOCKS}), wanted=route.extra.get("part") == CLOCKS)

    def _on_correcting(self) -> None:
        """Bring the form into view: the deadline may stand far below it."""
        self._side.ensureWidgetVisible(self.deeds.form)


def _item(event: Event) -> TimelineItem:
    badge = Badge.of(*event.badge) if event.badge else None
    return TimelineItem(event.when, event.title, event.text, icon=event.icon, tone=event.tone, badge=badge)
