from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.disclosure.pseudonym import Pseudonyms

MASTER = bytes(range(32))
texts = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=40)


@given(texts, texts, texts)
def test_a_pseudonym_is_stable_and_speakable(recipient: str, period: str, case_id: str) -> None:
    name = Pseudonyms(MASTER, recipient, period).of(case_id)
    assert name == Pseudonyms(MASTER, recipient, period).of(case_id)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}", name)


@given(st.sets(st.tuples(texts, texts), min_size=2, max_size=20), texts)
def test_no_two_recipients_or_periods_share_a_pseudonym(pairs: set[tuple[str, str]], case_id: str) -> None:
    assert len({Pseudonyms(MASTER, *pair).of(case_id) for pair in pairs}) == len(pairs)


@given(st.sets(texts, min_size=2, max_size=100))
def test_no_two_cases_share_a_pseudonym(case_ids: set[str]) -> None:
    names = Pseudonyms(MASTER, "counsel", "2026-Q4")
    assert len({names.of(case_id) for case_id in case_ids}) == len(case_ids)


@given(st.binary(min_size=32, max_size=32).filter(lambda key: key != MASTER))
def test_without_the_vaults_key_nothing_can_be_recomputed(key: bytes) -> None:
    assert Pseudonyms(key, "counsel", "2026-Q4").of("x") != Pseudonyms(MASTER, "counsel", "2026-Q4").of("x")


def test_a_hundred_thousand_cases_do_not_collide() -> None:
    names = Pseudonyms(MASTER, "counsel", "2026-Q4")
    assert len({names.of(str(number)) for number in range(100_000)}) == 100_000


def test_pseudonyms_never_change() -> None:
    """An answer to a request made by an older version must still find its case."""
    assert Pseudonyms(MASTER, "counsel", "2026-Q4").of("case") == "84PGH-MS1XH"
