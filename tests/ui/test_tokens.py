"""The colours can be told apart: WCAG contrast of every pair the design uses, in both themes."""

from __future__ import annotations

from typing import get_args

import pytest

from streetlaw.ui.icons import glyphs
from streetlaw.ui.parts.status import status_label
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


PAINTED = (
    ("text", "hover"), ("text", "selection"), ("on-selection", "selection"), ("text", "raised"),
    ("text-2", "raised"), ("text-2", "sunken"), ("text-2", "selection"), ("on-primary", "primary"),
    ("primary-soft-text", "primary-soft"), ("on-primary", "primary-hover"),
    ("on-primary", "primary-pressed"), ("rail-text", "rail"), ("on-rail-active", "rail-active"),
    ("on-rail-active", "rail"), ("link", "surface"), ("link", "hover"), ("surface", "text"),
    ("text-3", "surface"), ("text-3", "canvas"),
)
"""Ink on ground, as the parts paint it: buttons, rows, the rail, chips, the toast with swapped colours."""

RINGS = ("surface", "canvas", "raised", "hover", "selection", "sunken", "primary-soft")
"""What the ring of the focus is drawn on."""


@pytest.mark.parametrize("theme", THEMES)
def test_what_the_parts_paint_can_be_read(theme: ThemeName) -> None:
    shown = colors(theme)
    assert [pair for pair in PAINTED if contrast(shown[pair[0]], shown[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_focus_can_be_seen_wherever_it_is(theme: ThemeName) -> None:
    shown = colors(theme)
    weak = [ground for ground in RINGS if contrast(shown["focus"], shown[ground]) < 3]
    weak += [tone for tone, hues in tones(theme).items() if contrast(shown["focus"], hues.fill) < 3]
    weak += [ground for ground in ("rail", "rail-active")
             if contrast(shown["on-rail-active"], shown[ground]) < 3]
    assert weak == []


def test_no_state_is_told_by_its_colour_alone() -> None:
    for group, states in tokens()["status"].items():
        icons = {(look["tone"], look["icon"]) for look in states.values()}
        labels = {status_label(group, key) for key in states}
        assert len(icons) == len(states) or len(labels) == len(states)
        assert "" not in labels
