"""Files that never arrive: what was in them leaves again, and counts once should they come after all."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.incident import Incident
from streetlaw.domain.review import Review, ReviewCase, Verdict
from streetlaw.services import reviews
from streetlaw.services.reviews import (
    AddComment,
    RequestReview,
    ReviewAt,
)
from tests.refusal import refusal
from tests.services.desks import (
    CASE,
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


def sent_again(lawyer: Desk, *case_ids: str) -> bytes:
    """The last file once more, because it never arrived."""
    request = RequestReview(case_ids=case_ids or (CASE,), recipient_id=lawyer.partner,
                            again=lawyer.sent()[-1].id)
    prepared = lawyer.do(reviews.prepare_request, request)
    return lawyer.do(reviews.make_request, envelopes, prepared)[0]


def test_a_lost_file_can_be_sent_again_unchanged(lawyer: Desk, attorney: Desk) -> None:
    lawyer.request()
    sent_again(lawyer)
    came = attorney.receive(sent_again(lawyer))
    assert (came.added, came.number, came.missing) == (1, 3, (1, 2))
    signed_off(attorney)
    back = lawyer.receive(attorney.answer())
    assert (back.added, back.outdated, back.wanted, back.needed) == (1, (), (1, 2), ())


def test_only_what_was_in_the_lost_file_may_leave_again(lawyer: Desk) -> None:
    lawyer.save(*case_records(lawyer.partner, "2"))
    lawyer.request()
    lawyer.request(CASE + "2")
    request = RequestReview(case_ids=(CASE, CASE + "2"), recipient_id=lawyer.partner,
                            again=lawyer.sent()[-1].id)
    prepared = lawyer.do(reviews.prepare_request, request)
    assert [case.case_id for case in prepared.cases] == [CASE + "2"]
    (refused,) = prepared.refused
    assert refused.refusal.code == "export.already_released"


def test_consent_is_asked_anew_before_a_lost_file_leaves_again(lawyer: Desk) -> None:
    lawyer.request()
    withdraw(lawyer)
    request = RequestReview(case_ids=(CASE,), recipient_id=lawyer.partner, again=lawyer.sent()[-1].id)
    prepared = lawyer.do(reviews.prepare_request, request)
    assert prepared.cases == ()
    assert [refused.refusal.code for refused in prepared.refused] == ["consent.withdrawn"]


def test_a_withdrawal_told_in_a_lost_file_is_told_again(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    withdraw(lawyer)
    lawyer.request()
    sent_again(lawyer)
    assert lawyer.prepare().withdrawn == ()
    assert attorney.receive(sent_again(lawyer)).withdrawn == 1
    assert attorney.all(ReviewCase) == []


def test_a_file_that_came_after_all_takes_nothing_back(lawyer: Desk, attorney: Desk) -> None:
    first = lawyer.request()
    attorney.receive(sent_again(lawyer))
    given_back(attorney)
    before = attorney.review_case()
    late = attorney.receive(first)
    assert (late.older, late.added, late.updated) == (1, 0, 0)
    assert attorney.review_case() == before


def test_a_sign_off_stands_when_the_same_case_comes_again(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    signed_off(attorney)
    attorney.answer()
    came = attorney.receive(sent_again(lawyer))
    assert (came.stands, came.updated) == (1, 0)
    case = attorney.review_case()
    assert (case.verdict, case.sent_back) == (Verdict.SIGNED_OFF, False)
    back = lawyer.receive(attorney.answer())
    assert (back.added, back.missing) == (1, (1,))


def test_a_returned_case_is_open_again_even_when_the_correction_does_not_show(
        lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    given_back(attorney)
    attorney.answer()
    edit_incident(lawyer, narrative="Told more exactly.")
    came = attorney.receive(lawyer.request())
    assert (came.stands, came.updated) == (0, 1)
    assert attorney.review_case().verdict is Verdict.OPEN


def test_a_lost_answer_is_sealed_again_and_counts_once(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    given_back(attorney)
    first = attorney.answer()
    sent = attorney.sent()[-1]
    attorney.do(reviews.let_wait_again, sent.id)
    with refusal("review.nothing_to_send"):
        attorney.do(reviews.let_wait_again, sent.id)
    assert lawyer.receive(attorney.answer()).added == 1
    again = lawyer.receive(first)
    assert (again.added, again.unknown, len(lawyer.all(Review))) == (0, 0, 1)


def test_files_are_asked_for_until_their_cases_came(lawyer: Desk, attorney: Desk) -> None:
    lawyer.save(*case_records(lawyer.partner, "2"))
    lawyer.request(CASE, CASE + "2")
    edit_incident_of(lawyer, CASE, setting="prison")
    attorney.receive(lawyer.request(CASE))
    given_back(attorney)
    assert lawyer.receive(attorney.answer()).needed == (1,), "the other case is only in the lost file"
    edit_incident_of(lawyer, CASE + "2", setting="prison")
    attorney.receive(lawyer.request(CASE + "2"))
    case = next(each for each in attorney.all(ReviewCase) if each.verdict is Verdict.OPEN)
    attorney.do(reviews.comment, AddComment(id=case.id, revision=case.revision, field="wishes", text="Why?"))
    attorney.do(reviews.give_back, ReviewAt(id=case.id, revision=case.revision + 1))
    assert lawyer.receive(attorney.answer()).needed == ()


def test_a_late_answer_does_not_end_the_wait_for_the_corrected_case(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    given_back(attorney)
    late = attorney.answer()
    edit_incident(lawyer, setting="prison")
    lawyer.request()
    assert lawyer.receive(late).outdated == (CASE,)
    assert lawyer.all(Case)[0].status is CaseStatus.REVIEW


def edit_incident_of(lawyer: Desk, case_id: str, **changes: Any) -> None:
    incident = next(each for each in lawyer.all(Incident) if each.case_id == case_id)
    lawyer.save(replace(incident, **changes))
