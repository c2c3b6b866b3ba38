"""`streetlaw pdf`: a case summary on paper."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.case import Case
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.cases import client_file
from streetlaw.services.clients import client_of
from streetlaw.services.papers import CLIENT, FILE, SummaryRequest, case_summary
from streetlaw.services.ports import Work
from streetlaw.services.trail import note_paper
from streetlaw.translation import LANGUAGES
from streetlaw.translation import gettext as _


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `pdf`."""
    pdf = commands.add_parser("pdf", parents=[common], help=_("write a case summary as PDF"))
    pdf.add_argument("vault", type=Path)
    pdf.add_argument("--client", required=True, metavar=_("CODE"), help=_("the client's code"))
    pdf.add_argument("--for", dest="recipient", default=FILE, metavar=_("WHO"),
                     help=_("the name of a trusted person, 'client' for the person themself, or 'file'"))
    pdf.add_argument("--with-name", action="store_true", help=_("with the name, where the consent says so"))
    pdf.add_argument("--paper-language", choices=LANGUAGES, default="ru")
    pdf.add_argument("--out", type=Path, required=True)
    pdf.set_defaults(run=_pdf)


def _pdf(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault, vault.work() as work:
        request = SummaryRequest(case_id=main_case(work, args.client).id, with_name=args.with_name,
                                 recipient=_recipient(work, args.recipient))
        summary = case_summary(work, request)
        paper = PdfPapers().case_summary(summary, language=args.paper_language)
        shop.write_new(args.out, paper)
        note_paper(work, work.get(Case, request.case_id))
    console.say(_("The summary is written. Record hash: {sha256}").format(sha256=summary.record_sha256))
    console.result({"file": str(args.out), "bytes": len(paper), "record_sha256": summary.record_sha256})
    return 0


def main_case(work: Work, code: str) -> Case:
    """The case of the client with that code; raises `client.code_invalid`, `client.unknown`, `case.none`."""
    client = client_of(work, code)
    case = client_file(work, client.id).main_case
    if case is None:
        raise StreetLawError("case.none")
    return case


def person_named(work: Work, name: str) -> TrustedPerson:
    """The trusted person of that name; raises `person.unknown`, `person.several`."""
    people = work.list(TrustedPerson, name=name, limit=2)
    if not people:
        raise StreetLawError("person.unknown", name=name)
    if len(people) > 1:  # nothing is sealed for somebody who only has the same name
        raise StreetLawError("person.several", name=name)
    return people[0]


def _recipient(work: Work, wanted: str) -> str:
    return wanted if wanted in (CLIENT, FILE) else person_named(work, wanted).id
