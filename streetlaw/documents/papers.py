"""The maker of papers that the composition roots hand to the program (`services.printing.Papers`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from streetlaw.domain.pack import Pack
from streetlaw.domain.paper import (
    AuditPage,
    CaseSummary,
    CustodySheet,
    LegalAidApplication,
    RecoverySheet,
    SubjectCopy,
)
from streetlaw.services.calendar_entries import CalendarEntry


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

    def subject_copy(self, copy: SubjectCopy, *, language: str) -> bytes:
        """Everything held about a person."""
        # lazy: as above
        from streetlaw.documents import subject_copy

        return subject_copy.make(copy, language)

    def audit_page(self, page: AuditPage, *, language: str) -> bytes:
        """A part of the log."""
        # lazy: as above
        from streetlaw.documents import audit_page

        return audit_page.make(page, language)

    def custody_sheet(self, sheet: CustodySheet, *, language: str) -> bytes:
        """The custody log of a piece of evidence."""
        # lazy: as above
        from streetlaw.documents import custody_sheet

        return custody_sheet.make(sheet, language)

    def bare_copy(self, content: bytes) -> bytes:
        """A picture or a PDF with what is seen and nothing that was written beside it."""
        if b"%PDF-" in content[:1024]:  # where readers look for it
            # lazy: pypdf is wanted only when a PDF is handed out
            from streetlaw.documents import bare_pdf

            return bare_pdf.make(content)
        # lazy: Pillow is wanted only when a picture is handed out
        from streetlaw.documents import bare_picture

        return bare_picture.make(content)

    def calendar(self, entries: Sequence[CalendarEntry], packs: Mapping[str, Pack], *,
                 language: str) -> bytes:
        """Deadlines as an iCalendar file, the one paper that is no PDF."""
        # lazy: as above
        from streetlaw.documents.calendar_file import calendar_file

        return calendar_file(entries, packs, language=language)
