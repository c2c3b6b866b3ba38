"""Counting deadlines again: after the event was corrected, and when a pack says something new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Computed, Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.domain.recount import Why, differences
from streetlaw.services.checks import event_has_been
from streetlaw.services.deadlines import computed, laws
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
    return recount_deadlines(work, (cmd,))


def recount_deadlines(work: Work, commands: Iterable[RecountDeadline]) -> Outcome:
    """Move several deadlines at once, as `recount_deadline` does; all of them or none."""
    for cmd in commands:
        deadline = work.get(Deadline, cmd.id, at=cmd.revision)
        work.change(_recounted(work, deadline, cmd))
    return work.commit("deadline.recounted")


def with_event(pack: Pack, deadline: Deadline, cmd: RecountDeadline) -> Recount:
    """What `recount_deadline` would do, for showing it first; `why` is empty when the day stays."""
    before, after = computed(pack, deadline), computed(pack, _with_event(pack, deadline, cmd))
    return Recount(deadline=deadline, before=before, after=after, why=differences(before, after))


def is_outdated(pack: Pack, deadline: Deadline) -> bool:
    """True for an open deadline that ends on another day than its rule and the days off now say."""
    if deadline.status is not DeadlineStatus.OPEN or deadline.rule not in pack.rules:
        return False
    if deadline.base is None and deadline.base_at is None:
        return False
    found = computed(pack, deadline)
    return (found.due, found.due_at) != (deadline.due, deadline.due_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """An open deadline with the day its rule gives now, and the code of its client."""

    deadline: Deadline
    code: str
    now: Computed
    pack: Pack


def outdated(work: Work) -> Sequence[Outdated]:
    """The open deadlines that law data or days off have moved since they were counted, by their days."""
    open_ = work.list(Deadline, status=DeadlineStatus.OPEN, order="due")
    packs = laws(work, open_)
    found = [deadline for deadline in open_ if is_outdated(packs[deadline.jurisdiction], deadline)]
    owners = tuple({deadline.client_id for deadline in found})
    codes = {client.id: client.code for client in work.list(Client, id=owners)}
    return tuple(Outdated(deadline=deadline, code=codes.get(deadline.client_id, ""),
                          pack=packs[deadline.jurisdiction],
                          now=computed(packs[deadline.jurisdiction], deadline)) for deadline in found)


def _recounted(work: Work, deadline: Deadline, cmd: RecountDeadline) -> Deadline:
    pack = work.pack_of(deadline.jurisdiction)
    if deadline.rule not in pack.rules or deadline.status is not DeadlineStatus.OPEN:
        raise StreetLawError("deadline.not_counted")
    event_has_been(work, pack, None if cmd.base_at else cmd.base, cmd.base_at)
    moved = _with_event(pack, deadline, cmd)
    if deadline.base_at is not None and moved.base_at is None:
        raise StreetLawError("deadline.time_needed")
    found = computed(pack, moved)
    return replace(moved, due=found.due, due_at=found.due_at)


def _with_event(pack: Pack, deadline: Deadline, cmd: RecountDeadline) -> Deadline:
    if cmd.base_at is not None:
        at = cmd.base_at.astimezone(UTC)
        return replace(deadline, base_at=at, base=at.astimezone(pack.zone).date())
    return deadline if cmd.base is None else replace(deadline, base=cmd.base, base_at=None)
