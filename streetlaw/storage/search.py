"""Finding by what was typed: full-text indexes over folded text, inside the encrypted file.

`found` is an index of trigrams over names, codes and telephone numbers: any part of three characters or more
is found, and, because every word in it stands after two spaces, any beginning of a word. `told` is an index
of words over everything written: it finds their beginnings and stays small. Results come latest written
first: ordering by relevance costs a hundred times more and puts the person one just spoke with far down.

What an index forgets stays in its older parts until they are merged. So a removal merges the whole index, and
the words of the record leave the file; a change does not: its words stand in the history anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy import Connection, TextClause, text

from streetlaw.domain import code
from streetlaw.domain.case import Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import digits, fold
from streetlaw.domain.record import Change, Record
from streetlaw.services.listing import Hit
from streetlaw.storage.kinds import NAMES
from streetlaw.storage.texts import Texts, spaced, texts

_LONG: Final = 3
_PHONE: Final = re.compile(r"[+(]?\d[\d ()-]{4,}")
_SUBSCRIBER: Final = 8


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, ready to look for.

    `parts` are looked for in names, codes and numbers, `beginnings` are words that begin so anywhere. They
    hold letters, digits and spaces only: nothing in them is an operator of the index.
    """

    parts: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> Query:
        """The query of a typed text: a client's code in either script, a telephone number, or words.

        Of a telephone number the last eight digits count: prefixes differ from where one calls.
        """
        with suppress(StreetLawError):
            return cls((spaced(fold(code.parse(typed))),))
        if _PHONE.fullmatch(typed.strip()):
            number = digits(typed)
            return cls((number[-_SUBSCRIBER:],), (number,))
        words = tuple(dict.fromkeys(fold(typed).split()))
        parts = tuple(word if len(word) >= _LONG else spaced(word)[-_LONG:] for word in words)
        if all(len(word) < _LONG for word in words):
            return cls(parts)
        return cls(parts, tuple(word for word in words if len(word) > 1))

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
        fields = (field for field in ("name", "code", "phone") if self.parts[0] in getattr(found, field))
        return next(fields, "text")


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


def hits(connection: Connection, query: Query, limit: int) -> list[Hit]:
    """What was found in every kind of record, latest written first."""
    found: dict[str, Hit] = {}
    for index, match in query.looks:
        looked = connection.execute(_hits(index, limit), {"match": match})
        for kind, record_id, client_id, owner, *fields in looked:
            found.setdefault(record_id, Hit(kind, record_id, client_id, owner, query.matched(Texts(*fields))))
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


@cache
def _hits(index: str, limit: int) -> TextClause:
    """The limit stands in the statement: see `choosing.at_most`."""
    return text(
        "SELECT entry.kind, entry.record_id, entry.client_id, coalesce(client.code, ''),"  # noqa: S608 - constants
        " wording.name, wording.code, wording.phone, wording.words"
        f" FROM {index} CROSS JOIN entry ON entry.number = {index}.rowid"
        f" CROSS JOIN wording ON wording.number = {index}.rowid"
        " LEFT JOIN client ON client.id = entry.client_id"
        f" WHERE {index} MATCH :match ORDER BY {index}.rowid DESC LIMIT {limit:d}"
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


def _owner(record: Record) -> tuple[str, str, str, str]:
    """The record's id and kind, its client and its case: a party is found under the case's client."""
    client = record.id if isinstance(record, Client) else getattr(record, "client_id", "")
    case = getattr(record, "case_id", "")
    return record.id, NAMES[type(record)], "" if isinstance(record, Party) else client, case


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
