"""What is being filled in: the answers, the papers at hand, the ground to apply by, and how far one is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SITUATION, INCOME, RESULT, APPLICATION = range(4)
"""The steps of the check."""


@dataclass(slots=True)
class Sheet:
    """The check as plain data. `given` holds every answer typed, also those that do not count just now."""

    given: dict[str, str] = field(default_factory=dict)
    ready: set[str] = field(default_factory=set)
    category: str = ""
    step: int = SITUATION

    def values(self) -> dict[str, Any]:
        """The sheet for a draft."""
        return {"answers": dict(self.given), "ready": sorted(self.ready), "category": self.category,
                "step": self.step}

    @classmethod
    def of(cls, values: Mapping[str, Any], default: Mapping[str, str]) -> Sheet:
        """The sheet of a draft; one without answers begins with `default`."""
        return cls(given=dict(values.get("answers", default)), ready=set(values.get("ready", ())),
                   category=str(values.get("category", "")),
                   step=min(int(values.get("step", SITUATION)), RESULT))
