"""What can be wrong with a pack, said so that whoever edits it finds the place."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from streetlaw.domain.errors import StreetLawError


class Problem(StrEnum):
    """The kind of mistake."""

    NO_FILE = "no_file"
    NOT_READABLE = "not_readable"
    MISSING_COLUMN = "missing_column"
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_LANGUAGE = "missing_language"
    MISSING_CODE = "missing_code"
    DUPLICATE_CODE = "duplicate_code"
    UNKNOWN_CODE = "unknown_code"
    WRONG_VALUE = "wrong_value"


def invalid(path: Path, line: int, problem: Problem, value: str = "") -> StreetLawError:
    """The refusal of a pack: file name, line (0 = the whole file), mistake, and what is wrong."""
    return StreetLawError("pack.invalid", file=path.name, line=line, problem=problem.value, value=value)
