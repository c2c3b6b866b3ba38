"""A count in words: why this day, and why another day than before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from streetlaw import translation
from streetlaw.domain.deadline import Computed, Deadline, Rule, Span, Unit, compute
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.pack import weekend
from streetlaw.domain.recount import Why
from streetlaw.ui.counting import because, moved_since, why_moved
from tests.fakes.pack import bare_pack


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = translation.language()
    translation.use("en")
    yield
    translation.use(before)


def count(days: int | None, base: date = date(2026, 11, 19)) -> Computed:
    rule = Rule(code="r", label={}, base={}, span=Span(days, Unit.CALENDAR_DAYS) if days else None,
                fact=Fact(confidence=Confidence.VERIFIED))  # fmt: skip
    return compute(rule, base, weekend, ZoneInfo("Asia/Bishkek"))


def test_a_day_says_why() -> None:
    said = because(count(10))
    day, _, steps = said.partition(", because: ")
    assert "30" in day
    assert steps.split("; ")[-1].startswith("a day off: moved to")
    assert because(count(None)).endswith("no date")
    assert because(Computed()) == ""


def test_a_move_says_from_where_to_where_and_why() -> None:
    pack = bare_pack()
    kept = Deadline(due=date(2026, 11, 30))
    moved = moved_since(kept, pack, count(5), (Why.LIMIT,))
    assert moved == "30.11.2026 → 24.11.2026: the law gives another length of time"
    assert moved_since(kept, pack, count(5), ()).endswith("since it was counted")
    assert moved_since(Deadline(), pack, count(5), ()).startswith("no date → ")


def test_every_cause_has_its_words() -> None:
    assert len({why_moved(why) for why in Why}) == len(Why)
