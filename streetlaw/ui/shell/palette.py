"""The palette (Ctrl+K): commands, sections, and everything the vault holds. Names match, but stay hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from streetlaw.domain.folding import fold
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.route import Route
from streetlaw.ui.shell.entry import HEAD, ROW, Entries, Entry, EntryPainter
from streetlaw.ui.shell.found import Found, LawFinder, find, lines

WIDTH, SHOWN = 640, 13
"""The panel's width, and how many lines it shows at once."""


class Palette(QFrame):
    """A panel over the page; it closes when the focus leaves it."""

    route_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "raised")
        self._desk, self._around = desk, parent
        self._commands: list[Entry] = []
        self._found = Found()
        self._law = LawFinder()
        self._back: QWidget | None = None
        self.field = SearchField(_("Find or do anything"), name=_("Find or do anything"), keys="Ctrl K")
        self._list = QListView()
        self._model = Entries(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(EntryPainter(self._list))
        self._list.setProperty("kind", "plain")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("Found"))
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        column.addWidget(self.field)
        column.addWidget(self._list, 1)
        self.field.searched.connect(self._on_searched)
        self.field.submitted.connect(self._on_submitted)
        self._list.clicked.connect(self._on_clicked)
        self.field.edit.installEventFilter(self)
        desk.names.changed.connect(self._show_found)
        self.hide()

    def open(self, commands: Iterable[Entry], back: QWidget | None) -> None:
        """Show the panel with these commands; the focus returns to `back` afterwards."""
        self._commands, self._back = list(commands), back
        self._found = Found()
        self.field.setText("")
        self._show([entry for entry in self._commands if not entry.by_words])
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def place(self) -> None:
        """Stand in the middle of the window's upper part."""
        px, around = theme.current().px, self._around
        width = min(px(WIDTH), around.width() - px(32))
        lines = sum(px(HEAD if entry.heading else ROW) for entry in self._model.entries)
        height = min(max(lines, 3 * px(ROW)), SHOWN * px(ROW)) + px(56)
        self.setGeometry((around.width() - width) // 2, px(52), width, min(height, around.height() - px(80)))

    def close_panel(self) -> None:
        """Go away and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._back is not None and self._back.isVisible():
                self._back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows while the field keeps the focus; close with Escape."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_panel()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def entries(self) -> Sequence[Entry]:
        """The lines shown now."""
        return self._model.entries

    def _show(self, entries: Sequence[Entry]) -> None:
        self._model.show_entries(entries)
        self._select(0)
        self.place()

    def _select(self, row: int) -> None:
        """Select that line, or the first one after it that leads somewhere."""
        lines = self._model.entries
        while row < len(lines) and lines[row].heading:
            row += 1
        self._list.setCurrentIndex(self._model.index(row))

    def _say_line(self) -> None:
        """Say the line that would be taken: the focus stays in the field, so nobody else says it."""
        said = self._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        announce(self._list, said or _("Nothing found"))

    def _step(self, step: int) -> None:
        """Go to the next or the previous line that leads somewhere, round the ends."""
        lines, row = self._model.entries, self._list.currentIndex().row()
        for _turn in lines:
            row = (row + step) % len(lines)
            if not lines[row].heading:
                break
        self._list.setCurrentIndex(self._model.index(row))
        self._say_line()

    def _matching(self, text: str) -> list[Entry]:
        """The commands with words that begin so, in their text or in what they belong to."""
        words = fold(text).split()
        if not words:
            return [entry for entry in self._commands if not entry.by_words]
        return [entry for entry in self._commands
                if all(any(part.startswith(word) for part in fold(f"{entry.text} {entry.note}").split())
                       for word in words)]

    def _on_searched(self, text: str) -> None:
        self._found = Found()
        self._show_found()
        if len(text.strip()) > 1:
            self._desk.ask(find, text, self._law, owner=self, done=self._on_found, latest="palette")

    def _on_found(self, found: Found) -> None:
        self._found = found
        self._show_found()
        self._say_line()

    def _show_found(self) -> None:
        """Show what matches; again when names are shown or hidden. Of a number, records come first."""
        text = self.field.text()
        commands = self._matching(text)
        records = list(lines(self._found, self._desk.names)) if len(text.strip()) > 1 else []
        if any(letter.isdigit() for letter in text):
            self._show([*records, *commands])
        else:
            self._show([*commands, *records])

    def _on_submitted(self) -> None:
        self._do(self._list.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._do(index)

    def _do(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        act = self._model.entries[index.row()].act
        self.close_panel()
        if isinstance(act, Route):
            self.route_chosen.emit(act)
        else:
            act()
