from __future__ import annotations

import pytest

from streetlaw.domain.passphrase import Strength, generated_bits, strength, strength_of
from streetlaw.storage import proposing


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_proposal_is_words_of_chance_and_good(language: str) -> None:
    known = proposing.word_list(language)
    proposed = proposing.words(language)
    assert len(set(known)) == 2048
    assert len(proposed) == proposing.COUNT >= 6
    assert set(proposed) <= set(known)
    assert proposed != proposing.words(language)
    assert strength_of(generated_bits(6, len(known))) is Strength.GOOD
    assert strength(" ".join(known[:7]), frozenset(known)) is Strength.GOOD


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_proposal_can_be_typed(language: str) -> None:
    assert all(word.isalpha() and 2 <= len(word) <= 8 for word in proposing.word_list(language))
