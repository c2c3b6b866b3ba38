"""Backups: when the last one was made, making one, and bringing one back beside this folder."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_long, days_text
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.rows import ListRow


class BackupCard(Card):
    """State first, then what can be done."""

    made_wanted = Signal()
    restore_wanted = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Backups"), icon="hard-drives", note=_("encrypted, one file"), parent=parent)
        self.make, self.restore = Button(_("Back up now…")), Button(_("Restore…"))
        self.make.clicked.connect(self.made_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.add_action(self.make)
        self.add_action(self.restore)
        self._sign = Glyph("warning-circle", "warning", 18)
        self._state = ListRow(_("No backup yet"), _("Keep one on another disk, away from this computer."),
                              leading=self._sign)
        self.add_row(self._state)
        self._progress: ProgressCard | None = None

    def show_made(self, made: str, today: date) -> None:
        """Show when the last backup was made (ISO text, "" for never)."""
        if not made:
            return
        day = datetime.fromisoformat(made).astimezone().date()
        ago = (today - day).days
        self._sign.show_icon("check-circle" if ago <= 7 else "clock", "success" if ago <= 7 else "warning")
        self._state.set_title(_("Backup made on {date}").format(date=day_long(day)))
        self._state.set_subtitle(_("{days} ago").format(days=days_text(ago)) if ago > 0 else _("today"))

    def begin(self, title: str) -> None:
        """Show that work is under way."""
        self.end()
        self._progress = ProgressCard(title)
        self._progress.cancelled.connect(self.cancelled)
        self.add(self._progress)
        self.make.setEnabled(False)
        self.restore.setEnabled(False)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the work is."""
        if self._progress is not None and total:
            self._progress.set_progress(100 * done // total)

    def end(self) -> None:
        """The work is over."""
        if self._progress is not None:
            self._progress.hide()
            self._progress.deleteLater()
            self._progress = None
        self.make.setEnabled(True)
        self.restore.setEnabled(True)
