"""What is done to cases, one thing after another: each knows the revision the one before it left.

Somebody who ticks three boxes in a row does not wait for the vault in between, and must not be told that
"this was changed meanwhile" when it was changed by the box before.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import ReviewCase
from streetlaw.services.reviews import ReviewAt
from streetlaw.ui.page import Page


@dataclass(frozen=True, slots=True)
class Turn:
    """Something to do to a case; `make` is given its id and revision when the turn comes."""

    case: ReviewCase
    service: Callable[..., Outcome]
    make: Callable[..., ReviewAt]
    then: Callable[[], object] | None


class Turns(QObject):
    """Runs turns in order; a refusal forgets those that were waiting."""

    done = Signal(object)
    """The ReviewCase as it is now, when nothing more waits to be done."""

    refused = Signal()
    """Something was refused, and nothing more will be done."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._waiting: deque[Turn] = deque()
        self._running: Turn | None = None
        self._newest: dict[str, ReviewCase] = {}

    @property
    def busy(self) -> bool:
        """True while something is done or waits to be."""
        return self._running is not None or bool(self._waiting)

    def do(self, case: ReviewCase, service: Callable[..., Outcome], make: Callable[..., ReviewAt],
           then: Callable[[], object] | None = None) -> None:
        """Do `service(work, make(id=…, revision=…))` when everything before it is done, and `then`."""
        self._waiting.append(Turn(case, service, make, then))
        self._next()

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        turn = self._running = self._waiting.popleft()
        seen, left = turn.case.revision, self._newest.get(turn.case.id, turn.case).revision
        cmd = turn.make(id=turn.case.id, revision=max(seen, left))
        self._page.run(turn.service, cmd, done=self._on_done, refused=self._on_refused)

    def _on_done(self, outcome: Outcome) -> None:
        turn, self._running = self._running, None
        case = outcome.the(ReviewCase)
        self._newest[case.id] = case
        if not self._waiting:
            self.done.emit(case)
        if turn is not None and turn.then is not None:
            turn.then()
        self._next()

    def _on_refused(self, error: StreetLawError) -> None:
        self._running = None
        self._waiting.clear()
        self._newest.clear()
        self._page.on_refused(error)
        self.refused.emit()
