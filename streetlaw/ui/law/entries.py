"""The law of the pack as one list to search: norms, channels, limits, legal aid, telephones. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from streetlaw.domain.deadline import Rule
from streetlaw.domain.fact import Cite, Fact, Term, Texts, text_in
from streetlaw.domain.law import (
    Act,
    AidKind,
    Category,
    Channel,
    Hotline,
    Norm,
    Paper,
    Representation,
    Risk,
)
from streetlaw.domain.pack import Pack
from streetlaw.services.law.search import LawIndex, Passage, Where


class EntryKind(StrEnum):
    """What an entry is; its word is the list of the pack in the singular."""

    NORM = "norm"
    CHANNEL = "channel"
    CLOSED = "closed"
    RULE = "rule"
    REPRESENTATION = "representation"
    RISK = "risk"
    CATEGORY = "category"
    BASIS = "basis"
    AID_KIND = "aid_kind"
    DOCUMENT = "document"
    PROCEDURE = "procedure"
    HOTLINE = "hotline"
    ACT = "act"
    TO_CHECK = "to_check"


PLACES = {
    EntryKind.NORM: "norms", EntryKind.CHANNEL: "channels", EntryKind.CLOSED: "channels",
    EntryKind.RULE: "rules", EntryKind.REPRESENTATION: "representation", EntryKind.RISK: "risks",
    EntryKind.CATEGORY: "categories", EntryKind.BASIS: "bases", EntryKind.AID_KIND: "aid_kinds",
    EntryKind.DOCUMENT: "documents", EntryKind.PROCEDURE: "procedure", EntryKind.HOTLINE: "hotlines",
    EntryKind.ACT: "acts", EntryKind.TO_CHECK: "to_check"}
"""The list of the pack in which an entry of that kind stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: `title` names it, `note` stands below."""

    kind: EntryKind
    code: str
    title: str
    note: str
    fact: Fact
    item: Term

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}:{self.code}"

    @property
    def place(self) -> str:
        """The list of the pack it stands in."""
        return PLACES[self.kind]


def entries(pack: Pack, language: str) -> tuple[Entry, ...]:
    """All entries: norms by act, channels by rank, limits, legal aid, numbers, acts, what is to be found."""
    channels = sorted(pack.channels.values(), key=lambda channel: (channel.last_resort, channel.rank))
    closed = tuple(pack.closed.values())
    listed: tuple[tuple[EntryKind, Iterable[Term]], ...] = (
        (EntryKind.NORM, pack.norms.values()), (EntryKind.CHANNEL, channels), (EntryKind.CLOSED, closed),
        *((kind, pack.terms(PLACES[kind]).values()) for kind in list(EntryKind)[3:]))
    return tuple(_entry(pack, kind, item, language) for kind, items in listed for item in items)


def entry_of(pack: Pack, place: str, code: str, language: str) -> Entry | None:
    """The entry of that place and code; None where the pack has none."""
    item = pack.terms(place).get(code) if place in PLACES.values() else None
    if item is None:
        return None
    if place == "channels":
        return _entry(pack, EntryKind.CHANNEL if code in pack.channels else EntryKind.CLOSED, item, language)
    return _entry(pack, next(kind for kind, name in PLACES.items() if name == place), item, language)


def index_of(pack: Pack, listed: Iterable[Entry]) -> LawIndex:
    """The index by which those entries are found, in every language of the pack."""
    return LawIndex([passage for entry in listed for passage in _passages(pack, entry)])


def plain(title: str) -> str:
    """A title; a description of our own, which stands in brackets, without them."""
    if title.startswith("(") and title.endswith(")"):
        title = title[1:-1]
    return title[:1].upper() + title[1:]


def _entry(pack: Pack, kind: EntryKind, item: Term, language: str) -> Entry:
    title, note = plain(item.name(language)), ""
    match item:
        case Norm():
            title, note = pack.cite(item.cite, language), title
        case Channel():
            title, note = item.name(language), text_in(item.competence, language)
        case Hotline():
            title, note = item.number, item.name(language)
        case Rule():
            note = _cited(pack, item.basis, language)
        case Category():
            note = text_in(item.explains, language) or _cited(pack, item.basis, language)
        case _:
            note = text_in(_first_words(item), language)
    return Entry(kind=kind, code=item.code, title=title, note=note, fact=item.fact, item=item)


def _first_words(item: Term) -> Texts:
    """The text that stands below the name of an item."""
    match item:
        case AidKind():
            return item.what
        case Representation():
            return item.who
        case Risk():
            return item.advice
        case Paper():
            return item.hint
        case Act():
            return item.short
    return {}


def _cited(pack: Pack, cites: Iterable[Cite], language: str) -> str:
    return "; ".join(pack.cite(cite, language) for cite in cites)


def _passages(pack: Pack, entry: Entry) -> Iterator[Passage]:
    key, item = entry.key, entry.item
    yield from _each(key, Where.TITLE, item.label)
    yield from _said(key, item)
    match item:
        case Norm():
            yield from _articles(pack, key, (item.cite,), Where.ARTICLE)
            if item.cite.act in pack.acts:
                yield from _each(key, Where.ACT, pack.acts[item.cite.act].label)
        case Channel() | AidKind() | Representation() | Risk():
            yield from _articles(pack, key, item.basis)
        case Rule():
            yield from _articles(pack, key, (*item.basis, *item.restore_basis))
        case Category():
            yield from _articles(pack, key, (*item.basis, *item.supported_by))


def _said(key: str, item: Term) -> Iterator[Passage]:
    """What an item says besides its name and the articles."""
    for texts in _subjects(item):
        yield from _each(key, Where.SUBJECT, texts)
    for texts in _warnings(item):
        yield from _each(key, Where.MIND, texts)
    match item:
        case Channel():
            yield Passage(key, Where.CONTACT, "", item.contact.text)
        case Hotline() | Act():
            yield Passage(key, Where.ARTICLE, "", item.number)


def _subjects(item: Term) -> tuple[Texts, ...]:
    """What for, who is meant, from which event."""
    match item:
        case Channel():
            return (item.competence,)
        case Rule():
            return (item.base,)
        case Category():
            return (item.explains,)
        case AidKind() | Representation() | Act():
            return (_first_words(item),)
    return ()


def _warnings(item: Term) -> tuple[Texts, ...]:
    """What to mind and what to do."""
    match item:
        case Norm():
            return (item.watch_out,)
        case Channel():
            return (item.filing, item.answer, item.contents, item.advice)
        case Risk() | Paper():
            return (_first_words(item),)
    texts = getattr(item, _MORE.get(type(item), ""), None)
    return (texts,) if texts else ()


_MORE: Mapping[type[Term], str] = {Rule: "restore", AidKind: "providers", Representation: "power"}


def _each(key: str, where: Where, texts: Texts) -> Iterator[Passage]:
    return (Passage(key, where, language, text) for language, text in texts.items() if text)


def _articles(pack: Pack, key: str, cites: Iterable[Cite], where: Where = Where.BASIS) -> Iterator[Passage]:
    return (Passage(key, where, language, pack.cite(cite, language))
            for cite in cites for language in pack.languages)
