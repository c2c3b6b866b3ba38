"""Who may represent, and what may harm the person: as the sources say, and blank where they are silent."""

from __future__ import annotations

from pathlib import Path

import pytest

from streetlaw.domain.fact import Confidence, text_in
from streetlaw.packs.checking import check
from streetlaw.packs.loader import load
from streetlaw.packs.reading.problem import Problem
from tests.packs.spoiling import write_cell
from tests.packs.test_checking import TODAY

KG = load("kg")


def test_only_what_was_read_is_called_verified() -> None:
    sure = {code for code, each in KG.representation.items() if each.fact.verified}
    assert sure == {"civil"}
    (basis,) = KG.representation["civil"].basis
    assert KG.cite(basis, "en") == "Civil Procedure Code art. 62(1)"
    assert "notarised" in text_in(KG.representation["civil"].power, "en")
    assert KG.representation["criminal"].power == {}
    assert KG.representation["criminal"].fact.confidence is Confidence.GENERAL


@pytest.mark.parametrize(
    ("channel", "proceeding"),
    [("prosecutor", "criminal"), ("crime_report", "criminal"), ("offence_appeal", "offence"),
     ("admin_court", "administrative"), ("civil_court", "civil"), ("mvd", ""), ("labour", ""),
     ("akyikatchy", ""), ("un", "")],
)  # fmt: skip
def test_a_channel_knows_its_proceeding_or_says_nothing(channel: str, proceeding: str) -> None:
    assert KG.channels[channel].proceeding == proceeding


def test_written_appeals_say_what_they_have_to_contain() -> None:
    told = {code for code, channel in KG.channels.items() if channel.contents}
    assert told == {"appeal_body", "mvd", "health_ministry"}
    assert "signature" in text_in(KG.channels["mvd"].contents, "en")


@pytest.mark.parametrize(
    ("grounds", "channels", "text", "found"),
    [
        (["hiv_status"], [], "", {"hiv_exposure", "status_disclosed"}),
        (["sex_work"], [], "", {"sex_work_named", "status_disclosed"}),
        (["age"], [], "", set()),
        ([], ["crime_report"], "", {"not_anonymous"}),
        ([], ["prosecutor"], "", set()),
        ([], [], "Сказала врачу про ВИЧ и терапию", {"hiv_exposure"}),
        ([], [], "Ал АИВ жөнүндө билип калды", {"hiv_exposure"}),
        ([], [], "Оказывала секс-услуги у вокзала", {"sex_work_named"}),
        ([], [], "Он нашёл в кармане МЕТАДОН", {"drug_use_named"}),
        ([], [], "Сделали наркоз, девичник, эксперимент", set()),
    ],
)
def test_a_risk_is_found_by_ground_by_channel_and_by_word(
    grounds: list[str], channels: list[str], text: str, found: set[str]
) -> None:
    assert {risk.code for risk in KG.risks_for(grounds, channels, text)} == found


def test_every_risk_names_an_article_or_says_that_it_is_unsure() -> None:
    for risk in KG.risks.values():
        assert risk.norms or risk.basis or risk.fact.confidence is Confidence.GENERAL
        assert set(risk.advice) == {"ky", "ru", "en"}


def test_the_same_norm_warns_by_its_ground_and_by_its_risk() -> None:
    """What grounds.csv warns of and what risks.csv says of a ground may not drift apart."""
    for ground in KG.grounds.values():
        by_risk = {norm for risk in KG.risks_for([ground.code]) for norm in risk.norms}
        assert {norm.code for norm in KG.warnings_for([ground.code])} == by_risk


@pytest.mark.parametrize("code", ["bg", "md"])
def test_where_nothing_was_found_nothing_is_said(code: str) -> None:
    pack = load(code)
    assert not pack.representation
    assert not pack.risks
    assert {channel.proceeding for channel in pack.channels.values()} == {""}


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "problem"),
    [
        ("channels.csv", "prosecutor", "proceeding", "military", Problem.UNKNOWN_CODE),
        ("channels.csv", "prosecutor", "proceeding", "criminal civil", Problem.WRONG_VALUE),
        ("risks.csv", "hiv_exposure", "grounds", "hiv", Problem.UNKNOWN_CODE),
        ("risks.csv", "hiv_exposure", "norms", "KG-CRC-999", Problem.UNKNOWN_CODE),
        ("risks.csv", "not_anonymous", "channels", "ncpt", Problem.UNKNOWN_CODE),
        ("risks.csv", "not_anonymous", "basis", "ZZZ 1", Problem.UNKNOWN_CODE),
        ("risks.csv", "hiv_exposure", "advice_ky", "", Problem.MISSING_LANGUAGE),
        ("representation.csv", "civil", "basis", "ZZZ 62", Problem.UNKNOWN_CODE),
        ("representation.csv", "civil", "who_ru", "", Problem.MISSING_LANGUAGE),
    ],
)
def test_a_mistake_is_said_with_its_line(
    folder: Path, file: str, row: str, column: str, value: str, problem: Problem
) -> None:
    line = write_cell(folder / file, row, column, value)
    assert (file, line, problem) in {(m.file, m.line, m.problem) for m in check(folder, TODAY)}
