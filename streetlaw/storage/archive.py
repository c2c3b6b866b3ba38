"""What is inside a backup: a tar stream of known members, written and read with flat memory.

The first member is the manifest. Then, in any order: vault.db, blobs/<name>, and since format 2 perhaps
`key`, the vault key for people its owner trusts (`handed`).

The reader believes nothing: a member that is not expected, twice there, longer than the stream or of another
kind than a plain file ends it with `backup.damaged`, and no name becomes a path before it was recognised. It
takes the stream as it comes and writes members alone: nothing else of a backup ever stands on a disk.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Self

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import files

FORMAT: Final = 2
MANIFEST: Final = "manifest.json"
DATABASE: Final = "vault.db"
BLOBS: Final = "blobs"
KEY: Final = "key"

_BLOB: Final = re.compile(r"blobs/([0-9a-f]{32})")
_MANIFEST_LARGEST: Final = 64 * 2**20
_KEY_LARGEST: Final = 64 * 1024
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

    @classmethod
    def holding(cls, name: str, content: bytes) -> Member:
        """Those bytes under that name."""
        return cls(name, len(content), lambda: BytesIO(content))


class Packed:
    """The archive of some members as a stream to be read once; raises `backup.changed` when a file shrank."""

    def __init__(self, manifest: Manifest, members: Sequence[Member]) -> None:
        first = Member.holding(MANIFEST, msgspec.json.encode(manifest))
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


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive said it holds, and the sealed vault key in it; b"" when there is none."""

    manifest: Manifest
    key: bytes


_Parsing = Generator[int, bytes, Unpacked]
"""A parser asks for at most so many bytes, and is sent some; none at the end of the stream."""


class Unpacker:
    """Takes an archive in pieces and writes its database and blobs into a folder that has neither.

    To be used as a context, `write` first and `finish` last. Both raise `backup.damaged`,
    `backup.newer_format`; what is in the folder must then be thrown away.
    """

    def __init__(self, folder: Path) -> None:
        self._parser = _parse(folder)
        self._wanted = next(self._parser)
        self._unpacked: Unpacked | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._parser.close()

    def write(self, data: bytes, /) -> int:
        """Take the next piece."""
        start = 0
        while start < len(data):
            piece = data[start:start + self._wanted]
            start += len(piece)
            self._send(piece)
        return len(data)

    def finish(self) -> Unpacked:
        """Say what was unpacked, once the stream is over."""
        if self._unpacked is None:
            self._send(b"")
        if self._unpacked is None:
            raise _damaged()
        return self._unpacked

    def _send(self, piece: bytes) -> None:
        if self._unpacked is not None:
            if any(piece):  # only zeros may follow the end
                raise _damaged()
            return
        try:
            self._wanted = self._parser.send(piece)
        except StopIteration as over:
            self._unpacked = over.value


def _parse(folder: Path) -> _Parsing:
    name, size = (yield from _header()) or ("", 0)
    if name != MANIFEST or size > _MANIFEST_LARGEST:
        raise _damaged()
    manifest = _manifest((yield from _body(size)))
    awaited, key = dict(manifest.members), b""
    if DATABASE not in awaited or awaited.get(KEY, 0) > _KEY_LARGEST:
        raise _damaged()
    while (found := (yield from _header())) is not None:
        name, size = found
        if awaited.pop(name, None) != size:
            raise _damaged()
        if name == KEY:
            key = yield from _body(size)
            continue
        with files.new_file(_place(name, folder)) as file:
            yield from _pour(size, file)
            files.sync(file)
    if awaited or any((yield from _exactly(_BLOCK))):
        raise _damaged()
    return Unpacked(manifest, key)


def _manifest(text: bytes) -> Manifest:
    try:
        if msgspec.json.decode(text, type=_Format).format > FORMAT:
            raise StreetLawError("backup.newer_format")
        return msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, RecursionError):
        raise _damaged() from None


class _Format(msgspec.Struct):
    format: int


def _header() -> Generator[int, bytes, tuple[str, int] | None]:
    """Name and size of the next member; None at the end mark."""
    block = yield from _exactly(_BLOCK)
    if not any(block):
        return None
    try:
        header = tarfile.TarInfo.frombuf(block, "ascii", "strict")
    except (tarfile.HeaderError, ValueError):
        raise _damaged() from None
    if not header.isreg() or header.size < 0:
        raise _damaged()
    return header.name, header.size


def _body(size: int) -> Generator[int, bytes, bytes]:
    body = BytesIO()
    yield from _pour(size, body)
    return body.getvalue()


def _pour(size: int, target: BinaryIO) -> Generator[int, bytes, None]:
    """Write a member of that size to `target`, and pass over what fills its last block."""
    left = size
    while left:
        piece = yield min(_PIECE, left)
        if not piece:
            raise _damaged()
        left -= len(piece)
        target.write(piece)
    yield from _exactly(-size % _BLOCK)


def _exactly(size: int) -> Generator[int, bytes, bytes]:
    taken = bytearray()
    while len(taken) < size:
        piece = yield size - len(taken)
        if not piece:
            raise _damaged()
        taken += piece
    return bytes(taken)


def _place(name: str, folder: Path) -> Path:
    blob = _BLOB.fullmatch(name)
    if blob is not None:
        return folder / BLOBS / blob[1]
    if name == DATABASE:
        return folder / DATABASE
    raise _damaged()


def _damaged() -> StreetLawError:
    return StreetLawError("backup.damaged")
