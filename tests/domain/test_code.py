"""Client codes can be spoken, typed on either keyboard, and do not survive a slip."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from streetlaw.domain.code import LETTERS, code, draw, parse
from streetlaw.domain.errors import StreetLawError

NUMBERS = st.integers(1000, 999_999_999)
CYRILLIC = dict(zip(LETTERS, "АВЕКМНРСТУХ", strict=True))


def is_refused(text: str) -> bool:
    with pytest.raises(StreetLawError) as error:
        parse(text)
    return (error.value.code, error.value.facts) == ("client.code_invalid", {"example": "4172-C"})


@given(NUMBERS)
def test_a_code_is_read_as_written(number: int) -> None:
    written = code(number)
    assert re.fullmatch(rf"{number}-[{LETTERS}]", written)
    assert parse(written) == written


@given(NUMBERS, st.sampled_from(["", "-", " ", "–", "—", "‑"]), st.booleans(), st.booleans())
def test_a_code_is_read_in_either_script(number: int, dash: str, lower: bool, cyrillic: bool) -> None:
    digits, letter = code(number).split("-")
    typed = f" {digits}{dash}{CYRILLIC[letter] if cyrillic else letter} "
    assert parse(typed.lower() if lower else typed) == code(number)


@given(NUMBERS, st.integers(0, 8), st.integers(1, 9))
def test_a_wrong_digit_is_found(number: int, place: int, shift: int) -> None:
    digits, letter = code(number).split("-")
    place %= len(digits)
    wrong = digits[:place] + str((int(digits[place]) + shift) % 10) + digits[place + 1:]
    assert is_refused(f"{wrong}-{letter}")


@given(NUMBERS, st.integers(0, 8), st.integers(0, 8))
def test_two_swapped_digits_are_found(number: int, one: int, other: int) -> None:
    digits, letter = code(number).split("-")
    one, other = one % len(digits), other % len(digits)
    swapped = list(digits)
    swapped[one], swapped[other] = digits[other], digits[one]
    assume(swapped != list(digits))
    assert is_refused(f"{''.join(swapped)}-{letter}")


@given(NUMBERS, st.sampled_from(LETTERS))
def test_a_wrong_letter_is_found(number: int, letter: str) -> None:
    assume(not code(number).endswith(letter))
    assert is_refused(f"{number}-{letter}")


@pytest.mark.parametrize("text", [
    "", "4172", "C", "417-C", "4172--C", "4172-Q", "04172-C", "4172-C5", "1234567890-A", "٤١٧٢-C", "4172\n-C",
])
def test_what_has_another_shape_is_no_code(text: str) -> None:
    assert is_refused(text)


def test_codes_are_drawn_at_random_among_free_ones() -> None:
    rng, taken = random.Random(1), set[str]()
    for _ in range(500):
        drawn = draw(taken.__contains__, len(taken), rng)
        assert drawn not in taken
        assert parse(drawn) == drawn
        taken.add(drawn)
    assert sorted(taken) != list(taken)


@pytest.mark.parametrize(("count", "digits"), [(0, 4), (4500, 4), (4501, 5), (100_000, 6)])
def test_codes_grow_before_free_ones_are_rare(count: int, digits: int) -> None:
    assert len(draw(lambda _: False, count, random.Random(1)).split("-")[0]) == digits
