"""Attachments beside the database: one age file each, opened by an identity that stands only in its row.

Removing the row therefore makes the file unreadable for ever, wherever a copy of it may be.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from pyrage import x25519

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.blobs import Digest, StoredBlob, Writable
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import faults, files, streams

LARGEST: Final = 2 * 2**30
"""Bytes an attachment may have."""

_NAME: Final = re.compile(r"[0-9a-f]{32}")


class BlobFolder:
    """The encrypted files of one vault; keeps the promises of `services.blobs.Blobs`."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self._folder = folder
        self._largest = largest
        self.apart = ""
        """The name of a file that is no attachment: it is in no list."""

    def store(self, source: BinaryIO, *, size: int = 0, progress: Progress = silent) -> StoredBlob:
        """Seal what `source` yields, about `size` bytes.

        Raises `attachment.too_large` (fact `megabytes`), `vault.disk_full`, what `source` and `progress`
        raise; then no file is left.
        """
        identity = x25519.Identity.generate()
        name = secrets.token_hex(16)

        measure = _Watched(size, progress)

        def watch(piece: bytes) -> None:
            measure(piece)
            if measure.size > self._largest:
                raise StreetLawError("attachment.too_large", megabytes=self._largest // 2**20)

        with faults.mapped(), files.replacing(self._folder / name) as target:
            streams.seal(source, target, [str(identity.to_public())], watch)
        return StoredBlob(name, str(identity), measure.size, measure.sha256)

    def open(self, blob: str, identity: str) -> bytes:
        """The bytes sealed under that name; raises `attachment.missing`, `attachment.damaged`."""
        plain = BytesIO()
        self._unseal(blob, identity, plain)
        return plain.getvalue()

    def copy(self, blob: str, identity: str, target: Writable, *, size: int = 0,
             progress: Progress = silent) -> Digest:
        """Write what is sealed under that name to `target` and say what it was, with flat memory.

        Raises `attachment.missing`, `attachment.damaged` (`target` may then hold the sound beginning), and
        what `target` and `progress` raise.
        """
        measure = _Watched(size, progress)
        self._unseal(blob, identity, target, measure)
        return Digest(measure.size, measure.sha256)

    def holds(self, blob: str, identity: str, size: int, sha256: str) -> bool:
        """True when the file opens and is what was stored; reads it once with flat memory."""
        measure = streams.Measure()
        try:
            self._unseal(blob, identity, _Nowhere(), measure)
        except StreetLawError:
            return False
        return (measure.size, measure.sha256) == (size, sha256)

    def erase(self, blob: str) -> None:
        """Remove the file, if it is there; raises `vault.read_only`, `vault.failed`."""
        if _NAME.fullmatch(blob):
            with faults.mapped():
                (self._folder / blob).unlink(missing_ok=True)
                files.sync_folder(self._folder)

    def names(self) -> Iterator[str]:
        """The names of all files, in order."""
        return iter(sorted(path.name for path in self._folder.iterdir()
                           if _NAME.fullmatch(path.name) and path.name != self.apart))

    def path(self, blob: str) -> Path:
        """Where the sealed file of that name is; raises `attachment.missing` for what cannot be a name."""
        if not _NAME.fullmatch(blob):
            raise StreetLawError("attachment.missing")
        return self._folder / blob

    def _unseal(self, blob: str, identity: str, target: streams.Writable,
                watch: streams.Watcher | None = None) -> None:
        try:
            source = self.path(blob).open("rb")
        except FileNotFoundError:
            raise StreetLawError("attachment.missing") from None
        except OSError as error:
            raise faults.of_system(error) from None
        with source, faults.mapped():
            streams.unseal(source, target, identity, "attachment.damaged", watch)


class _Watched(streams.Measure):
    """Counts and hashes what passes, and tells how far it is after each block; `size` is about all of it."""

    def __init__(self, size: int, progress: Progress) -> None:
        super().__init__()
        self._expected = size
        self._progress = progress
        self._next = streams.BLOCK

    def __call__(self, piece: bytes) -> None:
        super().__call__(piece)
        if self.size >= self._next:
            self._next += streams.BLOCK
            self._progress(self.size, max(self._expected, self.size))


class _Nowhere:
    """Takes everything and keeps nothing."""

    def write(self, data: bytes, /) -> int:
        return len(data)
