"""Questions that must be answered: erasing, exporting, sharing a key. Everything else is a page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from streetlaw.ui import theme
from streetlaw.ui.keys import bind_menu
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text

_WIDTH = 420
_FRAME = 48
"""Logical px left for the title and the edges a window system draws."""
_MARGIN = 28
"""Logical px kept in view around what has the focus: its label above, what is wrong with it below."""


def room_of(dialog: QWidget) -> QSize:
    """How large a dialog may be on the screen it is on."""
    room = dialog.screen().availableGeometry().size()
    return QSize(room.width(), room.height() - theme.current().px(_FRAME))


class TallDialog(QDialog):
    """Grows with what it holds as far as the screen goes; then that scrolls, and the answers stay in view.

    Page up, page down, Home and End scroll it from the answers; what gets the focus comes into view.
    """

    def __init__(self, parent: QWidget | None, title: str) -> None:
        super().__init__(parent)
        self.setModal(True)
        self.setWindowTitle(parent.window().windowTitle() if parent is not None else "")
        self.setAccessibleName(title)
        self._area: QScrollArea | None = None
        self._foot: QLayout | None = None
        self._ring = FocusRing(self)
        bind_menu(self)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._on_focus_changed)

    def hold(self, held: QWidget, foot: QLayout) -> None:
        """Let `held` scroll above `foot`; each brings its own margins."""
        self._area, self._foot = scrolled(held, self.accessibleName(), always=True), foot
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addLayout(foot)

    def set_width(self, length: int) -> None:
        """Be at least so wide, in logical px, where the screen is."""
        self.setMinimumWidth(min(theme.current().px(length), room_of(self).width()))

    def needed_height(self) -> int:
        """Return how high the dialog is when nothing in it scrolls."""
        held = self._area.widget() if self._area is not None else None
        if held is None or self._foot is None:
            return 0
        return _height(held, self.width()) + self._foot.sizeHint().height()

    def bring(self, widget: QWidget) -> None:
        """Scroll a widget into view, once it has its place."""
        QTimer.singleShot(0, widget, lambda: self._show_whole(widget))

    def event(self, event: QEvent) -> bool:
        """Follow what is shown: a dialog does not ask wrapped texts how high they are."""
        grows = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show)
        handled = super().event(event)
        if grows and isValid(self):  # after some events there is no dialog any more
            self._grow()
        return handled

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys of pages; everything else as in any dialog."""
        bar = self._area.verticalScrollBar() if self._area is not None else None
        if bar is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            down = 1 if event.key() == Qt.Key.Key_PageDown else -1
            bar.setValue(bar.value() + down * bar.pageStep())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in view what has the focus."""
        super().resizeEvent(event)
        self._grow()
        if (focused := self.focusWidget()) is not None:
            self.bring(focused)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None:
            self._show_whole(new)

    def _grow(self) -> None:
        needed, room = self.needed_height(), room_of(self).height()
        self.setMinimumHeight(min(needed, room))
        held = self._area.widget() if self._area is not None else None
        if self._area is not None and held is not None:  # what scrolls is never squeezed too
            bar = self._area.verticalScrollBar().sizeHint().width() if needed > room else 0
            held.setMinimumHeight(_height(held, self.width() - bar))

    def _show_whole(self, widget: QWidget) -> None:
        if self._area is not None and self._area.isAncestorOf(widget):
            self._area.ensureWidgetVisible(widget, 0, theme.current().px(_MARGIN))


def _height(held: QWidget, width: int) -> int:
    """How high a widget is at a width, whatever is set as its least height."""
    layout = held.layout()
    if layout is None:
        return held.sizeHint().height()
    tall = layout.hasHeightForWidth()
    return layout.totalHeightForWidth(width) if tall else layout.totalSizeHint().height()


class Question(TallDialog):
    """A question with its consequence; the safe answer has the focus, Enter never destroys."""

    def __init__(
        self, parent: QWidget | None, title: str, text: str, *, safe: str, verb: str, danger: bool = True
    ) -> None:
        super().__init__(parent, title)
        self.setAccessibleDescription(text)
        self.safe, self.verb = Button(safe), Button(verb, kind="danger" if danger else "primary")
        """The two answers."""
        self.body = QVBoxLayout()
        """Room for more between the text and the answers."""
        self._lay_out(title, text)
        (self.safe if danger else self.verb).setDefault(True)
        self.safe.setFocus()
        self.safe.clicked.connect(self.reject)
        self.verb.clicked.connect(self.accept)

    def _lay_out(self, title: str, text: str) -> None:
        px = theme.current().px
        self.set_width(_WIDTH)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(20), px(16), px(20), 0)
        column.setSpacing(px(8))
        column.addWidget(Text(title, "section", wrap=True))
        column.addWidget(Text(text, ink="text-2", wrap=True))
        self.body.setContentsMargins(0, px(6), 0, 0)
        column.addLayout(self.body)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(px(20), px(16), px(20), px(16))
        row.setSpacing(px(8))
        row.addStretch(1)
        row.addWidget(self.safe)
        row.addWidget(self.verb)
        self.hold(held, row)


def ask(parent: QWidget | None, title: str, text: str, *, safe: str, verb: str, danger: bool = True) -> bool:
    """Ask and wait for the answer; true only when the person chose the verb."""
    question = Question(parent, title, text, safe=safe, verb=verb, danger=danger)
    answer = question.exec()
    question.deleteLater()
    return answer == QDialog.DialogCode.Accepted
