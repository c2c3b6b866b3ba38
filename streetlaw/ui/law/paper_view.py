"""The true paper on the screen, drawn from memory: nothing of it is written to the disk."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMargins, Qt
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QStackedLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.empty_state import EmptyState


class PaperView(QWidget):
    """Shows a PDF; without one, a sentence that says when there will be one."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(_("Pages of the paper"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setDocument(self._document)
        self.view.setDocumentMargins(QMargins(1, 1, 1, 1))
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # A bar that comes and goes changes the width, the width the height, the height the bar: for ever.
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(EmptyState("file-text", title, text))
        self._stack.addWidget(self.view)
        self._paint_ground()

    @property
    def pages(self) -> int:
        """How many pages are shown; 0 while there is no paper."""
        return self._document.pageCount() if self._stack.currentIndex() else 0

    def show_paper(self, content: bytes) -> None:
        """Show a PDF in place of the one before."""
        self._forget()
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._stack.setCurrentIndex(1)

    def clear(self) -> None:
        """Put the paper away and forget its bytes."""
        self._forget()
        self._stack.setCurrentIndex(0)

    def show_larger(self, larger: bool) -> None:
        """Show the paper as large as it is printed, or as wide as the pane."""
        mode = QPdfView.ZoomMode
        self.view.setZoomMode(mode.Custom if larger else mode.FitToWidth)
        self.view.setZoomFactor(1.0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_ground()

    def _paint_ground(self) -> None:
        """The ground around the pages is that of the pane."""
        palette = self.view.palette()
        palette.setColor(QPalette.ColorRole.Dark, theme.current().color("sunken"))
        self.view.setPalette(palette)

    def _forget(self) -> None:
        self._document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray())
