"""Bulgaria and Moldova say what the collected facts say; what nobody found stays blank and is seen."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from streetlaw import resources
from streetlaw.domain.consent import Purpose
from streetlaw.domain.eligibility import Entitlement, questions, screen
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence, Wording
from streetlaw.domain.pack import LISTS, Pack
from streetlaw.packs.loader import load
from streetlaw.packs.reading.tables import read_table

TODAY = date(2026, 11, 22)
SECOND = {"bg": ("bg", "en"), "md": ("ro", "ru", "en")}


@pytest.fixture(params=SECOND)
def pack(request: pytest.FixtureRequest) -> Pack:
    return load(request.param)


def test_each_speaks_its_language_and_english(pack: Pack) -> None:
    assert pack.languages == SECOND[pack.code]
    for name in ("violations", "perpetrators", "settings", "populations", "grounds", "regions"):
        for term in pack.terms(name).values():
            assert set(term.label) == set(pack.languages), (name, term.code)


def test_own_words_want_a_native_reader(pack: Pack) -> None:
    for name in ("violations", "perpetrators", "settings", "populations"):
        assert {term.wording for term in pack.terms(name).values()} == {Wording.CHECK}


def test_no_limit_no_telephone_and_no_contact_is_made_up(pack: Pack) -> None:
    assert not pack.rules
    assert not pack.hotlines
    assert {channel.contact.text for channel in pack.channels.values()} == {""}
    assert (pack.aid.authority.hotline, pack.aid.authority.site) == ("", "")


def test_only_the_grounds_of_the_bulgarian_law_were_read() -> None:
    verified = {(code, name, term.code) for code in SECOND for name in LISTS
                for term in load(code).terms(name).values() if term.fact.verified}  # fmt: skip
    grounds = {ground.code for ground in load("bg").grounds.values() if ground.basis}
    assert len(grounds) == 18
    assert verified == {("bg", "grounds", code) for code in grounds} | {
        ("bg", "acts", "ZZD"), ("bg", "norms", "BG-ZZD-4")}  # fmt: skip


def test_a_gap_is_seen(pack: Pack) -> None:
    """A screen in another language shows the text it has with its language; consents too."""
    known = "ru" if "ru" in pack.languages else "en"
    assert pack.label("violations", "torture", "ky").endswith(f"[{known}]")
    assert set(pack.consents) == set(Purpose)
    for text in pack.consents.values():
        assert set(text.texts) == set(pack.languages) - {pack.languages[0]}


def test_nobody_is_entitled_by_what_nobody_found(pack: Pack) -> None:
    for answers in ({}, {"income": "0", "residence": "citizen", "age": "9", "matter": "criminal"}):
        assert {each.answer for each in screen(pack, answers, TODAY)} <= {Entitlement.UNKNOWN}
    assert not pack.aid.scope
    assert pack.aid.scope_fact.confidence is Confidence.UNVERIFIED
    assert "residence" not in {question.code for question in questions(pack, {}, TODAY)}


def test_units_are_those_of_iso_3166() -> None:
    assert (len(load("bg").regions), len(load("md").regions)) == (28, 37)
    for code in SECOND:
        assert all(unit.iso == unit.code for unit in load(code).regions.values())


def test_days_off_are_the_country_s() -> None:
    assert load("bg").is_day_off(date(2026, 3, 3))
    assert load("md").is_day_off(date(2026, 8, 27))
    assert not load("md").is_day_off(date(2026, 3, 3))
    assert load("bg").time_zone == "Europe/Sofia"


def test_common_words_are_no_country() -> None:
    with pytest.raises(StreetLawError, match=r"pack\.unknown"):
        load("common")


COMMON = sorted(path.name for path in resources.path("packs", "common").glob("*.csv"))


@pytest.mark.parametrize("file", COMMON)
def test_common_words_are_those_of_the_first_country(file: str) -> None:
    """The same code means the same everywhere: English words agree, but for the currency."""

    def english(folder: Path) -> dict[tuple[str, str], str]:
        table = read_table(folder / file)
        return {(table.cell(row, "question"), table.cell(row, "code")): table.cell(row, "en")
                for _, row in table.rows}  # fmt: skip

    first, common = english(resources.path("packs", "kg")), english(resources.path("packs", "common"))
    shared = (first.keys() & common.keys()) - {("", "income")}
    assert shared
    assert {code: common[code] for code in shared} == {code: first[code] for code in shared}


def test_no_cell_runs_over_several_lines() -> None:
    for path in resources.path("packs").glob("*/*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line for line in lines if line.strip() and not line.startswith("#")]
        assert len(list(csv.reader(rows))) == len(rows), path
