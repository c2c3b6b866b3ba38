"""The look of the window: one theme at a time, as palette, font and style sheet.

Parts ask ``current()`` each time they paint, so a change of theme or zoom shows at once; Qt tells every
widget of it by a change event.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from streetlaw.ui import binding, fonts, stylesheet
from streetlaw.ui.tokens import ColorName, Hues, Ink, ThemeName, ToneName, colors, tones

binding.mend()

MIN_ZOOM, MAX_ZOOM = 90, 200
STYLE = "fusion"

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


class Tone(NamedTuple):
    """The three colours of a tone, ready to paint with."""

    text: QColor
    fill: QColor
    line: QColor


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A named set of colours and a zoom in per cent (90 to 200)."""

    name: ThemeName = "light"
    zoom: int = 100
    _colors: dict[str, str] = field(init=False, repr=False, compare=False)
    _tones: dict[str, Hues] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not MIN_ZOOM <= self.zoom <= MAX_ZOOM:
            raise ValueError(f"zoom {self.zoom} is not between {MIN_ZOOM} and {MAX_ZOOM}")
        object.__setattr__(self, "_colors", colors(self.name))
        object.__setattr__(self, "_tones", tones(self.name))

    @classmethod
    def of_system(cls, system: QPalette, zoom: int = 100) -> Theme:
        """Return a theme in the colours of a system that asks for high contrast."""
        from streetlaw.ui import contrast  # lazy: few ever need it, and start-up counts

        theme = cls(name="dark" if contrast.is_dark(system) else "light", zoom=zoom)
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


class _Shown:
    """The theme on the screen now."""

    theme = Theme()
    contrast = False
    """The system asks for high contrast: its colours stay, whatever is chosen here."""


def current() -> Theme:
    """Return the theme on the screen now."""
    return _Shown.theme


def system() -> ThemeName:
    """Return the theme the system prefers; light when it does not say."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def chosen(name: str, zoom: int = 100) -> Theme:
    """Return the theme somebody chose: "light", "dark", or anything else to follow the system."""
    shown: ThemeName = "dark" if name == "dark" else "light" if name == "light" else system()
    return Theme(name=shown, zoom=min(max(zoom, MIN_ZOOM), MAX_ZOOM))


def palette(theme: Theme) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, name in _ROLES:
        made.setColor(role, theme.color(name))
    for role in _DISABLED:
        made.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text-disabled"))
    return made


def apply(app: QApplication, theme: Theme) -> None:
    """Show the whole application in a theme; call it again to change theme or zoom.

    While the system asks for high contrast its own colours are shown, and only the zoom is taken.
    """
    if _Shown.contrast:
        app.setPalette(QPalette())
        theme = Theme.of_system(app.palette(), theme.zoom)
    _Shown.theme = theme
    # The sheet wraps the style: once is enough. A style chosen before the start spares us a costly wrapper.
    if not app.styleSheet() and os.environ.get("QT_STYLE_OVERRIDE") != STYLE:
        app.setStyle(STYLE)
    fonts.load_interface()
    app.setFont(fonts.font("body", zoom=theme.zoom))
    app.setPalette(palette(theme))
    app.setStyleSheet(stylesheet.stylesheet(theme))


def follow_contrast(app: QApplication) -> None:
    """Show the system's own colours while it asks for high contrast; call it once the first page is painted.

    Asking the system costs more than applying a theme, so it does not happen before.
    """
    from streetlaw.ui import contrast  # lazy: see above

    wanted = contrast.is_wanted()
    if wanted != _Shown.contrast:
        _Shown.contrast = wanted
        apply(app, current() if wanted else Theme(name=system(), zoom=current().zoom))
