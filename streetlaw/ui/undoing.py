"""Undo, several steps back: what was restored by one step is what the steps before it find."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.record import Change, Outcome


def rebased(earlier: Outcome, back: Outcome) -> Outcome:
    """The earlier outcome, with the records that `back` restored at the revision they have now."""
    now = {change.id: change.after for change in back.changes if change.after is not None}

    def moved(change: Change) -> Change:
        record = now.get(change.id)
        if record is None or change.after is None:
            return change
        same = replace(change.after, revision=record.revision) == record
        return replace(change, after=record) if same else change
    return replace(earlier, changes=tuple(moved(change) for change in earlier.changes))
