"""What is inside a backup: a tar stream of known members, written and read with flat memory.

The reader believes nothing: a member that is not expected, twice there, longer than the stream or of another
kind than a plain file ends it with `backup.damaged`, and no name becomes a path before it was recognised.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import files

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "vault.db"
BLOBS: Final = "blobs"

_BLOB: Final = re.compile(r"blobs/([0-9a-f]{32})")
_MANIFEST_LARGEST: Final = 64 * 2**20
_PIECE: Final = 256 * 1024
_BLOCK: Final = tarfile.BLOCKSIZE


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says it holds: sizes of members in bytes, records by kind, the head of the audit chain.

    `made` is UTC; `audit_head` is hexadecimal.
    """

    format: int
    made: datetime
    vault_id: str
    audit_lines: int
    audit_head: str
    counts: dict[str, int]
    members: dict[str, int]


@dataclass(frozen=True, slots=True)
class Member:
    """A file of the archive: its name there, its size, and how to open it."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @classmethod
    def of(cls, name: str, path: Path) -> Member:
        """The file at `path` under that name."""
        return cls(name, path.stat().st_size, lambda: path.open("rb"))


class Packed:
    """The archive of some members as a stream to be read once; raises `backup.changed` when a file shrank."""

    def __init__(self, manifest: Manifest, members: Sequence[Member]) -> None:
        text = msgspec.json.encode(manifest)
        first = Member(MANIFEST, len(text), lambda: BytesIO(text))
        self._pieces = _pieces((first, *members))
        self._piece = BytesIO()

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""
        data = self._piece.read(size)
        while not data:
            following = next(self._pieces, None)
            if following is None:
                return b""
            self._piece = BytesIO(following)
            data = self._piece.read(size)
        return data


def _pieces(members: Sequence[Member]) -> Iterator[bytes]:
    for member in members:
        header = tarfile.TarInfo(member.name)
        header.size, header.mode = member.size, files.FILE_MODE
        yield header.tobuf(tarfile.GNU_FORMAT)
        left = member.size
        with member.open() as file:
            while left:
                piece = file.read(min(_PIECE, left))
                if not piece:
                    raise StreetLawError("backup.changed")
                left -= len(piece)
                yield piece
        yield bytes(-member.size % _BLOCK)
    yield bytes(2 * _BLOCK)


def unpack(source: BinaryIO, folder: Path) -> Manifest:
    """Write the database and the blobs of an archive into a folder that has neither, and return the manifest.

    Raises `backup.damaged`, `backup.newer_format`; what is in the folder must then be thrown away.
    """
    name, size = _header(source) or ("", 0)
    if name != MANIFEST or size > _MANIFEST_LARGEST:
        raise _damaged()
    manifest = _manifest(b"".join(_body(source, size)))
    awaited = dict(manifest.members)
    while (found := _header(source)) is not None:
        name, size = found
        if awaited.pop(name, None) != size:
            raise _damaged()
        with files.new_file(_place(name, folder)) as file:
            for piece in _body(source, size):
                file.write(piece)
            files.sync(file)
    if awaited or DATABASE not in manifest.members:
        raise _damaged()
    return manifest


def _manifest(text: bytes) -> Manifest:
    try:
        if msgspec.json.decode(text, type=_Format).format > FORMAT:
            raise StreetLawError("backup.newer_format")
        return msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, RecursionError):
        raise _damaged() from None


class _Format(msgspec.Struct):
    format: int


def _header(source: BinaryIO) -> tuple[str, int] | None:
    """Name and size of the next member; None at the end mark."""
    block = source.read(_BLOCK)
    if len(block) == _BLOCK and not any(block):
        return None
    try:
        header = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, ValueError):
        raise _damaged() from None
    if not header.isreg() or header.size < 0:
        raise _damaged()
    return header.name, header.size


def _body(source: BinaryIO, size: int) -> Iterator[bytes]:
    left = size
    while left:
        piece = source.read(min(_PIECE, left))
        if not piece:
            raise _damaged()
        left -= len(piece)
        yield piece
    if len(source.read(-size % _BLOCK)) != -size % _BLOCK:
        raise _damaged()


def _place(name: str, folder: Path) -> Path:
    blob = _BLOB.fullmatch(name)
    if blob is not None:
        return folder / BLOBS / blob[1]
    if name == DATABASE:
        return folder / DATABASE
    raise _damaged()


def _damaged() -> StreetLawError:
    return StreetLawError("backup.damaged")
