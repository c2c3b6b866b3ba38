"""Settings: one page of blocks, state first, with a list of them at the left."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent

from streetlaw.domain.record import Outcome
from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import GUTTER, Page
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.scroll import is_small
from streetlaw.ui.route import Route
from streetlaw.ui.settings.block import Block
from streetlaw.ui.settings.protection import Protection
from streetlaw.ui.settings.side import Side

SIDE = 220


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the page: the tab of its route, its name (msgid), its icon, and "module:Class"."""

    key: str
    label: str
    icon: str
    block: str


BLOCKS: tuple[Part, ...] = (
    Part("security", N_("Security"), "shield-check", "streetlaw.ui.settings.security_block:SecurityBlock"),
    Part("people", N_("People and keys"), "key", "streetlaw.ui.settings.people_block:PeopleBlock"),
    Part("backups", N_("Backups"), "hard-drives", "streetlaw.ui.settings.backups_block:BackupsBlock"),
    Part("law", N_("The law"), "scales", "streetlaw.ui.settings.law_block:LawBlock"),
    Part("look", N_("Language, display"), "text-aa", "streetlaw.ui.settings.look_block:LookBlock"),
    Part("log", N_("Activity log"), "list-bullets", "streetlaw.ui.settings.log_block:LogBlock"),
    Part("about", N_("About, licences"), "info", "streetlaw.ui.settings.about_block:AboutBlock"),
)
"""From top to bottom; a block whose module does not exist is not there."""


@cache
def existing() -> tuple[Part, ...]:
    """The blocks whose module exists."""
    return tuple(part for part in BLOCKS if find_spec(part.block.partition(":")[0]) is not None)


class SettingsPage(Page):
    """Everything that is set once and looked at now and then."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.blocks = {part.key: _load(part.block)(self) for part in existing()}
        self.side_list = Side([Option(part.key, translate(part.label), part.icon) for part in existing()])
        self.protection = Protection()
        self._held = next(iter(self.blocks))  # stays at the top while blocks above it still grow
        self._aim = 0
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Read, and go to the block the route names."""
        self.set_place(_("Settings"))
        self.read()
        self.jump(route.tab or next(iter(self.blocks)))

    def resume(self) -> None:
        """Read again."""
        self.read()

    def refresh(self, outcome: Outcome) -> None:
        """Let every block follow."""
        for block in self.blocks.values():
            block.refresh(outcome)

    def state(self) -> dict[str, object]:
        """Which block is in view, and what is half filled in."""
        filled: dict[str, object] = {key: block.filled() for key, block in self.blocks.items()}
        return {"block": self.side_list.current(), **filled}

    def restore(self, state: dict[str, object]) -> None:
        """Go where it was, and take up what was half filled in."""
        for key, block in self.blocks.items():
            held = state.get(key)
            block.fill(held if isinstance(held, dict) else {})
        self.jump(str(state.get("block", "")))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the block that was jumped to in its place; in a small window the list of blocks gives way."""
        super().resizeEvent(event)
        if self.side is not None:
            self.side.setHidden(is_small(self))
        self._settle()

    def read(self) -> None:
        """Let every block ask for what it shows."""
        for block in self.blocks.values():
            block.read()

    def jump(self, key: str) -> None:
        """Bring a block to the top, as far as the page can scroll."""
        if key in self.blocks:
            self._held = key
            self.side_list.show_current(key)
            QTimer.singleShot(0, self, self._settle)  # once the layout knows where it stands

    def _lay_out(self) -> None:
        self.set_side(self.side_list, SIDE)
        self.body.addWidget(self.protection)
        for block in self.blocks.values():
            self.body.addWidget(block)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.side_list.chosen.connect(self._on_chosen)
        self.protection.wanted.connect(self._on_wanted)
        for block in self.blocks.values():
            block.reported.connect(self._on_reported)
        if self.area is not None:
            self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
            self.area.verticalScrollBar().rangeChanged.connect(self._settle)

    def _on_chosen(self, key: str) -> None:
        self.navigator.replace(Route("settings", tab=key))
        self.jump(key)

    def _on_wanted(self, key: str) -> None:
        self.jump(key)
        self.blocks[key].start()

    def _on_reported(self) -> None:
        self.protection.show_points(
            [(key, point) for key, block in self.blocks.items() for point in block.points])

    # ── Where one is ─────────────────────────────────────────────────────────────────────────────────────

    def _settle(self) -> None:
        if self._held and self.area is not None:
            bar = self.area.verticalScrollBar()
            self._aim = min(self._top(self._held), bar.maximum())
            bar.setValue(self._aim)

    def _top(self, key: str) -> int:
        first = key == next(iter(self.blocks))
        return 0 if first else max(self.blocks[key].y() - theme.current().px(GUTTER), 0)

    def _on_scrolled(self, value: int) -> None:
        if value == self._aim and self._held:
            return
        self._held = ""  # the person scrolls: from here the list follows
        if self.area is None:
            return
        bar = self.area.verticalScrollBar()
        middle = value + self.area.viewport().height() // 3
        above = [key for key in self.blocks if self._top(key) <= middle]
        self.side_list.show_current(list(self.blocks)[-1] if value == bar.maximum() else above[-1])


def _load(block: str) -> type[Block]:
    module, _colon, name = block.partition(":")
    loaded: type[Block] = getattr(import_module(module), name)
    return loaded
