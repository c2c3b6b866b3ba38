"""What can be done with chosen rows: buttons in a bar, and the same lines in the menu of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import locale
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.chips import MenuChip
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.text import Text
from streetlaw.ui.qicons import icon


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One action on records: `act(ids, key)`, where key is one of `options`, "" when there are none."""

    text: str
    icon: str
    act: Callable[[Sequence[str], str], object]
    options: tuple[Option, ...] = ()


def add_deeds(menu: QMenu, deeds: Sequence[Deed], ids: Callable[[], Sequence[str]]) -> None:
    """Put actions into a menu, those with options as a menu of their own; `ids` says on what."""
    for deed in deeds:
        if deed.options:
            below = menu.addMenu(icon(deed.icon), deed.text)
            below.setAccessibleName(deed.text)
            add_options(below, deed, ids)
        else:
            add_line(menu, deed.text, deed.icon, partial(_do, deed, ids, ""))


def add_options(menu: QMenu, deed: Deed, ids: Callable[[], Sequence[str]]) -> None:
    """Put the options of an action into a menu."""
    for option in deed.options:
        add_line(menu, option.text, option.icon, partial(_do, deed, ids, option.key))


def add_line(menu: QMenu, text: str, sign: str, act: Callable[[], object]) -> QAction:
    """Put one line into a menu."""
    action = menu.addAction(text)
    if sign:
        action.setIcon(icon(sign))
    action.triggered.connect(act)
    return action


def _do(deed: Deed, ids: Callable[[], Sequence[str]], key: str, *_checked: object) -> None:
    deed.act(ids(), key)


class ChosenBar(QFrame):
    """Appears with the first tick: how many are chosen, and what can be done with them."""

    dropped = Signal()
    """None shall be chosen."""

    def __init__(self, deeds: Sequence[Deed], ids: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self.setAccessibleName(_("With the chosen ones"))
        self.buttons: list[QWidget] = []
        self._ids = ids
        px = theme.current().px
        self.number = Text("", "strong")
        self.none = IconButton("x", _("Choose none"), kind="quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        flow = FlowLayout(spacing=px(8))
        flow.addWidget(self.none)
        flow.addWidget(self.number)
        for deed in deeds:
            self.buttons.append(self._button(deed))
            flow.addWidget(self.buttons[-1])
        row.addLayout(flow, 1)
        self.none.clicked.connect(self.dropped)

    def show_number(self, number: int) -> None:
        """Say how many are chosen."""
        self.number.setText(ngettext("{n} chosen", "{n} chosen", number).format(n=locale().toString(number)))
        self.number.setMinimumHeight(theme.current().px(32))

    def _button(self, deed: Deed) -> QWidget:
        if not deed.options:
            button = Button(deed.text, icon=deed.icon)
            button.clicked.connect(partial(_do, deed, self._ids, ""))
            return button
        chip = MenuChip(deed.text, icon=deed.icon, tall=True)
        menu = QMenu(chip)
        add_options(menu, deed, self._ids)
        chip.setMenu(menu)
        return chip
