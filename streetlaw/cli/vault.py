"""`streetlaw vault`: create, check; `cli.backups` adds what is about backups."""

from __future__ import annotations

import argparse
import shutil
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from streetlaw.cli import backups, keys, shop
from streetlaw.cli.console import Console, passphrase
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, Role
from streetlaw.services.checks import not_empty
from streetlaw.services.profiles import create_profile
from streetlaw.services.trail import note_accepted
from streetlaw.storage.check import named
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import create as create_vault
from streetlaw.translation import LANGUAGES, ngettext
from streetlaw.translation import gettext as _


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `vault` and what it can do."""
    parts = commands.add_parser("vault", help=_("make, check, back up and restore a vault")).add_subparsers(
        required=True, metavar=_("what"))
    create = parts.add_parser("create", parents=[common], help=_("make a new vault"))
    create.add_argument("vault", type=Path)
    create.add_argument("--name", required=True, help=_("your name or number, as colleagues know you"))
    create.add_argument("--organisation", default="")
    create.add_argument("--role", choices=[role.value for role in Role], default=Role.LAWYER.value)
    create.add_argument("--jurisdiction", default="kg")
    create.add_argument("--words-language", choices=LANGUAGES, default="ky",
                        help=_("language of the recovery words"))
    create.add_argument("--fast-key", action="store_true",
                        help=_("derive the key cheaply: for invented data only, never for people's"))
    create.set_defaults(run=_create)
    check = parts.add_parser("check", parents=[common], help=_("examine everything in a vault"))
    check.add_argument("vault", type=Path)
    check.set_defaults(run=_check)
    accept = parts.add_parser("accept-rollback", parents=[common],
                              help=_("take an older copy that was put back as it is: the warnings end"))
    accept.add_argument("vault", type=Path)
    accept.add_argument("--yes", action="store_true", help=_("do not ask"))
    accept.set_defaults(run=_accept)
    backups.add_commands(parts, common)
    keys.add_vault_commands(parts, common)


def _create(args: argparse.Namespace, console: Console) -> int:
    profile = Profile(name=not_empty(args.name, "profile.name_needed"), organisation=args.organisation,
                      roles=(Role(args.role),), jurisdiction=args.jurisdiction,
                      language=args.language or "ky")
    shop.pack(profile.jurisdiction)  # refused before anything is made
    made = create_vault(args.vault, passphrase(args.passphrase_file, twice=True),
                        surroundings=shop.surroundings(), kdf=TEST if args.fast_key else None,
                        language=args.words_language)
    try:
        with made.vault.work() as work:
            create_profile(work, shop.envelopes(), profile)
        made.vault.close()
    except BaseException:
        made.vault.close()
        shutil.rmtree(args.vault, ignore_errors=True)  # made a moment ago, and nobody has its words
        raise
    console.say(_("The vault is ready. Write these words down and keep them away from this computer:"))
    console.say(" ".join(made.recovery_words))
    console.result({"vault_id": made.vault.vault_id, "recovery_words": list(made.recovery_words)})
    return 0


def _accept(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:  # says what was put back
        put_back = vault.log.is_older or vault.log.keys_differ
        if put_back:
            console.say(_("What was written after this copy is not here and will not come back by itself."))
            if not args.yes and not _sure(args.vault.name):
                raise StreetLawError("work.cancelled")
            vault.accept_rollback()
            with vault.work() as work:
                note_accepted(work)
    console.say(_("The folder is taken as it is.") if put_back
                else _("Nothing older was put back: there is nothing to accept."))
    return console.result({"accepted": put_back})


def _sure(name: str) -> bool:
    """True when the person typed the folder's name; nobody is asked where nobody can answer."""
    if not sys.stdin.isatty():
        return False
    with suppress(EOFError):
        return input(_("Type {name} to take the folder as it is: ").format(name=name)).strip() == name
    return False


def _check(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:
        report = vault.check(console.progress(_("Checking")))
        files = named(vault.opened().engine, report.damaged) if report.structure_ok else ()
    if not report.sound:
        backups.say_damaged(console, files)
        return console.refuse(StreetLawError("vault.not_sound", attachments=len(report.damaged)),
                              **asdict(report), damaged_files=[asdict(file) for file in files])
    console.say(_("Everything is sound: {records}, {files}, {lines}.").format(
        records=backups.records_text(sum(report.counts.values())),
        files=ngettext("{n} attachment", "{n} attachments", report.attachments).format(n=report.attachments),
        lines=ngettext("{n} audit line", "{n} audit lines", report.audit_lines).format(n=report.audit_lines)))
    console.result({"sound": True, **asdict(report)})
    return 0
