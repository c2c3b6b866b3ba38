"""The whole loop of a review, between two vaults in memory and between two on disk."""

from __future__ import annotations

from dataclasses import replace

import pytest

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState
from streetlaw.domain.disclosure.leaving import Leaving
from streetlaw.domain.disclosure.tier_a import CaseForReview
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import PartialDate
from streetlaw.domain.review import Check, Direction, Review, ReviewCase, Verdict, statement
from streetlaw.exchange import age
from streetlaw.services import people, reviews
from streetlaw.services.reviews import (
    AddComment,
    ChangeComment,
    CommentAt,
    RequestReview,
    ReviewAt,
    SetChecks,
    SetTasks,
)
from tests.domain.disclosure import samples
from tests.refusal import refusal
from tests.services.desks import (
    CASE,
    CLIENT,
    Desk,
    attorney,
    case_records,
    desks,
    edit_incident,
    envelopes,
    given_back,
    lawyer,
    pack,
    second_vault,
    signed_off,
    withdraw,
)

__all__ = ["attorney", "desks", "lawyer", "pack", "second_vault"]


def at(case: ReviewCase) -> ReviewAt:
    return ReviewAt(id=case.id, revision=case.revision)


def comment_of(case: ReviewCase, index: int = 0) -> CommentAt:
    return CommentAt(id=case.id, revision=case.revision, index=index)


# ── The loop ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_case_goes_to_counsel_and_comes_back_signed_off(lawyer: Desk, attorney: Desk) -> None:
    came = attorney.receive(lawyer.request())
    assert (came.kind, came.number, came.added, came.already) == ("review-request", 1, 1, False)
    signed_off(attorney)
    back = lawyer.receive(attorney.answer())
    assert (back.kind, back.added, back.outdated, back.unknown) == ("review", 1, (), 0)
    review = lawyer.review()
    assert (review.case_id, review.reviewer_id, review.verdict) == (CASE, lawyer.partner, Verdict.SIGNED_OFF)
    (case,) = lawyer.all(Case)
    assert case.status is CaseStatus.OPEN
    assert review.record_revision == case.revision - 1


