"""Records as a unit of work sees them: those that are stored, with what it has done to them itself."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import TypeVar

from streetlaw.domain.record import Record
from streetlaw.storage import choosing
from streetlaw.storage.pending import ordered, seen_at
from streetlaw.storage.transacting import Transacting

R = TypeVar("R", bound=Record)


class SeesRecords(Transacting):
    """The part of a unit of work that gives records by what their fields hold."""

    def get(self, kind: type[R], id: str, *, at: int | None = None) -> R:
        """The record; raises `record.unknown`, or `record.changed` when its revision is not `at`."""
        return seen_at(self.find(kind, id=id), at)

    def find(self, kind: type[R], **equals: object) -> R | None:
        """The one record whose fields equal those values, or None."""
        found = self._select(kind, equals, limit=1)
        return found[0] if found else None

    def list(self, kind: type[R], *, order: str = "id", descending: bool = False, limit: int | None = None,
             **equals: object) -> Sequence[R]:
        """The records whose fields equal those values (a tuple means any of them), ordered by a field."""
        return self._select(kind, equals, order=order, descending=descending, limit=limit)

    def count(self, kind: type[Record], **equals: object) -> int:
        """How many records have those values."""
        if self._pending.touched(kind):
            return len(self._select(kind, equals))
        with self._asking() as driver:
            return choosing.counted(driver, kind, choosing.equal(kind, equals))

    def naming(self, kind: type[R], id: str) -> Sequence[R]:
        """The stored records of a kind that name that id in a list they hold, by id."""
        return self._stored(kind, choosing.naming(kind, id))

    def _select(self, kind: type[R], equals: Mapping[str, object], *, order: str = "id",
                descending: bool = False, limit: int | None = None) -> builtins.list[R]:
        wanted = choosing.equal(kind, equals)
        if not self._pending.touched(kind):
            return self._stored(kind, wanted, order=order, descending=descending, limit=limit)
        seen = self._pending.seen(kind, self._stored(kind, wanted), equals)
        return ordered(seen, order, descending=descending)[:limit]

    def _stored(self, kind: type[R], wanted: choosing.Narrowing, *, order: str = "id",
                descending: bool = False, limit: int | None = None) -> builtins.list[R]:
        with self._asking() as driver:
            return choosing.found(driver, kind, wanted, order=order, descending=descending, limit=limit)
