"""Lists are in the order of the reader's alphabet."""

from __future__ import annotations

import pytest

from streetlaw import translation
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import TrustedPerson
from streetlaw.ui import alphabet

WORDS = ["үй", "яма", "ңур", "обо", "нур", "Өзөн", "уул", "Абай", "айыл", "өрт", "оюн", "өбөк", "нан"]


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_kyrgyz_letters_stand_after_those_they_come_from(language: str) -> None:
    translation.use(language)
    assert alphabet.in_order(WORDS, str) == [
        "Абай", "айыл", "нан", "нур", "ңур", "обо", "оюн", "өбөк", "Өзөн", "өрт", "уул", "үй", "яма"]


def test_numbers_in_names_count() -> None:
    assert alphabet.in_order(["Room 12", "Room 2"], str) == ["Room 2", "Room 12"]


def test_people_stand_by_name() -> None:
    known = [TrustedPerson(name=name) for name in ("Үсөн", "Ырыс", "Уулкан", "айша")]
    translation.use("ky")
    assert [person.name for person in alphabet.people(known)] == ["айша", "Уулкан", "Үсөн", "Ырыс"]


def test_cities_stand_before_regions_each_by_name(pack: Pack) -> None:
    assert [region.name("en") for region in alphabet.regions_in(pack)] == [
        "Bishkek city", "Osh city", "Batken Region", "Chuy Region", "Issyk-Kul Region",
        "Jalal-Abad Region", "Naryn Region", "Osh Region", "Talas Region"]


def test_kinds_of_act_stand_by_name_and_other_comes_last(pack: Pack) -> None:
    translation.use("ru")
    names = [act.name("ru") for act in alphabet.violations(pack)]
    assert names[-1] == "Другое"
    assert names[:-1] == sorted(names[:-1], key=lambda name: name.casefold().replace("ё", "е"))
    assert set(names) == {act.name("ru") for act in pack.violations.values()}
