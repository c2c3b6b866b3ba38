"""Undo: taking back what an action changed, as a new action."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Outcome
from streetlaw.services.ports import Work


def undo(work: Work, outcome: Outcome) -> Outcome:
    """Take back every change of an outcome, all or nothing.

    Raises `undo.changed_since` when one of the records was changed after it.
    """
    for change in reversed(outcome.changes):
        _apply(work, change.inverse())
    return work.commit("undone")


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
        if refusal.code not in ("record.changed", "record.unknown"):
            raise
        raise StreetLawError("undo.changed_since") from refusal
