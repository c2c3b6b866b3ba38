"""`make bench`: one table, each line a ratio to a floor; `QUICK=1` for smaller sizes and fewer runs."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

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


def lines(*, quick: bool) -> Iterator[Line]:
    """Every comparison, one after the other."""
    many = 5_000 if quick else 100_000
    runs = 7 if quick else 21
    with tempfile.TemporaryDirectory() as scratch:
        with populated(300) as small:
            folder = small.folder
            yield saving.measure(small, Path(scratch), runs=runs * 10)
            yield printing.measure(small, runs=runs)
        yield unlocking.measure(folder, 300, runs=runs)
        yield from window_start.measure(folder, runs=runs)
        with populated(many) as large:
            folder = large.folder
            yield searching.measure(large, many, rounds=3 if quick else 7)
        with listing.widened(folder) as wide:
            yield from listing.measure(wide, rounds=3 if quick else 7)
        yield unlocking.measure(folder, many, runs=runs)
        yield from law.measure(many, runs=3 if quick else 7)
        yield from bundling.measure(many, runs=3 if quick else 7)
        yield from attaching.measure(32 if quick else 256, runs=3 if quick else 7)
    yield from backing_up.measure(32 if quick else 1024, runs=1 if quick else 3)


def main() -> int:
    """Measure and print; whether an aim was reached is for people to judge."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = []
    for line in lines(quick=bool(os.environ.get("QUICK"))):
        done.append(line)
        print(f"{line.name} …", file=sys.stderr)
    print(table(done))
    return 0


if __name__ == "__main__":
    sys.exit(main())
