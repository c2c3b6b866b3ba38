"""Documenting incidents."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import known_codes, not_in_future
from streetlaw.services.ports import Work


def save_incident(work: Work, incident: Incident) -> Outcome:
    """Store an incident, complete or not; without a case one is opened for it.

    Its codes are those of its jurisdiction's pack. Raises `record.unknown`, `record.changed`, `pack.unknown`,
    `code.unknown`, `date.in_future`, `incident.case_of_other_client`.
    """
    put_incident(work, incident)
    return work.commit("incident.saved")


def put_incident(work: Work, incident: Incident) -> Incident:
    """Put an incident into the unit of work without closing it; raises what `save_incident` raises."""
    _check(work, incident)
    ready = incident if incident.case_id else replace(incident, case_id=_case_for(work, incident).id)
    return work.add(ready) if ready.is_new else work.change(ready)


def finish_incident(work: Work, incident: Incident) -> Outcome:
    """Store an incident that has all it needs; raises `incident.incomplete` with the missing `fields`."""
    if incident.missing:
        raise StreetLawError("incident.incomplete", fields=incident.missing)
    return save_incident(work, incident)


def under_law(incident: Incident, pack: Pack, jurisdiction: str) -> Incident:
    """The incident told by another law: words that law does not have are taken out, all else stays."""
    def known(listed: str, code: str) -> str:
        return code if code and pack.has(listed, code) else ""
    acts = tuple(replace(act, violation=known("violations", act.violation), involvements=tuple(
        one for one in act.involvements if known("perpetrators", one.perpetrator))) for act in incident.acts)
    return replace(incident, jurisdiction=jurisdiction, acts=acts, region=known("regions", incident.region),
                   setting=known("settings", incident.setting),
                   grounds=tuple(ground for ground in incident.grounds if known("grounds", ground)))


def words_lost(incident: Incident, pack: Pack) -> tuple[tuple[str, str], ...]:
    """The (list, code) pairs of an incident that another law has no word for."""
    said = [("regions", incident.region), ("settings", incident.setting),
            *(("grounds", ground) for ground in incident.grounds),
            *(("violations", act.violation) for act in incident.acts),
            *(("perpetrators", one.perpetrator) for act in incident.acts for one in act.involvements)]
    lost = [(listed, code) for listed, code in said if code and not pack.has(listed, code)]
    return tuple(dict.fromkeys(lost))


def remove_incident(work: Work, incident: Incident) -> Outcome:
    """Take an incident out of the vault; can be undone at once."""
    work.remove(incident)
    return work.commit("incident.removed")


def _check(work: Work, incident: Incident) -> None:
    for client_id in incident.victims | {incident.client_id}:
        work.get(Client, client_id)
    if incident.case_id and work.get(Case, incident.case_id).client_id != incident.client_id:
        raise StreetLawError("incident.case_of_other_client")
    not_in_future(work, incident.occurred)
    involved = [i for act in incident.acts for i in act.involvements]
    for listed, codes in (("regions", [incident.region]), ("settings", [incident.setting]),
                          ("grounds", list(incident.grounds)),
                          ("violations", [act.violation for act in incident.acts]),
                          ("perpetrators", [i.perpetrator for i in involved])):
        known_codes(work, listed, codes, incident.jurisdiction)


def _case_for(work: Work, incident: Incident) -> Case:
    """The client's open case worked on last, or a new one."""
    for case in work.list(Case, client_id=incident.client_id, descending=True):
        if case.status.is_open:
            return case
    return work.add(Case(client_id=incident.client_id, status=CaseStatus.INTAKE, opened=work.today))
