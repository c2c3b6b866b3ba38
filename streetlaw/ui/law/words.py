"""What the law pages call things: answers, amounts, articles, sources, and the badge that says how sure."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from streetlaw.domain.condition import SKIP, Question, QuestionKind
from streetlaw.domain.eligibility import CategoryResult, Entitlement, Kind
from streetlaw.domain.fact import Confidence, Fact, text_in
from streetlaw.domain.law import Category
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.dates import number_text, partial_text
from streetlaw.ui.facts import trust_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.tokens import ToneName

THIN = "\u00a0"
"""A space that never ends a line: between groups of digits, and before a unit."""


class Look(NamedTuple):
    """How an answer looks."""

    tone: ToneName
    icon: str


LOOKS = {
    Entitlement.ENTITLED: Look("success", "check-circle"),
    Entitlement.LIKELY: Look("success", "check-circle"),
    Entitlement.UNKNOWN: Look("neutral", "question"),
    Entitlement.NOT: Look("warning", "minus-circle"),
}


def opening(text: str) -> str:
    """The text with a capital first letter, as it begins a line."""
    return text[:1].upper() + text[1:]


def listed(*parts: str, between: str = " · ") -> str:
    """The parts that say something, in one line."""
    return between.join(part for part in parts if part)


def headline(answer: Entitlement) -> str:
    """The preliminary answer, in one line."""
    return {
        Entitlement.ENTITLED: _("Entitled to qualified legal aid"),
        Entitlement.LIKELY: _("Likely entitled to qualified legal aid"),
        Entitlement.UNKNOWN: _("Not clear yet"),
        Entitlement.NOT: _("Not entitled by these answers"),
    }[answer]


def amount_text(amount: int, pack: Pack) -> str:
    """An amount of money: 141 000 som."""
    return f"{number_text(amount)}{THIN}{text_in(pack.currency_label, language())}"


def answer_text(question: Question, answer: str, pack: Pack) -> str:
    """What was answered, in words."""
    if answer == SKIP:
        return _("no answer")
    match question.kind:
        case QuestionKind.YES_NO:
            return _("yes") if answer == "yes" else _("no")
        case QuestionKind.CHOICE:
            names = {choice.code: choice.name(language()) for choice in question.choices}
            return names.get(answer, answer)
        case QuestionKind.AMOUNT:
            return amount_text(int(answer), pack)
    return answer


def category_of(pack: Pack, code: str) -> Category | None:
    """The category or basis with that code, as the pack has it now."""
    return pack.aid.categories.get(code) or pack.aid.bases.get(code)


def result_name(pack: Pack, result: CategoryResult) -> str:
    """What a category is called."""
    return opening(pack.label("bases" if result.kind is Kind.BASIS else "categories", result.category,
                              language()))


def result_badge(result: CategoryResult, today: date) -> Badge:
    """How far the rule behind a result can be trusted; "checked" only for law in force, read lately."""
    if result.old_law:
        return Badge.of("verification", "stale", _("Old law: check"))
    if result.verify:
        return Badge.of("verification", "ageing", _("Verify before use"))
    as_of = PartialDate(result.as_of) if result.as_of else None
    return fact_badge(Fact(as_of=as_of, confidence=Confidence.VERIFIED), today)


def fact_badge(fact: Fact, today: date) -> Badge:
    """How far a statement can be trusted on that day."""
    return Badge.of("verification", fact.freshness(today))


def supports(pack: Pack, code: str) -> str:
    """What still supports a category of a law that was replaced."""
    category = category_of(pack, code)
    return "; ".join(pack.cite(cite, language()) for cite in category.supported_by) if category else ""


def source_text(result: CategoryResult, pack: Pack, today: date) -> str:
    """Where the statement was read, of when it is, how sure all is that it rests on, and the next check."""
    category = category_of(pack, result.category)
    known = Fact(source=result.source, as_of=PartialDate(result.as_of) if result.as_of else None,
                 confidence=Confidence(result.confidence),
                 next_check=category.fact.next_check if category else None,
                 local=category is not None and category.fact.local)
    return trust_text(known, today)


def list_name(place: str) -> str:
    """What a list of the pack holds, in the singular."""
    return opening({
        "acts": _("act of law"), "norms": _("norm"), "channels": _("channel"),
        "representation": _("representation"), "risks": _("risk"), "rules": _("time limit"),
        "hotlines": _("telephone"), "aid_kinds": _("kind of legal aid"),
        "categories": _("category of legal aid"), "bases": _("basis in a procedure code"),
        "documents": _("document"), "procedure": _("how one applies"),
        "to_check": _("possible category, not found in the law"), "violations": _("kind of violation"),
        "grounds": _("ground"), "perpetrators": _("kind of body"), "settings": _("kind of place"),
    }.get(place, place))


def guidance(pack: Pack) -> str:
    """The line below everything the law says here: of which country, what it is worth, and of when."""
    country = text_in(pack.names, language())
    return f"{country}. " + _("For guidance, not a decision. A lawyer checks the time limits before filing. "
             "Legal texts as of {date}.").format(date=partial_text(pack.as_of))
