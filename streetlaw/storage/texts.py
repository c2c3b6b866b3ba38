"""What can be found of each kind of record: its names, codes, numbers and words, folded."""

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
    """What can be found of one record, folded.

    In `name`, `code` and `phone` each word stands after two spaces; a telephone number is its digits.
    `words` are all words written in the record, each once.
    """

    name: str = ""
    code: str = ""
    phone: str = ""
    words: str = ""


def texts(record: Record | None) -> Texts | None:
    """What can be found of a record; None for one that holds no text or is of a kind not searched."""
    read = _READERS.get(type(record)) if record is not None else None
    found = read(record) if read else None
    return found if found and any(found) else None


def spaced(folded: str) -> str:
    """The folded words each after two spaces, so that three characters can say where a word begins."""
    return "".join(f"  {word}" for word in folded.split())


def _texts(*told: str, name: str = "", code: str = "", phone: str = "") -> Texts:
    name, code = fold(name), fold(code)
    words = dict.fromkeys(f"{name} {code} {fold(' '.join(told))}".split())
    return Texts(spaced(name), spaced(code), spaced(digits(phone)), " ".join(words))


def _client(one: Client) -> Texts:
    contact = one.safe_contact
    return _texts(
        one.documents, one.remarks, contact.when, contact.who_may_answer,
        name=" ".join((one.family_name, one.given_name, one.patronymic, *one.other_names)),
        code=one.code, phone=one.phone,
    )


def _incident(one: Incident) -> Texts:
    acts = [part for act in one.acts for part in (act.note, *(who.unit for who in act.involvements))]
    return _texts(one.place, one.narrative, one.harm, *acts, *(source.note for source in one.sources))


_READERS: Final[Mapping[type[Record], Callable[[Any], Texts]]] = {
    Client: _client,
    Incident: _incident,
    Party: lambda one: _texts(one.remarks, name=one.name),
    TrustedPerson: lambda one: _texts(one.organisation, one.remarks, name=one.name),
    Case: lambda one: _texts(one.summary_for_counsel, one.wish, *one.tags),
    Consent: lambda one: _texts(one.remarks),
    Action: lambda one: _texts(one.authority, one.remarks, code=one.registration_no),
    Note: lambda one: _texts(one.text),
    Attachment: lambda one: _texts(one.name),
    Referral: lambda one: _texts(one.receiver, one.short_name, one.remarks,
                                 *(step.reason for step in one.steps)),
    Deadline: lambda one: _texts(one.title, one.remarks),
    ReviewCase: lambda one: _texts(*(comment.text for comment in one.comments), code=one.pseudonym),
    Review: lambda one: _texts(*(comment.text for comment in one.comments)),
}
