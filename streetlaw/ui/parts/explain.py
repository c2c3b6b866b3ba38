"""A question mark beside a term; it opens a few sentences that close by themselves."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.text import Text

_WIDTH, _PAD, _GAP = 340, 16, 4


class Explanation(QFrame):
    """The sentences; a click elsewhere, Escape, Enter or Space closes them."""

    def __init__(self, title: str, text: str, note: str, checked: bool | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("kind", "raised")
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{text} {note}".strip())
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(_PAD), px(12), px(_PAD), px(12))
        column.setSpacing(px(6))
        column.addWidget(Text(title, "section", wrap=True))
        if checked is not None:
            column.addWidget(Badge.of("verification", "fresh" if checked else "unverified", _said(checked)))
        column.addWidget(Text(text, wrap=True))
        if note:
            column.addWidget(Text(note, "hint", wrap=True))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_below(self, button: QWidget) -> None:
        """Open below the button, inside its window."""
        window, px = button.window(), theme.current().px
        width = px(_WIDTH)
        size = QSize(width, max(self.heightForWidth(width), self.minimumSizeHint().height()))
        room = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        place = button.mapToGlobal(QPoint(0, button.height() + px(_GAP)))
        if place.y() + size.height() > room.bottom():
            place = button.mapToGlobal(QPoint(0, -px(_GAP) - size.height()))
        place.setX(max(room.left(), min(place.x(), room.right() - width)))
        self.setGeometry(QRect(place, size))
        self.show()
        self.setFocus()
        announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with the keys one tries first."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.close()
        else:
            super().keyPressEvent(event)


class Explain(IconButton):
    """What a term means; `checked` says whether all of that was found in the law, None for other terms."""

    def __init__(self, term: str, text: str, *, note: str = "", checked: bool | None = None) -> None:
        super().__init__("question", _("What is “{term}”?").format(term=term), kind="quiet")
        self._term, self._text, self._note, self._checked = term, text, note, checked
        self.clicked.connect(self.open)

    def explanation(self) -> Explanation:
        """What it opens."""
        return Explanation(self._term, self._text, self._note, self._checked, self)

    def open(self) -> None:
        """Open the sentences."""
        self.explanation().show_below(self)


def _said(checked: bool) -> str:
    return _("Checked in the source") if checked else _("To be checked in the law")
