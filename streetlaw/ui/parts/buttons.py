"""Buttons: icon left of the text, the shortcut in a box right of it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.key_hint import HEIGHT, key_hint_width, paint_key_hint
from streetlaw.ui.parts.look import font, paint_rounded, text_width
from streetlaw.ui.tokens import ColorName, Ink, Role

Kind = Literal["plain", "primary", "danger", "quiet"]

_GAP, _ICON, _RADIUS = 6, 18, 6
_PLAIN: tuple[ColorName, ...] = ("surface", "hover", "sunken")
_PRIMARY: tuple[ColorName, ...] = ("primary", "primary-hover", "primary-pressed")
"""Grounds at rest, below the pointer and pressed."""
_INKS: dict[str, Ink] = {"plain": "text", "primary": "on-primary", "danger": "danger", "quiet": "link"}


class Button(QPushButton):
    """A button of verb and object; ``keys`` only shows a shortcut, the page binds it.

    Checked, it is tinted: for switches such as "names hidden".
    """

    def __init__(
        self,
        text: str,
        *,
        kind: Kind = "plain",
        icon: str = "",
        keys: str = "",
        large: bool = False,
        checkable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._keys, self._large = icon, keys, large
        self._keys_shown = bool(keys)
        self.setProperty("kind", kind)
        self.setProperty("large", large)
        self.setCheckable(checkable)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if keys:
            self.setAccessibleDescription(keys)

    def show_keys(self, shown: bool) -> None:
        """Draw the shortcut, or leave it to those who know it where there is little room."""
        if (shown and bool(self._keys)) != self._keys_shown:
            self._keys_shown = not self._keys_shown
            self.updateGeometry()
            self.update()

    def show_icon(self, name: str) -> None:
        """Show another icon, or none for an empty name."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def ink(self) -> Ink:
        """Return the colour of text and icon in the present state."""
        if not self.isEnabled():
            return "text-disabled"
        if self.isChecked():
            return "primary-soft-text"
        return _INKS.get(str(self.property("kind")), "text")

    def paint_ground(self, painter: QPainter) -> None:
        """Paint ground and edge in the present state."""
        fill, edge = self._ground()
        shown = theme.current()
        if self.hasFocus() and edge is not None:
            edge = shown.color("focus")
        if fill is not None:
            paint_rounded(painter, QRectF(self.rect()), fill, edge, shown.px(_RADIUS))

    def _ground(self) -> tuple[QColor | None, QColor | None]:
        """Return the colours of ground and edge; None paints nothing."""
        shown, kind = theme.current(), self.property("kind")
        state = 2 if self.isDown() else int(self.isEnabled() and self.underMouse())
        plain = _PLAIN[state]
        edge: QColor | None = shown.color("border-strong")
        if kind == "quiet":
            edge = None
        if self.isChecked():
            return shown.color("primary-soft"), edge and shown.tone("accent").line
        if kind == "quiet":
            return shown.color(plain) if state else None, None
        if not self.isEnabled():
            return shown.color("sunken"), shown.color("border")
        if kind == "primary":
            fill = shown.color(_PRIMARY[state])
            return fill, fill
        if kind == "danger":
            danger = shown.tone("danger")
            return danger.fill if state else shown.color("surface"), danger.text
        return shown.color(plain), edge

    def sizeHint(self) -> QSize:
        """Return the size of icon, text and shortcut with room around them."""
        shown = theme.current()
        width = self._content_width() + 2 * shown.px(16 if self._large else 12) + 2
        return QSize(width, shown.px(40 if self._large else 32))

    def minimumSizeHint(self) -> QSize:
        """Buttons size to their text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground and edge, then icon, text and shortcut in the middle."""
        del event
        painter = QPainter(self)
        self.paint_ground(painter)
        left = (self.width() - self._content_width()) / 2
        ink = theme.current().ink(self.ink())
        left = self._paint_icon(painter, left)
        painter.setFont(self._face())
        painter.setPen(ink)
        area = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic), self.text())
        self._paint_keys(painter, left + self._text_width() + theme.current().px(_GAP), ink)

    def _role(self) -> Role:
        return "section" if self._large else "body"

    def _face(self) -> QFont:
        return font(self._role(), 500)

    def _text_width(self) -> int:
        return text_width(self.text().replace("&", ""), self._role(), 500)

    def _content_width(self) -> int:
        gap = theme.current().px(_GAP)
        width = self._text_width()
        if self._icon:
            width += theme.current().px(_ICON) + (gap if self.text() else 0)
        if self._keys_shown:
            width += key_hint_width(self._keys) + gap
        return width

    def _paint_icon(self, painter: QPainter, left: float) -> float:
        if not self._icon:
            return left
        side = theme.current().px(_ICON)
        paint_icon(painter, QRectF(left, 0, side, self.height()), self._icon, self.ink(), _ICON)
        return left + side + theme.current().px(_GAP)

    def _paint_keys(self, painter: QPainter, left: float, ink: QColor) -> None:
        if not self._keys_shown:
            return
        shown = theme.current()
        height = shown.px(HEIGHT)
        box = QRectF(round(left), (self.height() - height) // 2, key_hint_width(self._keys), height)
        if self.property("kind") == "plain" and self.isEnabled():
            paint_key_hint(
                painter, box, self._keys, shown.color("text-2"), shown.color("border"), shown.color("sunken")
            )
        else:
            paint_key_hint(painter, box, self._keys, ink, ink, QColor(Qt.GlobalColor.transparent))


class IconButton(Button):
    """A square button of one icon; the verb is its accessible name and tooltip ("Edit case 4172-K").

    ``inside`` is for a button in the box of a field.
    """

    def __init__(
        self,
        icon: str,
        verb: str,
        *,
        kind: Kind = "plain",
        checkable: bool = False,
        inside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind=kind, icon=icon, checkable=checkable, parent=parent)
        self._inside = inside
        self.setProperty("square", "inside" if inside else "true")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name(verb)

    def show_icon(self, name: str, verb: str = "") -> None:
        """Show another icon, and another verb when one is given."""
        super().show_icon(name)
        if verb:
            self._name(verb)

    def ink(self) -> Ink:
        """Quiet icon buttons are grey, not links."""
        ink = super().ink()
        return "text-2" if ink == "link" else ink

    def sizeHint(self) -> QSize:
        """Return the square; inside the box of a field, as high as there is room between its edges."""
        px = theme.current().px
        return QSize(px(32), px(30 if self._inside else 32))

    def _name(self, verb: str) -> None:
        self.setAccessibleName(verb)
        self.setToolTip(verb)
