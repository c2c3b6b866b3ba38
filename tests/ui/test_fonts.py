"""The fonts draw what the program writes, on the screen and in papers."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetrics, QRawFont
from pytestqt.qtbot import QtBot

from streetlaw import resources
from streetlaw.ui import fonts
from streetlaw.ui.icons import glyphs

ENGLISH = "".join(chr(code) for code in range(0x20, 0x7F))
RUSSIAN = "".join(chr(code) for code in range(0x410, 0x450)) + "Ёё"
KYRGYZ = "ҢңӨөҮү"
SIGNS = "«»“”‘’„–—…№§×→≤≥−·•°±€\u00a0\u2011"
TEXT_FONTS = ("InterDesk-Regular", "InterDesk-Medium", "InterDesk-SemiBold")
OTHER_FONTS = ("NotoSansMono-Regular", "NotoSerif-Regular", "NotoSerif-Bold")


@pytest.mark.parametrize("name", TEXT_FONTS + OTHER_FONTS)
def test_a_font_draws_all_three_languages(qapp: object, name: str) -> None:
    font = QRawFont(str(resources.path("fonts", f"{name}.ttf")), 13)
    missing = [sign for sign in ENGLISH + RUSSIAN + KYRGYZ + SIGNS if not font.supportsCharacter(ord(sign))]
    assert missing == []


@pytest.mark.parametrize("name", TEXT_FONTS + OTHER_FONTS)
def test_a_paper_can_embed_a_font(name: str) -> None:
    head = resources.path("fonts", f"{name}.ttf").read_bytes()[:4]
    assert head == b"\x00\x01\x00\x00"


def test_the_interface_is_written_in_our_own_font(qapp: object) -> None:
    fonts.load_interface()
    assert QFontInfo(fonts.font("body")).family() == "Inter Desk"
    assert QFontInfo(fonts.font("mono")).family() == "Noto Sans Mono"
    assert QFontInfo(fonts.font("document")).family() == "Noto Serif"


def test_digits_have_one_width(qapp: object) -> None:
    fonts.load_interface()
    for weight in (400, 500, 600):
        metrics = QFontMetrics(fonts.font("body", weight=weight))
        assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_weights_differ(qtbot: QtBot) -> None:
    fonts.load_interface()
    widths = [
        QFontMetrics(fonts.font("body", weight=weight)).horizontalAdvance("Кыргызстан" * 10)
        for weight in (400, 500, 600)
    ]
    assert sorted(set(widths)) == widths


def test_the_icon_font_draws_every_name(qapp: object) -> None:
    font = QRawFont(str(resources.path("icons", "icons.ttf")), 16)
    assert [name for name, sign in glyphs().items() if not font.supportsCharacter(ord(sign))] == []
    wanted = resources.path("icons", "names.txt").read_text("utf-8").split()
    assert sorted(glyphs()) == sorted(wanted)
