"""Listening to a recording: play and pause, a wave to move in with mouse and keyboard, where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.prepared import Recording
from streetlaw.ui.desk import Desk
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text

if TYPE_CHECKING:
    from streetlaw.ui.cases.sound import Player

PARTS: Final = 240
"""Bars of the wave."""

_STEP_MS, _PAGE_MS, _TICK_MS = 5_000, 30_000, 100


class Wave(QAbstractSlider):
    """The recording as a wave; a slider in milliseconds: arrows move 5 s, Page keys 30 s, Home and End."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._peaks: tuple[float, ...] = ()
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, round(seconds * 1000))
        self.setSingleStep(_STEP_MS)
        self.setPageStep(_PAGE_MS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Place in the recording"))

    def show_peaks(self, peaks: tuple[float, ...]) -> None:
        """Draw the loudness of its parts."""
        self._peaks = peaks
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the wave."""
        return QSize(theme.current().px(240), theme.current().px(72))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the mouse points."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._go_to(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the mouse while its button is held."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event)

    def _go_to(self, event: QMouseEvent) -> None:
        share = event.position().x() / max(1, self.width())
        self.setValue(round(share * self.maximum()))
        self.sliderMoved.emit(self.value())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was heard in the accent, the rest quietly, and a line where it is."""
        del event
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("sunken"))
        bars = self._peaks or (0.0,) * PARTS
        width, middle = self.width() / PARTS, self.height() / 2
        heard = self.value() / max(1, self.maximum()) * PARTS
        for at, peak in enumerate(bars):
            half = max(look.px(1), peak * (middle - look.px(4)))
            ink = look.color("primary" if at < heard else "text-3")
            painter.fillRect(QRectF(at * width, middle - half, max(1.0, width * 0.7), 2 * half), ink)
        painter.fillRect(QRectF(heard * width, 0, look.px(2), self.height()), look.color("text"))


class PlayerView(QWidget):
    """Plays a recording from memory; Space plays and pauses wherever the focus is in it."""

    def __init__(self, desk: Desk, recording: Recording) -> None:
        super().__init__()
        # lazy: the library of sounds is wanted for recordings only
        from streetlaw.ui.cases import sound

        self.player: Player = sound.Player(recording)
        self._recording = recording
        self.wave = Wave(recording.seconds)
        self.play = Button(_("Play"), icon="play", keys="Space")
        self.pause = Button(_("Pause"), icon="pause", keys="Space")
        self.place = Text("", "mono")
        self.problem = Banner("", "warning")
        self._clock = QTimer(self, interval=_TICK_MS)
        self._measuring: LongWork = desk.work_long(
            sound.peaks, recording, PARTS, owner=self, done=self.wave.show_peaks, refused=self._on_no_wave,
            progress=_heard_nothing)
        self._lay_out()
        self._clock.timeout.connect(self._on_tick)
        self.play.clicked.connect(self.start)
        self.pause.clicked.connect(self.stop)
        self.wave.sliderMoved.connect(self._on_moved)
        self.wave.actionTriggered.connect(self._on_key)
        self._show()

    def start(self) -> None:
        """Play from where it is."""
        try:
            self.player.play()
        except StreetLawError as error:
            self._say(error)
        else:
            self.problem.setVisible(False)
            self._clock.start()
        self._show()

    def stop(self) -> None:
        """Pause."""
        self.player.pause()
        self._clock.stop()
        self._show()

    def close_it(self) -> None:
        """Be silent, give the sound device back, and measure no further."""
        self._measuring.cancel()
        self.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play and pause with Space."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            (self.stop if self.player.is_playing else self.start)()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is heard that is not seen."""
        super().hideEvent(event)
        if self.player.is_playing:
            self.stop()

    def _on_tick(self) -> None:
        if not self.player.is_playing:
            self.stop()
        self._show()

    def _on_moved(self, place: int) -> None:
        try:
            self.player.seek(place / 1000)
        except StreetLawError as error:
            self._say(error)
        self._show()

    def _on_key(self, _action: int) -> None:
        self._on_moved(self.wave.sliderPosition())

    def _on_no_wave(self, _error: StreetLawError) -> None:
        """Cancelled: there is nobody to look at it."""

    def _say(self, error: StreetLawError) -> None:
        self.problem.show_message(sentence(error))
        self.problem.setVisible(True)

    def _show(self) -> None:
        playing, focused = self.player.is_playing, self.play.hasFocus() or self.pause.hasFocus()
        self.play.setVisible(not playing)
        self.pause.setVisible(playing)
        if focused:
            (self.pause if playing else self.play).setFocus(Qt.FocusReason.OtherFocusReason)
        self.wave.setValue(round(self.player.seconds * 1000))
        self.place.setText(f"{clock(self.player.seconds)} / {clock(self._recording.seconds)}")

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(12))
        column.setSpacing(px(10))
        row = QHBoxLayout()
        row.addWidget(self.play)
        row.addWidget(self.pause)
        row.addStretch(1)
        row.addWidget(self.place)
        self.problem.setVisible(False)
        column.addWidget(self.wave)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addStretch(1)


def clock(seconds: float) -> str:
    """A time as a player shows it: 1:03, 1:02:03."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def _heard_nothing(_done: int, _total: int) -> None:
    """How far the wave is, nobody is told: it appears when it is whole."""
