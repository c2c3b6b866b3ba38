"""Backups of the open vault, for the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from streetlaw.domain.backup import BackupReport, Place, Trial
from streetlaw.services import backups, people
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.progress import Progress
from streetlaw.storage import backup, keys, restoring
from streetlaw.storage.restoring import Source
from streetlaw.storage.vault import OpenVault


class VaultBackups:
    """Makes, tries and restores backups (`ui.backups.Backups`)."""

    def __init__(self, opened: OpenVault, envelopes: Envelopes) -> None:
        self._vault = opened
        self._envelopes = envelopes

    def back_up(self, target: Path, name: str, *, progress: Progress) -> Place:
        """Write a backup for the vault's own key and the people allowed, and remember the place."""
        with self._vault.work() as work:
            trustees = backups.sealed_for(work, self._envelopes)
        made = backup.backup(self._vault, target, trustees=trustees, progress=progress)
        place = Place(name=name, path=str(target), made=made.made, size=made.size, lines=made.audit_lines,
                      same_disk=_on_same_disk(target, self._vault.folder), damaged=made.damaged)
        with self._vault.work() as work:
            backups.note_made(work, place)
        return place

    def drill(self, source: Path, *, progress: Progress) -> Trial:
        """Try a backup; remember the day when the vault would come back from it."""
        trial = restoring.drill(self._vault, source, progress=progress)
        if trial.good:
            with self._vault.work() as work:
                backups.note_tested(work, trial)
        return trial

    def restore(self, source: Path, folder: Path, passphrase: str, *, progress: Progress) -> BackupReport:
        """Bring a backup back beside this vault."""
        return restoring.restore(self._source(source), folder,
                                 partial(keys.open_with, passphrase=passphrase), progress=progress)

    def restore_handed(self, source: Path, folder: Path, passphrase: str, *,
                       progress: Progress) -> BackupReport:
        """Bring back a backup that was sealed for the owner of this vault."""
        with self._vault.work() as work:
            own, vouched = people.own_keys(work), backups.vouching(work, self._envelopes)
        return restoring.restore_handed(self._source(source), folder, own.identity, vouched, passphrase,
                                        progress=progress)

    def _source(self, file: Path) -> Source:
        return Source(file=file, known=(self._vault.folder,), clock=self._vault.now)


def _on_same_disk(target: Path, folder: Path) -> bool:
    try:
        return target.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False
