"""What a page shows while it waits for the vault: nothing at first, after 400 ms one calm line."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text

LATE_MS = 400
"""An answer that comes sooner shows by itself: a sign would only flicker."""

LEAST_MS = 400
"""A sign that is shown stays so long, for the same reason."""

_ABOVE = 12
"""Logical px between the sign and the lower edge of the page."""


def nothing(_work: Work) -> None:
    """Read nothing: the vault answers in order, so what was asked before landed by then, or never will."""


class Waiting(QObject):
    """Counts the questions of a page, and shows its sign over the page when one is late.

    While the page shows what it had, the sign stands at its lower edge and takes no click; on a page that
    never had anything it stands in the middle.
    """

    was_late = Signal()
    """The sign is shown: ask for `nothing`, and say `end_all` with the keys of now when it has landed."""

    def __init__(self, page: QWidget, room: QWidget) -> None:
        super().__init__(page)
        self._page, self._room = page, room
        self._open: dict[object, QObject] = {}
        self._is_filled = False
        self.sign = _Sign(page)
        self.late = QTimer(self, singleShot=True, interval=LATE_MS)
        self.least = QTimer(self, singleShot=True, interval=LEAST_MS)
        self.late.timeout.connect(self._on_late)
        self.least.timeout.connect(self._on_least)

    def begin(self, key: object, owner: QObject) -> None:
        """A question was asked; one of the same key before it will not be answered."""
        self._open[key] = owner
        if not self.late.isActive():
            self.late.start()

    def end(self, key: object, *, filled: bool) -> None:
        """A question was answered, or refused."""
        self._open.pop(key, None)
        self._is_filled = self._is_filled or filled
        if not self._open:
            self.late.stop()
            if not self.least.isActive():
                self.sign.hide()

    @property
    def keys(self) -> tuple[object, ...]:
        """The questions that wait."""
        return tuple(self._open)

    def end_all(self, keys: tuple[object, ...]) -> None:
        """These wait no more: an answer that is a mistake of the program never lands."""
        for key in keys:
            self.end(key, filled=False)

    def place(self) -> None:
        """Stand where the page has room for it."""
        sign, px = self.sign, theme.current().px
        sign.adjustSize()
        at = self._room.mapTo(self._page, self._room.rect().topLeft())
        left = at.x() + (self._room.width() - sign.width()) // 2
        low = at.y() + self._room.height() - sign.height() - px(_ABOVE)
        sign.move(left, low if self._is_filled else at.y() + (self._room.height() - sign.height()) // 2)

    def _on_late(self) -> None:
        self._open = {key: owner for key, owner in self._open.items() if isValid(owner)}
        if self._open:
            self.place()
            self.sign.show()
            self.sign.raise_()
            self.least.start()
            announce(self.sign, self.sign.accessibleName())
            self.was_late.emit()

    def _on_least(self) -> None:
        self._open = {key: owner for key, owner in self._open.items() if isValid(owner)}
        if self._open:
            self.least.start()
        else:
            self.sign.hide()


class _Sign(QFrame):
    """An icon and two words on a ground of their own."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("kind", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(_("One moment…"))
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(8), px(16), px(8))
        row.setSpacing(px(8))
        row.addWidget(Glyph("hourglass-medium", "text-2", 16))
        row.addWidget(Text(_("One moment…"), ink="text-2"))
        self.hide()
