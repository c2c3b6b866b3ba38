"""What services ask of the vault: a unit of work."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol, TypeVar

from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome, Record
from streetlaw.services.blobs import Blobs
from streetlaw.services.listing import (
    ClientQuery,
    ClientRow,
    Draft,
    FieldChange,
    Hit,
    IncidentQuery,
    IncidentRow,
    LogLine,
    LogQuery,
    LogState,
)

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class Work(Protocol):
    """One unit of work: all of it is written by `commit`, or nothing.

    Used as `with vault.work() as work: service(work, command)`. Not for two threads at once.
    """

    @property
    def now(self) -> datetime:
        """The moment this work began, UTC."""
        ...

    @property
    def today(self) -> date:
        """The day in the jurisdiction's time zone."""
        ...

    @property
    def actor(self) -> str:
        """The profile id of the person working; "" before there is a profile."""
        ...

    @property
    def pack(self) -> Pack:
        """The home jurisdiction's pack."""
        ...

    def pack_of(self, jurisdiction: str) -> Pack:
        """The pack of a jurisdiction, "" for the home one; raises `pack.unknown`."""
        ...

    def pack_with(self, code: str, archive: bytes | None) -> Pack:
        """The pack of a code as it would be with that archive on the shelf, or with none.

        Raises `pack.invalid`, `update.damaged`, `pack.unknown`.
        """
        ...

    @property
    def random(self) -> random.Random:
        """A source of unpredictable numbers (seeded only for synthetic data)."""
        ...

    @property
    def blobs(self) -> Blobs:
        """The encrypted files of the vault."""
        ...

    def get(self, kind: type[R], id: str, *, at: int | None = None) -> R:
        """The record; raises `record.unknown`, or `record.changed` when its revision is not `at`."""
        ...

    def find(self, kind: type[R], **equals: object) -> R | None:
        """The one record whose fields equal those values, or None."""
        ...

    def list(self, kind: type[R], *, order: str = "id", descending: bool = False, limit: int | None = None,
             **equals: object) -> Sequence[R]:
        """The records whose fields equal those values (a tuple means any of them), ordered by a field.

        None values come last in either order.
        """
        ...

    def count(self, kind: type[Record], **equals: object) -> int:
        """How many records have those values."""
        ...

    def add(self, record: R) -> R:
        """Store a new record: it comes back with an id and revision 1."""
        ...

    def add_many(self, records: Iterable[R]) -> int:
        """Store many new records that already carry ids, fast; returns how many. Promises what `add` does."""
        ...

    def new_id(self) -> str:
        """A fresh record id (UUIDv7, never exported)."""
        ...

    def change(self, after: R) -> R:
        """Replace a record by its next version.

        `after.revision` must be the stored one (`record.changed`).
        """
        ...

    def remove(self, record: Record) -> None:
        """Remove a record, its history and search entries (`record.changed` when the revision differs)."""
        ...

    def naming(self, kind: type[R], id: str) -> Sequence[R]:
        """The stored records of a kind that name that id in a list they hold, by id."""
        ...

    def commit(self, name: str, *, about: Sequence[Record] = ()) -> Outcome:
        """Write everything in one transaction with history, search index and audit line; say what changed.

        `about` are records the action was about without changing them: the log names them too.
        Raises `vault.disk_full`, `vault.read_only`, `vault.failed`; then nothing was written.
        """
        ...

    def history(self, kind: type[Record], id: str) -> Sequence[FieldChange]:
        """The record's changes, latest first."""
        ...

    def log(self, query: LogQuery) -> Sequence[LogLine]:
        """Lines of the log, latest first."""
        ...

    def anchor(self) -> str:
        """Where the log stands now, sealed: a text of fixed length that says nothing to anybody else."""
        ...

    def recall(self, anchor: str) -> LogState | None:
        """How the log compares with an anchor of its own that came back; None for one it never gave."""
        ...

    def client_ids(self, query: ClientQuery, first: int | None = None) -> Sequence[str]:
        """The ids of all clients of the list, in order, or the first (text queries: the best 500)."""
        ...

    def codes(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        """The codes of those clients by their ids, as they are stored."""
        ...

    def client_rows(self, ids: Sequence[str], text: str = "") -> Sequence[ClientRow]:
        """The lines of those clients, in that order."""
        ...

    def incident_ids(self, query: IncidentQuery, first: int | None = None) -> Sequence[str]:
        """The ids of all incidents of the register, in order, or the first (text queries: the first 500)."""
        ...

    def incident_rows(self, ids: Sequence[str]) -> Sequence[IncidentRow]:
        """The lines of those incidents, in that order."""
        ...

    def search(self, text: str, *, limit: int = 20, each: int | None = None) -> Sequence[Hit]:
        """What was typed, found in every kind of record: names before texts, latest written first.

        With `each`, at most that many of one kind. Names typed with a slip come last.
        """
        ...

    def alike(self, words: Sequence[Sequence[str]], phone: str) -> Sequence[Record]:
        """People (clients, parties, trusted people) with that number, or two of the words in their names.

        Each word is given in the folded forms in which it may be written; a long one may have a slip. A
        single word has to be there. At most 100, those with the number first, then the nearest names.
        """
        ...

    def mentions(self, words: Sequence[str], most: int) -> Sequence[Record]:
        """Incidents, notes and actions that tell of all those folded words, latest written first."""
        ...

    def bearers(self, word: str, most: int) -> int:
        """How many people have a name that begins with that folded word, counted up to `most`."""
        ...

    def while_wanted(self, wanted: Callable[[], bool]) -> AbstractContextManager[None]:
        """Reads inside are given up with `work.cancelled` soon after `wanted` says no; never a write."""
        ...

    def save_draft(self, key: str, values: str) -> None:
        """Keep an unfinished form; written at once, not with `commit`."""
        ...

    def drop_draft(self, key: str) -> None:
        """Forget an unfinished form; written with `commit` when something else is, at once otherwise."""
        ...

    def drafts(self) -> Sequence[Draft]:
        """All unfinished forms, latest first."""
        ...

    def setting(self, name: str, default: str = "") -> str:
        """A choice kept in the vault."""
        ...

    def set_setting(self, name: str, value: str) -> None:
        """Keep a choice in the vault (written at once)."""
        ...

    def secret(self, name: str) -> str:
        """A secret key kept in the vault; raises `vault.no_secret`."""
        ...

    def put_secret(self, name: str, value: str) -> None:
        """Keep a secret key; written with `commit`."""
        ...

    def shelf(self, beginning: str) -> Sequence[str]:
        """The names on the shelf that begin so, in order."""
        ...

    def shelved(self, name: str) -> bytes | None:
        """What was published and taken over, by its name; None when there is no such thing."""
        ...

    def shelve(self, name: str, content: bytes | None) -> None:
        """Keep something published whole, or no longer with None; written with `commit`."""
        ...

    def pseudonym_key(self) -> bytes:
        """The 32-byte sub-key from which export pseudonyms are made."""
        ...


class Vault(Protocol):
    """An open vault."""

    def work(self) -> AbstractContextManager[Work]:
        """Begin a unit of work; leaving it without `commit` writes nothing."""
        ...

    def close(self) -> None:
        """Close the vault: checkpoint the log, drop the keys."""
        ...


def chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The rows in slices of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
