"""Finding by what was typed: full-text indexes over folded text, inside the encrypted file.

`found` is an index of trigrams over names, codes and telephone numbers: any part of three characters or more
is found, and, because every word in it stands after two spaces, any beginning of a word. `told` is an index
of words over everything written: it finds their beginnings and stays small. Results come latest written
first: ordering by relevance costs a hundred times more and puts the person one just spoke with far down.
When little is found, names that were typed with a slip are looked for too: see `near`.

What an index forgets stays in its older parts until they are merged. So a removal merges the whole index, and
the words of the record leave the file; a change does not: its words stand in the history anyway.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from streetlaw.domain import code
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import digits, fold
from streetlaw.domain.keyboard import other_layout
from streetlaw.domain.record import Change, Record
from streetlaw.services.listing import Hit
from streetlaw.storage import near
from streetlaw.storage.connection import driver_of
from streetlaw.storage.kinds import NAMES
from streetlaw.storage.texts import CODE, NAME, PHONE, TEXT, Texts, spaced, texts

_LONG: Final = 3
_PHONE: Final = re.compile(r"[+(]?\d[\d ()-]{4,}")
_PREFIX: Final = re.compile(r"^(?:00)?(?:996|0)(?=\d{3})")
"""What is dialled before a number: the country's code (ITU-T E.164), or 0 inside it."""

SUBSCRIBER: Final = 8
"""How many last digits of a telephone number count: prefixes differ from where one calls."""

FEW: Final = 5
"""When fewer are found, names typed with a slip are looked for too."""


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, ready to look for.

    `parts` are looked for in names, codes and numbers, `beginnings` are words that begin so anywhere. They
    hold letters, digits and spaces only: nothing in them is an operator of the index. `words` are the folded
    words as they were typed; a code or a number has none that could be typed with a slip.
    """

    parts: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> Query:
        """The query of a typed text: a client's code in either script, a telephone number, or words.

        Of a telephone number, or its beginning, the last eight digits count, without what is dialled before.
        """
        with suppress(StreetLawError):
            return cls((spaced(fold(code.parse(typed))),))
        if _PHONE.fullmatch(typed.strip()):
            number = digits(typed)
            return cls((_PREFIX.sub("", number)[-SUBSCRIBER:],), (number,))
        words = tuple(dict.fromkeys(fold(typed).split()))
        parts = tuple(word if len(word) >= _LONG else spaced(word)[-_LONG:] for word in words)
        if all(len(word) < _LONG for word in words):
            return cls(parts, (), words)
        return cls(parts, tuple(word for word in words if len(word) > 1), words)

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def looks(self) -> Iterator[tuple[str, str]]:
        """The indexes to look in, one after the other, and what each shall match."""
        if self.parts:
            yield "found", " AND ".join(f'"{part}"' for part in self.parts)
        if self.beginnings:
            yield "told", " AND ".join(f"{word}*" for word in self.beginnings)

    def matched(self, found: Texts) -> str:
        """The kind of field in which it was found: "name", "code", "phone" or "text"."""
        fields = (field for field in (NAME, CODE, PHONE) if self.parts[0] in getattr(found, field))
        return next(fields, TEXT)


def readings(typed: str) -> Iterator[Query]:
    """What a text asks for: as it was typed, and as it would be on the other keyboard layout."""
    found = Query.of(typed)
    if found:
        yield found
    other = Query.of(other_layout(typed))
    if other != found and any(len(word) >= _LONG for word in other.words):
        yield other


def matched(sought: Iterable[Query], found: Texts) -> str:
    """The kind of field in which one of the readings was found; "text" when in no other."""
    return next((kind for query in sought if (kind := query.matched(found)) != TEXT), TEXT)


def reindex(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring the search up to date with the records as the changes leave them."""
    before: dict[str, Record | None] = {}
    after: dict[str, Record | None] = {}
    for change in changes:
        before.setdefault(change.id, change.before)
        after[change.id] = change.after
    touched = [(id, texts(before[id]), texts(after[id])) for id in after]
    removed = [old for id, old, _ in touched if old and after[id] is None]
    _forget(connection, [id for id, old, new in touched if old and old != new])
    _remember(connection, [(record, new) for id, old, new in touched
                           if new and old != new and (record := after[id]) is not None])
    _purge(connection, removed)
    for id, last in after.items():
        _follow_owner(connection, before[id], last)


