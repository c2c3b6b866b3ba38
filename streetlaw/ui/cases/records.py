"""The tabs of incidents and referrals: lists that open their editors."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from streetlaw.domain.eligibility import Entitlement, Screening
from streetlaw.domain.fact import text_in
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import Referral
from streetlaw.services import wording
from streetlaw.services.incidents import remove_incident
from streetlaw.translation import gettext as _
from streetlaw.translation import language, translate
from streetlaw.ui import glossary
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.cases.words import labels, listed, opening
from streetlaw.ui.citations import articles
from streetlaw.ui.dates import day_full, day_text, days_text, partial_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.row_menu import offer_menu
from streetlaw.ui.parts.rows import ButtonRow, ListRow
from streetlaw.ui.parts.text import Text
from streetlaw.ui.receivers import matter_text, receiver_in_full
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import ToneName

_ANSWERS: dict[Entitlement, tuple[ToneName, str]] = {
    Entitlement.ENTITLED: ("success", "check-circle"), Entitlement.LIKELY: ("info", "circle-half"),
    Entitlement.NOT: ("neutral", "minus-circle"), Entitlement.UNKNOWN: ("warning", "question"),
}
_ORDER = tuple(_ANSWERS)


class Incidents(View):
    """What happened to the person: each opens in the incident editor."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = Card(_("Incidents"))
        self.add = Button(_("New incident"), kind="primary", icon="plus", keys="Ctrl I")
        self.add.clicked.connect(self._on_add)
        self.list.add_action(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column_of(self.list, name=_("Incidents")))

    def show_read(self, read: Read) -> None:
        """Show a client's incidents."""
        super().show_read(read)
        self.list.clear_rows()
        self.list.set_count(len(read.file.incidents) or None)
        for incident in read.file.incidents:
            self.list.add_row(self._row(incident, read.file.packs[incident.jurisdiction]))
        if not read.file.incidents:
            self.list.body.addWidget(EmptyState(
                "warning-octagon", _("No incident yet"),
                _("Write down what happened, in the person's words. An incomplete incident can be saved.")))

    def _row(self, incident: Incident, pack: Pack) -> ButtonRow:
        acts = labels(pack, "violations", [act.violation for act in incident.acts])
        note = listed((
            partial_text(incident.occurred) or _("day not known"),
            _("law of: {country}").format(country=text_in(pack.names, language()))
            if incident.jurisdiction else "",
            labels(pack, "regions", (incident.region,)) if incident.region else "",
            labels(pack, "settings", (incident.setting,)) if incident.setting else "",
            labels(pack, "grounds", incident.grounds)))
        row = ButtonRow(acts or _("Not described yet"), note, trailing=_verification(incident),
                        leading=Glyph("warning-octagon", "warning", 18))
        row.opened.connect(partial(self._open, incident.id))
        offer_menu(row, (_("Open"), partial(self._open, incident.id)),
                   (_("History of this incident"),
                    partial(self._go, Route("history", incident.id, extra={"kind": "incident"}))),
                   (_("Remove this incident"), partial(self._remove, incident)))
        return row

    def _remove(self, incident: Incident) -> None:
        self.page.run(remove_incident, incident, done=self._on_removed)

    def _on_removed(self, _outcome: Outcome) -> None:
        self.navigator.toast(_("{code}: incident removed").format(code=self.client.code), undo=True)

    def _open(self, incident_id: str) -> None:
        self._go(Route("incident", incident_id))

    def _on_add(self) -> None:
        self._go(new_incident(self.read))

    def _go(self, route: Route) -> None:
        if self.navigator.can_go(route):
            self.navigator.go(route)


