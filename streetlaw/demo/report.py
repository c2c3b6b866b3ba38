"""What a demo did, for `report.json`."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from streetlaw.domain.errors import StreetLawError


class Teller(Protocol):
    """Who is told how far the demo is."""

    def say(self, text: str) -> None:
        """A line for people."""
        ...

    def warn(self, warning: StreetLawError) -> None:
        """A refusal that was meant to be seen; the demo goes on."""
        ...


@dataclass(slots=True)
class Report:
    """What was done: records by kind, languages of stories and papers, steps with their seconds, refusals.

    `day` is the day on which the synthetic records were made; seed and day together make them the same again.
    """

    day: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    languages: dict[str, dict[str, int]] = field(default_factory=dict)
    steps: list[dict[str, str | float]] = field(default_factory=list)
    refusals: list[dict[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what is done inside."""
        started = time.perf_counter()
        yield
        self.steps.append({"step": name, "seconds": round(time.perf_counter() - started, 3)})

    def refuse(self, refusal: StreetLawError, client: str) -> None:
        """Note a refusal and the code of the client it was about."""
        self.refusals.append({"code": refusal.code, "client": client})

    def speak(self, part: str, languages: Counter[str]) -> None:
        """Note how many stories or papers are in which language."""
        known = self.languages.setdefault(part, {})
        for language, count in sorted(languages.items()):
            known[language] = known.get(language, 0) + count
