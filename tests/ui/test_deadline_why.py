"""Why a deadline ends on its day, in lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from streetlaw.domain.deadline import Deadline
from streetlaw.packs.loader import load
from streetlaw.services.deadlines import computed
from streetlaw.ui.deadline_why import because_lines

TODAY = date(2026, 11, 17)


def test_an_estimated_holiday_near_the_day_is_told() -> None:
    pack = load("kg")
    deadline = Deadline(rule="prosecutor_file", base=TODAY)
    deadline = replace(deadline, due=computed(pack, deadline).due)
    assert deadline.due is not None
    sure = because_lines(deadline, replace(pack, is_estimate=lambda _: False), TODAY)
    near = because_lines(deadline, replace(pack, is_estimate=lambda day: day == deadline.due), TODAY)
    assert [line for line in near if line not in sure] == [
        "The day of a holiday near it is an estimate by the moon: it may end a day earlier or later."]
