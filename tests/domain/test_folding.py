"""One key for all spellings of a name."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.folding import digits, fold

CYRILLIC = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюяқғҳўәұһ"
NAMES = st.text(alphabet=CYRILLIC + CYRILLIC.upper() + "abcdefghijklmnopqrstuvwxyz'’ -", max_size=30)


@pytest.mark.parametrize("spellings", [
    ("Айбек", "Aibek", "Aybek", "АЙБЕК", "айбек"),
    ("Төлөгөнова", "Tologonova", "Tölögönova", "ТОЛОГОНОВА"),
    ("Жылдыз", "Jyldyz", "Zhyldyz", "Jildiz"),
    ("Чүй", "Chuy", "Chui", "Чуй", "Chüy"),
    ("Юсупов", "Yusupov", "Iusupov"),
    ("Яна", "Yana", "Iana"),
    ("Хасан", "Khasan", "Hasan"),
    ("Джумабаев", "Dzhumabaev", "Jumabaev", "Жумабаев", "Zhumabaev"),
    ("Цой", "Tsoi", "Tsoy"),
    ("Щербаков", "Shcherbakov"),
    ("Таңатар", "Tanatar", "Tangatar"),
    ("Үмүт", "Ümüt", "Umut"),
    ("Дмитрий", "Dmitriy", "Dmitry", "Dmitri"),
    ("Мария", "Mariya", "Maria"),
    ("Наталья", "Natalya", "Natalia", "Natal'ya"),
    ("Елена", "Yelena", "Elena"),
    ("Алиев", "Aliev", "Aliyev"),
    ("Сарыев", "Saryev"),
    ("Алла", "Ала", "Alla"),
    ("Максим", "Maxim", "Maksim"),
    ("Ғайрат", "G‘ayrat", "Gayrat"),
    ("Şükrü", "Шукру", "Shukru"),
    ("Семён", "Семен", "Semen"),
    ("Жоомарт", "Joomart", "Zhomart"),
])
def test_spellings_of_one_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1, [fold(spelling) for spelling in spellings]


@pytest.mark.parametrize(("one", "other"), [
    ("Айбек", "Айгүл"), ("Нурлан", "Нурбек"), ("4172", "4172 2"), ("1122", "12"), ("Эрлан", "Арлан"),
])
def test_different_names_keep_different_keys(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("text", "key"), [
    ("", ""), ("  ", ""), ("!?—", ""), ("4172-C", "4172 c"), ("ул. Чүй, 155", "ul chui 155"),
    ("№ 9", "no 9"), ("Aa\u0000b", "a b"), ("日本", ""), ("ＡＢ１", "ab1"),
])
def test_the_key_of_other_things(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.one_of(NAMES, st.text(max_size=40)))
def test_a_key_folds_to_itself(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_a_key_holds_letters_digits_and_single_spaces_only(text: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+( [a-z0-9]+)*)?", fold(text))


@given(NAMES)
def test_case_and_composition_do_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(unicodedata.normalize("NFD", text))


@given(NAMES, NAMES)
def test_each_word_is_folded_by_itself(one: str, other: str) -> None:
    assert fold(f"{one} {other}") == f"{fold(one)} {fold(other)}".strip()


@pytest.mark.parametrize(("text", "expected"), [
    ("+996 (555) 12-34-56", "996555123456"), ("без телефона", ""), ("٣", ""), ("²", ""),
])
def test_the_digits_of_a_number(text: str, expected: str) -> None:
    assert digits(text) == expected
