"""Design tokens: the numbers and colours of resources/style/tokens.json, typed. No Qt here."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

from streetlaw import resources

ThemeName: TypeAlias = Literal["light", "dark"]
ToneName: TypeAlias = Literal["neutral", "info", "success", "warning", "danger", "review", "accent"]
ColorName: TypeAlias = Literal[
    "canvas", "surface", "sunken", "raised", "border", "border-strong", "text", "text-2", "text-3",
    "text-disabled", "primary", "primary-hover", "primary-pressed", "on-primary", "primary-soft",
    "primary-soft-text", "selection", "on-selection", "hover", "focus", "link", "rail", "rail-text",
    "rail-active", "on-rail-active", "rail-line", "mask", "track", "danger-solid", "on-danger-solid",
    "projector",
]  # fmt: skip
Ink: TypeAlias = ColorName | ToneName
"""What text and icons are painted in: a colour, or the text colour of a tone."""

Role: TypeAlias = Literal[
    "caption", "label", "body", "body_strong", "reading", "section", "title", "figure",
    "projector_body", "projector_title", "mono", "document",
]  # fmt: skip


class Hues(NamedTuple):
    """The three colours of a tone, as ``#RRGGBB``."""

    text: str
    fill: str
    line: str


class Face(NamedTuple):
    """A step of the type scale: size and line height in px, weight as in CSS."""

    size: int
    line: int
    weight: int


@cache
def tokens() -> dict[str, Any]:
    """Return the whole token file."""
    text = resources.path("style", "tokens.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def colors(theme: ThemeName, *, high: bool = False) -> dict[str, str]:
    """Return the flat colours of a theme by name, as ``#RRGGBB``; `high`: those of high contrast."""
    return {name: value for name, value in _colors(theme, high=high).items() if name != "tone"}


def tones(theme: ThemeName, *, high: bool = False) -> dict[str, Hues]:
    """Return the tones of a theme by name; `high`: those of high contrast."""
    return {name: Hues(**hues) for name, hues in _colors(theme, high=high)["tone"].items()}


def _colors(theme: ThemeName, *, high: bool) -> dict[str, Any]:
    found: dict[str, Any] = tokens()["color"][f"{theme}-high" if high else theme]
    return found


def face(role: Role) -> Face:
    """Return a step of the type scale; mono and document use the sizes of label and reading."""
    scale = tokens()["type"]["scale_px"]
    if role == "mono":
        return Face(scale["caption"]["size"], scale["caption"]["line"], 400)
    if role == "document":
        return Face(**scale["reading"])
    return Face(**scale[role])


def family(kind: Literal["ui", "mono", "document"]) -> str:
    """Return the name of a font family we ship."""
    name: str = tokens()["type"]["family"][kind]
    return name
