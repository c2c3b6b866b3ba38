"""The register of incidents: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this module's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text

from streetlaw.domain.record import PartialDate
from streetlaw.services.ports import IncidentQuery, IncidentRow
from streetlaw.storage.search import Query

BEST: Final = 500
"""How many incidents a text query gives at most."""

_FOUND: Final = 5000
"""How many records a text is looked for in: those written last."""

_ORDERS: Final = {
    "date": "incident.occurred DESC NULLS LAST, incident.id DESC",
    "recent": "incident.id DESC",
    "code": "client.code, incident.id DESC",
}
_AMONG: Final = "IN (SELECT value FROM json_each(:{}))"
_DONE: Final = (
    "EXISTS (SELECT 1 FROM json_each(incident.acts) AS act"
    f" WHERE json_extract(act.value, '$.violation') {_AMONG.format('violations')})"
)
_INCOMPLETE: Final = "(incident.occurred IS NULL OR incident.acts = '[]' OR incident.sources = '[]')"
_TOGETHER: Final = "SELECT group_concat(id, ' ') FROM ({} LIMIT {})"
"""All ids in one value: a row each takes four times as long."""


def ids(connection: Connection, query: IncidentQuery) -> list[str]:
    """The ids of the incidents of the register, in order; with a text at most 500.

    A text is found in what was written of an incident, and in code, name and number of its client.
    """
    conditions, values = _conditions(query)
    if query.text.strip():
        found = _found(connection, Query.of(query.text))
        values["found"] = json.dumps(found)
        among = _AMONG.format("found")
        conditions.append(f"(incident.id {among} OR incident.client_id {among})")
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    join = "JOIN client ON client.id = incident.client_id" if query.order == "code" else ""
    listed = f"SELECT incident.id AS id FROM incident {join} {where} ORDER BY {_ORDERS[query.order]}"
    most = BEST if query.text.strip() else -1
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
        conditions.append(_DONE)
        values["violations"] = json.dumps(query.violations)
    if query.incomplete:
        conditions.append(_INCOMPLETE)
    return conditions, values


def _found(connection: Connection, sought: Query) -> list[str]:
    """The incidents and clients that hold the text."""
    found: dict[str, None] = {}
    for index, match in sought.looks if sought else ():
        look = text(
            f"SELECT entry.record_id FROM {index} CROSS JOIN entry ON entry.number = {index}.rowid"
            f" WHERE {index} MATCH :match AND entry.kind IN ('incident', 'client')"
            f" ORDER BY {index}.rowid DESC LIMIT {_FOUND}"
        )
        found |= dict.fromkeys(connection.execute(look, {"match": match}).scalars())
    return list(found)
