"""Dates as precise as the memory of them; changes and outcomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Outcome, PartialDate, Precision, Record

DAYS = st.dates(min_value=date(1000, 1, 1))


@given(DAYS, st.sampled_from(Precision))
def test_a_date_keeps_its_precision_and_holds_the_day(day: date, precision: Precision) -> None:
    kept = PartialDate.on(day, precision)
    assert kept.precision is precision
    assert kept.first <= day <= kept.last
    assert PartialDate(kept.edtf) == kept
    if precision in (Precision.DAY, Precision.ABOUT):
        assert kept.first == kept.last == day


@given(DAYS)
def test_a_period_ends_where_the_next_begins(day: date) -> None:
    month, year = PartialDate.on(day, Precision.MONTH), PartialDate.on(day, Precision.YEAR)
    assert (month.first.day, (year.first.month, year.first.day)) == (1, (1, 1))
    if month.last < date.max:
        assert (month.last + timedelta(days=1)).day == 1
    assert (year.last.month, year.last.day) == (12, 31)
    assert (month.last - month.first).days in (27, 28, 29, 30)


@given(DAYS, st.sampled_from([Precision.DAY, Precision.MONTH, Precision.ABOUT]))
def test_the_quarter_of_a_date(day: date, precision: Precision) -> None:
    assert PartialDate.on(day, precision).quarter == f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def test_the_quarter_of_a_year_is_not_invented() -> None:
    assert PartialDate("2026").quarter == "2026"


@pytest.mark.parametrize("text", [
    "", "26", "2026-", "2026-13", "2026-00", "2026-02-30", "2026-1-1", "17.11.2026", "0000", "2026~",
    "2026-11~", "~2026-11-17", "2026-11-17?", "2026-11-17\n", "٢٠٢٦", "2026-11-17T00:00",
])
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(StreetLawError) as error:
        PartialDate(text)
    assert error.value.code == "date.invalid"


def test_a_record_is_new_until_it_is_stored() -> None:
    assert Record().is_new
    assert not Record(id="a", revision=1).is_new


def test_a_change_knows_its_record_and_its_inverse() -> None:
    before, after = Client(id="a", revision=1), Client(id="a", revision=2)
    for change in (Change(None, before), Change(before, after), Change(after, None)):
        assert (change.kind, change.id) == (Client, "a")
        assert change.inverse().inverse() == change
    assert Change(None, before).inverse() == Change(before, None)


def test_an_outcome_tells_what_was_touched_and_how_it_is_now() -> None:
    client = Client(id="a", revision=1)
    later = replace(client, revision=2)
    changes = (Change(None, client), Change(client, later), Change(Case(id="b"), None))
    outcome = Outcome("client.changed", changes)
    assert outcome.touches(Client)
    assert outcome.touches(Case, Record)
    assert not outcome.touches(Record)
    assert outcome.the(Client) == later
    with pytest.raises(KeyError, match="Case"):
        outcome.the(Case)
