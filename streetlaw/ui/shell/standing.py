"""What the bars say about the vault: what waits, how old the backup is, when to lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from streetlaw.domain.backup import BackupState
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.referral import WAITING, Referral
from streetlaw.domain.review import Review, ReviewCase, Verdict
from streetlaw.services import backups
from streetlaw.services.ports import Work
from streetlaw.ui.shell.idle import MINUTES

LOCK_MINUTES = "lock.minutes"
"""Name of a choice kept in the vault."""

NEAR_DAYS = 7
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Counts by section, what is known of backups, minutes to the lock."""

    counts: Mapping[str, int]
    backups: BackupState
    lock_minutes: int


def standing(work: Work) -> Standing:
    """Read what the bars say."""
    near = work.today + timedelta(days=NEAR_DAYS)
    dated = work.list(Deadline, status=DeadlineStatus.OPEN, order="due", limit=_LOOKED_AT)
    return Standing(
        counts={
            "today": sum(d.due is not None and d.due <= near for d in dated),
            "referrals": work.count(Referral, status=WAITING),
            "review": work.count(ReviewCase, verdict=Verdict.OPEN) + _came_back(work),
        },
        backups=backups.state(work),
        lock_minutes=int(work.setting(LOCK_MINUTES, str(MINUTES))))


def _came_back(work: Work) -> int:
    """How many cases of mine came back with something to mend, and were not decided anew since."""
    returned = work.list(Review, verdict=Verdict.RETURNED, descending=True, limit=_LOOKED_AT)
    cases = tuple({review.case_id for review in returned})
    latest = {review.case_id: review.verdict for review in work.list(Review, case_id=cases)} if cases else {}
    return sum(verdict is Verdict.RETURNED for verdict in latest.values())
