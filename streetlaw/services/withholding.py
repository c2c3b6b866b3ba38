"""Looking through a person's copy before it is handed out, and holding back what concerns somebody else.

A passage is a sentence, or a line, of a free text in the file: as it stands now, or as it once stood and is
still told by the history. What is held back is replaced by HELD wherever the record tells it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any, Final

from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.disclosure.free_text import Hint, highlight
from streetlaw.domain.folding import fold
from streetlaw.domain.paper import CopiedRecord, Happened, HeldBack, SubjectCopy
from streetlaw.domain.withheld import Withheld
from streetlaw.services.fields import FIELDS
from streetlaw.services.ports import Work

HELD: Final = "[…]"
"""Stands where a passage was held back."""

_END: Final = re.compile(r"((?<=[.!?…])\s+|[\r\n]+)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 3
_ENDING: Final = 2
_TELLING: Final = frozenset({Hint.NAME, Hint.PHONE, Hint.EMAIL})
_THEMSELVES: Final = frozenset({
    "family_name", "given_name", "patronymic", "other_names", "citizenship", "phone"})
"""What says who the client is: never held back from them."""

Change = Callable[[str, str], str]
"""Gives another text for a text of a field: its name, the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage somebody may want to hold back, and why it was held back the last time ("" when it was not).

    `name` is the field's. `names` are people of the client's cases it seems to name; `hints` pieces of it
    that look as if they named or reached somebody.
    """

    kind: str
    id: str = field(repr=False)
    name: str
    text: str = field(repr=False)
    names: tuple[str, ...] = field(default=(), repr=False)
    hints: tuple[str, ...] = field(default=(), repr=False)
    reason: str = field(default="", repr=False)

    @property
    def digest(self) -> str:
        """The passage without its words."""
        return _digest(self.text)

    def held(self, client_id: str, reason: str) -> Withheld:
        """The record that it is held back."""
        return Withheld(client_id=client_id, of_kind=self.kind, of_id=self.id, of_field=self.name,
                        digest=self.digest, reason=reason)


def passages(work: Work, client_id: str, copy: SubjectCopy) -> tuple[Passage, ...]:
    """Every passage of a copy, each once a field, those of records as they stand first."""
    before = {_key(one): one.reason for one in work.list(Withheld, client_id=client_id)}
    people = _others(work, client_id)
    own = _words(work.get(Client, client_id))
    found: dict[tuple[str, str, str], Passage] = {}
    for kind, id, name, text in _texts(copy):
        for piece in pieces(text):
            key = (id, name, _digest(piece))
            if key not in found:
                found[key] = Passage(
                    kind=kind, id=id, name=name, text=piece, names=_named(piece, people, own),
                    hints=_hints(piece, own), reason=before.get(key, ""))
    return tuple(found.values())


def seen(copy: SubjectCopy) -> str:
    """A short text that stands for what is in a copy: another one when anything in it changed."""
    content = [[[one.kind, one.id, one.values] for one in copy.records], [file.sha256 for file in copy.files],
               [[one.at.isoformat(), one.name, one.changes] for one in copy.history]]
    return sha256(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def without(copy: SubjectCopy, held: Sequence[Withheld]) -> SubjectCopy:
    """The copy in which those passages are replaced by HELD, and which says where and why."""
    gone = {_key(one): one for one in held}
    used: dict[tuple[str, str, str], HeldBack] = {}

    def holding(id: str, kind: str) -> Change:
        def change(name: str, text: str) -> str:
            kept = _END.split(text)
            for at in range(0, len(kept), 2):
                key = (id, name, _digest(kept[at].strip()))
                if key in gone:
                    kept[at] = HELD
                    used[key] = HeldBack(kind=kind, field=name, reason=gone[key].reason)
            return "".join(kept)
        return change

    files = tuple(replace(file, name=_file_name(holding(file.id, "attachment"), file.name))
                  for file in copy.files)
    records = tuple(replace(one, values=_walked(one.kind, one.values, holding(one.id, one.kind)))
                    for one in copy.records)
    history = tuple(replace(one, changes=_changes(one, holding(one.id, one.kind))) for one in copy.history)
    return replace(copy, files=files, records=records, history=history, held_back=tuple(used.values()))


def remember(work: Work, client_id: str, held: Sequence[Withheld]) -> None:
    """Keep which passages were held back and why; what is handed out now is held back no longer."""
    wanted = {_key(one): one for one in held}
    for known in work.list(Withheld, client_id=client_id):
        now = wanted.pop(_key(known), None)
        if now is None:
            work.remove(known)
        elif now.reason != known.reason:
            work.change(replace(known, reason=now.reason))
    for one in wanted.values():
        work.add(replace(one, client_id=client_id, since=work.today))


def pieces(text: str) -> Iterator[str]:
    """The passages of a text."""
    return (piece.strip() for piece in _END.split(text)[::2] if piece.strip())


# ── Texts of a copy ──────────────────────────────────────────────────────────────────────────────────────


def _texts(copy: SubjectCopy) -> Iterator[tuple[str, str, str, str]]:
    """Kind, id, field and text of everything somebody wrote freely."""
    found: list[tuple[str, str, str, str]] = []

    def noting(one: CopiedRecord | Happened) -> Change:
        def note(name: str, text: str) -> str:
            found.append((one.kind, one.id, name, text))
            return text
        return note

    for record in copy.records:
        _walked(record.kind, record.values, noting(record))
    for happened in copy.history:
        _changes(happened, noting(happened))
    return iter(found)


def _walked(kind: str, values: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """The values of a record with each free text changed."""
    return {name: _one(kind, name, value, change) for name, value in values.items()}


def _changes(happened: Happened, change: Change) -> tuple[tuple[str, object, object], ...]:
    kind = happened.kind
    return tuple((name, _one(kind, name, before, change), _one(kind, name, after, change))
                 for name, before, after in happened.changes)


def _one(kind: str, name: str, value: Any, change: Change, *, inside: bool = False) -> Any:
    """A field's value with each free text in it changed, under the name of the record's field."""
    known = FIELDS.get(kind, {}).get(name)
    if known is None or not value or (kind, name) == ("client", "code") or name in _THEMSELVES:
        return value
    way, _, part = known.how.partition(":")
    if way == "part":
        return _nested(part, name, value, change, veiled=known.veiled)
    if way or not (known.veiled or inside):
        return value
    if isinstance(value, list):
        return [change(name, one) if isinstance(one, str) else one for one in value]
    return change(name, value) if isinstance(value, str) else value


def _nested(part: str, name: str, value: Any, change: Change, *, veiled: bool) -> Any:
    def under(_name: str, text: str) -> str:
        return change(name, text)

    if isinstance(value, list):
        return [_nested(part, name, one, change, veiled=veiled) for one in value]
    return {key: _one(part, key, one, under, inside=veiled) for key, one in value.items()}


def _file_name(change: Change, name: str) -> str:
    """A file's name without what is held back; its ending stays, for programs go by it."""
    after = change("name", name)
    return after if after == name else after + PurePosixPath(name).suffix


