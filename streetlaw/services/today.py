"""What waits for me today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.referral import WAITING, Referral
from streetlaw.domain.review import Comment, Review, ReviewCase, Verdict
from streetlaw.services.listing import Draft
from streetlaw.services.ports import Work
from streetlaw.services.referrals import ReferralCard, waiting_referrals


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    """An open deadline with the code of its client."""

    deadline: Deadline
    code: str


@dataclass(frozen=True, slots=True)
class CommentCard:
    """A comment of the supervising attorney that is not settled, with the code of the client."""

    comment: Comment
    review: Review
    client_id: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The Today page: lists are cut to what fits, totals are whole.

    `deadlines` are nearest first, those without a verified limit last; `closed` counts the cases
    closed within 30 days by their final status.
    """

    day: date
    deadlines: Sequence[DeadlineCard]
    deadlines_total: int
    drafts: Sequence[Draft]
    waiting: Sequence[ReferralCard]
    waiting_total: int
    comments: Sequence[CommentCard]
    to_review: int
    closed: Mapping[CaseStatus, int]


def today(work: Work, *, limit: int = 50) -> Today:
    """Read what waits for the owner of the vault today."""
    cards = _Cards(work)
    nearest = work.list(Deadline, status=DeadlineStatus.OPEN, order="due", limit=limit)
    return Today(
        day=work.today, deadlines=[DeadlineCard(d, cards.code(d.client_id)) for d in nearest],
        deadlines_total=work.count(Deadline, status=DeadlineStatus.OPEN), drafts=work.drafts(),
        waiting=waiting_referrals(work, limit=limit), waiting_total=work.count(Referral, status=WAITING),
        comments=_comments(work, cards)[:limit],
        to_review=work.count(ReviewCase, verdict=Verdict.OPEN), closed=_closed(work))


class _Cards:
    """Looks up codes of clients, each once."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._codes: dict[str, str] = {}

    def code(self, client_id: str) -> str:
        if client_id not in self._codes:
            self._codes[client_id] = self._work.get(Client, client_id).code if client_id else ""
        return self._codes[client_id]


def _comments(work: Work, cards: _Cards) -> list[CommentCard]:
    found = []
    for review in work.list(Review, verdict=Verdict.RETURNED, descending=True):
        case = work.get(Case, review.case_id)
        found += [CommentCard(comment, review, case.client_id, cards.code(case.client_id))
                  for comment in review.comments if not comment.settled]
    return found


def _closed(work: Work) -> dict[CaseStatus, int]:
    since = work.today - timedelta(days=30)
    ends = [status for status in CaseStatus if not status.is_open]
    recent = work.list(Case, status=tuple(ends), order="closed", descending=True, limit=1000)
    closed = dict.fromkeys(ends, 0)
    for case in recent:
        if case.closed is not None and case.closed > since:
            closed[case.status] += 1
    return closed
