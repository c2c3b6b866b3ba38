"""`streetlaw import`: clients from a table."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange.table_files import TableFiles
from streetlaw.services.importing.check import check_import
from streetlaw.services.importing.report import ImportReport
from streetlaw.services.importing.store import store_import
from streetlaw.translation import gettext as _
from streetlaw.ui.messages import sentence


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `import`."""
    importing = commands.add_parser("import", parents=[common], help=_("take over clients from a table"))
    importing.add_argument("vault", type=Path)
    importing.add_argument("table", type=Path)
    importing.add_argument("--sheet", default="",
                           help=_("which sheet of a workbook; the first one otherwise"))
    importing.add_argument("--dry-run", action="store_true", help=_("only say what would happen"))
    importing.add_argument("--skip-bad", action="store_true", help=_("leave out rows with errors"))
    importing.set_defaults(run=_import)


def _import(args: argparse.Namespace, console: Console) -> int:
    tables = TableFiles()
    rows = tables.read(args.table, args.sheet)
    with shop.opened(args, console) as vault, vault.work() as work:
        report = check_import(work, rows, tables.register(), progress=console.progress(_("Reading")))
        for error in report.errors:
            console.say(_("line {line}, {column}: {problem}").format(
                line=error.line, column=error.column,
                problem=sentence(StreetLawError(error.code, **error.facts))))
        if report.errors and not (args.dry_run or args.skip_bad):
            return console.refuse(StreetLawError("import.has_errors", count=len(report.errors)),
                                  **_facts(report))
        if not args.dry_run:
            store_import(work, report, args.table.name, skip_bad=args.skip_bad)
    said = _("Would be added: {added}; already there: {existing}; with errors: {errors}.") if args.dry_run \
        else _("Added: {added}; already there: {existing}; left out: {errors}.")
    console.say(said.format(added=len(report.people), existing=report.existing,
                            errors=len({error.line for error in report.errors})))
    if report.unknown_columns:
        console.say(_("Columns not known and not read: {names}").format(
            names=", ".join(report.unknown_columns)))
    console.result({"dry_run": args.dry_run, **_facts(report)})
    return 0


def _facts(report: ImportReport) -> dict[str, object]:
    return {
        "rows": report.rows, "added": len(report.clients), "existing": report.existing,
        "unknown_columns": list(report.unknown_columns),
        "errors": [{"line": e.line, "column": e.column, "code": e.code, "facts": dict(e.facts)}
                   for e in report.errors]}