def hits(connection: Connection, query: Query, limit: int, each: int | None = None) -> list[Hit]:
    """What was found in every kind of record: names before texts, latest written first, slips at the end.

    With `each`, at most that many of one kind; they are looked for among the first 400.
    """
    driver = driver_of(connection)
    found: dict[int, str] = {}
    for index, match in query.looks:
        looked = driver.execute(_LOOK.format(index=index, limit=_SCANNED if each else limit), (match,))
        found |= {number: kind for number, kind in looked if number not in found}
        if len(found) >= limit and not each:
            break
    chosen = _each(found, each)[:limit]
    few = len(found) < min(FEW, limit)
    slipped = _each(dict(_slipped(driver, query, set(found))), each) if few else []
    return _told(driver, query, chosen, False) + _told(driver, query, slipped[:limit - len(chosen)], True)


def slipped_clients(connection: Connection, query: Query, limit: int) -> list[str]:
    """The ids of clients in whose records a name is what was typed but for a slip, the best first."""
    driver = driver_of(connection)
    numbers = json.dumps([number for number, _ in _slipped(driver, query, set())][:limit])
    return list(dict.fromkeys(id for (id,) in driver.execute(_CLIENTS_OF, (numbers,))))


def _slipped(driver: Any, query: Query, known: set[int]) -> list[tuple[int, str]]:
    """Number and kind of the records whose names were typed with a slip, the fewest slips first."""
    if not near.can_slip(query.words):
        return []
    near_by = driver.execute(_NEAR, (f"name : ({near.match(query.words)})",))
    measured = [(slips, number, kind) for number, kind, name in near_by
                if number not in known and (slips := near.slips(query.words, name)) is not None]
    return [(number, kind) for _, number, kind in sorted(measured, key=lambda one: one[0])]


def _each(found: Mapping[int, str], each: int | None) -> list[int]:
    """The numbers of the records, at most so many of one kind."""
    if each is None:
        return list(found)
    left = dict.fromkeys(found.values(), each)
    kept = []
    for number, kind in found.items():
        left[kind] -= 1
        if left[kind] >= 0:
            kept.append(number)
    return kept


def _told(driver: Any, query: Query, numbers: Sequence[int], slipped: bool) -> list[Hit]:
    """The hits of those numbers, in that order."""
    rows = driver.execute(_HITS, (json.dumps(numbers),)) if numbers else ()
    return [
        Hit(kind, record_id, client_id, owner, NAME if slipped else query.matched(Texts(*fields)), slipped)
        for kind, record_id, client_id, owner, *fields in rows
    ]


_SCANNED: Final = 400
"""How many are looked through when only some of each kind are wanted."""

_LOOK: Final = (
    "SELECT {index}.rowid, entry.kind FROM {index} CROSS JOIN entry ON entry.number = {index}.rowid"
    " WHERE {index} MATCH ? ORDER BY {index}.rowid DESC LIMIT {limit:d}"
)
"""The limit stands in the statement: see `choosing.at_most`."""

_NEAR: Final = (
    "SELECT found.rowid, entry.kind, wording.name FROM found"  # noqa: S608 - constants
    " CROSS JOIN wording ON wording.number = found.rowid CROSS JOIN entry ON entry.number = found.rowid"
    f" WHERE found MATCH ? ORDER BY found.rowid DESC LIMIT {near.CANDIDATES}"
)
_CLIENTS_OF: Final = (
    "SELECT entry.client_id FROM json_each(?) AS listed CROSS JOIN entry ON entry.number = listed.value"
    " WHERE entry.client_id != '' ORDER BY listed.key"
)
_HITS: Final = (
    "SELECT entry.kind, entry.record_id, entry.client_id, coalesce(client.code, ''),"
    " wording.name, wording.code, wording.phone, wording.words FROM json_each(?) AS listed"
    " CROSS JOIN entry ON entry.number = listed.value CROSS JOIN wording ON wording.number = listed.value"
    " LEFT JOIN client ON client.id = entry.client_id ORDER BY listed.key"
)


