"""Screening for state-guaranteed legal aid: answers in, per category an answer with its source out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from streetlaw.domain.condition import SKIP, Answers, Question, QuestionKind, both, every, some
from streetlaw.domain.fact import Confidence, Fact, weakest
from streetlaw.domain.law import Category, IncomeRule
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Record

MATTER = "matter"
RESIDENCE = "residence"
INCOME = "income"


class Entitlement(StrEnum):
    """The preliminary answer for one category; the legal aid authority decides."""

    ENTITLED = "entitled"
    LIKELY = "likely"
    NOT = "not"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Where a result comes from: the legal aid law, or a procedure code that gives counsel by itself."""

    CATEGORY = "category"
    BASIS = "basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryResult:
    """What a category answered, as it stood then: a snapshot that later pack changes do not alter.

    `category` is a code of the pack's list `categories`, or of `bases` when `kind` is basis. `article` holds
    the citations in the pack's act codes: "CPC 51; CPC 463". `missing` are the questions whose answers would
    settle it; `limit` is the income limit used (whole units of the currency). `old_law` means that the
    category is known only from a repealed law; `verify` is false only for what was read in the law in force.
    `names` and `cited` are (language, text) pairs: what the category was called and how its articles were
    written that day, so that a kept result can be read when the pack no longer has it.
    """

    category: str
    answer: Entitlement
    kind: Kind = Kind.CATEGORY
    article: str = ""
    source: str = ""
    as_of: str = ""
    confidence: str = ""
    missing: tuple[str, ...] = ()
    old_law: bool = False
    verify: bool = True
    limit: int | None = None
    names: tuple[tuple[str, str], ...] = ()
    cited: tuple[tuple[str, str], ...] = ()


class Given(NamedTuple):
    """One answer of a screening; amounts are whole units of the currency as text.

    `asked` and `said` are (language, text) pairs: how the question was put that day, and how an answer one
    chooses was called, so that a kept check can be read when the pack no longer asks it.
    """

    question: str
    answer: str
    asked: tuple[tuple[str, str], ...] = ()
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening(Record):
    """One screening of a client: the answers given, and the result of every category that day."""

    client_id: str = ""
    case_id: str = ""
    done_on: date | None = None
    pack_version: str = ""
    answers: tuple[Given, ...] = ()
    results: tuple[CategoryResult, ...] = ()

    @property
    def given(self) -> dict[str, str]:
        """The answers by the codes of their questions."""
        return {each.question: each.answer for each in self.answers}


@dataclass(frozen=True, slots=True)
class _Limit:
    """The income limits that may be in force, what they rest on, and the one to show."""

    possible: tuple[int, ...]
    shown: int | None
    fact: Fact


def screen(pack: Pack, answers: Answers, today: date) -> tuple[CategoryResult, ...]:
    """The preliminary answer for every category of the legal aid law, then for every basis in the codes.

    What is not verified law in force is never "entitled": at most "likely", and "unknown" when nobody has
    found the rule. Wages announced for a year decide nothing alone where the last adopted one disagrees.
    """
    limit = _limit(pack.aid.income, today.year)
    by_law = [_category(pack, category, answers, limit) for category in pack.aid.categories.values()]
    by_code = [_basis(basis, answers) for basis in pack.aid.bases.values() if basis.asked]
    return (*by_law, *by_code)


def questions(pack: Pack, answers: Answers, today: date) -> tuple[Question, ...]:
    """The questions that can still change an answer, in the interview's order; none are left at its end."""
    open_ = {code for result in screen(pack, answers, today) for code in result.missing}
    return tuple(question for question in pack.aid.questions.values()
                 if question.code in open_ and answers.get(question.code) != SKIP)


def is_answer(question: Question, answer: str) -> bool:
    """True when that text answers the question: a known choice, or whole digits; "skip" always does."""
    if answer == SKIP:
        return True
    match question.kind:
        case QuestionKind.YES_NO:
            return answer in ("yes", "no")
        case QuestionKind.CHOICE:
            return answer in {choice.code for choice in question.choices}
    return answer.isascii() and answer.isdecimal() and len(answer) <= 12


_BEST = (Entitlement.ENTITLED, Entitlement.LIKELY, Entitlement.UNKNOWN, Entitlement.NOT)


def overall(results: Iterable[CategoryResult]) -> Entitlement:
    """The best answer among the results: one category or basis is enough."""
    found = {result.answer for result in results}
    return next((answer for answer in _BEST if answer in found), Entitlement.UNKNOWN)


