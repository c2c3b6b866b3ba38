from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from streetlaw.documents import case_summary
from streetlaw.documents.style import NO_GLYPH
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.paper import LeftOut, Recipient
from tests.documents.reading import check, pages, text
from tests.documents.samples import summary

LANGUAGES = ("ky", "ru", "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ky", ["3790-P ишинин кыскача баяны", "Эмне болду", "Көрсөтүлгөн алуучу үчүн", "Мөөнөттөр",
                "Жакынкы мөөнөт", "2026-ж., 30-ноябрь, дүйшөмбү", "кайрылуу 1 жумуш күнүндө катталат"]),
        ("ru", ["Краткое изложение дела 3790-P", "Что произошло", "24 ноября 2026",
                "30 ноября 2026, понедельник", "вх. № 212", "ответ не получен в срок"]),
        ("en", ["Summary of case 3790-P", "What happened", "24 November 2026", "30 November 2026, Monday",
                "registered No. 212", "time limit not verified"]),
    ],
)  # fmt: skip
def test_a_summary_speaks_its_language(language: str, words: list[str]) -> None:
    said = text(case_summary.make(summary(), language))
    assert [word for word in words if word not in said] == []


def test_headings_stand_in_the_other_languages_too() -> None:
    said = text(case_summary.make(summary(), "ru"))
    assert "Эмне болду · What happened" in said
    assert "Купуя · Confidential" in said


def fonts_of(paper: bytes) -> list[Any]:
    """The fonts any page of the paper uses, each once."""
    resources: list[Any] = [page["/Resources"] for page in PdfReader(BytesIO(paper)).pages]
    return list({str(name): font for each in resources for name, font in each["/Font"].items()}.values())


