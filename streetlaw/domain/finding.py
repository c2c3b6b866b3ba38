"""What a look at the computer, the program or a vault found; the words for it are in `ui.findings`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Weight(StrEnum):
    """What a finding asks of the person."""

    FINE = "fine"
    KNOW = "know"
    """A limit nobody here can lift, or something that could not be found out."""
    ACT = "act"
    """Something to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found: `code` such as "disk.plain", and the facts its sentence needs."""

    code: str
    weight: Weight
    facts: Mapping[str, str | int] = field(default_factory=dict)


def fine(code: str, **facts: str | int) -> Finding:
    """Nothing to do."""
    return Finding(code=code, weight=Weight.FINE, facts=facts)


def know(code: str, **facts: str | int) -> Finding:
    """Nothing that can be done here, but good to know."""
    return Finding(code=code, weight=Weight.KNOW, facts=facts)


def act(code: str, **facts: str | int) -> Finding:
    """Something to do."""
    return Finding(code=code, weight=Weight.ACT, facts=facts)
