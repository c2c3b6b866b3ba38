"""The other keyboard layout."""

from __future__ import annotations

import pytest

from streetlaw.domain.keyboard import other_layout


@pytest.mark.parametrize(("typed", "meant"), [
    ("fq,tr", "айбек"), ("Fcfyjd", "асанов"), ("фшиул", "aibek"), (";sklsp", "жылдыз"),
    ("12 34", "12 34"),
])
def test_the_same_keys_on_the_other_layout(typed: str, meant: str) -> None:
    assert other_layout(typed) == meant
