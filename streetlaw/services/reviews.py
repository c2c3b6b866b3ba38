"""Supervision at the attorney's desk: comments on fields, checks, sign-off, and the sealed answer.

The request is made in `review_requests`, bundles that came are taken over in `arrivals`; both are offered
here too, so that the whole loop can be found in one place.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from streetlaw.domain.disclosure import rows
from streetlaw.domain.disclosure.plain import from_plain, to_plain
from streetlaw.domain.disclosure.tier_a import PARTS, CaseForReview
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Tier
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.domain.review import Bundle, Check, Comment, ReviewCase, Verdict, statement
from streetlaw.services import ledger
from streetlaw.services.arrivals import Arrival, import_bundle
from streetlaw.services.checks import not_empty
from streetlaw.services.envelopes import Envelopes, OwnKeys, Parcel
from streetlaw.services.people import own_keys, receiver
from streetlaw.services.ports import Work
from streetlaw.services.review_requests import (
    Keep,
    Prepared,
    PreparedCase,
    RefusedCase,
    RequestReview,
    keep_nowhere,
    make_request,
    prepare_request,
    sent_bundle,
)

__all__ = [
    "AddComment", "Arrival", "ChangeComment", "CommentAt", "Keep", "Prepared", "PreparedCase", "RefusedCase",
    "RequestReview", "ReviewAt", "SetChecks", "SetTasks", "change_comment", "comment", "content", "give_back",
    "import_bundle", "let_wait_again", "make_request", "make_review", "prepare_request", "remove_comment",
    "reopen", "set_checks", "set_tasks", "settle_comment", "sign_off",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAt:
    """A case under review, as the person saw it."""

    id: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AddComment(ReviewAt):
    """A remark on a field (of `tier_a.PARTS`); `must_fix` stops the sign-off until it is settled."""

    field: str
    text: str
    must_fix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAt(ReviewAt):
    """A comment by its place among the case's comments, from 0."""

    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeComment(CommentAt):
    """Another wording or weight of a comment."""

    text: str
    must_fix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetChecks(ReviewAt):
    """What the attorney confirms."""

    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTasks(ReviewAt):
    """What the lawyer is asked to do, one short text each."""

    tasks: tuple[str, ...]


def content(case: ReviewCase) -> CaseForReview:
    """The case as it was sent, as a value; raises `bundle.damaged`."""
    return from_plain(CaseForReview, json.loads(case.content))


def comment(work: Work, cmd: AddComment) -> Outcome:
    """Add a comment on a field.

    Raises `review.field_unknown`, `review.comment_empty`, `review.decided`, `record.changed`.
    """
    case = _undecided(work, cmd)
    if cmd.field not in PARTS:
        raise StreetLawError("review.field_unknown")
    added = Comment(field=cmd.field, text=not_empty(cmd.text, "review.comment_empty"), must_fix=cmd.must_fix,
                    at=work.now)
    work.change(replace(case, comments=(*case.comments, added)))
    return work.commit("comment.added")


def change_comment(work: Work, cmd: ChangeComment) -> Outcome:
    """Word a comment otherwise; raises `review.comment_unknown`, `review.comment_empty`, `review.decided`."""
    text = not_empty(cmd.text, "review.comment_empty")
    return _with_comment(work, cmd, "comment.changed", text=text, must_fix=cmd.must_fix)


def settle_comment(work: Work, cmd: CommentAt) -> Outcome:
    """Mark a comment as settled; raises `review.comment_unknown`, `review.decided`."""
    return _with_comment(work, cmd, "comment.settled", settled=True)


def remove_comment(work: Work, cmd: CommentAt) -> Outcome:
    """Remove a comment; raises `review.comment_unknown`, `review.decided`."""
    case, _ = _commented(work, cmd)
    work.change(replace(case, comments=(*case.comments[:cmd.index], *case.comments[cmd.index + 1:])))
    return work.commit("comment.removed")


def set_checks(work: Work, cmd: SetChecks) -> Outcome:
    """Note what is confirmed; raises `review.decided`."""
    checks = tuple(check for check in Check if check in cmd.checks)
    work.change(replace(_undecided(work, cmd), checks=checks))
    return work.commit("review.checked")


def set_tasks(work: Work, cmd: SetTasks) -> Outcome:
    """Note what the lawyer is asked to do; raises `review.decided`."""
    tasks = tuple(task.strip() for task in cmd.tasks if task.strip())
    work.change(replace(_undecided(work, cmd), tasks=tasks))
    return work.commit("review.tasks_set")


