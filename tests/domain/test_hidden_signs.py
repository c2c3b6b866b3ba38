"""Signs nobody sees: found each, shown each, and nothing else touched."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.hidden_signs import hidden_signs, visible


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x85", "\u200b", "\u202e", "\u2028", "\u2066", "\ufeff"])
def test_a_sign_that_steers_a_screen_is_found_and_shown(sign: str) -> None:
    assert list(hidden_signs(f"a{sign}b")) == [f"U+{ord(sign):04X}"]
    assert visible(f"a{sign}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("text", ["Айбек Жээналиев", "“1\u00a0820” сом — 10\u202f%", "a\tb\r\nc", "ү ң ă ș"])
def test_what_people_write_stays(text: str) -> None:
    assert not list(hidden_signs(text))
    assert visible(text) == text


@given(st.text())
def test_nothing_that_is_shown_steers(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not list(hidden_signs(shown))
    assert all(sign in "\t\n\r" for sign in shown if unicodedata.category(sign) == "Cc")
    assert visible(shown) == shown
