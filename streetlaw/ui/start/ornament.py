"""The ornament of the start pages: triangles as on a felt carpet. It carries no meaning."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from streetlaw.ui import theme

WIDTH = 420
_SIDE = 60
_INKS = ("#12323C", "#15373F", "#173C47", "#1B4550", "#1F4A57", "#245A68", "#2E6B7A")

# A digit is an ink; rows of triangles that point up, and of those that point down over them.
_UP = ("4220020", "1223000", "4230032", "0424024", "0042410", "0240003", "4433233", "0365501", "2252031",
       "0202413", "1020400", "0314104", "3301200", "1113030")
_DOWN = ("3..300.", "..34.1.", ".0..4.0", "..0....", ".....01", "40..20.", "1.3..4.", "0...000", "3...20.",
         "...31.0", ".......", "...0..2", "0...1.3", "4..3...")


class Ornament(QWidget):
    """A pane of triangles, drawn once and kept as a picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._picture: tuple[object, QPixmap] | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Put the picture down, again and again to the foot."""
        del event
        look = (theme.current(), self.devicePixelRatio())
        if self._picture is None or self._picture[0] != look:
            self._picture = (look, _picture(self.devicePixelRatio()))
        painter = QPainter(self)
        for top in range(0, self.height(), len(_UP) * _SIDE):
            painter.drawPixmap(0, top, self._picture[1])


def _picture(ratio: float) -> QPixmap:
    picture = QPixmap(round(WIDTH * ratio), round(len(_UP) * _SIDE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(_INKS[0]))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _fill(painter, _UP, up=True)
    painter.setOpacity(0.55)
    _fill(painter, _DOWN, up=False)
    if theme.current().dark:
        painter.fillRect(0, 0, WIDTH, len(_UP) * _SIDE, theme.current().color("rail"))
    painter.end()
    return picture


def _fill(painter: QPainter, rows: tuple[str, ...], *, up: bool) -> None:
    """Fill all triangles of an ink at once; those that point up in the first ink are the ground itself."""
    paths: dict[str, QPainterPath] = {}
    for row, inks in enumerate(rows):
        for column, ink in enumerate(inks):
            if ink == "." or (up and ink == "0"):
                continue
            left, top, foot = column * _SIDE, row * _SIDE, (row + 1) * _SIDE
            base, tip = (foot, top) if up else (top, foot)
            path = paths.setdefault(ink, QPainterPath())
            path.moveTo(left, base)
            path.lineTo(left + _SIDE / 2, tip)
            path.lineTo(left + _SIDE, base)
    for ink, path in paths.items():
        painter.fillPath(path, QColor(_INKS[int(ink)]))
