"""Recordings: how loud they are, and playing them where no sound device is needed."""

from __future__ import annotations

import threading

import miniaudio
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from streetlaw.domain.errors import StreetLawError
from streetlaw.ui.cases import sound
from streetlaw.ui.cases.player import PARTS, PlayerView, clock
from streetlaw.ui.cases.prepared import Recording
from streetlaw.ui.desk import Desk
from tests.refusal import refusal
from tests.ui.cases import files_made

SILENT = (miniaudio.Backend.NULL,)
"""A device of the library that takes sound at its speed and plays none."""


@pytest.fixture
def tone() -> Recording:
    return sound.recording(files_made.wav(2.0))


@pytest.fixture
def view(desk: Desk, tone: Recording, qtbot: QtBot) -> PlayerView:
    made = PlayerView(desk, tone)
    qtbot.addWidget(made)
    made.player = sound.Player(tone, SILENT)
    made.resize(500, 200)
    made.show()
    return made


@pytest.mark.parametrize("content", [files_made.wav(2.0), files_made.flac(16_000), files_made.mp3(77)])
def test_peaks_are_as_many_as_asked(content: bytes) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        told.append((done, total))

    peaks = sound.peaks(sound.recording(content), 20, progress=tell)
    assert 19 <= len(peaks) <= 20
    assert all(0 <= peak <= 1 for peak in peaks)
    assert told[-1] == (20, 20)


def test_peaks_follow_the_loudness(tone: Recording) -> None:
    peaks = sound.peaks(tone, 8)
    assert list(peaks) == sorted(peaks)
    assert peaks[-1] > 0.8
    assert peaks[0] < 0.2


def test_measuring_stops_when_it_is_cancelled(tone: Recording) -> None:
    def stop(done: int, total: int) -> None:
        raise StreetLawError("work.cancelled")

    with refusal("work.cancelled"):
        sound.peaks(tone, 20, progress=stop)


def test_a_recording_plays_to_its_end_and_again() -> None:
    player = sound.Player(sound.recording(files_made.wav(0.2)), SILENT)
    ended = threading.Event()
    for _ in range(2):
        player.play()
        while player.is_playing:
            ended.wait(0.01)
        assert player.seconds == pytest.approx(0.2)
    player.pause()


def test_seeking_stays_within(tone: Recording) -> None:
    player = sound.Player(tone, SILENT)
    for wanted, reached in ((1.0, 1.0), (-5.0, 0.0), (99.0, 2.0)):
        player.seek(wanted)
        assert player.seconds == reached
    player.play()
    assert player.seconds < 2.0
    player.seek(1.5)
    assert states(player) == [True]
    player.pause()
    assert player.seconds >= 1.5
    assert states(player) == [False]


def states(player: sound.Player) -> list[bool]:
    """Whether it plays, asked anew."""
    return [player.is_playing]


def test_no_sound_device_is_said(tone: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(**_settings: object) -> None:
        raise miniaudio.MiniaudioError("failed to init device", -401)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", none)
    player = sound.Player(tone)
    with refusal("sound.no_device"):
        player.play()
    assert not player.is_playing


@pytest.mark.parametrize(("seconds", "shown"), [(0, "0:00"), (63.9, "1:03"), (3723, "1:02:03")])
def test_times(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_the_wave_appears_and_is_moved_in_by_keys_and_mouse(view: PlayerView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(view.wave._peaks) == PARTS)
    view.wave.setFocus()
    QTest.keyClick(view.wave, Qt.Key.Key_End)
    assert view.player.seconds == 2.0
    QTest.keyClick(view.wave, Qt.Key.Key_Left)
    assert view.player.seconds == 0.0
    qtbot.mouseClick(view.wave, Qt.MouseButton.LeftButton, pos=view.wave.rect().center())
    assert view.player.seconds == pytest.approx(1.0, abs=0.02)
    assert view.place.text().endswith(" / 0:02")
    assert not view.wave.grab().isNull()


def test_space_plays_and_pauses_wherever_the_focus_is(view: PlayerView, qtbot: QtBot) -> None:
    view.wave.setFocus()
    QTest.keyClick(view.wave, Qt.Key.Key_Space)
    assert states(view.player) == [True]
    assert view.pause.isVisible()
    QTest.keyClick(view.wave, Qt.Key.Key_Space)
    assert states(view.player) == [False]
    view.play.setFocus()
    QTest.keyClick(view.play, Qt.Key.Key_Space)
    assert states(view.player) == [True]
    assert view.pause.hasFocus()
    view.hide()
    assert states(view.player) == [False]


def test_what_plays_moves_on_and_stops_at_the_end(view: PlayerView, qtbot: QtBot) -> None:
    view.player.seek(1.9)
    view.start()
    qtbot.waitUntil(lambda: not view.player.is_playing)
    qtbot.waitUntil(view.play.isVisible)
    assert view.wave.value() == 2000


def test_without_a_sound_device_the_view_says_so(view: PlayerView, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise StreetLawError("sound.no_device")

    monkeypatch.setattr(view.player, "play", none)
    view.start()
    assert "no sound device" in view.problem.text()
    assert view.problem.isVisible()
    assert view.play.isVisible()
