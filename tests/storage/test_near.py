"""No name typed with one slip escapes the index, and nothing farther away is taken for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.storage import near
from streetlaw.storage.texts import spaced

NAMES = st.text("abdehiknorstu", min_size=5, max_size=12)


@st.composite
def slipped(draw: st.DrawFn) -> tuple[str, str]:
    """A name and how it was typed with one slip."""
    name = draw(NAMES)
    place, letter = draw(st.integers(0, len(name) - 1)), draw(st.sampled_from("abeiorst"))
    typed = draw(st.sampled_from([
        name[:place] + letter + name[place:],
        name[:place] + letter + name[place + 1:],
        name[:place] + name[place + 1:],
        name[:place] + name[place:place + 2][::-1] + name[place + 2:],
    ]))
    return name, typed


@given(slipped())
def test_one_slip_leaves_a_part_the_index_knows(pair: tuple[str, str]) -> None:
    name, typed = pair
    if len(typed) < near.LETTERS:
        return
    assert near.slips((typed,), name) in (0, 1)
    alternatives = near.match((typed,)).strip("()").split(" OR ")
    assert any(one.strip('"') in spaced(name) for one in alternatives)


@pytest.mark.parametrize(("words", "name", "slips"), [
    (("asanov", "aibek"), "asanov aibek", 0),
    (("aibek", "asanov"), "asanov aibek", 0),
    (("asonov", "oibek"), "asanov aibek", 2),
    (("oibak",), "asanov aibek", None),
    (("asan", "aibjk"), "asanov aibek", 1),
    (("abek",), "asanov aibek", None),
    (("12346",), "12345", None),
])
def test_slips_are_counted_word_by_word(words: tuple[str, ...], name: str, slips: int | None) -> None:
    assert near.slips(words, name) == slips
