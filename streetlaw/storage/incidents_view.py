"""The register of incidents: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this module's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

from streetlaw.domain.record import PartialDate
from streetlaw.services.listing import IncidentQuery, IncidentRow
from streetlaw.storage.search import Query, slipped_clients

BEST: Final = 500
"""How many incidents a text query gives at most."""

_ORDERS: Final = {
    "date": "occurred DESC, incident.id DESC",  # NULL is the lowest value: unknown days come last
    "recent": "incident.id DESC",
    "code": "client.code, incident.id DESC",
}
_AMONG: Final = "IN (SELECT value FROM json_each(:{}))"
_DONE: Final = """instr(incident.acts, '"violation":"' || :violation{} || '"')"""
"""Codes stand in JSON, where quotes in notes are escaped: nothing else matches. All rows are read for it,
one after the other: by an index they would be read in any order, which takes ten times as long.
"""

_INCOMPLETE: Final = "(occurred IS NULL OR acts = '[]' OR sources = '[]')"
_AMONG_FOUND: Final = (
    "json_each(:found) AS found CROSS JOIN incident ON incident.id = found.value"
    " CROSS JOIN client ON client.id = incident.client_id"
)
_TOGETHER: Final = "SELECT group_concat(id, ' ') FROM ({} LIMIT {})"
"""All ids in one value: a row each takes four times as long."""


def ids(connection: Connection, query: IncidentQuery) -> list[str]:
    """The ids of the incidents of the register, in order; with a text at most 500.

    A text is found in what was written of an incident, and in code, name and number of its client.
    """
    conditions, values = _conditions(query)
    source, most = "incident NOT INDEXED" if query.violations else "incident", -1
    if query.order == "code":
        source = "client CROSS JOIN incident ON incident.client_id = client.id"
    if query.text.strip():
        values["found"] = json.dumps(_found(connection, Query.of(query.text)))
        source, most = _AMONG_FOUND, BEST
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    listed = f"SELECT incident.id AS id FROM {source} {where} ORDER BY {_ORDERS[query.order]}"
    return (connection.scalar(text(_TOGETHER.format(listed, most)), values) or "").split()


def rows(connection: Connection, ids: Sequence[str]) -> list[IncidentRow]:
    """The lines of those incidents, in that order; ids of removed ones are left out."""
    lines = {}
    for id, client_id, code, occurred, acts, region, sources, status in connection.execute(
            _FACTS, {"ids": json.dumps(list(ids))}):
        violations = tuple(act["violation"] for act in json.loads(acts))
        lines[id] = IncidentRow(
            id, client_id, code, PartialDate(occurred) if occurred else None, violations, region,
            bool(occurred and violations and sources != "[]"), status or "")
    return [lines[id] for id in ids if id in lines]


_FACTS: Final = text(
    "SELECT incident.id, incident.client_id, client.code, incident.occurred, incident.acts, incident.region,"
    ' incident.sources, "case".status FROM json_each(:ids) AS listed'
    " CROSS JOIN incident ON incident.id = listed.value JOIN client ON client.id = incident.client_id"
    ' LEFT JOIN "case" ON "case".id = incident.case_id'
)


def _conditions(query: IncidentQuery) -> tuple[list[str], dict[str, object]]:
    conditions = []
    values: dict[str, object] = {}
    if query.regions:
        conditions.append(f"incident.region {_AMONG.format('regions')}")
        values["regions"] = json.dumps(query.regions)
    if query.violations:
        wanted = range(len(query.violations))
        conditions.append(f"({' OR '.join(_DONE.format(at) for at in wanted)})")
        values |= {f"violation{at}": query.violations[at] for at in wanted}
    if query.incomplete:
        conditions.append(_INCOMPLETE)
    return conditions, values


def _found(connection: Connection, sought: Query) -> list[str]:
    """The incidents that hold the text, and those of clients who do, latest written first.

    When there are none, those of clients whose names were typed with a slip.
    """
    driver: Any = connection.connection.driver_connection
    found: dict[str, None] = {}
    for index, match in sought.looks if sought else ():
        found |= dict.fromkeys(id for (id,) in driver.execute(_LOOK.format(index=index), (match,)))
    if not found and (slipped := slipped_clients(connection, sought, BEST)):
        found |= dict.fromkeys(id for (id,) in driver.execute(_OF_CLIENTS, (json.dumps(slipped),)))
    return list(found)


_LOOK: Final = (
    "SELECT coalesce(incident.id, entry.record_id) FROM {index}"
    " CROSS JOIN entry ON entry.number = {index}.rowid AND entry.kind IN ('incident', 'client')"
    " LEFT JOIN incident ON incident.client_id = entry.record_id"
    f" WHERE {{index}} MATCH ? ORDER BY {{index}}.rowid DESC LIMIT {BEST}"
)
_OF_CLIENTS: Final = (
    "SELECT incident.id FROM json_each(?) AS slipped"
    f" CROSS JOIN incident ON incident.client_id = slipped.value ORDER BY incident.id DESC LIMIT {BEST}"
)
