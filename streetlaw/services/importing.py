"""Taking over a register of clients from a table, checked row by row before anything is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.code import draw, parse
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.folding import fold
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services.ports import Progress, Work, silent

# Column names in the three languages, folded; a column nobody knows is reported, never guessed.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "client code", "код", "код клиента", "кардардын коду"),
    "family_name": ("family name", "surname", "last name", "фамилия", "фамилиясы"),
    "full_name": ("full name", "name", "фио", "аты-жөнү"),
    "given_name": ("given name", "first name", "имя", "аты"),
    "patronymic": ("patronymic", "отчество", "атасынын аты"),
    "birth_date": ("birth date", "date of birth", "дата рождения", "год рождения", "туулган күнү"),
    "gender": ("gender", "sex", "пол", "гендер", "жынысы"),
    "populations": ("populations", "client group", "key population", "группа", "топ"),
    "citizenship": ("citizenship", "гражданство", "жарандыгы"),
    "residence": ("residence", "status", "статус", "статусу"),
    "languages": ("languages", "language", "язык", "языки", "тили"),
    "region": ("region", "область", "регион", "аймак", "облус"),
    "phone": ("phone", "телефон"),
    "safe_contact": ("safe contact", "безопасная связь", "коопсуз байланыш"),
    "risk": ("risk", "риск", "тобокелдик"),
    "remarks": ("remarks", "notes", "примечание", "эскертүү"),
    "opened": ("opened", "registered", "дата обращения", "кайрылган күнү"),
}
_FIELD = {fold(name): column for column, names in COLUMNS.items() for name in (column, *names)}
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "gender": {"woman": ("woman", "female", "f", "женщина", "женский", "ж", "аял"),
               "man": ("man", "male", "m", "мужчина", "мужской", "м", "эркек"),
               "other": ("other", "другой", "башка"),
               "undisclosed": ("undisclosed", "не хочет говорить", "айткысы келбейт")},
    "residence": {"citizen": ("citizen", "гражданин", "гражданка", "жаран"),
                  "foreign_citizen": ("foreign citizen", "foreign", "иностранный гражданин",
                                      "чет өлкөлүк жаран"),
                  "stateless": ("stateless", "лицо без гражданства", "жарандыгы жок адам"),
                  "refugee": ("refugee", "беженец", "качкын"),
                  "asylum_seeker": ("asylum seeker", "лицо, ищущее убежище", "башпаанек издеген адам")},
    "risk": {"low": ("low", "обычный", "кадимки"), "raised": ("raised", "повышенный", "жогорулатылган"),
             "high": ("high", "высокий", "жогору")},
}
_CODES = {column: {fold(word): code for code, words in table.items() for word in (code, *words)}
          for column, table in _WORDS.items()}
_NAMES = ("family_name", "given_name", "patronymic")
T = TypeVar("T")
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


@dataclass(frozen=True, slots=True)
class RowError:
    """One refusal: the line of the file (from 1), the column, and the refusal's code and facts."""

    line: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import would do: `clients` are ready to be stored, `existing` rows are there already."""

    rows: int
    clients: Sequence[Client]
    existing: int = 0
    errors: Sequence[RowError] = ()
    unknown_columns: Sequence[str] = ()


def check_import(work: Work, rows: Sequence[tuple[int, Mapping[str, str]]], *,
                 progress: Progress = silent) -> ImportReport:
    """Read every row, given with its line number, into a client without storing anything.

    A row whose code is already in the vault counts as existing and is left alone.
    Raises `import.no_columns` when not one column is known.
    """
    names = list(rows[0][1]) if rows else []
    fields = {name: _FIELD.get(fold(name), "") for name in names}
    if names and not any(fields.values()):
        raise StreetLawError("import.no_columns")
    reader = _Reader(work)
    for done, (line, row) in enumerate(rows, start=1):
        reader.read(line, {fields[name]: cell.strip() for name, cell in row.items() if fields.get(name)})
        progress(done, len(rows))
    return ImportReport(rows=len(rows), clients=reader.clients, existing=reader.existing,
                        errors=reader.errors, unknown_columns=[n for n in names if not fields[n]])


def import_clients(work: Work, report: ImportReport, *, skip_bad: bool = False) -> Outcome:
    """Store the clients of a checked import, all or nothing.

    Raises `import.has_errors` unless bad rows are to be left out; then only they stay out.
    """
    if report.errors and not skip_bad:
        raise StreetLawError("import.has_errors", count=len(report.errors))
    for client in report.clients:
        work.add(client)
    return work.commit("clients.imported")


class _Reader:
    """Turns rows into clients, collecting what is wrong with each."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._taken: set[str] = set()
        self._listed: dict[str, dict[str, str]] = {}
        self.clients: list[Client] = []
        self.errors: list[RowError] = []
        self.existing = 0

    def read(self, line: int, row: Mapping[str, str]) -> None:
        if not any(row.values()):
            return
        found = len(self.errors)
        client = self._client(line, row)
        if len(self.errors) > found:
            return
        if client.code and self._work.count(Client, code=client.code):
            self.existing += 1
            return
        self._taken.add(client.code)
        self.clients.append(client)

    def _client(self, line: int, row: Mapping[str, str]) -> Client:
        def value(column: str, read: Callable[[str], T], default: T) -> T:
            text = row.get(column, "")
            if not text:
                return default
            try:
                return read(text)
            except StreetLawError as refusal:
                self.errors.append(RowError(line, column, refusal.code, refusal.facts))
                return default

        names = dict(zip(_NAMES, row.get("full_name", "").split(maxsplit=2), strict=False))
        names |= {name: row[name] for name in _NAMES if row.get(name)}
        return Client(
            named=bool(names), family_name=names.get("family_name", ""),
            given_name=names.get("given_name", ""), patronymic=names.get("patronymic", ""),
            phone=row.get("phone", ""), remarks=row.get("remarks", ""),
            code=value("code", self._code, "") or self._draw(),
            birth_date=value("birth_date", self._optional_date, None),
            opened=value("opened", self._day, None),
            gender=Gender(value("gender", _word("gender"), "")),
            residence=Residence(value("residence", _word("residence"), "")),
            risk=Risk(value("risk", _word("risk"), "low")),
            populations=value("populations", self._several("populations"), ()),
            languages=value("languages", self._several("tongues"), ()),
            region=value("region", self._one("regions"), ""),
            citizenship=value("citizenship", _country, ""),
            safe_contact=SafeContact(when=row.get("safe_contact", "")))

    def _code(self, text: str) -> str:
        code = parse(text)
        if code in self._taken:
            raise StreetLawError("client.code_taken", code=code)
        return code

    def _draw(self) -> str:
        return draw(lambda code: code in self._taken or self._work.count(Client, code=code) > 0,
                    self._work.count(Client) + len(self._taken), self._work.random)

    def _date(self, text: str) -> PartialDate:
        match = _DAY.fullmatch(text)
        written = PartialDate(f"{match[3]}-{match[2]:>02}-{match[1]:>02}" if match else text)
        if written.first > self._work.today:
            raise StreetLawError("date.in_future")
        return written

    def _optional_date(self, text: str) -> PartialDate | None:
        return self._date(text)

    def _day(self, text: str) -> date | None:
        return self._date(text).first

    def _one(self, listed: str) -> Callable[[str], str]:
        def read(text: str) -> str:
            found = self._labels(listed).get(fold(text))
            if found is None:
                raise StreetLawError("import.word_unknown", text=text)
            return found
        return read

    def _several(self, listed: str) -> Callable[[str], tuple[str, ...]]:
        def read(text: str) -> tuple[str, ...]:
            return tuple(self._one(listed)(part) for part in re.split(r"[;,|]", text) if part.strip())
        return read

    def _labels(self, listed: str) -> dict[str, str]:
        """Every code and label of a list, folded, so that any of its languages is understood."""
        if listed not in self._listed:
            terms = self._work.pack.terms(listed)
            self._listed[listed] = {fold(word): code for code, term in terms.items()
                                    for word in (code, *term.label.values())}
        return self._listed[listed]


def _word(column: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        code = _CODES[column].get(fold(text))
        if code is None:
            raise StreetLawError("import.word_unknown", text=text)
        return code
    return read


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise StreetLawError("import.country_code", text=text)
    return text.upper()
