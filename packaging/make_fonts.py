"""Rebuild the small fonts in resources/ from the originals; resources/fonts/README.md says where those are.

Run: python packaging/make_fonts.py ORIGINALS, a folder holding the files named in SOURCES and PHOSPHOR.
Needs fonttools and brotli. The result is committed, so nobody needs to run this to build the program.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
SOURCES = {
    "Inter-Regular.woff2": "InterDesk-Regular.ttf",
    "Inter-Medium.woff2": "InterDesk-Medium.ttf",
    "Inter-SemiBold.woff2": "InterDesk-SemiBold.ttf",
    "NotoSansMono-Regular.ttf": "NotoSansMono-Regular.ttf",
    "NotoSerif-Regular.ttf": "NotoSerif-Regular.ttf",
    "NotoSerif-Bold.ttf": "NotoSerif-Bold.ttf",
}
SIGNS = "NotoSansMath-Regular.ttf"
PHOSPHOR = "phosphor-1.3.0.ttf"
PHOSPHOR_NAMES = "phosphor-charmap-1.3.0.json"

# Latin, Latin Extended-A, Cyrillic with its extensions, accents, punctuation, currencies, arrows, signs.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x192, 0x192), (0x218, 0x21B), (0x2B9, 0x2BC), (0x2C6, 0x2C7),
    (0x2D8, 0x2DD), (0x300, 0x304), (0x306, 0x30C), (0x323, 0x323), (0x327, 0x328), (0x400, 0x52F),
    (0x2002, 0x200B), (0x2010, 0x2016), (0x2018, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F),
    (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x2070, 0x209C),
    (0x20AC, 0x20AC), (0x20B8, 0x20B8), (0x20BD, 0x20BD), (0x20C0, 0x20C0), (0x2116, 0x2116),
    (0x2122, 0x2122), (0x2190, 0x2199), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260),
    (0x2264, 0x2265), (0x25A0, 0x25A1), (0x25B2, 0x25B2), (0x25BC, 0x25BC), (0x25CB, 0x25CB),
    (0x25CF, 0x25CF), (0x2610, 0x2612), (0x2713, 0x2713),
)  # fmt: skip
BORROWED = (0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A1, 0x2713)


def subset(font: TTFont, codepoints: set[int]) -> None:
    """Keep only these characters, with kerning and the placing of accents."""
    options = Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "case"]
    options.name_IDs = ["*"]
    options.hinting = True
    options.drop_tables += ["DSIG", "MERG", "meta"]
    options.notdef_outline = True
    worker = Subsetter(options)
    worker.populate(unicodes=codepoints)
    worker.subset(font)


def make_figures_tabular(font: TTFont) -> None:
    """Let every digit have one width, so that dates, counts and codes line up without a font feature."""
    tabular = {ord(digit): f"{name}.tf" for digit, name in zip("0123456789", _DIGITS, strict=True)}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(tabular)


_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def open_lines(font: TTFont) -> None:
    """Set lines of text a quarter of an em apart: a label of Qt has no line height of its own."""
    gap = font["head"].unitsPerEm // 4
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = gap


def rename(font: TTFont, old: str, new: str) -> None:
    """Give a changed font a family name of its own, so that an installed original never takes its place."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 21):
            text = record.toUnicode()
            fresh = text.replace(old, new.replace(" ", "") if record.nameID in (3, 6) else new, 1)
            record.string = fresh


def borrow(font: TTFont, signs: TTFont) -> None:
    """Copy the arrows and mathematical signs a text font lacks from its sister font of the same grid."""
    have, theirs, glyphs = font.getBestCmap(), signs.getBestCmap(), signs.getGlyphSet()
    scale = font["head"].unitsPerEm / signs["head"].unitsPerEm
    if scale != 1:
        raise SystemExit("the two fonts differ in units per em")
    for code in BORROWED:
        if code in have or code not in theirs:
            continue
        pen, name = TTGlyphPen(None), f"signs{code:04X}"
        glyphs[theirs[code]].draw(pen)
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = pen.glyph()
        font["hmtx"][name] = signs["hmtx"][theirs[code]]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def make_text_fonts(originals: Path) -> None:
    """Write the six text fonts."""
    wanted = {code for first, last in RANGES for code in range(first, last + 1)}
    for source, target in SOURCES.items():
        font = TTFont(originals / source, recalcTimestamp=False)
        if source.startswith("Inter"):
            make_figures_tabular(font)
            open_lines(font)
            rename(font, "Inter", "Inter Desk")
        if source.startswith("NotoSerif"):
            borrow(font, TTFont(originals / SIGNS))
        subset(font, wanted)
        font.flavor = None
        font.save(RESOURCES / "fonts" / target)


def make_icons(originals: Path, names: list[str]) -> None:
    """Write the icon font and its table, name to code point."""
    codes: dict[str, Any] = json.loads((originals / PHOSPHOR_NAMES).read_text("utf-8"))
    table = {name: int(codes[name], 16) for name in sorted(names)}
    font = TTFont(originals / PHOSPHOR, recalcTimestamp=False)
    subset(font, set(table.values()))
    rename(font, "Phosphor", "Desk Icons")
    font.save(RESOURCES / "icons" / "icons.ttf")
    lines = ",\n".join(f'  "{name}": {code}' for name, code in table.items())
    (RESOURCES / "icons" / "icons.json").write_text("{\n" + lines + "\n}\n", "utf-8")


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    make_text_fonts(folder)
    make_icons(folder, (RESOURCES / "icons" / "names.txt").read_text("utf-8").split())
