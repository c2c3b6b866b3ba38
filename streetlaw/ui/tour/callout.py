"""The words of a stop, beside what they are about, and a quiet frame around that."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text

_WIDTH, _GAP, _EDGE, _TOP, _FOOT = 364, 12, 12, 48, 34
"""Logical px: how wide, how far from what it is about and from the edges; the top bar, the status bar."""


class Frame(QWidget):
    """A line around what is spoken of; clicks go through it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def surround(self, room: QRect) -> None:
        """Stand around a part of the window, inside its edges."""
        parent = self.parentWidget()
        self.setGeometry(room.adjusted(-4, -4, 4, 4) & parent.rect() if parent is not None else room)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().color("primary"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class Callout(QFrame):
    """A card over the page with Back and Next; Escape ends the walk. The page stays usable."""

    next_wanted = Signal()
    back_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("kind", "raised")
        self.setAutoFillBackground(True)
        self._count, self._title = Text("", "caption", ink="text-2"), Text("", "section", wrap=True)
        self._text = Text("", wrap=True)
        self.end, self.back = Button(_("End the tour"), kind="quiet"), Button(_("Back"))
        self.next = Button(_("Next"), kind="primary")
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.setSpacing(px(6))
        for text in (self._count, self._title, self._text):
            column.addWidget(text)
        row = QHBoxLayout()
        row.setContentsMargins(0, px(8), 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.end)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column.addLayout(row)
        self.next.clicked.connect(self.next_wanted)
        self.back.clicked.connect(self.back_wanted)
        self.end.clicked.connect(self.end_wanted)

    def show_stop(self, title: str, text: str, at: int, total: int) -> None:
        """Say a stop, to screen readers too."""
        place = _("{n} of {total}").format(n=at + 1, total=total)
        self._count.setText(place)
        self._title.setText(title)
        self._text.setText(text)
        self.back.setEnabled(at > 0)
        last = at + 1 == total
        self.next.setText(_("Done") if last else _("Next"))
        self.end.setVisible(not last)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        announce(self, f"{place}. {title}. {text}")

    def place(self, about: QRect | None) -> None:
        """Stand beside a part of the window, where there is room; in the corner when there is none."""
        window, px = self.parentWidget(), theme.current().px
        if window is None:
            return
        size = self._size()
        gap, edge = px(_GAP), px(_EDGE)
        room = window.rect().adjusted(edge, edge + px(_TOP), -edge, -edge - px(_FOOT))
        corner = QPoint(room.right() - size.width(), room.bottom() - size.height())
        self.setGeometry(QRect(_beside(about, size, room, gap) or corner, size))
        self.show()
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End with Escape; Enter presses the button that has the focus, as Space does."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.end_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, Button):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _size(self) -> QSize:
        """As wide as words read well, wider when the buttons need it; as high as the words are then."""
        held = self.layout()
        width = max(theme.current().px(_WIDTH), held.minimumSize().width() if held is not None else 0)
        return QSize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))


def _beside(about: QRect | None, size: QSize, room: QRect, gap: int) -> QPoint | None:
    """Where it fits: right of it, below, left, above; None when it fits nowhere."""
    if about is None:
        return None
    top = min(max(about.top(), room.top()), room.bottom() - size.height())
    left = min(max(about.left(), room.left()), room.right() - size.width())
    places = (QPoint(about.right() + gap, top), QPoint(left, about.bottom() + gap),
              QPoint(about.left() - gap - size.width(), top), QPoint(left, about.top() - gap - size.height()))
    return next((place for place in places if room.contains(QRect(place, size))), None)
