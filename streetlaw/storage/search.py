"""Finding by what was typed: full-text indexes over folded text, inside the encrypted file.

A query of three characters or more finds any part of a word (trigrams); a shorter one finds the beginnings of
words in names, codes and telephone numbers. Results come latest written first: ordering by relevance costs
a hundred times more and puts the person one just spoke with far down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from streetlaw.domain import code
from streetlaw.domain.case import Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import digits, fold
from streetlaw.domain.record import Change, Record
from streetlaw.services.ports import Hit
from streetlaw.storage.kinds import NAMES
from streetlaw.storage.texts import Texts, texts

_LONG: Final = 3
_PHONE: Final = re.compile(r"[+(]?\d[\d ()-]{4,}")
_SUBSCRIBER: Final = 8


_WORDS: Final = "' ' || entry.name || ' ' || entry.code || ' ' || entry.text"


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, ready to look for: folded words, those of three characters and more apart."""

    long: tuple[str, ...]
    short: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> Query:
        """The query of a typed text: a client's code in either script, a telephone number, or words.

        Of a telephone number the last eight digits count: prefixes differ from where one calls.
        """
        with suppress(StreetLawError):
            return cls((fold(code.parse(typed)),), ())
        if _PHONE.fullmatch(typed.strip()):
            return cls((digits(typed)[-_SUBSCRIBER:],), ())
        words = dict.fromkeys(fold(typed).split())
        return cls(tuple(word for word in words if len(word) >= _LONG),
                   tuple(word for word in words if len(word) < _LONG))

    def __bool__(self) -> bool:
        return bool(self.long or self.short)

    @property
    def index(self) -> str:
        """The full-text index that answers it."""
        return "found" if self.long else "headed"

    @property
    def match(self) -> str:
        """The FTS5 expression; folded words hold only letters and digits, none is an operator."""
        if self.long:
            return " AND ".join(f'"{word}"' for word in self.long)
        return " AND ".join(f"{word}*" for word in self.short)

    @property
    def stages(self) -> tuple[str, ...]:
        """The columns to look in, one look after the other: names, codes and numbers come before texts."""
        return ("{name code phone} : ", "") if self.long else ("",)

    def source(self, join: str = "") -> str:
        """The FROM … WHERE of a look over `entry`."""
        index = self.index
        words = "".join(f" AND {_WORDS} LIKE :short{number}" for number in range(len(self._beside)))
        entries = f"{index} JOIN entry ON entry.number = {index}.rowid"
        return f"FROM {entries} {join} WHERE {index} MATCH :match{words}"

    def values(self, stage: str) -> dict[str, object]:
        """The values `source` compares with."""
        beside = {f"short{number}": f"% {word}%" for number, word in enumerate(self._beside)}
        return {"match": f"{stage}({self.match})", **beside}

    @property
    def _beside(self) -> tuple[str, ...]:
        """The short words beside long ones: trigrams do not know them, so what was found is read for them."""
        return self.short if self.long else ()

    def matched(self, found: Texts) -> str:
        """The kind of field in which it was found: "name", "code", "phone" or "text"."""
        first = (self.long or self.short)[0]
        for field in ("name", "code", "phone"):
            value = f" {getattr(found, field)}"
            if (first if self.long else f" {first}") in value:
                return field
        return "text"


def reindex(connection: Connection, changes: Iterable[Change]) -> None:
    """Bring the search up to date with the records as the changes leave them."""
    latest = {change.id: change for change in changes}
    stale = [(change.id,) for change in latest.values() if change.before is not None or change.after is None]
    if stale:
        connection.exec_driver_sql(_FORGET_FOUND, stale)
        connection.exec_driver_sql(_FORGET_HEADED, stale)
        connection.exec_driver_sql("DELETE FROM entry WHERE record_id = ?", stale)
    rows = [row for change in latest.values() if (row := _row(change.after)) is not None]
    if rows:
        last = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM entry").scalar_one()
        connection.exec_driver_sql(_REMEMBER, rows)
        connection.exec_driver_sql(_INDEX_FOUND, (last,))
        connection.exec_driver_sql(_INDEX_HEADED, (last,))


def hits(connection: Connection, query: Query, limit: int) -> list[Hit]:
    """What was found in every kind of record, by stages, latest written first."""
    found: dict[str, Hit] = {}
    source = query.source("LEFT JOIN client ON client.id = entry.client_id")
    look = text(f"SELECT {_HIT} {source} ORDER BY {query.index}.rowid DESC LIMIT :limit")
    for stage in query.stages:
        for kind, record_id, client_id, owner, *parts in connection.execute(
                look, {**query.values(stage), "limit": limit}):
            hit = Hit(kind, record_id, client_id, owner, query.matched(Texts(*parts)))
            found.setdefault(record_id, hit)
        if len(found) >= limit:
            break
    return list(found.values())[:limit]


_HIT: Final = (
    "entry.kind, entry.record_id, entry.client_id, coalesce(client.code, ''),"
    " entry.name, entry.code, entry.phone, entry.text"
)
_FORGET_FOUND: Final = (
    "INSERT INTO found (found, rowid, name, code, phone, text)"
    " SELECT 'delete', number, name, code, phone, text FROM entry WHERE record_id = ?"
)
_FORGET_HEADED: Final = (
    "INSERT INTO headed (headed, rowid, name, code, phone)"
    " SELECT 'delete', number, name, code, phone FROM entry"
    " WHERE record_id = ? AND name || code || phone != ''"
)
_REMEMBER: Final = (
    "INSERT INTO entry (record_id, kind, client_id, name, code, phone, text) VALUES"
    " (?1, ?2, coalesce(nullif(?3, ''), (SELECT client_id FROM \"case\" WHERE id = ?4), ''), ?5, ?6, ?7, ?8)"
)
_INDEX_FOUND: Final = (
    "INSERT INTO found (rowid, name, code, phone, text)"
    " SELECT number, name, code, phone, text FROM entry WHERE number > ?"
)
_INDEX_HEADED: Final = (
    "INSERT INTO headed (rowid, name, code, phone)"
    " SELECT number, name, code, phone FROM entry WHERE number > ? AND name || code || phone != ''"
)


def _row(record: Record | None) -> tuple[str, ...] | None:
    """The values of `entry` for a record: a party is found under the case's client, not under itself."""
    found = None if record is None else texts(record)
    if record is None or found is None or not any(found):
        return None
    owner = record.id if isinstance(record, Client) else getattr(record, "client_id", "")
    case = getattr(record, "case_id", "")
    return (record.id, NAMES[type(record)], "" if isinstance(record, Party) else owner, case, *found)
