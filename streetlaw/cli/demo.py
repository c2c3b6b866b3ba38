"""`streetlaw demo`: the whole job on invented people, in new vaults; then, with a screen, the window."""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from streetlaw import __version__
from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.demo.job import Job, Tools
from streetlaw.demo.report import Report
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import files
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault, create
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext

PASSPHRASE = "invented people only"  # noqa: S105 - the vaults hold nothing real, and the file says so
MOST_CLIENTS = 1_000_000
OpenWindow = Callable[[Path, Path], int]
"""Shows the vault on the screen, unlocked by the passphrase in that file; returns the exit status."""

_OURS = ("lawyer.streetlaw", "attorney.streetlaw", "out", "report.json", "passphrase.txt")


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `demo`."""
    demo = commands.add_parser("demo", parents=[common], help=_("do the whole job on invented people"))
    demo.add_argument("--out", type=Path, required=True, help=_("a new folder, or that of an earlier demo"))
    demo.add_argument("--clients", type=_count, default=300)
    demo.add_argument("--seed", type=int, default=7)
    demo.add_argument("--no-window", action="store_true", help=_("do not open the window afterwards"))
    demo.set_defaults(run=_demo)


def _demo(args: argparse.Namespace, console: Console) -> int:
    _clear(args.out)
    try:
        report = _run(args, console)
    except BaseException:
        _clear(args.out)  # half a demo would only puzzle
        raise
    _tell(console, args, report)
    open_window: OpenWindow | None = args.open_window
    if open_window is not None and not args.no_window and not args.json and _has_screen():
        return open_window(args.out / "lawyer.streetlaw", args.out / "passphrase.txt")
    return 0


def _run(args: argparse.Namespace, console: Console) -> Report:
    with shop.writing(args.out):
        args.out.mkdir(parents=True, mode=0o700, exist_ok=True)
        shop.write_new(args.out / "passphrase.txt", PASSPHRASE.encode() + b"\n")
        (args.out / "out").mkdir(mode=0o700)
    with closing(_vault(args.out / "lawyer.streetlaw", args.seed)) as lawyer, \
            closing(_vault(args.out / "attorney.streetlaw", args.seed + 1)) as attorney:
        tools = Tools(envelopes=shop.envelopes(), papers=PdfPapers(), write=shop.write_new,
                      out=args.out / "out")
        job = Job(lawyer, attorney, tools, random.Random(args.seed), console)  # noqa: S311 - invented
        report = job.run(args.clients, console.progress(_("Inventing people")))
    facts = {"version": __version__, "seed": args.seed, "clients": args.clients, **asdict(report)}
    shop.write_new(args.out / "report.json", json.dumps(facts, ensure_ascii=False, indent=1).encode() + b"\n")
    return report


def _vault(folder: Path, seed: int) -> OpenVault:
    """A new vault whose key is cheap to derive: what it holds is invented."""
    around = shop.surroundings(random.Random(seed))  # noqa: S311 - codes of invented people
    return create(folder, PASSPHRASE, surroundings=around, kdf=TEST).vault


def _is_demo(passphrase: Path) -> bool:
    return passphrase.is_file() and passphrase.read_bytes().strip() == PASSPHRASE.encode()


def _tell(console: Console, args: argparse.Namespace, report: Report) -> None:
    counts = report.counts
    console.say(ngettext("{n} client, {sent} cases sent for review, {back} reviews back.",
                         "{n} clients, {sent} cases sent for review, {back} reviews back.",
                         counts["clients"]).format(n=counts["clients"], back=counts["reviews"],
                                                   sent=counts["cases_sent"]))
    console.say(_("Written to {folder}. The passphrase of both vaults: {passphrase}").format(
        folder=args.out, passphrase=PASSPHRASE))
    console.result({"out": str(args.out), **asdict(report)})


def _clear(out: Path) -> None:
    """Take away an earlier demo, and nothing else; raises `demo.folder_occupied`, `file.not_written`."""
    with shop.writing(out):
        there = list(out.iterdir()) if out.is_dir() else []
        ours = not there or (all(map(_may_go, there)) and _is_demo(out / "passphrase.txt"))
        if (out.exists() and not out.is_dir()) or not ours:
            raise StreetLawError("demo.folder_occupied", folder=out.name)
        for entry in sorted(there, key=lambda entry: entry.name == "passphrase.txt"):  # it goes last
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _may_go(entry: Path) -> bool:
    """True for what a demo made, and for what a crash left of it."""
    return not entry.is_symlink() and (entry.name in _OURS or entry.name.endswith(files.PART_SUFFIX))


def _has_screen() -> bool:
    if os.environ.get("CI") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = -1
    if not 0 <= number <= MOST_CLIENTS:
        raise argparse.ArgumentTypeError(_("not a number from 0 to {most}").format(most=MOST_CLIENTS))
    return number
