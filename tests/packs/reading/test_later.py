"""A table that is read at the first look."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.reading.later import Later


class Table:
    """Counts how often it is read."""

    def __init__(self) -> None:
        self.read = 0

    def __call__(self) -> Mapping[str, int]:
        self.read += 1
        return {"a": 1, "b": 2}


def test_it_is_read_once_and_only_when_somebody_looks() -> None:
    table = Table()
    later = Later(table)
    assert (repr(later), table.read) == ("Later(None)", 0)
    assert (later["a"], list(later), len(later), "c" in later, dict(later)) == (
        1, ["a", "b"], 2, False, {"a": 1, "b": 2})  # fmt: skip
    assert later == {"a": 1, "b": 2}
    assert table.read == 1


def test_what_is_wrong_is_met_at_each_look() -> None:
    def read() -> Mapping[str, int]:
        raise StreetLawError("pack.invalid")

    later = Later(read)
    for _ in range(2):
        with pytest.raises(StreetLawError, match=r"pack\.invalid"):
            len(later)


def test_the_calendar_comes_in_beside_the_work() -> None:
    """In a process of its own: only time limits need the library; `prepare` does not wait."""
    code = ("import sys; from streetlaw.packs import calendars, loader; loader.load('kg');"
            "assert 'holidays' not in sys.modules; calendars.prepare();"
            "import threading; [t.join() for t in threading.enumerate() if t.daemon];"
            "assert 'holidays' in sys.modules")  # fmt: skip
    subprocess.run([sys.executable, "-c", code], check=True, timeout=300)
