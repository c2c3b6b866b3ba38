"""The one window: a start page, then the shell. Its title never says more than "Desk"."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPaintEvent, QWindow
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from streetlaw.ui import theme
from streetlaw.ui.parts.focus_ring import FocusRing

TITLE = "Desk"
HIDE_MS = 600
"""Two presses of Escape within this time hide everything."""

_INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
    QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
})


class InputWatch(QObject):
    """Hears every key and movement in any window of the program, dialogs too."""

    used = Signal()
    hide_wanted = Signal()
    """Escape was pressed twice."""

    def __init__(self, application: QGuiApplication) -> None:
        super().__init__(application)
        self._since_escape = QElapsedTimer()
        application.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """Hear this window too."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; never keep an event from its window."""
        kind = event.type()
        if kind in _INPUT:
            self.used.emit()
            if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            self._since_escape.invalidate()
        elif self._since_escape.isValid() and self._since_escape.elapsed() <= HIDE_MS:
            self._since_escape.invalidate()
            self.hide_wanted.emit()
        else:
            self._since_escape.start()


class Window(QFrame):
    """Shows one page at a time, whole."""

    painted = Signal()
    """The first picture is on the screen."""

    closing = Signal()
    """The person closed the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(TITLE)
        self.setProperty("kind", "canvas")
        self.setMinimumSize(640, 360)
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._page: QWidget | None = None
        self._was_painted = False
        self._ring = FocusRing(self)

    def show_page(self, page: QWidget) -> None:
        """Show this page; the one before is destroyed, so that nothing of it can be read any more."""
        before, self._page = self._page, page
        if before is not None:
            self._room.removeWidget(before)
            before.hide()
            before.deleteLater()
        self._room.addWidget(page)
        page.show()

    def place(self, geometry: tuple[int, ...]) -> None:
        """Take the place on the screen it had, when that screen is still there."""
        self.resize(theme.current().px(1366), theme.current().px(738))
        if len(geometry) == 5:
            x, y, width, height, maximised = geometry
            if QGuiApplication.screenAt(QPointF(x + width / 2, y + 20).toPoint()) is not None:
                self.setGeometry(x, y, width, height)
            if maximised:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def geometry_kept(self) -> tuple[int, ...]:
        """The place on the screen, as `place` takes it."""
        at = self.normalGeometry()
        return (at.x(), at.y(), at.width(), at.height(), int(self.isMaximized()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that there is something to see."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the session end in order."""
        event.accept()
        self.closing.emit()