def _category(pack: Pack, category: Category, answers: Answers, limit: _Limit) -> CategoryResult:
    scope = _in_scope(pack, answers)
    applies = both(scope, _fits(category, answers, limit))
    known = [category.fact.confidence]
    if not pack.aid.scope:
        known.append(pack.aid.scope_fact.confidence)
    if category.income_test:
        known += [pack.aid.income.fact.confidence, limit.fact.confidence]
    missing: list[str] = []
    if applies is not False:
        missing = [RESIDENCE] if scope is None else []
        missing += _open(category, answers, limit)
        missing += _matter_open(pack, category, answers, weakest(known))
        known.append(_matter(pack, answers))
    return _result(category, Kind.CATEGORY, applies, weakest(known), missing=missing,
                   limit=limit.shown if category.income_test else None)


def _basis(basis: Category, answers: Answers) -> CategoryResult:
    applies = _fits(basis, answers)
    missing = _open(basis, answers) if applies is None else []
    return _result(basis, Kind.BASIS, applies, basis.fact.confidence, missing=missing)


def _result(category: Category, kind: Kind, applies: bool | None, confidence: Confidence, *,
            missing: Iterable[str], limit: int | None = None) -> CategoryResult:
    answer = Entitlement.UNKNOWN
    if applies is not None:
        answer = _ceiling(category, confidence) if applies else Entitlement.NOT
    fact = category.fact
    return CategoryResult(
        category=category.code, kind=kind, answer=answer, missing=tuple(dict.fromkeys(missing)), limit=limit,
        article="; ".join(f"{cite.act} {cite.article}".strip() for cite in category.basis),
        source=fact.source, as_of=fact.as_of.edtf if fact.as_of else "", confidence=confidence.value,
        old_law=fact.old_law, verify=confidence is not Confidence.VERIFIED)


def _ceiling(category: Category, confidence: Confidence) -> Entitlement:
    """The best answer that a statement of that confidence may give."""
    if confidence is Confidence.UNVERIFIED:
        return Entitlement.UNKNOWN
    if confidence is Confidence.VERIFIED:
        return Entitlement(category.ceiling)
    return Entitlement.LIKELY


def _fits(category: Category, answers: Answers, limit: _Limit | None = None) -> bool | None:
    reasons = some(category.any_of, answers) if category.any_of else True
    within = _within(limit, answers.get(INCOME, "")) if limit and category.income_test else True
    return both(every(category.needs, answers), reasons, within)


def _in_scope(pack: Pack, answers: Answers) -> bool | None:
    """Whether the law is open to the person; true without asking where it is to all, or nobody knows."""
    asked = pack.aid.questions.get(RESIDENCE)
    if asked is None or not pack.aid.scope or {choice.code for choice in asked.choices} <= pack.aid.scope:
        return True
    residence = answers.get(RESIDENCE, "")
    return None if residence in ("", SKIP) else residence in pack.aid.scope


def _matter(pack: Pack, answers: Answers) -> Confidence:
    """What is known of legal aid in that kind of matter; while it is not said, the least that is known."""
    matters = pack.aid.matters
    said = answers.get(MATTER, "")
    return weakest([matters[said]] if said in matters else matters.values())


def _limit(rule: IncomeRule, year: int) -> _Limit:
    wage = next((wage for wage in rule.wages if wage.year == year), None)
    if wage is None:
        return _Limit((), None, Fact())
    limit = int(wage.amount * rule.multiplier)
    if wage.fact.confidence is not Confidence.PLAN:
        return _Limit((limit,), limit, wage.fact)
    adopted = [w.amount for w in rule.wages if w.year < year and w.fact.confidence is not Confidence.PLAN]
    return _Limit((limit, *(int(amount * rule.multiplier) for amount in adopted[-1:])), limit, wage.fact)


def _within(limit: _Limit, income: str) -> bool | None:
    """Whether the income is within every limit that may be in force; None where they disagree."""
    if not income.isdecimal() or not limit.possible:
        return None
    found = {int(income) <= possible for possible in limit.possible}
    return found.pop() if len(found) == 1 else None


def _matter_open(pack: Pack, category: Category, answers: Answers, known: Confidence) -> list[str]:
    """The question about the matter, where its answer changes what may be said of the category."""
    if answers.get(MATTER, "") in pack.aid.matters:
        return []
    ceilings = {_ceiling(category, weakest([known, fact])) for fact in pack.aid.matters.values()}
    return [MATTER] if len(ceilings) > 1 else []


def _open(category: Category, answers: Answers, limit: _Limit | None = None) -> list[str]:
    """The unanswered questions: first those of what is needed at all, then those of which one is enough.

    Income is not asked for where nobody knows the limit: no answer would change anything.
    """
    if every(category.needs, answers) is None:
        return [c.question for c in category.needs if c.holds(answers) is None]
    asked = [] if some(category.any_of, answers) else category.any_of
    wanted = category.income_test and limit is not None and limit.possible
    income = [INCOME] if wanted and not answers.get(INCOME, "").isdecimal() else []
    return [*(c.question for c in asked if c.holds(answers) is None), *income]
