"""A theme reaches palette, font, style sheet and the parts on the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import get_args

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from streetlaw import resources
from streetlaw.ui import binding, contrast, theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.qicons import icon
from streetlaw.ui.stylesheet import stylesheet
from streetlaw.ui.theme import Theme
from streetlaw.ui.tokens import ColorName, ToneName


@pytest.fixture(autouse=True)
def light_again(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Theme())
    yield
    theme.apply(qapp, Theme())


def test_names_of_colours_are_those_of_the_tokens() -> None:
    shown = Theme()
    for name in get_args(ColorName):
        assert shown.color(name).isValid()
    for tone in get_args(ToneName):
        assert shown.tone(tone).text == shown.ink(tone)


def test_the_palette_follows(qapp: QApplication) -> None:
    theme.apply(qapp, Theme(name="dark"))
    assert theme.current().dark
    assert qapp.palette().color(QPalette.ColorRole.Window) == Theme(name="dark").color("canvas")


def test_parts_grow_with_the_zoom(qtbot: QtBot, qapp: QApplication) -> None:
    button = Button("Save", icon="check")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme.apply(qapp, Theme(zoom=200))
    assert button.sizeHint().height() == 2 * before.height()
    assert button.sizeHint().width() > 1.8 * before.width()
    assert qapp.font().pixelSize() == 26


@pytest.mark.parametrize("zoom", [0, 89, 201])
def test_zoom_has_limits(zoom: int) -> None:
    with pytest.raises(ValueError, match="zoom"):
        Theme(zoom=zoom)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_names_pictures_that_exist(name: str) -> None:
    sheet = stylesheet(Theme(name="dark" if name == "dark" else "light"))
    assert "None" not in sheet
    for found in {part.split(")")[0] for part in sheet.split("url(")[1:]}:
        assert (resources.path("style") / found.split("/")[-1]).is_file()


def test_an_icon_is_drawn_in_the_colours_of_the_theme(qapp: QApplication) -> None:
    light = icon("trash", "danger", 16).pixmap(16, 16).toImage()
    theme.apply(qapp, Theme(name="dark"))
    dark = icon("trash", "danger", 16).pixmap(16, 16).toImage()
    assert light.size() == dark.size()
    assert light != dark


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")


def test_high_contrast_takes_the_colours_of_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = QPalette(QColor("#000000"))
    for role in (QPalette.ColorRole.Base, QPalette.ColorRole.HighlightedText):
        system.setColor(role, QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    shown = Theme.of_system(system, 125)
    assert shown.dark
    assert shown.zoom == 125
    assert {shown.color(name).isValid() for name in get_args(ColorName)} == {True}
    assert {shown.tone(tone).text.name() for tone in get_args(ToneName)} == {"#ffff00"}
    theme.follow_contrast(qapp)
    assert theme.current() == Theme()
    monkeypatch.setattr(contrast, "is_wanted", lambda: True)
    theme.follow_contrast(qapp)
    assert theme.current().color("text") == qapp.palette().color(QPalette.ColorRole.WindowText)
    theme.apply(qapp, Theme(name="dark", zoom=150))
    assert theme.current().zoom == 150
    assert len({theme.current().hex(name) for name in ("text", "text-2", "text-3", "border-strong")}) == 1
    monkeypatch.setattr(contrast, "is_wanted", lambda: False)
    theme.follow_contrast(qapp)
    theme.apply(qapp, Theme())
    assert theme.current() == Theme()
    assert theme.current().hex("text") != theme.current().hex("text-2")


def test_constants_outlive_calls_that_give_them_away(qtbot: QtBot) -> None:
    binding.mend()
    if sys.version_info >= (3, 12):
        pytest.skip("None, True and False are immortal by themselves")
    assert min(map(sys.getrefcount, (None, True, False))) > 1 << 39
