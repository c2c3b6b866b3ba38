"""Screening a client, and the draft of a referral that comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec
import pytest

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Residence
from streetlaw.domain.eligibility import Entitlement, Given, Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.law import MinimumWage
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus
from streetlaw.packs.loader import load
from streetlaw.services.ports import Vault
from streetlaw.services.screening import (
    ReferToLegalAid,
    ScreenClient,
    changes_since,
    kept_screening,
    prefill,
    refer_to_legal_aid,
    screen_client,
)

ANSWERS = {"matter": "offence", "role": "charged", "residence": "foreign_citizen", "income": "141000"}


@pytest.fixture
def pack() -> Pack:
    return load("kg")


@pytest.fixture
def screening(vault: Vault, client: Client) -> Screening:
    with vault.work() as work:
        return screen_client(work, ScreenClient(client_id=client.id, answers=ANSWERS)).the(Screening)


def test_the_record_answers_what_it_can() -> None:
    today = date(2026, 11, 17)
    client = Client(residence=Residence.STATELESS, birth_date=PartialDate("2009-11-18"))
    assert prefill(client, today) == {"residence": "stateless", "age": "16"}
    assert prefill(Client(birth_date=PartialDate("2009")), today) == {}
    assert prefill(Client(), today) == {}


def test_a_screening_is_kept_as_it_was(
    vault: Vault, client: Client, screening: Screening, pack: Pack
) -> None:
    with vault.work() as work:
        kept = work.get(Screening, screening.id)
    assert kept == screening
    assert (kept.done_on, kept.pack_version) == (date(2026, 11, 17), pack.version)
    assert list(kept.given.items())[:2] == [("matter", "offence"), ("role", "charged")]
    results = {each.category: each for each in kept.results}
    assert results["low_income"].answer is Entitlement.LIKELY
    assert results["low_income"].limit == 196_800
    assert results["ofc_right"].article == "OFC 498(1)(9); OFC 526(5)"


def test_empty_answers_are_no_answers(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        found = screen_client(work, ScreenClient(client_id=client.id, answers={"matter": "", "age": "skip"}))
    assert found.name == "screening.done"
    assert found.the(Screening).given == {"age": "skip"}


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"hair": "red"}, "code.unknown"),
        ({"age": "young"}, "screening.answer_invalid"),
        ({"matter": "divorce"}, "screening.answer_invalid"),
    ],
)
def test_answers_that_fit_no_question(
    vault: Vault, client: Client, answers: dict[str, str], code: str
) -> None:
    with vault.work() as work, pytest.raises(StreetLawError) as refused:
        screen_client(work, ScreenClient(client_id=client.id, answers=answers))
    assert refused.value.code == code


def test_a_case_of_somebody_else_is_refused(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        other = work.add(Client(code="4188-T"))
        case = work.add(Case(client_id=other.id, opened=work.today))
        work.commit("case.saved")
    with vault.work() as work, pytest.raises(StreetLawError, match=r"case\.of_other_client"):
        screen_client(work, ScreenClient(client_id=client.id, case_id=case.id))


def test_a_referral_is_drafted_from_the_screening(vault: Vault, client: Client, screening: Screening) -> None:
    cmd = ReferToLegalAid(screening_id=screening.id, category="low_income", documents_ready=("identity",))
    with vault.work() as work:
        referral = refer_to_legal_aid(work, cmd).the(Referral)
    assert (referral.client_id, referral.screening_id) == (client.id, screening.id)
    assert (referral.kind, referral.status) == (ReferralKind.LEGAL_AID, ReferralStatus.DRAFT)
    assert (referral.aid_kind, referral.category, referral.matter) == ("qualified", "low_income", "offence")
    assert referral.receiver == "КР Юстиция министрлигине караштуу Юридикалык жардам кызматы"
    assert referral.since == date(2026, 11, 17)


def test_a_basis_in_a_code_can_be_referred_by(vault: Vault, screening: Screening) -> None:
    cmd = ReferToLegalAid(
        screening_id=screening.id, category="ofc_right", matter=" a fine ", remarks=" soon "
    )
    with vault.work() as work:
        referral = refer_to_legal_aid(work, cmd).the(Referral)
    assert (referral.category, referral.matter, referral.remarks) == ("ofc_right", "a fine", "soon")


def test_a_skipped_matter_is_not_the_matter(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        answers = {"matter": "skip", "income": "141000"}
        screening = screen_client(work, ScreenClient(client_id=client.id, answers=answers)).the(Screening)
    with vault.work() as work:
        cmd = ReferToLegalAid(screening_id=screening.id, category="low_income")
        assert refer_to_legal_aid(work, cmd).the(Referral).matter == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category": "refugee"}, "screening.not_entitled"),
        ({"category": "nobody"}, "screening.not_screened"),
        ({"category": "low_income", "aid_kind": "none"}, "code.unknown"),
        ({"category": "low_income", "documents_ready": ("letter",)}, "code.unknown"),
    ],
)
def test_referrals_that_rest_on_nothing(
    vault: Vault, screening: Screening, changes: dict[str, object], code: str
) -> None:
    cmd = ReferToLegalAid(screening_id=screening.id, **changes)  # type: ignore[arg-type]
    with vault.work() as work, pytest.raises(StreetLawError) as refused:
        refer_to_legal_aid(work, cmd)
    assert refused.value.code == code


# ── Read again later ────────────────────────────────────────────────────────────────────────────────────


def test_a_kept_screening_says_what_everything_was_called(screening: Screening) -> None:
    results = {each.category: each for each in screening.results}
    assert dict(results["low_income"].names)["en"] == "Low income (60 x minimum wage)"
    assert dict(results["ofc_right"].cited)["ru"] == "КоП ст. 498(1)(9); КоП ст. 526(5)"
    assert {language for language, _ in results["cpc_mandatory"].names} == {"ky", "ru", "en"}


def test_a_kept_screening_says_what_was_asked(screening: Screening, pack: Pack) -> None:
    role = next(each for each in screening.answers if each.question == "role")
    assert dict(role.asked) == pack.aid.questions["role"].label
    assert dict(role.said)["en"]
    assert all(not each.said for each in screening.answers if each.question == "income")


def test_the_answers_of_an_earlier_version_are_read_without_their_words(screening: Screening) -> None:
    stored = msgspec.json.decode('[["matter", "offence"]]', type=tuple[Given, ...])
    assert replace(screening, answers=stored).given == {"matter": "offence"}


def test_nothing_differs_while_the_law_stays(vault: Vault, screening: Screening) -> None:
    with vault.work() as work:
        kept = kept_screening(work, screening.id)
    assert (kept.screening, kept.code, kept.changes) == (screening, "1000-A", ())


def test_another_wage_another_rule_and_a_rule_gone_are_told(pack: Pack, screening: Screening) -> None:
    aid = pack.aid
    fact = Fact(source="read", as_of=PartialDate("2026-12-01"), confidence=Confidence.VERIFIED)
    categories = {code: each for code, each in aid.categories.items() if code != "ww2_veteran"}
    categories["minor"] = replace(categories["minor"], fact=fact)
    wage = MinimumWage(year=2026, amount=Decimal(2000), fact=fact)
    later = replace(pack, aid=replace(aid, categories=categories, income=replace(aid.income, wages=(wage,))))
    changes = {(each.then or each.now).category: each for each in  # type: ignore[union-attr]
               changes_since(later, screening, date(2026, 12, 5))}  # fmt: skip
    assert set(changes) == {"minor", "ww2_veteran", "low_income"}
    assert changes["ww2_veteran"].now is None
    assert changes["ww2_veteran"].then is not None
    income = changes["low_income"]
    assert income.then is not None and income.now is not None  # noqa: PT018
    assert (income.then.limit, income.now.limit) == (196_800, 120_000)
    assert (income.then.answer, income.now.answer) == (Entitlement.LIKELY, Entitlement.NOT)


def test_other_words_for_the_same_rule_are_no_change(pack: Pack, screening: Screening) -> None:
    minor = replace(pack.aid.categories["minor"], label={"en": "Child"})
    later = replace(pack, aid=replace(pack.aid, categories={**pack.aid.categories, "minor": minor}))
    assert changes_since(later, screening, date(2026, 11, 17)) == ()


def test_a_question_that_is_gone_does_not_hide_the_rest(pack: Pack, screening: Screening) -> None:
    asked = {code: each for code, each in pack.aid.questions.items() if code != "role"}
    later = replace(pack, aid=replace(pack.aid, questions=asked))
    changed = {each.now.category for each in changes_since(later, screening, date(2026, 11, 17)) if each.now}
    assert "ofc_right" in changed
    assert "low_income" not in changed
