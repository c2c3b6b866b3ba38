from __future__ import annotations

from datetime import date

import pytest

from streetlaw.domain.action import Note
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Risk, SafeContact
from streetlaw.domain.incident import Incident, SourceKind
from streetlaw.domain.record import PartialDate
from streetlaw.services import history
from streetlaw.services.capture import Capture, take_up
from streetlaw.services.ports import Vault, Work
from tests.refusal import refusal


@pytest.fixture
def known(work: Work) -> Client:
    client = work.add(Client(code="4172-C", risk=Risk.RAISED, last_contact=date(2026, 1, 1)))
    work.commit("test")
    return client


def test_somebody_new_is_taken_in_by_code_with_what_happened(work: Work) -> None:
    day = PartialDate("2026-11-17")
    outcome = take_up(work, Capture(text=" Refused at the window. ", occurred=day, risk=Risk.HIGH,
                                    contact="after 18:00"))
    client, incident = outcome.the(Client), outcome.the(Incident)
    assert (client.named, client.risk, client.safe_contact.when) == (False, Risk.HIGH, "after 18:00")
    assert client.code
    assert (incident.client_id, incident.narrative, incident.occurred) == (
        client.id, "Refused at the window.", day)
    assert [source.kind for source in incident.sources] == [SourceKind.PERSON]
    assert outcome.the(Case).client_id == client.id


def test_it_is_undone_in_one_step(vault: Vault) -> None:
    with vault.work() as work:
        outcome = take_up(work, Capture(text="Refused."))
    with vault.work() as work:
        history.undo(work, outcome)
    with vault.work() as work:
        assert (work.count(Client), work.count(Case), work.count(Incident)) == (0, 0, 0)


def test_a_known_person_gets_a_note(work: Work, known: Client) -> None:
    outcome = take_up(work, Capture(text="Called again.", code="4172c", as_note=True))
    assert outcome.the(Note).client_id == known.id
    assert work.get(Client, known.id).last_contact == work.today


def test_a_known_persons_risk_only_grows_and_their_contact_stays(work: Work, known: Client) -> None:
    take_up(work, Capture(text="Danger.", code="4172-C", risk=Risk.HIGH, contact="never"))
    client = work.get(Client, known.id)
    assert (client.risk, client.safe_contact.when) == (Risk.HIGH, "never")
    take_up(work, Capture(text="Calm.", code="4172-C", contact="any time"))
    client = work.get(Client, known.id)
    assert (client.risk, client.safe_contact) == (Risk.HIGH, SafeContact(when="never"))


def test_an_empty_capture_and_a_code_nobody_has_are_refused(work: Work) -> None:
    with refusal("capture.empty"):
        take_up(work, Capture(text="  "))
    with refusal("client.unknown"):
        take_up(work, Capture(text="Refused.", code="9001-Y"))
    assert work.count(Client) == 0
