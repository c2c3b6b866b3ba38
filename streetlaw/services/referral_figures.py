"""What the board of referrals says in numbers: how many, how many helped, how long an answer takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.services.ports import Work

PERIOD_DAYS = 90
"""How many days the figures look back."""

_AT_ONCE = 200
_REASONS = 2
_ANSWERS = frozenset(ReferralStatus) - {ReferralStatus.DRAFT, ReferralStatus.SENT, ReferralStatus.BROKEN_OFF}
"""The steps by which a receiver has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralFigures:
    """The referrals that left in the last 90 days: how many, and how many the person confirmed as done.

    `answer_days` is the median of days from leaving to the first answer (None without any), `refused` how
    many were turned down, `reasons` those told most often, the most frequent first.
    """

    sent: int = 0
    done: int = 0
    answer_days: int | None = None
    refused: int = 0
    reasons: Sequence[str] = ()

    @property
    def done_share(self) -> int | None:
        """The confirmed ones in percent of all; None without any."""
        return round(100 * self.done / self.sent) if self.sent else None


def referral_figures(work: Work) -> ReferralFigures:
    """Count the referrals that left in the last 90 days."""
    begin = work.today - timedelta(days=PERIOD_DAYS)
    left = [(referral, on) for referral in _since(work, begin) if (on := _left_on(referral)) and on >= begin]
    days = [answer for referral, on in left if (answer := _days_to_answer(referral, on)) is not None]
    refusals = [step for referral, _on in left for step in referral.steps[-1:]
                if step.status is ReferralStatus.REFUSED]
    reasons = Counter(step.reason for step in refusals if step.reason)
    return ReferralFigures(
        sent=len(left), done=sum(referral.status is ReferralStatus.DONE for referral, _on in left),
        answer_days=round(median(days)) if days else None, refused=len(refusals),
        reasons=tuple(reason for reason, _times in reasons.most_common(_REASONS)))


def _since(work: Work, begin: date) -> Sequence[Referral]:
    """Every referral whose last step is not older: what left since then is among them."""
    many = _AT_ONCE
    while True:
        found = work.list(Referral, order="since", descending=True, limit=many)
        kept = [referral for referral in found if referral.since is not None and referral.since >= begin]
        if len(found) < many or len(kept) < len(found):
            return kept
        many *= 4


def _left_on(referral: Referral) -> date | None:
    """The day it left first."""
    return next((step.on for step in referral.steps if step.status is ReferralStatus.SENT), None)


def _days_to_answer(referral: Referral, left: date) -> int | None:
    return next(((step.on - left).days for step in referral.steps if step.status in _ANSWERS), None)
