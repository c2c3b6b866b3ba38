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
from streetlaw.services.erasure import THEIRS, harmed_elsewhere
from streetlaw.services.importing.report import ImportReport, Person
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent

KINDS: Final[dict[str, type[Record]]] = {
    "client": Client, "case": Case, "incident": Incident, "action": Action,
}
_IN_CASES: Final[tuple[type[Party | Review], ...]] = (Party, Review)
_HANGING: Final = ("case_id", "incident_id")


def store_import(work: Work, report: ImportReport, file: str = "", *, skip_bad: bool = False,
                 progress: Progress = silent) -> Outcome:
    """Store the people of a checked import with what happened to them, all or nothing.

    It can be cancelled until all is gathered; writing is one step. Raises `import.has_errors` unless bad rows
    are to be left out; then only they stay out.
    """
    if report.errors and not skip_bad:
        raise StreetLawError("import.has_errors", count=report.bad_rows)
    made: list[Record] = []
    for done, person in enumerate(report.people, start=1):
        made += _records(work, person)
        progress(done, len(report.people))
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
    made = _still_there(work, batch)
    kept = _worked_on(work, made)
    if kept and not command.keep_changed:
        raise StreetLawError("import.changed_since", count=len(kept))
    for record in reversed(made):
        if _whose(record) not in kept:
            work.remove(record)
    work.remove(batch)
    return work.commit("import.undone")


def imports(work: Work) -> Sequence[TableImport]:
    """All imports that can be taken back, latest first."""
    return work.list(TableImport, order="made", descending=True)


def _still_there(work: Work, batch: TableImport) -> Sequence[Record]:
    """What an import made, in its order, without what is gone already."""
    found: dict[str, Record] = {}
    for name, kind in KINDS.items():
        ids = tuple(taken.id for taken in batch.records if taken.kind == name)
        found |= {record.id: record for record in work.list(kind, id=ids)} if ids else {}
    return [found[taken.id] for taken in batch.records if taken.id in found]


def _whose(record: Record) -> str:
    """The id of the client a record is of."""
    return record.id if isinstance(record, Client) else str(getattr(record, "client_id", ""))


def _worked_on(work: Work, made: Sequence[Record]) -> set[str]:
    """The clients of whom one of the import's records was changed, or something hangs on one of them.

    Of a client who was there before, only what hangs on the import's records counts.
    """
    mine = {record.id for record in made}
    clients = tuple({_whose(record) for record in made})
    new = tuple(record.id for record in made if isinstance(record, Client))
    kept = {_whose(record) for record in made if record.revision > 1}
    cases = {case.id: case.client_id for case in work.list(Case, client_id=clients)}
    theirs = [(_whose(one), one) for kind in THEIRS for one in work.list(kind, client_id=clients)]
    for kind in _IN_CASES:
        theirs += [(cases[one.case_id], one) for one in work.list(kind, case_id=tuple(cases))]
    kept |= {whose for whose, one in theirs if one.id not in mine
             and (whose in mine or any(getattr(one, field, "") in mine for field in _HANGING))}
    kept |= {party.client_id for party in work.list(Party, client_id=new)}
    kept |= {client.merged_into for client in work.list(Client, merged_into=new)}
    return kept | harmed_elsewhere(work, new)
