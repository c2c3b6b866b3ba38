from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.action import Action, Attachment, Custody
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Given, Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement, Source, SourceKind
from streetlaw.domain.pack import Pack
from streetlaw.domain.paper import CaseSummary, LeftOut, Recipient
from streetlaw.domain.profile import Role, TrustedPerson
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral, ReferralKind
from streetlaw.packs.loader import load
from streetlaw.services.papers import (
    CLIENT,
    FILE,
    SummaryRequest,
    case_summary,
    legal_aid_application,
    story_risks,
    without_story,
)
from streetlaw.services.ports import Work
from tests.documents import samples
from tests.documents.reading import text

FAMILY, OWN_WORDS = "Сыдыкова", "словами Нургуль"


@contextmanager
def refused(code: str) -> Iterator[None]:
    """What is done here is refused with that code."""
    with pytest.raises(StreetLawError) as caught:
        yield
    assert caught.value.code == code


@pytest.fixture
def pack() -> Pack:
    return samples.pack()


@pytest.fixture
def case(work: Work) -> Case:
    """An invented case whose free texts all hold somebody's name."""
    client = work.add(Client(code="3790-P", named=True, family_name=FAMILY, given_name="Айгүл", region="02"))
    case = work.add(Case(client_id=client.id, matter=OWN_WORDS, summary_for_counsel="Отказ в документе.",
                         wish=OWN_WORDS))
    owned: dict[str, Any] = {"client_id": client.id, "case_id": case.id}
    deed = Act(violation="id_refused", note=OWN_WORDS,
               involvements=(Involvement(perpetrator="registrar", unit=OWN_WORDS),))
    work.add(Incident(**owned, occurred=PartialDate("2026-08-31"), region="02", setting="office",
                      place=OWN_WORDS, grounds=("other", "health"), narrative=OWN_WORDS, harm=OWN_WORDS,
                      acts=(deed,), sources=(Source(kind=SourceKind.WITNESS, note=OWN_WORDS),),
                      wishes=("written_decision", OWN_WORDS)))
    work.add(Action(**owned, done_on=date(2026, 9, 14), remarks=OWN_WORDS, registration_no="212"))
    work.add(Action(**owned, done_on=date(2026, 8, 31)))
    work.add(Deadline(**owned, title=OWN_WORDS, due=date(2026, 12, 30), remarks=OWN_WORDS))
    work.add(Deadline(**owned, rule="apc_110", due=date(2026, 11, 30)))
    captured = datetime(2026, 9, 1, tzinfo=UTC)
    work.add(Attachment(**owned, name=OWN_WORDS, media_type="image/jpeg", sha256="ab" * 32, blob="b1",
                        identity="AGE-SECRET", captured=captured,
                        custody=(Custody(at=captured, actor="me", what="captured", sha256="ab" * 32),)))
    return case


@pytest.fixture
def attorney(work: Work) -> TrustedPerson:
    return work.add(TrustedPerson(name="Attorney", role=Role.SUPERVISOR))


def agree(work: Work, case: Case, purpose: Purpose = Purpose.SUPERVISOR, **changes: object) -> Consent:
    consent = Consent(client_id=case.client_id, purpose=purpose, answered_on=date(2026, 10, 28))
    return work.add(replace(consent, **changes))  # type: ignore[arg-type]


def ask(work: Work, case: Case, recipient: str, *, with_name: bool = False) -> SummaryRequest:
    return SummaryRequest(case_id=case.id, recipient=recipient, with_name=with_name)


def test_the_file_has_everything_but_the_name(work: Work, case: Case) -> None:
    summary = case_summary(work, ask(work, case, FILE))
    assert summary.recipient is Recipient.FILE
    assert (summary.code, summary.name, summary.region) == ("3790-P", "", "02")
    assert summary.incidents[0].narrative == OWN_WORDS
    assert [action.done_on for action in summary.actions] == [date(2026, 8, 31), date(2026, 9, 14)]
    assert [norm.code for norm in summary.norms] == ["appeals", "old", "equality"]
    assert summary.next_deadline is not None
    assert summary.next_deadline.due == date(2026, 11, 30)
    assert summary.author is Role.LAWYER
    assert summary.evidence[0].name == OWN_WORDS
    with refused("paper.no_name_in_file"):
        case_summary(work, ask(work, case, FILE, with_name=True))


def test_keys_of_files_are_in_no_summary(work: Work, case: Case) -> None:
    (file,) = case_summary(work, ask(work, case, FILE)).evidence
    assert (file.identity, file.blob, file.custody) == ("", "", ())


