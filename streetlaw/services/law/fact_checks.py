"""Checking the law: what a look at it gave, corrections that hold here, and what is due to be looked at."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import SETTINGS, TRUST, Cells, CheckResult, FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role
from streetlaw.domain.record import Outcome
from streetlaw.services.checks import not_empty, not_in_future
from streetlaw.services.law.facts import DueFact, due_facts, fact_of
from streetlaw.services.law.here import PACK, in_force, is_in_use, lands
from streetlaw.services.law.links import Link
from streetlaw.services.law.moves import move, moves
from streetlaw.services.law.tables import LawTables
from streetlaw.services.ports import Work
from streetlaw.services.recounting import Recount

FIXED: Final = ("code", "line", "source", "confidence", "wording")
"""Cells nobody corrects by hand: codes are for ever, and the source is what was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFact:
    """What a look at one statement gave.

    `confidence` is what the checker states, needed unless nothing could be found out; `cells` are the cells
    of its row that are to say something else. `reference` is where it was read: the source from now on.
    """

    jurisdiction: str
    place: str
    code: str
    result: CheckResult
    checked_on: date
    evidence: str = ""
    reference: str = ""
    attachment: str = ""
    confidence: Confidence | None = None
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """The statements of the packs in use, those first on which most hangs, and all checks, latest first.

    `overtaken` are the ids of corrections that hold no more: the publisher has said something else since;
    `published` are those of which the publisher has said the same since.
    """

    facts: Sequence[DueFact]
    checks: Sequence[FactCheck]
    packs: Mapping[str, Pack]
    overtaken: Collection[str] = ()
    published: Collection[str] = ()


def work_list(work: Work, tables: LawTables, also: str = "") -> WorkList:
    """Read everything the list of what is to be checked needs; `also` is a pack somebody looks at."""
    packs = {work.pack.code: work.pack}
    open_ = work.list(Deadline, status=DeadlineStatus.OPEN)
    checks = work.list(FactCheck)
    for code in lands(work, tables):
        if (code == also or is_in_use(work, code)) and (pack := in_force(work, code)):
            packs.setdefault(code, pack)
    archives = {code: _archive(work, code) for code in packs}
    unfit = [check for check in checks if check.holds and check.jurisdiction in packs
             and not _fits_in(tables, archives[check.jurisdiction], check)]
    published = frozenset(check.id for check in unfit
                          if _is_said(tables, archives[check.jurisdiction], check))
    gone = frozenset(check.id for check in unfit) - published
    found = [one for code, pack in packs.items() for one in due_facts(
        pack, [check for check in checks if check.jurisdiction == code],
        [one.rule for one in open_ if (one.jurisdiction or work.pack.code) == code])]
    found = [replace(one, gave_way=True) if one.last and one.last.id in gone else one for one in found]
    found.sort(key=lambda one: (not one.gave_way, -one.deadlines, -one.categories, one.due or date.min))
    return WorkList(facts=found, checks=tuple(reversed(checks)), packs=packs, overtaken=gone,
                    published=published)


def editable(work: Work, tables: LawTables, jurisdiction: str, link: Link) -> Mapping[str, str]:
    """The cells of a statement somebody may correct, as they are in force; `check.unknown_fact`."""
    said = _published(work, tables, jurisdiction, link)
    held = {column: cell for check in _holding(work, jurisdiction)
            if Link(check.place, check.code) == link and _fits(said, check) for column, cell in check.cells}
    return {column: held.get(column, cell) for column, cell in said.items() if column not in FIXED}


def moved_by(work: Work, tables: LawTables, cmd: CheckFact) -> Sequence[Recount]:
    """The open deadlines that would end on another day; raises what `check_fact` raises."""
    return _moves(work, tables, cmd.jurisdiction, _checked(work, tables, cmd))


def check_fact(work: Work, tables: LawTables, cmd: CheckFact) -> Outcome:
    """Keep what a look at the law gave; corrections hold from now on, and the deadlines they move are moved.

    Raises `check.unknown_fact`, `check.evidence_needed`, `check.confidence_needed`, `check.nothing_changed`,
    `check.breaks_pack`, `date.in_future`.
    """
    check = _checked(work, tables, cmd)
    move(work, _moves(work, tables, cmd.jurisdiction, check))
    work.add(check)
    return work.commit("fact.checked")


def revoke(work: Work, tables: LawTables, id: str, revision: int) -> Outcome:
    """Take a correction back: what was published holds again; raises `record.unknown`, `record.changed`."""
    check = work.get(FactCheck, id, at=revision)
    left = [one for one in _holding(work, check.jurisdiction) if one.id != id]
    move(work, _recounts(work, tables, check.jurisdiction, left))
    work.change(replace(check, revoked_on=work.today))
    return work.commit("fact.revoked")


def checks_of(work: Work, jurisdiction: str, link: Link) -> Sequence[FactCheck]:
    """The checks of one statement, latest first."""
    return tuple(reversed(work.list(FactCheck, jurisdiction=jurisdiction, place=link.place, code=link.code)))


def overtaken(work: Work, tables: LawTables, code: str, archive: bytes | None) -> Sequence[FactCheck]:
    """The corrections in force that would give way to that publication: it says something else there."""
    now = _archive(work, code)
    return [check for check in _holding(work, code)
            if _fits_in(tables, now, check) and not _fits_in(tables, archive, check)
            and not _is_said(tables, archive, check)]


