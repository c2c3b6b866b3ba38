"""What a unit of work reads of long lists, and what it finds by words, over everything that is stored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

from streetlaw.domain.record import Record
from streetlaw.services.listing import ClientQuery, ClientRow, Hit, IncidentQuery, IncidentRow
from streetlaw.storage import alike, clients_view, incidents_view, passages, reading, search
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.seeing import SeesRecords


class FindsRecords(SeesRecords, ABC):
    """The part of a unit of work that gives lines of lists and what search finds; see `services.ports`."""

    @property
    @abstractmethod
    def today(self) -> date:
        """The day in the jurisdiction's time zone: lists say what is overdue."""

    # ── Lists ──────────────────────────────────────────────────────────────────────────────────────────

    def client_ids(self, query: ClientQuery, first: int | None = None) -> Sequence[str]:
        """The ids of all clients of the list, or the first, in order (text queries: the best 500)."""
        with self._reading() as connection:
            return clients_view.ids(connection, query, self.today, first)

    def client_rows(self, ids: Sequence[str], text: str = "") -> Sequence[ClientRow]:
        """The lines of those clients, in that order."""
        with self._reading() as connection:
            return clients_view.rows(connection, ids, text)

    def codes(self, client_ids: Iterable[str]) -> Mapping[str, str]:
        """The codes of those clients by their ids, as they are stored."""
        with self._reading() as connection:
            return clients_view.codes(connection, client_ids)

    def incident_ids(self, query: IncidentQuery, first: int | None = None) -> Sequence[str]:
        """The ids of all incidents of the register, or the first, in order (text queries: the first 500)."""
        with self._reading() as connection:
            return incidents_view.ids(connection, query, first)

    def incident_rows(self, ids: Sequence[str]) -> Sequence[IncidentRow]:
        """The lines of those incidents, in that order."""
        with self._reading() as connection:
            return incidents_view.rows(connection, ids)

    @contextmanager
    def while_wanted(self, wanted: Callable[[], bool]) -> Iterator[None]:
        """Reads inside are given up with `work.cancelled` soon after `wanted` says no."""
        with self._reading() as connection, reading.given_up(connection, wanted):
            yield

    # ── Search ─────────────────────────────────────────────────────────────────────────────────────────

    def search(self, text: str, *, limit: int = 20, each: int | None = None) -> Sequence[Hit]:
        """What was typed, found in every kind of record; on the other keyboard layout when nothing is."""
        slipped: list[Hit] = []
        for query in search.readings(text):
            with self._reading() as connection:
                found = search.hits(connection, query, limit, each)
            if any(not hit.slipped for hit in found):
                return passages.shown(found, query, self.list)
            slipped = slipped or passages.shown(found, query, self.list)
        return slipped

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
