"""A person's copy of everything, on paper."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from streetlaw.documents import subject_copy
from streetlaw.documents.frame import grouped
from streetlaw.domain.paper import CopiedFile, CopiedRecord, Happened, Shared, SubjectCopy
from streetlaw.domain.profile import Role
from streetlaw.packs import loader
from streetlaw.services.subject_copy import json_file
from tests.documents.reading import check, text
from tests.documents.samples import TODAY

AT = datetime(2026, 11, 17, 6, tzinfo=UTC)
COPY = SubjectCopy(
    pack=loader.load("kg"), prepared=TODAY, code="4172-K", name="Асанова Айгүл", organisation="Archa centre",
    records=(
        CopiedRecord(kind="client",
                     values={"family_name": "Асанова", "phone": "0700 112233", "gender": "woman"}),
        CopiedRecord(kind="case", values={"status": "waiting", "matter": "документтер"}),
        CopiedRecord(kind="case", values={}),
    ),
    files=(CopiedFile(number=1, id="x", name="photo.jpg", media_type="image/jpeg", size=9,
                      sha256="ab" * 32),),
    shared=(Shared(handled=AT, out=True, name="Бермет", role=Role.SUPERVISOR),
            Shared(handled=AT, out=True, withdrawn=True)),
    history=(Happened(at=AT, name="client.saved", kind="client",
                      changes=(("phone", "", "0700 112233"), ("remarks", "", "сөз " * 90))),),
)


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_copy_can_be_read_in_every_language(language: str, tmp_path: Path) -> None:
    paper = subject_copy.make(COPY, language)
    said = text(paper)
    for word in ("Асанова Айгүл", "0700 112233", "документтер", "photo.jpg", "Бермет", "17.11.2026 12:00"):
        assert word in said, word
    assert "[" not in said
    check(paper, tmp_path)


def test_it_says_who_got_something_and_what_was_done() -> None:
    said = text(subject_copy.make(COPY, "en"))
    assert "got a summary of your case without your name" in said
    assert "was asked to erase what they had" in said
    assert "the person's data was saved" in said
    assert "Telephone: – → 0700 112233" in said
    assert said.count("сөз") < 60, "long values are shortened"


def test_it_names_the_hash_of_the_file_beside_it() -> None:
    data = json_file(COPY, "en")
    assert grouped(sha256(data).hexdigest(), 16) in text(subject_copy.make(COPY, "en"))
    assert json.loads(data)["records"][0]["in_words"]["Family name"] == "Асанова"


def test_an_empty_file_gives_a_copy_too() -> None:
    empty = SubjectCopy(pack=COPY.pack, prepared=TODAY, code="4172-K")
    assert "Nothing about you was sent to anybody from here." in text(subject_copy.make(empty, "en"))
