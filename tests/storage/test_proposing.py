from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from streetlaw.domain.passphrase import Strength, generated_bits, strength, strength_of
from streetlaw.storage import proposing, recovery

LISTS = ("ky", "ru", "en")
AS_BIG_AS_SHORT_DICEWARE = 1296
MAKER = Path(__file__).parents[2] / "packaging" / "kyrgyz_words.py"


@pytest.mark.parametrize("language", LISTS)
def test_a_proposal_is_words_of_chance_and_good(language: str) -> None:
    known = proposing.word_list(language)
    proposed = proposing.propose(language)
    assert proposed.list_size == len(known) == len(set(known)) >= AS_BIG_AS_SHORT_DICEWARE
    assert len(proposed.words) == proposing.COUNT >= 6
    assert set(proposed.words) <= set(known)
    assert proposed != proposing.propose(language)
    assert proposed.bits == generated_bits(proposing.COUNT, len(known))
    assert strength_of(proposed.bits) is Strength.GOOD
    assert strength(" ".join(known[:proposing.COUNT]), frozenset(known)) is Strength.GOOD


@pytest.mark.parametrize("language", LISTS)
def test_a_proposal_can_be_typed(language: str) -> None:
    assert all(word.isalpha() and 2 <= len(word) <= 8 for word in proposing.word_list(language))


def test_kyrgyz_words_are_typed_on_any_keyboard_and_hardly_mistaken() -> None:
    known = proposing.word_list("ky")
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in known)
    assert list(known) == sorted(known)
    assert len({word[:5] for word in known}) == len(known)


def test_words_that_hurt_or_name_an_illness_are_left_out() -> None:
    made = runpy.run_path(str(MAKER))
    unwanted = made["left_out"]()
    assert {"вирус", "шприц", "бычак", "мечит", "эшек"} <= unwanted
    written_the_same = {"jon", "kol", "kop", "kozu", "otun"}  # жөн, көл, көп, козу, отун
    assert {made["in_latin"](word) for word in unwanted} & set(proposing.word_list("ky")) == written_the_same


def test_each_language_has_words_of_its_own() -> None:
    assert not set(proposing.word_list("ky")) & set(proposing.word_list("ru"))
    assert proposing.word_list("ru") == recovery.word_list("ru")
    assert "jyldyz" in proposing.word_list("ky")
