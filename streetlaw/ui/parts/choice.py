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
        self._label, self._nothing = label, nothing
        self._key = ""
        self._texts: dict[str, str] = {}
        self.setMenu(QMenu(self))
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self.offer(options)

    @property
    def key(self) -> str:
        """What is chosen; "" for no filter."""
        return self._key

    def offer(self, options: Iterable[Option]) -> None:
        """Offer other choices; what was chosen stays so while it is among them."""
        self._texts = {"": self._nothing} | {option.key: option.text for option in options}
        for action in self._group.actions():
            self._group.removeAction(action)
        self.menu().clear()
        for key, text in self._texts.items():
            action = QAction(text, self.menu(), checkable=True)
            action.setData(key)
            self._group.addAction(action)
            self.menu().addAction(action)
        self.choose(self._key)

    def choose(self, key: str) -> None:
        """Choose without telling anybody; an unknown key chooses nothing."""
        self._key = key if key in self._texts else ""
        for action in self._group.actions():
            action.setChecked(action.data() == self._key)
        self.show_choice(self._texts[self._key] if self._key else self._label, on=bool(self._key))

    def _on_triggered(self, action: QAction) -> None:
        self.choose(str(action.data()))
        self.chosen.emit(self._key)
