"""What stands in the way of a person's right and is counted: that no state lawyer was available."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from streetlaw.domain.action import Action, ActionKind, Answer
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement, InvolvementRole, Source, SourceKind
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services.checks import not_empty, not_in_future
from streetlaw.services.incidents import put_incident
from streetlaw.services.ports import Work

NO_LAWYER, OFFICE, SERVICE = "no_lawyer", "state_service", "legal_aid_service"
"""Codes of the pack: the kind of violation, whose omission it is, and the channel that was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLawyer:
    """An office that was asked for a state lawyer and had none: on which day, where, and what was said.

    `asked_on` is today when None; `office` names the office, never a person.
    """

    client_id: str
    case_id: str = ""
    asked_on: date | None = None
    office: str = ""
    said: str = ""


def can_be_noted(pack: Pack) -> bool:
    """True where the pack knows this barrier, so that it is counted like everything else."""
    return pack.has("violations", NO_LAWYER) and pack.has("perpetrators", OFFICE)


def note_no_lawyer(work: Work, cmd: NoLawyer) -> Outcome:
    """Keep it as an incident, found and counted among the violations, and as an answer in the ledger.

    Raises `record.unknown`, `code.unknown`, `date.in_future`, `barrier.office_needed`, `barrier.said_needed`,
    `barrier.noted_already` (the same office, the same day).
    """
    client = work.get(Client, cmd.client_id)
    day = cmd.asked_on or work.today
    not_in_future(work, day)
    office = not_empty(cmd.office, "barrier.office_needed")
    said = not_empty(cmd.said, "barrier.said_needed")
    act = Act(violation=NO_LAWYER, involvements=(
        Involvement(perpetrator=OFFICE, unit=office, role=InvolvementRole.OMITTED),))
    when = PartialDate(day.isoformat())
    if any(act in each.acts and each.occurred == when for each in work.list(Incident, client_id=client.id)):
        raise StreetLawError("barrier.noted_already")
    incident = put_incident(work, Incident(
        client_id=client.id, case_id=cmd.case_id, occurred=when, region=client.region,
        acts=(act,), sources=(Source(kind=SourceKind.OWN_OBSERVATION),), narrative=said))
    work.add(Action(
        client_id=client.id, case_id=incident.case_id, kind=ActionKind.NEGOTIATION, done_on=day,
        answered_on=day, channel=SERVICE if work.pack.has("channels", SERVICE) else "", authority=office,
        answer=Answer.REFUSED, remarks=said))
    return work.commit("barrier.noted")


def noted(work: Work, client_id: str) -> Sequence[Incident]:
    """Where no lawyer was available to the person, the latest first."""
    found = [each for each in work.list(Incident, client_id=client_id)
             if any(act.violation == NO_LAWYER for act in each.acts)]
    return sorted(found, key=_day, reverse=True)


def office_of(incident: Incident) -> str:
    """The office that had none."""
    return next((who.unit for act in incident.acts if act.violation == NO_LAWYER
                 for who in act.involvements), "")


def _day(incident: Incident) -> date:
    return incident.occurred.first if incident.occurred else date.min
