"""`streetlaw pack`: check what a lawyer wrote into the tables of a country."""

# ruff: noqa: E501 - a sentence is read whole
from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from streetlaw.cli.console import Console
from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.checking import Mistake, check
from streetlaw.packs.problem import Problem
from streetlaw.translation import N_, ngettext, translate
from streetlaw.translation import gettext as _

# What is wrong, and how to put it right.
SAID: Final[dict[Problem, str]] = {
    Problem.NO_FILE: N_("This file is missing. Put it back, with its header line at least."),
    Problem.NOT_READABLE: N_("This file cannot be read as it is saved. Save it as CSV or TOML in UTF-8. {value}"),
    Problem.MISSING_COLUMN: N_("The column “{value}” is missing in the header line."),
    Problem.UNKNOWN_COLUMN: N_("No column is called “{value}”. Compare it with README.md."),
    Problem.MISSING_LANGUAGE: N_("A text is missing: {value}. Write it, or “-” where it was not found."),
    Problem.MISSING_CODE: N_("This must not be empty: {value}."),
    Problem.DUPLICATE_CODE: N_("“{value}” stands here a second time. Every code is used once."),
    Problem.UNKNOWN_CODE: N_("“{value}” stands in no table that this column refers to. Correct it, or add it there."),
    Problem.WRONG_VALUE: N_("This value is not possible here: {value}."),
    Problem.NO_CLOCK: N_("“{value}” is not counted in hours, so it cannot be a clock."),
    Problem.CONTRADICTS: N_("The parts of this time limit contradict each other: {value}. Limits in hours have no wait, do not roll and begin at once."),
    Problem.NO_SOURCE: N_("“{value}” is called verified but names no source. Name it, or call it unverified."),
    Problem.NO_DAY: N_("“{value}” bears no day, and what rests on it is called verified. Write when it was read."),
    Problem.CHECK_OVERDUE: N_("This was to be checked again by now: {value}."),
    Problem.NEVER_USED: N_("Nothing in the pack names “{value}”."),
    Problem.NEVER_FIRES: N_("The time limit “{value}” never runs: no channel, act or clock names it."),
    Problem.NEVER_HOLDS: N_("Nobody can meet the conditions of “{value}”: they contradict each other."),
}


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `pack` and what it can do."""
    parts = commands.add_parser("pack", help=_("check the law data of a country")).add_subparsers(
        required=True, metavar=_("what"))
    examine = parts.add_parser("check", parents=[common], help=_("find every mistake in a pack"))
    examine.add_argument("pack", type=Path, help=_("the folder with pack.toml"))
    examine.add_argument("--strict", action="store_true", help=_("fail over warnings too"))
    examine.set_defaults(run=_check)


def _check(args: argparse.Namespace, console: Console) -> int:
    found = check(args.pack, datetime.now().astimezone().date())
    for mistake in found:
        console.say(line(mistake))
    warnings = sum(mistake.problem.is_warning for mistake in found)
    mistakes = len(found) - warnings
    facts: dict[str, object] = {"mistakes": mistakes, "warnings": warnings,
                                "found": [_facts(each) for each in found]}
    if mistakes:
        return console.refuse(StreetLawError("pack.not_sound", mistakes=mistakes), **facts)
    console.say(ngettext("The pack can be used; {n} thing to look at.",
                         "The pack can be used; {n} things to look at.", warnings).format(n=warnings)
                if warnings else _("The pack can be used."))
    return console.result(facts, ok=not (warnings and args.strict))


def line(mistake: Mistake) -> str:
    """A mistake as compilers say it: "rules.csv:12: …", with a sign before what does no harm today."""
    said = translate(SAID[mistake.problem]).format(value=mistake.value).strip()
    sign = _("worth a look") + ": " if mistake.problem.is_warning else ""
    return f"{mistake.file}:{mistake.line}: {sign}{said}"


def _facts(mistake: Mistake) -> dict[str, object]:
    return {"file": mistake.file, "line": mistake.line, "problem": mistake.problem.value,
            "value": mistake.value, "warning": mistake.problem.is_warning, "message": line(mistake)}
