"""Saving an incident, against one row committed to a file with the same cipher and pragmas."""

from __future__ import annotations

import secrets
from dataclasses import replace
from itertools import count
from pathlib import Path

from streetlaw.domain.incident import Incident
from streetlaw.services.incidents import save_incident
from streetlaw.storage.connection import keyed
from streetlaw.storage.vault import OpenVault
from tests.bench.measuring import Line, in_turn


def measure(vault: OpenVault, scratch: Path, *, runs: int) -> Line:
    """Change a word of a story and save, each time; the floor inserts the same text."""
    with vault.work() as work:
        first = work.list(Incident, limit=1)[0]
    numbers = count(1)
    bare = keyed(scratch / "bare.db", secrets.token_bytes(32))
    bare.execute("CREATE TABLE story (id INTEGER PRIMARY KEY, told TEXT)").close()

    def ours() -> None:
        with vault.work() as work:
            known = work.get(Incident, first.id)
            save_incident(work, replace(known, narrative=f"{first.narrative} {next(numbers)}"))

    def floor() -> None:
        bare.execute("BEGIN IMMEDIATE").close()
        bare.execute("INSERT INTO story (told) VALUES (?)", (first.narrative,)).close()
        bare.execute("COMMIT").close()

    try:
        mine, least = in_turn(ours, floor, runs=runs, warm_up=3)
    finally:
        bare.close()
    return Line(
        name="save an incident", floor_name="one bare SQLCipher commit", ours=mine, floor=least, aim=3
    )
