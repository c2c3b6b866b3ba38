"""What a publication of law data is to the program: a folder from a publisher, verified before it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.progress import Progress, silent

Words = Callable[[str, str], tuple[str, ...]]
"""Six words that stand for two texts, as `exchange.words.fingerprint_words` gives them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes: the name they give themselves, and six words that stand for their root keys."""

    name: str
    words: tuple[str, ...]
    root: int = 1
    """How often the keys were set: 1 for the first ones, one more after each change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The signed statements by which the next publication is judged, by role; "root" is always there."""

    statements: Mapping[str, bytes] = field(repr=False)
    publisher: Publisher


class Aside(StrEnum):
    """Why something in a publication is not taken over."""

    UNKNOWN_KIND = "unknown_kind"  # this version of the program has no use for it
    OLDER = "older"                # what is in force is newer
    SAME = "same"                  # it is in force already
    UNREADABLE = "unreadable"      # it is sound, but made for another version of the program


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAside:
    """One thing in a publication that is not taken over, and why."""

    path: str
    kind: str
    why: Aside


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPack:
    """A verified pack as it was published."""

    code: str
    version: str
    archive: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A publication whose every part was verified against `base`, and the trust that follows from it.

    `expires` is the day from which on it counts as old, UTC.
    """

    base: Trust
    trust: Trust
    expires: datetime
    packs: Sequence[PublishedPack] = ()
    aside: Sequence[LeftAside] = ()


class Publications(Protocol):
    """Reads publications in folders; writes nothing, and opens no connection."""

    def publisher(self, folder: Path) -> Trust:
        """Whose publication it says it is, checked against nothing yet.

        Raises `update.none_here`, `update.damaged`, `update.not_read`.
        """
        ...

    def read(self, folder: Path, trust: Trust, *, progress: Progress = silent) -> Publication:
        """Verify everything against that trust, and read what this version knows.

        Raises what `publisher` raises, `update.wrong_keys`, `update.rolled_back`, `update.mixed`,
        `update.altered`, `update.incomplete`, `update.expired`, `update.too_large`, `work.cancelled`.
        """
        ...


class NoPublications:
    """Reads nothing, where there is nothing to read."""

    def publisher(self, folder: Path) -> Trust:
        """Nobody's."""
        del folder
        raise StreetLawError("update.none_here")

    def read(self, folder: Path, trust: Trust, *, progress: Progress = silent) -> Publication:
        """Nothing."""
        del folder, trust, progress
        raise StreetLawError("update.none_here")
