"""`streetlaw pack`: check what a lawyer wrote into the tables of a country."""


from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from streetlaw.cli import law_updates, suggestions
from streetlaw.cli.console import Console
from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.checking import Mistake, check
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.pack_words import problem_text


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `pack` and what it can do."""
    parts = commands.add_parser("pack", help=_("check the law data of a country")).add_subparsers(
        required=True, metavar=_("what"))
    examine = parts.add_parser("check", parents=[common], help=_("find every mistake in a pack"))
    examine.add_argument("pack", type=Path, help=_("the folder with pack.toml"))
    examine.add_argument("--strict", action="store_true", help=_("fail over warnings too"))
    examine.set_defaults(run=_check)
    law_updates.add_parts(parts, common)
    suggestions.add_parts(parts, common)


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
    said = problem_text(mistake.problem.value, mistake.value)
    sign = _("worth a look") + ": " if mistake.problem.is_warning else ""
    return f"{mistake.file}:{mistake.line}: {sign}{said}"


def _facts(mistake: Mistake) -> dict[str, object]:
    return {"file": mistake.file, "line": mistake.line, "problem": mistake.problem.value,
            "value": mistake.value, "warning": mistake.problem.is_warning, "message": line(mistake)}
