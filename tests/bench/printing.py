"""A case summary as PDF, against reportlab alone with the same text in the same font."""

from __future__ import annotations

import io

from pypdf import PdfReader
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from streetlaw.documents.papers import PdfPapers
from streetlaw.documents.style import SANS
from streetlaw.domain.case import Case
from streetlaw.domain.incident import Incident
from streetlaw.services.papers import FILE, SummaryRequest, case_summary
from streetlaw.storage.vault import OpenVault
from tests.bench.measuring import Line, in_turn


def measure(vault: OpenVault, *, runs: int) -> Line:
    """The longest story's case, in Russian; both are made in a program that has its fonts ready."""
    with vault.work() as work:
        incident = max(work.list(Incident, limit=200), key=lambda found: len(found.narrative))
        summary = case_summary(
            work, SummaryRequest(case_id=work.get(Case, incident.case_id).id, recipient=FILE)
        )
    papers = PdfPapers()
    lines = [
        line
        for page in PdfReader(io.BytesIO(papers.case_summary(summary, language="ru"))).pages
        for line in page.extract_text().splitlines()
    ]
    style = ParagraphStyle("bare", fontName=SANS, fontSize=8.2, leading=12.5)

    def floor() -> None:
        document = SimpleDocTemplate(io.BytesIO())
        document.build([Paragraph(_escaped(line), style) for line in lines])

    ours, least = in_turn(lambda: papers.case_summary(summary, language="ru"), floor, runs=runs)
    return Line(
        name="case summary as PDF", floor_name="bare reportlab, same text", ours=ours, floor=least, aim=2
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
