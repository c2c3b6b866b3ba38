"""Who can open the folder: every way in, and what can be done about each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.keyring import Holder, HolderKind
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import ListRow

ICONS = {
    HolderKind.PASSPHRASE: "key", HolderKind.KEY_FILE: "file", HolderKind.RECOVERY: "lifebuoy",
    HolderKind.ESCROW: "handshake", HolderKind.SHARES: "files",
}

DEEDS: dict[HolderKind, tuple[tuple[str, str], ...]] = {
    HolderKind.PASSPHRASE: (("recalibrate", N_("Make guessing slow again…")),),
    HolderKind.KEY_FILE: (),
    HolderKind.RECOVERY: (("test", N_("Test…")), ("kit", N_("New kit…"))),
    HolderKind.ESCROW: (),
    HolderKind.SHARES: (("names", N_("Who has the sheets…")), ("shares", N_("New sheets…"))),
}
"""What can be done with a key beside taking it away."""

ADD = (("key_file", N_("A key file on a stick…")), ("escrow", N_("A person I trust…")),
       ("shares", N_("Three sheets, two of which open…")))


class KeyMenu(QMenu):
    """What can be done; `chosen` carries the deed and the holder (None for a new one)."""

    chosen = Signal(str, object)

    def __init__(self, deeds: Sequence[tuple[str, str]], holder: Holder | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._holder = holder
        for deed, text in deeds:
            self._add(deed, translate(text))
        if holder is not None:
            self._add("remove", _("Take away…"))
        self.triggered.connect(self._on_triggered)

    def _add(self, deed: str, text: str) -> None:
        self.addAction(text).setData(deed)

    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(action.data(), self._holder)


class HoldersCard(Card):
    """A row for each way in; the duress passphrase is none of them."""

    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("What opens this folder"), icon="lock-key-open", parent=parent)
        self.another = Button(_("Add…"), icon="plus")
        self.add_menu = KeyMenu(ADD, None, self.another)
        self.add_menu.chosen.connect(self.chosen)
        self.another.setMenu(self.add_menu)
        self.add_action(self.another)
        self.menus: dict[int, KeyMenu] = {}
        """The menus of the rows, by place."""

    def show_holders(self, holders: Sequence[Holder], names: Mapping[str, str],
                     share_names: Sequence[str]) -> None:
        """Show the ways in; `names` are people's by id."""
        self.clear_rows()
        self.menus = {}
        self.set_count(len(holders))
        for holder in holders:
            title = title_of(holder, names)
            sign = Glyph(ICONS[holder.kind], size=18)
            self.add_row(ListRow(title, _note(holder, share_names), leading=sign,
                                 trailing=self._buttons(holder, title), wrap=True))

    def _buttons(self, holder: Holder, title: str) -> QWidget:
        more = self._more(holder, title)
        if holder.kind is not HolderKind.PASSPHRASE:
            return more
        both, change = QWidget(), Button(_("Change…"))
        change.setAccessibleName(_("Change the passphrase"))
        change.clicked.connect(self._on_change)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(4))
        row.addWidget(change)
        row.addWidget(more)
        return both

    def _more(self, holder: Holder, title: str) -> IconButton:
        more = IconButton("dots-three-vertical", _("More about {name}").format(name=title), kind="quiet")
        menu = KeyMenu(DEEDS[holder.kind], holder, more)
        menu.chosen.connect(self.chosen)
        self.menus[holder.place] = menu
        more.setMenu(menu)
        return more

    def _on_change(self) -> None:
        self.chosen.emit("change", None)


def title_of(holder: Holder, names: Mapping[str, str]) -> str:
    """What a key is called."""
    if holder.kind is HolderKind.ESCROW:
        return names.get(holder.person_id, _("A person who was removed since"))
    return {
        HolderKind.PASSPHRASE: _("Passphrase"), HolderKind.KEY_FILE: _("Passphrase and key file"),
        HolderKind.RECOVERY: _("Recovery words"), HolderKind.SHARES: _("Three sheets, two of which open"),
    }[holder.kind]


def _note(holder: Holder, share_names: Sequence[str]) -> str:
    said = [_("since {date}").format(date=_day(holder.made))] if holder.made else []
    if holder.kind is HolderKind.RECOVERY:
        said.append(_("tested {date}").format(date=_day(holder.tested)) if holder.tested else _("not tested"))
    elif holder.kind is HolderKind.ESCROW:
        said.append(_("can open everything here without you, with a request file"))
    elif holder.kind is HolderKind.SHARES:
        who = ", ".join(name for name in share_names if name)
        said.append(who or _("nobody noted who has them"))
    return " · ".join(said)


def _day(moment: datetime) -> str:
    return day_full(moment.astimezone().date())
