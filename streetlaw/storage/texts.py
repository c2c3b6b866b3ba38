"""What can be found of each kind of record: its names, codes, numbers and words, folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from streetlaw.domain.review import Comment, Review, ReviewCase

NAME, CODE, PHONE, TEXT = "name", "code", "phone", "text"


class Texts(NamedTuple):
    """What can be found of one record, folded.

    In `name`, `code` and `phone` each word stands after two spaces; a telephone number is its digits.
    `words` are all words written in the record, each once.
    """

    name: str = ""
    code: str = ""
    phone: str = ""
    words: str = ""


class Said(NamedTuple):
    """One text of a record as it was written, and what it tells: "name", "code", "phone" or "text".

    `field` is the record's field; for what lies deeper, what it is there: "acts", "units", "sources".
    """

    field: str
    tells: str
    text: str


def said(record: Record) -> tuple[Said, ...]:
    """The texts of a record that can be found, without empty ones; of a merged client the code."""
    if isinstance(record, Client) and record.merged_into:
        return (Said("code", CODE, record.code),)
    read = _READERS.get(type(record))
    return tuple(one for one in read(record) if one.text) if read else ()


def texts(record: Record | None) -> Texts | None:
    """What can be found of a record; None for one that holds no text or is of a kind not searched."""
    told = said(record) if record is not None else ()
    name, code, phone, rest = (" ".join(one.text for one in told if one.tells == what)
                               for what in (NAME, CODE, PHONE, TEXT))
    words = dict.fromkeys(f"{fold(name)} {fold(code)} {fold(rest)}".split())
    found = Texts(spaced(fold(name)), spaced(fold(code)), spaced(digits(phone)), " ".join(words))
    return found if any(found) else None


def spaced(folded: str) -> str:
    """The folded words each after two spaces, so that three characters can say where a word begins."""
    return "".join(f"  {word}" for word in folded.split())


def _client(one: Client) -> Iterable[Said]:
    yield Said("full_name", NAME, one.full_name)
    yield Said("other_names", NAME, " ".join(one.other_names))
    yield Said("code", CODE, one.code)
    yield Said("phone", PHONE, one.phone)
    contact = one.safe_contact
    yield from _told(documents=one.documents, remarks=one.remarks,
                     safe_contact=f"{contact.when} {contact.who_may_answer}")


def _incident(one: Incident) -> Iterable[Said]:
    yield from _told(
        place=one.place, narrative=one.narrative, harm=one.harm,
        acts=" ".join(act.note for act in one.acts),
        units=" ".join(who.unit for act in one.acts for who in act.involvements),
        sources=" ".join(source.note for source in one.sources),
    )


def _action(one: Action) -> Iterable[Said]:
    yield Said("registration_no", CODE, one.registration_no)
    yield from _told(authority=one.authority, remarks=one.remarks)


def _referral(one: Referral) -> Iterable[Said]:
    yield from _told(receiver=one.receiver, short_name=one.short_name, remarks=one.remarks,
                     steps=" ".join(step.reason for step in one.steps))


def _review_case(one: ReviewCase) -> Iterable[Said]:
    yield Said("pseudonym", CODE, one.pseudonym)
    yield from _comments(one.comments)


def _comments(comments: Iterable[Comment]) -> Iterable[Said]:
    return _told(comments=" ".join(comment.text for comment in comments))


def _person(one: Party | TrustedPerson) -> Iterable[Said]:
    yield Said("name", NAME, one.name)
    yield Said("remarks", TEXT, one.remarks)


def _party(one: Party) -> Iterable[Said]:
    yield from _person(one)
    yield Said("phone", PHONE, one.phone)


def _trusted(one: TrustedPerson) -> Iterable[Said]:
    yield from _person(one)
    yield Said("organisation", TEXT, one.organisation)


def _told(**texts: str) -> Iterable[Said]:
    return (Said(field, TEXT, text.strip()) for field, text in texts.items())


_READERS: Final[Mapping[type[Record], Callable[[Any], Iterable[Said]]]] = {
    Client: _client,
    Incident: _incident,
    Party: _party,
    TrustedPerson: _trusted,
    Case: lambda one: _told(matter=one.matter, summary_for_counsel=one.summary_for_counsel, wish=one.wish,
                            tags=" ".join(one.tags)),
    Consent: lambda one: _told(remarks=one.remarks),
    Action: _action,
    Note: lambda one: _told(text=one.text),
    Attachment: lambda one: _told(name=one.name),
    Referral: _referral,
    Deadline: lambda one: _told(title=one.title, remarks=one.remarks),
    ReviewCase: _review_case,
    Review: lambda one: _comments(one.comments),
}
