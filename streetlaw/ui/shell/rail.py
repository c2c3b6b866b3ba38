"""The rail: the sections there are, with counts of what waits for this person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.profile import Role
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui import icons, sections, theme
from streetlaw.ui.parts.look import font, paint_rounded, paint_text, text_width
from streetlaw.ui.sections import AT_THE_FOOT, SECOND_GROUP, Place
from streetlaw.ui.tokens import Ink

WIDE, NARROW = 184, 56
_ROW, _PAD, _ICON, _GAP, _COUNT = 36, 10, 20, 10, 18
_STOP = Qt.FocusPolicy.StrongFocus
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class RailItem(QAbstractButton):
    """One section: icon, name, count; the lit one has a filled icon."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self._count = 0
        self._narrow = False
        self.setText(translate(place.label))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("ring_ink", "on-rail-active")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def set_count(self, count: int) -> None:
        """Show how many things wait; nothing for zero."""
        self._count = count
        self._name()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone; its name then stands in the tooltip."""
        self._narrow = narrow
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of a row."""
        px = theme.current().px
        return QSize(px(NARROW - 16 if self._narrow else WIDE - 16), px(_ROW))

    def focus_rect(self) -> QRect:
        """Keep the ring inside the rail."""
        return self.rect().adjusted(2, 2, -2, -2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter too; leave the arrows to the rail."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        elif event.key() in _STEPS:
            event.ignore()  # the rail moves the focus; a button of its kind would open what it moves to
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint tint, icon, name and count."""
        del event
        shown, painter = theme.current(), QPainter(self)
        px, lit = shown.px, self.isChecked()
        if lit or self.underMouse():
            painter.setOpacity(1.0 if lit else 0.5)
            paint_rounded(painter, QRectF(self.rect()), shown.color("rail-active"), None, px(6))
            painter.setOpacity(1.0)
        ink: Ink = "on-rail-active" if lit else "rail-text"
        filled = f"{self.place.icon}-fill"
        name = filled if lit and filled in icons.names() else self.place.icon
        left = (self.width() - px(_ICON)) / 2 if self._narrow else px(_PAD)
        icons.paint_icon(painter, QRectF(left, 0, px(_ICON), self.height()), name, ink, _ICON)
        if self._narrow:
            return
        left += px(_ICON) + px(_GAP)
        room = QRectF(left, 0, self.width() - left - self._paint_count(painter, lit=lit), self.height())
        paint_text(painter, room, self.text(), shown.ink(ink), font("body", 500))

    def _paint_count(self, painter: QPainter, *, lit: bool) -> float:
        shown = theme.current()
        if not self._count:
            return shown.px(4)
        text = str(self._count)
        width = max(shown.px(20), text_width(text, "caption") + shown.px(10))
        box = QRectF(self.width() - shown.px(_PAD) - width, (self.height() - shown.px(_COUNT)) / 2, width,
                     shown.px(_COUNT))
        paint_rounded(painter, box, shown.color("rail" if lit else "rail-active"), None, shown.px(9))
        ink = shown.color("on-rail-active")
        paint_text(painter, box, text, ink, font("caption"), Qt.AlignmentFlag.AlignCenter)
        return width + shown.px(_PAD + 4)

    def _name(self) -> None:
        said = f"{self.text()}, {self._count}" if self._count else self.text()
        self.setAccessibleName(said)
        keys = self.place.keys.replace("+", " ")
        self.setToolTip(f"{said} ({keys})" if self._narrow else keys)


class Rail(QFrame):
    """The sections somebody with these roles needs, in an order that never changes."""

    wanted = Signal(str)
    """The key of the section somebody chose."""

    def __init__(self, roles: Iterable[Role], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setAccessibleName(_("Sections"))
        self.items: dict[str, RailItem] = {}
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (px(8),)))
        column.setSpacing(px(2))
        places = sections.rail(roles)
        foot = [place for place in places if place.key == AT_THE_FOOT]
        for place in places:
            if place.key == SECOND_GROUP and column.count():
                column.addWidget(self._line())
            if place not in foot:
                column.addWidget(self._item(place))
        column.addStretch(1)
        for place in foot:
            column.addWidget(self._item(place))
        self.set_narrow(False)

    def light(self, key: str) -> None:
        """Light the section we are in."""
        if key in self.items:
            self.items[key].setChecked(True)
            for item in self.items.values():
                item.setFocusPolicy(_STOP if item.isChecked() else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the sections with the arrows; Tab leaves the rail."""
        items = list(self.items.values())
        here = next((at for at, item in enumerate(items) if item.hasFocus()), None)
        turn = _STEPS.get(Qt.Key(event.key()))
        if turn is None or here is None:
            super().keyPressEvent(event)
        else:
            items[(here + turn) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show what waits, by section."""
        for key, item in self.items.items():
            item.set_count(counts.get(key, 0))

    def set_narrow(self, narrow: bool) -> None:
        """Collapse to icons, or show names again."""
        self.setFixedWidth(theme.current().px(NARROW if narrow else WIDE))
        for item in self.items.values():
            item.set_narrow(narrow)

    def _item(self, place: Place) -> RailItem:
        item = RailItem(place)
        item.clicked.connect(self._on_clicked)
        self.items[place.key] = item
        return item

    def _line(self) -> QWidget:
        px = theme.current().px
        room = QWidget()
        inner = QVBoxLayout(room)
        inner.setContentsMargins(px(4), px(6), px(4), px(6))
        line = QFrame()
        line.setProperty("kind", "rail-line")
        line.setFixedHeight(1)
        inner.addWidget(line)
        return room

    def _on_clicked(self) -> None:
        item = self.sender()
        if isinstance(item, RailItem):
            self.wanted.emit(item.place.key)
