"""Reading the words of the field: regions, grounds, groups, places, acts, alleged perpetrators, consents."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import Rule
from streetlaw.domain.fact import Term
from streetlaw.domain.vocabulary import (
    ConsentText,
    Ground,
    Perpetrator,
    Population,
    Region,
    Setting,
    Violation,
)
from streetlaw.packs.reading.folder import Folder
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.rows import (
    Consents,
    GroundRow,
    PerpetratorRow,
    PopulationRow,
    RegionRow,
    SettingRow,
    ViolationRow,
)


def read_regions(folder: Folder) -> dict[str, Region]:
    """regions.csv; a unit's parent stands above it or below it in the table."""
    file = "regions.csv"
    rows = folder.rows(file, RegionRow)
    codes = {row.code for row in rows}
    for row in rows:
        if row.parent and (row.parent not in codes or row.parent == row.code):
            raise folder.refuse(file, row.line, Problem.UNKNOWN_CODE, row.parent)
    _no_circle(folder, file, rows)
    return {row.code: Region(**folder.term(file, row), parent=row.parent, level=row.level, iso=row.iso,
                             former_name=row.former_name) for row in rows}


def _no_circle(folder: Folder, file: str, rows: Sequence[RegionRow]) -> None:
    """Refuse a unit that lies in itself over others."""
    above = {row.code: row.parent for row in rows}
    for row in rows:
        seen, at = {row.code}, row.parent
        while at and at not in seen:
            seen.add(at)
            at = above.get(at, "")
        if at == row.code:
            raise folder.refuse(file, row.line, Problem.CIRCLE, row.parent)


def read_grounds(folder: Folder, acts: Container[str], norms: Container[str]) -> dict[str, Ground]:
    """grounds.csv; a ground may be pleaded as another one."""
    file = "grounds.csv"
    rows = folder.rows(file, GroundRow)
    codes = {row.code for row in rows}
    return {row.code: Ground(
        **folder.term(file, row), special=row.special == "yes", employment_only=row.employment_only == "yes",
        pleaded_as="".join(folder.refs(file, row.line, row.pleaded_as, codes)),
        norms=folder.refs(file, row.line, row.norms, norms),
        warnings=folder.refs(file, row.line, row.warnings, norms),
        basis=folder.cites(file, row.line, row.basis, acts)) for row in rows}


def read_populations(folder: Folder) -> dict[str, Population]:
    """populations.csv."""
    file = "populations.csv"
    return folder.items(file, PopulationRow, lambda row: Population(
        **folder.term(file, row), special=row.special == "yes"))


def read_settings(folder: Folder, rules: Mapping[str, Rule]) -> dict[str, Setting]:
    """settings.csv."""
    file = "settings.csv"
    return folder.items(file, SettingRow, lambda row: Setting(
        **folder.term(file, row), huridocs=row.huridocs, closed=row.closed == "yes",
        clocks=folder.clocks(file, row.line, row.clocks, rules)))


def read_violations(folder: Folder, norms: Container[str], channels: Container[str],
                    rules: Mapping[str, Rule]) -> dict[str, Violation]:
    """violations.csv; a closed channel cannot be named."""
    file = "violations.csv"
    return folder.items(file, ViolationRow, lambda row: Violation(
        **folder.term(file, row), huridocs=row.huridocs,
        norms=folder.refs(file, row.line, row.norms, norms),
        official_norms=folder.refs(file, row.line, row.official_norms, norms),
        channels=folder.refs(file, row.line, row.channels, channels),
        rules=folder.refs(file, row.line, row.rules, rules),
        clocks=folder.clocks(file, row.line, row.clocks, rules),
        no_limit=folder.refs(file, row.line, row.no_limit, channels)))


def read_perpetrators(folder: Folder, channels: Container[str]) -> dict[str, Perpetrator]:
    """perpetrators.csv; a closed channel cannot be named."""
    file = "perpetrators.csv"
    return folder.items(file, PerpetratorRow, lambda row: Perpetrator(
        **folder.term(file, row), huridocs=row.huridocs, official=row.official == "yes",
        channels=folder.refs(file, row.line, row.channels, channels)))


def read_tongues(folder: Folder) -> dict[str, Term]:
    """tongues.csv."""
    return folder.terms("tongues.csv")


def read_consents(folder: Folder) -> dict[Purpose, ConsentText]:
    """consents.toml: one text for every purpose, in every language (of the common ones: in those it has)."""
    file = "consents.toml"
    if file in folder.lost:
        return {}
    read = folder.settings(file, Consents)
    spoken = {language for entry in read.consent for language in entry.text}
    languages = [language for language in folder.languages if folder.owns(file) or language in spoken]
    fact = folder.fact(file, 0, read)
    texts: dict[Purpose, ConsentText] = {}
    for entry in read.consent:
        line = folder.line_of_value(file, entry.version)
        if entry.purpose in texts:
            raise folder.refuse(file, line, Problem.DUPLICATE_CODE, entry.purpose.value)
        for language in languages:
            if not (entry.title.get(language) and entry.text.get(language)):
                raise folder.refuse(file, line, Problem.MISSING_LANGUAGE, language)
        texts[entry.purpose] = ConsentText(
            code=entry.version, fact=fact, wording=read.wording, purpose=entry.purpose,
            label={language: entry.title[language] for language in languages},
            texts={language: entry.text[language] for language in languages})
    for purpose in Purpose:
        if purpose not in texts:
            raise folder.refuse(file, 0, Problem.MISSING_CODE, purpose.value)
    return texts
