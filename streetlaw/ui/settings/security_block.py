"""Security: the lock, and the keys that open the folder."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.page import GAP, Page
from streetlaw.ui.settings.block import Block
from streetlaw.ui.settings.lock_card import LockCard
from streetlaw.ui.settings.passphrase_card import PassphraseCard
from streetlaw.ui.settings.reading import lock_minutes
from streetlaw.ui.shell.standing import LOCK_MINUTES

TWO_COLUMNS_FROM = 720


class SecurityBlock(Block):
    """What keeps others out."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.lock_card, self.passphrase_card = LockCard(), PassphraseCard()
        self._lay_out()
        self.lock_card.minutes_chosen.connect(self._on_minutes)
        self.passphrase_card.change_wanted.connect(self._on_passphrase)

    def read(self) -> None:
        """Ask when the window locks."""
        self.page.ask(lock_minutes, done=self.lock_card.show_minutes, latest="security")

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
        left.addStretch(1)
        right.addWidget(self.passphrase_card)
        right.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right, 1)
        self.column.addLayout(self._columns)

    def _on_minutes(self, minutes: int) -> None:
        self.keep(LOCK_MINUTES, str(minutes))

    def _on_passphrase(self, old: str, new: str) -> None:
        desk = self.page.desk
        desk.maintain(desk.tools.safe.change_passphrase, old, new, owner=self,
                      done=self._on_passphrase_changed, refused=self.passphrase_card.refuse)

    def _on_passphrase_changed(self, _nothing: object) -> None:
        self.passphrase_card.close_form()
        self.page.navigator.toast(_("The passphrase was changed"))
