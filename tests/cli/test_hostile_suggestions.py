"""Suggestions made to do harm: shown or refused, and never half taken."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from streetlaw import resources
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.profile import Profile
from streetlaw.exchange.envelope import Envelopes
from streetlaw.exchange.suggestion import Suggestions
from streetlaw.packs import amending
from tests.cli.conftest import Done, command

KG = resources.path("packs", "kg")
OWN = Envelopes().new_keys()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(KG, tmp_path / "kg"))


def correction(place: str = "rules", code: str = "civil_appeal", **cells: str) -> FactCheck:
    said = amending.cells(KG, place, code) or {}
    return FactCheck(jurisdiction="kg", place=place, code=code, result=CheckResult.CORRECTED,
                     checked_on=date(2026, 11, 20), evidence="read", reference="CPC",
                     cells=tuple(cells.items()),
                     before=tuple((column, said.get(column, "")) for column in cells))


def taken(folder: Path, *checks: FactCheck, only: str = "", name: str = "Aida") -> Done:
    """Sign them, and take them with the right words."""
    file = folder.parent / "from.sls"
    file.write_bytes(Suggestions().make(Profile(name=name), OWN, "kg", "2026.11", checks))
    words = command("pack", "suggestions", file, folder).facts.get("words", "")
    chosen = ("--only", only) if only else ()
    return command("pack", "suggestions", file, folder, "--take", "--words", words, *chosen)


def refused(folder: Path, code: str, *checks: FactCheck, name: str = "Aida") -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    done = taken(folder, *checks, name=name)
    assert (done.status, done.code) == (1, code)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


@pytest.mark.parametrize("sign", ["\n", "\r", "\x0b", "\x85", "\u2028", "\x00", "\x1b[2J", "\u202e"])
def test_a_sign_nobody_sees_or_that_ends_a_line_is_refused(folder: Path, sign: str) -> None:
    refused(folder, "suggestion.damaged", correction(en=f"a{sign}labour,b"))
    refused(folder, "suggestion.damaged", correction(en="a"), name=f"Aida{sign}")


@pytest.mark.parametrize("cell", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+cmd|x"])
def test_a_formula_is_refused(folder: Path, cell: str) -> None:
    refused(folder, "suggestion.breaks_pack", correction(en=cell))


def test_what_breaks_the_pack_is_refused_with_all_beside_it(folder: Path) -> None:
    refused(folder, "suggestion.breaks_pack", correction(amount="10"),
            correction("channels", "dpa", rules="nothing"))
    refused(folder, "suggestion.breaks_pack", correction("settings", "aid.income", **{"x.y": "1"}))


def test_a_code_is_for_ever(folder: Path) -> None:
    refused(folder, "suggestion.damaged", correction(line="1"))


def test_what_does_not_fit_stops_the_rest_unless_that_is_chosen(folder: Path) -> None:
    stale = replace(correction("rules", "labour", amount="4"), before=(("amount", "77"),))
    refused(folder, "suggestion.does_not_fit", correction(amount="10"), stale)
    done = taken(folder, correction(amount="10"), stale, only="rules:civil_appeal")
    assert done.facts["files"] == ["rules.csv"]


def test_the_same_file_again_changes_nothing_more(folder: Path) -> None:
    assert taken(folder, correction(amount="10")).facts["taken"] is True
    before = (folder / "rules.csv").read_bytes()
    again = taken(folder, correction(amount="10"))
    assert (again.status, again.facts["taken"], again.facts["files"]) == (0, False, [])
    assert (folder / "rules.csv").read_bytes() == before


@pytest.mark.parametrize("table", [b"", b"\xff\xfe", b"a,b\n1,2\n", b'"'])
def test_a_table_that_is_none_is_no_accident(folder: Path, table: bytes) -> None:
    (folder / "rules.csv").write_bytes(table)
    refused(folder, "suggestion.does_not_fit", correction(amount="10"))
    (folder / "sources.csv").write_bytes(table)
    refused(folder, "pack.not_sound", correction("hotlines", "police", number="103"))


def test_notes_beside_the_tables_are_left_alone(folder: Path) -> None:
    (folder / "my notes (1).txt").write_text("x")
    assert taken(folder, correction(amount="10")).status == 0