def _key(one: Withheld) -> tuple[str, str, str]:
    return one.of_id, one.of_field, one.digest


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# ── Who is named ─────────────────────────────────────────────────────────────────────────────────────────


def _others(work: Work, client_id: str) -> Mapping[str, frozenset[str]]:
    """The people in the client's cases beside them: each name, and the folded words it is known by."""
    cases = tuple(case.id for case in work.list(Case, client_id=client_id))
    people: dict[str, frozenset[str]] = {}
    for party in work.list(Party, case_id=cases) if cases else ():
        if party.client_id == client_id:
            continue
        if party.name:
            people[party.name] = frozenset(_folded(party.name))
        if party.client_id:
            other = work.get(Client, party.client_id)
            people[other.full_name or other.code] = _words(other)
    return people


def _words(client: Client) -> frozenset[str]:
    """The folded words a client is called by."""
    return frozenset(_folded(" ".join((client.full_name, *client.other_names))))


def _folded(text: str) -> Iterator[str]:
    return (key for word in _WORD.findall(text) if len(key := fold(word)) >= _SHORTEST)


def _named(piece: str, people: Mapping[str, frozenset[str]], own: Collection[str]) -> tuple[str, ...]:
    """Who of those people a passage seems to name; a name shared with the client names nobody else."""
    said = tuple(_folded(piece))
    return tuple(name for name, words in people.items()
                 if any(_same(word, known) for known in words - set(own) for word in said))


def _same(word: str, known: str) -> bool:
    """True when a word is that name, in any of its cases: only the ending may differ."""
    stem = known[:max(_SHORTEST, len(known) - _ENDING)]
    return word.startswith(stem) and len(word) <= len(known) + 2 * _ENDING


def _hints(piece: str, own: Collection[str]) -> tuple[str, ...]:
    found = (piece[span.start:span.end] for span in highlight(piece) if span.hint in _TELLING)
    return tuple(text for text in found if not (set(_folded(text)) and set(_folded(text)) <= set(own)))
