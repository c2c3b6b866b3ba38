"""A vault of each format given out: `tests/vaults/<format>/` holds `vault/`, `backup.slv`, `holds.json`.

They are never changed again: tests work on copies. One passphrase opens all of them, the people are invented.
`python -m tests.vaults.freeze` makes that of the present format.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from streetlaw.storage import migrate

HERE = Path(__file__).parent
FORMATS = tuple(sorted(path.name for path in HERE.iterdir() if (path / "holds.json").is_file()))
OLDER = tuple(name for name in FORMATS if name < migrate.FORMAT)
"""Those that are brought up to date when they are opened."""

PASSPHRASE = "invented people only"


def folder(format_: str) -> Path:
    """Where that format's vault and backup are."""
    return HERE / format_


def as_frozen(format_: str, counts: Mapping[str, int]) -> bool:
    """True when there are as many records of each kind as when it was frozen, and none of later kinds."""
    known: dict[str, int] = json.loads((folder(format_) / "holds.json").read_text())
    return all(number == known.get(kind, 0) for kind, number in counts.items())
