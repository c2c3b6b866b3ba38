"""Bundles that came: what is taken over, what is refused, and that a refusal changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from streetlaw.domain.disclosure import rows
from streetlaw.domain.disclosure.plain import to_plain
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.review import Review, ReviewCase, Verdict, statement
from tests.fakes.memory import MemoryVault
from tests.refusal import refusal
from tests.services.desks import (
    Desk,
    attorney,
    desks,
    edit_incident,
    envelopes,
    given_back,
    lawyer,
    lawyer_and_attorney,
    pack,
    sealed,
    second_vault,
    signed_off,
    withdraw,
)

__all__ = ["attorney", "desks", "lawyer", "pack", "second_vault"]


def refused(desk: Desk, code: str, data: bytes) -> None:
    """Receiving is refused with that code, and the vault stays as it was."""
    before = desk.content()
    with refusal(code):
        desk.receive(data)
    assert desk.content() == before


def case_row(lawyer: Desk, **changes: Any) -> dict[str, Any]:
    """A row as the lawyer's bundle would hold it, with changes."""
    (prepared,) = lawyer.prepare().cases
    return {**to_plain(prepared.minimised.content), **changes}


# ── Failures of the file ─────────────────────────────────────────────────────────────────────────────────


def test_a_truncated_or_damaged_file_changes_nothing(lawyer: Desk, attorney: Desk) -> None:
    data = lawyer.request()
    for length in (0, 10, 200, 5_000, len(data) - 1):
        refused(attorney, "bundle.damaged", data[:length])
    refused(attorney, "bundle.damaged", data[:-5] + bytes([data[-5] ^ 1]) + data[-4:])


def test_a_bundle_for_somebody_else_changes_nothing(lawyer: Desk) -> None:
    refused(lawyer, "bundle.not_for_me", lawyer.request())


def test_an_unknown_or_unverified_sender_changes_nothing(lawyer: Desk, attorney: Desk) -> None:
    data = lawyer.request()
    person = attorney.do(lambda work: work.get(TrustedPerson, attorney.partner))
    attorney.save(replace(person, verified_on=None))
    refused(attorney, "bundle.sender_unverified", data)
    attorney.save(replace(person, verify_key=envelopes.new_keys().verify_key))
    refused(attorney, "bundle.unknown_sender", data)


def test_unknown_kinds_change_nothing(lawyer: Desk, attorney: Desk) -> None:
    refused(attorney, "bundle.unknown_kind", sealed(lawyer, attorney, {}, kind="handover"))


@pytest.mark.parametrize("tables", [
    {"cases": [{"pseudonym": "x"}]}, {"cases": [{}]}, {"withdrawn": [{"pseudonym": 5}]},
    {"missing": [{"number": "1"}]}, {"withdrawn": [{"pseudonym": "x"}, {"pseudonym": "x"}]}])
def test_wrong_rows_change_nothing(lawyer: Desk, attorney: Desk, tables: dict[str, Any]) -> None:
    refused(attorney, "bundle.damaged", sealed(lawyer, attorney, tables))


def test_one_wrong_row_among_good_ones_changes_nothing(lawyer: Desk, attorney: Desk) -> None:
    good = case_row(lawyer)
    for other in ({**good, "pseudonym": "AAAAA-AAAAA", "status": "odd"}, good):
        refused(attorney, "bundle.damaged", sealed(lawyer, attorney, {"cases": [good, other]}))


def test_a_disk_that_is_full_leaves_the_vault_as_it_was(pack: Pack) -> None:
    first, second = MemoryVault(pack), MemoryVault(pack)
    sender, receiver = lawyer_and_attorney(first, second)
    second.fails = StreetLawError("vault.disk_full")
    data = sender.request()
    refused(receiver, "vault.disk_full", data)
    assert receiver.receive(data).added == 1


# ── Order ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_bundle_twice_is_nothing_new(lawyer: Desk, attorney: Desk) -> None:
    data = lawyer.request()
    attorney.receive(data)
    before = attorney.content()
    again = attorney.receive(data)
    assert again.already
    assert again.outcome.changes == ()
    assert attorney.content() == before


