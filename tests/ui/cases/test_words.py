from __future__ import annotations

from datetime import date

import pytest

from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.ui.cases import words

TODAY = date(2026, 11, 24)
SUPERVISOR = Purpose.SUPERVISOR


def consent(state: ConsentState = ConsentState.GIVEN, *, recipient: str = "", day: int = 1,
            fields: tuple[str, ...] = (), expires: date | None = None) -> Consent:
    return Consent(id=f"{day}{recipient}", purpose=SUPERVISOR, state=state, recipient=recipient,
                   fields=fields, answered_on=date(2026, 11, day), expires_on=expires)


@pytest.mark.parametrize(("consents", "standing"), [
    ((), "missing"),
    ((consent(),), "given"),
    ((consent(ConsentState.REFUSED),), "refused"),
    ((consent(ConsentState.WITHDRAWN),), "withdrawn"),
    ((consent(expires=date(2026, 11, 2)),), "expired"),
    ((consent(recipient="counsel"),), "partial"),
    ((consent(fields=("name",)),), "partial"),
    ((consent(ConsentState.REFUSED), consent(recipient="counsel", day=2)), "partial"),
    ((consent(), consent(ConsentState.REFUSED, recipient="counsel", day=2)), "partial"),
    ((consent(ConsentState.REFUSED), consent(day=2)), "given"),
])
def test_the_standing_of_a_purpose(consents: tuple[Consent, ...], standing: str) -> None:
    assert words.consent_standing(consents, SUPERVISOR, TODAY) == standing


def test_a_badge_says_that_the_name_stays_here(look: None) -> None:
    assert words.consent_summary((consent(),), SUPERVISOR, TODAY).text() == "attorney: without the name"
    named = words.consent_summary((consent(fields=("name",)),), SUPERVISOR, TODAY)
    assert named.text() == "attorney: limited"
    assert words.consent_summary((), SUPERVISOR, TODAY).text() == "attorney: not asked"


@pytest.mark.parametrize(("minutes", "text"), [(0, "0 min"), (40, "40 min"), (60, "1 h"),
                                               (130, "2 h 10 min")])
def test_minutes(minutes: int, text: str) -> None:
    assert words.minutes_text(minutes) == text


def test_a_hash_is_cut_to_what_eyes_compare() -> None:
    assert words.hash_text("7c1e90ab44d2" + "0" * 52) == "7c1e 90ab 44d2 …"