def test_the_person_may_have_their_name_on_their_copy(work: Work, case: Case) -> None:
    assert case_summary(work, ask(work, case, CLIENT)).name == ""
    assert case_summary(work, ask(work, case, CLIENT, with_name=True)).name == f"{FAMILY} Айгүл"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"purpose": Purpose.STATISTICS}, "consent.missing"),
        ({"state": ConsentState.REFUSED}, "consent.refused"),
        ({"state": ConsentState.WITHDRAWN, "withdrawn_on": date(2026, 11, 1)}, "consent.withdrawn"),
        ({"expires_on": date(2026, 11, 1)}, "consent.expired"),
        ({"recipient": "somebody else"}, "consent.missing"),
    ],
)
def test_nothing_is_handed_on_without_consent(
    work: Work, case: Case, attorney: TrustedPerson, changes: dict[str, object], code: str
) -> None:
    agree(work, case, **changes)  # type: ignore[arg-type]
    with refused(code):
        case_summary(work, ask(work, case, attorney.id))


@pytest.mark.parametrize("fields", [(), ("wish", "incidents")])
def test_the_name_goes_along_only_when_the_consent_names_it(
    work: Work, case: Case, attorney: TrustedPerson, fields: tuple[str, ...]
) -> None:
    agree(work, case, fields=fields)
    with refused("paper.name_not_agreed"):
        case_summary(work, ask(work, case, attorney.id, with_name=True))


def test_a_consent_that_names_the_name_lets_it_go_along(
    work: Work, case: Case, attorney: TrustedPerson
) -> None:
    agree(work, case, fields=("name",))
    summary = case_summary(work, ask(work, case, attorney.id, with_name=True))
    assert summary.name == f"{FAMILY} Айгүл"
    assert summary.actions
    assert case_summary(work, ask(work, case, attorney.id)).name == ""


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_no_name_and_no_own_words_reach_an_attorney_s_paper(
    work: Work, case: Case, attorney: TrustedPerson, language: str
) -> None:
    consent = agree(work, case, recipient=attorney.id)
    summary = case_summary(work, ask(work, case, attorney.id))
    assert (summary.reader, summary.consent, summary.consents) == (Role.SUPERVISOR, consent, ())
    assert summary.account == "Отказ в документе."
    assert summary.wishes == ("written_decision",)
    for told in (FAMILY, "Нургуль"):
        assert told not in repr(replace(summary, pack=None))  # type: ignore[arg-type]
        assert told not in text(PdfPapers().case_summary(summary, language=language))


def test_a_wish_in_own_words_is_said_to_stay(work: Work, case: Case, attorney: TrustedPerson) -> None:
    agree(work, case)
    incident = work.list(Incident)[0]
    work.change(replace(incident, wishes=()))
    assert case_summary(work, ask(work, case, attorney.id)).left_out == {"wish": LeftOut.OWN_WORDS}
    work.change(replace(work.get(Case, case.id), wish=""))
    assert case_summary(work, ask(work, case, attorney.id)).left_out == {}


def test_special_grounds_need_their_own_consent(work: Work, case: Case, attorney: TrustedPerson) -> None:
    agree(work, case)
    (incident,) = case_summary(work, ask(work, case, attorney.id)).incidents
    assert incident.grounds == ("other",)
    agree(work, case, Purpose.HEALTH_DATA)
    (incident,) = case_summary(work, ask(work, case, attorney.id)).incidents
    assert incident.grounds == ("other", "health")


def test_a_limited_consent_limits_the_paper(work: Work, case: Case, attorney: TrustedPerson) -> None:
    agree(work, case, fields=("incidents", "deadlines"))
    summary = case_summary(work, ask(work, case, attorney.id))
    assert (summary.region, summary.account, summary.wishes, summary.actions) == ("", "", (), ())
    assert summary.evidence == ()
    assert summary.incidents[0].region == ""
    assert summary.deadlines
    assert set(summary.left_out.values()) == {LeftOut.NOT_AGREED}
    assert set(summary.left_out) == {"region", "account", "actions", "evidence", "wish"}


def test_nobody_gets_the_summary_of_an_unknown_case(work: Work, case: Case) -> None:
    with refused("record.unknown"):
        case_summary(work, SummaryRequest(case_id="none"))
    with refused("record.unknown"):
        case_summary(work, ask(work, case, "stranger"))


def canonical(value: object) -> str:
    """An independent way to the canonical JSON of records."""
    if isinstance(value, StrEnum | str):
        return json.dumps(str(value), ensure_ascii=False)
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    if isinstance(value, tuple):
        return f"[{','.join(map(canonical, value))}]"
    if isinstance(value, dict):
        return f"{{{','.join(f'{canonical(k)}:{canonical(v)}' for k, v in sorted(value.items()))}}}"
    if hasattr(value, "__dataclass_fields__"):
        return canonical({name: getattr(value, name) for name in value.__dataclass_fields__})
    return json.dumps(value)


