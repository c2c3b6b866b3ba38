"""The interview as values: what is asked, what counts, and what is not asked without consent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streetlaw.domain.condition import SKIP, QuestionKind
from streetlaw.domain.eligibility import Entitlement
from streetlaw.packs.loader import load
from streetlaw.ui.law.interview import Interview, replay

TODAY = date(2026, 11, 24)
KG = load("kg")
SUSPECT = {"matter": "criminal", "role": "suspect", "residence": "citizen", "age": "30"}
RULED_OUT = {
    "matter": "civil", "residence": "citizen", "age": "50", "incapacity": "no", "hospitalisation": "no",
    "disability": "none", "mental_illness": "no", "ww2_veteran": "no", "domestic_violence": "no",
    "trafficked": "no", "pensioner": "no", "income": "300000"}


def asked(answers: Mapping[str, str], *, sensitive: bool = True) -> Interview:
    return replay(KG, answers, TODAY, sensitive=sensitive)


def codes(interview: Interview) -> list[str]:
    return [question.code for question in interview.shown]


def test_only_questions_that_can_change_an_answer_are_shown() -> None:
    assert "especially_grave" not in codes(asked({}))
    assert "especially_grave" in codes(asked(SUSPECT))
    assert codes(asked(RULED_OUT)) == [code for code in KG.aid.questions if code in RULED_OUT]
    assert asked(RULED_OUT).left() == 0


def test_an_answered_question_stays_where_it_can_be_changed() -> None:
    found = asked(SUSPECT | {"asks_counsel": SKIP})
    assert {"matter", "role", "asks_counsel"} <= set(codes(found))
    assert found.answers["asks_counsel"] == SKIP


def test_what_an_earlier_answer_settled_is_neither_shown_nor_counted() -> None:
    found = asked(SUSPECT | {"asks_counsel": "yes", "language": "no"})
    assert "language" not in found.answers
    assert "language" not in codes(found)
    assert found.overall is Entitlement.ENTITLED


def test_answers_for_another_matter_do_not_count() -> None:
    found = asked(SUSPECT | {"matter": "civil", "especially_grave": "yes"})
    assert not {"role", "especially_grave"} & found.answers.keys()


def test_a_wrong_answer_is_no_answer() -> None:
    assert asked({"matter": "divorce", "age": "young"}).answers == {}


def test_without_consent_nothing_sensitive_is_asked_or_counted() -> None:
    found = asked({"mental_illness": "yes", "pensioner": "no"}, sensitive=False)
    assert not any(question.sensitive for question in found.shown)
    assert {question.code for question in found.withheld} == {
        "disability", "mental_illness", "domestic_violence", "trafficked"}
    assert dict(found.answers) == {"pensioner": "no"}
    assert found.overall is Entitlement.UNKNOWN


@pytest.mark.parametrize(("answers", "best"), [
    ({}, Entitlement.UNKNOWN),
    (RULED_OUT, Entitlement.NOT),
    (RULED_OUT | {"income": "141000"}, Entitlement.LIKELY),
    (SUSPECT | {"asks_counsel": "yes"}, Entitlement.ENTITLED),
])
def test_the_best_answer_comes_first(answers: dict[str, str], best: Entitlement) -> None:
    found = asked(answers)
    assert found.overall is best
    assert found.ranked[0].answer is best
    assert all(result.answer is not Entitlement.NOT for result in found.possible)


def _answer(code: str) -> st.SearchStrategy[str]:
    question = KG.aid.questions[code]
    match question.kind:
        case QuestionKind.YES_NO:
            options = ["yes", "no"]
        case QuestionKind.CHOICE:
            options = [choice.code for choice in question.choices]
        case _:
            options = ["0", "17", "30", "141000", "300000"]
    return st.sampled_from(["", SKIP, *options])


ANSWERS = st.fixed_dictionaries({code: _answer(code) for code in KG.aid.questions})


@settings(max_examples=60, deadline=None)
@given(answers=ANSWERS, sensitive=st.booleans())
def test_keeping_what_counts_changes_nothing(answers: dict[str, str], sensitive: bool) -> None:
    found = asked(answers, sensitive=sensitive)
    again = asked(found.answers, sensitive=sensitive)
    assert again == found
    assert set(found.answers) <= set(codes(found))


@settings(max_examples=60, deadline=None)
@given(answers=ANSWERS)
def test_what_is_called_entitled_was_read_in_the_law_in_force(answers: dict[str, str]) -> None:
    found = asked(answers)
    if found.overall is Entitlement.ENTITLED:
        assert not found.fitting[0].verify
        assert not found.fitting[0].old_law
