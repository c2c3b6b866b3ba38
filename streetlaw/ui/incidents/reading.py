"""What the editor of an incident shows, read in one unit of work, and what it asks of the services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose, require
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.services.attachments import KeepFile
from streetlaw.services.deadlines import AddDeadline, Suggestion
from streetlaw.services.filing import FileComplaint
from streetlaw.services.ports import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An incident, stored or new, with the person it happened to and what belongs to it.

    `pack` is the law it is told in; it was read at the moment `now` (UTC).
    """

    incident: Incident
    client: Client
    consented: bool
    files: Sequence[Attachment]
    deadlines: Sequence[Deadline]
    pack: Pack
    now: datetime
    people: Sequence[Party] = ()

    def rules_of(self, jurisdiction: str) -> frozenset[str]:
        """The rules of that law that already are open deadlines of the case, or of the person."""
        return frozenset(each.rule for each in self.deadlines if each.jurisdiction == jurisdiction)


def read_incident(work: Work, incident_id: str, client_id: str, case_id: str) -> Read:
    """A stored incident, or a new one of that client; raises `record.unknown`."""
    incident = work.get(Incident, incident_id) if incident_id else Incident(client_id=client_id,
                                                                            case_id=case_id)
    client = work.get(Client, incident.client_id)
    read_calendar(work)
    if not incident.case_id:
        incident = replace(incident, case_id=_open_case(work, client.id))
    deadlines = work.list(Deadline, client_id=client.id, status=DeadlineStatus.OPEN)
    files = work.list(Attachment, incident_id=incident.id, descending=True) if incident.id else ()
    people = work.list(Party, case_id=incident.case_id) if incident.case_id else ()
    return Read(incident=incident, client=client, pack=law_of(work, incident.jurisdiction), now=work.now,
                consented=_consented(work, client.id), files=files,
                people=people,
                deadlines=[one for one in deadlines if one.case_id in ("", incident.case_id)])


def read_calendar(work: Work) -> bool:
    """Whether today is a day off: the library of holidays is then loaded, off the thread that paints."""
    return work.pack.is_day_off(work.today)


def law_of(work: Work, jurisdiction: str) -> Pack:
    """The law of a country, "" for the home one, with its days off ready; raises `pack.unknown`."""
    pack = work.pack_of(jurisdiction)
    pack.is_day_off(work.today)
    return pack


def deadline_of(incident: Incident, suggestion: Suggestion) -> AddDeadline:
    """The deadline a suggestion stands for, counted from the first day the incident can have been."""
    return AddDeadline(client_id=incident.client_id, case_id=incident.case_id,
                       rule=suggestion.rule.code if suggestion.rule else "",
                       jurisdiction=incident.jurisdiction,
                       base=incident.occurred.first if incident.occurred else None)


def complaint_of(incident: Incident, suggestion: Suggestion) -> FileComplaint:
    """A complaint filed today with a suggested channel."""
    return FileComplaint(client_id=incident.client_id, case_id=incident.case_id,
                         channel=suggestion.channel.code, jurisdiction=incident.jurisdiction)


def file_of(incident: Incident) -> KeepFile:
    """How files are kept as evidence of a stored incident."""
    return KeepFile(client_id=incident.client_id, case_id=incident.case_id, incident_id=incident.id, name="",
                    once=True)


def _open_case(work: Work, client_id: str) -> str:
    """The case a new incident goes to: the open one worked on last; "" lets the service open one."""
    cases = work.list(Case, client_id=client_id, descending=True)
    return next((case.id for case in cases if case.status.is_open), "")


def _consented(work: Work, client_id: str) -> bool:
    try:
        require(work.list(Consent, client_id=client_id), Purpose.HEALTH_DATA, "", work.today)
    except StreetLawError:
        return False
    return True
