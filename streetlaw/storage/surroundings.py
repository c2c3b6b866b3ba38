"""What a vault takes from outside: the law, a clock, unpredictable numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random, SystemRandom

from sqlalchemy import Engine

from streetlaw.domain.pack import Pack
from streetlaw.storage.law import InForce, Law


def utc_now() -> datetime:
    """The moment it is, UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Packs by code, a clock that says UTC, and chance.

    `in_force` gives a pack from what the vault keeps of it; without it, those of `load_pack` are in force.
    """

    load_pack: Callable[[str], Pack]
    in_force: InForce | None = None
    clock: Callable[[], datetime] = utc_now
    random: Random = field(default_factory=SystemRandom)

    def law(self, engine: Engine) -> Law:
        """The packs of a vault with that database."""
        return Law(engine, self.in_force or (lambda code, _archive, _checks: self.load_pack(code)))
