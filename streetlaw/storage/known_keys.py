"""Are the keys in the slot file those the vault had last? An older slot file put back opens to old secrets.

The database remembers a digest of the eight slots. The generation in the slot file cannot tell: whoever puts
an older file back can also count it up, while the database is sealed. Before slots are written both digests
are noted, afterwards the new one alone, so that no crash in between looks like a file put back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from sqlalchemy import Connection, Engine

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import faults, kept
from streetlaw.storage.slots import SlotTable

_NAME: Final = "keys.known"


def trusted(engine: Engine, table: SlotTable) -> bool:
    """True when the slots are those noted last; a vault that has no note yet takes these."""
    with faults.mapped(), engine.connect() as reading:
        noted = kept.choice(reading, _NAME)
    if noted is None:
        with suppress(StreetLawError):  # a full disk is no reason not to open; the next opening notes them
            take(engine, table)
        return True
    return digest(table) in noted.split()


def take(engine: Engine, table: SlotTable) -> None:
    """Note these slots as the vault's; raises `vault.disk_full`, `vault.read_only`."""
    _note(engine, digest(table))


def note(connection: Connection, table: SlotTable) -> None:
    """Note these slots in a transaction under way."""
    kept.choose(connection, _NAME, digest(table))


@contextmanager
def changing(engine: Engine, before: SlotTable, after: SlotTable) -> Iterator[None]:
    """Note new slots around their writing; raises `vault.disk_full`, `vault.read_only` before it."""
    old, new = digest(before), digest(after)
    if old == new:
        yield
        return
    _note(engine, f"{old} {new}")
    yield
    with suppress(StreetLawError):  # both stay noted
        _note(engine, new)


def digest(table: SlotTable) -> str:
    """SHA-256 of the slots, hexadecimal: neither the generation nor the anchor counts."""
    return hashlib.sha256(b"".join(table.raw)).hexdigest()


def _note(engine: Engine, digests: str) -> None:
    with faults.mapped(), engine.execution_options(writes=True).begin() as writing:
        kept.choose(writing, _NAME, digests)
