"""Documenting incidents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement, Source, SourceKind
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.services.history import undo
from streetlaw.services.incidents import finish_incident, remove_incident, save_incident
from streetlaw.services.ports import Vault
from tests.refusal import refusal


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


def saved(vault: Vault, incident: Incident) -> Incident:
    with vault.work() as work:
        return save_incident(work, incident).the(Incident)


def test_saving_unfinished_is_normal_and_opens_a_case(vault: Vault, client: Client) -> None:
    incident = saved(vault, Incident(client_id=client.id))
    assert incident.missing == ("occurred", "sources", "acts")
    with vault.work() as work:
        assert work.get(Case, incident.case_id).status is CaseStatus.INTAKE
    assert saved(vault, Incident(client_id=client.id)).case_id == incident.case_id


def test_a_closed_case_gets_no_new_incident(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        closed = work.add(Case(client_id=client.id, status=CaseStatus.RESTORED))
        work.commit("case.added")
    assert saved(vault, Incident(client_id=client.id)).case_id != closed.id


def test_finishing_says_what_is_missing(vault: Vault, client: Client) -> None:
    half = Incident(client_id=client.id, occurred=PartialDate("2026"))
    with vault.work() as work, pytest.raises(StreetLawError) as caught:
        finish_incident(work, half)
    assert caught.value.facts["fields"] == ("sources", "acts")
    whole = replace(half, sources=(Source(kind=SourceKind.PERSON),), acts=(Act(violation="torture"),))
    with vault.work() as work:
        assert finish_incident(work, whole).the(Incident).missing == ()


@pytest.mark.parametrize("incident", [
    Incident(region="nowhere"), Incident(setting="nowhere"), Incident(grounds=("none",)),
    Incident(acts=(Act(violation="nothing"),)),
    Incident(acts=(Act(violation="torture", involvements=(Involvement(perpetrator="nobody"),)),)),
])
def test_codes_the_pack_does_not_know_are_refused(vault: Vault, client: Client, incident: Incident) -> None:
    with vault.work() as work, refusal("code.unknown"):
        save_incident(work, replace(incident, client_id=client.id))


def test_victims_exist_and_the_case_is_the_clients_own(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        other = work.add(Client(code="1001-A"))
        foreign = work.add(Case(client_id=other.id))
        work.commit("others.added")
    with vault.work() as work, refusal("incident.case_of_other_client"):
        save_incident(work, Incident(client_id=client.id, case_id=foreign.id))
    with vault.work() as work, refusal("record.unknown"):
        save_incident(work, Incident(client_id=client.id, acts=(Act(violation="torture", victims=("x",)),)))
    both = saved(vault, Incident(client_id=client.id, acts=(Act(violation="torture", victims=(other.id,)),)))
    assert both.victims == {client.id, other.id}


def test_the_future_has_not_happened(vault: Vault, client: Client) -> None:
    with vault.work() as work, refusal("date.in_future"):
        save_incident(work, Incident(client_id=client.id, occurred=PartialDate("2093")))


def test_a_removed_incident_comes_back_by_undo(vault: Vault, client: Client) -> None:
    incident = saved(vault, Incident(client_id=client.id, narrative="слова"))
    with vault.work() as work:
        gone = remove_incident(work, incident)
    with vault.work() as work:
        assert work.count(Incident) == 0
        undo(work, gone)
    with vault.work() as work:
        back = work.get(Incident, incident.id)
        assert back.narrative == "слова"
        assert [hit.record_id for hit in work.search("слова")] == [incident.id]
