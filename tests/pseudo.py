"""A language nobody speaks: English with marks, in brackets, and longer by a good part. Never shipped.

`[! Ŝâvé ~~ !]` shows at once what is not in the catalogue, what is put together of pieces, what is cut
off at either end, and where a longer language would not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from string import Formatter

import pytest

from streetlaw import translation

OPENING, CLOSING = "[! ", " !]"
_MARKS = str.maketrans("ABCDEGHIJKLNOPRSTUWYZabcdeghijklnoprstuwyz",
                       "ÂḂĈḊÉĜĤÎĴĶĻÑÔṖŔŠŢÛŴÝŽâḃĉḋéĝĥîĵķļñôṗŕšţûŵýž")
_SHORT, _GROWTH, _LITTLE_GROWTH = 40, 0.4, 0.25
"""Short texts grow most from one language to the next: 40 % up to 40 letters; single words double."""


def pseudo(text: str) -> str:
    """The text in the language nobody speaks; what stands in braces is as it was."""
    marked = "".join(_piece(*piece) for piece in Formatter().parse(text))
    growth = _GROWTH if len(text) <= _SHORT else _LITTLE_GROWTH
    more = round(len(text) * growth) - len(OPENING + CLOSING) - 1
    return f"{OPENING}{marked}{' ' + '~' * more if more > 0 else ''}{CLOSING}"


def _piece(literal: str, name: str | None, spec: str | None, conversion: str | None) -> str:
    marked = literal.translate(_MARKS).replace("{", "{{").replace("}", "}}")
    if name is None:
        return marked
    return f"{marked}{{{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}}}"


class Pseudo(NullTranslations):
    """The catalogue of that language."""

    def gettext(self, message: str) -> str:
        """The text, marked."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for that number, marked."""
        return pseudo(msgid1 if n == 1 else msgid2)


@contextmanager
def spoken(monkeypatch: pytest.MonkeyPatch, beside: str) -> Iterator[None]:
    """Let the interface speak it from the next `translation.use(beside)` on.

    Days and the words of the packs stay in the language `beside`: they are not in the catalogue.
    """
    real = translation.catalogue
    with monkeypatch.context() as patch:
        patch.setattr(translation, "catalogue",
                      lambda language: Pseudo() if language == beside else real(language))
        yield
    translation.use(translation.SOURCE_LANGUAGE)
