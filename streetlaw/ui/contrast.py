"""High contrast: when the system asks for it, its own few colours take the place of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette

from streetlaw.ui.tokens import ColorName, Hues, tones

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROLES: Mapping[QPalette.ColorRole, tuple[ColorName, ...]] = {
    QPalette.ColorRole.Base: ("canvas", "surface", "sunken", "raised", "hover", "projector", "rail", "track"),
    QPalette.ColorRole.WindowText: (
        "border", "border-strong", "text", "text-2", "text-3", "rail-text", "rail-line", "mask",
    ),
    QPalette.ColorRole.Highlight: (
        "primary", "primary-hover", "primary-pressed", "primary-soft", "selection", "focus", "rail-active",
        "danger-solid",
    ),
    QPalette.ColorRole.HighlightedText: (
        "on-primary", "primary-soft-text", "on-selection", "on-rail-active", "on-danger-solid",
    ),
    QPalette.ColorRole.Link: ("link",),
}  # fmt: skip


def is_wanted() -> bool:
    """Tell whether the system asks for high contrast."""
    hints = QGuiApplication.styleHints()  # kept by name: its parts die with the wrapper
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def is_dark(system: QPalette) -> bool:
    """Tell whether a palette writes light on dark."""
    ground, ink = system.color(QPalette.ColorRole.Base), system.color(QPalette.ColorRole.WindowText)
    return ground.lightness() < ink.lightness()


def colors_of(system: QPalette) -> dict[str, str]:
    """Return our colours by name, taken from a system palette."""
    found: dict[str, str] = {
        name: system.color(role).name() for role, names in _ROLES.items() for name in names
    }
    faint = system.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
    return found | {"text-disabled": faint.name()}


def tones_of(system: QPalette) -> dict[str, Hues]:
    """Return our tones, told apart by icon and words only."""
    ink, ground = (
        system.color(role).name() for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Base)
    )
    return dict.fromkeys(tones("light"), Hues(text=ink, fill=ground, line=ink))
