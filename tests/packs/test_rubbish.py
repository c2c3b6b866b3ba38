"""Rubbish in place of a pack: said with its file and line, soon, and never more than a mistake."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from streetlaw import resources
from streetlaw.packs.checking import MANY, Mistake, check
from streetlaw.packs.reading.place import LARGEST
from streetlaw.packs.reading.problem import Problem
from tests.packs.spoiling import line_with, spoil, write_cell

TODAY = date(2026, 11, 22)
Spoil = Callable[[Path], None]


USUAL = {(each.file, each.problem, each.value) for each in check(resources.path("packs", "kg"), TODAY)}


def mistakes(folder: Path) -> list[Mistake]:
    """What is wrong with the copy and is not so with the pack itself."""
    return [each for each in check(folder, TODAY)
            if not each.problem.is_warning and (each.file, each.problem, each.value) not in USUAL]


def in_settings(text: str) -> Spoil:
    return lambda folder: spoil(folder / "pack.toml", 'version = "', f'{text}\nversion = "')


def setting(old: str, new: str) -> Spoil:
    return lambda folder: spoil(folder / "pack.toml", old, new)


def at_the_end(text: str) -> Spoil:
    def written(folder: Path) -> None:
        with (folder / "pack.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")

    return written


def wage(amount: str, year: str = "2027") -> Spoil:
    return at_the_end(f"[[aid.income.wages]]\nyear = {year}\namount = {amount}")


SETTINGS: dict[str, Spoil] = {
    "brackets in brackets": in_settings("x = " + "[" * 20_000 + "]" * 20_000),
    "tables in tables": in_settings("x = " + "{a=" * 20_000 + "1" + "}" * 20_000),
    "a key of thousands": in_settings(".".join(["a"] * 20_000) + " = 1"),
    "digits without end": in_settings("x = " + "1" * 6000),
    "a day there is not": in_settings("x = 9999-99-99"),
    "a folder of zones": setting('"Asia/Bishkek"', '"America"'),
    "a zone elsewhere": setting('"Asia/Bishkek"', '"../../etc/passwd"'),
    "a long zone": setting('"Asia/Bishkek"', f'"A{"a" * 5000}"'),
    "a version that is no number": setting('version = "', 'version = "²'),
    "a version of two lines": setting('version = "', 'version = "1\\n'),
    "a matter of brackets": at_the_end('[aid.matters."a("]\nconfidence = "verified"'),
    "a wage that is no number": wage("nan"),
    "a wage without end": wage("inf"),
    "a wage of nothing": wage("-5"),
    "a wage too large": wage('"1e999999"'),
    "a wage of another age": wage("5", "20270"),
    "two wages of a year": at_the_end(2 * "[[aid.income.wages]]\nyear = 2027\namount = 5\n"),
    "a language that is none": setting('languages = ["', 'languages = ["k.*y", "'),
    "a common folder elsewhere": in_settings('extends = "../common"'),
    "too much": in_settings("# " + "x" * 2**19),
}


@pytest.mark.parametrize("spoilt", SETTINGS.values(), ids=SETTINGS.keys())
def test_settings_that_cannot_be_are_a_mistake(folder: Path, spoilt: Spoil) -> None:
    spoilt(folder)
    found = mistakes(folder)
    assert {each.file for each in found} == {"pack.toml"}


CELLS = [
    ("rules.csv", "labour", "amount", "99999999", Problem.WRONG_VALUE),
    ("rules.csv", "labour", "en", "a\u202eb", Problem.HIDDEN_SIGN),
    ("rules.csv", "labour", "en", "a\x1b[2Jb", Problem.HIDDEN_SIGN),
    ("rules.csv", "labour", "en", '=HYPERLINK("x")', Problem.FORMULA),
    ("hotlines.csv", "police", "number", "+cmd|' /C calc'!A0", Problem.FORMULA),
    ("categories.csv", "minor", "needs", "matter=,", Problem.WRONG_VALUE),
    ("categories.csv", "minor", "needs", "age<" + "9" * 5000, Problem.WRONG_VALUE),
]


@pytest.mark.parametrize(("file", "row", "column", "cell", "problem"), CELLS)
def test_cells_that_do_harm_are_a_mistake(folder: Path, file: str, row: str, column: str, cell: str,
                                          problem: Problem) -> None:
    line = write_cell(folder / file, row, column, cell)
    assert [(each.file, each.line, each.problem) for each in mistakes(folder)] == [(file, line, problem)]


def test_a_norm_of_two_acts_is_a_mistake(folder: Path) -> None:
    acts = (folder / "acts.csv").read_text(encoding="utf-8")
    first, second = [line.split(",")[0] for line in acts.splitlines() if line[:1] not in ("#", "")][1:3]
    line = write_cell(folder / "norms.csv", "KG-CON-24", "act", f"{first} {second}")
    found = mistakes(folder)
    assert (found[0].file, found[0].line, found[0].problem) == ("norms.csv", line, Problem.WRONG_VALUE)


def test_a_region_that_lies_in_itself_is_a_mistake(folder: Path) -> None:
    text = (folder / "regions.csv").read_text(encoding="utf-8")
    one, two = [line.split(",")[0] for line in text.splitlines() if line[:1] not in ("#", "")][1:3]
    write_cell(folder / "regions.csv", two, "parent", one)
    line = write_cell(folder / "regions.csv", one, "parent", two)
    assert Mistake("regions.csv", line, Problem.CIRCLE, two) in mistakes(folder)


def test_a_huge_table_is_not_read(folder: Path) -> None:
    with (folder / "hotlines.csv").open("r+b") as growing:
        growing.truncate(100 * 2**20)
    (found,) = mistakes(folder)
    assert found == Mistake("hotlines.csv", 0, Problem.TOO_LARGE, f"{LARGEST // 2**20} MB")


@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_nobody_waits_for_what_is_no_file(folder: Path, kind: str) -> None:
    path = folder / "hotlines.csv"
    path.unlink()
    os.mkfifo(path) if kind == "pipe" else path.symlink_to("/dev/zero")
    assert mistakes(folder) == [Mistake("hotlines.csv", 0, Problem.NOT_READABLE, "")]


def test_no_more_is_said_than_anybody_reads(folder: Path) -> None:
    (folder / "sources.csv").write_text("code,text,as_of\n", encoding="utf-8")
    with (folder / "hotlines.csv").open("a", encoding="utf-8") as file:
        file.writelines(f"n{n}\n" for n in range(MANY * 2))
    found = mistakes(folder)
    assert len(found) == MANY + 1
    assert Problem.MANY in {each.problem for each in found}


def test_marks_at_the_beginning_and_ends_of_lines_do_no_harm(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert mistakes(folder) == []


def test_the_line_is_that_of_an_editor(folder: Path) -> None:
    spoil(folder / "rules.csv", "\nlabour,", "\n# a word\n\nlabour,,")
    assert mistakes(folder)[0].line == line_with(folder / "rules.csv", "labour,,")


@pytest.mark.slow
@given(st.sampled_from(["rules.csv", "sources.csv", "channels.csv", "choices.csv", "pack.toml"]),
       st.floats(0, 1), st.binary(min_size=1, max_size=12))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_there_is_a_mistake_and_no_accident(folder: Path, name: str, where: float,
                                                            what: bytes) -> None:
    path = folder / name
    whole = path.read_bytes()
    at = int(where * len(whole))
    path.write_bytes(whole[:at] + what + whole[at + len(what):])
    try:
        found = check(folder, TODAY)
    finally:
        path.write_bytes(whole)
    assert all(each.line <= len(whole.splitlines()) + 12 for each in found if each.file == name)
