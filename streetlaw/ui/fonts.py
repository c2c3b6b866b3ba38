"""The fonts we ship, loaded when first needed."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from streetlaw import resources
from streetlaw.ui.tokens import Role, face, family, tokens


@cache
def _load(file: str) -> None:
    if QFontDatabase.addApplicationFont(str(resources.path("fonts", file))) < 0:
        raise FileNotFoundError(file)


def load_interface() -> None:
    """Load the three weights every page is written in."""
    _load("InterDesk-Regular.ttf")
    _load("InterDesk-Medium.ttf")
    _load("InterDesk-SemiBold.ttf")


def load_mono() -> None:
    """Load the font of hashes and key words."""
    _load("NotoSansMono-Regular.ttf")


def load_document() -> None:
    """Load the fonts a paper is written in."""
    _load("NotoSerif-Regular.ttf")
    _load("NotoSerif-Bold.ttf")


def font(role: Role, *, weight: int | None = None, zoom: int = 100) -> QFont:
    """Return the font of a step of the type scale, at a zoom in per cent."""
    step = face(role)
    made = QFont(_families(role))
    made.setPixelSize(round(step.size * zoom / 100))
    made.setWeight(QFont.Weight(weight or step.weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def _families(role: Role) -> list[str]:
    if role == "mono":
        load_mono()
        return [family("mono"), "monospace"]
    if role == "document":
        load_document()
        return [family("document"), "serif"]
    return [family("ui"), *tokens()["type"]["family"]["ui_fallback"]]
