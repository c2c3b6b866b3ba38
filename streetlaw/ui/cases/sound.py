"""Recordings played from memory: decoded piece by piece as they are heard. No Qt here.

Imported only when there is a recording: miniaudio brings along modules for the network, which nothing uses.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, Final

import miniaudio

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.progress import Progress, silent
from streetlaw.ui.cases.prepared import Recording

_PEAK_RATE: Final = 8000
_CHANNELS: Final = 2
_LOUDEST: Final = 32768
_TAIL_SECONDS: Final = 0.6
"""A device keeps so much in its buffers at most."""

_MOST_FRAMES: Final = 16384
_INFORMERS: Final[Sequence[tuple[bytes, Callable[[bytes], miniaudio.SoundFileInfo]]]] = (
    (b"RIFF", miniaudio.wav_get_info), (b"fLaC", miniaudio.flac_get_info),
    (b"OggS", miniaudio.vorbis_get_info), (b"", miniaudio.mp3_get_info))


def recording(content: bytes) -> Recording:
    """The recording in WAV, MP3, FLAC or Ogg Vorbis that those bytes are; raises `sound.not_known`."""
    inform = next(inform for begin, inform in _INFORMERS if content.startswith(begin))
    try:
        info = inform(content)
    except miniaudio.MiniaudioError:
        raise StreetLawError("sound.not_known") from None
    if info.num_frames <= 0 or info.sample_rate <= 0:
        raise StreetLawError("sound.not_known")
    return Recording(content, info.num_frames, info.sample_rate)


def peaks(heard: Recording, count: int, *, progress: Progress = silent) -> tuple[float, ...]:
    """The loudest moment, 0 to 1, of each of `count` equal parts; fewer when the recording ends before."""
    piece = max(1, int(heard.seconds * _PEAK_RATE / count))
    source = miniaudio.stream_any(_Memory(heard.content), nchannels=1, sample_rate=_PEAK_RATE,
                                  frames_to_read=piece)
    found: list[float] = []
    for samples in source:
        loud, deep = max(samples), -min(samples)
        found.append(max(loud, deep) / _LOUDEST)
        progress(min(len(found), count), count)
    return tuple(found[:count])


class Player:
    """Plays one recording; `backends` is for tests, the system's sound is used without it."""

    def __init__(self, recording: Recording, backends: Sequence[miniaudio.Backend] = ()) -> None:
        self._recording = recording
        self._backends = list(backends)
        self._device: miniaudio.PlaybackDevice | None = None
        self._frame = 0
        self._ended = False

    @property
    def seconds(self) -> float:
        """Where it is."""
        return self._frame / self._recording.rate

    @property
    def is_playing(self) -> bool:
        """True from `play` until it is paused or at its end."""
        return self._device is not None and not self._ended

    def play(self) -> None:
        """Go on from where it is, from the beginning when it is at its end; raises `sound.no_device`."""
        self.pause()
        if self._frame >= self._recording.frames:
            self._frame = 0
        self._ended = False
        try:
            device = miniaudio.PlaybackDevice(sample_rate=self._recording.rate, nchannels=_CHANNELS,
                                              backends=self._backends)
            stream = self._stream()
            next(stream)
            device.start(stream)
        except miniaudio.MiniaudioError:
            raise StreetLawError("sound.no_device") from None
        self._device = device

    def pause(self) -> None:
        """Stop, and give the sound device back."""
        device, self._device = self._device, None
        if device is not None:
            device.close()

    def seek(self, seconds: float) -> None:
        """Go to a moment; what plays goes on from there."""
        playing = self.is_playing
        self.pause()
        self._frame = max(0, min(self._recording.frames, round(seconds * self._recording.rate)))
        if playing:
            self.play()

    def _stream(self) -> Generator[Any, int, None]:
        """Give the device the frames it asks for, on its own thread."""
        source = miniaudio.stream_any(_Memory(self._recording.content), nchannels=_CHANNELS,
                                      sample_rate=self._recording.rate, frames_to_read=_MOST_FRAMES,
                                      seek_frame=self._frame)
        wanted = yield b""
        while True:
            try:
                samples = source.send(min(wanted, _MOST_FRAMES))
            except (StopIteration, miniaudio.MiniaudioError):
                break
            self._frame = min(self._frame + len(samples) // _CHANNELS, self._recording.frames)
            wanted = yield samples
        self._frame = self._recording.frames
        silent_still = round(_TAIL_SECONDS * self._recording.rate)
        while silent_still > 0:  # what was given is not heard yet
            silent_still -= wanted
            wanted = yield bytes(wanted * _CHANNELS * 2)
        self._ended = True


class _Memory(miniaudio.StreamableSource):  # type: ignore[misc] # it has no types
    """Encoded sound in memory, read and sought by the decoder."""

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        self._at = 0

    def read(self, num_bytes: int) -> memoryview:
        piece = self._content[self._at:self._at + num_bytes]
        self._at += len(piece)
        return piece

    def seek(self, offset: int, origin: miniaudio.SeekOrigin) -> bool:
        base = {miniaudio.SeekOrigin.START: 0, miniaudio.SeekOrigin.CURRENT: self._at}
        self._at = max(0, base.get(origin, len(self._content)) + offset)
        return True
