"""Draws the parts on one sheet, light in Russian and dark in Kyrgyz, to compare by eye with the design.

Run: QT_QPA_PLATFORM=offscreen python -m tests.ui.parts.gallery FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from streetlaw.ui import theme
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.status import status
from streetlaw.ui.parts.toast import Toast
from tests.ui.parts.gallery_pieces import PIECES_HEIGHT, PIECES_WIDTH, Pieces, side_by_side
from tests.ui.parts.gallery_words import BADGES, WORDS

WIDTH, HEIGHT = 683, 768


class Sheet(QWidget):
    """The component sheet in one language."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._words = WORDS[language]
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 57, 16, 10)
        column.setSpacing(9)
        column.addWidget(self._badges())
        column.addLayout(self._buttons())
        column.addLayout(self._fields())
        banner, action = self._texts("banner")
        column.addWidget(Banner(banner, "warning", action=action))
        title, note, cancel = self._texts("progress")
        progress = ProgressCard(title, note, cancel=cancel)
        progress.set_progress(62)
        column.addWidget(progress)
        column.addLayout(self._empty_and_question())
        column.addStretch(1)
        self.ring = FocusRing(self)
        self.toast = Toast(self)

    def _texts(self, key: str) -> Iterator[str]:
        return iter(self._words[key].split("|"))

    def _badges(self) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host, spacing=6)
        for (group, key), text in zip(BADGES, self._texts("badges"), strict=True):
            flow.addWidget(Badge(text, *status(group, key)))
        return host

    def _buttons(self) -> QHBoxLayout:
        save, later, focus, erase, off, more = self._texts("buttons")
        self.focused = Button(focus)
        disabled = Button(off)
        disabled.setEnabled(False)
        widgets = (
            Button(save, kind="primary"),
            Button(later),
            self.focused,
            Button(erase, kind="danger", icon="trash"),
            disabled,
            IconButton("dots-three-vertical", more),
        )
        return side_by_side(*widgets, None)

    def _fields(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        label, hint = self._texts("phone")
        self.phone = QLineEdit("0700 12")
        grid.addWidget(Field(label, self.phone, hint=hint), 0, 0)
        label, problem = self._texts("date")
        wrong = Field(label, QLineEdit("31.11.2026"))
        wrong.set_error(problem)
        grid.addWidget(wrong, 0, 1)
        return grid

    def _empty_and_question(self) -> QHBoxLayout:
        title, text = self._texts("empty")
        card = Card()
        card.add_row(EmptyState("tray", title, text), 1)
        ask, body, safe, verb = self._texts("ask")
        question = Question(None, ask, body, safe=safe, verb=verb)
        question.setMinimumWidth(0)
        question.setFixedWidth(318)
        row = side_by_side(card, question)
        row.setSpacing(12)
        return row


def draw(folder: Path) -> None:
    """Draw the sheet in both themes into a folder."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    sheet_of = QPixmap(2 * WIDTH, HEIGHT)
    piece_sheet = QPixmap(2 * PIECES_WIDTH, PIECES_HEIGHT)
    painter, pieces_of = QPainter(sheet_of), QPainter(piece_sheet)
    for column, (name, language) in enumerate((("light", "ru"), ("dark", "ky"))):
        theme.apply(app, theme.Theme(name="dark" if name == "dark" else "light"))
        sheet = Sheet(language)
        sheet.show()
        sheet.activateWindow()
        sheet.focused.setFocus()
        message, undo = sheet._texts("toast")
        sheet.toast.show_message(message, undo=True)
        sheet.toast._undo.setText(undo)
        sheet.toast._place()
        app.processEvents()
        painter.drawPixmap(column * WIDTH, 0, sheet.grab())
        sheet.close()
        pieces = Pieces()
        pieces.show()
        app.processEvents()
        pieces_of.drawPixmap(column * PIECES_WIDTH, 0, pieces.grab())
        pieces.close()
    painter.end()
    pieces_of.end()
    folder.mkdir(parents=True, exist_ok=True)
    sheet_of.save(str(folder / "components.png"))
    piece_sheet.save(str(folder / "pieces.png"))


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
