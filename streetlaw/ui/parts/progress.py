"""Progress of long work, and how long somebody has waited."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.look import paint_rounded
from streetlaw.ui.parts.text import Text
from streetlaw.ui.tokens import Ink


def _paint_scale(painter: QPainter, rect: QRectF, share: float, ink: Ink) -> None:
    shown = theme.current()
    radius = shown.px(3)
    paint_rounded(painter, rect, shown.color("track"), None, radius)
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.save()
    painter.setClipPath(path)
    filled = QRectF(rect.left(), rect.top(), rect.width() * min(max(share, 0.0), 1.0), rect.height())
    painter.fillRect(filled, shown.ink(ink))
    painter.restore()


class ProgressBar(QProgressBar):
    """A bar of 8 px for determinate work, 0 to 100; the number stands in a text beside it."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setRange(0, 100)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the bar."""
        return QSize(theme.current().px(80), theme.current().px(8))

    def minimumSizeHint(self) -> QSize:
        """Let the bar be short."""
        return QSize(theme.current().px(40), theme.current().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the part done on its track."""
        del event
        _paint_scale(QPainter(self), QRectF(self.rect()), self.value() / 100, "primary")


class ProgressCard(QFrame):
    """Work in the background: what, how far, and Cancel. Without a title it is hidden until `begin`."""

    cancelled = Signal()
    """The person asked to stop."""

    def __init__(
        self, title: str = "", note: str = "", *, cancel: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self._title = Text(title, "medium")
        self._percent, self._bar = Text("0 %", "secondary"), ProgressBar(title)
        self._note = Text(note, "secondary", wrap=True)
        self._cancel = Button(cancel or _("Cancel"))
        self._cancel.clicked.connect(self.cancelled)
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(13), px(9), px(13), px(9))
        column.setSpacing(px(6))
        for first, last in ((self._title, self._percent), (self._note, self._cancel)):
            row = QHBoxLayout()
            row.addWidget(first, 1)
            row.addWidget(last)
            column.addLayout(row)
        column.insertWidget(1, self._bar)
        if not title:
            self.hide()

    @property
    def is_under_way(self) -> bool:
        """True between `begin` and `end`."""
        return not self.isHidden()

    def begin(self, title: str, note: str = "") -> None:
        """Show that this work is under way; `note` says what happens now, or what cancelling would do."""
        self.setAccessibleName(title)
        self._bar.setAccessibleName(title)
        self._title.setText(title)
        self.set_note(note)
        self.set_progress(0)
        self.show()

    def end(self) -> None:
        """Take it away: the work is over."""
        self.hide()

    def tell(self, done: int, total: int) -> None:
        """Show how far it is; nothing new while nobody knows how much there is."""
        if total:
            self.set_progress(100 * done // total)

    def set_progress(self, percent: int) -> None:
        """Show how much is done, 0 to 100."""
        ended = percent >= 100 > self._bar.value()
        self._bar.setValue(percent)
        self._percent.setText(f"{percent} %")
        if ended:
            announce(self, f"{self.accessibleName()}: {percent} %")

    def set_note(self, note: str) -> None:
        """Say what happens now, or what cancelling would do."""
        self._note.setText(note)


class UsualTime(QWidget):
    """A scale of waiting: filled by the days waited, with a tick at the usual time of this service."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waited, self._usual = 0, 0
        self._ink: Ink = "primary"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, waited: int, usual: int, ink: Ink = "primary") -> None:
        """Show days waited against the usual number of days; the scale ends at three times that."""
        self._waited, self._usual, self._ink = waited, usual, ink
        said = ngettext(
            "waiting {waited} day, usually {usual}", "waiting {waited} days, usually {usual}", waited
        )
        self.setAccessibleName(said.format(waited=waited, usual=usual))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the scale."""
        return QSize(theme.current().px(120), theme.current().px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint waiting time and tick."""
        del event
        painter = QPainter(self)
        area = QRectF(self.rect())
        longest = max(self._usual * 3, 1)
        _paint_scale(painter, area, self._waited / longest, self._ink)
        if self._usual:
            tick = theme.current().px(2)
            painter.fillRect(
                QRectF(area.width() / 3 - tick / 2, 0, tick, area.height()), theme.current().color("text")
            )
