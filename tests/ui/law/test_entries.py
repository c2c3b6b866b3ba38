"""The law as a list to search, in any language and script."""

from __future__ import annotations

import pytest

from streetlaw.packs.loader import load
from streetlaw.ui.law.entries import PLACES, EntryKind, entries, entry_of, index_of, plain

KG = load("kg")
ALL = entries(KG, "ru")
INDEX = index_of(KG, ALL)


def keys(text: str) -> list[str]:
    return [match.key for match in INDEX.find(text, language="ru")]


@pytest.mark.parametrize("typed", ["пытки", "КЫЙНООЛОР", "kyinoo", "torture", "УК 137", "criminal 137", "137",
                                   "ст. 137", "137-берене", "art. 137", "пыткки", "кыйнолор", "tortrue"])
def test_a_norm_is_found_by_article_and_title_in_any_language(typed: str) -> None:
    assert "norm:KG-CRC-137" in keys(typed)[:3]


@pytest.mark.parametrize(("typed", "key"), [
    ("даттануу", "channel:prosecutor"), ("secretariat@mvd.kg", "channel:mvd"),
    ("Омбудсмен", "channel:akyikatchy"), ("следственный судья", "channel:investigating_judge"),
    ("102", "hotline:police"), ("апелляция", "rule:civil_appeal"),
    ("инвалидность", "category:disability_1_2"),
    ("консультация", "aid_kind:consultative"), ("копия решения", "document:case_paper"),
    ("сироты", "to_check:orphans"), ("конституция", "act:CON"),
])
def test_every_kind_of_statement_is_found(typed: str, key: str) -> None:
    assert key in keys(typed)


def test_the_article_itself_comes_before_what_only_names_it() -> None:
    assert keys("137")[0] == "norm:KG-CRC-137"
    assert keys("ст. 58 ч. 6")[0] == "norm:KG-CRC-137"


def test_every_list_of_the_pack_is_there_once_and_closed_bodies_are_recognised() -> None:
    assert len({entry.key for entry in ALL}) == len(ALL) == sum(
        len(KG.terms(place)) for place in set(PLACES.values()))
    assert [entry.code for entry in ALL if entry.kind is EntryKind.CLOSED] == list(KG.closed)
    channels = [entry.code for entry in ALL if entry.kind is EntryKind.CHANNEL]
    assert channels[-1] == "un"
    assert not set(channels) & set(KG.closed)


def test_an_entry_is_had_by_its_place_and_code() -> None:
    for entry in ALL:
        assert entry_of(KG, entry.place, entry.code, "ru") == entry
    assert entry_of(KG, "norms", "nowhere", "ru") is None
    assert entry_of(KG, "regions", "KG-C", "ru") is None


def test_titles_of_our_own_lose_their_brackets() -> None:
    assert plain("(запрет пыток)") == "Запрет пыток"
    assert plain("Пытки") == "Пытки"
