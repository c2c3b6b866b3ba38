from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.paper import CustodyLine, CustodySheet
from tests.documents.reading import check, pages, text
from tests.documents.samples import TODAY

HASH = "0123456789abcdef" * 4
LINES = tuple(
    CustodyLine(at=datetime(2026, 11, 24, 12, minute, tzinfo=UTC), who=who, what=what, sha256=seen)
    for minute, (who, what, seen) in enumerate((
        ("Street lawyer 07", "captured", HASH), ("", "opened", HASH), ("Street lawyer 07", "damaged", ""),
        ("Counsel A.", "exported_bare", "f" * 64), ("Counsel A.", "lent to the court", HASH))))
SHEET = CustodySheet(code="4172-K", name="ответ, вх. 318.png", media_type="image/png", size=1234567,
                     sha256=HASH, prepared=TODAY, lines=LINES, record_sha256="e" * 64)


@pytest.mark.parametrize(("language", "title"), [
    ("ky", "Сактоо журналы"), ("ru", "Журнал хранения"), ("en", "Custody log")])
def test_the_log_says_who_did_what_when_and_which_hash_was_seen(language: str, title: str,
                                                                tmp_path: Path) -> None:
    paper = PdfPapers().custody_sheet(SHEET, language=language)
    (said,) = pages(paper)
    assert title in said
    assert " ".join(HASH[at:at + 4] for at in range(0, 64, 4)) in said
    for part in ("4172-K", SHEET.name, "1 234 567", "Street lawyer 07", "Counsel A.", "12:03",
                 "ffff ffff ffff ffff", "lent to the court"):
        assert part in said
    check(paper, tmp_path)


def test_a_long_log_takes_several_pages() -> None:
    long = CustodySheet(code="4172-K", name="a", media_type="audio/mpeg", size=1, sha256=HASH, prepared=TODAY,
                        lines=LINES * 40, record_sha256="e" * 64)
    paper = PdfPapers().custody_sheet(long, language="en")
    assert len(pages(paper)) > 3
    assert text(paper).count("Counsel A.") == 80
