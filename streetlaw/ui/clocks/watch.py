"""Says once, wherever in the window one is, that a limit in hours has passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work
from streetlaw.services.today import DeadlineCard, open_clocks
from streetlaw.translation import gettext as _
from streetlaw.ui.clocks.ticker import Ticker
from streetlaw.ui.clocks.words import demand, moment_text
from streetlaw.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Watched:
    """The running clocks with an end that is still to come, and the moment they were read at."""

    clocks: Sequence[DeadlineCard]
    packs: dict[str, Pack]
    now: datetime


def still_to_pass(work: Work) -> Watched:
    """Read the clocks that may pass while the window is open."""
    cards, packs = open_clocks(work)
    waiting = [card for card in cards if card.deadline.due_at and card.deadline.due_at >= work.now]
    return Watched(waiting, dict(packs), work.now)


class ClockWatch(QObject):
    """Follows the running clocks; `passed` carries a sentence, once for each that passes."""

    passed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._watched: Watched | None = None
        self._ticker = Ticker(self)
        self._ticker.ticked.connect(self.look)
        desk.changed.connect(self._on_changed)

    def read(self) -> None:
        """Look which clocks run."""
        self._desk.ask(still_to_pass, owner=self, done=self._on_read, latest="clocks")

    def look(self, now: datetime) -> None:
        """Say which limits have passed by that moment, each once."""
        if self._watched is None:
            return
        over = [card for card in self._watched.clocks if card.deadline.due_at and card.deadline.due_at < now]
        if not over:
            return
        rest = [card for card in self._watched.clocks if card not in over]
        self._watched = Watched(rest, self._watched.packs, now)
        self._follow()
        self.passed.emit(" ".join(self._said(card, now) for card in over))

    def _said(self, card: DeadlineCard, now: datetime) -> str:
        watched, deadline = self._watched, card.deadline
        if watched is None or deadline.due_at is None:
            return ""
        pack = watched.packs[deadline.jurisdiction]
        return _("{code}: the limit passed at {moment}. Demand at once, in writing: {what}.").format(
            code=card.code, moment=moment_text(deadline.due_at, pack.zone, now), what=demand(deadline, pack))

    def _on_read(self, read: Watched) -> None:
        self._watched = read
        self._ticker.set(read.now)
        self._follow()

    def _follow(self) -> None:
        if self._watched is None or not self._watched.clocks:
            self._ticker.stop()

    def _on_changed(self, outcome: Outcome) -> None:
        if outcome.touches(Deadline, Client):
            self.read()
