"""What can be found of each kind of record: its names, codes, numbers and texts, folded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.folding import digits, fold
from streetlaw.domain.incident import Incident
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Review, ReviewCase


class Texts(NamedTuple):
    """What can be found of one record, folded; a telephone number as its digits."""

    name: str = ""
    code: str = ""
    phone: str = ""
    text: str = ""


def texts(record: Record) -> Texts | None:
    """What can be found of a record; None for kinds that are not searched."""
    read = _READERS.get(type(record))
    return read(record) if read else None


def _folded(*parts: str) -> str:
    return fold(" ".join(part for part in parts if part))


def _client(client: Client) -> Texts:
    contact = client.safe_contact
    return Texts(
        _folded(client.family_name, client.given_name, client.patronymic, *client.other_names),
        fold(client.code), digits(client.phone),
        _folded(client.documents, client.remarks, contact.when, contact.who_may_answer),
    )


def _incident(incident: Incident) -> Texts:
    acts = [part for act in incident.acts for part in (act.note, *(one.unit for one in act.involvements))]
    return Texts(text=_folded(incident.place, incident.narrative, incident.harm, *acts,
                              *(source.note for source in incident.sources)))


_READERS: Final[Mapping[type[Record], Callable[[Any], Texts]]] = {
    Client: _client,
    Incident: _incident,
    Party: lambda one: Texts(name=_folded(one.name), text=_folded(one.remarks)),
    TrustedPerson: lambda one: Texts(name=_folded(one.name), text=_folded(one.organisation, one.remarks)),
    Case: lambda one: Texts(text=_folded(one.summary_for_counsel, one.wish, *one.tags)),
    Consent: lambda one: Texts(text=_folded(one.remarks)),
    Action: lambda one: Texts(code=_folded(one.registration_no), text=_folded(one.authority, one.remarks)),
    Note: lambda one: Texts(text=_folded(one.text)),
    Attachment: lambda one: Texts(text=_folded(one.name)),
    Referral: lambda one: Texts(text=_folded(one.receiver, one.short_name, one.remarks,
                                             *(step.reason for step in one.steps))),
    Deadline: lambda one: Texts(text=_folded(one.title, one.remarks)),
    ReviewCase: lambda one: Texts(code=_folded(one.pseudonym), text=_folded(*(c.text for c in one.comments))),
    Review: lambda one: Texts(text=_folded(*(comment.text for comment in one.comments))),
}
