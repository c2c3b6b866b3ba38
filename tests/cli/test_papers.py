"""`streetlaw pdf`: a case summary on paper, or a refusal."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from streetlaw.domain.code import code as code_of
from tests.cli.conftest import Desk, content
from tests.documents.reading import text


def pdf(out: Path, code: str, *more: str) -> tuple[object, ...]:
    return "pdf", "--client", code, "--out", out, *more


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
@pytest.mark.parametrize("recipient", ["file", "client", "attorney"])
def test_a_summary_is_written(lawyer: Desk, tmp_path: Path, language: str, recipient: str) -> None:
    out, before = tmp_path / "s.pdf", content(lawyer.folder)
    done = lawyer.do(*pdf(out, lawyer.codes[0], "--for", recipient, "--paper-language", language))
    assert (done.status, done.facts["bytes"]) == (0, out.stat().st_size)
    assert len(done.facts["record_sha256"]) == 64
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    paper = text(out.read_bytes())
    assert lawyer.codes[0] in paper
    assert "Сыдыкова" not in paper
    assert content(lawyer.folder) == before


def test_the_person_may_have_their_name_on_it(lawyer: Desk, tmp_path: Path) -> None:
    done = lawyer.do(*pdf(tmp_path / "s.pdf", lawyer.codes[0], "--for", "client", "--with-name"))
    assert done.status == 0
    assert "Сыдыкова" in text((tmp_path / "s.pdf").read_bytes())


def test_a_refused_summary_writes_nothing(lawyer: Desk, tmp_path: Path) -> None:
    out = tmp_path / "s.pdf"
    named, _, not_asked = lawyer.codes
    unknown = next(found for number in range(1000, 9999) if (found := code_of(number)) not in lawyer.codes)
    for code, arguments in (
        ("consent.missing", pdf(out, not_asked, "--for", "attorney")),
        ("paper.name_not_agreed", pdf(out, named, "--for", "attorney", "--with-name")),
        ("paper.no_name_in_file", pdf(out, named, "--with-name")),
        ("person.unknown", pdf(out, named, "--for", "nobody")),
        ("client.code_invalid", pdf(out, "Айгүл")),
        ("client.unknown", pdf(out, unknown)),
        ("file.not_written", pdf(tmp_path / "no" / "s.pdf", named)),
    ):
        done = lawyer.do(*arguments)
        assert (done.status, done.code) == (1, code)
        assert not out.exists()


def test_no_summary_writes_over_a_file(lawyer: Desk, tmp_path: Path) -> None:
    (tmp_path / "s.pdf").write_text("mine")
    lawyer.refused("file.exists", *pdf(tmp_path / "s.pdf", lawyer.codes[0]))
    assert (tmp_path / "s.pdf").read_text() == "mine"