def test_kyrgyz_letters_can_be_read_and_copied() -> None:
    paper = case_summary.make(summary(account="Ңарын өзөнү үйдөн ӨҮҢ өүң"), "ky")
    assert "Ңарын өзөнү үйдөн ӨҮҢ өүң" in text(paper)
    fonts = [font.get_object() for font in fonts_of(paper)]
    assert len(fonts) == 5
    for font in fonts:
        assert "/ToUnicode" in font
        assert "/FontFile2" in font["/FontDescriptor"]
        assert re.match(r"/[A-Z]{6}\+", font["/BaseFont"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_tells_nothing_but_a_neutral_title(language: str, tmp_path: Path) -> None:
    paper = case_summary.make(summary(name="Сыдыкова Айгүл"), language)
    reader = PdfReader(BytesIO(paper))
    assert set(reader.metadata or {}) == {"/Title"}
    assert "3790" not in str(reader.metadata)
    assert reader.xmp_metadata is None
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == language
    for told in (b"/CreationDate", b"/ModDate", b"/Author", b"/Producer", b"/Creator", b"Users", b"home"):
        assert told not in paper
    check(paper, tmp_path)


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert case_summary.make(summary(), "ky") == case_summary.make(summary(), "ky")
    assert case_summary.make(summary(), "ky") != case_summary.make(summary(revision=7), "ky")


def test_every_page_has_its_number_the_banner_and_the_hash() -> None:
    paper = case_summary.make(summary(account="Слово за словом. " * 2000), "ru")
    said = pages(paper)
    assert len(said) > 2
    for number, page in enumerate(said, start=1):
        assert f"стр. {number} / {len(said)}" in page
        assert "Конфиденциально" in page
        assert "запись 5d1f a07c 33e9 b862" in page
        assert "Дело 3790-P · редакция 6 · имена и контакты не включены" in page


def test_a_name_stands_there_only_when_it_is_given() -> None:
    assert "with the person's name" not in text(case_summary.make(summary(), "en"))
    named = text(case_summary.make(summary(name="Сыдыкова Айгүл"), "en"))
    assert "Сыдыкова Айгүл" in named
    assert "with the person's name" in named
    assert "names and contacts not included" not in named


def test_the_copy_of_the_person_lists_the_consents() -> None:
    consents = (
        Consent(purpose=Purpose.STATISTICS, state=ConsentState.REFUSED),
        Consent(purpose=Purpose.KEEP_CASE, expires_on=summary().prepared),
    )
    said = text(case_summary.make(summary(recipient=Recipient.CLIENT, reader=None, consents=consents), "en"))
    assert "The person's own copy." in said
    assert "anonymous statistics" in said
    assert "until 24 Nov 2026" in said
    own = text(case_summary.make(summary(recipient=Recipient.FILE, reader=None, consent=None), "en"))
    assert "not needed: it is not handed on" in own


def test_a_law_that_was_not_read_says_so() -> None:
    said = text(case_summary.make(summary(), "en"))
    assert "March 2026, verify before use" in said
    assert "2024, old law: check" in said
    assert "12 Oct 2026 Law of" in said


def test_a_deadline_without_a_verified_limit_has_no_date() -> None:
    said = text(case_summary.make(summary(deadlines=(Deadline(id="1"),)), "en"))
    assert "Next deadline time limit not verified" in said
    assert "none running" in text(case_summary.make(summary(deadlines=()), "en"))


def test_a_limit_in_hours_has_its_hour_in_the_country_s_time() -> None:
    until = datetime(2026, 11, 30, 20, 15, tzinfo=UTC)
    said = text(case_summary.make(summary(deadlines=(Deadline(due=until.date(), due_at=until),)), "ru"))
    assert "01.12.2026, 02:15" in said


def test_an_empty_section_says_why() -> None:
    nothing = {"account": "", "wish": "", "incidents": (), "norms": (), "actions": (), "deadlines": (),
               "evidence": (), "region": "", "author": None}  # fmt: skip
    assert text(case_summary.make(summary(**nothing), "en")).count("Nothing recorded.") == 6
    left_out = {"wish": LeftOut.OWN_WORDS, "actions": LeftOut.NOT_AGREED, "deadlines": LeftOut.NOT_AGREED}
    said = text(case_summary.make(summary(**nothing, left_out=left_out), "en"))
    assert "which stay with the lawyer" in said
    assert said.count("Not covered by the person's consent.") == 2
    assert "none running" not in said


def test_evidence_and_steps_go_on_over_pages(tmp_path: Path) -> None:
    sample = summary()
    evidence = tuple(replace(sample.evidence[0], name=f"снимок {number}") for number in range(1, 151))
    actions = tuple(replace(sample.actions[1], remarks="подробно " * length) for length in (1, 900, 2))
    paper = case_summary.make(summary(evidence=evidence, actions=actions), "ru")
    said = pages(paper)
    assert "снимок 150" in said[-1] or "снимок 150" in said[-2]
    assert sum("SHA-256, начало" in page for page in said) > 3
    assert " ".join(said).count("подробно") == 903
    check(paper, tmp_path)


HOSTILE = {
    "markup": "<b>bold</b> <img src='/etc/passwd'/> </para> & &amp; &#0; ]]>",
    "control": "a\x00b\x07c\x1b[31m\x7f",
    "directions": "left \u202eright\u202c \u200f",
    "no glyphs": "😀 👩‍👩‍👧 中文 عربى",
    "half a pair": "\ud800 end",
    "unbroken": "Ң" * 9000,
    "marks": "a" + "\u0301" * 500,
    "format": "{code} %s %(x)s {0}",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_text_stays_text(kind: str, tmp_path: Path) -> None:
    words = HOSTILE[kind]
    deed = Act(violation=words[:50], note=words, involvements=(Involvement(perpetrator="x", unit=words),))
    incident = Incident(narrative=words, harm=words, place=words[:500], acts=(deed,))
    paper = case_summary.make(summary(account=words, name=words[:200], incidents=(incident,)), "ky")
    check(paper, tmp_path)
    assert b"/URI" not in paper
    assert b"/XObject /" not in paper


def test_markup_is_shown_as_it_was_typed() -> None:
    said = text(case_summary.make(summary(account=HOSTILE["markup"]), "en"))
    assert "<b>bold</b> <img src='/etc/passwd'/> </para> & &amp; &#0; ]]>" in said


def test_what_has_no_shape_is_seen_as_a_box() -> None:
    said = text(case_summary.make(summary(account="x😀y \u202ez\x00 中"), "en"))
    assert f"x{NO_GLYPH}y z {NO_GLYPH}" in said


@settings(max_examples=25)
@given(narrative=st.text(max_size=400))
def test_any_narrative_makes_a_paper(narrative: str) -> None:
    incident = Incident(narrative=narrative, place=narrative[:60])
    paper = case_summary.make(summary(incidents=(incident,), wish=narrative), "ru")
    assert len(PdfReader(BytesIO(paper), strict=True).pages) >= 1


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(ValueError, match="'de'"):
        case_summary.make(summary(), "de")
