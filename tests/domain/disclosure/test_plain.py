from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.disclosure import plain
from streetlaw.domain.disclosure.minimise import minimise
from streetlaw.domain.disclosure.plain import from_plain, to_plain
from streetlaw.domain.disclosure.tier_a import CaseForReview
from tests.domain.disclosure.samples import TODAY, case_file, small_pack
from tests.refusal import refusal

CASE = minimise(case_file(), small_pack(), pseudonym="AAAAA-BBBBB", recipient="", today=TODAY).content


@dataclass(frozen=True)
class Measured:
    size: int | None = None
    sure: bool = False


def test_a_value_survives_the_way_through_json() -> None:
    assert from_plain(CaseForReview, json.loads(json.dumps(to_plain(CASE)))) == CASE


def test_optional_values() -> None:
    assert from_plain(Measured, {"size": None, "sure": True}) == Measured(sure=True)
    assert from_plain(Measured, {"size": 3}) == Measured(size=3)
    assert to_plain(Measured()) == {"size": None, "sure": False}


def test_fields_of_newer_versions_are_ignored() -> None:
    assert from_plain(CaseForReview, {**to_plain(CASE), "added_later": {"deep": []}}) == CASE


@pytest.mark.parametrize("changes", [
    {"pseudonym": 5}, {"pseudonym": None}, {"revision": "4"}, {"revision": True}, {"revision": 4.0},
    {"status": "unheard_of"}, {"status": 1}, {"incidents": {}}, {"incidents": [[]]}, {"incidents": "x"},
    {"wishes": ["court", 5]}, {"evidence": [{"kind": "photo", "count": 1}]},
    {"evidence": [{"kind": "photo", "count": 1, "intact": 1}]}, {"opened": ["2026-Q1"]}])
def test_wrong_values_are_refused(changes: dict[str, Any]) -> None:
    with refusal("bundle.damaged"):
        from_plain(CaseForReview, {**to_plain(CASE), **changes})


@pytest.mark.parametrize("data", [None, [], "x", 5, {}, {"pseudonym": "x"}])
def test_what_is_no_case_is_refused(data: object) -> None:
    with refusal("bundle.damaged"):
        from_plain(CaseForReview, data)


def test_caps() -> None:
    long = replace(CASE, summary_for_counsel="x" * (plain.MAX_TEXT + 1))
    many = {**to_plain(CASE), "wishes": ["court"] * (plain.MAX_ITEMS + 1)}
    for data in (to_plain(long), many):
        with refusal("bundle.damaged"):
            from_plain(CaseForReview, data)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (st.lists(inner, max_size=4)
                   | st.dictionaries(st.sampled_from([*to_plain(CASE)]), inner, max_size=4)))


@given(st.sampled_from([*to_plain(CASE)]), json_values)
def test_whatever_comes_is_a_case_or_refused(field: str, value: object) -> None:
    try:
        found = from_plain(CaseForReview, {**to_plain(CASE), field: value})
    except Exception as error:  # noqa: BLE001 - the assertion is about which
        assert str(error) == "bundle.damaged"  # noqa: PT017
    else:
        assert from_plain(CaseForReview, to_plain(found)) == found


def test_only_plain_values_can_leave() -> None:
    with pytest.raises(TypeError):
        to_plain(TODAY)
    with pytest.raises(TypeError):
        to_plain(1.5)
