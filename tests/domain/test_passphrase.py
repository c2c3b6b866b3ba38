from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.passphrase import Strength, bits, generated_bits, strength, strength_of

LIST = frozenset(f"слово{number}" for number in range(2048))


@pytest.mark.parametrize("typed", [
    "", " ", "x", "12345678", "qwertyuiop", "йцукен", "password", "Пароль123", "P@ssw0rd!", "a" * 20,
    "сырсөз сырсөз сырсөз сырсөз сырсөз сырсөз", "Айгүл 1991", "bishkek2026", "abcdefghijklmnop", "987654321",
])
def test_what_everybody_guesses_is_weak(typed: str) -> None:
    assert strength(typed) is Strength.WEAK


@pytest.mark.parametrize(("typed", "expected"), [
    ("тротуар слабый жаркий", Strength.WEAK),
    ("тротуар слабый жаркий барабан", Strength.FAIR),
    ("тротуар слабый жаркий барабан детский", Strength.FAIR),
    ("тротуар трезвый слабый жаркий барабан детский", Strength.GOOD),
])
def test_words_of_chance_count_as_words(typed: str, expected: Strength) -> None:
    known = frozenset(typed.split()) | LIST
    assert strength(typed, known) is expected


def test_words_of_a_list_count_what_the_list_gives() -> None:
    assert bits("слово1 слово2", LIST) == generated_bits(2, 2048) == 22
    assert strength_of(generated_bits(6, 2048)) is Strength.GOOD
    assert strength_of(generated_bits(5, 2048)) is Strength.FAIR


@given(st.text(max_size=60))
def test_no_text_is_a_crash_and_case_and_blanks_count_for_nothing(typed: str) -> None:
    assert bits(typed) >= 0
    assert bits(f"  {typed} ") == bits(typed)


@given(st.text("абвxyz019 -", max_size=30), st.integers(2, 5))
def test_saying_it_again_hardly_helps(typed: str, times: int) -> None:
    again = bits(" ".join([typed] * times))
    assert again <= bits(typed) + times * len(typed.split())
