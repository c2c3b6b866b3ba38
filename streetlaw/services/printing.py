"""What services and pages ask of the maker of papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

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


class Papers(Protocol):
    """Making documents: values in, bytes out."""

    def case_summary(self, summary: CaseSummary, *, language: str) -> bytes:
        """A PDF of the summary in that language: ky, ru or en."""
        ...

    def legal_aid_application(self, application: LegalAidApplication, *, language: str) -> bytes:
        """A PDF of the application in that language."""
        ...

    def recovery_sheet(self, sheet: RecoverySheet, *, language: str) -> bytes:
        """A PDF of a vault's recovery words in that language."""
        ...

    def custody_sheet(self, sheet: CustodySheet, *, language: str) -> bytes:
        """A PDF of the custody log of a piece of evidence in that language."""
        ...

    def bare_copy(self, content: bytes) -> bytes:
        """A file of the same kind with what is seen and nothing that was written beside it.

        Raises `copy.kind_unknown` for all but PDF, JPEG, PNG, WebP and TIFF; of a picture
        `copy.moving_picture`, `copy.too_large`, `copy.damaged`; of a PDF `copy.paper_damaged`,
        `copy.paper_locked`, `copy.paper_layers`, `copy.paper_too_large`.
        """
        ...

    def subject_copy(self, copy: SubjectCopy, *, language: str) -> bytes:
        """A PDF of everything held about a person, for them, in that language."""
        ...

    def audit_page(self, page: AuditPage, *, language: str) -> bytes:
        """A PDF of a part of the log in that language."""
        ...

    def calendar(self, entries: Sequence[CalendarEntry], packs: Mapping[str, Pack], *,
                 language: str) -> bytes:
        """An iCalendar file of the entries; their rules are told in the words of the packs."""
        ...
