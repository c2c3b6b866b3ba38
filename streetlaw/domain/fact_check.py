"""Looking again at what a pack says of the law: who checked it, when, by what, and what was found."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from streetlaw.domain.profile import Role
from streetlaw.domain.record import Record

SETTINGS = "settings"
"""The place of what pack.toml says; its codes are paths: "aid.income", "aid.income.wages.2026"."""

PLACES = ("acts", "norms", "channels", "representation", "risks", "rules", "hotlines", "aid_kinds",
          "categories", "bases", "documents", "procedure", "to_check", SETTINGS)
"""The lists of a pack that state law, and so are checked; in the order people look for them."""

TRUST = ("confidence", "as_of", "next_check", "source")
"""The cells that say how far a statement is trusted; all others are what it says."""

LOCAL = "here_"
"""Before the code of the source of a correction, while it holds here and nowhere else."""

Cells = tuple[tuple[str, str], ...]
"""Cells of one row of a pack's table: column and text, by column."""


class CheckResult(StrEnum):
    """What a look at the law gave."""

    CONFIRMED = "confirmed"  # the pack says what the law says
    CORRECTED = "corrected"  # it does not: `cells` say what does
    UNCLEAR = "unclear"      # it could not be checked


@dataclass(frozen=True, slots=True, kw_only=True)
class FactCheck(Record):
    """One look at one statement of a pack, and what holds here since.

    `jurisdiction`, `place` and `code` name the statement. `evidence` says what was read, `reference` where,
    and `attachment` is the name of a paper kept elsewhere. `cells` hold beside the pack as it was published,
    whose own cells were `before`, until `revoked_on`. `role` is that of who checked.
    """

    jurisdiction: str = ""
    place: str = ""
    code: str = ""
    result: CheckResult = CheckResult.UNCLEAR
    checked_on: date | None = None
    checked_by: str = ""
    role: Role = Role.LAWYER
    evidence: str = ""
    reference: str = ""
    attachment: str = ""
    cells: Cells = ()
    before: Cells = ()
    revoked_on: date | None = None

    @property
    def holds(self) -> bool:
        """True while the pack in force is other than the published one because of it."""
        return bool(self.cells) and self.revoked_on is None

    @property
    def changes_law(self) -> bool:
        """True when it changes what the pack says, not only how far that is trusted."""
        return any(column not in TRUST for column, _ in self.cells)

    @property
    def source_code(self) -> str:
        """The code under which `reference` stands among the sources: the same text has the same code."""
        text = f"{self.reference}\n{self.checked_on}"
        return f"check_{hashlib.sha256(text.encode()).hexdigest()[:10]}" if self.reference else ""
