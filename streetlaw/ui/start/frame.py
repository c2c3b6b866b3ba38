"""The frame of the start pages: ornament, language, a column in the middle, and the promise at its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text
from streetlaw.ui.start.ornament import Ornament

COLUMN = 400
MARGIN = 4
"""Room around the column, so that focus rings are not cut."""

_ORNAMENT_FROM = 980
_TOP, _LITTLE, _SIDE, _FOOT = 64, 12, 20, 28


class StartFrame(QWidget):
    """A start page: neutral words only, whoever looks."""

    language_chosen = Signal(str)

    def __init__(self, *, column: int = COLUMN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.current().px
        self.column = QVBoxLayout()
        """Where a page puts its widgets, from top to bottom."""
        self.column.setSpacing(0)
        self.foot = QVBoxLayout()
        """What stays in view below a column that scrolls."""
        self._ornament = Ornament()
        self._languages = Segmented(
            [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")], name=_("Language"), value=language())
        self._languages.chosen.connect(self.language_chosen)
        middle = QWidget()
        middle.setMaximumWidth(px(column + 2 * MARGIN))
        middle.setMinimumWidth(px(min(column, 300)))
        middle.setLayout(self.column)
        self.column.setContentsMargins(px(MARGIN), px(4), px(MARGIN), px(4))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._ornament)
        row.addWidget(self._right(middle, px(column)), 1)

    def take_over(self, before: StartFrame) -> None:
        """Show what was typed on the same page in another language."""
        carry_over(before, self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the ornament's room to the form in a narrow window."""
        super().resizeEvent(event)
        self._ornament.setVisible(self.width() >= theme.current().px(_ORNAMENT_FROM))

    def draw_up(self, up: bool) -> None:
        """Begin the column near the top, for a form that is long."""
        self._column_room.setContentsMargins(0, theme.current().px(_LITTLE if up else _TOP), 0,
                                             theme.current().px(16))

    def _right(self, middle: QWidget, width: int) -> QWidget:
        px = theme.current().px
        right = QFrame()
        right.setProperty("kind", "canvas")
        layout = QVBoxLayout(right)
        layout.setContentsMargins(px(_SIDE), px(_SIDE), px(_SIDE), px(_FOOT))
        layout.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addStretch(1)
        top.addWidget(Glyph("globe", "text-2", 18))
        top.addWidget(self._languages)
        layout.addLayout(top)
        layout.addWidget(self._scrolling(middle), 1)
        self._rows_below = (self._foot_row(width), self._promise(width))
        for row in self._rows_below:
            layout.addLayout(row)
        return right

    def _scrolling(self, middle: QWidget) -> QScrollArea:
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._column_room = across = QHBoxLayout(inside)
        self.draw_up(False)
        across.addStretch(1)
        across.addWidget(middle, 100, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Ours instead of Qt's own, whose type nobody told Python: finding out loads every widget there is.
        area.setViewport(QWidget())
        area.setWidget(inside)
        self._bar = area.verticalScrollBar()
        self._bar.rangeChanged.connect(self._on_range)
        return area

    def _on_range(self, _least: int, most: int) -> None:
        """Keep what stands below in line with the column, which a scroll bar moves."""
        for row in self._rows_below:
            row.setContentsMargins(0, 0, self._bar.sizeHint().width() if most else 0, 0)

    def _foot_row(self, width: int) -> QHBoxLayout:
        """Return the row of the foot, as wide as the column; without anything in it, it takes no room."""
        inner = QWidget()
        inner.setLayout(self.foot)
        margin = theme.current().px(MARGIN)
        self.foot.setContentsMargins(margin, 0, margin, 0)
        self.foot.setSpacing(0)
        return _across(inner, width)

    def _promise(self, width: int) -> QHBoxLayout:
        px = theme.current().px
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(px(MARGIN), 0, px(MARGIN), 0)
        row.setSpacing(px(8))
        row.addWidget(Glyph("cloud-slash", "text-3", 14))
        row.addWidget(Text(_("This program does not connect to any network."), "hint"))
        row.addStretch(1)
        return _across(inner, width)


def carry_over(before: QWidget, after: QWidget) -> None:
    """Put what was typed in one widget into another of the same make."""
    for line, other in zip(after.findChildren(QLineEdit), before.findChildren(QLineEdit), strict=False):
        line.setText(other.text())
    boxes = zip(after.findChildren(QPlainTextEdit), before.findChildren(QPlainTextEdit), strict=False)
    for box, same in boxes:
        box.setPlainText(same.toPlainText())


def _across(inner: QWidget, width: int) -> QHBoxLayout:
    """Put a widget in the middle, as wide as the column of `width` px is."""
    inner.setMaximumWidth(width + 2 * theme.current().px(MARGIN))
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(inner, 100)
    across.addStretch(1)
    return across
