"""Screening: every category both ways, what is left to ask, and what may never be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.condition import SKIP, Question, QuestionKind
from streetlaw.domain.eligibility import (
    CategoryResult,
    Entitlement,
    Kind,
    is_answer,
    overall,
    questions,
    screen,
)
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.law import Category, MinimumWage
from streetlaw.domain.pack import Pack
from streetlaw.packs.loader import load

TODAY = date(2026, 11, 22)
KG = load("kg")

ENTITLED, LIKELY, NOT, UNKNOWN = (
    Entitlement.ENTITLED,
    Entitlement.LIKELY,
    Entitlement.NOT,
    Entitlement.UNKNOWN,
)


def result(code: str, answers: Mapping[str, str], pack: Pack = KG, today: date = TODAY) -> CategoryResult:
    return next(each for each in screen(pack, answers, today) if each.category == code)


SUSPECT = {"matter": "criminal", "role": "suspect"}

# Category or basis, answers that fit, answers that do not, the best that may be said.
DECISIONS: list[tuple[str, dict[str, str], dict[str, str], Entitlement]] = [
    ("low_income", {"income": "196800"}, {"income": "196801"}, LIKELY),
    (
        "first_detention",
        {"matter": "offence", "detained": "first"},
        {"matter": "offence", "detained": "again"},
        LIKELY,
    ),
    ("first_detention", {"matter": "criminal", "detained": "first"}, {"matter": "civil"}, LIKELY),
    ("especially_grave", SUSPECT | {"especially_grave": "yes"}, SUSPECT | {"especially_grave": "no"}, LIKELY),
    (
        "especially_grave",
        {"matter": "criminal", "role": "accused", "especially_grave": "yes"},
        {"matter": "criminal", "role": "victim", "especially_grave": "yes"},
        LIKELY,
    ),
    ("disability_1_2", {"disability": "1"}, {"disability": "3"}, LIKELY),
    ("disability_1_2", {"disability": "2"}, {"disability": "none"}, LIKELY),
    ("mental_illness", {"mental_illness": "yes"}, {"mental_illness": "no"}, LIKELY),
    ("ww2_veteran", {"ww2_veteran": "yes"}, {"ww2_veteran": "no"}, LIKELY),
    ("minor", {"age": "17"}, {"age": "18"}, LIKELY),
    ("dv_survivor", {"domestic_violence": "yes"}, {"domestic_violence": "no"}, LIKELY),
    ("trafficking", {"trafficked": "yes"}, {"trafficked": "no"}, LIKELY),
    ("refugee", {"residence": "refugee"}, {"residence": "citizen"}, LIKELY),
    ("refugee", {"residence": "asylum_seeker"}, {"residence": "stateless"}, LIKELY),
    ("pensioner", {"pensioner": "yes"}, {"pensioner": "no"}, UNKNOWN),
    (
        "cpc_mandatory",
        SUSPECT | {"asks_counsel": "yes"},
        {"matter": "civil", "asks_counsel": "yes"},
        ENTITLED,
    ),
    (
        "cpc_mandatory",
        SUSPECT | {"age": "17"},
        {"matter": "criminal", "role": "witness", "age": "17"},
        ENTITLED,
    ),
    ("cpc_mandatory", SUSPECT | {"detained": "again"}, {"matter": "offence", "detained": "again"}, ENTITLED),
    ("cpc_mandatory", SUSPECT | {"language": "no"}, {"matter": "administrative", "language": "no"}, ENTITLED),
    (
        "cpc_mandatory",
        SUSPECT | {"impairment": "yes"},
        SUSPECT
        | {
            "asks_counsel": "no",
            "age": "30",
            "detained": "no",
            "especially_grave": "no",
            "language": "yes",
            "impairment": "no",
            "conscript": "no",
            "other_mandatory": "no",
        },
        ENTITLED,
    ),
    ("cpc_child", SUSPECT | {"age": "14"}, SUSPECT | {"age": "18"}, ENTITLED),
    (
        "cpc_victim",
        {"matter": "criminal", "role": "victim"},
        {"matter": "criminal", "role": "suspect"},
        LIKELY,
    ),
    (
        "cpc_psych",
        {"matter": "criminal", "hospitalisation": "yes"},
        {"matter": "criminal", "hospitalisation": "no"},
        LIKELY,
    ),
    (
        "ofc_right",
        {"matter": "offence", "role": "charged"},
        {"matter": "criminal", "role": "charged"},
        LIKELY,
    ),
    (
        "gpk_incapacity",
        {"matter": "civil", "incapacity": "yes"},
        {"matter": "civil", "incapacity": "no"},
        ENTITLED,
    ),
    (
        "gpk_hospital",
        {"matter": "civil", "hospitalisation": "yes"},
        {"matter": "civil", "hospitalisation": "no"},
        ENTITLED,
    ),
]


@pytest.mark.parametrize(("code", "fits", "fails", "best"), DECISIONS)
def test_both_ways(code: str, fits: dict[str, str], fails: dict[str, str], best: Entitlement) -> None:
    assert result(code, fits).answer is best
    refused = result(code, fails)
    assert refused.answer is NOT
    assert refused.missing == ()


def test_every_category_is_decided_in_the_table() -> None:
    decided = {code for code, *_ in DECISIONS}
    asked = {code for code, basis in KG.aid.bases.items() if basis.asked}
    assert decided == set(KG.aid.categories) | asked


def test_nothing_answered_leaves_everything_open() -> None:
    for each in screen(KG, {}, TODAY):
        assert each.answer is UNKNOWN
        assert each.missing
    assert result("low_income", {}).missing == ("income",)


def test_a_result_carries_its_source() -> None:
    found = result("first_detention", {"matter": "criminal", "detained": "first"})
    assert (found.article, found.as_of, found.confidence) == ("L201 8(2)(1)", "2017-12-18", "repealed")
    assert found.old_law
    assert found.verify
    assert "2016" in found.source
    basis = result("cpc_child", SUSPECT | {"age": "14"})
    assert (basis.kind, basis.article, basis.as_of, basis.verify) == (Kind.BASIS, "CPC 463", "2026-03", False)


def test_the_income_limit_is_sixty_minimum_wages_of_the_year() -> None:
    assert result("low_income", {"income": "1"}).limit == 196_800
    assert result("minor", {"age": "1"}).limit is None


@pytest.mark.parametrize(
    ("income", "answer"),
    [
        ("196800", LIKELY),  # within the last adopted limit as well
        ("200000", UNKNOWN),  # within the planned limit only
        ("216480", UNKNOWN),
        ("216481", NOT),  # above both
    ],
)
def test_a_planned_wage_decides_nothing_alone(income: str, answer: Entitlement) -> None:
    found = result("low_income", {"income": income}, today=date(2027, 1, 8))
    assert found.answer is answer
    assert found.confidence == ("plan" if answer is not NOT else found.confidence)
    assert found.limit == 216_480


def test_a_year_without_a_wage_stays_unknown() -> None:
    found = result("low_income", {"income": "1"}, today=date(2031, 1, 8))
    assert (found.answer, found.limit) == (UNKNOWN, None)


def verified(pack: Pack) -> Pack:
    """The pack as if everything in it had been read in the law in force."""
    fact = Fact(confidence=Confidence.VERIFIED)
    categories = {code: replace(each, fact=fact) for code, each in pack.aid.categories.items()}
    income = replace(
        pack.aid.income, fact=fact, wages=(MinimumWage(year=2026, amount=Decimal(3280), fact=fact),)
    )
    matters = dict.fromkeys(pack.aid.matters, fact)
    return replace(pack, aid=replace(pack.aid, categories=categories, income=income, matters=matters))


def test_only_the_law_in_force_entitles() -> None:
    known = verified(KG)
    found = result("low_income", {"income": "100", "matter": "criminal"}, known)
    assert (found.answer, found.verify, found.old_law) == (ENTITLED, False, False)
    matter = replace(known, aid=replace(known.aid, matters=KG.aid.matters))
    assert result("low_income", {"income": "100", "matter": "criminal"}, matter).answer is ENTITLED
    assert result("low_income", {"income": "100", "matter": "civil"}, matter).answer is LIKELY
    undecided = result("low_income", {"income": "100"}, matter)
    assert (undecided.answer, undecided.missing) == (LIKELY, ("matter",))


def test_scope_rules_out_who_the_law_is_closed_to() -> None:
    closed = replace(KG, aid=replace(KG.aid, scope=frozenset({"citizen"})))
    assert result("minor", {"age": "9", "residence": "foreign_citizen"}, closed).answer is NOT
    assert result("minor", {"age": "9", "residence": "citizen"}, closed).answer is LIKELY
    assert result("minor", {"age": "9"}, closed).missing == ("residence",)
    assert result("minor", {"age": "9"}).answer is LIKELY  # open to every status: nothing to ask


def test_a_pack_that_does_not_ask_for_residence_is_open_to_all() -> None:
    asked = {code: each for code, each in KG.aid.questions.items() if code != "residence"}
    assert result("minor", {"age": "9"}, replace(KG, aid=replace(KG.aid, questions=asked))).answer is LIKELY


# ── The interview ───────────────────────────────────────────────────────────────────────────────────────


def asked(answers: Mapping[str, str]) -> list[str]:
    return [question.code for question in questions(KG, answers, TODAY)]


def test_questions_that_cannot_matter_are_not_asked() -> None:
    civil = asked({"matter": "civil"})
    assert "role" not in civil
    assert "detained" not in civil
    assert "incapacity" in civil
    assert "asks_counsel" in asked(SUSPECT)
    assert "conscript" not in asked(SUSPECT | {"asks_counsel": "yes"})


def test_a_skipped_question_is_not_asked_again_and_stays_missing() -> None:
    answers = {"mental_illness": SKIP}
    assert "mental_illness" not in asked(answers)
    assert result("mental_illness", answers).missing == ("mental_illness",)


ANSWERS = {
    question.code: st.sampled_from(
        ["yes", "no", SKIP]
        if question.kind is QuestionKind.YES_NO
        else [choice.code for choice in question.choices] + [SKIP]
        if question.choices
        else ["9", "17", "18", "70", "196800", "196801", "500000", SKIP]
    )
    for question in KG.aid.questions.values()
}
some_answers = st.fixed_dictionaries({}, optional=ANSWERS)


@given(some_answers, st.sampled_from([TODAY, date(2027, 5, 1), date(2030, 1, 1)]))
def test_what_is_not_verified_is_never_entitled(answers: dict[str, str], today: date) -> None:
    for found in screen(KG, answers, today):
        if found.confidence != Confidence.VERIFIED:
            assert found.answer is not ENTITLED
            assert found.verify
        if found.old_law or found.kind is Kind.CATEGORY:
            assert (
                found.answer is not ENTITLED
            )  # no category of this pack rests on verified law in force alone


facts = st.builds(Fact, confidence=st.sampled_from(list(Confidence)))


def said_anew(pack: Pack, draw: st.DataObject) -> Pack:
    """The same pack, where each category, basis, wage, matter and the scope is known in any way."""

    def anew(items: Mapping[str, Category]) -> dict[str, Category]:
        return {code: replace(each, fact=draw.draw(facts)) for code, each in items.items()}

    wages = tuple(replace(wage, fact=draw.draw(facts)) for wage in pack.aid.income.wages)
    income = replace(pack.aid.income, wages=wages, fact=draw.draw(facts))
    return replace(pack, aid=replace(
        pack.aid, categories=anew(pack.aid.categories), bases=anew(pack.aid.bases), income=income,
        matters={code: draw.draw(facts) for code in pack.aid.matters}, scope_fact=draw.draw(facts),
        scope=draw.draw(st.sampled_from([pack.aid.scope, frozenset({"citizen"}), frozenset[str]()]))))


@given(some_answers, st.data(), st.sampled_from([TODAY, date(2027, 5, 1)]))
def test_in_any_pack_only_verified_rules_entitle(
    answers: dict[str, str], data: st.DataObject, today: date
) -> None:
    """Entitled rests on verified facts alone; everything else wears the badge."""
    pack = said_anew(KG, data)
    for found in screen(pack, answers, today):
        rule = pack.terms("categories" if found.kind is Kind.CATEGORY else "bases")[found.category]
        if found.answer is ENTITLED:
            assert rule.fact.verified
            assert not found.verify
        if not rule.fact.verified:
            assert found.verify
        if rule.fact.confidence is Confidence.UNVERIFIED:
            assert found.answer in (UNKNOWN, NOT)
        assert found.verify is (found.confidence != Confidence.VERIFIED)


@pytest.mark.parametrize("code", ["kg", "bg", "md"])
@given(answers=some_answers)
def test_every_shipped_pack_can_be_screened(code: str, answers: dict[str, str]) -> None:
    results = screen(load(code), answers, TODAY)
    assert code == "kg" or {found.answer for found in results} <= {UNKNOWN}


@given(some_answers)
def test_the_interview_ends(answers: dict[str, str]) -> None:
    said = dict(answers)
    while left := questions(KG, said, TODAY):
        assert left[0].code not in said
        said[left[0].code] = SKIP
    assert all(found.missing == () or set(found.missing) <= set(said) for found in screen(KG, said, TODAY))


every_answer = st.fixed_dictionaries(
    {code: choices.filter(lambda answer: answer != SKIP) for code, choices in ANSWERS.items()}
)


@given(every_answer)
def test_what_was_never_asked_would_have_changed_nothing(answers: dict[str, str]) -> None:
    said: dict[str, str] = {}
    while left := questions(KG, said, TODAY):
        said[left[0].code] = answers[left[0].code]
    short, whole = screen(KG, said, TODAY), screen(KG, answers, TODAY)
    assert [each.answer for each in short] == [each.answer for each in whole]


DAYS = [TODAY, date(2027, 5, 1), date(2031, 1, 8)]


def possible(pack: Pack, code: str) -> list[str]:
    """Answers of every kind a question can have, on both sides of every limit."""
    question = pack.aid.questions[code]
    if question.kind is QuestionKind.YES_NO:
        return ["yes", "no"]
    return [choice.code for choice in question.choices] or [
        "0", "17", "18", "99", "196800", "196801", "216480", "216481", "999999999"]


def said_of(pack: Pack, answers: Mapping[str, str], today: date) -> list[tuple[Entitlement, str]]:
    return [(each.answer, each.confidence) for each in screen(pack, answers, today)]


@pytest.mark.parametrize("code", ["kg", "bg", "md"])
@given(answers=some_answers, today=st.sampled_from(DAYS))
def test_whatever_is_asked_can_change_an_answer(code: str, answers: dict[str, str], today: date) -> None:
    """And so can it be left out: without one of those answers something would have been said differently."""
    pack = load(code)
    known = {key: answer for key, answer in answers.items() if key in pack.aid.questions}
    for question in questions(pack, known, today):
        outcomes = [said_of(pack, known | {question.code: answer}, today)
                    for answer in possible(pack, question.code)]
        assert any(outcome != outcomes[0] for outcome in outcomes), question.code


@pytest.mark.parametrize("code", ["kg", "bg", "md"])
@given(answers=every_answer, data=st.data(), today=st.sampled_from(DAYS))
def test_whatever_is_not_asked_changes_nothing(code: str, answers: dict[str, str], data: st.DataObject,
                                               today: date) -> None:
    """At the end of an interview, any answer to any question that was not asked leaves all as it is."""
    pack = load(code)
    said: dict[str, str] = {}
    while left := questions(pack, said, today):
        said[left[0].code] = answers[left[0].code]
    rest = [key for key in pack.aid.questions if key not in said]
    if not rest:
        return
    key = data.draw(st.sampled_from(rest))
    before = [each.answer for each in screen(pack, said, today)]
    for answer in possible(pack, key):
        assert [each.answer for each in screen(pack, said | {key: answer}, today)] == before, (key, answer)


@given(every_answer, st.sampled_from(DAYS))
def test_an_answer_that_was_asked_for_is_missed(answers: dict[str, str], today: date) -> None:
    """Forgetting an answer asks for it again, or something else already settled what it settled."""
    said: dict[str, str] = {}
    while left := questions(KG, said, today):
        said[left[0].code] = answers[left[0].code]
    for code in said:
        fewer = {key: answer for key, answer in said.items() if key != code}
        open_ = {question.code for question in questions(KG, fewer, today)}
        same = [each.answer for each in screen(KG, fewer, today)] == [
            each.answer for each in screen(KG, said, today)]
        assert same or open_, code


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (QuestionKind.YES_NO, "yes", "maybe"),
        (QuestionKind.NUMBER, "17", "-1"),
        (QuestionKind.AMOUNT, "0", "1,5"),
        (QuestionKind.CHOICE, "a", "b"),
    ],
)
def test_answers_fit_their_question(kind: QuestionKind, good: str, bad: str) -> None:
    choices = tuple(Question(code=code, label={}, kind=QuestionKind.YES_NO) for code in ("a",))
    question = Question(code="q", label={}, kind=kind, choices=choices)
    assert is_answer(question, good)
    assert is_answer(question, SKIP)
    assert not is_answer(question, bad)


def test_one_good_answer_is_enough() -> None:
    assert overall(screen(KG, {"income": "10"}, TODAY)) is LIKELY
    assert overall(screen(KG, SUSPECT | {"age": "9"}, TODAY)) is ENTITLED
    assert overall([]) is UNKNOWN
