"""What a unit of work has done and not yet written, and how reads see it. Standard rules, no database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Final, TypeVar

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Record
from streetlaw.storage.kinds import KINDS, REFERENCES, references

R = TypeVar("R", bound=Record)
Listing = Callable[..., Sequence[Record]]

_MOMENTS: Final = {
    kind: tuple(field.name for field in fields(kind) if "datetime" in str(field.type))
    for kind in KINDS.values()
}


def seen_at(record: R | None, at: int | None) -> R:
    """The record that was looked for; raises `record.unknown`, or `record.changed` unless it is `at`."""
    if record is None:
        raise StreetLawError("record.unknown")
    if at is not None and record.revision != at:
        raise StreetLawError("record.changed")
    return record


class Pending:
    """Changes in the order they were made, with the record as each of them leaves it."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.secrets: dict[str, str] = {}
        self.shelved: dict[str, bytes | None] = {}
        self.dropped: set[str] = set()
        self._latest: dict[type[Record], dict[str, Record | None]] = {}
        self._alive: dict[type[Record], dict[str, Record]] = {}

    def __bool__(self) -> bool:
        return bool(self.changes or self.secrets or self.shelved)

    def add(self, record: R, id: str) -> R:
        """Note a new record under that id; it has revision 1."""
        if not id:
            raise ValueError("a record is kept under an id")
        added = record if (record.id, record.revision) == (id, 1) else replace(record, id=id, revision=1)
        self._note(Change(None, added))
        return added

    def change(self, before: R, after: R) -> R:
        """Note the next version of a record; raises `record.changed` unless both carry the same revision."""
        if before.revision != after.revision:
            raise StreetLawError("record.changed")
        changed = replace(after, revision=before.revision + 1)
        self._note(Change(before, changed))
        return changed

    def remove(self, before: Record) -> None:
        """Note that a record goes."""
        self._note(Change(before, None))

    def touched(self, kind: type[Record]) -> Mapping[str, Record | None]:
        """The records of a kind this work has touched as they are now, by id; None for a removed one."""
        return self._latest.get(kind, {})

    def seen(self, kind: type[R], stored: Iterable[R], equals: Mapping[str, object]) -> list[R]:
        """What a listing of `stored` records gives once this work's changes are counted in, unordered."""
        touched = self.touched(kind)
        kept = [record for record in stored if record.id not in touched]
        return kept + [record for record in self._alive.get(kind, {}).values()
                       if isinstance(record, kind) and matches(record, equals)]

    def _note(self, change: Change) -> None:
        if change.after is not None:
            _with_zones(change.after)
        self.changes.append(change)
        self._latest.setdefault(change.kind, {})[change.id] = change.after
        alive = self._alive.setdefault(change.kind, {})
        alive.pop(change.id, None)
        if change.after is not None:
            alive[change.id] = change.after


def matches(record: Record, equals: Mapping[str, object]) -> bool:
    """True when the record's fields have those values; a tuple means any of its members."""
    return all(
        getattr(record, field) in value if isinstance(value, tuple) else getattr(record, field) == value
        for field, value in equals.items()
    )


def ordered(found: Iterable[R], order: str, *, descending: bool) -> list[R]:
    """The records by a field, then by id, both turned round when descending; unknown values come last."""
    by_value = sorted(found, key=lambda record: _sort_key(record, order), reverse=descending)
    return sorted(by_value, key=lambda record: getattr(record, order) is None)


def going_with(record: Record, listing: Listing) -> Iterator[Record]:
    """The records that go when `record` is removed, each before what it belongs to.

    A client takes along whatever is theirs; any other record goes alone, and only when nothing names it:
    raises `record.in_use`.
    """
    if isinstance(record, Client):
        yield from _theirs(record, listing)
        return
    for field, kind in REFERENCES.items():
        if isinstance(record, kind) and any(_naming(field, record.id, listing)):
            raise StreetLawError("record.in_use")


def changed_fields(change: Change) -> Iterator[tuple[str, object, object]]:
    """The (field, before, after) of a change; one with no field name for a new record."""
    if change.before is None or change.after is None:
        yield "", None, None
        return
    for field in fields(change.after):
        before, after = getattr(change.before, field.name), getattr(change.after, field.name)
        if field.name != "revision" and before != after:
            yield field.name, before, after


def _with_zones(record: Record) -> None:
    for field in _MOMENTS[type(record)]:
        moment = getattr(record, field)
        if moment is not None and moment.tzinfo is None:
            raise ValueError(f"{field}: a time without its zone is not kept")


def _theirs(client: Client, listing: Listing) -> Iterator[Record]:
    """Everything of a client, what belongs to a case or incident before it."""
    gone = set()
    cases = tuple(case.id for case in listing(Case, client_id=client.id))
    for kind in reversed(KINDS.values()):
        named = [("client_id", (client.id,)), ("case_id", cases)]
        for field, ids in named:
            if field not in references(kind) or not ids:
                continue
            for record in listing(kind, **{field: ids}):
                if record.id not in gone:
                    gone.add(record.id)
                    yield record


def _naming(field: str, id: str, listing: Listing) -> Iterator[Record]:
    for kind in KINDS.values():
        if field in references(kind):
            yield from listing(kind, limit=1, **{field: id})


def _sort_key(record: Record, order: str) -> tuple[bool, object, str]:
    value = getattr(record, order)
    comparable = getattr(value, "edtf", value)
    return (value is not None, comparable if value is not None else "", record.id)
