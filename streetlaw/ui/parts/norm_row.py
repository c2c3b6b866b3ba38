"""A norm of the law in a list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.look import font, paint_rounded, paint_text
from streetlaw.ui.parts.rows import RowButton, lay_row
from streetlaw.ui.parts.text import Text


class SignTile(QWidget):
    """The grey tile with a section sign before a norm."""

    def __init__(self, sign: str = "§", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the tile."""
        side = theme.current().px(28)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile."""
        del event
        shown, painter, area = theme.current(), QPainter(self), QRectF(self.rect())
        paint_rounded(painter, area, shown.color("sunken"), None, shown.px(6))
        paint_text(
            painter, area, self._sign, shown.color("text-2"), font("section"), Qt.AlignmentFlag.AlignCenter
        )


class NormRow(RowButton):
    """A norm of the law: article, plain title, how fresh the check is. Opens the text offline."""

    def __init__(
        self,
        article: str,
        title: str,
        *,
        badge: Badge | None = None,
        checked: str = "",
        sign: str = "§",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        parts = (article, title, badge.text() if badge else "", checked)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setAccessibleDescription(_("opens the text"))
        body = QWidget()
        body.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        column.addWidget(Text(article, "medium", wrap=True))
        column.addWidget(Text(title, "secondary", wrap=True))
        if badge or checked:
            line = QHBoxLayout()
            line.setContentsMargins(0, theme.current().px(2), 0, 0)
            line.setSpacing(theme.current().px(8))
            if badge:
                line.addWidget(badge)
            line.addWidget(Text(checked, "secondary", wrap=True), 1)
            column.addLayout(line)
        lay_row(self, body, SignTile(sign), None, top=True)
