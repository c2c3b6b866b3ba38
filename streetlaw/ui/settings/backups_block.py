"""Backups: making one, and bringing one back as a folder of its own."""

from __future__ import annotations

from pathlib import Path

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import files, start_file
from streetlaw.ui.desk import LongWork
from streetlaw.ui.page import Page
from streetlaw.ui.settings.backup_card import BackupCard
from streetlaw.ui.settings.block import Block, Point
from streetlaw.ui.settings.restore import RestoreBackup
from streetlaw.ui.shell.standing import BACKUP_MADE

BACKUP: files.Kinds = (("SLV", "*.slv"),)


class BackupsBlock(Block):
    """When the last backup was made, and what can be done."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.card = BackupCard()
        self._work: LongWork | None = None
        self.column.addWidget(self.card)
        self.card.made_wanted.connect(self.start)
        self.card.restore_wanted.connect(self._on_restore)
        self.card.cancelled.connect(self._on_cancelled)

    def read(self) -> None:
        """Ask when the last backup was made."""
        self.page.ask(_backup_made, done=self._on_read, latest="backups")

    def start(self) -> None:
        """Ask where the backup goes, and make it."""
        page, today = self.page, self.page.desk.today
        path = files.ask_where_to_save(self, _("Back up now"), f"{today.isoformat()}.slv", BACKUP)
        if path is not None:
            self.card.begin(_("Making the backup"))
            self._work = page.desk.maintain(
                page.desk.tools.safe.back_up, path, owner=self, done=self._on_backed_up,
                refused=self._on_work_refused, progress=self.card.show_progress)

    def _on_read(self, made: str) -> None:
        self.card.show_made(made, self.page.desk.today)
        todo = "" if made else _("Back up now…")
        self.report(Point(done=_("backup made"), todo=todo, grave=True))

    def _on_backed_up(self, _nothing: object) -> None:
        self.card.end()
        self.page.navigator.toast(_("The backup is ready. Keep it away from this computer."))
        self.page.ask(_note_backup, done=self._on_backup_noted)

    def _on_backup_noted(self, _nothing: object) -> None:
        self._on_kept(None)
        self.read()

    def _on_restore(self) -> None:
        path = files.ask_which_file(self, _("Restore a backup"), BACKUP)
        if path is not None:
            question = RestoreBackup(path, self)
            question.accepted.connect(self._on_restore_wanted)
            question.open()

    def _on_restore_wanted(self) -> None:
        question = self.sender()
        if isinstance(question, RestoreBackup):
            desk = self.page.desk
            self.card.begin(_("Restoring the backup"))
            self._work = desk.maintain(
                desk.tools.safe.restore, question.path, start_file.new_folder(), question.passphrase.text(),
                owner=self, done=self._on_restored, refused=self._on_work_refused,
                progress=self.card.show_progress)

    def _on_restored(self, folder: Path) -> None:
        self.card.end()
        start_file.save(start_file.load().knowing(folder))
        self.page.banner(_("The backup was restored as a folder of its own. It is on the start page after "
                           "locking."), "success")

    def _on_work_refused(self, error: StreetLawError) -> None:
        self.card.end()
        self.page.on_refused(error)

    def _on_cancelled(self) -> None:
        if self._work is not None:
            self._work.cancel()


def _backup_made(work: Work) -> str:
    return work.setting(BACKUP_MADE)


def _note_backup(work: Work) -> None:
    work.set_setting(BACKUP_MADE, work.now.isoformat())
