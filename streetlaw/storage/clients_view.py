"""The client list: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this package's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from streetlaw.domain.case import CaseStatus
from streetlaw.domain.consent import Reach
from streetlaw.services.listing import ClientQuery, ClientRow
from streetlaw.storage.connection import driver_of
from streetlaw.storage.listed import asked
from streetlaw.storage.search import matched, readings, slipped_clients
from streetlaw.storage.texts import Texts

BEST: Final = 500
"""How many clients a text query gives at most."""

_RECENT: Final = "client.last_contact DESC, client.id DESC"
_SAME_DAY: Final = "CASE WHEN near.due IS NOT NULL THEN client.id END"
_ORDERS: Final = {
    ("recent", False): _RECENT,
    ("recent", True): "client.last_contact, client.id",
    ("code", False): "client.code, client.id",
    ("code", True): "client.code DESC, client.id DESC",
    ("region", False): f"client.region, {_RECENT}",
    ("region", True): f"client.region DESC, {_RECENT}",
    ("due", False): f"near.due IS NULL, near.due, {_SAME_DAY}, {_RECENT}",
    ("due", True): f"near.due IS NULL, near.due DESC, {_SAME_DAY}, {_RECENT}",
}

_CLIENT: Final = "client INDEXED BY client_facts ON client.id ="
_BY: Final = {
    "recent": "client INDEXED BY client_by_last_contact_id_region_risk_merged_into",
    "code": "client INDEXED BY client_by_code_id_region_risk_merged_into",
    "region": "client INDEXED BY client_by_region",
}
"""The list in its order, by an index that holds what the filters compare: its first lines cost nothing."""

_NEAR: Final = (
    "LEFT JOIN (SELECT client_id, min(due) AS due FROM deadline INDEXED BY deadline_by_client_id_status_due"
    " WHERE status = 'open' AND due IS NOT NULL GROUP BY client_id) AS near ON near.client_id = client.id"
)
_DUE_FIRST: Final = (
    "SELECT client.id FROM deadline INDEXED BY deadline_by_status_due_client_id"
    " CROSS JOIN client ON client.id = deadline.client_id"
    " WHERE deadline.status = 'open' AND deadline.due IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM deadline AS earlier WHERE earlier.client_id = client.id AND earlier.status = 'open'"
    " AND earlier.due < deadline.due) AND {} ORDER BY deadline.due{}, client.id"
)
_TWICE: Final = 2
"""Two deadlines of one client may fall on one day: so many times more are read for the first clients."""

_DEADLINES: Final = {
    "overdue": "due < :today",
    "today": "due = :today",
    "week": "due BETWEEN :today AND :week",
    "unverified": "due IS NULL",
}
_OPEN: Final = ", ".join(f"'{status}'" for status in CaseStatus if status.is_open)
_AMONG: Final = "IN (SELECT value FROM json_each(:{}))"
_YES: Final = (
    "EXISTS (SELECT 1 FROM consent AS yes WHERE yes.client_id = client.id AND yes.purpose = :purpose"
    " AND yes.state = 'given' AND (yes.expires_on IS NULL OR yes.expires_on >= :today){} AND NOT EXISTS"
    " (SELECT 1 FROM consent AS no WHERE no.client_id = client.id AND no.purpose = :purpose"
    " AND no.state != 'given' AND no.recipient IN ('', yes.recipient)"
    " AND (coalesce(no.withdrawn_on, no.answered_on, ''), no.id)"
    " > (coalesce(yes.withdrawn_on, yes.answered_on, ''), yes.id)))"
)
_WIDE: Final = _YES.format(" AND yes.recipient = '' AND yes.fields = '[]'")
_ANY: Final = _YES.format("")
_FEW: Final = (
    "client.id IN (SELECT client_id FROM consent INDEXED BY consent_limited"
    " WHERE purpose = :purpose AND (recipient != '' OR fields != '[]'))"
)
_REACH: Final = {
    Reach.GIVEN: _WIDE, Reach.LIMITED: f"{_FEW} AND {_ANY} AND NOT {_WIDE}", Reach.NONE: f"NOT {_ANY}",
}
"""As `domain.consent.reach` says it."""


def ids(connection: Connection, query: ClientQuery, today: date, first: int | None = None) -> Sequence[str]:
    """The ids of the clients of the list, in order, or the first; with a text the 500 found first.

    A client is listed under each status their cases have, and under each open deadline. When nobody is found,
    those are listed whose names were typed with a slip.
    """
    driver = driver_of(connection)
    conditions, values = _conditions(query, today)
    if not query.text.strip():
        return _all(driver, query, " AND ".join(("client.merged_into = ''", *conditions)), values, first)
    for sought in readings(query.text):
        looks = dict(sought.looks)
        found = f"{_found(looks, conditions)} CROSS JOIN {_CLIENT} best.client_id"
        if listed := _listed(driver, found, "", query, values | looks):
            return list(dict.fromkeys(listed))[:first]
    for sought in readings(query.text):
        if slipped := slipped_clients(connection, sought, BEST):
            among = " AND ".join((f"client.id {_AMONG.format('slipped')}", *conditions))
            listed = _listed(driver, "client", among, query, values | {"slipped": json.dumps(slipped)})
            return list(dict.fromkeys(listed))[:first]
    return []


def codes(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The codes of those clients by their ids."""
    driver = driver_of(connection)
    return dict(driver.execute(_CODES, (json.dumps(sorted(set(ids))),)))


