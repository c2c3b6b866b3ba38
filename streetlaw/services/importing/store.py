"""Storing a checked import in one go, and taking a whole import back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from streetlaw.domain.action import Action
from streetlaw.domain.case import Case, CaseStatus, Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome, Record
from streetlaw.domain.review import Review
from streetlaw.domain.table_import import TableImport, Taken
from streetlaw.services.erasure import THEIRS, is_named
from streetlaw.services.importing.report import ImportReport, Person
from streetlaw.services.ports import Work

KINDS: Final[dict[str, type[Record]]] = {
    "client": Client, "case": Case, "incident": Incident, "action": Action,
}
_IN_CASES: Final[tuple[type[Record], ...]] = (Party, Review)
_HANGING: Final = ("case_id", "incident_id")


def store_import(work: Work, report: ImportReport, file: str = "", *, skip_bad: bool = False) -> Outcome:
    """Store the people of a checked import with what happened to them, all or nothing.

    Raises `import.has_errors` unless bad rows are to be left out; then only they stay out.
    """
    if report.errors and not skip_bad:
        raise StreetLawError("import.has_errors", count=report.bad_rows)
    made = [record for person in report.people for record in _records(work, person)]
    for kind in KINDS.values():
        work.add_many(record for record in made if isinstance(record, kind))
    names = {kind: name for name, kind in KINDS.items()}
    work.add(TableImport(file=file, made=work.now, rows=report.rows,
                         records=tuple(Taken(names[type(record)], record.id) for record in made)))
    return work.commit("table.imported")


def _records(work: Work, person: Person) -> Iterator[Record]:
    """The records of a person, each with its id; a client is opened on the day of the first thing known."""
    client = person.client
    if not person.known:
        client = replace(client, id=work.new_id(), opened=client.opened or work.today,
                         last_contact=client.opened or work.today)
        yield client
    if not person.incidents and not person.actions:
        return
    case = Case(id=work.new_id(), client_id=client.id, status=CaseStatus.INTAKE,
                opened=client.opened or work.today)
    yield case
    for incident in person.incidents:
        yield replace(incident, id=work.new_id(), client_id=client.id, case_id=case.id)
    for action in person.actions:
        yield replace(action, id=work.new_id(), client_id=client.id, case_id=case.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoImport:
    """Which import to take back; with `keep_changed` whatever somebody worked on since then stays."""

    id: str
    keep_changed: bool = False


def undo_import(work: Work, command: UndoImport) -> Outcome:
    """Take back all records of an import, in one action that can itself be undone.

    Raises `import.changed_since` with the `count` of people somebody worked on since, unless they shall stay.
    """
    batch = work.get(TableImport, command.id)
    mine = {taken.id for taken in batch.records}
    kept = {client for client in _clients(work, batch) if _worked_on(work, client, mine)}
    if kept and not command.keep_changed:
        raise StreetLawError("import.changed_since", count=len(kept))
    for taken in reversed(batch.records):
        record = work.find(KINDS[taken.kind], id=taken.id)
        if record is not None and getattr(record, "client_id", record.id) not in kept:
            work.remove(record)
    work.remove(batch)
    return work.commit("import.undone")


def imports(work: Work) -> Sequence[TableImport]:
    """All imports that can be taken back, latest first."""
    return work.list(TableImport, order="made", descending=True)


def _clients(work: Work, batch: TableImport) -> set[str]:
    """The clients an import made or added to, as far as they are still there."""
    found = set()
    for taken in batch.records:
        record = work.find(KINDS[taken.kind], id=taken.id)
        if record is not None:
            found.add(getattr(record, "client_id", record.id))
    return found


def _worked_on(work: Work, client_id: str, mine: set[str]) -> bool:
    """True when one of the import's records of a client was changed, or something hangs on one of them."""
    client = work.get(Client, client_id)
    theirs = [record for kind in THEIRS for record in work.list(kind, client_id=client_id)]
    cases = tuple(record.id for record in theirs if isinstance(record, Case))
    theirs += [record for kind in _IN_CASES for record in work.list(kind, case_id=cases)] if cases else []
    if any(record.id in mine and record.revision > 1 for record in (client, *theirs)):
        return True
    later = [record for record in theirs if record.id not in mine]
    if client.id not in mine:  # they were there before: only what hangs on the import's records counts
        return any(getattr(record, field, "") in mine for record in later for field in _HANGING)
    return bool(later) or is_named(work, client.id)
