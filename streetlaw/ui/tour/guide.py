"""Leads through the stops: goes to each page, points at what is there, waits for Next, Back or Escape."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from streetlaw.translation import translate
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.shell.chrome import Chrome
from streetlaw.ui.tour.callout import Callout, Frame
from streetlaw.ui.tour.stops import STOPS

_MOVES = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Guide(QObject):
    """One walk at a time. It goes with the chrome it walks through: another language begins it anew."""

    ended = Signal()

    def __init__(self, chrome: Chrome, navigator: Navigator, at: int = 0) -> None:
        super().__init__(chrome)
        self._chrome, self._navigator = chrome, navigator
        self._about: QWidget | None = None
        self.at = at
        self.frame, self.callout = Frame(chrome), Callout(chrome)
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._place)
        self.callout.next_wanted.connect(self._on_next)
        self.callout.back_wanted.connect(self._on_back)
        self.callout.end_wanted.connect(self.end)
        navigator.shown.connect(self._on_shown)
        chrome.installEventFilter(self)
        self._go(at)

    def end(self) -> None:
        """Take everything away."""
        self._navigator.shown.disconnect(self._on_shown)
        self._placing.stop()
        self._watch(None)
        for widget in (self.frame, self.callout):
            widget.hide()
            widget.deleteLater()
        self._chrome.removeEventFilter(self)
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay beside what moves."""
        if event.type() in _MOVES:
            self._placing.start()
        return super().eventFilter(watched, event)

    def _go(self, at: int) -> None:
        self.at = at
        stop = STOPS[at]
        if self._navigator.route.place != stop.route.place:
            self._navigator.go(stop.route)
        self.callout.show_stop(translate(stop.title), translate(stop.text), at, len(STOPS))
        self._place()
        self.callout.next.setFocus()

    def _place(self) -> None:
        """Point at the thing, if it can be seen just now."""
        stop, page = STOPS[self.at], self._navigator.page
        here = page is not None and self._navigator.route.place == stop.route.place
        about = stop.find(self._chrome, page) if page is not None and here else None
        self._watch(about)
        room = None if about is None or not about.isVisible() else _room_of(about, self._chrome)
        if room is None:
            self.frame.hide()
        else:
            self.frame.surround(room)
        self.callout.place(room)

    def _watch(self, about: QWidget | None) -> None:
        if self._about is about:
            return
        if self._about is not None and isValid(self._about):
            self._about.removeEventFilter(self)
        if about is not None:
            about.installEventFilter(self)
        self._about = about

    def _on_shown(self) -> None:
        self._placing.start()

    def _on_next(self) -> None:
        if self.at + 1 < len(STOPS):
            self._go(self.at + 1)
        else:
            self.end()

    def _on_back(self) -> None:
        if self.at:
            self._go(self.at - 1)


def _room_of(widget: QWidget, window: QWidget) -> QRect:
    """Where a widget is in the window, as far as it can be seen."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()) & window.rect()
