"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from streetlaw.domain.errors import StreetLawError


def write(target: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file that is there whole, or as it was; raises `file.not_written`."""
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=".", delete=False) as part:
            try:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).chmod(mode)
                Path(part.name).replace(target)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError:
        raise StreetLawError("file.not_written", file=target.name) from None
