"""The client page: head, safe contact and consents above six tabs; two forms stand in their place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout

from streetlaw.domain.case import Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Review
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.conflicts import Conflicts
from streetlaw.ui.cases.consents import Consents
from streetlaw.ui.cases.copy import COPY, copy_route
from streetlaw.ui.cases.deeds import ClientDeeds
from streetlaw.ui.cases.details import CaseDetails
from streetlaw.ui.cases.documents import Documents
from streetlaw.ui.cases.header import Header, Standing
from streetlaw.ui.cases.notes import Notes
from streetlaw.ui.cases.overview import CLOCKS, Overview
from streetlaw.ui.cases.parties import Parties
from streetlaw.ui.cases.person import Person
from streetlaw.ui.cases.reading import Read, read_client
from streetlaw.ui.cases.records import Incidents, Referrals
from streetlaw.ui.cases.view import View
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import GAP, GUTTER, Page
from streetlaw.ui.parts.settled import settle
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.tabs import Tabs
from streetlaw.ui.route import Route

_VIEWS: dict[str, type[View]] = {
    "overview": Overview, "incidents": Incidents, "referrals": Referrals, "documents": Documents,
    "notes": Notes, "consents": Consents, "people": Parties, "person": Person, "case": CaseDetails,
}
_FIRST = "overview"


class ClientPage(Page):
    """Everything about one client; the route says the tab, its `extra["case"]` one of several cases."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.read: Read | None = None
        self.deeds = ClientDeeds(self)
        self.header = Header(desk, self.deeds.menu)
        self.standing = Standing(desk)
        self.conflicts = Conflicts(navigator)
        self.tabs = Tabs(_("Parts of the file"))
        self._views: dict[str, View] = {}
        self._stack = Stack()
        self.shown = Route("")
        """The route that is on the screen; it follows `route` once the vault has answered."""
        self._make_tabs()
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Show a client at a tab."""
        if self.read is None or self.read.file.client.id != route.record_id:
            self._forget()
        self.set_place(_("Card"), parent=_("Clients"), parent_route=Route("clients"))
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Read again when something of this client changed; go away when they are erased."""
        gone = any(change.after is None and change.kind is Client and change.id == self.route.record_id
                   for change in outcome.changes)
        if gone:
            self._forget()
            self.navigator.go(Route("clients"))
        elif any(self._concerns(change.after or change.before) for change in outcome.changes):
            self._ask()

    def leave(self) -> None:
        """Put away what was looked at."""
        for view in self._views.values():
            view.leave()

    def state(self) -> dict[str, object]:
        """The filter of the timeline."""
        overview = self._views.get(_FIRST)
        return {"timeline": overview.timeline.shown} if isinstance(overview, Overview) else {}

    def restore(self, state: dict[str, object]) -> None:
        """Take the filter up again."""
        overview = self._view(_FIRST)
        if isinstance(overview, Overview):
            overview.timeline.choose(str(state.get("timeline", "")))

    def view(self, key: str) -> View:
        """One of the tabs, built when first asked for."""
        return self._view(key)

    # ── Reading and showing ──────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        self.ask(read_client, self.route.record_id, self.route.extra.get("case", ""), done=self._on_read,
                 refused=self._on_unknown, latest="client")

    def _on_read(self, read: Read) -> None:
        client = read.file.client
        if client.id != self.route.record_id:
            return
        if client.merged_into:
            self.navigator.replace(replace(self.route, record_id=client.merged_into))
            return
        self.read = read
        self.header.show_read(read)
        self.standing.show_read(read)
        self.conflicts.show_read(read)
        self._show_counts(read)
        self.deeds.show_read(read)
        self._show_tab()

    def _on_unknown(self, error: StreetLawError) -> None:
        self._forget()
        self.on_refused(error)

    def _show_tab(self) -> None:
        """Show the tab of the route; a route is entered once, a change is only shown."""
        if self.read is None:
            return
        key = self.route.tab if self.route.tab in _VIEWS else _FIRST
        view = self._view(key)
        at = list(_VIEWS).index(key)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(at if at < self.tabs.count() else 0)
        self.tabs.blockSignals(False)
        self._stack.setCurrentWidget(view)
        self._stack.setVisible(True)
        view.show_read(self.read)
        if self.shown != self.route:
            view.enter(self.route)
            self.shown = self.route
            self._go_on_copying()
        settle()

    def _go_on_copying(self) -> None:
        """A copy was begun and not made: ask again, once."""
        if self.route.extra.get("part") == COPY:
            self.navigator.replace(copy_route(self.route.record_id, begun=False))
            self.shown = self.route
            self.deeds.make_copy()

    def _show_counts(self, read: Read) -> None:
        file = read.file
        answered = {consent.purpose for consent in file.consents}
        counts = (None, len(file.incidents), len(file.referrals), len(file.attachments),
                  len(file.notes) + len(file.actions), len(answered), len(file.parties))
        for at, count in enumerate(counts):
            self.tabs.set_count(at, count)

    def _view(self, key: str) -> View:
        if key not in self._views:
            self._views[key] = _VIEWS[key](self)
            self._stack.addWidget(self._views[key])
            self._views[key].reading_wanted.connect(self._ask)
        return self._views[key]

    def _forget(self) -> None:
        """Nothing of the client shown before may stay on the page, or in its forms."""
        self.read = None
        self.deeds.show_read(None)
        self.shown = Route("")
        self._stack.setVisible(False)
        for view in self._views.values():
            self._stack.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._views.clear()

    def _concerns(self, record: object) -> bool:
        client_id = self.route.record_id
        if isinstance(record, Client):
            return record.id == client_id
        if isinstance(record, Review | TrustedPerson | Party):
            return True
        return getattr(record, "client_id", "") == client_id

    # ── Tabs and buttons ─────────────────────────────────────────────────────────────────────────────────

    def _on_tab(self, at: int) -> None:
        key = list(_VIEWS)[at]
        kept = {name: value for name, value in self.route.extra.items() if name == "case"}
        self.navigator.replace(replace(self.route, tab=key, extra=kept))
        self._show_tab()

    def _on_tab_clicked(self, at: int) -> None:
        """Leave a form by the tab it stands in the place of: for Qt, that tab is on already."""
        if at == self.tabs.currentIndex() and self.route.tab not in ("", list(_VIEWS)[at]):
            self._on_tab(at)

    def _on_clocks(self) -> None:
        overview = self._views.get(_FIRST)
        if isinstance(overview, Overview) and overview.isVisible():
            overview.clocks.begin()
        else:
            self.deeds.go(_FIRST, part=CLOCKS)

    def _on_consents(self) -> None:
        self.deeds.go("consents")

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _make_tabs(self) -> None:
        for key, text in (("overview", _("Overview")), ("incidents", _("Incidents")),
                          ("referrals", _("Referrals")), ("documents", _("Documents and evidence")),
                          ("notes", _("Notes and time")), ("consents", _("Consents")),
                          ("people", _("People"))):
            self.tabs.add(text, key=key)

    def _lay_out(self) -> None:
        px = theme.current().px
        head = QFrame()
        head.setProperty("kind", "surface")
        column = QVBoxLayout(head)
        column.setContentsMargins(px(GUTTER), px(GAP), px(GUTTER), 0)
        column.setSpacing(px(GAP))
        for widget in (self.header, self.conflicts, self.standing, self.tabs):
            column.addWidget(widget)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        room = QVBoxLayout()
        room.setContentsMargins(px(GUTTER), px(GAP), px(GUTTER), px(GAP))
        room.addWidget(self._stack)
        self.body.addLayout(room, 1)
        self._stack.setVisible(False)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.tabs.tabBarClicked.connect(self._on_tab_clicked)
        self.standing.consents_wanted.connect(self._on_consents)
        for button, slot in ((self.header.incident, self.deeds.new_incident),
                             (self.header.note, self.deeds.new_note),
                             (self.header.referral, self.deeds.new_referral)):
            button.clicked.connect(slot)
        self.deeds.add_commands()
        self.add_command(_("Start the clocks of a detention"), self._on_clocks, keys="Ctrl+Shift+D",
                         icon="clock")
