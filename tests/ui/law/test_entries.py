"""The law as a list to search, in any language and script."""

from __future__ import annotations

import pytest

from streetlaw.packs.loader import load
from streetlaw.ui.law.entries import Entry, EntryKind, entries, found, plain

KG = load("kg")
ALL = entries(KG, "ru")


def keys(listed: tuple[Entry, ...]) -> list[str]:
    return [entry.code for entry in listed]


@pytest.mark.parametrize("typed", ["пытки", "КЫЙНООЛОР", "kyinoo", "torture", "УК 137", "criminal 137"])
def test_a_norm_is_found_by_article_and_title_in_any_language(typed: str) -> None:
    assert "KG-CRC-137" in keys(found(ALL, typed, [EntryKind.NORM]))


@pytest.mark.parametrize(("typed", "code"), [
    ("даттануу", "prosecutor"), ("secretariat@mvd.kg", "mvd"), ("Омбудсмен", "akyikatchy"),
    ("следственный судья", "investigating_judge"),
])
def test_a_channel_is_found_by_name_competence_and_contact(typed: str, code: str) -> None:
    assert code in keys(found(ALL, typed, [EntryKind.CHANNEL]))


def test_every_word_has_to_be_there() -> None:
    assert not found(ALL, "пытки небывалые", EntryKind)
    assert found(ALL, "", EntryKind) == ALL


def test_closed_bodies_are_there_to_be_recognised_and_last_resorts_come_late() -> None:
    closed = [entry for entry in ALL if entry.kind is EntryKind.CLOSED]
    assert keys(tuple(closed)) == list(KG.closed)
    channels = [entry.code for entry in ALL if entry.kind is EntryKind.CHANNEL]
    assert channels[-1] == "un"
    assert not set(channels) & set(KG.closed)


def test_titles_of_our_own_lose_their_brackets() -> None:
    assert plain("(запрет пыток)") == "Запрет пыток"
    assert plain("Пытки") == "Пытки"
    assert len({entry.key for entry in ALL}) == len(ALL)
