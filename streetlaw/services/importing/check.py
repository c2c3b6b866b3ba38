"""Reading every row of a table into what would be stored, and saying what is wrong, before anything is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from streetlaw.domain.action import Action, ActionKind
from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.code import draw, parse
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import fold
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.record import PartialDate, Precision
from streetlaw.services.clients import by_code
from streetlaw.services.importing import cells
from streetlaw.services.importing.plan import ACTION, INCIDENT, Plan, suggest
from streetlaw.services.importing.register import Register
from streetlaw.services.importing.report import ImportReport, Person, RowError
from streetlaw.services.importing.tables import Row, Rows
from streetlaw.services.importing.words import Words
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent

T = TypeVar("T")
R = TypeVar("R", Incident, Action)
_NAMES = ("family_name", "given_name", "patronymic")
_TELLING = (*_NAMES, "birth_date", "gender")
"""What two rows about one person must agree on where both say something."""

REFERENCE = "№ "
"""How a client's number in the old register stands in the first line of the remarks."""


def check_import(work: Work, rows: Rows, register: Register, plan: Plan | None = None, *,
                 progress: Progress = silent) -> ImportReport:
    """Read every row, given with its line number, without storing anything.

    Rows with the same code or the same number of the old register are one person. A row of a stored client
    brings its incident and actions only, as far as they are new; without any it counts as existing.
    Raises `import.no_columns` when not one column is known.
    """
    names = list(rows[0][1]) if rows else []
    chosen = plan or suggest(names, register)
    targets = {name: chosen.columns.get(name, "") for name in names}
    reader = _Reader(work, Words(work, chosen, register), with_references="reference" in targets.values())
    for done, (line, row) in enumerate(rows, start=1):
        reader.read(line, {targets[name]: cell.strip() for name, cell in row.items() if targets.get(name)})
        progress(done, len(rows))
    return ImportReport(
        rows=len(rows), people=list(reader.people.values()), existing=reader.existing, errors=reader.errors,
        unknown_columns=[name for name in names if not targets[name]],
        unknown_words=reader.words.unknown)


