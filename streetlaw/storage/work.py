"""A unit of work on the encrypted vault: reads see what it has done, `commit` writes all or nothing.

It is put together of what it stands on (`transacting`), how it sees records (`seeing`), lists and search
(`finding`) and what is kept beside the records (`keeping`); here is what changes records, and the log of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Engine
from uuid_utils import uuid7

from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Outcome, Record
from streetlaw.services.blobs import Blobs
from streetlaw.services.listing import FieldChange, LogLine, LogQuery, LogState
from streetlaw.storage import audit, history, writing
from streetlaw.storage.audit import Deed
from streetlaw.storage.connection import driver_of
from streetlaw.storage.finding import FindsRecords
from streetlaw.storage.keeping import KeepsBeside
from streetlaw.storage.law import Law
from streetlaw.storage.pending import Pending, going_with

R = TypeVar("R", bound=Record)


class SqlWork(FindsRecords, KeepsBeside):
    """One unit of work, as `services.ports.Work` promises; used as `with SqlWork(…) as work:`."""

    def __init__(self, engine: Engine, *, audit_key: bytes, pseudonym_key: bytes, pack: Pack, blobs: Blobs,
                 law: Law, now: datetime | None = None,
                 rng: random.Random | None = None) -> None:
        super().__init__(engine)
        self.now = now or datetime.now(UTC)
        self.pack = pack
        self._law = law
        self.blobs = blobs
        self.random = rng or random.SystemRandom()
        self._audit_key = audit_key
        self._pseudonym_key = pseudonym_key

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self._drop_alone()
        finally:
            self._let_go()

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

    def pseudonym_key(self) -> bytes:
        """The 32-byte sub-key from which export pseudonyms are made."""
        return self._pseudonym_key

    # ── Changing records ───────────────────────────────────────────────────────────────────────────────

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
        for dependent in [*going_with(stored, self.list)]:
            self._pending.remove(dependent)
        self._pending.remove(stored)

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

    def _forget(self, removed: Sequence[Record]) -> None:
        """See to it that nothing of removed records stays beside the database or in its log."""
        if not removed:
            return
        with self._reading() as connection:
            connection.rollback()  # the log cannot be emptied while somebody reads from it
            driver = driver_of(connection)
            busy, *_pages = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        for record in removed:
            if isinstance(record, Attachment) and record.blob:
                with suppress(StreetLawError):  # its key is gone; the next opening removes what stays
                    self.blobs.erase(record.blob)
        if busy:  # somebody else reads from the folder
            raise StreetLawError("vault.not_emptied")

    # ── What was done ──────────────────────────────────────────────────────────────────────────────────

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
