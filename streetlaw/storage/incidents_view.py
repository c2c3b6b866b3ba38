"""The register of incidents: all ids in order at once, the lines of a page when it is shown."""

# ruff: noqa: S608 - statements are put together from this module's constants; values are bound
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text

from streetlaw.domain.record import PartialDate
from streetlaw.services.listing import IncidentQuery, IncidentRow
from streetlaw.storage.connection import driver_of
from streetlaw.storage.listed import asked
from streetlaw.storage.search import Query, readings, slipped_clients

BEST: Final = 500
"""How many incidents a text query gives at most."""

_ORDERS: Final = {
    ("date", False): "occurred DESC, {id} DESC",  # NULL is the lowest value: unknown days come last
    ("date", True): "occurred IS NULL, occurred, {id}",
    ("recent", False): "{id} DESC",
    ("recent", True): "{id}",
    ("code", False): "client.code, client.id, {id} DESC",
    ("code", True): "client.code DESC, client.id DESC, {id} DESC",
}
_AMONG: Final = "IN (SELECT value FROM json_each(:{}))"
_INCOMPLETE: Final = "(occurred IS NULL OR acts = '[]' OR sources = '[]')"
_DONE: Final = (
    f"EXISTS (SELECT 1 FROM act WHERE act.incident_id = incident.id AND violation {_AMONG.format('done')})"
)
_BY_CODE: Final = (
    "client INDEXED BY client_by_code_id_region_risk_merged_into"
    " CROSS JOIN incident INDEXED BY incident_by_client_id_id_occurred_region"
    " ON incident.client_id = client.id"
)
_AMONG_FOUND: Final = (
    "json_each(:found) AS found CROSS JOIN incident ON incident.id = found.value"
    " CROSS JOIN client ON client.id = incident.client_id"
)
_DEEDS: Final = "act INDEXED BY act_by_violation_occurred_incident_id_region"
"""What was done, with what the register asks of it: stories are not read for it."""


def ids(connection: Connection, query: IncidentQuery, first: int | None = None) -> Sequence[str]:
    """The ids of the incidents of the register, in order, with `first` only so many; with a text at most 500.

    A text is found in what was written of an incident, and in code, name and number of its client.
    """
    driver = driver_of(connection)
    sought = bool(query.text.strip())
    source, id = _source(query, among_found=sought)
    conditions, values = _conditions(query, by_deed=source == _DEEDS)
    if sought:
        found = (_found(connection, reading) for reading in readings(query.text))
        values["found"] = json.dumps(next(filter(None, found), []))
        first = min(first or BEST, BEST)
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    order = _ORDERS[query.order, query.backwards].format(id=id)
    listed = f"SELECT {id} AS id FROM {source} {where} ORDER BY {order}"
    return asked(driver, listed, values, first)


def _source(query: IncidentQuery, *, among_found: bool) -> tuple[str, str]:
    """What is read in which order, and how an incident's id is called there."""
    if among_found:
        return _AMONG_FOUND, "incident.id"
    if query.order == "code":
        return _BY_CODE, "incident.id"
    if len(query.violations) == 1 and not query.incomplete:
        return _DEEDS, "incident_id"
    if query.incomplete:
        return "incident INDEXED BY incident_unfinished", "incident.id"
    if query.order == "date" or query.regions or query.since:
        return "incident INDEXED BY incident_facts", "incident.id"
    return "incident", "incident.id"


def rows(connection: Connection, ids: Sequence[str]) -> list[IncidentRow]:
    """The lines of those incidents, in that order; ids of removed ones are left out."""
    lines = {}
    for id, client_id, code, occurred, acts, region, sources, land, status in connection.execute(
            _FACTS, {"ids": json.dumps(list(ids))}):
        violations = tuple(act["violation"] for act in json.loads(acts))
        lines[id] = IncidentRow(
            id, client_id, code, PartialDate(occurred) if occurred else None, violations, region,
            bool(occurred and violations and sources != "[]"), status or "", land)
    return [lines[id] for id in ids if id in lines]


_FACTS: Final = text(
    "SELECT incident.id, incident.client_id, client.code, incident.occurred, incident.acts, incident.region,"
    ' incident.sources, incident.jurisdiction, "case".status FROM json_each(:ids) AS listed'
    " CROSS JOIN incident ON incident.id = listed.value JOIN client ON client.id = incident.client_id"
    ' LEFT JOIN "case" ON "case".id = incident.case_id'
)


def _conditions(query: IncidentQuery, *, by_deed: bool) -> tuple[list[str], dict[str, object]]:
    """What an incident of the register fulfils besides the text, and the values it compares with."""
    conditions = []
    values: dict[str, object] = {}
    if query.violations:
        conditions.append("violation = :done" if by_deed else _DONE)
        values["done"] = query.violations[0] if by_deed else json.dumps(query.violations)
    if query.regions:
        region = "act.region" if by_deed else "incident.region"
        conditions.append(f"{region} {_AMONG.format('regions')}")
        values["regions"] = json.dumps(query.regions)
    if query.since:
        conditions.append("occurred >= :since")
        values["since"] = query.since
    if query.incomplete:
        conditions.append(_INCOMPLETE)
    return conditions, values


def _found(connection: Connection, sought: Query) -> list[str]:
    """The incidents that hold the text, and those of clients who do, latest written first.

    When there are none, those of clients whose names were typed with a slip.
    """
    driver = driver_of(connection)
    found: dict[str, None] = {}
    for index, match in sought.looks:
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
