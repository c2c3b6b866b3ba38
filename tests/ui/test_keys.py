from __future__ import annotations

import pytest

from streetlaw.ui.keys import sequences


@pytest.mark.parametrize(("keys", "found"), [
    ("Ctrl+L", ["Ctrl+L", "Ctrl+Д"]),
    ("Ctrl+Shift+N", ["Ctrl+Shift+N", "Ctrl+Shift+Т"]),
    ("Ctrl+,", ["Ctrl+,", "Ctrl+Б"]),
    ("Ctrl+1", ["Ctrl+1"]),
    ("Ctrl++", ["Ctrl++", "Ctrl+="]),
    ("F6", ["F6"]),
    ("J", ["J"]),
])
def test_a_shortcut_is_a_place_on_the_keyboard(keys: str, found: list[str]) -> None:
    assert [sequence.toString() for sequence in sequences(keys)] == found
