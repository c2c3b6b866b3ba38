"""Reading the law: acts, norms, time limits, channels, telephone numbers."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

from streetlaw.domain.deadline import Rule, Span, Unit
from streetlaw.domain.fact import Cite, Confidence
from streetlaw.domain.law import Act, Channel, Contact, Hotline, Norm, Representation, Risk
from streetlaw.packs.reading.folder import Folder
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.rows import (
    ActRow,
    ChannelRow,
    HotlineRow,
    NormRow,
    RepresentationRow,
    RiskRow,
    RuleRow,
    Statement,
)

MOST: Final = {Unit.HOURS: 100_000, Unit.CALENDAR_DAYS: 36_525, Unit.WORKING_DAYS: 2_500,
               Unit.MONTHS: 1_200, Unit.YEARS: 100}
"""No limit is longer: the calendar ends, and working days are counted one by one."""


def read_acts(folder: Folder) -> dict[str, Act]:
    """acts.csv."""
    file = "acts.csv"
    return folder.items(file, ActRow, lambda row: Act(
        **folder.term(file, row), short=row.short, number=row.number, adopted=row.adopted,
        repealed=row.repealed == "yes"))


def read_norms(folder: Folder, acts: Container[str]) -> dict[str, Norm]:
    """norms.csv."""
    file = "norms.csv"

    def norm(row: NormRow) -> Norm:
        found = folder.refs(file, row.line, row.act, acts)
        if len(found) != 1:
            raise folder.refuse(file, row.line, Problem.WRONG_VALUE, f"act: {row.act}")
        cite = Cite(act=found[0], article=row.article)
        return Norm(**folder.term(file, row), watch_out=row.watch_out, cite=cite)

    return folder.items(file, NormRow, norm)


def read_rules(folder: Folder, acts: Container[str]) -> dict[str, Rule]:
    """rules.csv; a limit nobody has verified cannot have a length, and hours need no roll."""
    file = "rules.csv"

    def rule(row: RuleRow) -> Rule:
        span = _span(folder, file, row.line, row.amount, row.unit)
        wait = _span(folder, file, row.line, row.wait_amount, row.wait_unit)
        unverified = row.confidence is Confidence.UNVERIFIED
        if (span is None) is not unverified:
            raise folder.refuse(file, row.line, Problem.WRONG_VALUE, f"amount: {row.amount or ''}")
        if wait is not None and (span is None or _hours(span, wait)):
            raise folder.refuse(file, row.line, Problem.CONTRADICTS, "wait_amount")
        if span is not None and _hours(span) and "yes" in (row.rolls, row.starts_next_day):
            raise folder.refuse(file, row.line, Problem.CONTRADICTS, "hours")
        return Rule(**folder.term(file, row), base=row.base, span=span, wait=wait, whose=row.whose,
                    starts_next_day=row.starts_next_day == "yes", rolls=row.rolls == "yes", who=row.who,
                    basis=folder.cites(file, row.line, row.basis, acts), restore=row.restore,
                    restore_basis=folder.cites(file, row.line, row.restore_basis, acts))

    return folder.items(file, RuleRow, rule)


def read_representation(folder: Folder, acts: Container[str]) -> dict[str, Representation]:
    """representation.csv."""
    file = "representation.csv"
    return folder.items(file, RepresentationRow, lambda row: Representation(
        **folder.term(file, row), who=row.who, power=row.power,
        basis=folder.cites(file, row.line, row.basis, acts)))


def read_risks(folder: Folder, acts: Container[str], norms: Container[str], grounds: Container[str],
               channels: Container[str]) -> dict[str, Risk]:
    """risks.csv."""
    file = "risks.csv"
    return folder.items(file, RiskRow, lambda row: Risk(
        **folder.term(file, row), advice=row.advice,
        stems=tuple(stem.replace("_", " ") for stem in row.stems.split()),
        grounds=folder.refs(file, row.line, row.grounds, grounds),
        channels=folder.refs(file, row.line, row.channels, channels),
        norms=folder.refs(file, row.line, row.norms, norms),
        basis=folder.cites(file, row.line, row.basis, acts)))


def read_channels(folder: Folder, acts: Container[str], rules: Container[str],
                  proceedings: Container[str]) -> dict[str, Channel]:
    """channels.csv, the closed ones among them."""
    file = "channels.csv"

    def channel(row: ChannelRow) -> Channel:
        said = Statement(source=row.contact_source, as_of=row.contact_as_of,
                         confidence=row.contact_confidence)
        return Channel(
            **folder.term(file, row), rank=row.rank, active=row.active == "yes",
            last_resort=row.last_resort == "yes", competence=row.competence, filing=row.filing,
            answer=row.answer, contents=row.contents, advice=row.advice,
            proceeding=_proceeding(folder, file, row, proceedings),
            basis=folder.cites(file, row.line, row.basis, acts),
            rules=folder.refs(file, row.line, row.rules, rules),
            answer_rules=folder.refs(file, row.line, row.answer_rules, rules),
            after_rules=folder.refs(file, row.line, row.after_rules, rules),
            contact=Contact(text=row.contact, fact=folder.fact(file, row.line, said)))

    return folder.items(file, ChannelRow, channel)


def read_hotlines(folder: Folder) -> dict[str, Hotline]:
    """hotlines.csv."""
    file = "hotlines.csv"
    return folder.items(file, HotlineRow, lambda row: Hotline(**folder.term(file, row), number=row.number))


def _proceeding(folder: Folder, file: str, row: ChannelRow, known: Container[str]) -> str:
    """The code of the proceeding, "" for none or for one that a check has forgiven."""
    found = folder.refs(file, row.line, row.proceeding, known)
    if len(found) > 1:
        raise folder.refuse(file, row.line, Problem.WRONG_VALUE, f"proceeding: {row.proceeding}")
    return found[0] if found else ""


def _span(folder: Folder, file: str, line: int, amount: int | None, unit: Unit | None) -> Span | None:
    if (amount is None) is not (unit is None):
        raise folder.refuse(file, line, Problem.WRONG_VALUE, f"unit: {unit or ''}")
    if amount is None or unit is None:
        return None
    if amount > MOST[unit]:
        raise folder.refuse(file, line, Problem.WRONG_VALUE, f"amount: {amount}")
    return Span(amount, unit)


def _hours(*spans: Span) -> bool:
    return any(span.unit is Unit.HOURS for span in spans)
