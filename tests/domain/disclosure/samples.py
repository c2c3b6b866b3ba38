"""A small jurisdiction, and a case whose every free or identifying field holds a canary."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar

from streetlaw.domain.action import Action, ActionKind, Answer, Attachment, Custody
from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.disclosure.minimise import CaseFile
from streetlaw.domain.fact import Term
from streetlaw.domain.incident import (
    Act,
    Incident,
    Involvement,
    InvolvementRole,
    Severity,
    Source,
    SourceKind,
)
from streetlaw.domain.law import Channel
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep
from streetlaw.domain.vocabulary import Ground, Perpetrator, Region, Setting, Violation
from tests.fakes.pack import bare_pack

T = TypeVar("T", bound=Term)

TODAY = date(2026, 11, 17)
CANARY = "CANARY"


def small_pack() -> Pack:
    """Two regions, one of them with a district; a few codes of each kind."""
    regions = [Region(code="chuy", label={}), Region(code="osh", label={}),
               Region(code="alay", label={}, parent="osh")]
    grounds = [Ground(code="sex", label={}), Ground(code="hiv_status", label={}, special=True),
               Ground(code="sogi_identity", label={}, special=True)]
    settings = [Setting(code="street", label={}), Setting(code="prison", label={}, closed=True)]
    return replace(
        bare_pack(), regions=_by_code(regions), grounds=_by_code(grounds), settings=_by_code(settings),
        violations=_by_code([Violation(code="extortion", label={}), Violation(code="denial", label={})]),
        perpetrators=_by_code([Perpetrator(code="police", label={}), Perpetrator(code="clinic", label={})]),
        channels=_by_code([Channel(code="prosecutor", label={}, rank=1)]))


def _by_code(terms: list[T]) -> dict[str, T]:
    return {term.code: term for term in terms}


def canary(name: str) -> str:
    """A text that must be found nowhere outside."""
    return f"{CANARY}-{name}"


def consent(**changes: object) -> Consent:
    given = Consent(id=canary("consent"), revision=1, client_id=canary("client"), purpose=Purpose.SUPERVISOR,
                    answered_on=date(2026, 10, 1), how=canary("how"), remarks=canary("remarks"))
    return replace(given, **changes)  # type: ignore[arg-type]


def client(**changes: object) -> Client:
    person = Client(
        id=canary("client"), revision=3, code=canary("code"), named=True, family_name=canary("family"),
        given_name=canary("given"), patronymic=canary("patronymic"), other_names=(canary("other"),),
        birth_date=PartialDate("1990-05-06"), gender=Gender.WOMAN, populations=(canary("population"),),
        citizenship=canary("citizenship"), residence=Residence.STATELESS, languages=(canary("language"),),
        region=canary("home"), phone=canary("phone"), documents=canary("documents"), risk=Risk.HIGH,
        safe_contact=SafeContact(channel=canary("channel"), when=canary("when"), who_may_answer=canary("who"),
                                 never_say=canary("never")),
        remarks=canary("remarks"), opened=date(2026, 9, 9), last_contact=date(2026, 11, 11))
    return replace(person, **changes)  # type: ignore[arg-type]


def case(**changes: object) -> Case:
    made = Case(id=canary("case"), revision=4, client_id=canary("client"), matter=canary("matter"),
                status=CaseStatus.WAITING, opened=date(2026, 9, 9), supervisor_id=canary("supervisor"),
                tags=(canary("tag"),), summary_for_counsel="Three oral refusals; no decision in writing.",
                wish=canary("wish"))
    return replace(made, **changes)  # type: ignore[arg-type]


def incident(**changes: object) -> Incident:
    involved = Involvement(perpetrator="police", unit=canary("unit"), role=InvolvementRole.ORDERED)
    happened = Incident(
        id=canary("incident"), revision=2, client_id=canary("client"), case_id=canary("case"),
        occurred=PartialDate("2026-08-15"), region="alay", setting="street", place=canary("place"),
        grounds=("sex",), acts=(Act(violation="extortion", severity=Severity.GRAVE, note=canary("note"),
                                    victims=(canary("victim"),), involvements=(involved, involved)),),
        sources=(Source(kind=SourceKind.WITNESS, note=canary("witness")),), narrative=canary("narrative"),
        harm=canary("harm"), wishes=("court", canary("wish")))
    return replace(happened, **changes)  # type: ignore[arg-type]


def attachment(**changes: object) -> Attachment:
    seen = Custody(at=datetime(2026, 9, 1, tzinfo=UTC), actor=canary("actor"), what=canary("what"),
                   sha256="ab")
    kept = Attachment(id=canary("file"), revision=1, case_id=canary("case"), name=canary("name"),
                      media_type="image/jpeg", size=1_234_567, sha256="ab", blob=canary("blob"),
                      identity=canary("identity"), custody=(seen,))
    return replace(kept, **changes)  # type: ignore[arg-type]


def action(**changes: object) -> Action:
    done = Action(id=canary("action"), revision=1, case_id=canary("case"), kind=ActionKind.COMPLAINT,
                  done_on=date(2026, 10, 3), minutes=45, channel="prosecutor", authority=canary("authority"),
                  registration_no=canary("number"), answer=Answer.REFUSED, remarks=canary("remarks"))
    return replace(done, **changes)  # type: ignore[arg-type]


def referral(**changes: object) -> Referral:
    steps = (StatusStep(status=ReferralStatus.SENT, on=date(2026, 11, 1), told_by=canary("told")),)
    made = Referral(id=canary("referral"), revision=1, case_id=canary("case"), receiver=canary("receiver"),
                    short_name=canary("short"), matter=canary("matter"), status=steps[-1].status,
                    since=steps[-1].on, steps=steps, remarks=canary("remarks"))
    return replace(made, **changes)  # type: ignore[arg-type]


def deadline(**changes: object) -> Deadline:
    runs = Deadline(id=canary("deadline"), revision=1, case_id=canary("case"), title=canary("title"),
                    due=date(2026, 11, 23), remarks=canary("remarks"))
    return replace(runs, **changes)  # type: ignore[arg-type]


def case_file(**changes: object) -> CaseFile:
    whole = CaseFile(case=case(), client=client(), incidents=(incident(),), attachments=(attachment(),),
                     actions=(action(),), referrals=(referral(),), deadlines=(deadline(),),
                     consents=(consent(),))
    return replace(whole, **changes)  # type: ignore[arg-type]


REFUSED, WITHDRAWN = ConsentState.REFUSED, ConsentState.WITHDRAWN
