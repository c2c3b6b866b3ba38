"""Choosing one of many by typing any part of its name, in any of the languages and scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from streetlaw.domain.folding import fold
from streetlaw.ui.parts.elided_box import ElidedBox, ElidedLine
from streetlaw.ui.parts.look import font
from streetlaw.ui.parts.option import Option

_KEY = Qt.ItemDataRole.UserRole
_SOUGHT = Qt.ItemDataRole.UserRole + 1
_SHOWN = 12


class Item(NamedTuple):
    """Something to pick: its key and name, and the folded text by which it is found."""

    key: str
    text: str
    sought: str
    strong: bool = False


class ChoiceBox(ElidedBox):
    """A combo box whose items carry keys."""

    def __init__(self, options: Iterable[Option], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for option in options:
            self.addItem(option.text, option.key)
        self.setMaxVisibleItems(_SHOWN)

    def key(self) -> str:
        """The key of what is chosen; "" for nothing."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Choose without telling anybody; an unknown key chooses nothing."""
        self.setCurrentIndex(self.findData(key))


class _Finder(QCompleter):
    """Offers what holds the typed text anywhere, whatever the script."""

    def splitPath(self, path: str) -> list[str]:
        """Look for the folded text."""
        return [fold(path)]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Show the name."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class PickBox(ChoiceBox):
    """A combo box to type into: what is typed narrows the list, Enter or leaving takes the first match."""

    picked = Signal(str)
    """The person chose something else: its key, "" for nothing."""

    def __init__(self, items: Iterable[Item], *, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__((), parent)
        self._told = ""
        self.setEditable(True)
        self.setLineEdit(ElidedLine())
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        listed = QStandardItemModel(self)
        for item in items:
            listed.appendRow(_row(item))
        self.setModel(listed)
        self._make_finder(listed)
        line = self.line
        line.setPlaceholderText(nothing)
        line.editingFinished.connect(self._on_left)
        self.activated.connect(self._on_activated)
        self.choose("")

    @property
    def line(self) -> QLineEdit:
        """The line that takes the text."""
        line = self.lineEdit()
        if line is None:
            raise TypeError("an editable combo box has a line")
        return line

    def setAccessibleName(self, name: str) -> None:
        """Name the line too: some screen readers stop there."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def choose(self, key: str) -> None:
        """Choose without telling anybody; "" empties the box."""
        super().choose(key)
        self._told = self.key()
        if not self._told:
            self.setEditText("")
        self.line.setCursorPosition(0)
        self.setToolTip(self.currentText())

    def _make_finder(self, listed: QStandardItemModel) -> None:
        finder = _Finder(self)
        finder.setModel(listed)
        finder.setCompletionRole(_SOUGHT)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.setMaxVisibleItems(_SHOWN)
        finder.activated[QModelIndex].connect(self._on_completed)  # type: ignore[index]
        self.setCompleter(finder)

    def _on_completed(self, index: QModelIndex) -> None:
        self._take(str(index.data(_KEY)))

    def _on_activated(self, row: int) -> None:
        self._take(str(self.itemData(row)))

    def _on_left(self) -> None:
        typed = fold(self.line.text())
        if not typed:
            self._take("")
        elif fold(self.itemText(self.findData(self._told))) != typed:
            self._take(self._first_with(typed) or self._told)

    def _first_with(self, typed: str) -> str:
        """What is meant: best a name that begins so, then one with such a word; a unit before its parts."""
        def distance(row: int) -> tuple[bool, bool, bool]:
            name = fold(self.itemText(row))
            return (not name.startswith(typed), f" {typed}" not in f" {name}",
                    self.itemData(row, Qt.ItemDataRole.FontRole) is None)

        found = [row for row in range(self.count()) if typed in str(self.itemData(row, _SOUGHT))]
        return str(self.itemData(min(found, key=distance))) if found else ""

    def _take(self, key: str) -> None:
        changed = key != self._told
        self.choose(key)
        if changed:
            self.picked.emit(self._told)


def _row(item: Item) -> QStandardItem:
    row = QStandardItem(item.text)
    row.setData(item.key, _KEY)
    row.setData(item.sought, _SOUGHT)
    row.setEditable(False)
    if item.strong:
        row.setFont(font("body", 600))
    return row
