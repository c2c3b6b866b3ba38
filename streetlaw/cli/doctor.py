"""`streetlaw doctor`: what is fine, what is not, and what to do."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.doctor.installation import installation
from streetlaw.doctor.vault import vault as examine
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Finding, Weight
from streetlaw.machine.look import look
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.findings import advice, said

_SIGNS = {Weight.FINE: "✓", Weight.KNOW: "·", Weight.ACT: "!"}


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `doctor`."""
    doctor = commands.add_parser("doctor", parents=[common],
                                 help=_("examine the program, this computer and a vault"))
    doctor.add_argument("vault", type=Path, nargs="?", help=_("a vault to examine as well"))
    doctor.set_defaults(run=_run)


def _run(args: argparse.Namespace, console: Console) -> int:
    if args.vault is not None and not args.vault.is_dir():
        raise StreetLawError("vault.not_found")
    parts = {"program": installation(), "computer": look(args.vault)}
    for title, name in ((_("Program"), "program"), (_("Computer"), "computer")):
        _say(title, parts[name], console)
    if args.vault is not None:
        with shop.opened(args, console) as opened:
            parts["vault"] = examine(opened, console.progress(_("Checking")))
        _say(_("Vault"), parts["vault"], console)
    return _close(parts, console)


def _say(title: str, findings: Sequence[Finding], console: Console) -> None:
    console.say(title)
    for finding in findings:
        console.say(f"  {_SIGNS[finding.weight]} {said(finding)}")
        if advice(finding):
            console.say(f"    → {advice(finding)}")
    console.say("")


def _close(parts: dict[str, tuple[Finding, ...]], console: Console) -> int:
    open_ones = sum(finding.weight is Weight.ACT for found in parts.values() for finding in found)
    console.say(ngettext("{n} thing to do.", "{n} things to do.", open_ones).format(n=open_ones)
                if open_ones else _("Nothing to do."))
    return console.result({"to_do": open_ones} | {name: [_facts(finding) for finding in found]
                                                  for name, found in parts.items()}, ok=not open_ones)


def _facts(finding: Finding) -> dict[str, object]:
    return {"code": finding.code, "weight": finding.weight.value, "facts": dict(finding.facts),
            "said": said(finding), "to_do": advice(finding)}
