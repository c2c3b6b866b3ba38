"""What waits for the person today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.domain.review import Bundle, Comment, Direction, Review, ReviewCase, Verdict
from streetlaw.services.ports import Vault, Work
from streetlaw.services.today import today


def test_an_empty_vault_has_an_empty_day(vault: Vault) -> None:
    with vault.work() as work:
        read = today(work)
    assert (read.deadlines_total, read.waiting_total, read.to_review) == (0, 0, 0)
    assert set(read.closed.values()) == {0}


def test_deadlines_are_nearest_first_and_unverified_last(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        for days in (None, 3, 1):
            work.add(Deadline(client_id=client.id, title=str(days),
                              due=None if days is None else work.today + timedelta(days=days)))
        work.add(Deadline(client_id=client.id, due=work.today, status=DeadlineStatus.MET))
        work.commit("deadlines.added")
    with vault.work() as work:
        read = today(work)
        short = today(work, limit=1)
    assert [card.deadline.title for card in read.deadlines] == ["1", "3", "None"]
    assert {card.code for card in read.deadlines} == {client.code}
    assert (len(short.deadlines), short.deadlines_total) == (1, 3)


def test_drafts_waiting_referrals_and_endings_are_counted(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        work.save_draft("incident?client=x", '{"title": "инцидент"}')
        work.add(Referral(client_id=client.id, receiver="Арча", status=ReferralStatus.SENT, since=work.today))
        work.add(Referral(client_id=client.id, receiver="Арча", status=ReferralStatus.DONE, since=work.today))
        for days, status in ((1, CaseStatus.RESTORED), (29, CaseStatus.RESTORED), (40, CaseStatus.RESTORED),
                             (2, CaseStatus.CLOSED)):
            work.add(Case(client_id=client.id, status=status, closed=work.today - timedelta(days=days)))
        work.commit("added")
    with vault.work() as work:
        read = today(work)
    assert [draft.key for draft in read.drafts] == ["incident?client=x"]
    assert read.waiting_total == len(read.waiting) == 1
    assert (read.closed[CaseStatus.RESTORED], read.closed[CaseStatus.CLOSED]) == (2, 1)


def test_open_comments_of_returned_reviews_are_shown(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        case = work.add(Case(client_id=client.id))
        bundle, reviewer = _came(work)
        review = Review(case_id=case.id, bundle_id=bundle.id, reviewer_id=reviewer.id,
                        verdict=Verdict.RETURNED, received_on=date(2026, 11, 1), comments=(
                            Comment(field="wishes", text="a"), Comment(field="x", text="b", settled=True)))
        work.add(review)
        work.add(replace(review, verdict=Verdict.SIGNED_OFF))
        work.add(ReviewCase(bundle_id=bundle.id, sender_id=reviewer.id, pseudonym="ABC"))
        work.commit("reviews.added")
    with vault.work() as work:
        read = today(work)
    assert [(card.comment.text, card.code, card.client_id) for card in read.comments] == [
        ("a", client.code, client.id)]
    assert read.to_review == 1


def _came(work: Work) -> tuple[Bundle, TrustedPerson]:
    reviewer = work.add(TrustedPerson(name="адвокат", recipient="age1x", verify_key="k"))
    return work.add(Bundle(direction=Direction.IN, partner_id=reviewer.id)), reviewer