def test_the_hash_shown_is_that_of_the_record(work: Work, case: Case, attorney: TrustedPerson) -> None:
    agree(work, case)
    summary = case_summary(work, ask(work, case, attorney.id))
    record = {
        "case": work.get(Case, case.id),
        "client": work.get(Client, case.client_id),
        "consents": tuple(work.list(Consent)),
        "incidents": tuple(work.list(Incident)),
        "actions": tuple(work.list(Action, order="done_on")),
        "deadlines": tuple(work.list(Deadline, order="due")),
        "evidence": tuple(replace(file, identity="") for file in work.list(Attachment)),
    }
    expected = hashlib.sha256(canonical(record).encode()).hexdigest()
    assert summary.record_sha256 == expected
    groups = " ".join(expected[start : start + 4] for start in range(0, 16, 4))
    assert f"record {groups}" in text(PdfPapers().case_summary(summary, language="en"))


def test_the_hash_follows_every_change(work: Work, case: Case) -> None:
    before = case_summary(work, ask(work, case, FILE))
    assert case_summary(work, ask(work, case, CLIENT)).record_sha256 == before.record_sha256
    action = work.list(Action)[0]
    work.change(replace(action, minutes=5))
    after = case_summary(work, ask(work, case, FILE))
    assert after.record_sha256 != before.record_sha256
    assert after.revision == work.get(Case, case.id).revision


@pytest.fixture
def referral(work: Work, case: Case) -> Referral:
    screening = work.add(Screening(client_id=case.client_id, answers=(Given("income_12", "141000"),)))
    return work.add(Referral(client_id=case.client_id, case_id=case.id, receiver="Legal Aid Service",
                             aid_kind="qualified", category="low_income", matter="offence",
                             screening_id=screening.id, documents_ready=("identity",)))


def test_an_application_lists_the_papers_of_its_ground(work: Work, case: Case, referral: Referral) -> None:
    agree(work, case, Purpose.REFER)
    application = legal_aid_application(work, referral.id)
    assert application.name == f"{FAMILY} Айгүл"
    assert application.papers == (("identity", True), ("income", False))
    assert application.answers == (("income_12", "141000"),)


def test_an_application_needs_the_consent_to_be_referred(work: Work, case: Case, referral: Referral) -> None:
    with refused("consent.missing"):
        legal_aid_application(work, referral.id)
    agree(work, case, Purpose.REFER, fields=("documents",), recipient=referral.receiver)
    assert legal_aid_application(work, referral.id).name == ""


def test_an_application_of_a_code_only_client_has_a_line(work: Work, case: Case, referral: Referral) -> None:
    agree(work, case, Purpose.REFER)
    work.change(replace(work.get(Client, case.client_id), named=False))
    work.change(replace(referral, screening_id=""))
    application = legal_aid_application(work, referral.id)
    assert (application.name, application.answers) == ("", ())


def test_only_legal_aid_is_applied_for(work: Work, case: Case, referral: Referral) -> None:
    work.change(replace(referral, kind=ReferralKind.SERVICE))
    with refused("paper.not_legal_aid"):
        legal_aid_application(work, referral.id)


# ── What may harm the person ────────────────────────────────────────────────────────────────────────────

KG = load("kg")


def told_in(narrative: str, *grounds: str) -> CaseSummary:
    act = Act(violation="extortion", note="again")
    incident = Incident(narrative=narrative, harm="fear", grounds=grounds, acts=(act,))
    return CaseSummary(pack=KG, recipient=Recipient.FILE, prepared=date(2026, 11, 17), code="4172-K",
                       revision=1, record_sha256="ab" * 32, incidents=(incident,))


@pytest.mark.parametrize(
    ("narrative", "grounds", "found"),
    [
        ("Остановили у рынка", (), set()),
        ("Узнали про ВИЧ", (), {"hiv_exposure"}),
        ("Остановили у рынка", ("sex_work", "age"), {"sex_work_named", "status_disclosed"}),
    ],
)
def test_a_story_that_may_harm_is_found(narrative: str, grounds: tuple[str, ...], found: set[str]) -> None:
    assert {risk.code for risk in story_risks(told_in(narrative, *grounds))} == found


def test_a_paper_without_words_tells_no_story() -> None:
    bare = replace(told_in("", "sex_work"), incidents=(Incident(grounds=("sex_work",)),))
    assert story_risks(bare) == ()


def test_the_story_can_be_left_out() -> None:
    told = told_in("Узнали про ВИЧ", "hiv_status", "age")
    summary = without_story(replace(told, account="ВИЧ", wish="ВИЧ"))
    (incident,) = summary.incidents
    assert (incident.narrative, incident.harm, incident.acts[0].note) == ("", "", "")
    assert (incident.grounds, summary.account, summary.wish) == (("age",), "", "")
    assert incident.acts[0].violation == "extortion"
    assert story_risks(summary) == ()
    assert "ВИЧ" not in text(PdfPapers().case_summary(summary, language="ru"))
