"""Finding out whether a client is entitled to state-guaranteed legal aid, and referring them to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Residence
from streetlaw.domain.condition import SKIP
from streetlaw.domain.eligibility import (
    MATTER,
    RESIDENCE,
    CategoryResult,
    Entitlement,
    Given,
    Kind,
    Screening,
    is_answer,
    screen,
)
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Cite
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus, StatusStep
from streetlaw.services.checks import known_codes
from streetlaw.services.ports import Work

AGE = "age"
QUALIFIED = "qualified"


def prefill(client: Client, today: date) -> dict[str, str]:
    """The answers the client's record already gives: residence status, and age when it is certain."""
    answers: dict[str, str] = {}
    if client.residence is not Residence.UNKNOWN:
        answers[RESIDENCE] = client.residence.value
    if (age := client.age_on(today)) is not None:
        answers[AGE] = str(age)
    return answers


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenClient:
    """Screen a client with these answers: question code to answer, unanswered ones left out or empty."""

    client_id: str
    case_id: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def screen_client(work: Work, cmd: ScreenClient) -> Outcome:
    """Keep the answers and what they give today, as a snapshot that later changes of the law do not alter.

    Raises `record.unknown`, `case.of_other_client`, `code.unknown` (no such question) or
    `screening.answer_invalid`.
    """
    work.get(Client, cmd.client_id)
    if cmd.case_id and work.get(Case, cmd.case_id).client_id != cmd.client_id:
        raise StreetLawError("case.of_other_client")
    known_codes(work, "questions", cmd.answers)
    questions = work.pack.aid.questions
    answers = {code: cmd.answers[code] for code in questions if cmd.answers.get(code)}
    for code, answer in answers.items():
        if not is_answer(questions[code], answer):
            raise StreetLawError("screening.answer_invalid", question=code)
    work.add(Screening(client_id=cmd.client_id, case_id=cmd.case_id, done_on=work.today,
                       pack_version=work.pack.version, answers=tuple(asked_in_words(work.pack, answers)),
                       results=in_words(work.pack, screen(work.pack, answers, work.today))))
    return work.commit("screening.done")


def in_words(pack: Pack, results: tuple[CategoryResult, ...]) -> tuple[CategoryResult, ...]:
    """The results with what everything is called today, in every language of the pack."""
    return tuple(replace(
        result,
        names=tuple(pack.terms(_LISTS[result.kind])[result.category].label.items()),
        cited=tuple((language, "; ".join(pack.cite(cite, language) for cite in cites(result)))
                    for language in pack.languages)) for result in results)


def asked_in_words(pack: Pack, answers: Mapping[str, str]) -> Iterator[Given]:
    """The answers with the words of their questions today, in every language of the pack."""
    for code, answer in answers.items():
        question = pack.aid.questions[code]
        chosen = next((choice for choice in question.choices if choice.code == answer), None)
        said = tuple(chosen.label.items()) if chosen else ()
        yield Given(code, answer, tuple(question.label.items()), said)


def cites(result: CategoryResult) -> tuple[Cite, ...]:
    """The citations of a result."""
    parts = (part.partition(" ") for part in result.article.split("; ") if part)
    return tuple(Cite(act=act, article=article) for act, _gap, article in parts)


_LISTS = {Kind.CATEGORY: "categories", Kind.BASIS: "bases"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A result that would not be the same today: `then` as it was kept, `now` by the law of today.

    None where the law did not have it then, or has it no more.
    """

    then: CategoryResult | None
    now: CategoryResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScreening:
    """A screening as it was, the code of its client, and what the same answers would change today."""

    screening: Screening
    code: str
    changes: tuple[Change, ...] = ()


def kept_screening(work: Work, screening_id: str) -> KeptScreening:
    """A screening read again, beside the law of today; raises `record.unknown`."""
    screening = work.get(Screening, screening_id)
    client = work.get(Client, screening.client_id)
    return KeptScreening(screening=screening, code=client.code,
                         changes=changes_since(work.pack, screening, work.today))


def changes_since(pack: Pack, screening: Screening, today: date) -> tuple[Change, ...]:
    """The results that the same answers would give differently by the pack and on the day of today."""
    asked = pack.aid.questions
    answers = {code: answer for code, answer in screening.given.items()
               if code in asked and is_answer(asked[code], answer)}
    then = {(each.kind, each.category): each for each in screening.results}
    now = {(each.kind, each.category): each for each in screen(pack, answers, today)}
    return tuple(Change(then=then.get(key), now=now.get(key)) for key in dict.fromkeys((*then, *now))
                 if _said(then.get(key)) != _said(now.get(key)))


def _said(result: CategoryResult | None) -> CategoryResult | None:
    """What a result says of the law: its words and what is left to ask may change without it."""
    return replace(result, names=(), cited=(), missing=()) if result else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferToLegalAid:
    """Refer a screened client to the legal aid authority, by one result of the screening.

    `category` is the code of that result; `documents_ready` are codes of papers the client already has;
    `matter` says in a few words what it is about (the kind of matter answered when empty).
    """

    screening_id: str
    category: str
    aid_kind: str = QUALIFIED
    matter: str = ""
    documents_ready: tuple[str, ...] = ()
    remarks: str = ""


def refer_to_legal_aid(work: Work, cmd: ReferToLegalAid) -> Outcome:
    """Draft a referral to the authority that decides on legal aid; sending it asks for the consent.

    Raises `record.unknown`, `code.unknown`, `screening.not_screened` (no such result) or
    `screening.not_entitled` (the answers rule that category out).
    """
    screening = work.get(Screening, cmd.screening_id)
    result = _result(screening, cmd.category)
    if result.answer is Entitlement.NOT:
        raise StreetLawError("screening.not_entitled")
    known_codes(work, "aid_kinds", (cmd.aid_kind,))
    known_codes(work, "documents", cmd.documents_ready)
    answers = {code: answer for code, answer in screening.given.items() if answer != SKIP}
    receiver = work.pack.aid.authority.name(work.pack.languages[0])
    draft = StatusStep(status=ReferralStatus.DRAFT, on=work.today)
    work.add(Referral(
        client_id=screening.client_id, case_id=screening.case_id, kind=ReferralKind.LEGAL_AID,
        receiver=receiver, short_name=receiver, aid_kind=cmd.aid_kind, category=cmd.category,
        matter=cmd.matter.strip() or answers.get(MATTER, ""), screening_id=screening.id,
        documents_ready=cmd.documents_ready, steps=(draft,), status=draft.status, since=draft.on,
        remarks=cmd.remarks.strip()))
    return work.commit("referral.drafted")


def _result(screening: Screening, category: str) -> CategoryResult:
    for result in screening.results:
        if result.category == category:
            return result
    raise StreetLawError("screening.not_screened")
