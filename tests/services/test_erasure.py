"""Erasing a client: what is said beforehand, what goes, what others keep."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

import pytest

from streetlaw.domain.action import Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import ERASED, Act, Incident
from streetlaw.domain.review import Bundle, Direction, Review
from streetlaw.services.erasure import erase_client, erasing
from streetlaw.services.listing import LogQuery
from streetlaw.services.ports import Vault


@dataclass(frozen=True)
class Two:
    """A client who is to go, and another one whose records tell of the first."""

    gone: Client
    stays: Client
    case: Case
    elsewhere: Incident
    bundle: Bundle


@pytest.fixture
def two(vault: Vault) -> Two:
    with vault.work() as work:
        gone = work.add(Client(code="3961-M"))
        stays = work.add(Client(code="4172-K", distinct_from=(gone.id, "somebody")))
        earlier = work.add(Client(code="2048-T", merged_into=gone.id))
        case, other = work.add(Case(client_id=gone.id)), work.add(Case(client_id=stays.id))
        work.add(Review(case_id=case.id))
        work.add(Note(client_id=earlier.id, text="before the two became one"))
        work.add(Party(case_id=case.id, name="Officer"))
        work.add(Party(case_id=other.id, client_id=gone.id, name="Friend"))
        incident = work.add(Incident(client_id=gone.id, case_id=case.id))
        blob = work.blobs.store(BytesIO(b"paper"))
        work.add(Attachment(client_id=gone.id, blob=blob.blob, identity=blob.identity, size=5))
        elsewhere = work.add(Incident(client_id=stays.id, case_id=other.id, acts=(
            Act(violation="extortion", victims=(gone.id, stays.id)),
            Act(violation="beating", victims=(gone.id,)), Act(violation="insult"))))
        released = ((case.id, 1), (other.id, 1), (incident.id, 1), (elsewhere.id, 1))
        bundle = work.add(Bundle(direction=Direction.OUT, counts=(("cases", 2),), released=released))
        work.commit("made")
    with vault.work() as work:
        elsewhere = work.change(replace(elsewhere, acts=(*elsewhere.acts, Act(violation="search"))))
        work.commit("incident.saved")
        work.save_draft(f"incident:{elsewhere.id}", f'{{"victims": ["{gone.id}", "{stays.id}"]}}')
        work.save_draft(f"note:{gone.id}", "{}")
    return Two(gone, stays, case, elsewhere, bundle)


def test_before_it_is_asked_for_one_sees_what_goes_and_what_stays(vault: Vault, two: Two) -> None:
    with vault.work() as work:
        seen = erasing(work, two.gone.id)
    assert {kind.__name__: count for kind, count in seen.counts.items()} == {
        "Case": 1, "Incident": 1, "Note": 1, "Attachment": 1, "Party": 1, "Review": 1}
    assert (seen.bytes, seen.mentions, seen.parties) == (5, 2, 1)
    assert [bundle.id for bundle in seen.sent] == [two.bundle.id]
    with vault.work() as work, pytest.raises(StreetLawError, match=r"record\.unknown"):
        erasing(work, "nobody")


def test_a_person_harmed_in_anothers_incident_stays_somebody(vault: Vault, two: Two) -> None:
    with vault.work() as work:
        erase_client(work, two.gone)
    with vault.work() as work:
        left = work.get(Incident, two.elsewhere.id)
        assert [act.victims for act in left.acts] == [(ERASED, two.stays.id), (ERASED,), (), ()]
        assert left.victims == {two.stays.id}
        told = repr(work.history(Incident, left.id)) + repr(work.drafts())
    assert two.gone.id not in told
    assert two.stays.id in told


def test_who_turned_out_to_be_the_same_person_goes_too(vault: Vault, two: Two) -> None:
    with vault.work() as work:
        erase_client(work, two.gone)
    with vault.work() as work:
        assert [(one.id, one.distinct_from) for one in work.list(Client)] == [(two.stays.id, ("somebody",))]
        assert [work.count(kind) for kind in (Case, Note, Party, Attachment, Review)] == [1, 0, 0, 0, 0]


def test_the_ledger_keeps_what_it_needs_to_tell_the_recipient(vault: Vault, two: Two) -> None:
    with vault.work() as work:
        erase_client(work, two.gone)
    with vault.work() as work:
        (bundle,) = work.list(Bundle)
        case, other, *rest = bundle.released
        assert case == (two.case.id, 1)
        assert other[0] != two.case.id
        assert rest == [(two.elsewhere.id, 1)]


def test_the_log_keeps_that_it_happened(vault: Vault, two: Two) -> None:
    with vault.work() as work:
        erase_client(work, two.gone)
    with vault.work() as work:
        assert work.log(LogQuery(record_ids=(two.gone.id,)))[0].name == "client.erased"


def test_a_stale_erasure_is_refused_and_erases_nothing(vault: Vault, two: Two) -> None:
    with vault.work() as work, pytest.raises(StreetLawError, match=r"record\.changed"):
        erase_client(work, replace(two.gone, revision=7))
    with vault.work() as work:
        assert work.count(Client) == 3
