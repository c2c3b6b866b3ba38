"""Law and aid: the check of the right to legal aid, and the norms and channels to look things up in."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import Referral
from streetlaw.services.law.fact_checks import WorkList, revoke, work_list
from streetlaw.services.law.facts import shown_in
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import partial_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.browse import Browse
from streetlaw.ui.law.check import Check
from streetlaw.ui.law.deeds import Deeds
from streetlaw.ui.law.due import DueList, by_link
from streetlaw.ui.law.sending import Sending
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import GAP, GUTTER, Page
from streetlaw.ui.parts.tabs import Tabs
from streetlaw.ui.route import Route

CHECK, NOBODY, NORMS, DUE = "", "anonymous", "norms", "due"
"""Tabs: the check (of `extra["client"]`) or of nobody, the law, and what is to be checked in it."""


class _Beside(QStackedWidget):
    """The panes beside the page: as wide as each other, so that nothing moves between steps."""

    def sizeHint(self) -> QSize:
        """Return the width of the pane; its height follows the page."""
        return QSize(theme.current().px(372), super().sizeHint().height())


class LawPage(Page):
    """Two parts under tabs; `extra` names client and case, and a referral whose application is wanted."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.check = Check(desk)
        self._browse: Browse | None = None
        self._due: DueList | None = None
        self.deeds = Deeds(self, self.check)
        self._sending = Sending(self)
        self.tabs = Tabs(_("Law and aid"))
        self._parts, self._beside = QStackedWidget(), _Beside()
        self._check_route = Route("law")
        self._opened = Route("")
        self._lay_out()
        self._connect()

    @property
    def browse(self) -> Browse:
        """Norms and channels; built when first asked for."""
        if self._browse is None:
            self._browse = Browse(self.desk)
            self._browse.pane.can_check = self.navigator.can_go(Route("fact-check"))
            self._browse.pane.check_wanted.connect(self._on_shown_check)
            self._browse.pane.revoke_wanted.connect(self._on_revoke)
            self._browse.country.chosen.connect(self._read_law)
            self._parts.addWidget(self._browse)
            self._beside.addWidget(self._browse.pane)
        return self._browse

    @property
    def due(self) -> DueList:
        """What is to be checked; built when first asked for."""
        if self._due is None:
            self._due = DueList(self.desk)
            self._due.wanted.connect(self._on_check_wanted)
            self._due.sending.connect(self._sending.begin)
            self._parts.addWidget(self._due)
        return self._due

    # ── The page ─────────────────────────────────────────────────────────────────────────────────────────

    def open(self, route: Route) -> None:
        """Show the part, and the person, the route names."""
        self._show_part(route)
        if route.tab not in (NORMS, DUE) and route != self._opened:
            self._open_check(route)
        if route.tab in (NORMS, DUE):
            self._read_law()
        self._on_place()
        if route.tab == NORMS and (named := route.extra.get("statement")):
            self.browse.show_statement(*named.split(":", 1))

    def refresh(self, outcome: Outcome) -> None:
        """Read the person again when something changed that the check rests on."""
        check = self.check
        if outcome.touches(FactCheck) and (self._browse or self._due):
            self._read_law()
        for change in outcome.changes:
            if check.stored is not None and change.id == check.stored.id and change.after is None:
                check.stored = None
        if check.is_choosing and outcome.touches(Client):
            check.whom.ask()
        elif check.visit.person is not None and outcome.touches(Client, Consent, Referral, Screening):
            check.visit.read()

    def state(self) -> dict[str, object]:
        """The answers, also those of nobody, and what was looked up: for a moment, in memory alone."""
        check = {} if self.check.is_choosing else self.check.values()
        return {"check": check, "stored": self.check.stored, "route": self._check_route,
                "browse": self._browse.state() if self._browse else None,
                "due": self._due.state() if self._due else None}

    def restore(self, state: dict[str, object]) -> None:
        """Take up answers and search."""
        kept, values, stored = state.get("route"), state.get("check"), state.get("stored")
        if state.get("browse"):
            self.browse.restore(state["browse"])
            self._read_law()
        if state.get("due"):
            self.due.restore(state["due"])
        if isinstance(kept, Route) and isinstance(values, dict) and values:
            if self.route.tab in (NORMS, DUE):
                self._open_check(kept)
            if kept.extra.get("client"):
                self.check.visit.await_values(values)
            else:
                self.check.take(values)
        self.check.stored = stored if isinstance(stored, Screening) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pane follow the width of the window."""
        super().resizeEvent(event)
        self._arrange()

    def _open_check(self, route: Route) -> None:
        self._check_route = self._opened = route
        person = self.check.visit.person
        if client_id := route.extra.get("client", ""):
            referral = person.referral.id if person and person.referral else ""
            if person is None or (person.client.id, referral) != (client_id, route.extra.get("referral", "")):
                self.check.forget()
            self.check.visit.open(route)
        elif route.tab == NOBODY:
            self.check.forget()
            self.check.take({})
        else:
            self.check.choose()

    def _show_part(self, route: Route) -> None:
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex({NORMS: 1, DUE: 2}.get(route.tab, 0))
        self.tabs.blockSignals(False)
        self._parts.setCurrentWidget(self._part(route.tab))

    def _part(self, tab: str) -> Browse | DueList | Check:
        """The part under a tab."""
        if tab == NORMS:
            return self.browse
        return self.due if tab == DUE else self.check

    def _on_place(self) -> None:
        """Name in the top bar where one is, and show what stands beside it."""
        person = self.check.visit.person
        if self.route.tab in (NORMS, DUE):
            law = self.browse.law if self.route.tab == NORMS else self.desk.pack
            dated = _("as of {date}").format(date=partial_text(law.as_of))
            self.set_place(_("Law and aid"), note=dated)
        elif person is not None and not self.check.is_choosing:
            self.set_place(_("Legal aid check"), parent=person.client.code,
                           parent_route=Route("client", person.client.id))
        elif self.route.tab == NOBODY:
            self.set_place(_("Legal aid check"), parent=_("Law and aid"), parent_route=Route("law"))
        else:
            self.set_place(_("Law and aid"))
        self._arrange()

    def _arrange(self) -> None:
        beside = self.inspector_shown
        movable: list[QWidget] = [self.check.application]
        movable += [part.pane for part in (self._browse, self._due) if part is not None]
        for pane in movable if beside else ():
            if self._beside.indexOf(pane) < 0:
                self._beside.addWidget(pane)
        self.check.arrange(beside=beside)
        if self._browse is not None:
            self._browse.arrange(beside=beside)
        if beside:
            self._beside.setCurrentWidget(self._part(self.route.tab).pane)

    # ── What can be done ─────────────────────────────────────────────────────────────────────────────────

    def _on_tab(self, at: int) -> None:
        law = {1: Route("law", tab=NORMS), 2: Route("law", tab=DUE)}
        self.navigator.replace(law.get(at, self._check_route))
        if at:
            self._read_law()
        self._show_part(self.route)
        if not at and self._opened == Route(""):
            self._open_check(self._check_route)
        self._on_place()

    def _on_chosen(self, client_id: str) -> None:
        nobody = Route("law", tab=NOBODY)
        self.navigator.go(Route("law", extra={"client": client_id}) if client_id else nobody)

    def _on_unknown(self, error: StreetLawError) -> None:
        self.check.choose()
        self.on_refused(error)

    def _on_referred(self, application: Route, referral: Route) -> None:
        """Go to the referral; the way back leads to its application."""
        self.navigator.replace(application)
        self._open_check(application)
        self.navigator.go(referral)

    def _read_law(self, _country: str = "") -> None:
        other = self._browse.country.key if self._browse else ""
        self.ask(work_list, self.desk.tools.law, other, done=self._on_law, latest="law")

    def _on_law(self, found: WorkList) -> None:
        if self._browse is not None:
            pack = found.packs.get(self._browse.country.key, self.desk.pack)
            its = [check for check in found.checks
                   if check.jurisdiction == pack.code and check.id not in found.published]
            self._browse.show_pack(pack, by_link(its), found.overtaken)
            self._on_place()
        if self._due is not None:
            self._due.show_list(found)
        self.tabs.set_count(2, len(shown_in(found.facts, self.desk.today)) or None)

    def _on_shown_check(self, place: str, code: str) -> None:
        self._on_check_wanted(self.browse.law.code, place, code)

    def _on_check_wanted(self, jurisdiction: str, place: str, code: str) -> None:
        self.navigator.go(Route("fact-check", f"{jurisdiction}:{place}:{code}"))

    def _on_revoke(self, check: FactCheck) -> None:
        self.run(revoke, self.desk.tools.law, check.id, check.revision, done=self._on_revoked)

    def _on_revoked(self, _outcome: Outcome) -> None:
        self.navigator.toast(_("Taken back: what was published holds again"), undo=True)

    def _on_find(self) -> None:
        if self.route.tab == NORMS:
            self.browse.search.setFocus()
        elif self.route.tab == DUE:
            self.due.search.setFocus()
        else:
            self.check.whom.search.setFocus()

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        px = theme.current().px
        self.tabs.add(_("Legal aid check"), key=CHECK)
        self.tabs.add(_("Norms and channels"), key=NORMS)
        self.tabs.add(_("To be checked"), key=DUE)
        head = QFrame()
        head.setProperty("kind", "surface")
        line = QVBoxLayout(head)
        line.setContentsMargins(px(GUTTER), 0, px(GUTTER), 0)
        line.addWidget(self.tabs)
        self._parts.addWidget(self.check)
        room = QVBoxLayout()
        room.setContentsMargins(px(GUTTER), px(GAP), px(GUTTER), px(GAP))
        room.addWidget(self._parts)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.body.addWidget(head)
        self.body.addLayout(room, 1)
        for pane in (self.check.about, self.check.so_far, self.check.application):
            self._beside.addWidget(pane)
        self.set_inspector(self._beside)

    def _connect(self) -> None:
        check = self.check
        self.tabs.currentChanged.connect(self._on_tab)
        check.place_changed.connect(self._on_place)
        check.visit.unknown.connect(self._on_unknown)
        check.whom.chosen.connect(self._on_chosen)
        self.deeds.referred.connect(self._on_referred)
        self.add_command(_("Next step of the check"), check.go_on, keys="Ctrl+Return", icon="arrow-right")
        self.add_command(_("Search in this list"), self._on_find, keys="Ctrl+F", icon="magnifying-glass")
