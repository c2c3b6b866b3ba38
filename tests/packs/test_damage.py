"""Forty ways to damage a pack: each is said with its line, in three languages, never by a traceback."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from streetlaw import resources, translation
from streetlaw.packs.checking import Mistake, check
from streetlaw.packs.reading.problem import Problem
from streetlaw.ui.pack_words import mistake_text
from tests.packs.spoiling import spoil, write_cell

TODAY = date(2026, 11, 22)
Damage = Callable[[Path], object]


@pytest.fixture
def tongues() -> Iterator[tuple[str, ...]]:
    yield "en", "ru", "ky"
    translation.use("en")


USUAL = {(each.file, each.problem, each.value) for each in check(resources.path("packs", "kg"), TODAY)}


def text(change: Callable[[str], str]) -> Damage:
    return lambda path: path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def coded(encoding: str) -> Damage:
    return lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, "replace"))


def whole(content: bytes) -> Damage:
    return lambda path: path.write_bytes(content)


def replaced(old: str, new: str) -> Damage:
    return lambda path: spoil(path, old, new)


def cell(code: str, column: str, said: str) -> Damage:
    return lambda path: write_cell(path, code, column, said)


def header(change: Callable[[str], str]) -> Damage:
    """The header line, changed; the comments above it stay."""
    def changed(whole: str) -> str:
        lines = whole.splitlines(keepends=True)
        at = next(n for n, line in enumerate(lines) if not line.startswith("#"))
        return "".join([*lines[:at], change(lines[at]), *lines[at + 1:]])

    return text(changed)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


def itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


DAMAGES: dict[str, tuple[str, Damage]] = {
    "saved as UTF-16": ("rules.csv", coded("utf-16")),
    "saved as Windows Cyrillic": ("channels.csv", coded("cp1251")),
    "saved as Latin": ("norms.csv", whole("code,act\nKG,ä".encode("latin-1"))),
    "semicolons": ("rules.csv", text(lambda said: said.replace(",", ";"))),
    "tabs": ("regions.csv", text(lambda said: said.replace(",", "\t"))),
    "nothing": ("acts.csv", whole(b"")),
    "comments alone": ("acts.csv", whole(b"# one\n# two\n")),
    "zeros": ("acts.csv", whole(b"\0" * 4096)),
    "a picture": ("acts.csv", whole(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))),
    "a workbook": ("questions.csv", whole(b"PK\x03\x04\x14\0\x06\0" + bytes(999))),
    "gone": ("choices.csv", Path.unlink),
    "a folder": ("choices.csv", folder_instead),
    "a link to itself": ("choices.csv", itself),
    "a header without its first column": ("rules.csv", header(lambda line: line.partition(",")[2])),
    "no header": ("rules.csv", header(lambda line: "")),
    "two headers": ("rules.csv", header(lambda line: line * 2)),
    "a column twice": ("hotlines.csv", header(lambda line: line.replace("number", "code"))),
    "a column nobody knows": ("hotlines.csv", header(lambda line: line.replace("number", "phone"))),
    "a column more": ("hotlines.csv", header(lambda line: line.replace("\n", ",more\n"))),
    "a language gone": ("hotlines.csv", header(lambda line: line.replace(",ky", ",kk"))),
    "a quote not closed": ("rules.csv", replaced("labour,ours", '"labour,ours')),
    "a quote in the middle": ("rules.csv", replaced("labour,ours", 'lab"our",ours')),
    "a line cut off": ("rules.csv", replaced("labour,ours,3,months,,,yes,yes,", "labour,ours,3,")),
    "a line glued to the next": ("rules.csv", replaced("\nlabour,", "labour,")),
    "a row twice": ("acts.csv", text(lambda said: said + said.splitlines()[-1] + "\n")),
    "a row of nothing": ("acts.csv", text(lambda said: said + "," * 14 + "\n")),
    "a limit of nothing": ("rules.csv", cell("labour", "amount", "0")),
    "a limit below nothing": ("rules.csv", cell("labour", "amount", "-3")),
    "a limit and a half": ("rules.csv", cell("labour", "amount", "1.5")),
    "a limit in Arabic digits": ("rules.csv", cell("labour", "amount", "٣")),
    "a limit in words": ("rules.csv", cell("labour", "amount", "three")),
    "a unit nobody knows": ("rules.csv", cell("labour", "unit", "weeks")),
    "a limit without its unit": ("rules.csv", cell("labour", "unit", "")),
    "a day there is not": ("rules.csv", cell("labour", "next_check", "2026-02-30")),
    "a day as people write it": ("rules.csv", cell("labour", "next_check", "30.11.2026")),
    "a word that is no confidence": ("rules.csv", cell("labour", "confidence", "sure")),
    "a code of two words": ("rules.csv", cell("labour", "code", "la bour")),
    "a limit only a closed body names": ("channels.csv", cell("investigating_judge", "active", "no")),
    "a limit its channel does not have": ("channels.csv", cell("labour", "rules", "labour labour_wages")),
    "an act that answers to nobody": ("violations.csv", cell("dismissal", "channels", "mvd")),
    "settings of nothing": ("pack.toml", whole(b"")),
    "settings that are a table": ("pack.toml", whole(b"code,en\nkg,Kyrgyzstan\n")),
    "settings cut in the middle": ("pack.toml", text(lambda said: said[:len(said) // 2 + 5])),
    "a setting twice": ("pack.toml", replaced('code = "kg"', 'code = "kg"\ncode = "kg"')),
    "a setting gone": ("pack.toml", replaced('time_zone = "Asia/Bishkek"', "")),
    "a setting nobody knows": ("pack.toml", replaced('code = "kg"', 'code = "kg"\ncolour = "red"')),
    "a setting of another kind": ("pack.toml", replaced("multiplier = 60", 'multiplier = "many"')),
    "common words nobody has": ("pack.toml", replaced('code = "kg"', 'code = "kg"\nextends = "kg2"')),
    "common words of itself": ("pack.toml", replaced('code = "kg"', 'code = "kg"\nextends = "kg"')),
    "common words of a country": ("pack.toml", replaced('code = "kg"', 'code = "kg"\nextends = "bg"')),
    "consents of rubbish": ("consents.toml", text(lambda said: said.replace("=", ":", 3))),
    "a consent for nothing": ("consents.toml", replaced('purpose = "photo"', 'purpose = "dance"')),
}


@pytest.mark.parametrize(("file", "damage"), DAMAGES.values(), ids=DAMAGES.keys())
def test_damage_is_said_where_it_is(folder: Path, file: str, damage: Damage,
                                    tongues: tuple[str, ...]) -> None:
    damage(folder / file)
    found = [each for each in check(folder, TODAY) if not each.problem.is_warning
             and (each.file, each.problem, each.value) not in USUAL]
    assert found
    assert {each.file for each in found} & {file, "rules.csv", "violations.csv"}
    for each in found:
        assert 0 <= each.line <= lines_of(folder / each.file)
        assert each.line or each.problem in WHOLE_FILE, each
        said = set()
        for language in tongues:
            translation.use(language)
            said.add(mistake_text(each.file, each.line, each.problem, each.value))
        assert all(one.startswith(f"{each.file}:{each.line}: ") for one in said)
        assert len(said) == len(tongues), said
        assert not [one for one in said for word in ("Expected", "`", "msgspec") if word in one]


WHOLE_FILE = {Problem.NO_FILE, Problem.NOT_READABLE, Problem.TOO_LARGE, Problem.MISSING_CODE}
"""What is wrong with a file as a whole, and a setting that stands nowhere."""


def lines_of(path: Path) -> int:
    try:
        return len(path.read_bytes().splitlines())
    except OSError:
        return 0


def test_one_damage_hides_no_other(folder: Path) -> None:
    spoil(folder / "pack.toml", "multiplier = 60", 'multiplier = "many"')
    line = write_cell(folder / "rules.csv", "labour", "amount", "three")
    found = {(each.file, each.line, each.value) for each in check(folder, TODAY)
             if not each.problem.is_warning}
    assert found >= {("rules.csv", line, "amount: three")}
    assert "aid.income.multiplier" in {value for file, _, value in found if file == "pack.toml"}


def test_mistakes_are_in_the_order_of_files_and_lines(folder: Path) -> None:
    for code in ("labour", "judge_file", "appeal_answer"):
        write_cell(folder / "rules.csv", code, "amount", "x")
    found: tuple[Mistake, ...] = check(folder, TODAY)
    assert list(found) == sorted(found)
