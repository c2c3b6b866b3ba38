"""Where the system's own files are read: the tests look at a computer made of a few files."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """A computer: its system, the root of its files, the person's home and environment."""

    platform: str = sys.platform
    root: Path = Path("/")
    home: Path = field(default_factory=Path.home)
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def read(self, path: str) -> str:
        """The text of a file of the system, "" when it is not there; `path` begins without a slash."""
        try:
            return (self.root / path).read_text(encoding="utf-8", errors="replace").strip()
        except OSError:
            return ""

    def has(self, path: str) -> bool:
        """True when that file of the system is there."""
        return (self.root / path).exists()