def rows(connection: Connection, ids: Sequence[str], typed: str) -> list[ClientRow]:
    """The lines of those clients, in that order; ids of removed clients are left out."""
    sought = tuple(readings(typed))
    sql = _ROWS.format(*_WORDING) if sought else _ROWS.format("", "")
    driver = driver_of(connection)
    return [
        ClientRow(
            id, code, " ".join(part for part in (family, given, patronymic) if part), risk, status or "",
            _day(due), due is not None or not unknown, region, _day(last_contact),
            matched(sought, Texts(*found)) if found and found[0] is not None else "",
        )
        for id, code, risk, region, last_contact, family, given, patronymic, status, due, unknown, *found
        in driver.execute(sql, {"ids": json.dumps(list(ids))})
    ]


def _all(driver: Any, query: ClientQuery, where: str, values: Mapping[str, object],
         first: int | None) -> Sequence[str]:
    """The ids of all clients who fulfil that, in order; the first of them need not wait for the rest."""
    if query.order == "due" and first is not None:
        by_due = _DUE_FIRST.format(where, " DESC" if query.backwards else "")
        dated = asked(driver, by_due, values, first * _TWICE)
        if len(nearest := list(dict.fromkeys(dated))) >= first:
            return nearest[:first]
    return _listed(driver, _BY.get(query.order, "client"), where, query, values, first)


def _listed(driver: Any, source: str, where: str, query: ClientQuery, values: Mapping[str, object],
            first: int | None = None) -> Sequence[str]:
    """The ids of the clients of a source, in order."""
    near = f" {_NEAR}" if query.order == "due" else ""
    narrowed = f" WHERE {where}" if where else ""
    order = _ORDERS[query.order, query.backwards]
    return asked(driver, f"SELECT client.id FROM {source}{near}{narrowed} ORDER BY {order}", values, first)


_CODES: Final = "SELECT id, code FROM client WHERE id IN (SELECT value FROM json_each(?))"
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
        conditions.append(f'EXISTS (SELECT 1 FROM "case" WHERE client_id = client.id AND status {status})')
        values["status"] = json.dumps(query.statuses)
    if query.supervisor:
        conditions.append('client.id IN (SELECT client_id FROM "case" WHERE supervisor_id = :supervisor)')
        values["supervisor"] = query.supervisor
    if query.due:
        due = _DEADLINES[query.due]
        conditions.append(f"client.id IN (SELECT client_id FROM deadline WHERE status = 'open' AND {due})")
        values |= {"today": today.isoformat(), "week": (today + timedelta(days=6)).isoformat()}
    if query.purpose and query.reach:
        conditions.append(_REACH[Reach(query.reach)])
        values |= {"purpose": query.purpose, "today": today.isoformat()}
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


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
