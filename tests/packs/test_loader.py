"""A pack with a mistake is refused with the file, the line and what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.loader import load, load_folder
from tests.packs.spoiling import line_with, spoil

Edit = Callable[[str], str]


def refused(folder: Path) -> dict[str, object]:
    with pytest.raises(StreetLawError) as caught:
        load_folder(folder)
    assert caught.value.code == "pack.invalid"
    return caught.value.facts


def test_a_copy_of_the_pack_is_the_pack(folder: Path) -> None:
    assert load_folder(folder) == load("kg")


def test_an_unknown_country_has_no_pack() -> None:
    with pytest.raises(StreetLawError, match=r"pack\.unknown"):
        load("zz")


# file, what stood there, what stands there now, the text of the line, problem, value
MISTAKES = [
    ("grounds.csv", "race,,no,", "race,,perhaps,", "race,,perhaps", "wrong_value", "special: perhaps"),
    ("grounds.csv", ",Race,раса,", ",Race,,", ",Race,,", "missing_language", "label ru"),
    ("grounds.csv", "race,,no,", "sex,,no,", ",Race,", "duplicate_code", "sex"),
    ("grounds.csv", "race,,no,", ",,no,", ",Race,", "missing_code", "code"),
    (
        "grounds.csv",
        "KG-CON-24 KG-CRC-189",
        "KG-CON-24 KG-CRC-999",
        "KG-CRC-999",
        "unknown_code",
        "KG-CRC-999",
    ),
    (
        "grounds.csv",
        "hiv_status,other_circumstances",
        "hiv_status,nothing",
        "hiv_status",
        "unknown_code",
        "nothing",
    ),
    ("grounds.csv", "CON 24(1)", "QQQ 24(1)", "QQQ", "unknown_code", "QQQ"),
    ("grounds.csv", ",codes,verified,", ",rumours,verified,", "rumours", "unknown_code", "rumours"),
    ("grounds.csv", ",codes,verified,", ",codes,certain,", "certain", "wrong_value", "confidence: certain"),
    ("grounds.csv", "code,pleaded_as", "code,pleaded_like", "pleaded_like", "unknown_column", "pleaded_like"),
    ("grounds.csv", "en,ru,ky", "en,ru,kz", "ru,kz", "unknown_column", "kz"),
    (
        "settings.csv",
        "code,closed,huridocs",
        "code,huridocs,huridocs",
        "huridocs,huridocs",
        "missing_column",
        "closed",
    ),
    ("settings.csv", "Pharmacy,Аптека", "Pharmacy;Аптека", "Pharmacy;Аптека", "wrong_value", "10 ≠ 11"),
    (
        "regions.csv",
        "41702205000000,41702000000000",
        "41702205000000,41702205000000",
        "41702205000000",
        "unknown_code",
        "41702205000000",
    ),
    (
        "channels.csv",
        "prosecutor_answer prosecutor_answer_long",
        "prosecutor_reply",
        "prosecutor_reply",
        "unknown_code",
        "prosecutor_reply",
    ),
    (
        "violations.csv",
        "prosecutor custody_complaint",
        "ncpt custody_complaint",
        "ncpt",
        "unknown_code",
        "ncpt",
    ),
    (
        "rules.csv",
        "appeal_answer,body,14,",
        "appeal_answer,body,0,",
        "appeal_answer",
        "wrong_value",
        "amount: 0",
    ),
    (
        "rules.csv",
        "appeal_answer,body,14,working_days",
        "appeal_answer,body,14,moons",
        "moons",
        "wrong_value",
        "unit: moons",
    ),
    (
        "rules.csv",
        "appeal_answer,body,14,working_days",
        "appeal_answer,body,14,",
        "appeal_answer,",
        "wrong_value",
        "unit: ",
    ),
    (
        "rules.csv",
        "admin_complaint,ours,,",
        "admin_complaint,ours,30,calendar_days",
        "admin_complaint,",
        None,
        None,
    ),
    ("categories.csv", "disability=1,2", "disability=1,4", "disability_1_2", "unknown_code", "4"),
    ("categories.csv", "age<18", "age=18", "minor", "wrong_value", "age"),
    ("categories.csv", "age<18", "age>18", "minor", "wrong_value", "age>18"),
    ("categories.csv", "pensioner=yes", "pension=yes", "pension=yes", "unknown_code", "pension"),
    ("questions.csv", "pensioner,yes_no", "pensioner,choice", "pensioner", "wrong_value", "kind: choice"),
    ("choices.csv", "role,suspect,", "part,suspect,", "part,suspect", "unknown_code", "part"),
    ("choices.csv", "role,suspect,", "role,accused,", "Accused", "duplicate_code", "accused"),
    ("sources.csv", "law91,,", "codes,,", "codes,,", "duplicate_code", "codes"),
    ("documents.csv", "income_statement,low_income", "income_statement,rich", "rich", "unknown_code", "rich"),
    (
        "pack.toml",
        'time_zone = "Asia/Bishkek"',
        'time_zone = "Asia/Atlantis"',
        "time_zone",
        "unknown_code",
        "Asia/Atlantis",
    ),
    ("pack.toml", 'holidays_key = "KG"', 'holidays_key = "XX"', "holidays_key", "unknown_code", "XX"),
    ("pack.toml", '"stateless"', '"martian"', "residence", "unknown_code", "martian"),
    ("pack.toml", "[aid.matters.offence]", "[aid.matters.dispute]", "dispute", "unknown_code", "dispute"),
    ("consents.toml", 'title.ru = "Направить меня"', "", "kg-refer", "missing_language", "ru"),
    ("consents.toml", 'purpose = "photo"', 'purpose = "refer"', "kg-photo", "duplicate_code", "refer"),
]


@pytest.mark.parametrize(("file", "old", "new", "where", "problem", "value"), MISTAKES)
def test_mistakes_are_found_to_the_line(
    folder: Path, file: str, old: str, new: str, where: str, problem: str | None, value: str | None
) -> None:
    spoil(folder / file, old, new)
    facts = refused(folder)
    assert (facts["file"], facts["line"]) == (file, line_with(folder / file, where))
    if problem is not None:
        assert (facts["problem"], facts["value"]) == (problem, value)


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "norms.csv").unlink()
    assert refused(folder) == {"file": "norms.csv", "line": 0, "problem": "no_file", "value": ""}


def test_missing_settings_are_named(folder: Path) -> None:
    (folder / "pack.toml").unlink()
    assert refused(folder)["problem"] == "no_file"


def test_a_language_without_its_column_is_missing(folder: Path) -> None:
    spoil(folder / "channels.csv", ",filing_ky,", ",filing_uz,")
    assert refused(folder)["problem"] == "unknown_column"
    spoil(folder / "tongues.csv", "code,en,ru,ky,wording", "code,en,ru,wording,note")
    spoil(folder / "channels.csv", ",filing_uz,", ",filing_ky,")
    facts = refused(folder)
    assert facts["file"] == "tongues.csv"


def test_an_empty_table_is_not_readable(folder: Path) -> None:
    (folder / "norms.csv").write_text("# nothing\n", encoding="utf-8")
    assert refused(folder)["problem"] == "not_readable"


@pytest.mark.parametrize("file", ["norms.csv", "pack.toml"])
def test_other_encodings_are_not_readable(folder: Path, file: str) -> None:
    (folder / file).write_bytes("Пытки".encode("cp1251"))
    assert refused(folder)["problem"] == "not_readable"


def test_broken_quotes_are_not_readable(folder: Path) -> None:
    spoil(folder / "tongues.csv", "ky,Kyrgyz", '"ky"x,Kyrgyz')
    assert refused(folder)["problem"] == "not_readable"


def test_broken_settings_tell_their_line(folder: Path) -> None:
    spoil(folder / "pack.toml", 'code = "kg"', "code = kg")
    facts = refused(folder)
    assert (facts["problem"], facts["line"]) == ("not_readable", line_with(folder / "pack.toml", "code = kg"))


def test_wrong_settings_tell_their_line(folder: Path) -> None:
    spoil(folder / "pack.toml", "multiplier = 60", "multiplier = 0")
    facts = refused(folder)
    assert (facts["problem"], facts["line"]) == ("wrong_value", line_with(folder / "pack.toml", "multiplier"))


def test_a_purpose_without_text_is_missing(folder: Path) -> None:
    text = (folder / "consents.toml").read_text(encoding="utf-8")
    (folder / "consents.toml").write_text(text[: text.rindex("[[consent]]")], encoding="utf-8")
    assert refused(folder)["value"] == "photo"


def test_comments_and_blank_lines_do_not_count(folder: Path) -> None:
    path = folder / "norms.csv"
    path.write_text(
        "# a word before\n\n" + path.read_text(encoding="utf-8").replace("\n", "\n\n# between\n", 3),
        encoding="utf-8",
    )
    assert load_folder(folder).norms == load("kg").norms
