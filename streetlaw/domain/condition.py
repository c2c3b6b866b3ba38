"""Questions of an interview, and conditions on their answers that may still be undecided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from streetlaw.domain.fact import Term

SKIP = "skip"

Answers = Mapping[str, str]


class QuestionKind(StrEnum):
    """How a question is answered. Yes and no are "yes" and "no"; numbers and amounts are digits."""

    YES_NO = "yes_no"
    NUMBER = "number"
    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Term):
    """One question of the interview; `section` groups them on the page ("situation", "income").

    An answer "skip" means that the person does not want to say: it counts as unknown and is not asked again.
    `sensitive` marks special-category data, which needs its own consent.
    """

    kind: QuestionKind
    section: str = "situation"
    choices: tuple[Term, ...] = ()
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one answer: one of `values`, or a number below `below`."""

    question: str
    values: frozenset[str] = frozenset()
    below: int | None = None

    def holds(self, answers: Answers) -> bool | None:
        """True or false; None while the answer is unknown."""
        answer = answers.get(self.question, "")
        if answer in ("", SKIP):
            return None
        if self.below is not None:
            return int(answer) < self.below if answer.isdecimal() else None
        return answer in self.values


def every(conditions: Iterable[Condition], answers: Answers) -> bool | None:
    """True when all hold, false when one does not, None when that is undecided."""
    found = [condition.holds(answers) for condition in conditions]
    return False if False in found else None if None in found else True


def some(conditions: Iterable[Condition], answers: Answers) -> bool | None:
    """True when one holds, false when none does, None when that is undecided."""
    found = [condition.holds(answers) for condition in conditions]
    return True if True in found else None if None in found else False


def both(*found: bool | None) -> bool | None:
    """The conjunction in three values: false wins, then undecided."""
    return False if False in found else None if None in found else True
