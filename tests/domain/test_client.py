"""A client's name and age, as far as they are known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.client import Client, SafeContact
from streetlaw.domain.record import PartialDate

PAST = st.dates(date(1900, 1, 1), date(2020, 1, 1))
LATER = st.dates(date(2020, 1, 1), date(2050, 1, 1))


@pytest.mark.parametrize(("client", "name"), [
    (Client(family_name="Асанов", given_name="Айбек", patronymic="Уулу"), "Асанов Айбек Уулу"),
    (Client(given_name="Айбек"), "Айбек"),
    (Client(family_name="Асанов", patronymic="Уулу"), "Асанов Уулу"),
    (Client(code="4172-C"), ""),
])
def test_the_full_name_is_what_is_known_of_it(client: Client, name: str) -> None:
    assert client.full_name == name


@pytest.mark.parametrize(("birth", "day", "age"), [
    ("2000-11-17", date(2026, 11, 16), 25),
    ("2000-11-17", date(2026, 11, 17), 26),
    ("2008-02-29", date(2026, 2, 28), 17),
    ("2008-02-29", date(2026, 3, 1), 18),
    ("2000-11", date(2026, 10, 31), 25),
    ("2000-11", date(2026, 11, 15), None),
    ("2000-11", date(2026, 11, 30), 26),
    ("2000", date(2026, 6, 1), None),
    ("2000", date(2026, 12, 31), 26),
])
def test_the_age_is_told_when_it_is_certain(birth: str, day: date, age: int | None) -> None:
    assert Client(birth_date=PartialDate(birth)).age_on(day) == age


def test_nobody_without_a_birth_date_has_an_age() -> None:
    assert Client().age_on(date(2026, 11, 17)) is None


@given(PAST, LATER)
def test_a_birthday_adds_one_year(born: date, day: date) -> None:
    client = Client(birth_date=PartialDate.on(born))
    today, yesterday = client.age_on(day), client.age_on(date.fromordinal(day.toordinal() - 1))
    assert today is not None
    assert yesterday is not None
    has_birthday = (day.month, day.day) == (born.month, born.day) or (
        (born.month, born.day) == (2, 29) and (day.month, day.day) == (3, 1) and not _is_leap(day.year))
    assert today - yesterday == has_birthday


def test_a_safe_contact_counts_once_anything_is_said() -> None:
    assert not SafeContact()
    assert SafeContact(never_say="work")


def _is_leap(year: int) -> bool:
    return (date(year, 3, 1) - date(year, 2, 28)).days == 2
