"""An incident as plain data, for its draft; and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from streetlaw.domain.incident import (
    Act,
    Incident,
    Involvement,
    InvolvementRole,
    Severity,
    Source,
    SourceKind,
    Verification,
)
from streetlaw.domain.record import PartialDate

_TEXTS = ("jurisdiction", "region", "setting", "place", "narrative", "harm")


def plain(incident: Incident) -> dict[str, Any]:
    """What somebody wrote of an incident, as data that JSON can hold."""
    return {name: getattr(incident, name) for name in _TEXTS} | {
        "occurred": incident.occurred.edtf if incident.occurred else "",
        "grounds": list(incident.grounds), "wishes": list(incident.wishes),
        "verification": incident.verification.value,
        "sources": [{"kind": source.kind.value, "note": source.note, "party_id": source.party_id}
                    for source in incident.sources],
        "acts": [_act(act) for act in incident.acts]}


def with_plain(incident: Incident, values: Mapping[str, Any]) -> Incident:
    """The incident with what `plain` wrote."""
    occurred = values["occurred"]
    return replace(
        incident, **{name: values.get(name, "") for name in _TEXTS},
        occurred=PartialDate(occurred) if occurred else None, grounds=tuple(values["grounds"]),
        wishes=tuple(values["wishes"]), verification=Verification(values["verification"]),
        sources=tuple(Source(kind=SourceKind(one["kind"]), note=one["note"],
                             party_id=one.get("party_id", "")) for one in values["sources"]),
        acts=tuple(_read_act(act) for act in values["acts"]))


def _act(act: Act) -> dict[str, Any]:
    return {"violation": act.violation, "severity": act.severity.value, "note": act.note,
            "victims": list(act.victims),
            "involvements": [{"perpetrator": one.perpetrator, "unit": one.unit, "role": one.role.value}
                             for one in act.involvements]}


def _read_act(values: Mapping[str, Any]) -> Act:
    return Act(
        violation=values["violation"], severity=Severity(values["severity"]), note=values["note"],
        victims=tuple(values["victims"]),
        involvements=tuple(Involvement(perpetrator=one["perpetrator"], unit=one["unit"],
                                       role=InvolvementRole(one["role"])) for one in values["involvements"]))
