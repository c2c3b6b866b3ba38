"""Where the files of a pack lie: a folder on the disk, or an archive that was read into memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Protocol

from streetlaw.packs.reading import ordinary

LARGEST: Final = 4 * 2**20
"""Bytes a file of a pack may have: many times those of the largest there is."""


class Place(Protocol):
    """A folder or file of a pack; a `pathlib.Path` is one."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...

    @property
    def parent(self) -> Place:
        """The folder it lies in."""
        ...

    def __truediv__(self, name: str, /) -> Place:
        """What lies in it under that name, whether it exists or not."""
        ...

    def exists(self) -> bool:
        """True for a file or folder that is there."""
        ...

    def is_dir(self) -> bool:
        """True for a folder that is there."""
        ...

    def is_file(self) -> bool:
        """True for a file that is there."""
        ...

    def read_text(self, encoding: str | None = None) -> str:
        """What stands in a file; raises OSError, UnicodeDecodeError."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A place in an archive: its files by their paths ("kg/pack.toml"), and where in it this is."""

    files: Mapping[str, bytes] = field(repr=False, hash=False)
    path: str

    @property
    def name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.path).name

    @property
    def parent(self) -> Held:
        """The folder it lies in."""
        above = PurePosixPath(self.path).parent
        return Held(self.files, "" if above == PurePosixPath() else str(above))

    def __truediv__(self, name: str, /) -> Held:
        """What lies in it under that name, whether it exists or not."""
        return Held(self.files, f"{self.path}/{name}" if self.path else name)

    def exists(self) -> bool:
        """True for a file or folder that is there."""
        return self.is_file() or self.is_dir()

    def is_dir(self) -> bool:
        """True for a folder that is there."""
        return any(path.startswith(f"{self.path}/") for path in self.files)

    def is_file(self) -> bool:
        """True for a file that is there."""
        return self.path in self.files

    def read_text(self, encoding: str | None = None) -> str:
        """What stands in a file; raises FileNotFoundError, UnicodeDecodeError."""
        if not self.is_file():
            raise FileNotFoundError(self.path)
        return self.files[self.path].decode(encoding or "utf-8")


def text_of(place: Place, encoding: str = "utf-8") -> str:
    """What stands in a file of a pack, the same wherever it lies.

    Raises OSError, `ordinary.TooLargeError` for one of more than `LARGEST` bytes, UnicodeDecodeError.
    """
    if isinstance(place, Path):
        return ordinary.read(place, LARGEST).decode(encoding)
    return place.read_text(encoding)
