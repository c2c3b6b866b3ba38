"""An open vault: is it whole, can it be opened again, and would it come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from streetlaw.domain.backup import DRILL_DAYS, days_since
from streetlaw.domain.finding import Finding, act, fine, know
from streetlaw.services import backups
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress, silent
from streetlaw.storage.slots import SlotTable, SlotType
from streetlaw.storage.vault import OpenVault

OLD_DAYS: Final = 7
"""A backup older than this is worth a reminder, whatever rhythm was chosen."""

_WITHOUT_PASSPHRASE: Final = (SlotType.RECOVERY, SlotType.ESCROW, SlotType.SHARES)


def vault(opened: OpenVault, progress: Progress = silent) -> tuple[Finding, ...]:
    """Examine every page and file of an open vault, its keys and its backups; may take minutes."""
    with opened.work() as work:
        kept = tuple(_backups(work))
    return (*_records(opened, progress), _keys(opened.slot_table), *kept)


def _records(opened: OpenVault, progress: Progress) -> Iterator[Finding]:
    report = opened.check(progress)
    if report.sound:
        yield fine("vault.sound", records=sum(report.counts.values()), attachments=report.attachments,
                   lines=report.audit_lines)
    if not (report.pages_ok and report.structure_ok and report.references_ok):
        yield act("vault.broken")
    if not report.audit_ok:
        yield act("vault.log_broken")
    if report.damaged:
        yield act("vault.files_broken", n=len(report.damaged))
    if opened.rolled_back:
        yield act("vault.older")
    if opened.log.keys_differ:
        yield act("vault.other_keys")


def _keys(table: SlotTable) -> Finding:
    """How many ways lead into the vault when the passphrase is forgotten."""
    ways = sum(len(table.of_type(kind)) for kind in _WITHOUT_PASSPHRASE)
    return fine("keys.second_way", n=ways, format=table.format) if ways else act("keys.one_way")


def _backups(work: Work) -> Iterator[Finding]:
    state = backups.state(work)
    if state.latest is None:
        yield act("backup.never")
        return
    days = days_since(state.latest.made, work.today)
    yield act("backup.old", days=days) if days > OLD_DAYS else fine("backup.recent", days=days)
    yield _drill(state.drill.tested.astimezone().date() if state.drill else None, work.today)
    if all(place.same_disk for place in state.places):
        yield know("backup.same_disk")


def _drill(tested: date | None, today: date) -> Finding:
    if tested is None:
        return act("restore.never")
    days = max(0, (today - tested).days)
    return act("restore.old", days=days) if days >= DRILL_DAYS else fine("restore.recent", days=days)
