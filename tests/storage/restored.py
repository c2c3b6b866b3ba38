"""Bringing a backup back with one secret, as most tests want it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from streetlaw.domain.backup import BackupReport
from streetlaw.services.progress import Progress, silent
from streetlaw.storage import keys, restoring
from streetlaw.storage.restoring import Source


def restored(file: Path, folder: Path, *, passphrase: str | None = None,
             recovery_words: str | Sequence[str] | None = None, progress: Progress = silent) -> BackupReport:
    """Restore a backup by exactly one secret."""
    find_key = partial(keys.open_with, passphrase=passphrase, recovery_words=recovery_words)
    return restoring.restore(Source(file=file), folder, find_key, progress=progress)
