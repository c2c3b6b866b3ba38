"""The client list: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this package's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from streetlaw.domain.case import CaseStatus
from streetlaw.services.listing import ClientQuery, ClientRow
from streetlaw.storage.search import Query, slipped_clients
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

_CLIENT: Final = "client INDEXED BY client_facts ON client.id ="
_DUE_FIRST: Final = _TOGETHER.format(
    "SELECT client_id AS id FROM deadline WHERE status = 'open' AND due IS NOT NULL ORDER BY due, client_id"
)
_DEADLINES: Final = {
    "overdue": "due < :today",
    "today": "due = :today",
    "week": "due BETWEEN :today AND :week",
    "unverified": "due IS NULL",
}
_OPEN: Final = ", ".join(f"'{status}'" for status in CaseStatus if status.is_open)
_AMONG: Final = "IN (SELECT value FROM json_each(:{}))"
_NOT_MERGED: Final = "client.id NOT IN (SELECT id FROM client WHERE merged_into != '')"
"""What was merged is found by an index that holds nothing else, and read once."""


def ids(connection: Connection, query: ClientQuery, today: date) -> list[str]:
    """The ids of the clients of the list, in order; with a text the 500 found first.

    A client is listed under each status their cases have, and under each open deadline. When nobody is found,
    those are listed whose names were typed with a slip.
    """
    driver: Any = connection.connection.driver_connection
    conditions, values = _conditions(query, today)
    if not query.text.strip():
        where = " AND ".join((_NOT_MERGED, *conditions))
        listed = _listed(driver, f"client WHERE {where}", query.order, values)
    else:
        sought = Query.of(query.text)
        looks = dict(sought.looks)
        found = f"{_found(looks, conditions)} CROSS JOIN {_CLIENT} best.client_id"
        listed = _listed(driver, found, query.order, values | looks)
        if not listed and (slipped := slipped_clients(connection, sought, BEST)):
            among = " AND ".join((f"client.id {_AMONG.format('slipped')}", *conditions))
            listed = _listed(driver, f"client WHERE {among}", query.order,
                             values | {"slipped": json.dumps(slipped)})
    return _due_first(driver, listed) if query.order == "due" else listed


def rows(connection: Connection, ids: Sequence[str], typed: str) -> list[ClientRow]:
    """The lines of those clients, in that order; ids of removed clients are left out."""
    sought = Query.of(typed)
    sql = _ROWS.format(*_WORDING) if sought else _ROWS.format("", "")
    driver: Any = connection.connection.driver_connection
    return [
        ClientRow(
            id, code, " ".join(part for part in (family, given, patronymic) if part), risk, status or "",
            _day(due), due is not None or not unknown, region, _day(last_contact),
            sought.matched(Texts(*found)) if found and found[0] is not None else "",
        )
        for id, code, risk, region, last_contact, family, given, patronymic, status, due, unknown, *found
        in driver.execute(sql, {"ids": json.dumps(list(ids))})
    ]


def _listed(driver: Any, source: str, order: str, values: Mapping[str, object]) -> list[str]:
    """The ids of the clients of a source, in order, each once.

    By the driver itself: it keeps the statement prepared, and a person waits for this at each key.
    """
    listed = f"SELECT client.id FROM {source} ORDER BY {_ORDERS[order]}"
    [(together,)] = driver.execute(_TOGETHER.format(listed), values)
    return list(dict.fromkeys((together or "").split()))


_OPEN_DEADLINES: Final = (
    "FROM deadline INDEXED BY deadline_by_client_id_status_due"
    " WHERE client_id = client.id AND status = 'open'"
)
_ROWS: Final = (
    "SELECT client.id, client.code, risk, region, last_contact, family_name, given_name, patronymic,"
    ' (SELECT status FROM "case" WHERE client_id = client.id'
    f" ORDER BY status IN ({_OPEN}) DESC, opened DESC, id DESC LIMIT 1),"
    f" (SELECT min(due) {_OPEN_DEADLINES}), EXISTS (SELECT 1 {_OPEN_DEADLINES} AND due IS NULL){{}}"
    " FROM json_each(:ids) AS listed CROSS JOIN client ON client.id = listed.value {} ORDER BY listed.key"
)
_WORDING: Final = (
    ", wording.name, wording.code, wording.phone",
    "LEFT JOIN entry ON entry.record_id = client.id LEFT JOIN wording ON wording.number = entry.number",
)
"""What is asked besides when something was sought: in which of these it was found."""


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


def _found(looks: Iterable[str], conditions: Sequence[str]) -> str:
    """Who was found, perhaps more than once: latest written first, by one index after the other.

    The second index is not read once the first gave enough.
    """
    join = " AND ".join([f"CROSS JOIN {_CLIENT} entry.client_id", *conditions]) if conditions else ""
    arms = [
        f"SELECT * FROM (SELECT entry.client_id FROM {index} CROSS JOIN entry ON entry.number = {index}.rowid"
        f" {join} WHERE {index} MATCH :{index} AND entry.client_id != ''"
        f" ORDER BY {index}.rowid DESC LIMIT {BEST})"
        for index in looks
    ]
    union = " UNION ALL ".join(arms) or "SELECT NULL AS client_id"
    return f"({union} LIMIT {BEST}) AS best"


def _due_first(driver: Any, listed: Sequence[str]) -> list[str]:
    """The listed clients by their first open deadline, then those without one in the order they had."""
    known = frozenset(listed)
    [(first,)] = driver.execute(_DUE_FIRST)
    due = dict.fromkeys(id for id in (first or "").split() if id in known)
    return [*due, *(id for id in listed if id not in due)]


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
