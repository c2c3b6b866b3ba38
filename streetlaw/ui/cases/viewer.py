"""Looking at a paper, a picture, a text or a recording from memory: nothing of it is written to the disk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.picture import PictureView
from streetlaw.ui.cases.player import PlayerView
from streetlaw.ui.cases.prepare import MOST_TEXT
from streetlaw.ui.cases.prepared import Paper, Picture, Prepared, Recording, Writing
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text

_MOST_LINES = 5
_ENCODINGS = {"cp1251": "Windows-1251", "koi8-r": "KOI8-R", "cp866": "DOS-866"}


class Viewer(Card):
    """Shows one thing at a time with what can be done with it; `close_it` puts it away."""

    save_wanted = Signal()
    sheet_wanted = Signal()
    """The custody log is wanted on paper."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Preview"))
        self._desk = desk
        self._pdf: QPdfDocument | None = None
        self._player: PlayerView | None = None
        self._log: _Log | None = None
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

    def show_prepared(self, title: str, shown: Prepared | None, note: str = "") -> None:
        """Show what `prepare` made of a file; what cannot be shown says what can be done."""
        if shown is None:
            why = _("It is kept as it is. Save a copy to look at it with another program.")
            self.show_instead(title, why, note)
            return
        self._begin(title, note)
        match shown:
            case Paper():
                self.body.addWidget(self._paper(shown), 1)
            case Picture():
                self._show_picture(shown)
            case Writing():
                self._show_writing(shown)
            case Recording():
                self._player = PlayerView(self._desk, shown)
                self.body.addWidget(self._player, 1)

    def show_instead(self, title: str, why: str, note: str = "") -> None:
        """Say why a file is not shown, and what can be done."""
        self._begin(title, note)
        self.body.addWidget(EmptyState("file", _("This file cannot be shown here"), why), 1)

    def show_log(self, lines: Sequence[str]) -> None:
        """Say below what was done with a piece of evidence, the latest first; what is shown stays."""
        if self._log is None:
            self._log = _Log()
            self._log.sheet.clicked.connect(self.sheet_wanted)
            self.add_row(self._log)
        self._log.show_lines(lines)

    def _begin(self, title: str, note: str) -> None:
        self._put_away()
        self.set_title(title)
        self.set_note(note)
        self._offer(True)

    def _offer(self, something: bool) -> None:
        self.save.setVisible(something)
        self.close_it.setVisible(something)

    def _put_away(self) -> None:
        if self._player is not None:
            self._player.close_it()
        self.clear_rows()
        if self._pdf is not None:
            self._pdf.close()
            self._pdf.deleteLater()
        self._pdf = self._player = self._log = None

    def _paper(self, paper: Paper) -> QWidget:
        self._pdf = QPdfDocument(self)
        buffer = QBuffer(self._pdf)
        buffer.setData(QByteArray(paper.content))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pdf.load(buffer)
        if self._pdf.status() is not QPdfDocument.Status.Ready:
            locked = self._pdf.error() is QPdfDocument.Error.IncorrectPassword
            return EmptyState("lock" if locked else "file",
                              _("This PDF asks for a password") if locked else _("This PDF is damaged"),
                              _("It is kept as it is. Save a copy to look at it with another program."))
        view = _Pages(self)
        view.setAccessibleName(_("Pages of the paper"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setDocument(self._pdf)
        view.setPageMode(QPdfView.PageMode.MultiPage)
        view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        # A bar that comes and goes changes the width, the width the height, the height the bar: for ever.
        view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        return view

    def _show_picture(self, shown: Picture) -> None:
        if max(shown.image.width(), shown.image.height()) < max(shown.size.width(), shown.size.height()):
            self._remark(_("Made smaller to be shown: it is {width} × {height} dots.").format(
                width=shown.size.width(), height=shown.size.height()))
        self.body.addWidget(scrolled(PictureView(shown.image), _("Picture")), 1)

    def _show_writing(self, shown: Writing) -> None:
        remarks = []
        if shown.encoding in _ENCODINGS:
            remarks.append(_("Read as {encoding}.").format(encoding=_ENCODINGS[shown.encoding]))
        if not shown.is_whole:
            count = f"{MOST_TEXT:,}".replace(",", "\N{NO-BREAK SPACE}")
            rest = _("Only the beginning is shown: {n} characters. Save a copy to read it all.")
            remarks.append(rest.format(n=count))
        if remarks:
            self._remark(" ".join(remarks))
        view = QPlainTextEdit(shown.text)
        view.setReadOnly(True)
        view.setUndoRedoEnabled(False)
        view.setAccessibleName(_("Text of the file"))
        self.body.addWidget(view, 1)

    def _remark(self, text: str) -> None:
        self.add(Text(text, "hint", wrap=True))


class _Pages(QPdfView):
    """The pages of a paper on the ground of the theme."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._paint_ground()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint_ground()

    def _paint_ground(self) -> None:
        ground = self.palette()
        ground.setColor(QPalette.ColorRole.Dark, theme.current().color("sunken"))
        self.setPalette(ground)


class _Log(QWidget):
    """The last lines of a custody log, and the way to all of them on paper."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = [Text("", "hint", wrap=True, selectable=True) for _line in range(_MOST_LINES)]
        self.sheet = Button(_("Custody log (PDF)"), kind="quiet", icon="file-pdf")
        px = theme.current().px
        head = QHBoxLayout()
        head.addWidget(Text(_("Custody log"), "label"), 1)
        head.addWidget(self.sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(4), px(12), px(8))
        column.setSpacing(px(2))
        column.addLayout(head)
        for line in self.lines:
            column.addWidget(line)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show the first of these lines."""
        for at, line in enumerate(self.lines):
            line.setText(lines[at] if at < len(lines) else "")
            line.setVisible(at < len(lines))
