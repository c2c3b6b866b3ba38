"""A keystroke in the client list on a full vault, against the same full-text queries alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from streetlaw.domain.client import Client
from streetlaw.services.listing import ClientQuery
from streetlaw.storage.clients_view import BEST
from streetlaw.storage.search import Query
from streetlaw.storage.vault import OpenVault
from tests.bench.measuring import Line, in_turn

PAGE = 30
"""Lines of the list that are on the screen."""


def measure(vault: OpenVault, clients: int, *, rounds: int) -> Line:
    """Type words letter by letter: names in both scripts, a code, a telephone number, words of a story."""
    ours: list[float] = []
    floor: list[float] = []
    with vault.opened().engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        for typed in _keystrokes(vault):
            both = in_turn(lambda typed=typed: _list(vault, typed), lambda typed=typed: _raw(driver, typed),  # type: ignore[misc]
                           runs=rounds)  # fmt: skip
            ours += both[0]
            floor += both[1]
    return Line(
        name=f"search keystroke, {clients:,} clients",
        floor_name="the FTS5 queries alone, same connection",
        ours=ours,
        floor=floor,
        aim=2,
        aim_p95=0.016,
    )


def _keystrokes(vault: OpenVault) -> Iterator[str]:
    with vault.work() as work:
        somebody = next(client for client in work.list(Client, named=True, limit=5) if client.phone)
    words = (somebody.family_name, somebody.given_name, "Айгуль", "Toktogulova", "Bakyt", somebody.code,
             somebody.phone, "справка", "Асанова Айгүл", "ыйгарым", "zzzz")  # fmt: skip
    for word in words:
        for length in range(1, len(word) + 1):
            yield word[:length]


def _list(vault: OpenVault, typed: str) -> None:
    with vault.work() as work:
        ids = work.client_ids(ClientQuery(text=typed))
        work.client_rows(ids[:PAGE], typed)


def _raw(driver: Any, typed: str) -> None:
    found = 0
    for index, match in Query.of(typed).looks:
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {BEST}"  # noqa: S608
        found += len(driver.execute(sql, (match,)).fetchall())
        if found >= BEST:
            break
