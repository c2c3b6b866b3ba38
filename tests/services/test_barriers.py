"""No state lawyer was available: kept as evidence, found and counted like any violation."""

from __future__ import annotations

from datetime import date

import pytest

from streetlaw.domain.action import Action, Answer
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident, InvolvementRole, SourceKind
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs.loader import load
from streetlaw.services.barriers import NO_LAWYER, NoLawyer, can_be_noted, note_no_lawyer
from streetlaw.services.ports import Vault
from tests.fakes.pack import bare_pack


@pytest.fixture
def pack() -> Pack:
    return load("kg")


@pytest.fixture
def client(vault: Vault) -> Client:
    with vault.work() as work:
        stored = work.add(Client(code="4205-A", region=next(iter(work.pack.regions))))
        work.commit("client.saved")
    return stored


def test_it_is_an_incident_and_an_answer_in_one_step(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        outcome = note_no_lawyer(work, NoLawyer(
            client_id=client.id, asked_on=date(2026, 11, 16), office=" Service, Osh ",
            said=" no attorney until March "))  # fmt: skip
    incident, action, case = outcome.the(Incident), outcome.the(Action), outcome.the(Case)
    assert outcome.name == "barrier.noted"
    assert (incident.occurred, incident.region) == (PartialDate("2026-11-16"), client.region)
    (act,) = incident.acts
    assert act.violation == NO_LAWYER
    (office,) = act.involvements
    assert (office.perpetrator, office.unit, office.role) == (
        "state_service", "Service, Osh", InvolvementRole.OMITTED)  # fmt: skip
    assert [source.kind for source in incident.sources] == [SourceKind.OWN_OBSERVATION]
    assert incident.missing == ()
    assert incident.narrative == "no attorney until March"
    assert incident.case_id == case.id == action.case_id
    assert (action.channel, action.authority, action.answer) == (
        "legal_aid_service", "Service, Osh", Answer.REFUSED)  # fmt: skip
    assert action.done_on == action.answered_on == date(2026, 11, 16)


def test_the_day_is_today_when_none_is_said(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        outcome = note_no_lawyer(work, NoLawyer(client_id=client.id, office="114", said="nobody"))
    assert outcome.the(Incident).occurred == PartialDate("2026-11-17")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"office": "  "}, "barrier.office_needed"),
        ({"said": ""}, "barrier.said_needed"),
        ({"asked_on": date(2026, 11, 18)}, "date.in_future"),
        ({"client_id": "nobody"}, "record.unknown"),
    ],
)
def test_without_office_words_or_a_day_it_is_no_evidence(
    vault: Vault, client: Client, changed: dict[str, object], code: str
) -> None:
    told: dict[str, object] = {"client_id": client.id, "office": "114", "said": "nobody"}
    with vault.work() as work, pytest.raises(StreetLawError) as refused:
        note_no_lawyer(work, NoLawyer(**(told | changed)))  # type: ignore[arg-type]
    assert refused.value.code == code


def test_the_same_office_on_the_same_day_counts_once(vault: Vault, client: Client) -> None:
    once = NoLawyer(client_id=client.id, office="114", said="nobody")
    with vault.work() as work:
        note_no_lawyer(work, once)
    with vault.work() as work, pytest.raises(StreetLawError, match=r"barrier\.noted_already"):
        note_no_lawyer(work, once)
    with vault.work() as work:
        note_no_lawyer(work, NoLawyer(client_id=client.id, office="Service, Osh", said="nobody"))
        assert len(work.list(Incident, client_id=client.id)) == 2


def test_only_a_pack_that_knows_it_can_count_it() -> None:
    assert can_be_noted(load("kg"))
    assert not can_be_noted(bare_pack())