class _Cells:
    """The cells of one row; a cell that cannot be read is noted and counts as empty."""

    def __init__(self, line: int, row: Row, errors: list[RowError]) -> None:
        self._line, self._row, self._errors = line, row, errors

    def text(self, target: str) -> str:
        """What is written there, "" when nothing."""
        return self._row.get(target, "")

    def refuse(self, target: str, refusal: StreetLawError) -> None:
        """Note why this row cannot be taken over."""
        self._errors.append(RowError(self._line, target, refusal.code, refusal.facts))

    def any(self, targets: Sequence[str]) -> bool:
        """True when one of those cells holds something."""
        return any(self._row.get(target) for target in targets)

    def codes(self, target: str, read: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """The codes of the words written there."""
        return self.value(target, read, ())

    def value(self, target: str, read: Callable[[str], T], default: T) -> T:
        """What is written there, read."""
        text = self.text(target)
        if not text:
            return default
        try:
            return read(text)
        except StreetLawError as refusal:
            self.refuse(target, refusal)
            return default


class _Reader:
    """Turns rows into people, collecting what is wrong with each row."""

    def __init__(self, work: Work, words: Words, *, with_references: bool) -> None:
        self._work = work
        self._referred = _referred(work) if with_references else {}
        self._many = work.count(Client)
        self._codes: set[str] = set()
        self.words = words
        self.people: dict[str, Person] = {}
        self.errors: list[RowError] = []
        self.existing = 0

    def read(self, line: int, row: Row) -> None:
        if not any(row.values()):
            return
        found = len(self.errors)
        cell = _Cells(line, row, self.errors)
        code, reference = cell.value("code", parse, ""), cell.text("reference")
        key = code or (f"{REFERENCE}{reference}" if reference else f"line {line}")
        person = self._same(cell, key) or self._stored(cell, code) or self._new(cell, code)
        incidents, actions = self._incidents(cell), self._actions(cell)
        if person.known:
            incidents = _not_among(self._work.list(Incident, client_id=person.client.id), incidents)
            actions = _not_among(self._work.list(Action, client_id=person.client.id), actions)
        person = replace(person, incidents=(*person.incidents, *incidents),
                         actions=(*person.actions, *actions))
        if len(self.errors) > found:
            return
        if (person.known or key in self.people) and person == (self.people.get(key) or replace(
                person, incidents=(), actions=())):
            self.existing += 1
            return
        self._codes.add(person.client.code)
        self.people[key] = person

    # ── The parts of a row ───────────────────────────────────────────────────────────────────────────────

    def _same(self, cell: _Cells, key: str) -> Person | None:
        """The person of an earlier row with that code or number; another name or birth date is told."""
        before = self.people.get(key)
        if before is not None and not before.known:
            self._refuse_another(cell, before.client, "import.other_person")
        return before

    def _stored(self, cell: _Cells, code: str) -> Person | None:
        """The stored client with that code or number; another name or birth date is told."""
        client = by_code(self._work, code) if code else None
        client = client or self._referred.get(cell.text("reference"))
        if client is None:
            return None
        self._refuse_another(cell, client, "import.other_client")
        return Person(client=client, known=True)

    def _refuse_another(self, cell: _Cells, known: Client, refusal: str) -> None:
        here = self._new(cell, known.code).client
        if any(_apart(getattr(here, fact), getattr(known, fact)) for fact in _TELLING):
            cell.refuse("code" if cell.text("code") else "reference", StreetLawError(refusal))

    def _new(self, cell: _Cells, code: str) -> Person:
        words = self.words
        opened = cell.value("opened", self._day, None)
        names = dict(zip(_NAMES, cell.text("full_name").split(maxsplit=2), strict=False))
        names |= {name: cell.text(name) for name in _NAMES if cell.text(name)}
        reference = cell.text("reference")
        remarks = [f"{REFERENCE}{reference}" if reference else "", cell.text("remarks")]
        return Person(client=Client(
            named=bool(names), family_name=names.get("family_name", ""),
            given_name=names.get("given_name", ""), patronymic=names.get("patronymic", ""),
            phone=cell.text("phone"), remarks="\n".join(part for part in remarks if part),
            code=code or self._draw(), opened=opened,
            birth_date=(cell.value("birth_date", self._date, None)
                        or cell.value("age", partial(self._born, opened), None)),
            gender=Gender(cell.value("gender", words.one("gender"), "")),
            residence=Residence(cell.value("residence", words.one("residence"), "")),
            risk=Risk(cell.value("risk", words.one("risk"), "") or Risk.LOW),
            populations=cell.codes("populations", words.several("populations")),
            languages=cell.codes("languages", words.several("languages")),
            region=cell.value("region", words.one("region"), ""),
            citizenship=cell.value("citizenship", cells.country, ""),
            safe_contact=SafeContact(when=cell.text("safe_contact"))))

    def _incidents(self, cell: _Cells) -> tuple[Incident, ...]:
        if not cell.any(INCIDENT):
            return ()
        words = self.words
        alleged = tuple(Involvement(perpetrator=code, unit=cell.text("unit"))
                        for code in cell.codes("perpetrators", words.several("perpetrators")))
        acts = tuple(Act(violation=code, involvements=alleged)
                     for code in cell.codes("violations", words.several("violations")))
        return (Incident(
            occurred=cell.value("occurred", self._date, None), place=cell.text("place"), acts=acts,
            region=cell.value("incident_region", words.one("incident_region"), ""),
            setting=cell.value("setting", words.one("setting"), ""),
            grounds=cell.codes("grounds", words.several("grounds")),
            narrative=cell.text("narrative"), harm=cell.text("harm")),)

    def _actions(self, cell: _Cells) -> tuple[Action, ...]:
        if not cell.any(ACTION):
            return ()
        day = cell.value("responded_on", self._day, None)
        kinds = cell.codes("responses", self.words.several("responses")) or (ActionKind.CONSULTATION,)
        kept = tuple(Action(kind=ActionKind(kind), done_on=day) for kind in kinds)
        return (replace(kept[0], remarks=cell.text("result")), *kept[1:])

    # ── The cells ────────────────────────────────────────────────────────────────────────────────────────

    def _date(self, text: str) -> PartialDate | None:
        return cells.partial_date(text, self._work.today)

    def _day(self, text: str) -> date | None:
        return cells.partial_date(text, self._work.today).first

    def _born(self, opened: date | None, text: str) -> PartialDate | None:
        return cells.born(text, opened or self._work.today)

    def _draw(self) -> str:
        return draw(lambda code: code in self._codes or self._work.count(Client, code=code) > 0,
                    self._many + len(self._codes), self._work.random)


def _not_among(stored: Sequence[R], told: Sequence[R]) -> tuple[R, ...]:
    """Those that are not stored just so already: a table that has grown can be taken over once more."""
    known = [replace(one, id="", revision=0, client_id="", case_id="") for one in stored]
    return tuple(one for one in told if one not in known)


def _apart(here: object, known: object) -> bool:
    """True when both say something and not the same; spellings and ages may vary a little."""
    if not here or not known:
        return False
    if isinstance(here, PartialDate) and isinstance(known, PartialDate):
        years = abs(here.first.year - known.first.year)
        return years > 1 if Precision.YEAR in (here.precision, known.precision) else here != known
    return fold(str(here)) != fold(str(known))


def _referred(work: Work) -> dict[str, Client]:
    """The stored clients that came from an earlier table, by their number in the old register."""
    clients = {client.id: client for client in work.list(Client)}
    numbers = {id: client.remarks.partition("\n")[0] for id, client in clients.items()}
    return {number.removeprefix(REFERENCE): clients[clients[id].merged_into or id]
            for id, number in numbers.items() if number.startswith(REFERENCE)}
