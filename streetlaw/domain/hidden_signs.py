"""Signs that nobody sees and that change what is seen: control characters, marks of direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_SIGNS: Final = ("\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
                 "\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff")
_HIDDEN: Final = re.compile(f"[{_SIGNS}]")


def hidden_signs(text: str) -> Iterator[str]:
    """Each of them in a text, as "U+202E"; tabs and ends of lines are none."""
    return (f"U+{ord(found[0]):04X}" for found in _HIDDEN.finditer(text))


def visible(text: str) -> str:
    """The text with a sign in place of each of them, so that it shows what it is and steers no screen."""
    return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
