"""The law of the pack as one list to search: norms, channels, closed bodies, telephone numbers. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from streetlaw.domain.fact import Fact, text_in
from streetlaw.domain.folding import fold
from streetlaw.domain.law import Channel, Hotline, Norm
from streetlaw.domain.pack import Pack


class EntryKind(StrEnum):
    """What an entry is."""

    NORM = "norm"
    CHANNEL = "channel"
    CLOSED = "closed"
    HOTLINE = "hotline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: `title` names it, `note` stands below; `sought` is the folded text it is found by."""

    kind: EntryKind
    code: str
    title: str
    note: str
    fact: Fact
    sought: str
    item: Norm | Channel | Hotline

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.kind}:{self.code}"


def entries(pack: Pack, language: str) -> tuple[Entry, ...]:
    """All entries in the order of the pack: norms by act, channels by rank, closed bodies last."""
    channels = sorted(pack.channels.values(), key=lambda channel: (channel.last_resort, channel.rank))
    return (*(_norm(pack, norm, language) for norm in pack.norms.values()),
            *(_channel(pack, channel, language, EntryKind.CHANNEL) for channel in channels),
            *(_channel(pack, channel, language, EntryKind.CLOSED) for channel in pack.closed.values()),
            *(_hotline(line, language) for line in pack.hotlines.values()))


def found(listed: Iterable[Entry], text: str, kinds: Iterable[EntryKind]) -> tuple[Entry, ...]:
    """The entries of those kinds that hold every word of the text, in any script or language."""
    words, wanted = fold(text).split(), set(kinds)
    return tuple(entry for entry in listed
                 if entry.kind in wanted and all(word in entry.sought for word in words))


def _norm(pack: Pack, norm: Norm, language: str) -> Entry:
    cites = [pack.cite(norm.cite, other) for other in pack.languages]
    return Entry(kind=EntryKind.NORM, code=norm.code, title=pack.cite(norm.cite, language),
                 note=plain(norm.name(language)), fact=norm.fact, item=norm,
                 sought=_key(cites, norm.label, norm.watch_out, pack.acts[norm.cite.act].label
                             if norm.cite.act in pack.acts else {}))


def _channel(pack: Pack, channel: Channel, language: str, kind: EntryKind) -> Entry:
    cites = [pack.cite(cite, other) for cite in channel.basis for other in pack.languages]
    return Entry(kind=kind, code=channel.code, title=channel.name(language),
                 note=text_in(channel.competence, language), fact=channel.fact, item=channel,
                 sought=_key([*cites, channel.contact.text], channel.label, channel.competence,
                             channel.filing, channel.answer, channel.advice))


def _hotline(line: Hotline, language: str) -> Entry:
    return Entry(kind=EntryKind.HOTLINE, code=line.code, title=line.number, note=line.name(language),
                 fact=line.fact, item=line, sought=_key([line.number], line.label))


def plain(title: str) -> str:
    """A title; a description of our own, which stands in brackets, without them."""
    if title.startswith("(") and title.endswith(")"):
        title = title[1:-1]
    return title[:1].upper() + title[1:]


def _key(texts: Iterable[str], *translated: Mapping[str, str]) -> str:
    return " ".join(fold(text) for text in [*texts, *(t for each in translated for t in each.values())])
