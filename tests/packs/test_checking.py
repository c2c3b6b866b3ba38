"""Checking a pack: each kind of mistake is said once, where it is, and nothing that only follows from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from streetlaw import resources
from streetlaw.domain.condition import Condition
from streetlaw.domain.law import Category
from streetlaw.packs.checking import Mistake, check
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.soundness import can_hold
from tests.packs.spoiling import line_with, spoil, write_cell
from tests.packs.test_loader import MISTAKES

TODAY = date(2026, 11, 22)
SHIPPED = ("kg", "bg", "md")


USUAL = {(each.file, each.problem, each.value) for each in check(resources.path("packs", "kg"), TODAY)}


def found(folder: Path, today: date = TODAY) -> list[Mistake]:
    """What is wrong with the copy and is not so with the pack itself."""
    return [each for each in check(folder, today) if (each.file, each.problem, each.value) not in USUAL]


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_pack_has_no_mistake(code: str) -> None:
    assert [each for each in check(resources.path("packs", code), TODAY) if not each.problem.is_warning] == []


@pytest.mark.parametrize(("file", "old", "new", "where", "problem", "value"), MISTAKES)
def test_what_the_loader_refuses_is_said_alone(
    folder: Path, file: str, old: str, new: str, where: str, problem: str | None, value: str | None
) -> None:
    spoil(folder / file, old, new)
    (mistake,) = found(folder)
    assert (mistake.file, mistake.line) == (file, line_with(folder / file, where))
    if problem is not None:
        assert (mistake.problem.value, mistake.value) == (problem, value)


# file, row, column, what is written there: the problem that is, and what is said of it
UNSOUND = [
    ("violations.csv", "unlawful_detention", "clocks", "labour", Problem.NO_CLOCK, "labour"),
    ("settings.csv", "ivs", "clocks", "detention_max un_file", Problem.NO_CLOCK, "un_file"),
    ("rules.csv", "detention_max", "rolls", "yes", Problem.CONTRADICTS, "hours"),
    ("rules.csv", "custody_forward", "starts_next_day", "yes", Problem.CONTRADICTS, "hours"),
    ("rules.csv", "admin_court_inaction", "wait_unit", "hours", Problem.CONTRADICTS, "wait_amount"),
    ("rules.csv", "labour", "next_check", "2026-11-21", Problem.CHECK_OVERDUE, "labour, 2026-11-21"),
    ("rules.csv", "appeal_answer", "who", "somebody", Problem.WRONG_VALUE, "who: somebody"),
    ("rules.csv", "admin_court", "restore_ru", "", Problem.MISSING_LANGUAGE, "restore ru"),
    ("rules.csv", "admin_court", "restore_basis", "APK 103", Problem.UNKNOWN_CODE, "APK"),
    ("channels.csv", "dpa", "after_rules", "nothing", Problem.UNKNOWN_CODE, "nothing"),
    ("channels.csv", "mhif", "contact_source", "", Problem.NO_SOURCE, "mhif, contact"),
    ("hotlines.csv", "police", "source", "", Problem.NO_SOURCE, "police"),
    ("sources.csv", "mhif_2026", "as_of", "2026-02-31", Problem.WRONG_VALUE, "as_of: 2026-02-31"),
    ("categories.csv", "minor", "needs", "residence=citizen residence=refugee", Problem.NEVER_HOLDS, "minor"),
    ("categories.csv", "minor", "any_of", "age<0", Problem.NEVER_HOLDS, "minor"),
    ("bases.csv", "cpc_victim", "needs", "role=suspect", Problem.NEVER_HOLDS, "cpc_victim"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "row", "column", "cell", "problem", "value"), UNSOUND)
def test_each_kind_of_mistake_is_said_alone(
    folder: Path, file: str, row: str, column: str, cell: str, problem: Problem, value: str
) -> None:
    line = write_cell(folder / file, row, column, cell)
    assert found(folder) == [Mistake(file, line, problem, value)]


def test_a_limit_that_nothing_names_never_runs(folder: Path) -> None:
    write_cell(folder / "channels.csv", "investigating_judge", "after_rules", "")
    line = line_with(folder / "rules.csv", "judge_appeal,")
    assert found(folder) == [Mistake("rules.csv", line, Problem.NEVER_FIRES, "judge_appeal")]


def test_what_nothing_names_is_worth_a_look(folder: Path) -> None:
    spoil(folder / "sources.csv", "own,2026-11,", "spare,2026-11,Nobody names it\nown,2026-11,")
    spoil(folder / "norms.csv", "KG-CRC-145,CRC,145", "KG-CRC-146,CRC,146")
    write_cell(folder / "violations.csv", "denial_of_care", "norms", "")
    assert {(each.problem, each.value) for each in found(folder)} == {
        (Problem.NEVER_USED, "spare"), (Problem.NEVER_USED, "KG-CRC-146")}  # fmt: skip


def test_verified_facts_of_the_settings_name_their_source(folder: Path) -> None:
    spoil(folder / "pack.toml", 'source = "aid_2025"\nconfidence = "verified"', 'confidence = "verified"')
    line = line_with(folder / "pack.toml", "[aid.income]")
    assert found(folder) == [Mistake("pack.toml", line, Problem.NO_SOURCE, "aid.income")]


def test_all_mistakes_are_said_at_once(folder: Path) -> None:
    """Two in one row, several in one table, one in each of several files; none that follows from another."""
    grounds = write_cell(folder / "grounds.csv", "race", "norms", "KG-CON-24 KG-CRC-999 KG-CRC-998")
    write_cell(folder / "grounds.csv", "race", "ru", "")
    sex = write_cell(folder / "grounds.csv", "sex", "basis", "QQQ 24(1); CRC 189")
    rule = write_cell(folder / "rules.csv", "prosecutor_file", "amount", "0")
    act = write_cell(folder / "norms.csv", "KG-CRC-137", "act", "XXX")
    role = write_cell(folder / "categories.csv", "especially_grave", "needs", "matter=war role=suspect,king")
    spoil(folder / "pack.toml", 'time_zone = "Asia/Bishkek"', 'time_zone = "Asia/Atlantis"')
    spoil(folder / "pack.toml", '"stateless"', '"martian"')
    spoil(folder / "consents.toml", 'purpose = "photo"', 'purpose = "refer"')
    assert {(each.file, each.line, each.value) for each in found(folder)} == {
        ("grounds.csv", grounds, "KG-CRC-999"), ("grounds.csv", grounds, "KG-CRC-998"),
        ("grounds.csv", grounds, "label ru"), ("grounds.csv", sex, "QQQ"),
        ("rules.csv", rule, "amount: 0"), ("norms.csv", act, "XXX"),
        ("categories.csv", role, "war"), ("categories.csv", role, "king"),
        ("pack.toml", line_with(folder / "pack.toml", "time_zone"), "Asia/Atlantis"),
        ("pack.toml", line_with(folder / "pack.toml", "residence"), "martian"),
        ("consents.toml", line_with(folder / "consents.toml", "kg-photo"), "refer"),
    }  # fmt: skip


@pytest.mark.parametrize("file", ["sources.csv", "acts.csv", "rules.csv", "questions.csv", "choices.csv"])
def test_a_missing_table_is_said_alone(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert found(folder) == [Mistake(file, 0, Problem.NO_FILE, "")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("multiplier = 60", "multiplier = 0"),
        ('code = "kg"', "code = kg"),
        ("languages = [", "languages = 3 #["),
    ],
)
def test_settings_that_cannot_be_read_are_said(folder: Path, old: str, new: str) -> None:
    spoil(folder / "pack.toml", old, new)
    (mistake,) = found(folder)
    line = line_with(folder / "pack.toml", new.partition(" #")[0])
    assert (mistake.file, mistake.line) == ("pack.toml", line)


def test_tables_are_checked_beside_settings_that_cannot_be_read(folder: Path) -> None:
    spoil(folder / "pack.toml", "multiplier = 60", "multiplier = 0")
    line = write_cell(folder / "tongues.csv", "uz", "source", "rumours")
    assert Mistake("tongues.csv", line, Problem.UNKNOWN_CODE, "rumours") in found(folder)


def test_a_folder_without_a_pack_says_so(tmp_path: Path) -> None:
    assert check(tmp_path, TODAY) == (Mistake("pack.toml", 0, Problem.NO_FILE, ""),)


@pytest.mark.parametrize(
    ("needs", "any_of", "holds"),
    [
        ((("q", "ab"), ("q", "bc")), (), True),
        ((("q", "a"), ("q", "b")), (), False),
        ((("q", "a"),), (("q", "b"), ("q", "a")), True),
        ((("q", "a"),), (("q", "b"),), False),
        ((("residence", "x"),), (), False),
    ],
)
def test_conditions_that_contradict_each_other(
    needs: tuple[tuple[str, str], ...], any_of: tuple[tuple[str, str], ...], holds: bool
) -> None:
    def conditions(said: tuple[tuple[str, str], ...]) -> tuple[Condition, ...]:
        return tuple(Condition(question, frozenset(answers)) for question, answers in said)

    category = Category(code="c", label={}, needs=conditions(needs), any_of=conditions(any_of))
    assert can_hold(category, frozenset({"citizen"})) is holds
