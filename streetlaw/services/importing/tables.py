"""What the import asks of an adapter: the rows of a table that another program wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from streetlaw.services.importing.register import Register

Row = Mapping[str, str]
"""The text of the cells by the name of their column."""

Rows = Sequence[tuple[int, Row]]
"""Rows with the number of their line in the file, from 1."""


class Tables(Protocol):
    """Reads tables that other programs wrote."""

    def sheets(self, path: Path) -> tuple[str, ...]:
        """The names of the sheets; none for a file that has only one table. Raises `import.*`."""
        ...

    def register(self) -> Register:
        """What columns and words are called in registers."""
        ...

    def read(self, path: Path, sheet: str = "") -> Rows:
        """The rows of a sheet ("" = the first), each with its line; raises `import.*`."""
        ...
