"""What the review page reads: cases sent to me, and answers to cases of mine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.disclosure.tier_a import CaseForReview
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.review import Bundle, Review, ReviewCase, Verdict
from streetlaw.services.ports import Work, chunks
from streetlaw.services.reviews import content

R = TypeVar("R", Case, Client)

MOST_ANSWERS = 500
"""How many answers are listed, the latest of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A case to review with what it says; `content` is None when it cannot be read."""

    case: ReviewCase
    content: CaseForReview | None

    @property
    def id(self) -> str:
        """The id of the case under review."""
        return self.case.id


@dataclass(frozen=True, slots=True)
class Request:
    """A bundle with its sender, and its cases; `waiting` counts decisions that sender has not got yet."""

    bundle: Bundle
    sender: TrustedPerson | None
    cases: tuple[Asked, ...]
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A review that came back, with the code of the client it is about and who made it."""

    review: Review
    client_id: str
    code: str
    reviewer: str


@dataclass(frozen=True, slots=True)
class Desktop:
    """All there is on the page: requests to me, newest first, and answers to me, newest first."""

    requests: tuple[Request, ...]
    answers: tuple[Answered, ...]


def desktop(work: Work) -> Desktop:
    """Read the whole page."""
    people = {person.id: person for person in work.list(TrustedPerson)}
    return Desktop(_requests(work, people), _answers(work, people))


def _requests(work: Work, people: Mapping[str, TrustedPerson]) -> tuple[Request, ...]:
    cases = work.list(ReviewCase, order="pseudonym")
    bundles = {bundle.id: bundle for some in chunks(sorted({case.bundle_id for case in cases}), 500)
               for bundle in work.list(Bundle, id=tuple(some))}
    newest = sorted(bundles.values(), key=lambda bundle: (str(bundle.handled), bundle.number), reverse=True)
    return tuple(
        Request(bundle=bundle, sender=people.get(bundle.partner_id),
                cases=tuple(Asked(case, _content(case)) for case in cases if case.bundle_id == bundle.id),
                waiting=sum(case.sender_id == bundle.partner_id and case.verdict is not Verdict.OPEN
                            and not case.sent_back for case in cases))
        for bundle in newest)


def _content(case: ReviewCase) -> CaseForReview | None:
    try:
        return content(case)
    except StreetLawError:
        return None


def _answers(work: Work, people: Mapping[str, TrustedPerson]) -> tuple[Answered, ...]:
    reviews = work.list(Review, descending=True, limit=MOST_ANSWERS)
    cases = {case.id: case for case in _all(work, Case, [review.case_id for review in reviews])}
    clients = {one.id: one for one in _all(work, Client, [case.client_id for case in cases.values()])}
    found = []
    for review in reviews:
        case = cases.get(review.case_id)
        client = clients.get(case.client_id) if case else None
        reviewer = people.get(review.reviewer_id)
        found.append(Answered(review=review, client_id=client.id if client else "",
                              code=client.code if client else review.pseudonym,
                              reviewer=reviewer.name if reviewer else ""))
    return tuple(found)


def _all(work: Work, kind: type[R], ids: Sequence[str]) -> list[R]:
    return [record for some in chunks(tuple(dict.fromkeys(ids)), 500) for record in work.list(kind, id=some)]
