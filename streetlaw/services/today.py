"""What waits for me today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import WAITING, Referral
from streetlaw.domain.review import Comment, Review, ReviewCase, Verdict
from streetlaw.services.clocks import clock_codes, is_clock
from streetlaw.services.deadlines import laws
from streetlaw.services.listing import Draft
from streetlaw.services.ports import Work
from streetlaw.services.referrals import ReferralCard, unsent_referrals, waiting_referrals


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

    `clocks` are limits that run by the minute, the first to end first, those whose minute is not known last;
    `deadlines` are the others, nearest first, those without a verified limit last. `packs` are the laws they
    are counted by. `unsent` are referrals that were drafted and did not leave; `closed` counts the cases
    closed within 30 days by their final status. It was read at the moment `now` (UTC).
    """

    day: date
    now: datetime
    clocks: Sequence[DeadlineCard]
    deadlines: Sequence[DeadlineCard]
    deadlines_total: int
    drafts: Sequence[Draft]
    waiting: Sequence[ReferralCard]
    waiting_total: int
    unsent: Sequence[ReferralCard]
    comments: Sequence[CommentCard]
    to_review: int
    closed: Mapping[CaseStatus, int]
    packs: Mapping[str, Pack]


def today(work: Work, *, limit: int = 50) -> Today:
    """Read what waits for the owner of the vault today."""
    nearest = work.list(Deadline, status=DeadlineStatus.OPEN, order="due", limit=limit)
    packs = laws(work, nearest)
    by_hour = by_the_minute((*_by_hour(work, limit), *nearest), packs)
    codes = _codes(work, (deadline.client_id for deadline in (*nearest, *by_hour)))
    by_day = [deadline for deadline in nearest if deadline not in by_hour]
    return Today(
        day=work.today, now=work.now, packs=packs,
        clocks=[DeadlineCard(d, codes[d.client_id]) for d in by_hour],
        deadlines=[DeadlineCard(d, codes[d.client_id]) for d in by_day],
        deadlines_total=work.count(Deadline, status=DeadlineStatus.OPEN), drafts=work.drafts(),
        waiting=waiting_referrals(work, limit=limit), waiting_total=work.count(Referral, status=WAITING),
        unsent=unsent_referrals(work, limit=limit),
        comments=_comments(work)[:limit],
        to_review=work.count(ReviewCase, verdict=Verdict.OPEN), closed=_closed(work))


def open_clocks(work: Work, *, limit: int = 50) -> tuple[Sequence[DeadlineCard], Mapping[str, Pack]]:
    """The limits that run by the minute, the first to end first, with the laws they are counted by."""
    nearest = work.list(Deadline, status=DeadlineStatus.OPEN, order="due", limit=limit)
    packs = laws(work, nearest)
    by_hour = by_the_minute((*_by_hour(work, limit), *nearest), packs)
    codes = _codes(work, (deadline.client_id for deadline in by_hour))
    return [DeadlineCard(d, codes[d.client_id]) for d in by_hour], packs


def by_the_minute(deadlines: Iterable[Deadline], packs: Mapping[str, Pack]) -> list[Deadline]:
    """The clocks among the deadlines, each once, the first to end first; those without a known end last."""
    found = {each.id: each for each in deadlines if is_clock(packs[each.jurisdiction], each)}
    ending = sorted((each for each in found.values() if each.due_at), key=_by_end)
    return [*ending, *(each for each in found.values() if each.due_at is None)]


def _by_hour(work: Work, limit: int) -> Sequence[Deadline]:
    """The open clocks of the home law; those of another are found among the nearest."""
    return work.list(Deadline, status=DeadlineStatus.OPEN, rule=clock_codes(work.pack), jurisdiction="",
                     order="due_at", limit=limit)


def _by_end(deadline: Deadline) -> tuple[datetime | None, str]:
    return deadline.due_at, deadline.id


def _codes(work: Work, client_ids: Iterable[str]) -> dict[str, str]:
    """The codes of clients by their ids; "" for what belongs to nobody."""
    return {"": "", **work.codes(client_ids)}


def _comments(work: Work) -> list[CommentCard]:
    reviews = work.list(Review, verdict=Verdict.RETURNED, descending=True)
    owners = {case.id: case.client_id
              for case in work.list(Case, id=tuple({review.case_id for review in reviews}))}
    codes = _codes(work, owners.values())
    return [CommentCard(comment, review, owners[review.case_id], codes[owners[review.case_id]])
            for review in reviews for comment in review.comments if not comment.settled]


def _closed(work: Work) -> dict[CaseStatus, int]:
    days = tuple(work.today - timedelta(days=back) for back in range(30))
    return {status: work.count(Case, status=status, closed=days)
            for status in CaseStatus if not status.is_open}
