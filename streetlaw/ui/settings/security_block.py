"""Security: the lock, the recovery kit, and everything that opens the folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.profile import Role, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import alphabet, theme
from streetlaw.ui.keyring import Holder, HolderKind, Keyring
from streetlaw.ui.page import GAP, Page
from streetlaw.ui.settings.block import Block, Point
from streetlaw.ui.settings.forced import ForcedCard
from streetlaw.ui.settings.holders_card import HoldersCard, title_of
from streetlaw.ui.settings.key_question import CHANGED
from streetlaw.ui.settings.kit_card import KitCard
from streetlaw.ui.settings.lock_card import LockCard
from streetlaw.ui.settings.reading import lock_minutes
from streetlaw.ui.settings.shares import share_names
from streetlaw.ui.shell.panic import PANIC
from streetlaw.ui.shell.standing import LOCK_MINUTES

TWO_COLUMNS_FROM = 720
PROTECTIONS = "streetlaw.ui.settings.protections"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What the vault knows beside its keys."""

    lock_minutes: int
    panic: bool
    share_names: tuple[str, ...]
    names: Mapping[str, str]
    supervisors: tuple[TrustedPerson, ...]


@dataclass(frozen=True, slots=True)
class _Keys:
    """What the keyring told."""

    holders: tuple[Holder, ...]
    duress: bool


class SecurityBlock(Block):
    """What keeps others out, and how you get in yourself."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.lock_card, self.kit_card = LockCard(), KitCard()
        self.forced_card, self.holders_card = ForcedCard(), HoldersCard()
        self._kept: _Kept | None = None
        self._keys = _Keys((), False)
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Ask for the choices, then for the keys."""
        self.page.ask(_read, done=self._on_kept_read, latest="security")
        desk = self.page.desk
        desk.maintain(_keys, desk.tools.keyring, owner=self, done=self._on_keys,
                      refused=self.page.on_refused)

    def refresh(self, outcome: Outcome) -> None:
        """Follow the keys and the people who may hold one."""
        if outcome.name == CHANGED or outcome.touches(TrustedPerson):
            self.read()

    def start(self) -> None:
        """Make or test the recovery kit."""
        self._do("test" if self._kit() else "kit", None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below each other in a narrow window."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(TWO_COLUMNS_FROM)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)

    def _lay_out(self) -> None:
        self._columns, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for layout in (self._columns, left, right):
            layout.setSpacing(theme.current().px(GAP))
        left.addWidget(self.lock_card)
        if (protections := _protections(self.page)) is not None:
            left.addWidget(protections)
        left.addStretch(1)
        right.addWidget(self.kit_card)
        right.addWidget(self.holders_card)
        right.addWidget(self.forced_card)
        right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.column.addLayout(self._columns)

    def _connect(self) -> None:
        self.lock_card.minutes_chosen.connect(self._on_minutes)
        self.kit_card.new_wanted.connect(self._on_new_kit)
        self.kit_card.test_wanted.connect(self.start)
        self.forced_card.set_up_wanted.connect(self._on_set_up)
        self.forced_card.turn_off_wanted.connect(self._on_turn_off)
        self.forced_card.erase_wanted.connect(self._on_erase)
        self.forced_card.keys_chosen.connect(self._on_panic_keys)
        self.holders_card.chosen.connect(self._do)

    def _kit(self) -> Holder | None:
        return next((held for held in self._keys.holders if held.kind is HolderKind.RECOVERY), None)

    # ── What was read ────────────────────────────────────────────────────────────────────────────────────

    def _on_kept_read(self, kept: _Kept) -> None:
        self._kept = kept
        self.lock_card.show_minutes(kept.lock_minutes)
        self._show()

    def _on_keys(self, keys: _Keys) -> None:
        self._keys = keys
        self._show()

    def _show(self) -> None:
        if self._kept is None or not self._keys.holders:
            return
        kit = self._kit()
        self.kit_card.show_kit(kit)
        self.forced_card.show_state(duress=self._keys.duress, keys=self._kept.panic)
        self.holders_card.show_holders(self._keys.holders, self._kept.names, self._kept.share_names)
        if kit is None:
            self.report(Point(todo=_("Make a recovery kit…"), grave=True))
        else:
            done = _("recovery kit tested")
            self.report(Point(done=done, todo="" if kit.tested else _("Test the recovery kit…")))

    # ── What was chosen ──────────────────────────────────────────────────────────────────────────────────

    def _on_minutes(self, minutes: int) -> None:
        self.keep(LOCK_MINUTES, str(minutes))

    def _on_panic_keys(self, on: bool) -> None:
        self.keep(PANIC, "1" if on else "")

    def _on_new_kit(self) -> None:
        self._do("kit", None)

    def _on_set_up(self) -> None:
        self._do("set_duress", None)

    def _on_turn_off(self) -> None:
        self._do("clear_duress", None)

    def _on_erase(self) -> None:
        self._do("erase", None)

    def _do(self, deed: str, holder: Holder | None) -> None:
        from streetlaw.ui.settings.key_deeds import question  # lazy: the page shows before any is asked

        kept = self._kept
        if kept is not None:
            what = title_of(holder, kept.names) if holder is not None else ""
            question(self.page, deed, holder, what=what, share_names=kept.share_names,
                     supervisors=kept.supervisors).open()


def _read(work: Work) -> _Kept:
    people = alphabet.people(work.list(TrustedPerson))
    return _Kept(
        lock_minutes=lock_minutes(work), panic=bool(work.setting(PANIC)), share_names=share_names(work),
        names={person.id: person.name for person in people},
        supervisors=tuple(person for person in people
                          if person.verified_on is not None and person.role is Role.SUPERVISOR))


def _keys(keyring: Keyring) -> _Keys:
    return _Keys(keyring.holders(), keyring.duress_is_set)


def _protections(page: Page) -> QWidget | None:
    """What this computer protects from, when the program can tell: `protections:Protections(page)`."""
    if find_spec(PROTECTIONS) is None:
        return None
    made: QWidget = import_module(PROTECTIONS).Protections(page)
    return made
