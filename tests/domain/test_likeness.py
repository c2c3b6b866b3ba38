"""Pairs of names that can be one person's, and pairs that must raise no alarm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from streetlaw.domain.likeness import likeness, slips

SAME = [
    ("Асанов Айбек", "Asanov Aibek"), ("Асанов Айбек", "Aibek Asanov"), ("Асанов Айбек", "Aybek Asanow"),
    ("Асанов Айбек Маратович", "Асанов Айбек"), ("Асанов Айбек Маратович", "Айбек Асанов Маратович"),
    ("Асанов Айбек", "Асанов Айбеек"), ("Асанов Айбек", "Асонов Айбек"), ("Асанов Айбек", "Асанов Айбке"),
    ("Асан уулу Бакыт", "Бакыт Асан уулу"), ("Асан уулу Бакыт", "Asan uulu Bakyt"),
    ("Асан уулу Бакыт", "Асанов Бакыт"), ("Марат кызы Айгүл", "Маратова Айгуль"),
    ("Марат кызы Айгүл", "Marat kyzy Aigul"), ("Төлөгөнова Жылдыз", "Tologonova Zhyldyz"),
    ("Төлөгөнова Жылдыз", "Толегенова Жылдыз"), ("Төлөгөнова Жылдыз", "Jyldyz Tölögönova"),
    ("Өмүрбеков Чыңгыз", "Omurbekov Chyngyz"), ("Өмүрбеков Чыңгыз", "Умурбеков Чынгыз"),
    ("Юсупова Гульнара", "Iusupova Gulnara"), ("Юсупова Гүлнара", "Yusupova Gulnara"),
    ("Кудайбергенов Нурлан", "Kudaibergenov Nurlan"), ("Кудайбергенов Нурлан", "Кудайбергнов Нурлан"),
    ("Абдыкадырова Нургүл Эсеновна", "Abdykadyrova Nurgul"), ("Ким Елена", "Kim Yelena"),
    ("Иванова Юлия Сергеевна", "Ivanova Julia"), ("Сергеев Дмитрий", "Sergeyev Dmitry"),
    ("Петров Александр", "Aleksandr Petrov"), ("Петров Александр", "Alexandr Petrov"),
    ("Айбек Маратович", "Асанов Айбек Маратович"), ("Хасанов Рустам", "Khasanov Rustam"),
    ("Жаныбеков Данияр", "Djanybekov Daniyar"), ("Жаныбеков Данияр", "Zhanibekov Daniar"),
    ("Ырысбаев Эркин", "Yrysbaev Erkin"), ("Мамытова Асель", "Mamytova Asel"),
    ("Мамытов Данияр", "Мамытова Данияр"), ("Каримов Шерзод", "Karimov Sherzod"),
]

OTHERS = [
    ("Айбек", "Айбек"), ("Айбек", "Асанов Айбек"), ("Асанов", "Асанов Айбек"),
    ("Асанов Айбек", "Асанов Нурлан"), ("Асанов Айбек Маратович", "Асанов Нурлан Маратович"),
    ("Асанов Айбек", "Асанова Жылдыз"), ("Асанов Айбек Маратович", "Асанов Айбек Нурланович"),
    ("Асанов Айбек", "Мамытов Айбек"), ("Ким Анна", "Ким Инна"), ("Ли Ян", "Ли Ин"),
    ("Айбек Асанович", "Асанов Нурлан"), ("Марат уулу Бакыт", "Асан уулу Бакыт"),
    ("Марат кызы Айгүл", "Марат кызы Жылдыз"), ("Бакиров Эсен", "Эсенов Бакир"),
    ("Каримова Гүлнара", "Каримова Гүлнур Акматовна"), ("Каримова Гүлнара", "Каримова Гүлсана"),
    ("Иванов Пётр", "Петров Иван"),
    ("Нурлан", "Нурланов Азамат"), ("", "Асанов Айбек"), ("Асанова Айжан", "Асанова Айжаркын"),
    ("Төлөгөнов Эрлан", "Төлөгөнов Эрмек"), ("Сергей Иванович", "Сергей Петрович"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person_is_known_however_written(one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        alike = likeness(a, b)
        assert alike is not None
        assert alike.enough


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_common_names_alone_raise_no_alarm(one: str, other: str) -> None:
    for a, b in ((one, other), (other, one)):
        alike = likeness(a, b)
        assert alike is None or not alike.enough


def test_it_says_which_words_agree_and_whether_they_sound_the_same() -> None:
    alike = likeness("Асанов Айбек", "Aibek Asanov")
    assert alike is not None
    assert (alike.words, alike.exact) == (("asanov", "aibek"), True)
    alike = likeness("Асанов Айбек", "Aibek Asonov")
    assert alike is not None
    assert not alike.exact


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_counted_as_a_distance_up_to_two(one: str, other: str) -> None:
    assert slips(one, other) == min(2, OSA.distance(one, other))
