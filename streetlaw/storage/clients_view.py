"""The client list: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this package's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection, text

from streetlaw.domain.case import CaseStatus
from streetlaw.services.listing import ClientQuery, ClientRow
from streetlaw.storage.search import Query
from streetlaw.storage.texts import Texts

BEST: Final = 500
"""How many clients a text query gives at most."""

_RECENT: Final = "client.last_contact DESC, client.id DESC"
_ORDERS: Final = {
    "recent": _RECENT,
    "code": "client.code, client.id",
    "region": f"client.region, {_RECENT}",
    "due": _RECENT,  # and then by the first open deadline
}
_TOGETHER: Final = "SELECT group_concat(id, ' ') FROM ({} LIMIT -1)"
"""All ids in one value: four times as fast as a row each. LIMIT keeps the order of what is inside."""

_LISTED: Final = "json_each(:ids) AS listed CROSS JOIN"
_CLIENT: Final = "client INDEXED BY client_facts ON client.id ="
_DUE_FIRST: Final = text(_TOGETHER.format(
    "SELECT client_id AS id FROM deadline WHERE status = 'open' AND due IS NOT NULL ORDER BY due, client_id"
))
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

    A client is listed under each status their cases have, and under each open deadline.
    """
    conditions, values = _conditions(query, today)
    source = "client"
    if query.text.strip():
        best = _best(connection, Query.of(query.text), conditions, values)
        source, conditions, values = f"{_LISTED} {_CLIENT} listed.value", [], {"ids": json.dumps(best)}
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    listed = f"SELECT client.id FROM {source} {where} ORDER BY {_ORDERS[query.order]}"
    together = connection.scalar(text(_TOGETHER.format(listed)), values) or ""
    return _due_first(connection, together.split()) if query.order == "due" else together.split()


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
    "SELECT client.id, code, risk, region, last_contact, family_name, given_name, patronymic"
    f" FROM {_LISTED} client ON client.id = listed.value"
)
_STATES: Final = text(
    f"SELECT client_id, status, max((status IN ({_OPEN})) || coalesce(opened, '') || \"case\".id)"
    f' FROM {_LISTED} "case" ON "case".client_id = listed.value GROUP BY client_id'
)
"""Beside max() SQLite gives the other columns of the same row: the latest case, open before closed."""

_DUES: Final = text(
    "SELECT client_id, min(due), sum(due IS NULL)"
    f" FROM {_LISTED} deadline INDEXED BY deadline_by_client_id_status_due"
    " ON deadline.client_id = listed.value AND status = 'open' GROUP BY client_id"
)
_ENTRIES: Final = text(
    "SELECT record_id, name, code, phone, words"
    f" FROM {_LISTED} entry ON entry.record_id = listed.value JOIN wording USING (number)"
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
    join = " AND ".join([f"CROSS JOIN {_CLIENT} entry.client_id", *conditions]) if conditions else ""
    for index, match in sought.looks:
        sql = (
            f"SELECT entry.client_id FROM {index} CROSS JOIN entry ON entry.number = {index}.rowid {join}"
            f" WHERE {index} MATCH :match AND entry.client_id != '' ORDER BY {index}.rowid DESC LIMIT {BEST}"
        )
        found |= dict.fromkeys(connection.execute(text(sql), {**values, "match": match}).scalars())
        if len(found) >= BEST:
            break
    return list(found)[:BEST]


def _due_first(connection: Connection, listed: Sequence[str]) -> list[str]:
    """The listed clients by their first open deadline, then those without one in the order they had."""
    known = frozenset(listed)
    due = dict.fromkeys(id for id in (connection.scalar(_DUE_FIRST) or "").split() if id in known)
    return [*due, *(id for id in listed if id not in due)]


def _matched(connection: Connection, sought: Query, among: dict[str, str]) -> dict[str, str]:
    if not sought:
        return {}
    return {id: sought.matched(Texts(*parts)) for id, *parts in connection.execute(_ENTRIES, among)}


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
