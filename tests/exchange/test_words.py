from __future__ import annotations

from streetlaw.exchange.words import WORDS, fingerprint_words
from tests.exchange.forging import ALICE, BOB


def test_words_depend_on_both_keys() -> None:
    words = fingerprint_words(ALICE.recipient, ALICE.verify_key)
    others = {fingerprint_words(BOB.recipient, ALICE.verify_key),
              fingerprint_words(ALICE.recipient, BOB.verify_key),
              fingerprint_words(BOB.recipient, BOB.verify_key)}
    assert len(words) == WORDS
    assert words not in others
    assert len(others) == 3


def test_words_never_change() -> None:
    """Two versions of the program must say the same words."""
    assert fingerprint_words("age1example", "RWexample") == (
        "unfair", "gravity", "fancy", "kind", "spin", "wide")
