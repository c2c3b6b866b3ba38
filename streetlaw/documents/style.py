"""How papers look: fonts, inks, and the styles of text; sizes in points, drawn for A4."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from unicodedata import category, normalize

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph
from reportlab.platypus.paraparser import ParaFrag

from streetlaw import resources

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 20 * mm, 18 * mm, 16 * mm, 16 * mm
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT

SANS, MEDIUM, STRONG = "InterDesk-Regular", "InterDesk-Medium", "InterDesk-SemiBold"
SERIF, SERIF_STRONG, MONO = "NotoSerif-Regular", "NotoSerif-Bold", "NotoSansMono-Regular"
_FONTS = (SANS, MEDIUM, STRONG, SERIF, SERIF_STRONG, MONO)

INK, INK_2 = HexColor("#16242A"), HexColor("#46565D")
LINE, LINE_STRONG = HexColor("#D3DADC"), HexColor("#76858B")
ALARM, MISSING = HexColor("#9B1F2B"), "#FBEFD5"

NO_GLYPH = "\u25a1"
"""Stands where the fonts have no shape for a character: a reader sees that something was there."""

_BOUND = re.compile(r"(№|\bNo\.|\bст\.|\bart\.) (?=\d)")
"""A sign and the number after it stay on one line."""

_BREAKS = "\t\n\v\f\r\u2028\u2029"


def register_fonts() -> None:
    """Load the six fonts, once in the life of the process."""
    for name in _FONTS:
        if name not in _faces:
            font = TTFont(name, str(resources.path("fonts", f"{name}.ttf")), asciiReadable=False)
            registerFont(font)
            _faces[name] = font.face.charToGlyph


_faces: dict[str, Mapping[int, int]] = {}
"""For each font its characters and their shapes."""


class _Legible(dict[int, str | int | None]):
    """A table for str.translate: what a font shows stays, invisible marks go, the rest becomes a box."""

    def __init__(self, font: str) -> None:
        super().__init__({ord(sign): " " for sign in _BREAKS})
        self._shapes = _faces[font]

    def __missing__(self, code: int) -> str | int | None:
        kind = category(chr(code))
        if kind in {"Cc", "Cf"} or (kind in {"Mn", "Me"} and code not in self._shapes):
            self[code] = None
        elif kind == "Zs":
            self[code] = "\u00a0" if code in (0xA0, 0x202F, 0x2007) else " "
        else:
            self[code] = code if code in self._shapes else NO_GLYPH
        return self[code]


_legible = cache(_Legible)


def legible(text: str, font: str) -> str:
    """Return one line of text that the font can show; whatever else was in it is dropped or a box."""
    return normalize("NFC", text).translate(_legible(font))


def paragraph(text: str, style: ParagraphStyle, *, behind: str = "") -> Paragraph:
    """Return a paragraph of plain text; `behind` is a colour behind it.

    It is put together from fragments, past reportlab's reader of markup: text stays text, and that is faster.
    """
    shown = _BOUND.sub("\\1\u00a0", legible(text, style.fontName))
    if NO_GLYPH not in shown or ord(NO_GLYPH) in _faces[style.fontName]:
        return Paragraph("", style, frags=[_fragment(shown, style, style.fontName, behind)])
    pieces = re.split(f"({NO_GLYPH}+)", shown)
    fonts = (style.fontName, SANS)
    frags = [_fragment(piece, style, fonts[n % 2], behind) for n, piece in enumerate(pieces) if piece]
    return Paragraph("", style, frags=frags)


def _fragment(text: str, style: ParagraphStyle, font: str, behind: str) -> ParaFrag:
    """Return a run of text in one font, with what reportlab wants to know of it."""
    colour = {"backColor": HexColor(behind)} if behind else {}
    return ParaFrag(text=text, fontName=font, fontSize=style.fontSize, textColor=style.textColor, bold=0,
                    italic=0, rise=0, greek=0, link=[], us_lines=[], **colour)


def paragraphs(text: str, style: ParagraphStyle) -> list[Paragraph]:
    """Return one paragraph for each line of the text that is not blank."""
    return [paragraph(line, style) for line in text.splitlines() if line.strip()]


def _style(name: str, font: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    settings: dict[str, Any] = {"textColor": INK, "allowWidows": 0, "allowOrphans": 0, **more}
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **settings)


TITLE = _style("title", STRONG, 18.2, 22)
BESIDE = _style("beside", SANS, 8.2, 11.5, textColor=INK_2)
READING = _style("reading", SERIF, 9.3, 14.4, spaceAfter=5.8)
QUIET = _style("quiet", SANS, 8.2, 12.5, textColor=INK_2, spaceAfter=4)
CELL = _style("cell", SANS, 8.2, 12.5)
CELL_LABEL = _style("cell label", SANS, 8.2, 12.5, textColor=INK_2)
CELL_STRONG = _style("cell strong", STRONG, 8.2, 12.5)
CELL_HEAD = _style("cell head", MEDIUM, 7.7, 11.5, textColor=INK_2)
CELL_MONO = _style("cell mono", MONO, 7.8, 12.5)

LETTER = _style("letter", SERIF, 11, 16.5, spaceAfter=8)
LETTER_RIGHT = _style("letter right", SERIF, 11, 16.5, alignment=TA_RIGHT)
LETTER_TITLE = _style(
    "letter title", SERIF_STRONG, 12.5, 18, alignment=TA_CENTER, spaceBefore=22, spaceAfter=14
)
LETTER_ITEM = _style("letter item", SERIF, 11, 16.5)

WORD = _style("word", MONO, 12.5, 19)
