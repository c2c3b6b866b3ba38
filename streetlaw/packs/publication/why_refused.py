"""What is wrong with a publication, told from what tuf raised and from the statement it read last."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadLengthMismatchError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)
from tuf.api.metadata import Metadata, Signed

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.publication.layout import LARGEST_STATEMENT

_STATEMENT: Final = re.compile(r"metadata/(?:(\d+)\.)?(root|timestamp|snapshot|targets)\.json")


def refusal(error: Exception, asked: str, statement: bytes, folder: Path, root: bytes) -> StreetLawError:
    """The refusal that stands for an error of tuf.

    `asked` is the part that was read last, `statement` what stood in it; `root` the newest root trusted.
    """
    part = asked.rpartition("/")[2]
    version = asked_version(asked)
    if version is not None and isinstance(error, DownloadLengthMismatchError):
        statement = _whole(folder / asked)  # it was read no further than it should have gone
    found = _parsed(statement)
    other = found is not None and version not in (None, found.signed.version)
    match error:
        case ExpiredMetadataError():
            code = "update.expired"
        case DownloadLengthMismatchError():
            code = "update.mixed" if other else "update.too_large"
        case UnsignedMetadataError():
            known = found is not None and _signed_by_known(found, asked, root)
            code = "update.altered" if known else "update.wrong_keys"
        case BadVersionNumberError():
            code = "update.mixed" if other or found is None else "update.rolled_back"
        case LengthOrHashMismatchError():
            code = "update.mixed" if other else "update.altered"
        case RepositoryError():
            code = "update.damaged"
        case _:
            code = "update.mixed" if _has_other_editions(asked, folder) else "update.incomplete"
    return StreetLawError(code, file=part, day=f"{_end(found, root):%d.%m.%Y}")


def asked_version(asked: str) -> int | None:
    """The edition of a statement that its file name asks for; None for the timestamp, and for other parts."""
    found = _STATEMENT.fullmatch(asked)
    return int(found[1]) if found and found[1] else None


def _has_other_editions(asked: str, folder: Path) -> bool:
    """True when a statement that is not there is there in other editions."""
    found = _STATEMENT.fullmatch(asked)
    return bool(found and found[1] and any((folder / "metadata").glob(f"*.{found[2]}.json")))


def _whole(path: Path) -> bytes:
    try:
        with path.open("rb") as reading:
            return reading.read(LARGEST_STATEMENT)
    except OSError:
        return b""


def _parsed(statement: bytes) -> Metadata[Any] | None:
    try:
        return Metadata[Any].from_bytes(statement)
    except RepositoryError:
        return None


def _signed_by_known(found: Metadata[Any], asked: str, root: bytes) -> bool:
    """True when the statement bears a signature under the id of a key that the root names for it."""
    role = _STATEMENT.fullmatch(asked)
    trusted = _parsed(root)
    if role is None or trusted is None:
        return False
    return bool(found.signatures.keys() & {*trusted.signed.roles[role[2]].keyids})


def _end(found: Metadata[Any] | None, root: bytes) -> datetime:
    """The day after which the statement counted as old, or the root when that ended first."""
    said: list[Signed] = [each.signed for each in (found, _parsed(root)) if each is not None]
    return min(each.expires for each in said)
