"""Bringing back what was taken out of a list of a form, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtWidgets import QWidget

from streetlaw.ui.parts.buttons import Button

_turns = count(1)


class Removed(Button):
    """Stands beside a list while something taken out of it can be brought back, the last first."""

    def __init__(self, text: str, verb: str = "") -> None:
        """A button with that text; `verb` says more to a screen reader."""
        super().__init__(text, kind="quiet", icon="arrow-counter-clockwise")
        self._kept: list[tuple[int, Callable[[], object]]] = []
        if verb:
            self.setAccessibleName(verb)
        self.hide()
        self.clicked.connect(self._on_clicked)

    @property
    def turn(self) -> int:
        """When something was taken out last, counted over all lists; 0 for nothing."""
        return self._kept[-1][0] if self._kept else 0

    def keep(self, bring_back: Callable[[], object]) -> None:
        """Remember how to bring back what was taken out just now."""
        self._kept.append((next(_turns), bring_back))
        self.show()

    def forget(self) -> None:
        """Nothing can be brought back any more."""
        self._kept.clear()
        self.hide()

    def _on_clicked(self) -> None:
        _turn, bring_back = self._kept.pop()
        self.setVisible(bool(self._kept))
        bring_back()


def bring_back_last(form: QWidget) -> bool:
    """Bring back what was taken out of any list of a form last; false when there is nothing."""
    last = max(form.findChildren(Removed), key=lambda one: one.turn, default=None)
    if last is None or not last.turn:
        return False
    last.click()
    return True
