"""Looking things up in a pack: labels that show their gaps, norms and channels of an incident."""

from __future__ import annotations

from datetime import date

import pytest

from streetlaw.domain.fact import Cite, Confidence, Fact, Freshness, Term, text_in, weakest
from streetlaw.domain.pack import LISTS, weekend
from streetlaw.domain.record import PartialDate
from streetlaw.packs.loader import load

KG = load("kg")


def test_labels_fall_back_visibly() -> None:
    assert KG.label("grounds", "sex", "ru") == "пол"
    assert KG.label("norms", "KG-CON-56", "ky") == "(запрет пыток) [ru]"
    assert KG.label("grounds", "nothing", "en") == "[nothing]"
    assert Term(code="x", label={}).name("en") == "[x]"
    assert text_in({}, "ky") == ""


@pytest.mark.parametrize("name", LISTS)
def test_every_list_can_be_asked_for(name: str) -> None:
    terms = KG.terms(name)
    assert terms
    code = next(iter(terms))
    assert KG.has(name, code)
    assert not KG.has(name, "no such code")


def test_a_list_that_is_none_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        KG.terms("zone")


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Criminal Code art. 191"), ("ru", "УК ст. 191"), ("ky", "Кылмыш-жаза кодекси 191-берене")],
)
def test_citations_read_as_lawyers_write(language: str, text: str) -> None:
    assert KG.cite(Cite(act="CRC", article="191"), language) == text


def test_whole_acts_and_unknown_acts_are_cited() -> None:
    assert KG.cite(Cite(act="L67"), "ru") == "Закон № 67 (2007)"
    assert KG.cite(Cite(act="XYZ", article="1"), "de") == "[XYZ] art. 1"


def test_regions_are_a_tree() -> None:
    assert len(KG.regions_in("")) == 9
    assert [region.iso for region in KG.regions_in("")][:2] == ["KG-GB", "KG-GO"]
    assert len(KG.regions_in("41711000000000")) == 4


def test_the_name_is_in_the_first_language() -> None:
    assert KG.name == "Кыргызстан"


def test_norms_follow_from_acts_grounds_and_officials() -> None:
    assert [n.code for n in KG.norms_for(["extortion"], ["sex_work"])] == ["KG-CON-24"]
    by_police = [n.code for n in KG.norms_for(["extortion"], [], ["police", "family"])]
    assert by_police == ["KG-CRC-337", "KG-CRC-338"]
    assert KG.norms_for(["no such act"], ["no such ground"], ["nobody"]) == ()


def test_a_ground_of_work_alone_brings_no_norm_elsewhere() -> None:
    assert KG.norms_for(["extortion"], ["job_position"]) == ()
    assert [n.code for n in KG.norms_for(["dismissal"], ["job_position"])] == ["KG-LC-9"]


@pytest.mark.parametrize(
    ("ground", "norm"),
    [("hiv_status", "KG-CRC-143"), ("sex_work", "KG-OFC-109-2"), ("drug_use", "KG-OFC-127")],
)
def test_grounds_that_may_harm_on_paper_warn(ground: str, norm: str) -> None:
    assert [n.code for n in KG.warnings_for([ground, "sex"])] == [norm]


def test_channels_are_ranked_and_the_last_resort_is_last() -> None:
    codes = [c.code for c in KG.channels_for(["torture"], ["police"])]
    assert codes[0] == "prosecutor"
    assert codes[-1] == "un"
    assert "custody_complaint" in codes


@pytest.mark.parametrize(("violations", "perpetrators", "first"), [
    (["disclosure_health"], ["health_facility"], ["health_ministry", "appeal_body", "offence_limit", "dpa"]),
    (["not_registered"], ["police"], ["prosecutor", "offence_limit", "investigating_judge"]),
    (["unlawful_detention"], ["police"], ["prosecutor", "custody_complaint", "investigating_judge"]),
    (["physical_violence"], ["police"], ["prosecutor", "crime_report"]),
    (["physical_violence"], ["family"], ["crime_report", "civil_court"]),
    (["torture", "dismissal"], ["employer"], ["prosecutor", "labour", "custody_complaint"]),
])
def test_the_incident_says_who_is_most_competent(violations: list[str], perpetrators: list[str],
                                                 first: list[str]) -> None:
    """One body stands in another place for another act, or another person."""
    found = [channel.code for channel in KG.channels_for(violations, perpetrators)]
    assert found[:len(first)] == first


def test_the_closed_body_is_held_but_never_offered() -> None:
    assert KG.has("channels", "ncpt")
    assert "ncpt" not in KG.channels
    assert KG.label("channels", "ncpt", "en") == "National Centre for the Prevention of Torture"
    everything = KG.channels_for(list(KG.violations), list(KG.perpetrators))
    assert "ncpt" not in {channel.code for channel in everything}
    assert "legal_aid_service" not in {channel.code for channel in everything}


def test_a_weekend_is_saturday_and_sunday() -> None:
    assert [weekend(date(2026, 11, day)) for day in range(20, 24)] == [False, True, True, False]


# ── Facts ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("confidence", "as_of", "today", "badge"),
    [
        (Confidence.VERIFIED, "2026-11-01", "2026-11-22", Freshness.FRESH),
        (Confidence.VERIFIED, "2026-03", "2026-09-27", Freshness.FRESH),
        (Confidence.VERIFIED, "2026-03", "2026-09-28", Freshness.AGEING),
        (Confidence.VERIFIED, "2026-03", "2027-03-31", Freshness.AGEING),
        (Confidence.VERIFIED, "2026-03", "2027-04-01", Freshness.STALE),
        (Confidence.VERIFIED, "", "2026-11-22", Freshness.UNVERIFIED),
        (Confidence.LIKELY, "2026-11", "2026-11-22", Freshness.UNVERIFIED),
        (Confidence.REPEALED, "2026-11", "2026-11-22", Freshness.STALE),
        (Confidence.STALE, "2026-11", "2026-11-22", Freshness.STALE),
    ],
)
def test_freshness_of_a_norm(confidence: Confidence, as_of: str, today: str, badge: Freshness) -> None:
    fact = Fact(confidence=confidence, as_of=PartialDate(as_of) if as_of else None)
    assert fact.freshness(date.fromisoformat(today)) is badge


def test_facts_say_when_they_want_checking() -> None:
    assert Fact(as_of=PartialDate("2026-03")).check_by == date(2026, 9, 27)
    assert Fact(as_of=PartialDate("2026"), next_check=date(2026, 1, 5)).check_by == date(2026, 1, 5)
    assert Fact().check_by is None


def test_what_rests_on_several_facts_is_as_weak_as_the_weakest() -> None:
    assert (
        weakest([Confidence.VERIFIED, Fact(confidence=Confidence.REPEALED), Confidence.PARTLY]) == "repealed"
    )
