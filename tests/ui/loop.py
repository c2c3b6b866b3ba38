"""A street lawyer and an attorney who know each other, for tests of what goes between them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from streetlaw.domain.action import Action, ActionKind, Answer
from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind, Wish
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role
from streetlaw.domain.record import PartialDate, Record
from streetlaw.services import profiles
from streetlaw.ui.parts.badge import Badge
from tests.fakes.memory import MemoryVault
from tests.services.desks import Desk as Person
from tests.services.desks import envelopes, introduce

SUMMARY = "Three oral refusals; Асанов Бакыт saw it, phone 0555 123 456."


@dataclass(frozen=True)
class Loop:
    """Two people who compared their words; the lawyer may send, the attorney may answer."""

    lawyer: Person
    attorney: Person

    def request(self, *case_ids: str) -> bytes:
        """A review request with these cases, sealed."""
        return self.lawyer.request(*case_ids)


def meet(lawyer_vault: MemoryVault, pack: Pack) -> Loop:
    """The owner of that vault meets an attorney with a vault of their own."""
    attorney_vault = MemoryVault(pack, now=datetime(2026, 11, 24, 6, 0, tzinfo=UTC))
    with attorney_vault.work() as work:
        profiles.create_profile(work, envelopes, Profile(name="Counsel", organisation="Ak-Bosogo",
                                                         roles=(Role.SUPERVISOR,), language="en"))
    lawyer, attorney = Person(lawyer_vault), Person(attorney_vault)
    return Loop(replace(lawyer, partner=introduce(lawyer, attorney)),
                replace(attorney, partner=introduce(attorney, lawyer)))


def add_case(lawyer: Person, name: str, *, consent: ConsentState | None = ConsentState.GIVEN,
             summary: str = "") -> str:
    """An open case of a client with the code `name`; the id of the case."""
    ids: dict[str, Any] = {"client_id": f"client-{name}", "case_id": f"case-{name}"}
    records: list[Record] = [
        Client(id=ids["client_id"], code=name, named=True, family_name="Canary"),
        Case(id=ids["case_id"], client_id=ids["client_id"], status=CaseStatus.OPEN,
             opened=date(2026, 9, 9), summary_for_counsel=summary),
        Incident(
            id=f"incident-{name}", **ids, occurred=PartialDate("2026-08-15"), region="41702000000000",
            setting="clinic", grounds=("other_circumstances",), narrative="Canary told it so.",
            acts=(Act(violation="denial_of_care", severity=Severity.GRAVE,
                      involvements=(Involvement(perpetrator="prosecutor", unit="Canary ward"),)),),
            sources=(Source(kind=SourceKind.PERSON),), wishes=(Wish.WRITTEN_DECISION,)),
        Action(id=f"action-{name}", **ids, kind=ActionKind.COMPLAINT, done_on=date(2026, 10, 3),
               authority="Canary office", answer=Answer.REFUSED),
        Deadline(id=f"deadline-{name}", **ids, title="Canary", due=date(2026, 11, 30)),
    ]
    if consent is not None:
        records.append(Consent(id=f"consent-{name}", client_id=ids["client_id"], purpose=Purpose.SUPERVISOR,
                               state=consent, how="oral", answered_on=date(2026, 10, 1)))
    lawyer.save(*records)
    return f"case-{name}"


def take_back(lawyer: Person, name: str) -> None:
    """The person withdraws the consent."""
    (consent,) = (c for c in lawyer.all(Consent) if c.client_id == f"client-{name}")
    lawyer.save(replace(consent, state=ConsentState.WITHDRAWN, withdrawn_on=date(2026, 11, 20)))


def texts(widget: QWidget) -> str:
    """Everything the labels of a widget that can be seen say, to look for a sentence in it."""
    QApplication.sendPostedEvents()  # what was added to a layout just now is shown by an event
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    badges = [badge.text() for badge in widget.findChildren(Badge) if badge.isVisibleTo(widget)]
    return "\n".join([*labels, *badges])
