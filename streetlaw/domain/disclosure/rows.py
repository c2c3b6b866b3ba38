"""The rows of review bundles beside the cases themselves: answers, notices, gaps."""

from __future__ import annotations

from dataclasses import dataclass

from streetlaw.domain.review import Verdict

REQUEST, REVIEW = "review-request", "review"
CASES, REVIEWS, WITHDRAWN, MISSING = "cases", "reviews", "withdrawn", "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRow:
    """A comment on a field of the case; its time does not travel."""

    field: str
    text: str
    must_fix: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """An attorney's answer about one case.

    `request` is the manifest hash of the bundle it came in; the signature is over `review.statement`.
    """

    pseudonym: str
    revision: int
    request: str
    verdict: Verdict
    comments: tuple[CommentRow, ...]
    tasks: tuple[str, ...]
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnRow:
    """A notice: the person took the consent back; remove this case. Copies cannot be recalled."""

    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """A bundle of yours, by its number, that never came: please send it again."""

    number: int
