"""The law at work, against the same arithmetic, the same conditions and the same files without it."""

from __future__ import annotations

import csv
import random
import tomllib
from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

from streetlaw import resources
from streetlaw.domain.deadline import Deadline, Unit
from streetlaw.domain.eligibility import screen
from streetlaw.domain.pack import Pack
from streetlaw.packs import loader
from streetlaw.services.deadlines import computed
from tests.bench.measuring import Line, in_turn

FRAME = 0.016
TODAY = date(2026, 11, 17)


def measure(many: int, *, runs: int) -> list[Line]:
    """Deadlines of `many` open cases, one screening, one pack."""
    pack = loader.load("kg")
    return [recounting(pack, many, runs=runs), screening(pack, runs=runs * 5), loading(runs=runs)]


def recounting(pack: Pack, many: int, *, runs: int) -> Line:
    """Each deadline counted anew with its explanation; the floor adds and skips days and explains nothing."""
    chance = random.Random(7)
    rules = [rule for rule in pack.rules.values() if rule.span and rule.span.unit is not Unit.HOURS]
    deadlines = [Deadline(rule=chance.choice(rules).code, base=TODAY - timedelta(days=chance.randrange(365)))
                 for _ in range(many)]  # fmt: skip
    bare = [_Bare(pack, deadline) for deadline in deadlines]

    def ours() -> Sequence[object]:
        return [computed(pack, deadline).due for deadline in deadlines]

    def floor() -> Sequence[object]:
        return [each.due(pack.is_day_off) for each in bare]

    if ours() != floor():
        raise AssertionError("the floor counts something else")
    mine, least = in_turn(ours, floor, runs=runs)
    return Line(name=f"recount {many:,} deadlines".replace(",", " "), floor_name="the bare date arithmetic",
                ours=mine, floor=least, aim=3)  # fmt: skip


class _Bare:
    """A count without reasons: what it takes in plain numbers."""

    def __init__(self, pack: Pack, deadline: Deadline) -> None:
        rule = pack.rules[deadline.rule]
        spans = [span for span in (rule.wait, rule.span) if span]
        self.parts = [(span.amount * (12 if span.unit is Unit.YEARS else 1), span.unit) for span in spans]
        self.base = deadline.base or TODAY
        self.rolls = rule.rolls

    def due(self, off: Callable[[date], bool]) -> date:
        day, one = self.base, timedelta(days=1)
        for amount, unit in self.parts:
            if unit is Unit.WORKING_DAYS:
                for _ in range(amount):
                    day += one
                    while off(day):
                        day += one
            elif unit is Unit.CALENDAR_DAYS:
                day += timedelta(days=amount)
            else:
                year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
                day = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        while self.rolls and off(day):
            day += one
        return day


def screening(pack: Pack, *, runs: int) -> Line:
    """One person screened; the floor asks every condition of the pack once, and says nothing."""
    answers = {"matter": "criminal", "role": "suspect", "age": "30", "income": "150000", "detained": "first"}
    items = [*pack.aid.categories.values(), *pack.aid.bases.values()]
    conditions = [condition for item in items for condition in (*item.needs, *item.any_of)]

    def floor() -> object:
        return [condition.holds(answers) for condition in conditions]

    mine, least = in_turn(lambda: screen(pack, answers, TODAY), floor, runs=runs)
    return Line(name="screen a person", floor_name="every condition asked once", ours=mine, floor=least,
                aim=40, aim_p95=FRAME)  # fmt: skip


def loading(*, runs: int) -> Line:
    """A pack, ready to open a vault with; the floor parses its files and keeps nothing."""
    folder = resources.path("packs", "kg")

    def ours() -> object:
        loader.load.cache_clear()
        return loader.load("kg")

    mine, least = in_turn(ours, lambda: parsed(folder), runs=runs)
    return Line(name="load a pack", floor_name="csv and tomllib on its files", ours=mine, floor=least, aim=2)


def parsed(folder: Path) -> list[object]:
    """The content of all files of a folder, untyped."""
    found: list[object] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8", newline="") as file:
                found.append(list(csv.reader(file)))
        elif path.suffix == ".toml":
            found.append(tomllib.loads(path.read_text(encoding="utf-8")))
    return found