def test_two_bundles_with_one_number_raise_the_alarm(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    refused(attorney, "bundle.fork", sealed(lawyer, attorney, {"withdrawn": [{"pseudonym": "x"}]}))


def test_a_chain_that_does_not_fit_raises_the_alarm(lawyer: Desk, attorney: Desk) -> None:
    first = lawyer.request()
    refused_later = sealed(lawyer, attorney, {}, number=2, previous="another")
    attorney.receive(first)
    refused(attorney, "bundle.fork", refused_later)


def test_an_earlier_bundle_must_be_the_one_the_later_was_chained_to(lawyer: Desk, attorney: Desk) -> None:
    lawyer.request()
    edit_incident(lawyer, setting="prison")
    attorney.receive(lawyer.request())
    refused(attorney, "bundle.fork", sealed(lawyer, attorney, {}, number=1))


def test_bundles_may_come_in_any_order(lawyer: Desk, attorney: Desk) -> None:
    first = lawyer.request()
    edit_incident(lawyer, setting="prison")
    second = lawyer.request()
    assert attorney.receive(second).missing == (1,)
    newest = attorney.review_case().content
    late = attorney.receive(first)
    assert (late.missing, late.older, late.added, late.updated) == ((), 1, 0, 0)
    assert attorney.review_case().content == newest


def test_gaps_are_asked_for_with_the_next_bundle_back(lawyer: Desk, attorney: Desk) -> None:
    lawyer.request()
    edit_incident(lawyer, setting="prison")
    attorney.receive(lawyer.request())
    given_back(attorney)
    assert lawyer.receive(attorney.answer()).wanted == (1,)


def test_what_a_newer_version_added_is_kept(lawyer: Desk, attorney: Desk) -> None:
    row = case_row(lawyer, added_later={"deep": ["Ж"]})
    attorney.receive(sealed(lawyer, attorney, {"cases": [row], "table_of_later": [{"x": 1}]}))
    assert '"added_later":{"deep":["Ж"]}' in attorney.review_case().content


# ── Reviews ──────────────────────────────────────────────────────────────────────────────────────────────


def review_row(attorney: Desk, **changes: Any) -> dict[str, Any]:
    """An answer to the one case at the desk, signed as it is, then changed."""
    case = attorney.review_case()
    text = statement(case.pseudonym, case.record_revision, case.request_sha256, Verdict.SIGNED_OFF)
    row = rows.ReviewRow(
        pseudonym=case.pseudonym, revision=case.record_revision, request=case.request_sha256,
        verdict=Verdict.SIGNED_OFF, comments=(), tasks=(), signature=envelopes.sign(text, attorney.keys()))
    return {**to_plain(row), **changes}


def answered(attorney: Desk, lawyer: Desk, *answers: dict[str, Any]) -> bytes:
    return sealed(attorney, lawyer, {rows.REVIEWS: answers}, kind=rows.REVIEW)


@pytest.mark.parametrize("changes", [
    {"verdict": "returned"}, {"verdict": "open"}, {"revision": 9}, {"pseudonym": "AAAAA-AAAAA"},
    {"request": "0" * 64}, {"signature": ""}])
def test_a_verdict_is_signed_for_this_case_revision_and_request(
        lawyer: Desk, attorney: Desk, changes: dict[str, Any]) -> None:
    attorney.receive(lawyer.request())
    data = answered(attorney, lawyer, review_row(attorney), review_row(attorney, **changes))
    refused(lawyer, "review.signature_invalid", data)


def test_a_verdict_signed_by_another_key_is_refused(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    case = attorney.review_case()
    text = statement(case.pseudonym, case.record_revision, case.request_sha256, Verdict.SIGNED_OFF)
    foreign = envelopes.sign(text, lawyer.keys())
    refused(lawyer, "review.signature_invalid",
            answered(attorney, lawyer, review_row(attorney, signature=foreign)))


def test_answers_to_what_was_never_asked_are_counted_only(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    case = attorney.review_case()
    attorney.save(replace(case, request_sha256="0" * 64))
    unknown_request = review_row(attorney)
    attorney.save(replace(case, pseudonym="AAAAA-AAAAA"))
    unknown_case = review_row(attorney)
    attorney.save(replace(case, record_revision=1))
    unknown_revision = review_row(attorney)
    back = lawyer.receive(answered(attorney, lawyer, unknown_request, unknown_case, unknown_revision))
    assert (back.unknown, back.added) == (3, 0)
    assert lawyer.all(Review) == []


def test_only_the_person_asked_can_answer(lawyer: Desk, attorney: Desk) -> None:
    """Somebody else I trust cannot sign off what I sent to my supervisor."""
    attorney.receive(lawyer.request())
    person = lawyer.do(lambda work: work.get(TrustedPerson, lawyer.partner))
    sent = lawyer.sent()
    lawyer.save(*(replace(bundle, partner_id="somebody else") for bundle in sent))
    signed_off(attorney)
    assert lawyer.receive(attorney.answer()).unknown == 1
    assert person.id == lawyer.partner


def test_a_replayed_review_is_nothing_new(lawyer: Desk, attorney: Desk) -> None:
    attorney.receive(lawyer.request())
    signed_off(attorney)
    data = attorney.answer()
    lawyer.receive(data)
    assert lawyer.receive(data).already
    assert len(lawyer.all(Review)) == 1


def test_a_notice_about_a_case_never_seen_is_harmless(lawyer: Desk, attorney: Desk) -> None:
    lawyer.request()
    withdraw(lawyer)
    came = attorney.receive(lawyer.request())
    assert (came.withdrawn, came.missing) == (0, (1,))
    assert attorney.all(ReviewCase) == []
