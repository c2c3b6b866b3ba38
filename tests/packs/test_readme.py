"""The page for lawyers names every file, every column and every word that a pack may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from streetlaw import resources
from streetlaw.domain.condition import QuestionKind
from streetlaw.domain.deadline import Unit, Who, Whose
from streetlaw.domain.fact import Confidence, Wording
from streetlaw.packs.reading import rows
from streetlaw.packs.reading.tables import LABEL

PAGE = resources.path("packs", "README.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))
STEMS = {name.removesuffix("_en") for name in NAMED}


def structs() -> Iterator[type[msgspec.Struct]]:
    for found in vars(rows).values():
        if isinstance(found, type) and issubclass(found, msgspec.Struct):
            yield found


COLUMNS = sorted({name for struct in structs() for name in struct.__struct_fields__} - {"line", LABEL})


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_is_named(column: str) -> None:
    assert column in STEMS


@pytest.mark.parametrize("folder", ["kg", "bg", "md", "common"])
def test_every_file_is_named(folder: str) -> None:
    for path in resources.path("packs", folder).iterdir():
        assert path.name in PAGE, path.name
    assert folder in NAMED


@pytest.mark.parametrize("words", [Confidence, Wording, Unit, Who, Whose, QuestionKind])
def test_every_word_a_cell_may_have_is_named(words: type[Confidence]) -> None:
    assert {word.value for word in words} - {""} <= NAMED


KINDS: dict[str, type[msgspec.Struct]] = {
    "regions.csv": rows.RegionRow, "grounds.csv": rows.GroundRow, "populations.csv": rows.PopulationRow,
    "settings.csv": rows.SettingRow, "violations.csv": rows.ViolationRow, "acts.csv": rows.ActRow,
    "perpetrators.csv": rows.PerpetratorRow, "tongues.csv": rows.TermRow, "norms.csv": rows.NormRow,
    "representation.csv": rows.RepresentationRow, "risks.csv": rows.RiskRow,
    "channels.csv": rows.ChannelRow, "hotlines.csv": rows.HotlineRow, "aid_kinds.csv": rows.AidKindRow,
    "categories.csv": rows.CategoryRow, "bases.csv": rows.CategoryRow, "documents.csv": rows.PaperRow,
    "questions.csv": rows.QuestionRow, "choices.csv": rows.ChoiceRow, "rules.csv": rows.RuleRow,
    "to_check.csv": rows.TermRow, "procedure.csv": rows.TermRow,
}  # fmt: skip


def test_no_column_is_named_that_is_not_there() -> None:
    for file, said in re.findall(r"^\| `(\w+\.csv)` \| (.*) \|$", PAGE, re.MULTILINE):
        columns = {stem.removesuffix("_en") for stem in re.findall(r"`([a-z_]+)`", said)}
        words = {"entitled", "likely", *QuestionKind}
        assert columns - words <= set(KINDS[file].__struct_fields__), file
