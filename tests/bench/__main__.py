"""`make bench`: one table, each line a ratio to a floor; `QUICK=1` for smaller sizes and fewer runs.

`python -m tests.bench law listing` measures those alone.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Final

from tests.bench import (
    attaching,
    backing_up,
    bundling,
    law,
    listing,
    printing,
    saving,
    searching,
    unlocking,
    window_start,
)
from tests.bench.measuring import Line, table
from tests.bench.population import populated

NAMES: Final = ("saving", "printing", "unlocking", "window_start", "searching", "listing", "law", "bundling",
                "attaching", "backing_up")
"""What can be measured alone, in the order of the table."""


def lines(wanted: Collection[str], *, quick: bool) -> Iterator[Line]:
    """The comparisons wanted, one after the other; no vault is filled that none of them needs."""
    many = 5_000 if quick else 100_000
    runs = 7 if quick else 21
    with tempfile.TemporaryDirectory() as scratch:
        if {"saving", "printing", "unlocking", "window_start"} & set(wanted):
            yield from _small(wanted, Path(scratch), runs=runs)
        if {"searching", "listing", "unlocking"} & set(wanted):
            yield from _large(wanted, many, quick=quick, runs=runs)
        if "law" in wanted:
            yield from law.measure(many, runs=3 if quick else 7)
        if "bundling" in wanted:
            yield from bundling.measure(many, runs=3 if quick else 7)
        if "attaching" in wanted:
            yield from attaching.measure(32 if quick else 256, runs=3 if quick else 7)
    if "backing_up" in wanted:
        yield from backing_up.measure(32 if quick else 1024, runs=1 if quick else 3)


def _small(wanted: Collection[str], scratch: Path, *, runs: int) -> Iterator[Line]:
    """What is measured on the folder of one worker."""
    with populated(300) as small:
        folder = small.folder
        if "saving" in wanted:
            yield saving.measure(small, scratch, runs=runs * 10)
        if "printing" in wanted:
            yield printing.measure(small, runs=runs)
    if "unlocking" in wanted:
        yield unlocking.measure(folder, 300, runs=runs)
    if "window_start" in wanted:
        yield from window_start.measure(folder, runs=runs)


def _large(wanted: Collection[str], many: int, *, quick: bool, runs: int) -> Iterator[Line]:
    """What is measured on a folder of many cases."""
    with populated(many) as large:
        folder = large.folder
        if "searching" in wanted:
            yield searching.measure(large, many, rounds=3 if quick else 7)
    if "listing" in wanted:
        with listing.widened(folder) as wide:
            yield from listing.measure(wide, rounds=3 if quick else 7)
    if "unlocking" in wanted:
        yield unlocking.measure(folder, many, runs=runs)


def main(names: Sequence[str]) -> int:
    """Measure and print; whether an aim was reached is for people to judge."""
    if unknown := sorted({*names} - {*NAMES}):
        print(f"{', '.join(unknown)}: nothing of that name is measured. There are: {', '.join(NAMES)}",
              file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = []
    for line in lines(frozenset(names or NAMES), quick=bool(os.environ.get("QUICK"))):
        done.append(line)
        print(f"{line.name} …", file=sys.stderr)
    print(table(done))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
