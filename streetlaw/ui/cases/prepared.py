"""What is shown of a file: a paper, a picture, a text or a recording."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF."""

    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, upright, made smaller when it was large; `size` is what it was before."""

    image: QImage
    size: QSize


@dataclass(frozen=True, slots=True)
class Writing:
    """A text with the encoding it was read by; `is_whole` when nothing was left out at its end."""

    text: str = field(repr=False)
    encoding: str
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound recording; `rate` is frames a second."""

    content: bytes = field(repr=False)
    frames: int
    rate: int

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.frames / self.rate


Prepared = Paper | Picture | Writing | Recording