class Referrals(View):
    """Where the person was referred to, and whether legal aid is due to them."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = Card(_("Referrals"))
        self.add = Button(_("New referral"), kind="primary", icon="plus", keys="Ctrl R")
        self.add.clicked.connect(self._on_add)
        self.list.add_action(self.add)
        self.aid = Card(_("Right to legal aid"))
        self.check = Button(_("Check"), icon="scales")
        self.check.clicked.connect(self._on_check)
        self.aid.add_action(glossary.explain("legal_aid", self.desk.pack))
        self.aid.add_action(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((column_of(self.list, name=_("Referrals")), 3),
                                (column_of(self.aid, name=_("Right to legal aid")), 2)))

    def show_read(self, read: Read) -> None:
        """Show a client's referrals and the last answer about legal aid."""
        super().show_read(read)
        self.check.setVisible(self.navigator.can_go(Route("law")))
        self.list.clear_rows()
        self.list.set_count(len(read.file.referrals) or None)
        for referral in read.file.referrals:
            self.list.add_row(self._row(referral))
        if not read.file.referrals:
            self.list.body.addWidget(EmptyState("path", _("No referral yet"),
                                                _("Refer the person to legal aid or to a service, and follow "
                                                  "each step until they confirm that it helped.")))
        self._show_aid(read)

    def _row(self, referral: Referral) -> ButtonRow:
        waits = _("waiting {days}").format(days=days_text(referral.days_in_status(self.desk.today))) \
            if referral.is_waiting else ""
        since = day_text(referral.since, self.desk.today) if referral.since else ""
        badge = Badge.of("referral", referral.status)
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = ButtonRow(
            receiver_in_full(referral, self.desk.pack),
            listed((since, waits, matter_text(referral, self.desk.pack))),
            trailing=badge, leading=Glyph("path", "text-2", 18))
        open_it = partial(self.navigator.go, Route("referral", referral.id))
        row.opened.connect(open_it)
        history = Route("history", referral.id, extra={"kind": "referral"})
        offer_menu(row, (_("Open"), open_it),
                   (_("History of this referral"), partial(self.navigator.go, history)))
        return row

    def _show_aid(self, read: Read) -> None:
        self.aid.clear_rows()
        if not read.file.screenings:
            self.aid.add(Text(_("Not checked yet. The questions take a few minutes; the answer is "
                                "preliminary, the legal aid centre decides."), "hint", wrap=True))
        for screening in read.file.screenings[:1]:
            self._show_screening(screening)

    def _show_screening(self, screening: Screening) -> None:
        day = day_full(screening.done_on) if screening.done_on else ""
        check = ButtonRow(_("Preliminary answer of {day}").format(day=day),
                          _("The legal aid centre decides."), leading=Glyph("scales", "text-2", 18))
        check.opened.connect(partial(self.navigator.go, Route("screening", screening.id)))
        self.aid.add_row(check)
        found = sorted((r for r in screening.results if r.answer is not Entitlement.NOT),
                       key=lambda result: _ORDER.index(result.answer))
        for result in found[:6]:
            tone, icon = _ANSWERS[result.answer]
            listing = "bases" if result.kind == "basis" else "categories"
            self.aid.add_row(ListRow(
                labels(self.desk.pack, listing, (result.category,)), articles(self.desk.pack, result),
                wrap=True,
                trailing=Badge(opening(translate(wording.ENTITLEMENT[result.answer])), tone, icon)))
        if not found:
            self.aid.add_row(ListRow(_("No category fits the answers given.")))

    def _on_add(self) -> None:
        self.navigator.go(new_referral(self.read))

    def _on_check(self) -> None:
        self.navigator.go(legal_aid_check(self.read))


def new_incident(read: Read | None) -> Route:
    """The editor of a new incident of the client and case shown."""
    return Route("incident", extra=_own(read))


def new_referral(read: Read | None) -> Route:
    """The editor of a new referral."""
    return Route("referral", extra=_own(read))


def legal_aid_check(read: Read | None) -> Route:
    """The questions about the right to legal aid."""
    return Route("law", extra=_own(read))


def _own(read: Read | None) -> dict[str, str]:
    if read is None:
        return {}
    own = {"client": read.file.client.id}
    return own | {"case": read.case.id} if read.case else own


def _verification(incident: Incident) -> Badge:
    if incident.missing:
        badge = Badge(_("Incomplete"), "neutral", "pencil-simple")
    else:
        tone: ToneName = "success" if incident.verification == "documented" else "info"
        badge = Badge(opening(translate(wording.VERIFICATION[incident.verification])), tone, "check-circle")
    badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return badge
