"""What can be wrong with a pack, and how to put it right, in sentences. No Qt."""

# ruff: noqa: E501 - a sentence is read whole
from __future__ import annotations

from typing import Final

from streetlaw.translation import N_, translate

# What is wrong, and how to put it right.
SAID: Final[dict[str, str]] = {
    "no_file": N_("This file is missing. Put it back, with its header line at least."),
    "not_readable": N_("This file cannot be read as it is saved. Save it as CSV or TOML in UTF-8. {value}"),
    "too_large": N_("This file is larger than {value}. No table of a pack is: look what was saved here."),
    "missing_column": N_("The column “{value}” is missing in the header line."),
    "unknown_column": N_("No column is called “{value}”. Compare it with README.md."),
    "missing_language": N_("A text is missing: {value}. Write it, or “-” where it was not found."),
    "missing_code": N_("This must not be empty: {value}."),
    "duplicate_code": N_("“{value}” stands here a second time. Every code is used once."),
    "unknown_code": N_("“{value}” stands in no table that this column refers to. Correct it, or add it there."),
    "wrong_value": N_("This value is not possible here: {value}."),
    "no_clock": N_("“{value}” is not counted in hours, so it cannot be a clock."),
    "contradicts": N_("The parts of this time limit contradict each other: {value}. Limits in hours have no wait, do not roll and begin at once."),
    "circle": N_("What lies in “{value}” lies in itself: correct one of the codes above it."),
    "many": N_("There are more mistakes than are said at once. Correct these, then check again."),
    "no_source": N_("“{value}” is called verified but names no source. Name it, or call it unverified."),
    "no_day": N_("“{value}” bears no day, and what rests on it is called verified. Write when it was read."),
    "check_overdue": N_("This was to be checked again by now: {value}."),
    "never_used": N_("Nothing in the pack names “{value}”."),
    "never_fires": N_("The time limit “{value}” never runs: no open channel, act or clock comes to it."),
    "never_holds": N_("Nobody can meet the conditions of “{value}”: they contradict each other."),
    "hidden_sign": N_("Here stands a sign that nobody sees ({value}). It may show another text than the one that stands here: delete it, or write the line anew."),
    "formula": N_("A spreadsheet would run this as a formula: {value}. Write it as text that begins with a letter or a number."),
}


def mistake_text(file: str, line: object, problem: str, value: str) -> str:
    """A mistake as compilers say it: "rules.csv:12: …"."""
    return f"{file}:{line}: {problem_text(problem, value)}"


def problem_text(problem: str, value: str) -> str:
    """What is wrong, and how to put it right; a word nobody knows stays as it is."""
    return translate(SAID.get(problem, problem)).format(value=value).strip()
