"""Undo, several steps back: what was restored by one step is what the steps before it find."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.record import Change, Outcome
from streetlaw.services.erasure import FOR_EVER

MOST = 50
"""How many actions can be taken back."""


class Steps:
    """What can be taken back (`done`), and what can be done again (`taken_back`), the latest last."""

    def __init__(self) -> None:
        self.done: list[Outcome] = []
        self.taken_back: list[Outcome] = []

    def remember(self, outcome: Outcome, *, undoable: bool) -> None:
        """Note an action; what was taken back before it cannot be done again."""
        if outcome.name == FOR_EVER:
            self.done.clear()  # somebody was erased for ever: nothing of theirs is kept to be brought back
            self.taken_back.clear()
        elif undoable and outcome.changes:
            self.done[:] = [*self.done[1 - MOST:], outcome]
            self.taken_back.clear()


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
