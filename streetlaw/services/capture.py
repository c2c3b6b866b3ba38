"""Taking a quick note from the field into the records: a person, what happened, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from streetlaw.domain.action import Note, NoteKind
from streetlaw.domain.client import Client, Risk, SafeContact
from streetlaw.domain.incident import Incident, Source, SourceKind
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services.actions import save_note
from streetlaw.services.checks import not_empty
from streetlaw.services.clients import client_of, ready
from streetlaw.services.incidents import save_incident
from streetlaw.services.ports import Work

_RISKS = tuple(Risk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """What was written in the field: `code` is a client's, or empty for somebody new, known by code only.

    `region` and `setting` are pack codes; `contact` is how to reach the person safely. With `as_note` it
    becomes a note on a contact, otherwise an incident, complete or not.
    """

    text: str
    code: str = ""
    occurred: PartialDate | None = None
    region: str = ""
    setting: str = ""
    contact: str = ""
    risk: Risk = Risk.LOW
    as_note: bool = False


def take_up(work: Work, capture: Capture) -> Outcome:
    """Store a capture as an incident or a note of its client, who is taken in when new.

    A known client's risk is never lowered, and a safe contact already agreed stays. Raises `capture.empty`,
    `client.unknown`, and what `save_client`, `save_incident` and `save_note` raise.
    """
    text = not_empty(capture.text, "capture.empty")
    client = _known(work, capture) if capture.code.strip() else _new(work, capture)
    if capture.as_note:
        return save_note(work, Note(client_id=client.id, kind=NoteKind.MEETING, text=text))
    return save_incident(work, Incident(
        client_id=client.id, occurred=capture.occurred, region=capture.region, setting=capture.setting,
        narrative=text, sources=(Source(kind=SourceKind.PERSON),)))


def _new(work: Work, capture: Capture) -> Client:
    contact = SafeContact(when=capture.contact.strip())
    return work.add(ready(work, Client(region=capture.region, risk=capture.risk, safe_contact=contact)))


def _known(work: Work, capture: Capture) -> Client:
    client = client_of(work, capture.code.strip())
    risk = max(client.risk, capture.risk, key=_RISKS.index)
    contact = client.safe_contact or SafeContact(when=capture.contact.strip())
    if (risk, contact) == (client.risk, client.safe_contact):
        return client
    return work.change(replace(client, risk=risk, safe_contact=contact))
