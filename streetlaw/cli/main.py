"""The command line: one parser, one place where refusals become sentences and exit statuses."""

from __future__ import annotations

import argparse
import io
import locale
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from streetlaw import __version__, translation
from streetlaw.cli import (
    attach,
    bundle,
    deadlines,
    demo,
    doctor,
    importing,
    keys,
    packs,
    papers,
    people,
    publish,
    shop,
    subject_copy,
    trail,
    vault,
)
from streetlaw.cli.console import REFUSED, Console, on_bug
from streetlaw.cli.demo import OpenWindow
from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _

MODULES = (demo, vault, keys, people, papers, attach, bundle, importing, packs, publish, deadlines, trail,
           subject_copy, doctor)


def main(argv: Sequence[str], *, open_window: OpenWindow | None = None) -> int:
    """Run one command; returns 0, 1 (refused, the code is said) or 2 (wrong usage).

    `open_window` shows a vault on the screen: the commands themselves know no window.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal may know fewer letters than we do
    sys.excepthook = on_bug
    translation.use(_language(argv))
    try:
        args = _parser().parse_args(argv)
    except SystemExit as ended:  # argparse has said what is wrong
        return int(ended.code or 0)
    args.open_window = open_window
    console = Console(as_json=args.json)
    try:
        return int(args.run(args, console))
    except StreetLawError as refusal:
        return console.refuse(refusal)
    except KeyboardInterrupt:
        return console.refuse(StreetLawError("work.cancelled"))
    except BrokenPipeError:  # whoever read our lines has gone; what was to be done is done
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="streetlaw",
        description=_("Offline casework for street lawyers. Without a command: the window."))
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar=_("command"))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help=_("print one JSON object instead of lines"))
    common.add_argument("--language", choices=translation.LANGUAGES, help=_("language of the messages"))
    common.add_argument("--passphrase-file", type=Path, metavar=_("FILE"),
                        help=_("read the passphrase from the first line of this file (otherwise it is asked "
                               "for, or read from standard input)"))
    shop.add_ways(common)
    for module in MODULES:
        module.add_commands(commands, common)
    return parser


def _language(argv: Sequence[str]) -> str:
    """The language asked for on the command line, or the system's when we speak it."""
    for given, following in pairwise((*argv, "")):
        wanted = following if given == "--language" else given.removeprefix("--language=")
        if wanted in translation.LANGUAGES and given.startswith("--language"):
            return wanted
    system = (locale.getlocale(locale.LC_MESSAGES)[0] or "") if sys.platform != "win32" else ""
    return system[:2] if system[:2] in translation.LANGUAGES else "en"
