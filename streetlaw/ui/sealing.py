"""Sealing into a file that a person chose, so that the file and the line of the log are there together.

The bytes are written whole beside their place, then the vault remembers that they left, then the file gets
its name. Nothing is remembered of a file that could not be written, and no file stays that is not remembered.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any, Protocol

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services import history
from streetlaw.services.ports import Work
from streetlaw.ui import plain_files

BUNDLES = "*.slb"


class Seal(Protocol):
    """A service that seals something, gives it to `keep`, and then writes down that it left."""

    def __call__(self, work: Work, *args: Any, keep: Callable[[bytes], object]) -> tuple[bytes, Outcome]:
        """Raises what `keep` raises, with nothing written down."""
        ...


def new_name() -> str:
    """A name for a bundle that tells nothing: not whose it is, nor for whom, nor when it was made."""
    return f"{token_hex(5)}.slb"


def seal_to(work: Work, path: Path, seal: Seal, *args: Any) -> Outcome:
    """Do `seal(work, *args)` into the file `path`.

    Raises what `seal` raises and `file.not_written`; then there is no new file and nothing is written down.
    A power cut in the last instant leaves the whole file beside its place, with ".part" after its name.
    """
    unnamed = path.with_name(f"{path.name}.{token_hex(4)}.part")
    try:
        _, outcome = seal(work, *args, keep=partial(plain_files.write, unnamed))
    except BaseException:
        _remove(unnamed)
        raise
    try:
        unnamed.replace(path)
    except OSError as error:
        history.undo(work, outcome)
        _remove(unnamed)
        raise StreetLawError("file.not_written") from error
    return outcome


def _remove(file: Path) -> None:
    """Remove a file, if its disk is still there."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
