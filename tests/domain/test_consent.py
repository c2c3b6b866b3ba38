"""Consent is asked of every export, and a withdrawal stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.consent import Consent, ConsentState, Purpose, require
from streetlaw.domain.errors import StreetLawError
from tests.refusal import refusal

TODAY = date(2026, 11, 17)
GIVEN = Consent(id="g", purpose=Purpose.SUPERVISOR, answered_on=date(2026, 11, 1))
NAMED = replace(GIVEN, id="n", recipient="attorney")


def refused(*consents: Consent, recipient: str = "attorney", purpose: Purpose = Purpose.SUPERVISOR) -> str:
    with pytest.raises(StreetLawError) as error:
        require(consents, purpose, recipient, TODAY)
    assert error.value.facts == {"purpose": purpose.value}
    return error.value.code


@pytest.mark.parametrize("consent", [
    GIVEN, NAMED, replace(GIVEN, expires_on=TODAY), replace(GIVEN, answered_on=None),
])
def test_a_consent_allows_its_purpose_and_recipient(consent: Consent) -> None:
    assert require([consent], Purpose.SUPERVISOR, "attorney", TODAY) == consent


@pytest.mark.parametrize(("consents", "code"), [
    ((), "consent.missing"),
    ((replace(GIVEN, purpose=Purpose.STATISTICS),), "consent.missing"),
    ((replace(NAMED, recipient="somebody else"),), "consent.missing"),
    ((replace(GIVEN, state=ConsentState.REFUSED),), "consent.refused"),
    ((replace(GIVEN, state=ConsentState.WITHDRAWN, withdrawn_on=TODAY),), "consent.withdrawn"),
    ((replace(GIVEN, expires_on=date(2026, 11, 16)),), "consent.expired"),
])
def test_whatever_is_in_the_way_is_named(consents: tuple[Consent, ...], code: str) -> None:
    assert refused(*consents) == code


@pytest.mark.parametrize("state", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
@pytest.mark.parametrize("recipient", ["", "attorney"])
def test_a_later_answer_stops_an_earlier_consent(state: ConsentState, recipient: str) -> None:
    earlier = replace(GIVEN, recipient=recipient)
    later = replace(earlier, id="a", state=state, answered_on=date(2026, 11, 2))
    assert refused(earlier, later) == f"consent.{state}"
    again = replace(earlier, id="z", answered_on=date(2026, 11, 3))
    assert require([again, later, earlier], Purpose.SUPERVISOR, "attorney", TODAY) == again


def test_a_withdrawal_counts_from_its_own_day() -> None:
    withdrawn = replace(GIVEN, id="w", state=ConsentState.WITHDRAWN, withdrawn_on=date(2026, 11, 9))
    between = replace(GIVEN, id="b", answered_on=date(2026, 11, 5))
    assert refused(withdrawn, between) == "consent.withdrawn"


def test_an_answer_about_this_recipient_decides_over_a_general_one() -> None:
    no = replace(NAMED, state=ConsentState.REFUSED, answered_on=date(2026, 10, 1))
    assert refused(GIVEN, no) == "consent.refused"
    assert require([GIVEN, no], Purpose.SUPERVISOR, "somebody else", TODAY) == GIVEN
    general = replace(GIVEN, state=ConsentState.REFUSED)
    assert require([general, NAMED], Purpose.SUPERVISOR, "attorney", TODAY) == NAMED


CONSENTS = st.lists(st.builds(
    Consent, id=st.text("abc", min_size=1, max_size=2), purpose=st.sampled_from(Purpose),
    recipient=st.sampled_from(["", "attorney", "other"]), state=st.sampled_from(ConsentState),
    answered_on=st.dates(date(2026, 1, 1), TODAY), expires_on=st.none() | st.dates(date(2026, 1, 1)),
), max_size=6)


@given(CONSENTS, st.sampled_from(Purpose), st.sampled_from(["", "attorney"]))
def test_nothing_is_allowed_that_no_consent_covers(consents: list[Consent], purpose: Purpose,
                                                   to: str) -> None:
    try:
        allowed = require(consents, purpose, to, TODAY)
    except StreetLawError:
        return
    assert allowed in consents
    assert allowed.covers(purpose, to, TODAY)


@given(CONSENTS)
def test_the_order_of_the_answers_does_not_matter(consents: list[Consent]) -> None:
    def answer(said: list[Consent]) -> object:
        try:
            return require(said, Purpose.SUPERVISOR, "attorney", TODAY).state
        except StreetLawError as error:
            return error.code

    unique = list({(one.recipient, one.answered_on): one for one in consents}.values())
    assert answer(unique) == answer(unique[::-1])


@pytest.mark.parametrize(("first", "second", "expected"), [
    (("age", "given"), ("", "withdrawn"), "consent.withdrawn"),
    (("age", "given"), ("", "refused"), "consent.refused"),
    (("", "given"), ("age", "refused"), "consent.refused"),
    (("age", "refused"), ("", "given"), "consent.refused"),
    (("age", "refused"), ("age", "given"), None),
    (("", "withdrawn"), ("age", "given"), None),
    (("", "refused"), ("", "given"), None),
])
def test_a_no_stops_what_was_said_before_it(first: tuple[str, str], second: tuple[str, str],
                                            expected: str | None) -> None:
    said = [Consent(id=str(number), purpose=Purpose.SUPERVISOR, recipient=recipient,
                    state=ConsentState(state), answered_on=date(2026, 11, 1 + number))
            for number, (recipient, state) in enumerate((first, second))]
    if expected is None:
        assert require(said, Purpose.SUPERVISOR, "age", date(2026, 11, 20)).id == "1"
    else:
        with refusal(expected):
            require(said, Purpose.SUPERVISOR, "age", date(2026, 11, 20))
