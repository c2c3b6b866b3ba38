"""`streetlaw people`: cards, words, trust."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from streetlaw.domain.profile import TrustedPerson
from tests.cli.conftest import Desk, command, opened, said


@pytest.fixture
def stranger(tmp_path: Path, lawyer: Desk) -> Desk:
    made = command(
        "vault",
        "create",
        tmp_path / "stranger",
        "--name",
        "Бегимай",
        "--fast-key",
        "--passphrase-file",
        lawyer.key,
    )
    assert made.status == 0
    return Desk(tmp_path / "stranger", lawyer.key)


@pytest.fixture
def card(stranger: Desk, tmp_path: Path) -> Path:
    assert stranger.do("people", "card", "--out", tmp_path / "card.slk").status == 0
    return tmp_path / "card.slk"


def people(desk: Desk) -> dict[str, dict[str, object]]:
    done = desk.do("people", "list")
    assert done.status == 0
    return {person["name"]: person for person in done.facts["people"]}


def test_a_card_is_a_private_file_and_writes_over_nothing(card: Path, lawyer: Desk) -> None:
    assert stat.S_IMODE(card.stat().st_mode) == 0o600
    before = card.read_bytes()
    lawyer.refused("file.exists", "people", "card", "--out", card)
    assert card.read_bytes() == before


def test_both_sides_see_the_same_six_words(lawyer: Desk, stranger: Desk, card: Path, tmp_path: Path) -> None:
    own = stranger.do("people", "card", "--out", tmp_path / "again.slk")
    added = lawyer.do("people", "add", card)
    assert added.facts["words"] == own.facts["words"]
    assert len(added.facts["words"]) == 6
    assert (added.facts["tiers"], added.facts["compared_on"]) == ([], None)


def test_somebody_is_trusted_once_the_words_were_compared(lawyer: Desk, card: Path) -> None:
    assert lawyer.do("people", "add", card).status == 0
    assert people(lawyer)["Бегимай"] == {
        "name": "Бегимай",
        "role": "lawyer",
        "tiers": [],
        "compared_on": None,
    }
    lawyer.refused(
        "person.how_needed", "people", "trust", "--name", "Бегимай", "--compared", " ", "--tier", "A"
    )
    trusted = lawyer.do(
        "people", "trust", "--name", "Бегимай", "--compared", "call", "--tier", "A", "--tier", "B"
    )
    assert trusted.facts["tiers"] == ["A", "B"]
    assert people(lawyer)["Бегимай"]["compared_on"] is not None
    spoken = said("people", "list", lawyer.folder, "--passphrase-file", lawyer.key).out.splitlines()
    assert "Бегимай · A, B · compared" in spoken


def test_what_cannot_be_taken_in_changes_nothing(lawyer: Desk, card: Path, tmp_path: Path) -> None:
    assert lawyer.do("people", "card", "--out", tmp_path / "own.slk").status == 0
    altered = bytearray(card.read_bytes())
    altered[len(altered) // 2] ^= 1
    (tmp_path / "altered.slk").write_bytes(altered)
    (tmp_path / "rubbish.slk").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "empty.slk").write_bytes(b"")
    (tmp_path / "endless.slk").write_bytes(b"{" * 2**21)
    for name, code in (
        ("own", "person.is_self"),
        ("altered", "card.damaged"),
        ("rubbish", "card.damaged"),
        ("empty", "card.damaged"),
        ("endless", "file.too_large"),
        ("gone", "file.not_read"),
    ):
        lawyer.refused(code, "people", "add", tmp_path / f"{name}.slk")
    lawyer.refused("person.not_verified", "people", "add", card, "--tier", "A")
    assert lawyer.do("people", "add", card).status == 0
    lawyer.refused("person.already_known", "people", "add", card)


def test_nobody_is_known_at_first(stranger: Desk) -> None:
    assert people(stranger) == {}
    assert "Nobody yet." in said("people", "list", stranger.folder, "--passphrase-file", stranger.key).out


def test_of_two_people_with_one_name_none_is_chosen(lawyer: Desk, card: Path) -> None:
    assert lawyer.do("people", "add", card).status == 0
    with opened(lawyer.folder) as vault, vault.work() as work:
        (other,) = work.list(TrustedPerson, name="attorney")
        work.change(replace(other, name="Бегимай"))
        work.commit("test")
    lawyer.refused("person.several", "people", "trust", "--name", "Бегимай", "--compared", "call")
    lawyer.refused("person.unknown", "people", "trust", "--name", "attorney", "--compared", "call")
