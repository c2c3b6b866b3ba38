"""The filters above the client list, as chips, and the query they make."""

from __future__ import annotations

from collections.abc import Sequence

from streetlaw.domain.case import CaseStatus
from streetlaw.domain.client import Risk
from streetlaw.domain.consent import Purpose, Reach
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.listing import ClientQuery
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import alphabet
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.lists.filters import FilterBar
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.status import status_label

_OPEN = tuple(status.value for status in CaseStatus if status.is_open)
_PURPOSES = (Purpose.SUPERVISOR, Purpose.REFER, Purpose.STATISTICS)
_REACHES = {Reach.GIVEN: "given", Reach.LIMITED: "partial", Reach.NONE: "refused"}
"""Under which state of consent a reach is shown."""


def reach_label(reach: Reach) -> str:
    """How far a consent reaches, in a word."""
    return status_label("consent", _REACHES[reach])


class ClientFilters(FilterBar):
    """Which cases, deadline, region, attorney, consent, risk."""

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self.open = Chip(_("Open cases"), icon="folder-open", removable=True)
        self.due = Choice(_("Deadline"), _("Any deadline"), (
            Option("overdue", status_label("deadline", "overdue")), Option("today", _("Today")),
            Option("week", status_label("deadline", "week")),
            Option("unverified", status_label("deadline", "unverified"))))
        self.region = Choice(_("Region"), _("All regions"), (
            Option(region.code, region.name(language())) for region in alphabet.regions_in(pack)))
        self.attorney = Choice(_("Attorney"), _("Any attorney"), ())
        self.consent = Choice(_("Consent"), _("Any consent"), (
            Option(f"{purpose}:{reach}", _("{purpose}: {state}").format(
                purpose=_opening(purpose_label(purpose)), state=reach_label(reach).lower()))
            for purpose in _PURPOSES for reach in Reach))
        self.risk = Choice(_("Risk"), _("Any risk"), (
            Option(risk.value, status_label("risk", risk)) for risk in Risk))
        for name, chip in (("open", self.open), ("due", self.due), ("region", self.region),
                           ("attorney", self.attorney), ("consent", self.consent), ("risk", self.risk)):
            self.add(name, chip)
        self.attorney.hide()
        self.take({"open": True})

    def show_attorneys(self, people: Sequence[TrustedPerson]) -> None:
        """Offer these people; without any there is nothing to choose."""
        self.attorney.offer(Option(person.id, person.name) for person in alphabet.people(people))
        self.attorney.setVisible(bool(people))

    def query(self, text: str, order: str, *, backwards: bool) -> ClientQuery:
        """What the list shows with these filters, that text and that order."""
        purpose, _colon, reach = self.consent.key.partition(":")
        return ClientQuery(
            text=text, statuses=_OPEN if self.open.isChecked() else (), due=self.due.key,
            regions=(self.region.key,) if self.region.key else (),
            risks=(self.risk.key,) if self.risk.key else (), purpose=purpose, reach=reach,
            supervisor=self.attorney.key, order=order, backwards=backwards)


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
