"""What can be wrong with a pack, said so that whoever edits it finds the place."""

from __future__ import annotations

from enum import StrEnum

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.reading.place import Place


class Problem(StrEnum):
    """The kind of mistake; those of the second block are found only by a check of the whole pack."""

    NO_FILE = "no_file"
    NOT_READABLE = "not_readable"
    TOO_LARGE = "too_large"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_LANGUAGE = "missing_language"
    MISSING_CODE = "missing_code"
    DUPLICATE_CODE = "duplicate_code"
    UNKNOWN_CODE = "unknown_code"
    WRONG_VALUE = "wrong_value"
    NO_CLOCK = "no_clock"
    CONTRADICTS = "contradicts"
    CIRCLE = "circle"
    MANY = "many"

    NO_SOURCE = "no_source"
    NO_DAY = "no_day"
    CHECK_OVERDUE = "check_overdue"
    NEVER_USED = "never_used"
    NEVER_FIRES = "never_fires"
    NEVER_HOLDS = "never_holds"
    HIDDEN_SIGN = "hidden_sign"
    FORMULA = "formula"

    @property
    def is_warning(self) -> bool:
        """True for what does no harm today: the pack is used as it is."""
        return self in (Problem.NO_DAY, Problem.CHECK_OVERDUE, Problem.NEVER_USED)


def invalid(path: Place, line: int, problem: Problem, value: str = "") -> StreetLawError:
    """The refusal of a pack: file name, line (0 = the whole file), mistake, and what is wrong."""
    return StreetLawError("pack.invalid", file=path.name, line=line, problem=problem.value, value=value)
