"""The interview for legal aid as values: what is asked, what the answers so far give. No Qt here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from streetlaw.domain.condition import Question
from streetlaw.domain.eligibility import (
    CategoryResult,
    Entitlement,
    is_answer,
    overall,
    questions,
    screen,
)
from streetlaw.domain.pack import Pack

SITUATION_PART, INCOME_PART = "situation", "income"

_ORDER = (Entitlement.ENTITLED, Entitlement.LIKELY, Entitlement.UNKNOWN, Entitlement.NOT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """An interview as it stands.

    `answers` are those that count; `shown` are the questions answered so and those that can still change an
    answer, in the interview's order; `withheld` would change one but are not asked without consent.
    """

    answers: Mapping[str, str]
    shown: tuple[Question, ...]
    withheld: tuple[Question, ...]
    results: tuple[CategoryResult, ...]

    @property
    def overall(self) -> Entitlement:
        """The best answer of all categories."""
        return overall(self.results)

    @property
    def fitting(self) -> tuple[CategoryResult, ...]:
        """The categories the person is in, or likely in; the surest first."""
        return tuple(r for r in self.ranked if r.answer in (Entitlement.ENTITLED, Entitlement.LIKELY))

    @property
    def ranked(self) -> tuple[CategoryResult, ...]:
        """All results, the best first."""
        return tuple(sorted(self.results, key=lambda result: _ORDER.index(result.answer)))

    @property
    def possible(self) -> tuple[CategoryResult, ...]:
        """The categories that are not ruled out, the best first: one may apply by any of them."""
        return tuple(result for result in self.ranked if result.answer is not Entitlement.NOT)

    def left(self, section: str = "") -> int:
        """How many questions of a section (of all) have no answer yet."""
        return sum(question.code not in self.answers and section in ("", question.section)
                   for question in self.shown)


def replay(pack: Pack, given: Mapping[str, str], today: date, *, sensitive: bool) -> Interview:
    """Go through the interview in its order with these answers.

    An answer counts only if its question is asked after the answers before it, so what no longer matters
    changes nothing and is not kept. Without `sensitive`, special-category questions are not asked, and
    answers to them do not count.
    """
    answers: dict[str, str] = {}
    while True:
        still_open = [q for q in questions(pack, answers, today) if q.code not in answers]
        asked = [q for q in still_open if sensitive or not q.sensitive]
        following = next((q for q in asked if is_answer(q, given.get(q.code, ""))), None)
        if following is None:
            break
        answers[following.code] = given[following.code]
    wanted = answers.keys() | {question.code for question in asked}
    return Interview(
        answers=answers,
        shown=tuple(q for q in pack.aid.questions.values() if q.code in wanted),
        withheld=tuple(q for q in still_open if q.sensitive and not sensitive),
        results=screen(pack, answers, today))
