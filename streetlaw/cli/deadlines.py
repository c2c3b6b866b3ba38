"""`streetlaw deadlines`: the open deadlines for a calendar outside, without anything of anybody."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.documents.calendar_file import calendar_file
from streetlaw.services.calendar_entries import calendar_entries, note_calendar, open_deadlines
from streetlaw.services.deadlines import laws
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `deadlines`."""
    deadlines = commands.add_parser("deadlines", parents=[common],
                                    help=_("write the open deadlines into a calendar file"))
    deadlines.add_argument("vault", type=Path)
    deadlines.add_argument("--ics", type=Path, required=True, metavar=_("FILE"),
                           help=_("the calendar file: days only, no name and no code"))
    deadlines.add_argument("--within", type=int, metavar=_("DAYS"), help=_("only those of the next days"))
    deadlines.add_argument("--with-rules", action="store_true",
                           help=_("say which time limit of the law it is"))
    deadlines.set_defaults(run=_export)


def _export(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.ics)
    with shop.opened(args, console) as vault, vault.work() as work:
        chosen = open_deadlines(work)
        if args.within is not None:
            last = work.today + timedelta(days=args.within)
            chosen = tuple(d for d in chosen if d.due is not None and d.due <= last)
        entries = calendar_entries(chosen, with_rules=args.with_rules)
        shop.write_new(args.ics, calendar_file(entries, laws(work, chosen), language=language()))
        if chosen:
            note_calendar(work, chosen)
    console.say(ngettext("{n} deadline is in the calendar file.", "{n} deadlines are in the calendar file.",
                         len(entries)).format(n=len(entries)))
    console.result({"file": str(args.ics), "deadlines": len(entries)})
    return 0
