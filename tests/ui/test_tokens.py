"""The colours can be told apart: WCAG contrast of every pair the design uses, in both themes."""

from __future__ import annotations

from typing import get_args

import pytest

from streetlaw.ui.icons import glyphs
from streetlaw.ui.tokens import ThemeName, ToneName, colors, face, tokens, tones

THEMES: tuple[ThemeName, ...] = ("light", "dark")
GROUNDS_OF_TONES = ("surface", "canvas", "selection", "sunken", "raised")


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read(theme: ThemeName) -> None:
    shown = colors(theme)
    weak = [
        (ink, ground)
        for ink, ground in tokens()["contrast_pairs"]["text_4_5"]
        if contrast(shown[ink], shown[ground]) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES)
def test_outlines_and_focus_can_be_seen(theme: ThemeName) -> None:
    shown = colors(theme)
    weak = [
        (line, ground)
        for line, ground in tokens()["contrast_pairs"]["ui_3_0"]
        if contrast(shown[line], shown[ground]) < 3
    ]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES)
def test_tones_can_be_read_on_every_ground(theme: ThemeName) -> None:
    shown = colors(theme)
    weak = []
    for name, hues in tones(theme).items():
        grounds = {ground: shown[ground] for ground in GROUNDS_OF_TONES} | {"fill": hues.fill}
        weak += [(name, where) for where, ground in grounds.items() if contrast(hues.text, ground) < 4.5]
        weak += [(ink, name) for ink in ("text", "text-2") if contrast(shown[ink], hues.fill) < 4.5]
    assert weak == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_has_every_colour(theme: ThemeName) -> None:
    assert colors(theme).keys() == colors("light").keys()
    assert set(tones(theme)) == set(get_args(ToneName))


def test_no_text_is_smaller_than_12_px() -> None:
    assert all(step["size"] >= 12 for step in tokens()["type"]["scale_px"].values())
    assert face("mono").size >= 12


def test_every_status_has_a_tone_and_an_icon_we_ship() -> None:
    for group in tokens()["status"].values():
        for look in group.values():
            assert look["tone"] in tones("light")
            assert look["icon"] in glyphs()
