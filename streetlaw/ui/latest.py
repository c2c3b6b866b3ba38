"""Which question of several with one name is the newest: an older one is answered for nobody."""

from __future__ import annotations

from PySide6.QtCore import QObject


class Latest:
    """Counts the questions of each owner by name; those without a name are all answered."""

    def __init__(self) -> None:
        self._turns: dict[tuple[int, str], int] = {}

    def begin(self, owner: QObject, name: str) -> int:
        """The turn of a new question: those before it are old now."""
        key = (id(owner), name)
        self._turns[key] = self._turns.get(key, 0) + 1
        return self._turns[key]

    def holds(self, owner: QObject, name: str, turn: int) -> bool:
        """True while nothing newer of that name was asked."""
        return not name or self._turns.get((id(owner), name)) == turn
