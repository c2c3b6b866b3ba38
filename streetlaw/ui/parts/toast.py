"""Toasts: one line about something done, with Undo. Never for errors, never with a name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.text import Elided
from streetlaw.ui.tokens import Ink

SHOWN_MS, UNDO_MS = 8000, 16_000
"""How long a toast stays; longer while it offers to undo."""

HEIGHT, REACH = 36, 10
"""Logical px: how high a toast is, and how far it reaches above the status bar; the page leaves that room."""


class _InverseButton(Button):
    """A button on the dark ground of a toast."""

    def ink(self) -> Ink:
        """Return the colour that stands out there."""
        return "surface"

    def paint_ground(self, painter: QPainter) -> None:
        """Paint an outline only."""
        shown = theme.current()
        edge = shown.color("focus" if self.hasFocus() else "border-strong")
        paint_rounded(painter, QRectF(self.rect()), shown.color("text"), edge, shown.px(6))


class Toast(QWidget):
    """The one toast of a window, over what stands still in the status bar: it covers nothing of the page.

    It leaves after 8 s, 16 s with Undo, unless attended: pointed at, focused, or nobody at the window.
    """

    undone = Signal()
    """The person asked to take it back."""
    dismissed = Signal()
    """The toast went away, undone or not."""

    left = right = 0
    """Px at either end of the lower edge that stay in view."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._icon, self._text = Glyph("check", "surface", 18), Elided(ink="surface")
        self._before: QWidget | None = None
        self._undo = _InverseButton(_("Undo"), kind="quiet", keys="Ctrl Z")
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(2), px(2), px(2))
        row.setSpacing(px(12))
        for widget in (self._icon, self._text, self._undo):
            row.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time_passed)
        self._undo.clicked.connect(self._on_undo_clicked)
        window.installEventFilter(self)
        if isinstance(application := QApplication.instance(), QApplication):
            application.focusChanged.connect(self._on_focus_changed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def show_message(self, text: str, *, undo: bool = False, icon: str = "") -> None:
        """Show a line in place of the one before, and say it to screen readers."""
        self._text.setText(text)
        self._icon.show_icon(icon or "check")
        self._icon.setVisible(bool(icon))
        self._undo.setVisible(undo)
        self.setFixedHeight(theme.current().px(HEIGHT))
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(UNDO_MS if undo else SHOWN_MS)
        announce(self, f"{text}. {_('Undo')}: Ctrl+Z" if undo else text)

    def text(self) -> str:
        """Return the line."""
        return self._text.text()

    def dismiss(self) -> None:
        """Go away at once."""
        self._timer.stop()
        if self.isVisible():
            had_focus = self._has_focus()
            self.hide()
            if had_focus and self._before is not None and isValid(self._before):
                self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts it away and leads back to where one was."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Start the time again when the pointer leaves."""
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts it away: it may lie over what is wanted next."""
        event.accept()
        self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground: the colours of the page, swapped."""
        del event
        shown = theme.current()
        paint_rounded(QPainter(self), QRectF(self.rect()), shown.color("text"), None, shown.px(8))

    def _place(self) -> None:
        window, px = self._window, theme.current().px
        most = window.width() - px(16) - self.left - self.right
        self.resize(min(self.sizeHint().width(), most), px(HEIGHT))
        self.move(window.width() - self.right - self.width(), window.height() - self.height())

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _is_attended(self) -> bool:
        return self.underMouse() or self._has_focus() or not self._window.isActiveWindow()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self._undo and old is not self._undo:
            self._before = old

    def _on_time_passed(self) -> None:
        if self._is_attended():
            self._timer.start()
        else:
            self.dismiss()

    def _on_undo_clicked(self) -> None:
        self.undone.emit()
        self.dismiss()
