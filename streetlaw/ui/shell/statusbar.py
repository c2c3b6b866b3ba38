"""The status bar: offline, encrypted, how old the backup is, and when the window locks."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from streetlaw.domain.backup import WEEKLY, BackupState, days_since
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.tokens import Ink

BAR = 26
WARNED = (60, 20)
"""Seconds to the lock at which a screen reader says so: any key, and they begin anew."""


class _Sign(QWidget):
    """An icon and a few words."""

    def __init__(self, icon: str, text: str) -> None:
        super().__init__()
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        self._icon, self._text = Glyph(icon, "text-2", 14), Text(text, "secondary")
        row.addWidget(self._icon)
        row.addWidget(self._text)

    def say(self, text: str, ink: Ink = "text-2") -> None:
        self._text.setText(text)
        self._text.set_ink(ink)
        self._icon.show_icon("hard-drives" if ink == "text-2" else "warning-circle", ink)

    def show_text(self, text: str) -> None:
        if self._text.text() != text:
            self._text.setText(text)


class StatusBar(QFrame):
    """Facts about safety, always in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self.setFixedHeight(theme.current().px(BAR))
        self.setAccessibleName(_("Status bar"))
        self._offline = _Sign("cloud-slash", _("Works offline"))
        self._sealed = _Sign("lock-key", _("Encrypted on this computer"))
        self._backup = _Sign("hard-drives", "")
        self._escrow = _Sign("handshake", _("Somebody else holds a key"))
        self._escrow.hide()
        self._lock = _Sign("timer", "")
        self._last = Elided(kind="secondary")
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), 1, px(16), 0)
        row.setSpacing(px(16))
        for sign in (self._offline, self._sealed, self._backup, self._escrow):
            row.addWidget(sign)
        row.addWidget(self._last, 1)
        row.addWidget(self._lock)

    def show_backup(self, state: BackupState, today: date) -> None:
        """Say how old the last backup is, or rather when one was last tried."""
        latest = state.latest
        if latest is None:
            self._backup.say(_("No backup yet"), "warning")
            return
        made = days_since(latest.made, today)
        if made > (state.every or WEEKLY):
            self._backup.say(_made(made), "warning")
        elif state.drill is None:
            self._backup.say(_made(made))
        else:
            self._backup.say(_tested(days_since(state.drill.tested, today)))

    def show_last(self, text: str, time: str) -> None:
        """Keep in view what was said last, and when: for whoever looked elsewhere."""
        self._last.setText(f"{time} · {text}")

    @property
    def at_right(self) -> int:
        """How many px at the right end must stay in view: the time to the lock."""
        return self._lock.sizeHint().width() + 2 * theme.current().px(16)

    def show_escrow(self, out: bool) -> None:
        """Say that somebody else can open the folder, as long as they can."""
        self._escrow.setVisible(out)

    def show_seconds(self, seconds: int) -> None:
        """Say when the window locks."""
        left = f"{seconds // 60}:{seconds % 60:02d}"
        said = _("Locks in {time}").format(time=left)
        self._lock.show_text(said)
        if seconds in WARNED:
            announce(self, said, urgent=True)

    def set_width(self, width: int) -> None:
        """Keep what is needed most in a narrow window (logical px)."""
        self._sealed.setVisible(width >= 900)
        self._offline.setVisible(width >= 700)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line above the bar."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(theme.current().color("border"))
        painter.drawLine(0, 0, self.width(), 0)


def _made(days: int) -> str:
    if not days:
        return _("Backup made today")
    return ngettext("Backup made {n} day ago", "Backup made {n} days ago", days).format(n=days)


def _tested(days: int) -> str:
    if not days:
        return _("Backup tested today")
    return ngettext("Backup tested {n} day ago", "Backup tested {n} days ago", days).format(n=days)
