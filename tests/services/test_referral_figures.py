"""What the board of referrals says in numbers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.referral import Referral, ReferralStatus, StatusStep
from streetlaw.services import referral_figures
from streetlaw.services.ports import Vault, Work

S = ReferralStatus


def way(work: Work, client: str, *steps: tuple[S, int], reason: str = "") -> None:
    """A referral that took these steps, each so many days ago."""
    took = tuple(StatusStep(status=status, on=work.today - timedelta(days=ago), reason=reason)
                 for status, ago in steps)
    work.add(Referral(client_id=client, receiver="x", steps=took, status=took[-1].status, since=took[-1].on))


def test_only_what_left_in_the_period_counts(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(referral_figures, "_AT_ONCE", 2)  # several readings
    with vault.work() as work:
        client = work.add(Client(code="1000-A")).id
        way(work, client, (S.SENT, 90), (S.ACKNOWLEDGED, 80), (S.DONE, 40))
        way(work, client, (S.SENT, 20), (S.ACCEPTED, 16))
        way(work, client, (S.SENT, 5), (S.REFUSED, 3), reason="no places")
        way(work, client, (S.SENT, 5), (S.REFUSED, 5), reason="no places")
        way(work, client, (S.SENT, 6), (S.REFUSED, 4), (S.SENT, 1), reason="no papers")
        way(work, client, (S.SENT, 5), (S.BROKEN_OFF, 1), reason="went away")
        way(work, client, (S.SENT, 91), (S.DONE, 1))
        way(work, client, (S.DRAFT, 1))
        work.commit("added")
        told = referral_figures.referral_figures(work)
    assert (told.sent, told.done, told.done_share) == (6, 1, 17)
    assert told.answer_days == 2  # of 10, 4, 2, 0, 2
    assert (told.refused, told.reasons) == (2, ("no places",))


def test_without_referrals_there_is_no_share(vault: Vault) -> None:
    with vault.work() as work:
        told = referral_figures.referral_figures(work)
    assert (told.sent, told.done_share, told.answer_days) == (0, None, None)
