"""`streetlaw vault backup`, `drill`, `restore`: what is about backups."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console, passphrase
from streetlaw.domain.backup import BackupReport, Chain, DamagedFile, Place, Trial
from streetlaw.domain.errors import StreetLawError
from streetlaw.services import backups, people
from streetlaw.services.backups import Vouched
from streetlaw.storage import backup, keys, restoring
from streetlaw.storage.restoring import Source
from streetlaw.storage.vault import unlock
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext


def add_commands(parts: Any, common: argparse.ArgumentParser) -> None:
    """Add what `vault` can do with backups."""
    made = parts.add_parser("backup", parents=[common], help=_("write a backup into one file"))
    made.add_argument("vault", type=Path)
    made.add_argument("target", type=Path)
    made.add_argument("--place", default="", help=_("what you call this place, for example “USB drive”"))
    made.set_defaults(run=_backup)
    drill = parts.add_parser("drill", parents=[common], help=_("try whether a vault would come back"))
    drill.add_argument("vault", type=Path)
    drill.add_argument("source", type=Path)
    drill.set_defaults(run=_drill)
    restore = parts.add_parser("restore", parents=[common], help=_("bring a vault back from a backup"))
    restore.add_argument("source", type=Path)
    restore.add_argument("vault", type=Path)
    restore.add_argument(
        "--own-vault", type=Path,
        help=_("your own vault, when somebody sealed the backup for you: give its passphrase"))
    restore.add_argument("--new-passphrase-file", type=Path,
                         help=_("with --own-vault: the passphrase the restored vault gets"))
    restore.set_defaults(run=_restore)


def records_text(count: int) -> str:
    """How many records, in words."""
    return ngettext("{n} record", "{n} records", count).format(n=count)


def say_damaged(console: Console, files: Sequence[DamagedFile]) -> None:
    """Name attachments that are missing or damaged, a line each."""
    if files:
        console.say(_("Damaged or missing attachments:"))
    for file in files:
        console.say(f"  {file.client} · {file.name}")


def _backup(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.target)
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            trustees = backups.sealed_for(work, shop.envelopes())
        report = backup.backup(vault, args.target, trustees=trustees,
                               progress=console.progress(_("Backing up")))
        same_disk = args.target.stat().st_dev == vault.folder.stat().st_dev
        place = Place(name=args.place or _("by command"), path=str(args.target.absolute()), made=report.made,
                      size=report.size, lines=report.audit_lines, same_disk=same_disk,
                      damaged=report.damaged)
        with vault.work() as work:
            backups.note_made(work, place)
    if report.damaged:
        say_damaged(console, report.damaged_files)
        return console.refuse(StreetLawError("backup.made_damaged", attachments=report.damaged),
                              **asdict(report))
    return _told(console, report, _("The backup is written: {records}."))


def _drill(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:
        trial = restoring.drill(vault, args.source, progress=console.progress(_("Trying the backup")))
        if trial.good:
            with vault.work() as work:
                backups.note_tested(work, trial)
    found = {**asdict(trial.held), "chain": trial.chain.value, "same_passphrase": trial.same_passphrase}
    if not trial.good:
        say_damaged(console, trial.held.damaged_files)
        return console.refuse(_refusal(trial), **found)
    if not trial.same_passphrase:
        console.say(_("It opens with the passphrase of the day it was made, not with today's."))
    return _told(console, trial.held, _("The vault would come back whole: {records}."), **found)


def _refusal(trial: Trial) -> StreetLawError:
    if trial.held.damaged:
        return StreetLawError("backup.held_damaged", attachments=trial.held.damaged)
    return StreetLawError("backup.ahead" if trial.chain is Chain.AHEAD else "backup.forked")


def _restore(args: argparse.Namespace, console: Console) -> int:
    source, progress = Source(file=args.source), console.progress(_("Restoring"))
    if args.own_vault is not None:
        identity, vouched = _own(args)
        new = passphrase(args.new_passphrase_file, twice=True)
        report = restoring.restore_handed(source, args.vault, identity, vouched, new, progress=progress)
    else:
        find_key = partial(keys.open_with, secret=shop.secret(args))
        report = restoring.restore(source, args.vault, find_key, progress=progress)
    if report.damaged:
        console.say(_("The vault is back: {records}.").format(records=records_text(report.records)))
        say_damaged(console, report.damaged_files)
        return console.refuse(StreetLawError("backup.held_damaged", attachments=report.damaged),
                              **asdict(report))
    return _told(console, report, _("The vault is back and was checked: {records}."))


def _own(args: argparse.Namespace) -> tuple[str, Vouched]:
    """My own age identity, and whom I trust: my own vault is open for a moment."""
    vault = unlock(args.own_vault, passphrase(args.passphrase_file), surroundings=shop.surroundings())
    try:
        with vault.work() as work:
            return people.own_keys(work).identity, backups.vouching(work, shop.envelopes())
    finally:
        vault.close()


def _told(console: Console, report: BackupReport, said: str, **more: object) -> int:
    console.say(said.format(records=records_text(report.records)))
    console.result({**asdict(report), **more})
    return 0