def test_the_sign_off_can_be_checked_again_by_anybody(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    signed_off(attorney)
    lawyer.receive(attorney.answer())
    review = lawyer.review()
    (sent,) = lawyer.sent()
    assert review.request_sha256 == sent.manifest_sha256
    text = statement(review.pseudonym, review.record_revision, review.request_sha256, review.verdict)
    assert envelopes.is_signed(text, review.signature, attorney.keys().verify_key)


def test_comments_and_tasks_come_back(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    case = attorney.review_case()
    tasks = SetTasks(id=case.id, revision=case.revision, tasks=("Get the record", " "))
    attorney.do(reviews.set_tasks, tasks)
    given_back(attorney, "deadlines", "Which day was it?")
    lawyer.receive(attorney.answer())
    review = lawyer.review()
    (comment,) = review.comments
    assert (comment.field, comment.text, comment.must_fix, comment.settled, comment.at) == (
        "deadlines", "Which day was it?", True, False, None)
    assert (review.verdict, review.tasks) == (Verdict.RETURNED, ("Get the record",))


def test_a_corrected_case_goes_round_again(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    given_back(attorney)
    lawyer.receive(attorney.answer())
    edit_incident(lawyer, occurred=PartialDate("2026-07-01"))
    came = attorney.receive(lawyer.request())
    assert (came.added, came.updated, came.number) == (0, 1, 2)
    case = attorney.review_case()
    assert (case.verdict, case.checks, case.sent_back) == (Verdict.OPEN, (), False)
    assert len(case.comments) == 1
    attorney.do(reviews.settle_comment, comment_of(case))
    signed_off(attorney)
    assert lawyer.receive(attorney.answer()).outdated == ()
    assert [review.verdict for review in lawyer.all(Review)] == [Verdict.RETURNED, Verdict.SIGNED_OFF]


def test_a_review_of_an_older_revision_says_so(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    edit_incident(lawyer, setting="prison")
    signed_off(attorney)
    assert lawyer.receive(attorney.answer()).outdated == (CASE,)
    assert lawyer.review().outdated


def test_a_closed_case_stays_closed(lawyer: Desk, attorney: Desk) -> None:
    (case,) = lawyer.all(Case)
    lawyer.save(replace(case, status=CaseStatus.RESTORED))
    attorney.receive(lawyer.request())
    signed_off(attorney)
    assert lawyer.receive(attorney.answer()).outdated == ()
    assert lawyer.all(Case)[0].status is CaseStatus.RESTORED


# ── What leaves ──────────────────────────────────────────────────────────────────────────────────────────


def test_no_canary_is_in_what_the_attorney_can_decrypt(lawyer: Desk, attorney: Desk) -> None:
    sealed = lawyer.request()
    inside = age.unseal(sealed, attorney.keys().identity)
    opened = envelopes.open(sealed, attorney.keys(), [lawyer.keys().verify_key])
    plain = inside + repr(opened.tables).encode()
    ids = [record.id for records in lawyer.content().values() for record in records]
    for secret in (samples.CANARY, "Street lawyer", lawyer.partner, attorney.partner, *ids):
        assert secret.encode() not in plain
    assert b"Three oral refusals" in plain


def test_the_report_tells_every_value(lawyer: Desk) -> None:
    prepared = lawyer.prepare()
    (case,) = prepared.cases
    assert Leaving("incidents.region", "osh", 1) in prepared.leaves
    assert Leaving("revision", case.minimised.content.revision, 1) in prepared.leaves
    assert prepared.request.period == "2026-Q4"


def test_the_attorney_sees_what_was_shown_to_the_lawyer(lawyer: Desk, attorney: Desk) -> None:
    (shown,) = lawyer.prepare().cases
    attorney.receive(lawyer.request())
    seen = reviews.content(attorney.review_case())
    assert isinstance(seen, CaseForReview)
    assert seen == shown.minimised.content


def test_looking_changes_nothing(lawyer: Desk) -> None:
    before = lawyer.content()
    lawyer.prepare()
    assert lawyer.content() == before


def test_making_a_request_is_remembered(lawyer: Desk) -> None:
    lawyer.request()
    (bundle,) = lawyer.sent()
    (case,) = lawyer.all(Case)
    assert case.status is CaseStatus.REVIEW
    assert (bundle.direction, bundle.number, bundle.previous_sha256) == (Direction.OUT, 1, "")
    assert bundle.released[0] == (CASE, case.revision)
    assert len(bundle.released) == 6
    assert dict(bundle.counts) == {"cases": 1}


def test_pseudonyms_differ_by_period_and_chain_by_number(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    edit_incident(lawyer, setting="")
    attorney.receive(lawyer.request(period="2027-Q1"))
    first, second = attorney.all(ReviewCase)
    assert first.pseudonym != second.pseudonym
    one, two = lawyer.sent()
    assert (two.number, two.previous_sha256) == (2, one.manifest_sha256)


# ── Refusals before a request ────────────────────────────────────────────────────────────────────────────


def test_withdrawn_consent_refuses_the_case(lawyer: Desk) -> None:
    lawyer.save(*case_records(lawyer.partner, "2"))
    withdraw(lawyer)
    prepared = lawyer.prepare(CASE, CASE + "2")
    (refused,) = prepared.refused
    assert (refused.case_id, refused.refusal.code) == (CASE, "consent.withdrawn")
    assert [case.case_id for case in prepared.cases] == [CASE + "2"]


def test_nothing_left_to_send_makes_no_file(lawyer: Desk) -> None:
    withdraw(lawyer)
    before = lawyer.content()
    with refusal("export.nothing_to_send"):
        lawyer.request()
    assert lawyer.content() == before


def test_the_same_revision_leaves_once(lawyer: Desk) -> None:
    lawyer.request()
    (refused,) = lawyer.prepare().refused
    assert refused.refusal.code == "export.already_released"
    edit_incident(lawyer, setting="prison")
    assert lawyer.prepare().refused == ()


def test_an_unknown_code_refuses_the_case(lawyer: Desk) -> None:
    edit_incident(lawyer, region="atlantis")
    assert [one.refusal.code for one in lawyer.prepare().refused] == ["export.unknown_code"]


def test_only_the_trusted_receive(lawyer: Desk) -> None:
    person = lawyer.do(lambda work: work.get(TrustedPerson, lawyer.partner))
    prepared = lawyer.prepare()
    lawyer.save(replace(person, tiers=()))
    with refusal("export.tier_not_granted"):
        lawyer.prepare()
    with refusal("export.tier_not_granted"):
        lawyer.do(reviews.make_request, envelopes, prepared)
    lawyer.save(replace(person, verified_on=None))
    with refusal("export.recipient_unverified"):
        lawyer.prepare()


@pytest.mark.parametrize("period", ["2026", "2026-Q5", "2026-11", "Q4"])
def test_a_period_is_a_quarter(lawyer: Desk, period: str) -> None:
    with refusal("export.period_invalid"):
        lawyer.prepare(period=period)


def test_unknown_cases_and_people_are_refused(lawyer: Desk) -> None:
    with refusal("record.unknown"):
        lawyer.prepare("nobody")
    with lawyer.vault.work() as work, refusal("record.unknown"):
        reviews.prepare_request(work, RequestReview(case_ids=(CASE,), recipient_id="nobody"))


def test_what_changed_since_it_was_shown_does_not_leave(lawyer: Desk) -> None:
    prepared = lawyer.prepare()
    edit_incident(lawyer, setting="prison")
    before = lawyer.content()
    with refusal("export.changed_meanwhile"):
        lawyer.do(reviews.make_request, envelopes, prepared)
    assert lawyer.content() == before


def test_consent_withdrawn_while_looking_stops_the_request(lawyer: Desk) -> None:
    prepared = lawyer.prepare()
    withdraw(lawyer)
    with refusal("export.changed_meanwhile"):
        lawyer.do(reviews.make_request, envelopes, prepared)


# ── Withdrawal after a request ───────────────────────────────────────────────────────────────────────────


def test_a_withdrawn_consent_travels_with_the_next_bundle(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    withdraw(lawyer)
    came = attorney.receive(lawyer.request())
    assert (came.withdrawn, came.added) == (1, 0)
    assert attorney.all(ReviewCase) == []
    assert lawyer.sent()[-1].withdrawn == (CASE,)
    assert lawyer.prepare().withdrawn == ()


def test_an_erased_client_is_withdrawn_too(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    lawyer.save(*case_records(lawyer.partner, "2"))
    with lawyer.vault.work() as work:
        work.remove(work.get(Client, CLIENT))
        work.commit("client.erased")
    came = attorney.receive(lawyer.request(CASE + "2"))
    assert (came.withdrawn, came.added) == (1, 1)


def test_an_expired_consent_recalls_nothing(lawyer: Desk) -> None:
    lawyer.request()
    (consent,) = lawyer.all(Consent)
    lawyer.save(replace(consent, expires_on=consent.answered_on))
    prepared = lawyer.prepare()
    assert prepared.withdrawn == ()
    lawyer.save(replace(consent, state=ConsentState.REFUSED))
    assert [case_id for case_id, _ in lawyer.prepare().withdrawn] == [CASE]


def test_a_withdrawal_is_not_undone_by_an_older_bundle(lawyer: Desk, attorney: Desk) -> None:
    first = lawyer.request()
    withdraw(lawyer)
    attorney.receive(lawyer.request())
    came = attorney.receive(first)
    assert (came.older, came.added) == (1, 0)
    assert attorney.all(ReviewCase) == []


def test_consent_given_again_brings_the_case_back(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    withdraw(lawyer)
    attorney.receive(lawyer.request())
    (consent,) = lawyer.all(Consent)
    lawyer.save(replace(consent, state=ConsentState.GIVEN, withdrawn_on=None))
    edit_incident(lawyer, setting="prison")
    assert attorney.receive(lawyer.request()).added == 1
    withdraw(lawyer)
    assert attorney.receive(lawyer.request()).withdrawn == 1


def test_a_review_of_an_erased_case_is_counted_as_unknown(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    signed_off(attorney)
    with lawyer.vault.work() as work:
        work.remove(work.get(Client, CLIENT))
        work.commit("client.erased")
    back = lawyer.receive(attorney.answer())
    assert (back.unknown, back.added) == (1, 0)


# ── The attorney's desk ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def case(lawyer: Desk, attorney: Desk) -> ReviewCase:
    attorney.receive(lawyer.request())
    return attorney.review_case()


def commented(attorney: Desk, case: ReviewCase, *, must_fix: bool = False) -> ReviewCase:
    add = AddComment(id=case.id, revision=case.revision, field="wishes", text=" Ask again. ",
                     must_fix=must_fix)
    return attorney.do(reviews.comment, add).the(ReviewCase)


def test_a_comment_is_on_a_field(attorney: Desk, case: ReviewCase) -> None:
    (comment,) = commented(attorney, case).comments
    assert (comment.field, comment.text) == ("wishes", "Ask again.")
    assert comment.at is not None
    wrong = (("pseudo", "x", "review.field_unknown"), ("wishes", " ", "review.comment_empty"))
    for field, text, code in wrong:
        with refusal(code):
            attorney.do(reviews.comment, AddComment(id=case.id, revision=2, field=field, text=text))


def test_comments_are_changed_settled_and_removed(attorney: Desk, case: ReviewCase) -> None:
    case = commented(attorney, case, must_fix=True)
    change = ChangeComment(id=case.id, revision=case.revision, index=0, text="Ask once more.", must_fix=True)
    case = attorney.do(reviews.change_comment, change).the(ReviewCase)
    assert (case.comments[0].text, case.must_fix_open) == ("Ask once more.", 1)
    case = attorney.do(reviews.settle_comment, comment_of(case)).the(ReviewCase)
    assert case.must_fix_open == 0
    for index in (-1, 1):
        with refusal("review.comment_unknown"):
            attorney.do(reviews.remove_comment, comment_of(case, index))
    case = attorney.do(reviews.remove_comment, comment_of(case)).the(ReviewCase)
    assert case.comments == ()


def test_signing_off_needs_every_check_and_nothing_to_fix(attorney: Desk, case: ReviewCase) -> None:
    with refusal("review.checks_open"):
        attorney.do(reviews.sign_off, at(case))
    checks = SetChecks(id=case.id, revision=case.revision, checks=tuple(Check))
    case = commented(attorney, attorney.do(reviews.set_checks, checks).the(ReviewCase), must_fix=True)
    with refusal("review.must_fix_open"):
        attorney.do(reviews.sign_off, at(case))


def test_giving_back_needs_a_comment(attorney: Desk, case: ReviewCase) -> None:
    with refusal("review.nothing_to_return"):
        attorney.do(reviews.give_back, at(case))


def test_a_decision_stands_until_it_is_opened_again(attorney: Desk, case: ReviewCase) -> None:
    given_back(attorney)
    case = attorney.review_case()
    with refusal("review.decided"):
        commented(attorney, case)
    with refusal("review.decided"):
        attorney.do(reviews.set_tasks, SetTasks(id=case.id, revision=case.revision, tasks=()))
    case = attorney.do(reviews.reopen, at(case)).the(ReviewCase)
    assert (case.verdict, case.decided_on) == (Verdict.OPEN, None)
    given_back(attorney)
    attorney.answer()
    with refusal("review.already_sent"):
        attorney.do(reviews.reopen, at(attorney.review_case()))


def test_only_what_was_decided_is_sent_and_once(lawyer: Desk, attorney: Desk, case: ReviewCase) -> None:
    with refusal("review.nothing_to_send"):
        attorney.answer()
    given_back(attorney)
    attorney.answer()
    assert attorney.review_case().sent_back
    with refusal("review.nothing_to_send"):
        attorney.answer()


def test_an_answer_goes_to_the_verified_only(attorney: Desk, case: ReviewCase) -> None:
    given_back(attorney)
    person = attorney.do(lambda work: work.get(TrustedPerson, attorney.partner))
    attorney.do(people.withdraw_trust, person)
    with refusal("export.recipient_unverified"):
        attorney.answer()


def test_what_was_seen_must_be_what_is_there(attorney: Desk, case: ReviewCase) -> None:
    commented(attorney, case)
    with refusal("record.changed"):
        commented(attorney, case)
