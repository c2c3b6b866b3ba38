from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.disclosure.leaving import Leaving, leaves, unique
from streetlaw.domain.disclosure.minimise import minimise
from streetlaw.domain.disclosure.tier_a import FIELDS, PARTS, SCHEME, CaseForReview
from tests.domain.disclosure import samples

CASE = minimise(samples.case_file(), samples.small_pack(), pseudonym="AAAAA-BBBBB", recipient="",
                today=samples.TODAY).content
OTHER = replace(CASE, pseudonym="CCCCC-DDDDD", incidents=(*CASE.incidents, *CASE.incidents), wishes=())


def test_every_value_is_told_with_the_number_of_cases_that_have_it() -> None:
    found = leaves([CASE, OTHER])
    assert Leaving("incidents.region", "osh", 2) in found
    assert Leaving("incidents.acts.institutions.type", "police", 2) in found
    assert Leaving("wishes", "court", 1) in found
    assert Leaving("evidence.intact", True, 2) in found
    assert Leaving("summary_for_counsel", CASE.summary_for_counsel, 2) in found
    assert {one.field for one in found} <= set(FIELDS)
    assert [one.field for one in found] == sorted((one.field for one in found), key=FIELDS.index)


def test_nothing_leaves_of_nothing() -> None:
    assert leaves([]) == ()


def test_what_singles_a_case_out_is_shown() -> None:
    assert unique(leaves([CASE, OTHER])) == (Leaving("wishes", "court", 1),)


def test_the_allow_list_is_what_it_is() -> None:
    """A field more changes what leaves every vault: say so here, in SCHEME, and in the report's words."""
    assert len(FIELDS) == 33
    assert SCHEME == "c891a5a44abcbb538e726f62559f475693a3c1da2aa780b944517ff60265d19b"
    assert tuple(CaseForReview.__dataclass_fields__) == PARTS
