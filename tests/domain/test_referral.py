"""A referral goes its way step by step, and nothing counts as done before it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep

DAY = date(2026, 11, 17)
S = ReferralStatus


def step(status: ReferralStatus, days: int = 0, reason: str = "why") -> StatusStep:
    return StatusStep(status=status, on=DAY + timedelta(days=days), told_by="desk", reason=reason)


def on_the_way(*statuses: ReferralStatus) -> Referral:
    referral = Referral()
    for days, status in enumerate(statuses):
        referral = referral.moved(step(status, days))
    return referral


def refusal(referral: Referral, then: StatusStep) -> StreetLawError:
    with pytest.raises(StreetLawError) as error:
        referral.moved(then)
    return error.value


def test_a_referral_begins_as_a_draft() -> None:
    draft = Referral()
    assert (draft.status, draft.days_in_status(DAY), draft.is_waiting) == (S.DRAFT, 0, False)
    assert draft.next_statuses == (S.SENT, S.BROKEN_OFF)


def test_the_whole_way_and_an_appeal() -> None:
    done = on_the_way(S.SENT, S.ACKNOWLEDGED, S.ACCEPTED, S.UNDER_WAY, S.DONE)
    assert (done.status, done.next_statuses, len(done.steps)) == (S.DONE, (), 5)
    assert on_the_way(S.SENT, S.REFUSED, S.SENT).status is S.SENT
    assert on_the_way(S.BROKEN_OFF, S.SENT).status is S.SENT


def test_a_step_that_does_not_follow_is_refused() -> None:
    error = refusal(Referral(), step(S.DONE))
    assert (error.code, error.facts) == ("referral.step_not_possible", {"now": "draft", "then": "done"})


def test_a_step_before_the_last_is_refused() -> None:
    sent = on_the_way(S.SENT)
    assert refusal(sent, step(S.ACCEPTED, -1)).code == "referral.step_before_last"
    assert sent.moved(step(S.ACCEPTED)).status is S.ACCEPTED


@pytest.mark.parametrize("status", [S.REFUSED, S.BROKEN_OFF])
def test_an_end_without_its_reason_is_refused(status: ReferralStatus) -> None:
    assert refusal(on_the_way(S.SENT), step(status, 1, reason="  ")).code == "referral.reason_needed"


def test_no_other_step_needs_a_reason() -> None:
    assert on_the_way(S.SENT).moved(step(S.ACKNOWLEDGED, 1, reason="")).status is S.ACKNOWLEDGED


def test_waiting_is_counted_from_the_last_step() -> None:
    sent = on_the_way(S.SENT, S.ACKNOWLEDGED)
    assert sent.is_waiting
    assert sent.days_in_status(DAY + timedelta(days=15)) == 14
    assert not on_the_way(S.SENT, S.REFUSED).is_waiting


@given(st.lists(st.sampled_from(ReferralStatus), max_size=12))
def test_no_way_leads_on_from_done(statuses: list[ReferralStatus]) -> None:
    referral = Referral()
    for status in statuses:
        if status in referral.next_statuses:
            referral = referral.moved(step(status))
        else:
            assert refusal(referral, step(status)).code == "referral.step_not_possible"
    reached = [one.status for one in referral.steps]
    assert S.DONE not in reached[:-1]
    assert not reached or reached[0] in (S.SENT, S.BROKEN_OFF)
    if S.DONE in reached:
        assert {S.SENT, S.ACCEPTED} <= set(reached)
