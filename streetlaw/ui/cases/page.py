"""The client page: head, safe contact and consents above six tabs; two forms stand in their place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout

from streetlaw.domain.case import Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Review
from streetlaw.services.cases import reopen_case
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.calendar_export import CalendarDeed
from streetlaw.ui.cases.conflicts import Conflicts
from streetlaw.ui.cases.consents import Consents
from streetlaw.ui.cases.copy import CopyDeed
from streetlaw.ui.cases.details import CaseDetails
from streetlaw.ui.cases.documents import Documents
from streetlaw.ui.cases.erase import EraseDeed
from streetlaw.ui.cases.header import Header, Standing
from streetlaw.ui.cases.notes import Notes
from streetlaw.ui.cases.overview import CLOCKS, Overview
from streetlaw.ui.cases.parties import Parties
from streetlaw.ui.cases.person import Person
from streetlaw.ui.cases.reading import NEW_CASE, Read, read_client
from streetlaw.ui.cases.records import Incidents, Referrals, legal_aid_check, new_incident, new_referral
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
        self.menu = QMenu(self)
        self.header = Header(desk, self.menu)
        self.standing = Standing(desk)
        self.conflicts = Conflicts(navigator)
        self.tabs = Tabs(_("Parts of the file"))
        self._views: dict[str, View] = {}
        self._stack = Stack()
        self.shown = Route("")
        """The route that is on the screen; it follows `route` once the vault has answered."""
        self._copy, self._erase, self._calendar = CopyDeed(self), EraseDeed(self), CalendarDeed(self)
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
        if read.file.client.id != self.route.record_id:
            return
        self.read = read
        self.header.show_read(read)
        self.standing.show_read(read)
        self.conflicts.show_read(read)
        self._show_counts(read)
        self._fill_menu(read)
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
        settle()

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

    # ── What can be done ─────────────────────────────────────────────────────────────────────────────────

    def _go(self, tab: str, **extra: str) -> None:
        kept = {"case": self.route.extra["case"]} if "case" in self.route.extra else {}
        self.navigator.go(Route("client", self.route.record_id, tab, kept | extra))

    def _fill_menu(self, read: Read) -> None:
        self.menu.clear()
        case = read.case
        self._offer(_("Edit the person's data"), partial(self._go, "person"))
        self._offer(_("Edit the case") if case else _("Open a case"), partial(self._go, "case"))
        self._offer(_("Open another case"), partial(self._go, "case", case=NEW_CASE))
        if case and case.status.is_open:
            self._offer(_("Close the case"), partial(self._go, "case", part="end"))
        elif case:
            self._offer(_("Take the case up again"), self._on_reopen)
        self.menu.addSeparator()
        self._offer(_("Case summary (PDF)"), partial(self._go, "documents", part="summary"))
        self._offer(_("Copy for the person (PDF)"),
                    partial(self._go, "documents", part="summary", recipient="client"))
        self._offer(_("Deadlines into a calendar…"), self._on_calendar)
        if self.navigator.can_go(Route("law")):
            self._offer(_("Check the right to legal aid"), self._on_legal_aid)
        self.menu.addSeparator()
        self._offer(_("History"), self._on_history)
        self._offer(_("Copy of everything, for the person…"), self._on_copy)
        self._offer(_("Erase the file…"), self._on_erase)

    def _offer(self, text: str, slot: Callable[..., object]) -> None:
        self.menu.addAction(text).triggered.connect(slot)

    def _on_tab(self, at: int) -> None:
        key = list(_VIEWS)[at]
        kept = {name: value for name, value in self.route.extra.items() if name == "case"}
        self.navigator.replace(replace(self.route, tab=key, extra=kept))
        self._show_tab()

    def _on_tab_clicked(self, at: int) -> None:
        """Leave a form by the tab it stands in the place of: for Qt, that tab is on already."""
        if at == self.tabs.currentIndex() and self.route.tab not in ("", list(_VIEWS)[at]):
            self._on_tab(at)

    def _on_incident(self) -> None:
        if self.navigator.can_go(Route("incident")):
            self.navigator.go(new_incident(self.read))

    def _on_referral(self) -> None:
        self.navigator.go(new_referral(self.read))

    def _on_legal_aid(self) -> None:
        self.navigator.go(legal_aid_check(self.read))

    def _on_note(self) -> None:
        self._go("notes", part="note")

    def _on_calendar(self) -> None:
        self._calendar.begin(self.route.record_id)

    def _on_clocks(self) -> None:
        overview = self._views.get(_FIRST)
        if isinstance(overview, Overview) and overview.isVisible():
            overview.clocks.begin()
        else:
            self._go(_FIRST, part=CLOCKS)

    def _on_consents(self) -> None:
        self._go("consents")

    def _on_edit(self) -> None:
        self._go("person")

    def _on_reopen(self) -> None:
        if self.read is not None and self.read.case is not None:
            self.run(reopen_case, self.read.case, done=self._on_reopened)

    def _on_reopened(self, _outcome: Outcome) -> None:
        self.navigator.toast(_("The case is open again"), undo=True)

    def _on_history(self) -> None:
        self.navigator.go(Route("history", self.route.record_id, extra={"kind": "client"}))

    def _on_copy(self) -> None:
        if self.read is not None:
            self._copy.begin(self.read.file.client)

    def _on_erase(self) -> None:
        if self.read is not None:
            self._erase.begin(self.read.file.client)

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
        for button, slot in ((self.header.incident, self._on_incident), (self.header.note, self._on_note),
                             (self.header.referral, self._on_referral)):
            button.clicked.connect(slot)
        self.add_command(_("New incident"), self._on_incident, keys="Ctrl+I", icon="warning-octagon")
        self.add_command(_("New referral"), self._on_referral, keys="Ctrl+R", icon="path")
        self.add_command(_("New note"), self._on_note, icon="note-pencil")
        self.add_command(_("Deadlines into a calendar…"), self._on_calendar, icon="calendar")
        self.add_command(_("Start the clocks of a detention"), self._on_clocks, keys="Ctrl+Shift+D",
                         icon="clock")
        self.add_command(_("History"), self._on_history, icon="clock-counter-clockwise")
        self.add_command(_("Edit the person's data"), self._on_edit, keys="F2", icon="pencil-simple")
