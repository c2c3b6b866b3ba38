"""What services ask of the store of encrypted files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from streetlaw.services.progress import Progress, silent


class Writable(Protocol):
    """What can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take all of it, and say how much that was."""
        ...


class Blobs(Protocol):
    """Encrypted files beside the database, one age file and one identity each.

    Any thread may seal and open, beside a unit of work or after it.
    """

    def store(self, source: BinaryIO, *, size: int = 0, progress: Progress = silent) -> StoredBlob:
        """Seal what `source` yields, about `size` bytes; whatever is raised leaves no file behind.

        Raises `attachment.too_large`, `vault.disk_full`, what `source` and `progress` raise.
        """
        ...

    def open(self, blob: str, identity: str) -> bytes:
        """The bytes sealed under that name.

        Raises `attachment.missing`, and `attachment.damaged` when they do not verify.
        """
        ...

    def copy(self, blob: str, identity: str, target: Writable, *, size: int = 0,
             progress: Progress = silent) -> Digest:
        """Write what is sealed under that name, about `size` bytes, to `target`, and say what it was.

        Raises `attachment.missing`, `attachment.damaged`, what `target` and `progress` raise: `target` is to
        be thrown away then.
        """
        ...

    def erase(self, blob: str) -> None:
        """Remove the file; it is unreadable from the moment its identity is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Digest:
    """What passed: how many bytes, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What storing a file gave: its random name, the secret that opens it, its size and hash."""

    blob: str
    identity: str = field(repr=False)
    size: int
    sha256: str
