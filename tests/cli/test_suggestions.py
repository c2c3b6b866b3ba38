"""From a correction in a vault to the tables of the publisher, by two commands."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from streetlaw import resources
from streetlaw.domain.fact import Confidence
from streetlaw.domain.fact_check import CheckResult
from streetlaw.packs.law_tables import PackTables
from streetlaw.services.law.fact_checks import CheckFact, check_fact
from tests.cli.conftest import Desk, command, opened, said


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.path("packs", "kg"), tmp_path / "kg"))


@pytest.fixture
def file(lawyer: Desk, tmp_path: Path) -> Path:
    wrong = CheckFact(jurisdiction="kg", place="rules", code="civil_appeal", result=CheckResult.CORRECTED,
                      checked_on=date(2026, 11, 20), evidence="It says ten days, “in all cases”",
                      reference="CPC, 1 November 2026", confidence=Confidence.VERIFIED,
                      cells={"amount": "10"})
    tried = CheckFact(jurisdiction="kg", place="to_check", code="orphans", result=CheckResult.UNCLEAR,
                      checked_on=date(2026, 11, 20), evidence="The text could not be had")
    with opened(lawyer.folder) as vault, vault.work() as work:
        check_fact(work, PackTables(), wrong)
    with opened(lawyer.folder) as vault, vault.work() as work:
        check_fact(work, PackTables(), tried)
    done = lawyer.do("pack", "suggest", "--out", tmp_path / "to.sls")
    assert (done.status, done.facts["checks"]) == (0, 2)
    return tmp_path / "to.sls"


def test_the_difference_is_shown_before_anything_is_taken(file: Path, folder: Path) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    told = said("pack", "suggestions", file, folder)
    assert told.status == 0
    assert "rules.csv, civil_appeal: corrected" in told.out
    assert "amount: 30 → 10" in told.out
    assert "to_check.csv, orphans: could not be checked" in told.out
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_what_is_taken_changes_its_own_lines_alone_and_the_pack_holds(file: Path, folder: Path) -> None:
    before = {each.name: each.read_bytes() for each in folder.iterdir()}
    words = command("pack", "suggestions", file, folder).facts["words"]
    refused = command("pack", "suggestions", file, folder, "--take")
    assert refused.code == "suggestion.signer_unknown"
    wrong = command("pack", "suggestions", file, folder, "--take", "--words", "one two three four five six")
    assert wrong.code == "suggestion.words_differ"
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before
    done = command("pack", "suggestions", file, folder, "--take", "--words", words)
    assert (done.status, done.facts["files"]) == (0, ["rules.csv", "sources.csv"])
    after = {each.name: each.read_bytes() for each in folder.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"rules.csv", "sources.csv"}
    known = before["rules.csv"].splitlines()
    assert len([line for line in after["rules.csv"].splitlines() if line not in known]) == 1
    assert after["sources.csv"].startswith(before["sources.csv"])
    again = command("pack", "suggestions", file, folder)
    assert [one["fits"] for one in again.facts["suggestions"] if one["changes"]] == [False]


def test_line_ends_and_a_mark_at_the_beginning_stay(file: Path, folder: Path) -> None:
    rules = folder / "rules.csv"
    rules.write_bytes(b"\xef\xbb\xbf" + rules.read_bytes().replace(b"\n", b"\r\n"))
    before = rules.read_bytes()
    words = command("pack", "suggestions", file, folder).facts["words"]
    assert command("pack", "suggestions", file, folder, "--take", "--words", words).status == 0
    after = rules.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == before.count(b"\r\n") == after.count(b"\n")


def test_what_is_for_another_pack_or_altered_is_refused(file: Path, folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(resources.path("packs", "md"), tmp_path / "md")
    assert command("pack", "suggestions", file, other).code == "suggestion.other_pack"
    file.write_bytes(file.read_bytes().replace(b'"after":"10"', b'"after":"99"'))
    assert command("pack", "suggestions", file, folder).code == "suggestion.damaged"


def test_who_checked_nothing_has_nothing_to_send(lawyer: Desk, tmp_path: Path) -> None:
    done = lawyer.do("pack", "suggest", "--out", tmp_path / "to.sls", "--only", "norms:KG-CRC-137")
    assert done.code == "suggestion.nothing"
    assert not (tmp_path / "to.sls").exists()
