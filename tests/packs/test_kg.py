"""The shipped pack keeps what the collected sources say, and invents nothing."""

from __future__ import annotations

from datetime import date

import pytest

from streetlaw.domain.client import Residence
from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import Span, Unit
from streetlaw.domain.fact import Confidence
from streetlaw.packs.calendars import Calendar, is_known
from streetlaw.packs.loader import load

KG = load("kg")


def test_the_size_of_the_lists() -> None:
    sizes = {"regions": 85, "grounds": 30, "norms": 27, "channels": 20, "categories": 11, "bases": 9}
    assert {name: len(KG.terms(name)) for name in sizes} == sizes
    assert KG.languages == ("ky", "ru", "en")
    assert (KG.currency, KG.time_zone) == ("KGS", "Asia/Bishkek")


def test_every_label_speaks_russian_and_english() -> None:
    lists = (
        "regions",
        "grounds",
        "populations",
        "settings",
        "violations",
        "perpetrators",
        "channels",
        "rules",
        "categories",
        "questions",
        "documents",
    )
    for name in lists:
        for term in KG.terms(name).values():
            assert set(term.label) == {"ky", "ru", "en"}, term.code


def test_every_purpose_has_a_consent_text_in_each_language() -> None:
    assert set(KG.consents) == set(Purpose)
    for text in KG.consents.values():
        assert set(text.texts) == {"ky", "ru", "en"}
        assert text.code.startswith("kg-")
        assert all("\n" not in words and len(words) > 150 for words in text.texts.values())


def test_programme_grounds_are_pleaded_as_other_circumstances_and_need_consent() -> None:
    programme = [ground for ground in KG.grounds.values() if ground.pleaded_as]
    assert len(programme) == 12
    assert {ground.pleaded_as for ground in programme} == {"other_circumstances"}
    assert all(ground.special for ground in programme)


def test_categories_of_the_old_law_say_so() -> None:
    old = {code for code, each in KG.aid.categories.items() if each.fact.old_law}
    assert old == {
        "first_detention",
        "especially_grave",
        "disability_1_2",
        "mental_illness",
        "ww2_veteran",
        "minor",
    }
    assert KG.aid.categories["pensioner"].fact.confidence is Confidence.UNVERIFIED
    assert KG.aid.categories["pensioner"].income_test is None


def test_wages_keep_how_sure_they_are() -> None:
    wages = {wage.year: (str(wage.amount), wage.fact.confidence.value) for wage in KG.aid.income.wages}
    assert wages == {2026: ("3280", "likely"), 2027: ("3608", "plan"), 2028: ("3968.8", "plan")}
    assert (KG.aid.income.multiplier, KG.aid.income.months) == (60, 12)


def test_the_documents_are_a_general_set_and_say_so() -> None:
    assert {paper.fact.confidence for paper in KG.aid.documents.values()} == {Confidence.UNVERIFIED}


def test_residence_answers_are_those_of_a_client() -> None:
    choices = {choice.code for choice in KG.aid.questions["residence"].choices}
    assert choices == set(Residence) - {Residence.UNKNOWN}


@pytest.mark.parametrize(
    ("code", "amount", "unit"),
    [
        ("appeal_registered", 1, Unit.WORKING_DAYS),
        ("appeal_answer", 14, Unit.WORKING_DAYS),
        ("prosecutor_file", 10, Unit.CALENDAR_DAYS),
        ("judge_file", 10, Unit.CALENDAR_DAYS),
        ("offence_appeal", 10, Unit.CALENDAR_DAYS),
        ("admin_court", 3, Unit.MONTHS),
        ("labour", 3, Unit.MONTHS),
        ("labour_dismissal", 2, Unit.MONTHS),
        ("labour_wages", 3, Unit.YEARS),
        ("civil_general", 3, Unit.YEARS),
        ("offence_penalty", 6, Unit.MONTHS),
        ("offence_detention", 3, Unit.HOURS),
        ("detention_max", 48, Unit.HOURS),
        ("detention_court", 45, Unit.HOURS),
        ("offence_court_check", 24, Unit.HOURS),
        ("investigation_minor", 1, Unit.MONTHS),
        ("investigation", 2, Unit.MONTHS),
        ("detention_court_child", 21, Unit.HOURS),
    ],
)
def test_limits_of_the_law(code: str, amount: int, unit: Unit) -> None:
    assert KG.rules[code].span == Span(amount, unit)


def test_limits_nobody_found_have_no_length() -> None:
    unknown = {code for code, rule in KG.rules.items() if rule.span is None}
    assert {"admin_complaint", "akyikatchy_file", "un_file", "legal_aid_decision"} <= unknown
    assert all(KG.rules[code].fact.confidence is Confidence.UNVERIFIED for code in unknown)


def test_silence_of_a_body_is_a_month() -> None:
    rule = KG.rules["admin_court_inaction"]
    assert (rule.wait, rule.span) == (Span(1, Unit.MONTHS), Span(3, Unit.MONTHS))


def test_stale_contacts_are_marked() -> None:
    assert KG.channels["mvd"].contact.fact.confidence is Confidence.STALE
    assert KG.channels["health_ministry"].contact.fact.as_of is not None
    assert KG.hotlines["legal_aid"].number == "114"
    assert KG.aid.authority.name("ru").startswith("Служба юридической помощи")


@pytest.mark.parametrize(
    ("day", "off"),
    [
        ("2026-03-20", True),
        ("2026-03-21", True),
        ("2026-05-27", True),
        ("2025-03-30", True),
        ("2025-06-06", True),
        ("2026-01-05", True),
        ("2026-08-31", True),
        ("2026-11-22", True),
        ("2026-11-23", False),
        ("2025-01-02", True),
        ("2025-01-11", False),
    ],
)  # 11 January 2025: a Saturday worked for the 2nd
def test_days_off(day: str, off: bool) -> None:
    assert KG.is_day_off(date.fromisoformat(day)) is off


def test_without_a_key_only_weekends_are_off() -> None:
    assert Calendar("")(date(2026, 11, 22))
    assert not Calendar("")(date(2026, 1, 1))
    assert is_known("")
    assert not is_known("XX")
    with pytest.raises(KeyError):
        Calendar("XX")(date(2026, 1, 1))
