"""The history of one record, newest first: what was done, by whom, what changed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from streetlaw.domain.client import Client
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services.listing import LogQuery
from streetlaw.services.ports import Work
from streetlaw.services.telling import Telling
from streetlaw.services.trail import GROUPS, KINDS, Event, record_history
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import day_full
from streetlaw.ui.desk import Desk
from streetlaw.ui.history.lines import detail, look
from streetlaw.ui.names import RevealButton
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.timeline import Timeline, TimelineItem
from streetlaw.ui.route import Route

PIECE = 60
"""Events shown at a time: a widget each."""

ALL = "all"


@dataclass(frozen=True, slots=True)
class Read:
    """A piece of a history, the client it belongs to, and names of trusted people by their id."""

    client: Client
    events: tuple[Event, ...]
    people: dict[str, str]


def read_history(work: Work, kind: str, record_id: str, group: str, before: int) -> Read:
    """Read a piece of the history of a record; raises `record.unknown`."""
    query = LogQuery(names=GROUPS.get(group, ()), before=before, limit=PIECE)
    events = record_history(work, kind, record_id, query)
    owner = record_id if kind == "client" else str(getattr(work.get(KINDS[kind], record_id), "client_id", ""))
    people = {person.id: person.name for person in work.list(TrustedPerson)}
    return Read(work.get(Client, owner), events, people)


class HistoryPage(Page):
    """A record's history; names, stories and grounds are hidden until the person is shown."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._client: Client | None = None
        self._events: list[Event] = []
        self._people: dict[str, str] = {}
        self.filter = Chips([(ALL, _("All")), ("seen", _("Looked at")), ("left", _("Left the folder")),
                             ("came", _("Came in")), ("erased", _("Erased"))],
                            name=_("What the history shows"), multiple=False, tall=False)
        self.filter.choose((ALL,))
        self.reveal = RevealButton(desk)
        self.card = Card(_("History"), icon="clock-counter-clockwise")
        self.timeline = Timeline()
        self.earlier = Button(_("Show earlier"), kind="quiet")
        self._nothing = EmptyState("clock-counter-clockwise", _("Nothing here yet"),
                                   _("Every change, every look at the name and every paper will be here."))
        self._none_such = EmptyState("clock-counter-clockwise", _("Nothing of this kind yet"),
                                     action=_("Show everything"))
        self._lay_out()
        self._connect()

    @property
    def kind(self) -> str:
        """The kind of record shown, as the log names it."""
        return self.route.extra.get("kind", "client")

    def open(self, route: Route) -> None:
        """Show the history of a record."""
        del route
        self._name_place("")
        self._client = None
        self._ask()

    def resume(self) -> None:
        """Read again."""
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Follow what is done meanwhile."""
        if outcome.changes:
            self._ask()

    def state(self) -> dict[str, object]:
        """The filter."""
        return {"filter": self._group()}

    def restore(self, state: dict[str, object]) -> None:
        """Take the filter up again."""
        self.filter.choose((str(state.get("filter", ALL)),))
        self._ask()

    # ── Reading and showing ──────────────────────────────────────────────────────────────────────────────

    def _group(self) -> str:
        return next(iter(self.filter.value()), ALL)

    def _ask(self) -> None:
        self._events.clear()
        self._ask_from(0)

    def _ask_from(self, before: int) -> None:
        self.ask(read_history, self.kind, self.route.record_id, self._group(), before, done=self._on_read,
                 latest="history")

    def _on_read(self, read: Read) -> None:
        self._client, self._people = read.client, read.people
        self._name_place(read.client.code)
        self.reveal.set_record(read.client.id)
        self._events += read.events
        self.earlier.setVisible(len(read.events) == PIECE)
        self._draw()

    def _draw(self) -> None:
        telling = Telling(self.desk.pack, language(), self._people)
        shown = self._client is not None and self.desk.names.visible(self._client.id)
        self.timeline.clear()
        for event in self._events:
            icon, tone = look(event.line.name)
            at = event.line.at.astimezone(self.desk.pack.zone)
            title = telling.done(event.line.name)
            self.timeline.add(TimelineItem(
                f"{day_full(at.date())}\n{at:%H:%M}", title[:1].upper() + title[1:],
                detail(telling, event, open_=shown), icon=icon, tone=tone))
        self._nothing.setVisible(not self._events and self._group() == ALL)
        self._none_such.setVisible(not self._events and self._group() != ALL)
        self.card.set_count(ngettext("{n} entry", "{n} entries", len(self._events)).format(
            n=len(self._events)) if self._events else None)

    def _name_place(self, code: str) -> None:
        back = Route("client", self.route.record_id) if self.kind == "client" else \
            Route(self.kind, self.route.record_id)
        parent = {"incident": _("Incident"), "referral": _("Referral")}.get(self.kind, _("Card"))
        self.set_place(_("History"), parent=parent, parent_route=back, note=code)

    # ── What the person does ─────────────────────────────────────────────────────────────────────────────

    def _on_filter(self, _chosen: object) -> None:
        self._ask()

    def _on_everything(self) -> None:
        self.filter.choose((ALL,))
        self.filter.chip(ALL).setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _on_earlier(self) -> None:
        if self._events:
            self._ask_from(self._events[-1].line.number)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.filter, 1)
        head.addWidget(self.reveal)
        self.body.addLayout(head)
        self.card.add(self.timeline)
        self.card.add(self._nothing)
        self.card.add(self._none_such)
        self.card.add(self.earlier)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self._nothing.setVisible(False)
        self._none_such.setVisible(False)
        self.earlier.setVisible(False)

    def _connect(self) -> None:
        self.filter.changed.connect(self._on_filter)
        self._none_such.acted.connect(self._on_everything)
        self.earlier.clicked.connect(self._on_earlier)
        self.desk.names.changed.connect(self._draw)
