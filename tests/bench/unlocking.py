"""Opening a vault and reading Today once the key is known, against the same file read with bare SQLCipher.

The floor opens the database, has page 1 verified, asks what Today asked, with the values it asked with, and
takes the HMAC of the thousand lines of the log that opening checks: it compares nothing and keeps nothing.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.services.today import today
from streetlaw.storage import keys, slots, vault
from streetlaw.storage.audit import CHECKED_ON_OPENING
from streetlaw.storage.connection import keyed
from streetlaw.storage.kdf import Label, VaultKey
from streetlaw.storage.vault import OpenVault
from tests.bench.measuring import Line, timed
from tests.bench.population import PASSPHRASE


def measure(folder: Path, clients: int, *, runs: int) -> Line:
    """Open a closed vault of so many clients and read Today, each time anew; closing is not counted."""
    key = keys.open_with(slots.load(folder / "keys.slots"), passphrase=PASSPHRASE)
    asked = _questions(folder, key)
    ours, floor = [], []
    for _ in range(runs + 1):
        ours.append(_ours(folder, key))
        floor.append(_floor(folder, key, asked))
    return Line(
        name=f"unlock {clients:,} clients, key known", floor_name="the same questions and seals, bare",
        ours=ours[1:], floor=floor[1:], aim=1.2, note=f"{len(asked)} questions",
    )


def _opened(folder: Path, key: VaultKey) -> OpenVault:
    return vault._locked(folder, lambda: key, shop.surroundings())


def _read(opened: OpenVault) -> None:
    with opened.work() as work:
        today(work)


def _ours(folder: Path, key: VaultKey) -> float:
    opened: list[OpenVault] = []
    seconds = timed(lambda: opened.append(_opened(folder, key))) + timed(lambda: _read(opened[0]))
    opened[0].close()
    return seconds


def _floor(folder: Path, key: VaultKey, asked: Sequence[str]) -> float:
    bare: list[Any] = []

    def ask() -> None:
        bare.append(keyed(folder / "vault.db", key.subkey(Label.DB)))
        bare[0].execute("PRAGMA schema_version").fetchone()
        for statement in asked:
            with closing(bare[0].execute(statement)) as found:
                found.fetchall()
        _seal(bare[0], key.subkey(Label.AUDIT))

    seconds = timed(ask)
    bare[0].close()
    return seconds


def _seal(bare: Any, key: bytes) -> None:
    """The HMAC of each line of the log that opening checks, over its mere text."""
    [(last,)] = bare.execute("SELECT max(seq) FROM audit")
    columns = "seq || at || actor || name || kind || record_id || digest"
    lines = bare.execute(f"SELECT mac, CAST({columns} AS BLOB) FROM audit WHERE seq > ? ORDER BY seq",  # noqa: S608
                         (last - CHECKED_ON_OPENING,))
    for mac, line in lines:
        hmac.digest(key, mac + line, "sha256")


def _questions(folder: Path, key: VaultKey) -> list[str]:
    """What Today asks the database, with the values written out."""
    opened, asked = _opened(folder, key), list[str]()
    with opened.opened().engine.connect() as connection:
        driver: Any = connection.connection.driver_connection  # the only one so far: the work takes it next
    driver.set_trace_callback(asked.append)
    _read(opened)
    driver.set_trace_callback(None)
    opened.close()
    return [statement for statement in asked if statement.startswith(("SELECT", "WITH"))]
