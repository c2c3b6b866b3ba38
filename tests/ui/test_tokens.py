"""The colours can be told apart: WCAG contrast of every pair the design uses, in both themes."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtGui import QColor, QPalette

from streetlaw.ui import contrast as high_contrast
from streetlaw.ui.icons import glyphs
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.theme import Theme
from streetlaw.ui.tokens import ColorName, ThemeName, ToneName, colors, face, tokens, tones

THEMES: tuple[ThemeName, ...] = ("light", "dark")
GROUNDS_OF_TONES: tuple[ColorName, ...] = ("surface", "canvas", "selection", "sunken", "raised")


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
@pytest.mark.parametrize("high", [False, True])
def test_a_theme_has_every_colour(theme: ThemeName, high: bool) -> None:
    assert colors(theme, high=high).keys() == colors("light").keys() == set(get_args(ColorName))
    assert set(tones(theme, high=high)) == set(get_args(ToneName))


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


SYSTEMS = {
    "aquatic": ("#202020", "#FFFFFF", "#8EE3F0", "#263B50", "#75E9FC", "#A6A6A6"),
    "desert": ("#FFFAEF", "#3D3D3D", "#903909", "#FFF5E3", "#1C5E75", "#676767"),
    "dusk": ("#2D3236", "#FFFFFF", "#A1BFDE", "#212D3B", "#8FC0F0", "#B6F6F0"),
    "night sky": ("#000000", "#FFFFFF", "#D6B4FD", "#2B2B2B", "#8080FF", "#A6A6A6"),
    "yellow": ("#000000", "#FFFF00", "#008000", "#FFFFFF", "#00FFFF", "#00FF00"),
}
"""Looks of high contrast as systems bring them: ground, text, highlight, text on it, link, faint text."""


def palette_of(system: tuple[str, ...]) -> QPalette:
    made, role = QPalette(), QPalette.ColorRole
    order = (role.Base, role.WindowText, role.Highlight, role.HighlightedText, role.Link)
    for name, colour in zip(order, system, strict=False):
        made.setColor(name, QColor(colour))
    made.setColor(QPalette.ColorGroup.Disabled, role.WindowText, QColor(system[-1]))
    return made


HIGH = {f"our {name}": Theme(name=name, contrast="high") for name in THEMES} | {
    name: Theme.of_system(palette_of(system)) for name, system in SYSTEMS.items()}
"""Every look of high contrast."""

EDGES = (("border-strong", "surface"), ("border-strong", "canvas"), ("border-strong", "raised"),
         ("border-strong", "sunken"), ("border-strong", "hover"), ("border", "surface"), ("border", "canvas"),
         ("primary", "surface"), ("primary", "sunken"), ("danger-solid", "surface"), ("mask", "surface"),
         ("rail-line", "rail"), *(("focus", ground) for ground in RINGS),
         *(("on-rail-active", ground) for ground in ("rail", "rail-active")))
"""Edges of controls and cards, and the ring of the focus, on what they are drawn on."""


@pytest.mark.parametrize("look", [name for name in HIGH if name.startswith("our")])
def test_text_of_high_contrast_is_7_to_1(look: str) -> None:
    shown = HIGH[look]
    pairs = {(shown.hex(ink), shown.hex(ground)): (ink, ground)
             for ink, ground in (*tokens()["contrast_pairs"]["text_4_5"], *PAINTED)}
    for name in get_args(ToneName):
        text, fill, _line = shown.hues(name)
        pairs |= {(text, shown.hex(ground)): (name, ground) for ground in GROUNDS_OF_TONES}
        pairs |= {(text, fill): (name, "its fill"), (shown.hex("text-2"), fill): ("text-2", name)}
    assert [names for pair, names in pairs.items() if contrast(*pair) < high_contrast.TEXT] == []


@pytest.mark.parametrize("look", HIGH)
def test_edges_and_the_focus_of_high_contrast_are_4_5_to_1(look: str) -> None:
    shown = HIGH[look]
    weak = [pair for pair in EDGES
            if contrast(*(shown.hex(name) for name in pair)) < high_contrast.EDGE]  # type: ignore[arg-type]
    for name in get_args(ToneName):
        fill, line = shown.hues(name).fill, shown.hues(name).line
        weak += [("focus", name)] if contrast(shown.hex("focus"), fill) < high_contrast.EDGE else []
        weak += [(name, "line")] if contrast(line, shown.hex("surface")) < high_contrast.EDGE else []
    assert weak == []


@pytest.mark.parametrize("look", SYSTEMS)
def test_text_in_the_colours_of_a_system_can_be_read_wherever_it_stands(look: str) -> None:
    shown = HIGH[look]
    weak = [(ink, ground) for ink, ground in (*tokens()["contrast_pairs"]["text_4_5"], *PAINTED)
            if contrast(shown.hex(ink), shown.hex(ground)) < 4.5]
    weak += [(name, ground) for name in get_args(ToneName) for ground in (*GROUNDS_OF_TONES, "hover")
             if contrast(shown.hues(name).text, shown.hex(ground)) < high_contrast.TEXT]
    assert weak == []
    assert high_contrast.is_enough(palette_of(SYSTEMS[look]))
    assert shown.hex("selection") != shown.hex("surface")


def test_the_window_counts_contrast_as_the_tests_do() -> None:
    for one, other in (("#000000", "#FFFFFF"), ("#1F4B94", "#E5EDF9"), ("#777777", "#010203")):
        counted = high_contrast.ratio(QColor(one), QColor(other))
        assert counted == pytest.approx(contrast(one, other), rel=1e-4)


def test_no_state_is_told_by_its_colour_alone() -> None:
    for group, states in tokens()["status"].items():
        icons = {(look["tone"], look["icon"]) for look in states.values()}
        labels = {status_label(group, key) for key in states}
        assert len(icons) == len(states) or len(labels) == len(states)
        assert "" not in labels
