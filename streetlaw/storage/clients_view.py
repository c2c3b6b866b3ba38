"""The client list: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this package's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, text

from streetlaw.domain.case import CaseStatus
from streetlaw.services.ports import ClientQuery, ClientRow
from streetlaw.storage.search import Query, Texts

BEST: Final = 500
"""How many clients a text query gives at most."""

_ORDERS: Final = {
    "recent": "client.last_contact DESC, client.id DESC",
    "code": "client.code, client.id",
    "region": "client.region, client.last_contact DESC, client.id DESC",
    "due": "due.first IS NULL, due.first, client.last_contact DESC, client.id DESC",
}
_DUE: Final = (
    " LEFT JOIN (SELECT client_id, min(due) AS first FROM deadline WHERE status = 'open' AND due IS NOT NULL"
    " GROUP BY client_id) AS due ON due.client_id = client.id"
)
_DEADLINES: Final = {
    "overdue": "due < :today",
    "today": "due = :today",
    "week": "due BETWEEN :today AND :week",
    "unverified": "due IS NULL",
}
_OPEN: Final = ", ".join(f"'{status}'" for status in CaseStatus if status.is_open)
_AMONG: Final = "IN (SELECT value FROM json_each(:{}))"


def ids(connection: Connection, query: ClientQuery, today: date) -> list[str]:
    """The ids of the clients of the list, in order; with a text the 500 found first.

    A client is listed under each status their cases have, and each kind of deadline that is open.
    """
    conditions, values = _conditions(query, today)
    if query.text.strip():
        sought = Query.of(query.text)
        values["best"] = json.dumps(_best(connection, sought, conditions, values) if sought else [])
        conditions = [f"client.id {_AMONG.format('best')}"]
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    join = _DUE if query.order == "due" else ""
    sql = f"SELECT client.id FROM client {join} {where} ORDER BY {_ORDERS[query.order]}"
    return list(connection.execute(text(sql), values).scalars())


def rows(connection: Connection, ids: Sequence[str], typed: str) -> list[ClientRow]:
    """The lines of those clients, in that order; ids of removed clients are left out."""
    among = {"ids": json.dumps(list(ids))}
    states = {client_id: status for client_id, status, _ in connection.execute(_STATES, among)}
    dues = {client_id: (due, unknown) for client_id, due, unknown in connection.execute(_DUES, among)}
    matched = _matched(connection, Query.of(typed), among)
    lines = {}
    for id, code, risk, region, last_contact, *name in connection.execute(_FACTS, among):
        due, unknown = dues.get(id, (None, 0))
        lines[id] = ClientRow(
            id, code, " ".join(part for part in name if part), risk, states.get(id, ""), _day(due),
            due is not None or not unknown, region, _day(last_contact), matched.get(id, ""),
        )
    return [lines[id] for id in ids if id in lines]


_FACTS: Final = text(
    "SELECT id, code, risk, region, last_contact, family_name, given_name, patronymic FROM client"
    f" WHERE id {_AMONG.format('ids')}"
)
_STATES: Final = text(
    f"SELECT client_id, status, max((status IN ({_OPEN})) || coalesce(opened, '') || id)"
    f' FROM "case" WHERE client_id {_AMONG.format("ids")} GROUP BY client_id'
)
"""Beside max() SQLite gives the other columns of the same row: the latest case, open before closed."""

_DUES: Final = text(
    "SELECT client_id, min(due), sum(due IS NULL) FROM deadline WHERE status = 'open'"
    f" AND client_id {_AMONG.format('ids')} GROUP BY client_id"
)
_ENTRIES: Final = text(
    f"SELECT record_id, name, code, phone, text FROM entry WHERE record_id {_AMONG.format('ids')}"
)


def _conditions(query: ClientQuery, today: date) -> tuple[list[str], dict[str, object]]:
    """What a client of the list fulfils besides the text, and the values it compares with."""
    conditions = []
    values: dict[str, object] = {}
    for column, wanted in (("region", query.regions), ("risk", query.risks)):
        if wanted:
            conditions.append(f"client.{column} {_AMONG.format(column)}")
            values[column] = json.dumps(wanted)
    if query.statuses:
        status = _AMONG.format("status")
        conditions.append(f'client.id IN (SELECT client_id FROM "case" WHERE status {status})')
        values["status"] = json.dumps(query.statuses)
    if query.due:
        due = _DEADLINES[query.due]
        conditions.append(f"client.id IN (SELECT client_id FROM deadline WHERE status = 'open' AND {due})")
        values |= {"today": today.isoformat(), "week": (today + timedelta(days=6)).isoformat()}
    return conditions, values


def _best(connection: Connection, sought: Query, conditions: list[str],
          values: dict[str, object]) -> list[str]:
    """The clients found in names, codes and numbers, latest written first, then those found in texts."""
    found: dict[str, None] = {}
    join = f"JOIN client ON client.id = entry.client_id AND {' AND '.join(conditions)}" if conditions else ""
    look = text(
        f"SELECT entry.client_id {sought.source(join)} AND entry.client_id != ''"
        f" ORDER BY {sought.index}.rowid DESC LIMIT {BEST}"
    )
    for stage in sought.stages:
        found |= dict.fromkeys(connection.execute(look, {**values, **sought.values(stage)}).scalars())
        if len(found) >= BEST:
            break
    return list(found)[:BEST]


def _matched(connection: Connection, sought: Query, among: dict[str, str]) -> dict[str, str]:
    if not sought:
        return {}
    return {id: sought.matched(Texts(*parts)) for id, *parts in connection.execute(_ENTRIES, among)}


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
