"""A theme reaches palette, font, style sheet and the parts on the screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar, QStyle
from pytestqt.qtbot import QtBot

from streetlaw import resources
from streetlaw.ui import binding, contrast, theme
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.qicons import icon
from streetlaw.ui.stylesheet import stylesheet
from streetlaw.ui.theme import Choice, Theme
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


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_style_sheet_names_pictures_that_exist(name: str, zoom: int) -> None:
    sheet = stylesheet(Theme(name="dark" if name == "dark" else "light", zoom=zoom))
    assert "None" not in sheet
    for found in {part.split(")")[0] for part in sheet.split("url(")[1:]}:
        assert (resources.path("style") / found.split("/")[-1]).is_file()


def test_the_arrow_of_a_list_grows_with_the_text(qapp: QApplication) -> None:
    def ink(zoom: int) -> int:
        """How wide the arrow is."""
        theme.apply(qapp, Theme(zoom=zoom))
        box = QComboBox()
        box.resize(400, box.sizeHint().height())
        image = box.grab().toImage()
        middle = range(image.height() // 4, image.height() * 3 // 4)
        dark = [x for x in range(image.width() - 4 * zoom // 10, image.width() - 4)
                if any(image.pixelColor(x, y).lightness() < 128 for y in middle)]
        return max(dark) - min(dark) + 1 if dark else 0

    usual = ink(100)
    assert ink(200) in range(2 * usual - 2, 2 * usual + 3)
    qapp.setStyleSheet("")


def test_an_icon_is_drawn_in_the_colours_of_the_theme(qapp: QApplication) -> None:
    light = icon("trash", "danger", 16).pixmap(16, 16).toImage()
    theme.apply(qapp, Theme(name="dark"))
    dark = icon("trash", "danger", 16).pixmap(16, 16).toImage()
    assert light.size() == dark.size()
    assert light != dark


def test_an_unknown_icon_is_refused(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        icon("no-such-icon")


def yellow_on_black() -> QPalette:
    system = QPalette(QColor("#000000"))
    for role, colour in ((QPalette.ColorRole.Base, "#000000"), (QPalette.ColorRole.WindowText, "#FFFF00"),
                         (QPalette.ColorRole.Highlight, "#00FFFF"), (QPalette.ColorRole.Link, "#00FFFF"),
                         (QPalette.ColorRole.HighlightedText, "#000000")):
        system.setColor(role, QColor(colour))
    return system


def test_a_theme_can_be_made_of_the_colours_of_a_system() -> None:
    shown = Theme.of_system(yellow_on_black(), 125)
    assert shown.dark
    assert shown.zoom == 125
    assert {shown.color(name).isValid() for name in get_args(ColorName)} == {True}
    assert {shown.tone(tone).text.name() for tone in get_args(ToneName)} == {"#ffff00"}


@pytest.fixture
def system(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Say what the system asks for, as it does while the window runs."""
    theme.choose(qapp, Choice())
    theme.follow(qapp)
    hints = QGuiApplication.styleHints()

    def ask(*, contrast_: bool = False, still: bool = False) -> None:
        monkeypatch.setattr(contrast, "is_wanted", lambda: contrast_)
        monkeypatch.setattr(contrast, "is_still_wanted", lambda: still)
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
        hints.accessibility().motionPreferenceChanged.emit(Qt.MotionPreference.NoPreference)

    yield ask
    monkeypatch.undo()
    theme.choose(qapp, Choice())
    theme.follow(qapp)


@pytest.mark.parametrize(("chosen", "before", "after"), [
    ("", "usual", "high"), ("on", "high", "high"), ("off", "usual", "usual"), ("of old", "usual", "high"),
])
def test_high_contrast_follows_the_system_while_the_window_runs_unless_it_was_chosen(
        qapp: QApplication, system: Callable[..., None], monkeypatch: pytest.MonkeyPatch, chosen: str,
        before: str, after: str) -> None:
    monkeypatch.setattr(contrast, "is_enough", lambda _palette: False)
    theme.choose(qapp, Choice(name="dark", zoom=150, contrast=chosen))
    assert theme.current() == Theme(name="dark", zoom=150, contrast=before)  # type: ignore[arg-type]
    system(contrast_=True)
    assert theme.current() == Theme(name="dark", zoom=150, contrast=after)  # type: ignore[arg-type]
    ground = qapp.palette().color(QPalette.ColorRole.Window).name()
    assert ground == ("#000000" if after == "high" else Theme(name="dark").color("canvas").name())
    system()
    assert theme.current().contrast == before


def test_a_system_s_own_colours_are_taken_where_they_can_be_read(
        qapp: QApplication, system: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    assert contrast.is_enough(yellow_on_black())
    monkeypatch.setattr(contrast, "is_enough", lambda _palette: True)
    system(contrast_=True)
    assert theme.current().contrast == "system"
    assert theme.current().color("text") == qapp.palette().color(QPalette.ColorRole.WindowText)
    theme.choose(qapp, Choice(name="dark", zoom=150))
    assert (theme.current().zoom, theme.current().contrast) == (150, "system")
    assert len({theme.current().hex(name) for name in ("text", "text-2", "text-3", "border-strong")}) == 1
    system()
    assert theme.current() == Theme(name="dark", zoom=150)


def test_colours_that_cannot_be_read_are_not_taken() -> None:
    system = yellow_on_black()
    system.setColor(QPalette.ColorRole.WindowText, QColor("#707000"))
    assert not contrast.is_enough(system)


@pytest.mark.parametrize(("chosen", "asked", "still"), [
    ("", False, False), ("", True, True), ("off", False, True), ("off", True, True),
])
def test_nothing_moves_or_blinks_where_that_was_chosen_or_the_system_asks(
        qapp: QApplication, system: Callable[..., None], chosen: str, asked: bool, still: bool) -> None:
    had = qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    usual = qapp.cursorFlashTime()
    theme.choose(qapp, Choice(motion=chosen))
    system(still=asked)
    assert theme.current().still is still
    assert qapp.cursorFlashTime() == (0 if still else usual)
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_General) is not still
    bar = QProgressBar()
    bar.ensurePolished()
    assert (bar.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, bar) == 0) is still
    system()
    theme.choose(qapp, Choice())
    assert qapp.cursorFlashTime() == usual > 0
    assert qapp.isEffectEnabled(Qt.UIEffect.UI_General)
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, had)


def test_constants_outlive_calls_that_give_them_away(qtbot: QtBot) -> None:
    binding.mend()
    if sys.version_info >= (3, 12):
        pytest.skip("None, True and False are immortal by themselves")
    assert min(map(sys.getrefcount, (None, True, False))) > 1 << 39
