"""The maker of papers that the composition roots hand to the program (`services.ports.Papers`)."""

from __future__ import annotations

from streetlaw.services.applications import LegalAidApplication
from streetlaw.services.papers import CaseSummary, RecoverySheet


class PdfPapers:
    """Papers as PDF files; reportlab and Babel are imported when the first one is made, to start fast."""

    def case_summary(self, summary: CaseSummary, *, language: str) -> bytes:
        """The summary of a case."""
        from streetlaw.documents import case_summary

        return case_summary.make(summary, language)

    def legal_aid_application(self, application: LegalAidApplication, *, language: str) -> bytes:
        """An application for state-guaranteed legal aid."""
        from streetlaw.documents import application as paper

        return paper.make(application, language)

    def recovery_sheet(self, sheet: RecoverySheet, *, language: str) -> bytes:
        """The recovery words of a vault."""
        from streetlaw.documents import recovery_sheet

        return recovery_sheet.make(sheet, language)
