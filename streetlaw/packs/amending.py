"""A published pack with the checks and corrections of somebody who uses it: an overlay, file by file.

A correction was made of a statement as it was published. When a later publication says something else there,
the correction gives way: somebody has to look again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import LOCAL, FactCheck
from streetlaw.domain.fact_check import SETTINGS as IN_SETTINGS
from streetlaw.domain.pack import LISTS, Pack
from streetlaw.packs import checking, loader, rewriting
from streetlaw.packs.checking import Mistake
from streetlaw.packs.reading.place import Place, text_of

SOURCES = "sources.csv"


@dataclass(frozen=True, slots=True)
class Amended:
    """The folder of a pack, some of whose files say something else, by their names; or such a file."""

    base: Place
    texts: Mapping[str, str] = field(repr=False, hash=False)
    said: str | None = field(default=None, repr=False)
    """What such a file says; a folder says nothing."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.base.name

    @property
    def parent(self) -> Place:
        """The folder it lies in."""
        return self.base.parent

    def __truediv__(self, name: str, /) -> Place:
        """A file of it, with what it says now."""
        return Amended(self.base / name, {}, self.texts[name]) if name in self.texts else self.base / name

    def exists(self) -> bool:
        """True for a folder that is there, and for a file that says something else."""
        return self.is_file() or self.base.exists()

    def is_dir(self) -> bool:
        """True for a folder that is there."""
        return not self.is_file() and self.base.is_dir()

    def is_file(self) -> bool:
        """True for a file that says something else."""
        return self.said is not None

    def read_text(self, encoding: str | None = None) -> str:
        """What such a file says; of a folder, raises OSError."""
        if self.said is None:
            return self.base.read_text(encoding)
        return self.said.removeprefix("\ufeff") if encoding == "utf-8-sig" else self.said


def cells(place: Place, list_name: str, code: str) -> Mapping[str, str] | None:
    """What a pack says in one row, by column; None where it has no such row of its own."""
    file = place / _file(list_name)
    try:
        text = text_of(file)
    except (OSError, UnicodeDecodeError):
        return None
    return rewriting.settings_of(text, code) if list_name == IN_SETTINGS else rewriting.row_of(text, code)


def amended(place: Place, checks: Sequence[FactCheck], *,
            local: bool = False) -> tuple[Amended, tuple[FactCheck, ...]]:
    """The pack with those checks that still fit what was published, and which these are.

    `local` marks what was corrected as such (`Fact.local`); what is to be published bears no mark.
    """
    texts: dict[str, str] = {}
    fitting = []
    for check in checks:
        said = cells(place, check.place, check.code)
        if said is None or any(said.get(column, "") != cell for column, cell in check.before):
            continue
        try:
            _amend(place, texts, check, LOCAL if local and check.changes_law else "")
        except (KeyError, OSError, UnicodeDecodeError):
            continue
        fitting.append(check)
    return Amended(place, texts), tuple(fitting)


def stands_there(place: Place, check: FactCheck) -> bool:
    """True when the pack says already what a correction is to make it say."""
    now = cells(place, check.place, check.code)
    return now is not None and all(now.get(column, "") == cell for column, cell in check.cells)


def corrected(place: Place, checks: Sequence[FactCheck]) -> Pack:
    """The pack in force with those checks; what does not fit any more, or breaks it, is left out.

    Raises `pack.invalid` when the published pack itself cannot be read.
    """
    whole, fitting = amended(place, checks, local=True)
    try:
        return _loaded(whole, fitting)
    except StreetLawError as refusal:
        if refusal.code != "pack.invalid":
            raise
    sound: list[FactCheck] = []
    pack = loader.load_folder(place, at_once=False)
    for check in fitting:
        try:
            pack = _loaded(amended(place, [*sound, check], local=True)[0], [*sound, check])
        except StreetLawError:
            continue
        sound.append(check)
    return pack


def _loaded(place: Place, checks: Sequence[FactCheck]) -> Pack:
    """The pack in that folder, with the corrected tables read now: nobody meets a mistake of theirs later."""
    pack = loader.load_folder(place, at_once=False)
    for name in {check.place for check in checks} & {*LISTS}:
        len(pack.terms(name))
    return pack


def mistakes(place: Place, checks: Sequence[FactCheck], today: date) -> tuple[Mistake, ...]:
    """What would be wrong with the pack because of those checks, worth a look or worse."""
    whole, _ = amended(place, checks)
    known = {(each.file, each.problem, each.value) for each in checking.check(place, today)}
    return tuple(each for each in checking.check(whole, today)
                 if (each.file, each.problem, each.value) not in known and not each.problem.is_warning)


def _amend(place: Place, texts: dict[str, str], check: FactCheck, mark: str) -> None:
    """Write one check into the files; KeyError where they have no room for it."""
    said, source = dict(check.cells), mark + check.source_code
    cited = bool(check.source_code) and said.get("source") == check.source_code
    if cited:
        said["source"] = source
    file = _file(check.place)
    text = texts.get(file) or text_of(place / file)
    write = rewriting.with_settings if check.place == IN_SETTINGS else rewriting.with_cells
    written = write(text, check.code, said)
    if cited:
        sources = texts.get(SOURCES) or text_of(place / SOURCES)
        if rewriting.row_of(sources, source) is None:
            day = check.checked_on.isoformat() if check.checked_on else ""
            sources = rewriting.with_row(sources, {"code": source, "as_of": day,
                                                   "text": check.reference})
        texts[SOURCES] = sources
    texts[file] = written


def _file(list_name: str) -> str:
    return loader.SETTINGS if list_name == IN_SETTINGS else f"{list_name}.csv"
