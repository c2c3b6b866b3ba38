"""How the window looks and where it was left: kept in the vault, so that a plain file tells none of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from streetlaw.ui.theme import Choice

if TYPE_CHECKING:
    from streetlaw.domain.errors import StreetLawError
    from streetlaw.services.ports import Work
    from streetlaw.ui.desk import Desk

LOOK = "look"
"""Name of the choice kept in the vault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What the owner chose for the window.

    `theme`, `contrast` ("on", "off") and `motion` ("off") follow the system when ""; `zoom` in percent;
    `window`: x, y, width, height, maximised; `section` was in view on `day` (ISO date). Never a record: what
    opens by itself must tell nobody anything.
    """

    theme: str = ""
    zoom: int = 100
    contrast: str = ""
    motion: str = ""
    window: tuple[int, ...] = ()
    section: str = ""
    day: str = ""

    @property
    def choice(self) -> Choice:
        """What was chosen of the theme."""
        return Choice(name=self.theme, zoom=self.zoom, contrast=self.contrast, motion=self.motion)

    def first_section(self, day: str) -> str:
        """Where to go on after a lock; "" on a new day, which begins as every day does."""
        return self.section if day == self.day else ""


def read(work: Work) -> Look:
    """The look as it was kept; what is of another make is left out."""
    try:
        said = json.loads(work.setting(LOOK, "{}"))
    except ValueError:
        return Look()
    usual = Look()
    kept: dict[str, Any] = {}
    for name in (field.name for field in fields(Look)):
        value = said.get(name) if isinstance(said, dict) else None
        value = tuple(value) if isinstance(value, list) else value
        if type(value) is type(getattr(usual, name)):
            kept[name] = value
    return Look(**kept)


def write(work: Work, look: Look) -> None:
    """Keep the look."""
    work.set_setting(LOOK, json.dumps(asdict(look)))


def keep(desk: Desk, look: Look) -> None:
    """Keep a look that changed; a disk that takes nothing loses it, and nothing else."""
    if look != desk.look:
        desk.look = look
        desk.ask(write, look, owner=desk, done=_written, refused=_not_written)


def _written(_nothing: None) -> None:
    """It is kept: the window looks so already."""


def _not_written(_refusal: StreetLawError) -> None:
    """The window looks as chosen until it is locked."""
