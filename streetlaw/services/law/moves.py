"""Open deadlines under the law of a country, and moving them once it says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.pack import Pack
from streetlaw.services.ports import Work
from streetlaw.services.recounting import Recount, moving


def moves(work: Work, code: str, now: Pack, then: Pack) -> Sequence[Recount]:
    """The open deadlines under that country's law which would end on another day by the other pack."""
    under = (code, "") if code == work.pack.code else (code,)
    return tuple(moving(now, then, work.list(Deadline, status=DeadlineStatus.OPEN, jurisdiction=under)))


def move(work: Work, recounts: Iterable[Recount]) -> None:
    """Let those deadlines end on their other day."""
    for each in recounts:
        work.change(replace(each.deadline, due=each.after.due, due_at=each.after.due_at))
