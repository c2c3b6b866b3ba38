"""A unit of work on the encrypted vault: reads see what it has done, `commit` writes all or nothing."""

from __future__ import annotations

import builtins
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError
from uuid_utils import uuid7

from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
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
from streetlaw.storage import (
    alike,
    audit,
    choosing,
    clients_view,
    faults,
    history,
    incidents_view,
    kept,
    passages,
    reading,
    search,
    writing,
)
from streetlaw.storage.audit import Deed
from streetlaw.storage.connection import PLACE
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.law import Law
from streetlaw.storage.pending import Pending, going_with, ordered

R = TypeVar("R", bound=Record)


class SqlWork:
    """One unit of work, as `services.ports.Work` promises; used as `with SqlWork(…) as work:`."""

    def __init__(self, engine: Engine, *, audit_key: bytes, pseudonym_key: bytes, pack: Pack, blobs: Blobs,
                 law: Law, now: datetime | None = None,
                 rng: random.Random | None = None) -> None:
        self.now = now or datetime.now(UTC)
        self.pack = pack
        self._law = law
        self.blobs = blobs
        self.random = rng or random.SystemRandom()
        self._engine = engine
        self._place = engine.get_execution_options()[PLACE]
        self._audit_key = audit_key
        self._pseudonym_key = pseudonym_key
        self._pending = Pending()
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        try:
            if kind is None and self._pending.dropped and not self._pending:
                with self._writing() as connection:
                    kept.drop_drafts(connection, self._pending.dropped)
        finally:
            self._pending = Pending()
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @property
    def today(self) -> date:
        """The day in the jurisdiction's time zone."""
        return self.now.astimezone(self.pack.zone).date()

    def pack_of(self, jurisdiction: str) -> Pack:
        """The pack of a jurisdiction, "" for the home one; raises `pack.unknown`."""
        return self._law(jurisdiction) if jurisdiction else self.pack

    def pack_with(self, code: str, archive: bytes | None) -> Pack:
        """The pack of a code as it would be with that archive on the shelf, or with none."""
        return self._law.with_archive(code, archive)

    @property
    def actor(self) -> str:
        """The profile id of the person working; "" before there is a profile."""
        me = self.find(Profile)
        return me.id if me else ""

    # ── Records ────────────────────────────────────────────────────────────────────────────────────────

    def get(self, kind: type[R], id: str, *, at: int | None = None) -> R:
        """The record; raises `record.unknown`, or `record.changed` when its revision is not `at`."""
        record = self.find(kind, id=id)
        if record is None:
            raise StreetLawError("record.unknown")
        if at is not None and record.revision != at:
            raise StreetLawError("record.changed")
        return record

    def find(self, kind: type[R], **equals: object) -> R | None:
        """The one record whose fields equal those values, or None."""
        found = self._select(kind, equals, limit=1)
        return found[0] if found else None

    def list(self, kind: type[R], *, order: str = "id", descending: bool = False, limit: int | None = None,
             **equals: object) -> Sequence[R]:
        """The records whose fields equal those values (a tuple means any of them), ordered by a field."""
        return self._select(kind, equals, order=order, descending=descending, limit=limit)

    def _select(self, kind: type[R], equals: Mapping[str, object], *, order: str = "id",
                descending: bool = False, limit: int | None = None) -> builtins.list[R]:
        wanted = choosing.equal(kind, equals)
        if not self._pending.touched(kind):
            return self._stored(kind, wanted, order=order, descending=descending, limit=limit)
        seen = self._pending.seen(kind, self._stored(kind, wanted), equals)
        return ordered(seen, order, descending=descending)[:limit]

    def count(self, kind: type[Record], **equals: object) -> int:
        """How many records have those values."""
        if self._pending.touched(kind):
            return len(self._select(kind, equals))
        with self._reading() as connection:
            driver: Any = connection.connection.driver_connection
            return choosing.counted(driver, kind, choosing.equal(kind, equals))

    def add(self, record: R) -> R:
        """Store a new record: it comes back with an id and revision 1."""
        return self._pending.add(record, record.id or self.new_id())

    def add_many(self, records: Iterable[R]) -> int:
        """Store many new records that already carry ids; returns how many."""
        return sum(1 for record in records if self._pending.add(record, record.id))

    def new_id(self) -> str:
        """A fresh record id: it grows with time, so that new rows stand side by side. Never exported."""
        return uuid7().hex

    def change(self, after: R) -> R:
        """Replace a record by its next version; `record.changed` unless it carries the stored revision."""
        return self._pending.change(self.get(type(after), after.id), after)

    def remove(self, record: Record) -> None:
        """Remove a record with its history and search entries; a client goes with all that is theirs.

        Raises `record.changed` when it is not the stored one, `record.in_use` while others name it.
        """
        stored = self.get(type(record), record.id, at=record.revision)
        for dependent in builtins.list(going_with(stored, self.list)):
            self._pending.remove(dependent)
        self._pending.remove(stored)

    def naming(self, kind: type[R], id: str) -> Sequence[R]:
        """The stored records of a kind that name that id in a list they hold, by id."""
        return self._stored(kind, choosing.naming(kind, id))

    def commit(self, name: str, *, about: Sequence[Record] = ()) -> Outcome:
        """Write everything in one transaction with history, search index and audit line."""
        done, deed = self._pending, Deed(self.now, self.actor, name)
        with self._writing() as connection:
            writing.write(connection, done, deed, self._audit_key, about)
        self._pending = Pending()
        if done.shelved or any(change.kind is FactCheck for change in done.changes):
            self._law.forget()
        self._forget([change.before for change in done.changes if change.before and not change.after])
        return Outcome(name, tuple(done.changes))

    def history(self, kind: type[Record], id: str) -> Sequence[FieldChange]:  # noqa: ARG002 - ids are unique
        """The record's changes, latest first."""
        with self._reading() as connection:
            return history.lines(connection, id)

    def log(self, query: LogQuery) -> Sequence[LogLine]:
        """Lines of the log, latest first."""
        with self._reading() as connection:
            return audit.lines(connection, query)

    def anchor(self) -> str:
        """Where the log stands now, sealed: a text of fixed length that says nothing to anybody else."""
        with self._reading() as connection:
            return audit.sealed_head(connection, self._audit_key, self.now)

    def recall(self, anchor: str) -> LogState | None:
        """How the log compares with an anchor of its own that came back; None for one it never gave."""
        with self._reading() as connection:
            return audit.recalled(connection, self._audit_key, anchor)

    # ── Lists and search ───────────────────────────────────────────────────────────────────────────────

    def client_ids(self, query: ClientQuery, first: int | None = None) -> Sequence[str]:
        """The ids of all clients of the list, or the first, in order (text queries: the best 500)."""
        with self._reading() as connection:
            return clients_view.ids(connection, query, self.today, first)

    def codes(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        """The codes of those clients by their ids, as they are stored."""
        with self._reading() as connection:
            return clients_view.codes(connection, client_ids)

    def client_rows(self, ids: Sequence[str], text: str = "") -> Sequence[ClientRow]:
        """The lines of those clients, in that order."""
        with self._reading() as connection:
            return clients_view.rows(connection, ids, text)

    def incident_ids(self, query: IncidentQuery, first: int | None = None) -> Sequence[str]:
        """The ids of all incidents of the register, or the first, in order (text queries: the first 500)."""
        with self._reading() as connection:
            return incidents_view.ids(connection, query, first)

    def incident_rows(self, ids: Sequence[str]) -> Sequence[IncidentRow]:
        """The lines of those incidents, in that order."""
        with self._reading() as connection:
            return incidents_view.rows(connection, ids)

    def search(self, text: str, *, limit: int = 20, each: int | None = None) -> Sequence[Hit]:
        """What was typed, found in every kind of record."""
        query = search.Query.of(text)
        if not query:
            return []
        with self._reading() as connection:
            found = search.hits(connection, query, limit, each)
        return passages.shown(found, query, self.list)

    def alike(self, words: Sequence[Sequence[str]], phone: str) -> Sequence[Record]:
        """People with that number, or in whose names two of the words stand, the nearest first."""
        with self._reading() as connection:
            return self._of(alike.found(connection, words, phone))

    def mentions(self, words: Sequence[str], most: int) -> Sequence[Record]:
        """Incidents, notes and actions that tell of all those words, latest written first."""
        with self._reading() as connection:
            return self._of(alike.mentioned(connection, words, most))

    def bearers(self, word: str, most: int) -> int:
        """How many people have a name that begins with that folded word, counted up to `most`."""
        with self._reading() as connection:
            return alike.bearers(connection, word, most)

    def _of(self, found: Sequence[tuple[str, str]]) -> Sequence[Record]:
        """The records of those kinds and ids, in that order."""
        read: dict[str, Record] = {}
        for kind in {kind for kind, _ in found}:
            ids = tuple(id for of, id in found if of == kind)
            read |= {record.id: record for record in self.list(KINDS[kind], id=ids)}
        return [read[id] for _, id in found if id in read]

    @contextmanager
    def while_wanted(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Reads inside are given up with `work.cancelled` soon after `wanted` says no."""
        with self._reading() as connection, reading.given_up(connection, wanted):
            yield

    # ── Things kept beside the records ─────────────────────────────────────────────────────────────────

    def save_draft(self, key: str, values: str) -> None:
        """Keep an unfinished form; written at once, not with `commit`."""
        self._pending.dropped.discard(key)
        with self._writing() as connection:
            kept.save_draft(connection, key, values, datetime.now(UTC))

    def drop_draft(self, key: str) -> None:
        """Forget an unfinished form: with `commit` when something else is written, else at the end."""
        self._pending.dropped.add(key)

    def drafts(self) -> Sequence[Draft]:
        """All unfinished forms, latest first."""
        with self._reading() as connection:
            return [draft for draft in kept.drafts(connection) if draft.key not in self._pending.dropped]

    def setting(self, name: str, default: str = "") -> str:
        """A choice kept in the vault."""
        with self._reading() as connection:
            chosen = kept.choice(connection, name)
        return default if chosen is None else chosen

    def set_setting(self, name: str, value: str) -> None:
        """Keep a choice in the vault (written at once)."""
        with self._writing() as connection:
            kept.choose(connection, name, value)

    def secret(self, name: str) -> str:
        """A secret key kept in the vault; raises `vault.no_secret`."""
        if name in self._pending.secrets:
            return self._pending.secrets[name]
        with self._reading() as connection:
            return kept.confided(connection, name)

    def put_secret(self, name: str, value: str) -> None:
        """Keep a secret key; written with `commit`."""
        self._pending.secrets[name] = value

    def shelf(self, beginning: str) -> Sequence[str]:
        """The names on the shelf that begin so, in order."""
        with self._reading() as connection:
            stored = {*kept.shelf_names(connection, beginning)}
        put = {name: content for name, content in self._pending.shelved.items() if name.startswith(beginning)}
        return sorted((stored | {*put}) - {name for name, content in put.items() if content is None})

    def shelved(self, name: str) -> bytes | None:
        """What was published and taken over, by its name; None when there is no such thing."""
        if name in self._pending.shelved:
            return self._pending.shelved[name]
        with self._reading() as connection:
            return kept.shelved(connection, name)

    def shelve(self, name: str, content: bytes | None) -> None:
        """Keep something published whole, or no longer with None; written with `commit`."""
        self._pending.shelved[name] = content

    def pseudonym_key(self) -> bytes:
        """The 32-byte sub-key from which export pseudonyms are made."""
        return self._pseudonym_key

    # ── The connection ─────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults.mapped(self._place):
            if self._connection is None:
                self._connection = self._engine.connect()
            if not self._connection.in_transaction():  # all reads of a work see one moment
                self._connection.begin()
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction that holds the write lock from its first moment."""
        with self._reading() as connection:
            connection.rollback()
            connection.execution_options(writes=True)
            try:
                with connection.begin():
                    yield connection
            except IntegrityError as error:
                raise writing.refusal(error, connection, self._pending.changes) or error from None
            finally:
                connection.execution_options(writes=False)

    def _stored(self, kind: type[R], wanted: choosing.Narrowing, *, order: str = "id",
                descending: bool = False, limit: int | None = None) -> builtins.list[R]:
        with self._reading() as connection:
            driver: Any = connection.connection.driver_connection
            return choosing.found(driver, kind, wanted, order=order, descending=descending, limit=limit)

    def _forget(self, removed: Sequence[Record]) -> None:
        """See to it that nothing of removed records stays beside the database or in its log."""
        if not removed:
            return
        with self._reading() as connection:
            connection.rollback()  # the log cannot be emptied while somebody reads from it
            driver: Any = connection.connection.driver_connection
            busy, *_pages = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        for record in removed:
            if isinstance(record, Attachment) and record.blob:
                with suppress(StreetLawError):  # its key is gone; the next opening removes what stays
                    self.blobs.erase(record.blob)
        if busy:  # somebody else reads from the folder
            raise StreetLawError("vault.not_emptied")
