"""The first page of the two lists on a full vault, in every order and with many filters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from streetlaw.cli import shop
from streetlaw.domain.case import CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Act, Incident, Source, SourceKind
from streetlaw.domain.record import PartialDate
from streetlaw.services.listing import ClientQuery, IncidentQuery
from streetlaw.services.ports import Work
from streetlaw.storage.vault import OpenVault, unlock
from streetlaw.ui.paged import PAGE
from tests.bench.measuring import Line, in_turn
from tests.bench.population import PASSPHRASE

EACH = 3
"""Incidents for each client."""

_BATCH = 2000
_OPEN = tuple(status.value for status in CaseStatus if status.is_open)
_CLIENTS: dict[str, ClientQuery] = {
    "as it opens": ClientQuery(statuses=_OPEN),
    "by code": ClientQuery(statuses=_OPEN, order="code"),
    "by deadline": ClientQuery(statuses=_OPEN, order="due"),
    "by deadline, last first": ClientQuery(statuses=_OPEN, order="due", backwards=True),
    "by region": ClientQuery(statuses=_OPEN, order="region"),
    "overdue": ClientQuery(statuses=_OPEN, due="overdue"),
    "high risk": ClientQuery(risks=("high",)),
    "no consent to the attorney": ClientQuery(purpose="supervisor", reach="none"),
    "limited consent": ClientQuery(purpose="supervisor", reach="limited"),
    "a text, open cases": ClientQuery(text="ай", statuses=_OPEN),
}
_INCIDENTS: dict[str, IncidentQuery] = {
    "as it opens": IncidentQuery(),
    "by code": IncidentQuery(order="code"),
    "one kind of act": IncidentQuery(violations=("extortion",)),
    "one kind of act, by code": IncidentQuery(violations=("extortion",), order="code"),
    "incomplete": IncidentQuery(incomplete=True),
    "this year": IncidentQuery(since="2026"),
    "a text": IncidentQuery(text="ай"),
}


@contextmanager
def widened(narrow: Path) -> Iterator[OpenVault]:
    """A copy of a closed vault with three incidents for each client; a finished one is kept."""
    folder = narrow.parent / "wide"
    if not folder.exists():
        building = folder.with_suffix(".part")
        shutil.rmtree(building, ignore_errors=True)
        shutil.copytree(narrow, building)
        _widen(building)
        building.rename(folder)
    opened = unlock(folder, PASSPHRASE, surroundings=shop.surroundings())
    try:
        yield opened
    finally:
        opened.close()


def measure(vault: OpenVault, *, rounds: int) -> Iterator[Line]:
    """A line for each way to look at a list."""
    with vault.work() as work:
        clients, incidents = work.count(Client), work.count(Incident)
        some = work.client_ids(ClientQuery(), PAGE)
        others = work.incident_ids(IncidentQuery(), PAGE)
    for name, query in _CLIENTS.items():
        yield _line(f"{clients:,} clients, {name}", partial(_clients, vault, query),
                    partial(_client_lines, vault, some), rounds)
    for name, register in _INCIDENTS.items():
        yield _line(f"{incidents:,} incidents, {name}", partial(_incidents, vault, register),
                    partial(_incident_lines, vault, others), rounds)


def _line(name: str, ours: partial[None], floor: partial[None], rounds: int) -> Line:
    taken = in_turn(ours, floor, runs=rounds)
    return Line(name=name, floor_name="reading a hundred lines", ours=taken[0], floor=taken[1], aim=10,
                aim_p95=0.016)


def _clients(vault: OpenVault, query: ClientQuery) -> None:
    with vault.work() as work:
        work.client_rows(work.client_ids(query, PAGE), query.text)


def _client_lines(vault: OpenVault, ids: Sequence[str]) -> None:
    with vault.work() as work:
        work.client_rows(ids)


def _incidents(vault: OpenVault, query: IncidentQuery) -> None:
    with vault.work() as work:
        work.incident_rows(work.incident_ids(query, PAGE))


def _incident_lines(vault: OpenVault, ids: Sequence[str]) -> None:
    with vault.work() as work:
        work.incident_rows(ids)


def _widen(folder: Path) -> None:
    opened = unlock(folder, PASSPHRASE, surroundings=shop.surroundings())
    try:
        with opened.work() as work:
            ids = list(work.client_ids(ClientQuery()))
            missing = max(0, EACH * len(ids) - work.count(Incident))
        for start in range(0, missing, _BATCH):
            with opened.work() as work:
                work.add_many(_incident(work, ids, number)
                              for number in range(start, min(start + _BATCH, missing)))
                work.commit("synthetic")
    finally:
        opened.close()


def _incident(work: Work, ids: Sequence[str], number: int) -> Incident:
    violations = tuple(work.pack.violations)
    return Incident(
        id=work.new_id(), client_id=ids[number % len(ids)],
        occurred=PartialDate(f"{2022 + number % 5}-{1 + number % 12:02}-{1 + number % 28:02}"),
        acts=(Act(violation=violations[number % len(violations)]),),
        sources=(Source(kind=SourceKind.PERSON),), narrative=f"Возле рынка, {number}")
