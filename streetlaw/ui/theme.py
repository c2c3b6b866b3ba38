"""The look of the window: one theme at a time, as palette, font and style sheet.

Parts ask ``current()`` each time they paint, so a change of theme or zoom shows at once; Qt tells every
widget of it by a change event.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette, QStyleHints
from PySide6.QtWidgets import QApplication

from streetlaw.ui import binding, fonts, stylesheet
from streetlaw.ui.tokens import ColorName, Hues, Ink, ThemeName, ToneName, colors, tones

binding.mend()

MIN_ZOOM, MAX_ZOOM = 90, 200
STYLE = "fusion"
_AS_SYSTEM = -1
"""The flash time of a cursor that follows the system again."""

_ROLES: tuple[tuple[QPalette.ColorRole, ColorName], ...] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "sunken"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "on-selection"),
    (QPalette.ColorRole.Accent, "primary"),
    (QPalette.ColorRole.PlaceholderText, "text-3"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.ToolTipBase, "raised"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "border"),
    (QPalette.ColorRole.Dark, "border-strong"),
)
_DISABLED = (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText)
Contrast: TypeAlias = Literal["usual", "high", "system"]


class Tone(NamedTuple):
    """The three colours of a tone, ready to paint with."""

    text: QColor
    fill: QColor
    line: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A named set of colours and a zoom in per cent (90 to 200).

    `contrast` "high": our colours of high contrast; "system": those of the system, if they can be read.
    `still`: nothing moves or blinks.
    """

    name: ThemeName = "light"
    zoom: int = 100
    contrast: Contrast = "usual"
    still: bool = False
    _colors: dict[str, str] = field(init=False, repr=False, compare=False)
    _tones: dict[str, Hues] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not MIN_ZOOM <= self.zoom <= MAX_ZOOM:
            raise ValueError(f"zoom {self.zoom} is not between {MIN_ZOOM} and {MAX_ZOOM}")
        object.__setattr__(self, "_colors", colors(self.name, high=self.contrast != "usual"))
        object.__setattr__(self, "_tones", tones(self.name, high=self.contrast != "usual"))

    @classmethod
    def of_system(cls, system: QPalette, zoom: int = 100, *, still: bool = False) -> Theme:
        """Return a theme in the colours of a system that asks for high contrast."""
        from streetlaw.ui import contrast  # lazy: few ever need it, and start-up counts

        theme = cls(name="dark" if contrast.is_dark(system) else "light", zoom=zoom, contrast="system",
                    still=still)
        object.__setattr__(theme, "_colors", contrast.colors_of(system))
        object.__setattr__(theme, "_tones", contrast.tones_of(system))
        return theme

    @property
    def dark(self) -> bool:
        """Tell whether text is light on dark."""
        return self.name == "dark"

    def hex(self, name: ColorName) -> str:
        """Return a colour as ``#RRGGBB``."""
        return self._colors[name]

    def color(self, name: ColorName) -> QColor:
        """Return a colour."""
        return QColor(self._colors[name])

    def hues(self, tone: ToneName) -> Hues:
        """Return the colours of a tone as ``#RRGGBB``."""
        return self._tones[tone]

    def tone(self, tone: ToneName) -> Tone:
        """Return the colours of a tone."""
        return Tone(*(QColor(hue) for hue in self._tones[tone]))

    def ink(self, ink: Ink) -> QColor:
        """Return the colour of text or an icon, given a colour or a tone."""
        hues = self._tones.get(ink)
        return QColor(hues.text if hues else self._colors[ink])

    def px(self, length: float) -> int:
        """Scale a length in logical px by the zoom."""
        return round(length * self.zoom / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chose; "" is as the system: `name` "light", "dark"; `contrast`, `motion` "on", "off"."""

    name: str = ""
    zoom: int = 100
    contrast: str = ""
    motion: str = ""


class _Shown:
    """The theme on the screen now, and what it was chosen by."""

    theme = Theme()
    choice = Choice()
    hints: QStyleHints | None = None
    """Kept, once it is followed: its parts die with the wrapper."""
    contrast_wanted = still_wanted = False
    """The system asks for high contrast; for nothing that moves."""
    had_effects = False
    """The system lets menus and lists move; that was stopped."""


def current() -> Theme:
    """Return the theme on the screen now."""
    return _Shown.theme


def system() -> ThemeName:
    """Return the theme the system prefers; light when it does not say."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def chosen(choice: Choice) -> Theme:
    """Return the theme somebody chose; what is of no known name follows the system."""
    name: ThemeName = "dark" if choice.name == "dark" else "light" if choice.name == "light" else system()
    contrast: Contrast = "high" if choice.contrast == "on" else "usual"
    if _Shown.contrast_wanted and choice.contrast not in ("on", "off"):
        contrast = "system"
    still = choice.motion == "off" or (_Shown.still_wanted and choice.motion != "on")
    return Theme(name=name, zoom=min(max(choice.zoom, MIN_ZOOM), MAX_ZOOM), contrast=contrast, still=still)


def choose(app: QApplication, choice: Choice) -> None:
    """Show what somebody chose, and go on following the system in what was left to it."""
    _Shown.choice = choice
    if (theme := chosen(choice)) != current() or not app.styleSheet():
        apply(app, theme)


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, theme.color(name))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text-disabled"))
    return made


def apply(app: QApplication, theme: Theme) -> None:
    """Show the whole application in a theme; call it again to change theme or zoom."""
    if theme.contrast == "system":
        theme = _of_system(app, theme)
    if theme.still != current().still:
        _move(app, theme.still)
    _Shown.theme = theme
    # The sheet wraps the style: once is enough. A style chosen before the start spares us a costly wrapper.
    if not app.styleSheet() and os.environ.get("QT_STYLE_OVERRIDE") != STYLE:
        app.setStyle(STYLE)
    fonts.load_interface()
    app.setFont(fonts.font("body", zoom=theme.zoom))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet.stylesheet(theme))


def follow(app: QApplication) -> None:
    """Follow the contrast and the colours the system asks for; call it once the first page is painted.

    Asking the system costs more than applying a theme, so it does not happen before.
    """
    if _Shown.hints is None:
        _Shown.hints = QGuiApplication.styleHints()
        _Shown.hints.colorSchemeChanged.connect(_on_system)
        _Shown.hints.accessibility().contrastPreferenceChanged.connect(_on_system)
        _Shown.hints.accessibility().motionPreferenceChanged.connect(_on_system)
    _Shown.contrast_wanted, _Shown.still_wanted = _system_wants()
    choose(app, _Shown.choice)


def _on_system(_now: object) -> None:
    follow(cast(QApplication, QApplication.instance()))


def _system_wants() -> tuple[bool, bool]:
    from streetlaw.ui import contrast  # lazy: few ever need it, and start-up counts

    return contrast.is_wanted(), contrast.is_still_wanted()


def _move(app: QApplication, still: bool) -> None:
    """Stop the effects of menus and lists and the blinking of the cursor, or give them back."""
    every = Qt.UIEffect.UI_General
    if still:
        _Shown.had_effects = app.isEffectEnabled(every)
    app.setEffectEnabled(every, _Shown.had_effects and not still)
    app.setCursorFlashTime(0 if still else _AS_SYSTEM)


def _of_system(app: QApplication, theme: Theme) -> Theme:
    """Return a theme in the system's own colours, or ours of high contrast where those cannot be read."""
    from streetlaw.ui import contrast  # lazy: see above

    app.setPalette(QPalette())
    own = app.palette()
    if not contrast.is_enough(own):
        return replace(theme, contrast="high")
    return Theme.of_system(own, theme.zoom, still=theme.still)
