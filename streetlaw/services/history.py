"""Undo: taking back what an action changed, as a new action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Outcome
from streetlaw.services.erasure import with_records
from streetlaw.services.ports import Work


def undo(work: Work, outcome: Outcome) -> Outcome:
    """Take back every change of an outcome, all or nothing.

    Raises `undo.changed_since` when one of the records was changed after it, or when something came to one of
    them that would go with it.
    """
    inverse = [change.inverse() for change in reversed(whole(outcome.changes))]
    clients = [change for change in inverse if _takes_a_client(change)]
    for change in inverse:
        if not _takes_a_client(change):
            _apply(work, change)
    if clients and with_records(work, [change.id for change in clients]):
        raise StreetLawError("undo.changed_since")  # they would take along what came to them since, for ever
    for change in clients:
        _apply(work, change)
    return work.commit("undone")


def whole(changes: Iterable[Change]) -> Sequence[Change]:
    """The changes, each record once: from what it was before the first to what the last made of it."""
    found: dict[str, Change] = {}
    for change in changes:
        first = found.get(change.id, change)
        found[change.id] = replace(first, after=change.after)
    return [change for change in found.values() if change.before != change.after]


def _takes_a_client(change: Change) -> bool:
    return change.kind is Client and change.after is None


def _apply(work: Work, change: Change) -> None:
    try:
        match change:
            case Change(before=None, after=after) if after is not None:
                work.add(after)
            case Change(before=before, after=None) if before is not None:
                work.remove(before)
            case Change(before=before, after=after) if before is not None and after is not None:
                work.change(replace(after, revision=before.revision))
    except StreetLawError as refusal:
        if refusal.code not in ("record.changed", "record.unknown", "record.in_use"):
            raise
        raise StreetLawError("undo.changed_since") from refusal
