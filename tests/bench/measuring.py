"""Timing two things in turn, and the table of what came out. No time is ever asserted."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Task = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One comparison: seconds of ours and of the floor, each run; the aims are a ratio and perhaps a p95."""

    name: str
    floor_name: str
    ours: Sequence[float]
    floor: Sequence[float]
    aim: float
    aim_p95: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float:
        """Median against median."""
        return statistics.median(self.ours) / statistics.median(self.floor)

    @property
    def reached(self) -> bool:
        """True when the ratio, and the p95 where there is one, are as aimed at."""
        return self.ratio <= self.aim and (self.aim_p95 is None or p95(self.ours) <= self.aim_p95)


def p95(seconds: Sequence[float]) -> float:
    """The time that 95 of 100 runs kept."""
    return sorted(seconds)[max(0, -(-len(seconds) * 95 // 100) - 1)]


def timed(task: Task) -> float:
    """Seconds one run took."""
    started = time.perf_counter()
    task()
    return time.perf_counter() - started


def in_turn(ours: Task, floor: Task, *, runs: int, warm_up: int = 1) -> tuple[list[float], list[float]]:
    """Seconds of each run of both, one after the other, so that a busy moment falls on both."""
    for _ in range(warm_up):
        ours()
        floor()
    pairs = [(timed(ours), timed(floor)) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def table(lines: Iterable[Line]) -> str:
    """All comparisons, a line each, aligned."""
    head = ("", "median", "p95", "floor", "ratio", "aim", "", "against")
    rows = [head, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 7) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    aim = f"≤ {line.aim:g}×" + (f", p95 ≤ {spoken(line.aim_p95)}" if line.aim_p95 else "")
    against = line.floor_name + (f" ({line.note})" if line.note else "")
    return (
        line.name,
        spoken(statistics.median(line.ours)),
        spoken(p95(line.ours)),
        spoken(statistics.median(line.floor)),
        f"{line.ratio:.2f}×",
        aim,
        "ok" if line.reached else "missed",
        against,
    )


def spoken(seconds: float) -> str:
    """A time with three digits: 1.23 s, 45.6 ms, 789 µs."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size or unit == "µs":
            return f"{seconds / size:.3g} {unit}"
    raise AssertionError
