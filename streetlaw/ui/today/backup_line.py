"""One quiet line on Today about backups: what is due, or that this folder came back from one."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout

from streetlaw.domain.backup import Due, Place, Restored, days_since
from streetlaw.services import backups
from streetlaw.services.backups import Notice
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.backup_flow import BackupFlow, local_day, lost_text
from streetlaw.ui.dates import day_long, days_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text


class BackupLine(QFrame):
    """Hidden most days; put off, it stays away until tomorrow."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._notice: Notice | None = None
        self._title = ""
        self.flow = BackupFlow(page)
        self.setProperty("kind", "card")
        self._sign, self.text = Glyph("hard-drives", "text-2", 18), Text("", wrap=True)
        self.act, self.later = Button(_("Back up now")), Button(_("Not today"), kind="quiet")
        self.stop = Button(_("Cancel"), kind="quiet")
        self._lay_out()
        self._connect()
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show what is to be said, or nothing."""
        self._notice = notice
        if not self._title:  # nothing is under way
            self._show()

    def _lay_out(self) -> None:
        px = theme.current().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(8), px(6))
        row.setSpacing(px(10))
        row.addWidget(self._sign)
        row.addWidget(self.text, 1)
        for button in (self.later, self.act, self.stop):
            row.addWidget(button)
        self.stop.hide()

    def _connect(self) -> None:
        self.act.clicked.connect(self._on_act)
        self.later.clicked.connect(self._on_later)
        self.stop.clicked.connect(self.flow.cancel)
        self.flow.begun.connect(self._on_begun)
        self.flow.told.connect(self._on_told)
        self.flow.ended.connect(self._on_ended)

    def _show(self) -> None:
        notice = self._notice
        self.stop.hide()
        if notice is None or (notice.restored is None and notice.due is None):
            self.hide()
            return
        restored = notice.restored is not None
        self._sign.show_icon("clock-counter-clockwise" if restored else "hard-drives",
                             "warning" if restored else "text-2")
        self.later.setVisible(not restored)
        self.act.show()
        if notice.restored is not None:
            self.text.setText(f"{restored_text(notice.restored)} {lost_text(notice.damaged)}".strip())
            self.act.setText(_("I know"))
        elif notice.due is not None:
            self.text.setText(due_text(notice.due, notice.latest, self._page.desk.today))
            self.act.setText(_("Test a backup…") if notice.due is Due.UNTESTED else _("Back up now"))
        self.show()

    def _on_act(self) -> None:
        if self._notice is None:
            return
        if self._notice.restored is not None:
            self._page.ask(backups.accept_restored, done=self._on_noted)
        elif self._notice.due is Due.UNTESTED:
            self.flow.try_out()
        else:
            self.flow.make()

    def _on_later(self) -> None:
        self._page.ask(backups.put_off, done=self._on_noted)

    def _on_noted(self, _nothing: object) -> None:
        self._page.ask(backups.notice, done=self.show_notice, latest="backups")

    def _on_begun(self, title: str) -> None:
        self._title = title
        self.act.hide()
        self.later.hide()
        self.stop.show()
        self._on_told(0, 1)

    def _on_told(self, done: int, total: int) -> None:
        percent = 100 * done // max(1, total)
        self.text.setText(_("{title}: {percent} %").format(title=self._title, percent=percent))

    def _on_ended(self) -> None:
        self._title = ""
        self._show()
        self._on_noted(None)


def due_text(due: Due, latest: Place | None, today: date) -> str:
    """Why something is due, in one sentence."""
    if due is Due.NEVER_MADE or latest is None:
        return _("There is no backup of this folder yet. If this computer is lost, everything in it is lost.")
    if due is Due.UNTESTED:
        return _("No backup was tested in the last 30 days. A test shows whether everything would come back.")
    days = days_since(latest.made, today)
    if due is Due.CHANGES and not days:
        return _("Much has changed since the backup of today.")
    ago = days_text(days)
    if due is Due.CHANGES:
        return _("Much has changed since the last backup, {days} ago.").format(days=ago)
    return _("The last backup was made {days} ago ({place}).").format(days=ago, place=latest.name)


def restored_text(restored: Restored) -> str:
    """That this folder came back from a backup, how old that was, and what is known to be missing."""
    text = _("This folder came back from the backup of {date}. What was written after that day is not in it.")
    said = text.format(date=day_long(local_day(restored.made)))
    if restored.missing:
        missing = restored.missing
        said += " " + ngettext("{n} later entry of the log is known to be missing.",
                               "{n} later entries of the log are known to be missing.",
                               missing).format(n=missing)
    return said
