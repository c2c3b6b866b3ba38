"""Dropping files onto a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from streetlaw.ui import theme
from streetlaw.ui.fonts import font


class FileDrop(QObject):
    """Lets local files be dropped anywhere on a widget, as long as its parent is there."""

    dropped = Signal(object)
    """A list of paths."""

    def __init__(self, parent: QObject, widget: QWidget, text: str) -> None:
        super().__init__(parent)
        self._widget = widget
        self._veil = _Veil(widget, text)
        self.enabled = True
        self.destroyed.connect(self._veil.deleteLater)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged when it is files, and show where it may fall."""
        if watched is self._widget and self.enabled:
            if isinstance(event, QDropEvent) and event.type() is QEvent.Type.Drop:
                return self._on_drop(event)
            if isinstance(event, QDragEnterEvent | QDragMoveEvent) and paths_of(event.mimeData()):
                self._veil.cover()
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                return True
            if event.type() is QEvent.Type.DragLeave:
                self._veil.hide()
        return False

    def _on_drop(self, event: QDropEvent) -> bool:
        self._veil.hide()
        paths = paths_of(event.mimeData())
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(paths)
        return True


def paths_of(dragged: QMimeData) -> list[Path]:
    """The local files of what is dragged; what is elsewhere is left out."""
    return [Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()]


class _Veil(QWidget):
    """Stands over a widget while files are dragged over it."""

    def __init__(self, under: QWidget, text: str) -> None:
        super().__init__(under)
        self._text = text
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def cover(self) -> None:
        """Cover the widget it stands over."""
        under = self.parentWidget()
        if under is not None and not self.isVisible():
            self.setGeometry(under.rect())
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a ground that lets the page shine through, and what dropping would do."""
        del event
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.color("canvas")
        ground.setAlphaF(0.95)
        painter.fillRect(self.rect(), ground)
        edge = look.px(12)
        painter.setPen(QPen(look.color("primary"), look.px(2), Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRect(self.rect()).adjusted(edge, edge, -edge, -edge), look.px(8), look.px(8))
        painter.setPen(look.color("text"))
        painter.setFont(font("section"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
