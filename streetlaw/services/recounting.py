"""Counting deadlines again: after the event was corrected, and when a pack says something new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from streetlaw.domain.deadline import Computed, Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.domain.recount import Why, differences
from streetlaw.services.checks import not_in_future
from streetlaw.services.deadlines import computed
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """One deadline counted by an earlier pack and by a later one, and why its day differs."""

    deadline: Deadline
    before: Computed
    after: Computed
    why: tuple[Why, ...]


def moving(before: Pack, after: Pack, deadlines: Iterable[Deadline]) -> Iterator[Recount]:
    """Those open deadlines that end on another day by the later pack; ones made by hand never do.

    Both packs are of one jurisdiction, and so are the deadlines to be given.
    """
    for deadline in deadlines:
        if deadline.status is not DeadlineStatus.OPEN or deadline.rule not in after.rules:
            continue
        was, now = computed(before, deadline), computed(after, deadline)
        if why := differences(was, now):
            yield Recount(deadline=deadline, before=was, after=now, why=why)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountDeadline:
    """Count an open deadline again, by today's pack; `base` or `base_at` correct its event."""

    id: str
    revision: int
    base: date | None = None
    base_at: datetime | None = None


def recount_deadline(work: Work, cmd: RecountDeadline) -> Outcome:
    """Move a deadline to the day its rule gives now.

    Raises `record.unknown`, `record.changed`, `deadline.not_counted` (made by hand, or settled already, or
    its rule is no longer in the pack), `date.in_future`, `deadline.time_needed`.
    """
    deadline = work.get(Deadline, cmd.id, at=cmd.revision)
    pack = work.pack_of(deadline.jurisdiction)
    if deadline.rule not in pack.rules or deadline.status is not DeadlineStatus.OPEN:
        raise StreetLawError("deadline.not_counted")
    moved = _with_event(pack, deadline, cmd)
    not_in_future(work, moved.base)
    if deadline.base_at is not None and moved.base_at is None:
        raise StreetLawError("deadline.time_needed")
    found = computed(pack, moved)
    work.change(replace(moved, due=found.due, due_at=found.due_at))
    return work.commit("deadline.recounted")


def _with_event(pack: Pack, deadline: Deadline, cmd: RecountDeadline) -> Deadline:
    if cmd.base_at is not None:
        at = cmd.base_at.astimezone(UTC)
        return replace(deadline, base_at=at, base=at.astimezone(pack.zone).date())
    return deadline if cmd.base is None else replace(deadline, base=cmd.base, base_at=None)
