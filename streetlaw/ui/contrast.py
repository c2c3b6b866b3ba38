"""What the system asks for: high contrast, in its own few colours where they can be read, and no motion."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from streetlaw.ui.tokens import ColorName, Hues, tones

TEXT, EDGE = 7.0, 4.5
"""Least contrast of text, and of edges of controls and the ring of the focus, in this look."""

_TINT = 0.35
"""How much of the system's highlight stands in the ground of what is chosen, under texts of many colours."""

_Role = QPalette.ColorRole
_GROUNDS: tuple[ColorName, ...] = ("canvas", "surface", "sunken", "raised", "projector", "rail", "track")
_INKS: tuple[ColorName, ...] = (
    "border", "border-strong", "text", "text-2", "text-3", "rail-text", "rail-line", "mask", "focus",
    "on-selection", "primary-soft-text", "on-rail-active",
)  # fmt: skip
_ACCENTS: tuple[ColorName, ...] = ("primary", "primary-hover", "primary-pressed", "danger-solid")
_ON_ACCENTS: tuple[ColorName, ...] = ("on-primary", "on-danger-solid")
_TINTED: tuple[ColorName, ...] = ("selection", "hover", "primary-soft", "rail-active")


class _Five(NamedTuple):
    """What we take from a system: where its highlight or its links are too weak, its text stands in."""

    ground: QColor
    ink: QColor
    accent: QColor
    on_accent: QColor
    link: QColor


def is_wanted() -> bool:
    """Tell whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # kept by name: its parts die with the wrapper
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def is_still_wanted() -> bool:
    """Tell whether the system asks for nothing that moves."""
    hints = QGuiApplication.styleHints()  # kept by name: see above
    return hints.accessibility().motionPreference() == Qt.MotionPreference.ReducedMotion


def ratio(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours as WCAG counts it: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def is_enough(system: QPalette) -> bool:
    """Tell whether the colours of a system can be read; some ask for contrast and have none to give."""
    return ratio(system.color(_Role.WindowText), system.color(_Role.Base)) >= TEXT


def is_dark(system: QPalette) -> bool:
    """Tell whether a palette writes light on dark."""
    ground, ink = system.color(_Role.Base), system.color(_Role.WindowText)
    return ground.lightness() < ink.lightness()


def colors_of(system: QPalette) -> dict[str, str]:
    """Return our colours by name, taken from a system palette."""
    five = _five(system)
    faint = system.color(QPalette.ColorGroup.Disabled, _Role.WindowText)
    found: dict[str, str] = {"link": five.link.name(), "text-disabled": faint.name()}
    for names, colour in ((_GROUNDS, five.ground), (_INKS, five.ink), (_ACCENTS, five.accent),
                          (_ON_ACCENTS, five.on_accent), (_TINTED, _tint(five))):
        found |= dict.fromkeys(names, colour.name())
    return found


def tones_of(system: QPalette) -> dict[str, Hues]:
    """Return our tones, told apart by icon and words only."""
    ink, ground = (
        system.color(role).name() for role in (_Role.WindowText, _Role.Base)
    )
    return dict.fromkeys(tones("light"), Hues(text=ink, fill=ground, line=ink))


def _five(system: QPalette) -> _Five:
    ground, ink, accent, over, link = (
        system.color(role) for role in
        (_Role.Base, _Role.WindowText, _Role.Highlight, _Role.HighlightedText, _Role.Link))
    if min(ratio(accent, ground), ratio(over, accent)) < EDGE:
        accent, over = ink, ground
    return _Five(ground, ink, accent, over, link if ratio(link, ground) >= EDGE else ink)


def _tint(five: _Five) -> QColor:
    """Return the ground with as much of the accent as lets texts on it be read."""
    inks = ((five.ink, TEXT), (five.link, EDGE), (five.accent, EDGE))
    share = _TINT
    while share > 0 and any(ratio(ink, _mixed(five, share)) < least for ink, least in inks):
        share -= 0.05
    return _mixed(five, max(share, 0))


def _mixed(five: _Five, share: float) -> QColor:
    red, green, blue = (below + share * (above - below)
                        for below, above in zip(_parts(five.ground), _parts(five.accent), strict=True))
    return QColor.fromRgbF(red, green, blue)


def _luminance(colour: QColor) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                        for part in _parts(colour))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()
