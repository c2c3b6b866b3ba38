"""The maker of papers that the composition roots hand to the program (`services.ports.Papers`)."""

from __future__ import annotations

from streetlaw.domain.paper import CaseSummary, LegalAidApplication, RecoverySheet


class PdfPapers:
    """Papers as PDF files; reportlab and Babel are imported when the first one is made, to start fast."""

    def case_summary(self, summary: CaseSummary, *, language: str) -> bytes:
        """The summary of a case."""
        # lazy: reportlab is wanted only when a paper is made
        from streetlaw.documents import case_summary

        return case_summary.make(summary, language)

    def legal_aid_application(self, application: LegalAidApplication, *, language: str) -> bytes:
        """An application for state-guaranteed legal aid."""
        # lazy: as above
        from streetlaw.documents import application as paper

        return paper.make(application, language)

    def recovery_sheet(self, sheet: RecoverySheet, *, language: str) -> bytes:
        """The recovery words of a vault."""
        # lazy: as above
        from streetlaw.documents import recovery_sheet

        return recovery_sheet.make(sheet, language)
