"""Looking at a paper, a picture or a text from memory: nothing of it is ever written to the disk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text

Kind = Literal["pdf", "image", "text"]

_MOST_TEXT = 500_000
_MOST_LINES = 5


class Viewer(Card):
    """Shows one thing at a time with what can be done with it; `closed` puts it away."""

    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Preview"))
        self._pdf: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self.save = Button(_("Save…"), icon="download-simple")
        self.close_it = IconButton("x", _("Close the preview"), kind="quiet")
        self.add_action(self.save)
        self.add_action(self.close_it)
        self.save.clicked.connect(self.save_wanted)
        self.close_it.clicked.connect(self.clear)
        self.clear()

    def clear(self) -> None:
        """Put away what is shown, and forget its bytes."""
        self._put_away()
        self.set_title(_("Preview"))
        self.set_note("")
        self._offer(False)
        self.body.addWidget(EmptyState(
            "eye", _("Nothing open"),
            _("Papers and evidence are shown here, from memory. Nothing is written to the disk.")), 1)

    def show_bytes(self, title: str, content: bytes, kind: Kind, note: str = "") -> None:
        """Show a PDF, a picture or a text; what cannot be drawn says so."""
        self._put_away()
        self.set_title(title)
        self.set_note(note)
        self._offer(True)
        shown = {"pdf": self._paper, "image": self._picture, "text": self._text}[kind](content)
        if shown is None:
            shown = EmptyState("file", _("This file cannot be shown here"),
                               _("It is kept as it is. Save a copy to look at it with another program."))
        self.body.addWidget(shown, 1)

    def show_log(self, lines: Sequence[str]) -> None:
        """Say below what was done with a piece of evidence, the latest first."""
        self.add_row(column := QWidget())
        layout = QVBoxLayout(column)
        px = theme.current().px
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        layout.setSpacing(px(2))
        layout.addWidget(Text(_("Custody log"), "label"))
        for line in lines[:_MOST_LINES]:
            layout.addWidget(Text(line, "hint", selectable=True))

    def _offer(self, something: bool) -> None:
        self.save.setVisible(something)
        self.close_it.setVisible(something)

    def _put_away(self) -> None:
        self.clear_rows()
        if self._pdf is not None:
            self._pdf.close()
            self._pdf.deleteLater()
        self._pdf = self._buffer = None

    def _paper(self, content: bytes) -> QWidget | None:
        self._pdf = QPdfDocument(self)
        self._buffer = QBuffer(self._pdf)
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(self._buffer)
        if self._pdf.status() is not QPdfDocument.Status.Ready:
            return None
        view = QPdfView(self)
        view.setAccessibleName(_("Pages of the paper"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        ground = view.palette()
        ground.setColor(QPalette.ColorRole.Dark, theme.current().color("sunken"))
        view.setPalette(ground)
        view.setDocument(self._pdf)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # A bar that comes and goes changes the width, the width the height, the height the bar: for ever.
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        return view

    def _picture(self, content: bytes) -> QWidget | None:
        buffer = QBuffer()
        buffer.setData(QByteArray(content))
        reader = QImageReader(buffer)
        reader.setAutoTransform(True)
        image = reader.read()
        return None if image.isNull() else scrolled(_Picture(image), _("Picture"))

    def _text(self, content: bytes) -> QWidget:
        view = QPlainTextEdit(content[:_MOST_TEXT].decode("utf-8", "replace"))
        view.setReadOnly(True)
        view.setAccessibleName(_("Text of the file"))
        return view


class _Picture(QWidget):
    """A picture as wide as there is room, never wider than it is."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self._image = image
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Picture"))

    def sizeHint(self) -> QSize:
        """Return the picture's own size."""
        return self._image.size()

    def hasHeightForWidth(self) -> bool:
        """The height follows the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at that width."""
        return self._fitting(width).height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture at the top, in the middle."""
        del event
        size = self._fitting(self.width())
        place = QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._image)

    def _fitting(self, width: int) -> QSize:
        own = self._image.size()
        most = QSize(min(width, own.width()), max(1, own.height()))
        return own.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