def sign_off(work: Work, cmd: ReviewAt) -> Outcome:
    """Sign the case off; raises `review.must_fix_open`, `review.checks_open`, `review.decided`."""
    work.change(_undecided(work, cmd).signed_off(work.today))
    return work.commit("review.signed_off")


def give_back(work: Work, cmd: ReviewAt) -> Outcome:
    """Give the case back with its comments; raises `review.nothing_to_return`, `review.decided`."""
    work.change(_undecided(work, cmd).returned(work.today))
    return work.commit("review.returned")


def reopen(work: Work, cmd: ReviewAt) -> Outcome:
    """Take a decision back that has not been sent yet; raises `review.already_sent`."""
    case = work.get(ReviewCase, cmd.id, at=cmd.revision)
    if case.sent_back:
        raise StreetLawError("review.already_sent")
    work.change(replace(case, verdict=Verdict.OPEN, decided_on=None))
    return work.commit("review.reopened")


def let_wait_again(work: Work, bundle_id: str) -> Outcome:
    """Let the decisions of an answer that got lost on its way wait to be sealed once more.

    Raises `review.nothing_to_send` when none of them is here as it was sent, `record.unknown`.
    """
    sent = [work.find(ReviewCase, id=id) for id, _ in work.get(Bundle, bundle_id).released]
    waiting = [case for case in sent if case is not None and case.sent_back]
    if not waiting:
        raise StreetLawError("review.nothing_to_send")
    for case in waiting:
        work.change(replace(case, sent_back=False))
    return work.commit("review.waits_again")


def make_review(work: Work, envelopes: Envelopes, sender_id: str, *,
                keep: Keep = keep_nowhere) -> tuple[bytes, Outcome]:
    """The sealed answer to a lawyer: every case decided and not yet sent, each verdict signed.

    `keep` gets the bytes before anything is written down. Raises what `keep` raises,
    `review.nothing_to_send`, `export.recipient_unverified`, `record.unknown`.
    """
    recipient = receiver(work, sender_id, tier=None)
    cases = [case for case in work.list(ReviewCase, sender_id=sender_id, sent_back=False, order="pseudonym")
             if case.verdict is not Verdict.OPEN]
    if not cases:
        raise StreetLawError("review.nothing_to_send")
    own = own_keys(work)
    missing = ledger.missing(ledger.came_from(work, sender_id))
    tables = {rows.REVIEWS: [to_plain(_answer(envelopes, own, case)) for case in cases],
              rows.MISSING: [{"number": number} for number in missing]}
    number, previous = ledger.next_number(ledger.sent_to(work, sender_id))
    sealed, parcel = envelopes.seal(
        Parcel(kind=rows.REVIEW, tier=Tier.A.value, recipients=(recipient.recipient,), number=number,
               previous=previous, period=PartialDate.on(work.today).quarter, tables=tables,
               anchor=work.anchor(), returned=ledger.anchor_of(work, sender_id)), own)
    sent = [work.change(replace(case, sent_back=True)) for case in cases]
    work.add(sent_bundle(work, parcel, sender_id, tuple((case.id, case.revision) for case in sent)))
    keep(sealed)
    return sealed, work.commit("review.sent")


def _answer(envelopes: Envelopes, own: OwnKeys, case: ReviewCase) -> rows.ReviewRow:
    signed = statement(case.pseudonym, case.record_revision, case.request_sha256, case.verdict)
    return rows.ReviewRow(
        pseudonym=case.pseudonym, revision=case.record_revision, request=case.request_sha256,
        verdict=case.verdict, tasks=case.tasks, signature=envelopes.sign(signed, own),
        comments=tuple(rows.CommentRow(field=c.field, text=c.text, must_fix=c.must_fix, settled=c.settled)
                       for c in case.comments))


def _undecided(work: Work, cmd: ReviewAt) -> ReviewCase:
    case = work.get(ReviewCase, cmd.id, at=cmd.revision)
    if case.verdict is not Verdict.OPEN:
        raise StreetLawError("review.decided")
    return case


def _commented(work: Work, cmd: CommentAt) -> tuple[ReviewCase, Comment]:
    case = _undecided(work, cmd)
    if not 0 <= cmd.index < len(case.comments):
        raise StreetLawError("review.comment_unknown")
    return case, case.comments[cmd.index]


def _with_comment(work: Work, cmd: CommentAt, name: str, **changes: object) -> Outcome:
    case, before = _commented(work, cmd)
    comments = list(case.comments)
    comments[cmd.index] = replace(before, **changes)  # type: ignore[arg-type]
    work.change(replace(case, comments=tuple(comments)))
    return work.commit(name)
