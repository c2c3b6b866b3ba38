"""Chips: small choices that can be on or off, in filter bars and forms."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QMenu, QPushButton, QSizePolicy, QWidget

from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.look import font, paint_rounded, text_width
from streetlaw.ui.parts.option import Option, Options, options_of
from streetlaw.ui.tokens import Ink, Role

_GAP, _ICON = 4, 14


class _ChipFace:
    """How every chip looks: drawn as 24 px (32 px when tall), always 32 px high to click."""

    def __init__(self, text: str, icon: str, *, tall: bool) -> None:
        self.text, self.icon, self.tall = text, icon, tall
        self.role: Role = "label"

    def width(self, tail: str) -> int:
        px = theme.current().px
        width = text_width(self.text, self.role) + 2 * px(11 if self.tall else 9)
        for sign in (self.icon, tail):
            width += px(_ICON) + px(_GAP) if sign else 0
        return width

    def paint(self, button: QAbstractButton, tail: str, *, on: bool) -> None:
        shown = theme.current()
        painter = QPainter(button)
        height = shown.px(32 if self.tall else 24)
        box = QRectF(0, (button.height() - height) // 2, button.width(), height)
        fill = shown.color("primary-soft" if on else "hover" if button.underMouse() else "surface")
        edge = shown.tone("accent").line if on else shown.color("border-strong")
        if not button.isEnabled():
            fill, edge = shown.color("sunken"), shown.color("border")
        paint_rounded(painter, box, fill, edge, shown.px(6 if self.tall else 4))
        ink: Ink = "primary-soft-text" if on else "text"
        ink = ink if button.isEnabled() else "text-disabled"
        left, side = box.left() + shown.px(11 if self.tall else 9), shown.px(_ICON)
        if self.icon:
            paint_icon(painter, QRectF(left, box.top(), side, height), self.icon, ink, _ICON)
            left += side + shown.px(_GAP)
        painter.setFont(font(self.role))
        painter.setPen(shown.ink(ink))
        painter.drawText(
            QRectF(left, box.top(), box.width(), height), int(Qt.AlignmentFlag.AlignVCenter), self.text
        )
        if tail:
            place = QRectF(box.right() - side - shown.px(7), box.top(), side, height)
            paint_icon(painter, place, tail, ink, _ICON)


class Chip(QAbstractButton):
    """A choice that is on or off; removable ones show an x while they are on."""

    removed = Signal()
    """The person clicked the x or pressed Delete."""

    def __init__(
        self,
        text: str,
        *,
        icon: str = "",
        removable: bool = False,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._face, self._removable = _ChipFace(text, icon, tall=tall), removable
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def show_text(self, text: str) -> None:
        """Say something else, a number for example."""
        self._face.text = text
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the chip with its target of 32 px."""
        return QSize(self._face.width(self._tail()), theme.current().px(32))

    def minimumSizeHint(self) -> QSize:
        """Chips size to their text."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete and Backspace remove the chip."""
        if self._tail() and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click on the x remove the chip."""
        on_cross = event.position().x() > self.width() - theme.current().px(_ICON + 12)
        if self._tail() and on_cross and self.rect().contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        self._face.paint(self, self._tail(), on=self.isChecked())

    def _tail(self) -> str:
        return "x" if self._removable and self.isChecked() else ""


class MenuChip(QPushButton):
    """A chip that opens a menu of choices."""

    def __init__(
        self, text: str, *, icon: str = "", tall: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._face = _ChipFace(text, icon, tall=tall)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._on = False

    def setMenu(self, menu: QMenu) -> None:
        """Open this menu."""
        super().setMenu(menu)
        menu.setAccessibleName(self.text())

    def show_choice(self, text: str, *, on: bool) -> None:
        """Show what is chosen; on is the tinted look of a filter at work."""
        self._face.text, self._on = text, on
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the chip with its target of 32 px."""
        return QSize(self._face.width("caret-down"), theme.current().px(32))

    def minimumSizeHint(self) -> QSize:
        """Chips size to their text."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        self._face.paint(self, "caret-down", on=self._on)


class Chips(QWidget):
    """A group of chips that wraps into lines; one or several can be on."""

    changed = Signal(object)
    """The person changed the choice: a tuple of keys, in the order of the options."""

    def __init__(
        self,
        options: Options,
        *,
        name: str,
        multiple: bool = True,
        tall: bool = True,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._multiple, self._tall, self._removable = multiple, tall, removable
        self._chips: dict[str, Chip] = {}
        self.setAccessibleName(name)
        self._flow = FlowLayout(self, spacing=6)
        self.set_options(options)

    def value(self) -> tuple[str, ...]:
        """Return the keys of the chips that are on."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    def choose(self, keys: tuple[str, ...] | list[str] | set[str] | frozenset[str]) -> None:
        """Turn exactly these chips on without telling anybody."""
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)

    def chip(self, key: str) -> Chip:
        """Return the chip of a key; KeyError when unknown."""
        return self._chips[key]

    def set_options(self, options: Options) -> None:
        """Show other choices; those that were on and are still there stay on."""
        kept = self.value()
        for chip in self._chips.values():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {option.key: self._make(option) for option in options_of(options)}
        self.choose(kept)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the chips with the arrow keys."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        chips = list(self._chips.values())
        here = next((at for at, chip in enumerate(chips) if chip.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        chips[(here + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self, option: Option) -> Chip:
        chip = Chip(option.text, icon=option.icon, removable=self._removable, tall=self._tall)
        chip.clicked.connect(self._on_clicked)
        chip.removed.connect(self._on_removed)
        self._flow.addWidget(chip)
        return chip

    def _on_clicked(self) -> None:
        clicked = self.sender()
        if not self._multiple:
            for chip in self._chips.values():
                if chip is not clicked:
                    chip.setChecked(False)
        self.changed.emit(self.value())

    def _on_removed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            chip.setChecked(False)
            self.changed.emit(self.value())
