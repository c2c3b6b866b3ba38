"""What services ask of the adapters: a unit of work on the vault, sealed envelopes."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import BinaryIO, Protocol, TypeVar

from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.domain.record import Outcome, Record
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


class Progress(Protocol):
    """How long work tells how far it is, and learns that it was cancelled."""

    def __call__(self, done: int, total: int) -> None:
        """Tell; raises `work.cancelled` when the person cancelled."""
        ...


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


class Writable(Protocol):
    """What can be written to."""

    def write(self, data: bytes, /) -> int:
        """Take all of it, and say how much that was."""
        ...


class Blobs(Protocol):
    """Encrypted files beside the database, one age file and one identity each.

    Any thread may seal and open, beside a unit of work or after it.
    """

    def store(self, source: BinaryIO, *, size: int = 0, progress: Progress = silent) -> StoredBlob:
        """Seal what `source` yields, about `size` bytes; whatever is raised leaves no file behind.

        Raises `attachment.too_large`, `vault.disk_full`, what `source` and `progress` raise.
        """
        ...

    def open(self, blob: str, identity: str) -> bytes:
        """The bytes sealed under that name.

        Raises `attachment.missing`, and `attachment.damaged` when they do not verify.
        """
        ...

    def copy(self, blob: str, identity: str, target: Writable, *, size: int = 0,
             progress: Progress = silent) -> Digest:
        """Write what is sealed under that name, about `size` bytes, to `target`, and say what it was.

        Raises `attachment.missing`, `attachment.damaged`, what `target` and `progress` raise: `target` is to
        be thrown away then.
        """
        ...

    def erase(self, blob: str) -> None:
        """Remove the file; it is unreadable from the moment its identity is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Digest:
    """What passed: how many bytes, and their SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """What storing a file gave: its random name, the secret that opens it, its size and hash."""

    blob: str
    identity: str = field(repr=False)
    size: int
    sha256: str


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


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """My secret and public keys: an age identity and a minisign-style Ed25519 pair, as text.

    `escrow_secret` opens what others seal for me to let them into their own vaults, "" in a vault that has
    none yet.
    """

    identity: str
    recipient: str
    sign_key: str
    verify_key: str
    escrow_secret: str = ""

    def __repr__(self) -> str:
        return f"OwnKeys({self.recipient})"


Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a bundle carries: the facts of its manifest, and tables of rows.

    `sender` is a verify key; `recipients` are age recipients; `previous` is the manifest hash of the bundle
    before.
    `manifest_sha256` and `size` (bytes of the sealed file) are known once sealed or opened. `anchor` is where
    the sender's log stood, readable by the sender alone; `returned` the recipient's own, given back.
    """

    kind: str
    tier: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    number: int = 1
    previous: str = ""
    period: str = ""
    scheme: str = ""
    tables: Mapping[str, Sequence[Row]]
    manifest_sha256: str = ""
    size: int = 0
    anchor: str = ""
    returned: str = ""


class Envelopes(Protocol):
    """Sealing and opening bundles (`*.slb`)."""

    def new_keys(self) -> OwnKeys:
        """Fresh keys of a person."""
        ...

    def new_escrow_secret(self) -> str:
        """A fresh secret key for escrow, for vaults made before there was one."""
        ...

    def words(self, recipient: str, verify_key: str) -> tuple[str, ...]:
        """Six words that stand for both public keys, to be compared aloud; raises `keys.damaged`."""
        ...

    def seal(self, parcel: Parcel, own: OwnKeys) -> tuple[bytes, Parcel]:
        """The sealed bytes, and the parcel as it now is (sender, hash, size filled in)."""
        ...

    def open(self, data: bytes, own: OwnKeys, verify_keys: Sequence[str]) -> Parcel:
        """Verify everything, then give the parcel.

        Raises `bundle.damaged`, `bundle.not_for_me`, `bundle.unknown_sender`, `bundle.altered`,
        `bundle.newer_format`, `bundle.too_large`.
        """
        ...

    def sign(self, statement: str, own: OwnKeys) -> str:
        """My signature over a text, in minisign's format."""
        ...

    def is_signed(self, statement: str, signature: str, verify_key: str) -> bool:
        """True when `signature` is over exactly that text and by that key."""
        ...

    def make_card(self, profile: Profile, own: OwnKeys) -> bytes:
        """My contact card (`*.slk`): name, organisation, role and public keys, signed by me."""
        ...

    def read_card(self, data: bytes) -> TrustedPerson:
        """The person of a contact card, new and unverified; raises `card.damaged`, `card.newer_format`."""
        ...


def chunks(rows: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The rows in slices of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start:start + size]