def _is_said(tables: LawTables, archive: bytes | None, check: FactCheck) -> bool:
    """True when the publication says by now what the correction says: its publisher took it."""
    said = tables.cells(check.jurisdiction, archive, Link(check.place, check.code)) or {}
    return check.changes_law and all(said.get(column, "") == cell for column, cell in check.cells
                                     if column not in TRUST)


def _fits_in(tables: LawTables, archive: bytes | None, check: FactCheck) -> bool:
    return _fits(tables.cells(check.jurisdiction, archive, Link(check.place, check.code)), check)


def _fits(said: Mapping[str, str] | None, check: FactCheck) -> bool:
    """True while what is published is what the correction was made of."""
    return said is not None and all(said.get(column, "") == cell for column, cell in check.before)


def _checked(work: Work, tables: LawTables, cmd: CheckFact) -> FactCheck:
    """The check as it would be kept; refuses what nobody could rely on."""
    link = Link(cmd.place, cmd.code)
    said = _published(work, tables, cmd.jurisdiction, link)
    not_in_future(work, cmd.checked_on)
    evidence = not_empty(cmd.evidence, "check.evidence_needed")
    found = cmd.result is not CheckResult.UNCLEAR
    reference = _line(not_empty(cmd.reference, "check.evidence_needed") if found else cmd.reference)
    me = work.find(Profile) or Profile()
    check = FactCheck(jurisdiction=cmd.jurisdiction, place=cmd.place, code=cmd.code, result=cmd.result,
                      checked_on=cmd.checked_on, checked_by=me.name, role=_role(me), evidence=evidence,
                      reference=reference, attachment=cmd.attachment.strip())
    if not found:
        return check
    if cmd.confidence is None:
        raise StreetLawError("check.confidence_needed")
    cells = _cells(work, cmd, said, check, editable(work, tables, cmd.jurisdiction, link))
    check = replace(check, cells=tuple(sorted(cells.items())), before=_before(said, cells))
    _sound(work, tables, check)
    return check


def _cells(work: Work, cmd: CheckFact, said: Mapping[str, str], check: FactCheck,
           now: Mapping[str, str]) -> dict[str, str]:
    """The cells that are to hold: what was corrected, and how far it can be trusted.

    What earlier corrections say goes along: it was looked at with them, and holds when they are taken back.
    """
    changed = {column: _line(cell) for column, cell in cmd.cells.items()
               if column in now and now[column] not in (cell.strip(), _line(cell))}
    law = {column: cell for column, cell in changed.items() if column not in TRUST}
    if (cmd.result is CheckResult.CORRECTED) is not bool(law):
        raise StreetLawError("check.nothing_changed")
    standing = {column: cell for column, cell in now.items() if cell != said[column] and column not in TRUST}
    cells = {**standing, **changed, "confidence": str(cmd.confidence), "source": check.source_code}
    if "as_of" in said or cmd.place == SETTINGS:
        cells.setdefault("as_of", cmd.checked_on.isoformat())
    if "next_check" not in changed and "" < said.get("next_check", "") <= work.today.isoformat():
        cells["next_check"] = ""
    return cells


def _line(text: str) -> str:
    """A text as one line: a table has no others."""
    return " ".join(part.strip() for part in text.splitlines()).strip()


def _before(said: Mapping[str, str], cells: Mapping[str, str]) -> Cells:
    return tuple((column, said.get(column, "")) for column in sorted(cells))


def _sound(work: Work, tables: LawTables, check: FactCheck) -> None:
    """Refuse what the check of the pack refuses, with the line."""
    code = check.jurisdiction
    for breach in tables.breaches(code, _archive(work, code), [*_holding(work, code), check], work.today):
        raise StreetLawError("check.breaks_pack", file=breach.file, line=breach.line, problem=breach.problem,
                             value=breach.value)


def _published(work: Work, tables: LawTables, code: str, link: Link) -> Mapping[str, str]:
    said = tables.cells(code, _archive(work, code), link)
    if said is None or fact_of(_pack(work, code), link) is None:
        raise StreetLawError("check.unknown_fact")
    return said


def _moves(work: Work, tables: LawTables, code: str, check: FactCheck) -> Sequence[Recount]:
    return _recounts(work, tables, code, [*_holding(work, code), check]) if check.cells else ()


def _recounts(work: Work, tables: LawTables, code: str, checks: Sequence[FactCheck]) -> Sequence[Recount]:
    return moves(work, code, _pack(work, code), tables.pack_with(code, _archive(work, code), checks))


def _holding(work: Work, code: str) -> Sequence[FactCheck]:
    return [check for check in work.list(FactCheck, jurisdiction=code) if check.holds]


def _pack(work: Work, code: str) -> Pack:
    return work.pack if code == work.pack.code else work.pack_of(code)


def _archive(work: Work, code: str) -> bytes | None:
    return work.shelved(PACK + code)


def _role(me: Profile) -> Role:
    """What the person is, where several are true: who answers for the law first."""
    order = (Role.COORDINATOR, Role.SUPERVISOR, Role.LAWYER, Role.TRAINER)
    return next((role for role in order if role in me.roles), Role.LAWYER)
