"""`streetlaw audit`, `erase`: the log, and the end of a file."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.code import parse
from streetlaw.domain.errors import StreetLawError
from streetlaw.services import trail
from streetlaw.services.clients import client_of
from streetlaw.services.erasure import erase_client, erasing
from streetlaw.services.listing import LogQuery
from streetlaw.services.telling import Telling
from streetlaw.translation import LANGUAGES, language, ngettext
from streetlaw.translation import gettext as _

SHOWN = 50


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `audit` and `erase`."""
    audit = commands.add_parser("audit", help=_("check, show and print the log of what was done"))
    parts = audit.add_subparsers(required=True, metavar=_("what"))
    verify = parts.add_parser("verify", parents=[common], help=_("read every line of the log"))
    show = parts.add_parser("show", parents=[common], help=_("show the latest lines of the log"))
    show.add_argument("--lines", type=int, default=SHOWN)
    show.add_argument("--before", type=int, default=0, metavar="N", help=_("only lines with lower numbers"))
    printed = parts.add_parser("print", parents=[common], help=_("write a part of the log as PDF"))
    printed.add_argument("--out", type=Path, required=True)
    printed.add_argument("--client", default="", metavar=_("CODE"),
                         help=_("only what was done for one person"))
    printed.add_argument("--since", type=date.fromisoformat, metavar=_("DAY"))
    printed.add_argument("--until", type=date.fromisoformat, metavar=_("DAY"))
    printed.add_argument("--paper-language", choices=LANGUAGES, default="ru")
    erase = commands.add_parser("erase", parents=[common], help=_("erase a person's file for ever"))
    erase.add_argument("--client", required=True, metavar=_("CODE"), help=_("the client's code"))
    erase.add_argument("--yes", action="store_true", help=_("do not ask"))
    for part, run in ((verify, _verify), (show, _show), (printed, _print), (erase, _erase)):
        part.add_argument("vault", type=Path)
        part.set_defaults(run=run)


def _verify(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:
        state = vault.verify_log(console.progress(_("Reading the log")))
    facts = {"lines": state.lines, "head": state.head, "broken": state.broken, "is_older": state.is_older}
    if (found := trail.warning(state)) is not None:
        return console.refuse(found, **facts)
    console.say(ngettext("{n} line, and every one holds.", "{n} lines, and every one holds.",
                         state.lines).format(n=state.lines))
    console.result(facts)
    return 0


def _show(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        entries = trail.activity(work, LogQuery(before=args.before, limit=max(1, args.lines)))
        telling = Telling(work.pack, language())
    for entry in entries:
        kind = telling.kind(entry.line.kind) if entry.line.kind else ""
        parts = (telling.moment(entry.line.at), telling.done(entry.line.name), entry.code, kind)
        console.say(f"{entry.line.number:>7}  " + "  ".join(part for part in parts if part))
    console.result({"lines": [
        {"number": entry.line.number, "at": entry.line.at, "action": entry.line.name, "kind": entry.line.kind,
         "code": entry.code} for entry in entries]})
    return 0


def _print(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault:
        state = vault.verify_log(console.progress(_("Reading the log")))
        with vault.work() as work:
            page = trail.audit_page(work, state, code=args.client, since=args.since, until=args.until)
            shop.write_new(args.out, PdfPapers().audit_page(page, language=args.paper_language))
            trail.note_printed(work)
    console.say(_("The log is written."))
    console.result({"file": str(args.out), "entries": len(page.entries), "broken": state.broken})
    return 0


def _erase(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            found = erasing(work, client_of(work, args.client).id)
        records = sum(found.counts.values())
        console.say(ngettext("{code} and {n} record go for ever.", "{code} and {n} records go for ever.",
                             records).format(code=found.client.code, n=records))
        console.say(_("Backups made before still hold them. The log keeps that it happened."))
        if not args.yes and not _sure(found.client.code):
            raise StreetLawError("work.cancelled")
        with vault.work() as work:
            erase_client(work, found.client)
    console.say(_("Erased."))
    console.result({"client": found.client.code, "records": records, "mentions": found.mentions,
                    "sent": len(found.sent)})
    return 0


def _sure(code: str) -> bool:
    """True when the person typed the code; nobody is asked where nobody can answer."""
    if not sys.stdin.isatty():
        return False
    try:
        return parse(input(_("Type the code {code} to erase: ").format(code=code))) == code
    except (StreetLawError, EOFError):
        return False
