"""A chip with a menu of exclusive choices, for filters."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from streetlaw.ui.parts.chips import MenuChip
from streetlaw.ui.parts.option import Option


class Choice(MenuChip):
    """A chip with a menu of exclusive choices; the first, keyed "", means no filter."""

    chosen = Signal(str)

    def __init__(self, label: str, nothing: str, options: Iterable[Option]) -> None:
        super().__init__(label)
        self._label = label
        self._key = ""
        self._texts = {"": nothing} | {option.key: option.text for option in options}
        menu = QMenu(self)
        group = QActionGroup(menu)
        for key, text in self._texts.items():
            action = QAction(text, menu, checkable=True, checked=not key)
            action.setData(key)
            group.addAction(action)
            menu.addAction(action)
        group.triggered.connect(self._on_triggered)
        self._group = group
        self.setMenu(menu)

    @property
    def key(self) -> str:
        """What is chosen; "" for no filter."""
        return self._key

    def choose(self, key: str) -> None:
        """Choose without telling anybody; an unknown key chooses nothing."""
        self._key = key if key in self._texts else ""
        for action in self._group.actions():
            action.setChecked(action.data() == self._key)
        self.show_choice(self._texts[self._key] if self._key else self._label, on=bool(self._key))

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
        self.chosen.emit(self._key)
