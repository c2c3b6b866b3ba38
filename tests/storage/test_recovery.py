from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import recovery
from tests.storage.refusals import refused

KEYS = st.binary(min_size=32, max_size=32)
LANGUAGES = st.sampled_from(["ky", "ru", "en"])


@given(KEYS, LANGUAGES)
def test_words_stand_for_exactly_one_key(key: bytes, language: str) -> None:
    words = recovery.to_words(key, language)
    assert len(words) == recovery.WORDS
    assert recovery.from_words(words) == key


@given(KEYS, LANGUAGES)
def test_words_may_be_typed_with_capitals_and_spaces(key: bytes, language: str) -> None:
    words = recovery.to_words(key, language)
    assert recovery.from_words("  \n ".join(words).upper() + "\t") == key


def test_the_words_are_those_of_the_standard() -> None:
    # BIP-39's own test vectors (github.com/trezor/python-mnemonic/blob/master/vectors.json)
    assert recovery.from_words("abandon " * 23 + "art") == bytes(32)
    assert recovery.from_words("zoo " * 23 + "vote") == b"\xff" * 32
    assert recovery.to_words(b"\x7f" * 32, "en")[:3] == ("legal", "winner", "thank")


def test_the_damaged_word_of_the_russian_list_is_mended() -> None:
    words = ["снова" if "\ufffd" in word else word for word in Mnemonic("russian").wordlist]
    assert words[1572] == "снова"
    key = (1572 << 245).to_bytes(32, "big")
    said = recovery.to_words(key, "ru")
    assert said[0] == "снова"
    assert recovery.from_words(said) == key
    assert recovery.from_words(["сно\ufffd\ufffdа", *said[1:]]) == key  # as a sheet said it before


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_word_can_be_typed_on_a_keyboard(language: str) -> None:
    assert all(word.isalpha() for word in recovery.word_list(language))
    assert len(set(recovery.word_list(language))) == 2048


def test_a_word_that_is_not_in_the_list_is_named_by_its_place() -> None:
    words = [*recovery.to_words(bytes(32), "ru")]
    words[4] = "опечатка"
    with refused("vault.recovery_word_unknown", number=5):
        recovery.from_words(words)


@given(KEYS, st.integers(0, 22))
def test_words_that_changed_places_are_noticed(key: bytes, place: int) -> None:
    words = [*recovery.to_words(key, "en")]
    words[place], words[place + 1] = words[place + 1], words[place]
    try:
        found = recovery.from_words(words)
    except StreetLawError:
        return
    # the same word twice, or the one swap in 256 that a checksum of eight bits cannot see
    assert recovery.to_words(found, "en") == tuple(words)


@pytest.mark.parametrize("number", [0, 1, 23, 25])
def test_another_number_of_words_is_refused(number: int) -> None:
    with refused("vault.recovery_words_mistyped"):
        recovery.from_words(["abandon"] * number)


@given(st.text(max_size=300))
def test_any_text_is_refused_and_never_a_crash(text: str) -> None:
    with pytest.raises(StreetLawError):
        recovery.from_words(text)


def test_each_key_is_new() -> None:
    assert len({recovery.new_recovery() for _ in range(50)}) == 50


@pytest.mark.parametrize("between", [", ", "\n", " 7. ", " — ".replace("—", ";"), "  (2) "])
def test_words_may_be_numbered_and_parted_as_people_do(between: str) -> None:
    key = recovery.new_recovery()
    for language in ("ky", "en"):
        assert recovery.from_words(between.join(recovery.to_words(key, language))) == key
