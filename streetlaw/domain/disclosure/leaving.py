"""The report before an export: every value that leaves, how often, and what never leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from streetlaw.domain.disclosure.tier_a import FIELDS, CaseForReview


@dataclass(frozen=True, slots=True)
class Leaving:
    """A value that leaves: the field's path (of `tier_a.FIELDS`), the code or text, and in how many cases."""

    field: str
    value: str | int | bool
    cases: int


class Never(StrEnum):
    """What is in no review request, whatever the consent says."""

    NAMES = "names"
    CODES = "codes"
    BIRTH_DATE = "birth_date"
    CONTACTS = "contacts"
    PAPERS = "papers"
    EXACT_DATES = "exact_dates"
    PLACES = "places"
    OFFICES = "offices"
    OTHER_PEOPLE = "other_people"
    NARRATIVES = "narratives"
    REMARKS = "remarks"
    FILES = "files"
    RECORD_IDS = "record_ids"


def leaves(cases: Iterable[CaseForReview]) -> tuple[Leaving, ...]:
    """Every value of these cases, in the order of the fields, the most frequent first."""
    counts: Counter[tuple[str, str | int | bool]] = Counter()
    for case in cases:
        counts.update(set(_values(case)))
    order = {field: place for place, field in enumerate(FIELDS)}
    found = (Leaving(field, value, cases) for (field, value), cases in counts.items())
    return tuple(sorted(found, key=lambda one: (order[one.field], -one.cases, str(one.value))))


def unique(found: Iterable[Leaving]) -> tuple[Leaving, ...]:
    """The coded values that only one case has: the ones to look at, because they single it out."""
    own = {"pseudonym", "revision", "summary_for_counsel"}
    return tuple(one for one in found if one.cases == 1 and one.field not in own)


def _values(value: object, path: str = "") -> Iterator[tuple[str, str | int | bool]]:
    """The (field, value) pairs in a value; empty texts tell nothing and are left out."""
    if is_dataclass(value):
        for field in fields(value):
            yield from _values(getattr(value, field.name), f"{path}.{field.name}" if path else field.name)
    elif isinstance(value, tuple):
        for item in value:
            yield from _values(item, path)
    elif isinstance(value, StrEnum):
        yield from _values(value.value, path)
    elif isinstance(value, str | int) and value != "":
        yield path, value
