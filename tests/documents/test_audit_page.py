"""The log on paper: codes, no names, and whether it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from streetlaw.documents import audit_page
from streetlaw.domain.paper import AuditLine, AuditPage
from streetlaw.packs import loader
from tests.documents.reading import check, pages, text
from tests.documents.samples import TODAY

AT = datetime(2026, 11, 17, 6, tzinfo=UTC)
PAGE = AuditPage(
    pack=loader.load("kg"), prepared=TODAY, since=date(2026, 11, 1), lines=812, head="ab" * 32,
    entries=(AuditLine(number=812, at=AT, name="paper.made", kind="case", code="4172-K"),
             AuditLine(number=811, at=AT, name="names.shown"),
             AuditLine(number=810, at=AT, name="later.thing")))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_lines_stand_on_paper(language: str, tmp_path: Path) -> None:
    paper = audit_page.make(PAGE, language)
    said = text(paper)
    for word in ("812", "4172-K", "17.11.2026 12:00", "abab abab abab"):
        assert word in said, word
    check(paper, tmp_path)


def test_it_says_whether_the_log_holds() -> None:
    assert "every line holds" in text(audit_page.make(PAGE, "en"))
    assert "altered from line 700 on" in text(audit_page.make(replace(PAGE, broken=700), "en"))
    assert "lines at its end are missing" in text(audit_page.make(replace(PAGE, is_older=True), "en"))


def test_an_action_of_another_version_is_told_as_something() -> None:
    assert "something was changed" in text(audit_page.make(PAGE, "en"))


def test_a_long_log_takes_many_pages() -> None:
    line = AuditLine(number=1, at=AT, name="name.shown", kind="client", code="4172-K")
    many = tuple(replace(line, number=number) for number in range(400))
    assert len(pages(audit_page.make(replace(PAGE, entries=many), "ru"))) > 8
    assert "Nothing recorded." in text(audit_page.make(replace(PAGE, entries=()), "en"))