def _forget(connection: Connection, ids: list[str]) -> None:
    if not ids:
        return
    numbers = [(connection.exec_driver_sql(_NUMBER, (id,)).scalar_one(),) for id in ids]
    for statement in _FORGET:
        connection.exec_driver_sql(statement, numbers)


def _remember(connection: Connection, found: list[tuple[Record, Texts]]) -> None:
    if not found:
        return
    last = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM entry").scalar_one()
    numbered = list(enumerate(found, last + 1))
    connection.exec_driver_sql(_ENTER, [(number, *_owner(record)) for number, (record, _) in numbered])
    connection.exec_driver_sql(_WORD, [(number, *fields) for number, (_, fields) in numbered])
    for statement in _INDEX:
        connection.exec_driver_sql(statement, (last,))


def _purge(connection: Connection, removed: list[Texts]) -> None:
    """Merge the indexes that knew a removed record, so that nothing of it stays in them."""
    if any(old.name or old.code or old.phone for old in removed):
        connection.exec_driver_sql("INSERT INTO found (found) VALUES ('optimize')")
    if any(old.words for old in removed):
        connection.exec_driver_sql("INSERT INTO told (told) VALUES ('optimize')")


def _follow_owner(connection: Connection, before: Record | None, after: Record | None) -> None:
    """Let what went to another client be found there; the parties of a case go with it."""
    if before is None or after is None or _owner(before)[2] == _owner(after)[2]:
        return
    connection.exec_driver_sql(_MOVE, (_owner(after)[2], after.id))
    if isinstance(after, Case):
        connection.exec_driver_sql(_MOVE_PARTIES, (after.client_id, after.id))


def _owner(record: Record) -> tuple[str, str, str, str]:
    """The record's id and kind, its client and its case.

    A party is found under the case's client, a client who turned out to be another one under that one.
    """
    client = (record.merged_into or record.id if isinstance(record, Client)
              else getattr(record, "client_id", ""))
    case = getattr(record, "case_id", "")
    return record.id, NAMES[type(record)], "" if isinstance(record, Party) else client, case


_MOVE: Final = "UPDATE entry SET client_id = ? WHERE record_id = ?"
_MOVE_PARTIES: Final = (
    "UPDATE entry SET client_id = ? WHERE record_id IN (SELECT id FROM party WHERE case_id = ?)")
_NUMBER: Final = "SELECT number FROM entry WHERE record_id = ?"
_NAMED: Final = (
    "SELECT {}number, name, code, phone FROM wording WHERE number {} ? AND name || code || phone != ''"
)
_FORGET: Final = (
    "INSERT INTO found (found, rowid, name, code, phone) " + _NAMED.format("'delete', ", "="),
    "INSERT INTO told (told, rowid, words) SELECT 'delete', number, words FROM wording WHERE number = ?",
    "DELETE FROM wording WHERE number = ?",
    "DELETE FROM entry WHERE number = ?",
)
_ENTER: Final = (
    "INSERT INTO entry (number, record_id, kind, client_id) VALUES"
    " (?1, ?2, ?3, coalesce(nullif(?4, ''), (SELECT client_id FROM \"case\" WHERE id = ?5), ''))"
)
_WORD: Final = "INSERT INTO wording (number, name, code, phone, words) VALUES (?, ?, ?, ?, ?)"
_INDEX: Final = (
    "INSERT INTO found (rowid, name, code, phone) " + _NAMED.format("", ">"),
    "INSERT INTO told (rowid, words) SELECT number, words FROM wording WHERE number > ?",
)
