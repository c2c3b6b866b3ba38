"""Deadlines of a case, and what the law panel suggests."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus, StepKind, Whose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs.loader import load
from streetlaw.services.deadlines import (
    AddDeadline,
    SettleDeadline,
    Suggestion,
    add_deadline,
    computed,
    law_panel,
    settle_deadline,
    suggest,
)
from streetlaw.services.ports import Vault

KG = load("kg")
TODAY = date(2026, 11, 17)


@pytest.fixture
def pack() -> Pack:
    return KG


@pytest.fixture
def case(vault: Vault) -> Case:
    with vault.work() as work:
        client = work.add(Client(code="4188-T"))
        stored = work.add(Case(client_id=client.id, opened=work.today))
        work.commit("case.saved")
    return stored


def added(vault: Vault, case: Case, **said: object) -> Deadline:
    with vault.work() as work:
        cmd = AddDeadline(client_id=case.client_id, case_id=case.id, **said)  # type: ignore[arg-type]
        return add_deadline(work, cmd).the(Deadline)


def refused(vault: Vault, case: Case, **said: object) -> str:
    with pytest.raises(StreetLawError) as caught:
        added(vault, case, **said)
    return caught.value.code


def test_a_rule_gives_the_last_day(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, rule="prosecutor_file", base=TODAY)
    assert (deadline.due, deadline.whose, deadline.status) == (
        date(2026, 11, 27), Whose.OURS, DeadlineStatus.OPEN)  # fmt: skip
    assert computed(KG, deadline).due == deadline.due
    with vault.work() as work:
        assert work.get(Deadline, deadline.id) == deadline


def test_a_duty_of_a_body_is_theirs(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, rule="appeal_answer", base=date(2026, 11, 2))
    assert (deadline.due, deadline.whose) == (date(2026, 11, 20), Whose.BODY)


def test_an_unverified_limit_is_kept_without_a_day(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, rule="admin_complaint", base=TODAY)
    assert (deadline.due, deadline.base) == (None, TODAY)
    assert computed(KG, deadline).steps[-1].kind is StepKind.UNVERIFIED


def test_hours_end_at_a_minute(vault: Vault, case: Case) -> None:
    began = datetime(2026, 11, 16, 20, 30, tzinfo=UTC)  # 02:30 on the 17th in Bishkek
    deadline = added(vault, case, rule="offence_detention", base_at=began)
    assert deadline.base == date(2026, 11, 17)
    assert deadline.due_at == datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    assert deadline.due == date(2026, 11, 17)
    assert computed(KG, deadline).due_at == deadline.due_at


def test_a_deadline_by_hand(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, title=" Ask for the video ", due=date(2026, 11, 20), whose=Whose.BODY)
    assert (deadline.title, deadline.due, deadline.whose) == (
        "Ask for the video",
        date(2026, 11, 20),
        Whose.BODY,
    )
    assert computed(KG, deadline).steps == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"rule": "nonsense", "base": TODAY}, "code.unknown"),
        ({"rule": "labour"}, "deadline.base_needed"),
        ({"rule": "labour", "base": date(2026, 11, 18)}, "date.in_future"),
        ({"rule": "detention_max", "base": TODAY}, "deadline.time_needed"),
        ({"title": "x"}, "deadline.due_needed"),
        ({"title": " ", "due": TODAY}, "deadline.title_needed"),
    ],
)
def test_what_a_deadline_needs(vault: Vault, case: Case, said: dict[str, object], code: str) -> None:
    assert refused(vault, case, **said) == code


def test_the_same_deadline_is_added_once(vault: Vault, case: Case) -> None:
    added(vault, case, rule="labour", base=TODAY)
    assert refused(vault, case, rule="labour", base=TODAY) == "deadline.exists"
    added(vault, case, rule="labour", base=date(2026, 11, 16))


def test_a_case_of_somebody_else_is_refused(vault: Vault, case: Case) -> None:
    with vault.work() as work:
        other = work.add(Client(code="4205-A"))
        work.commit("client.saved")
        cmd = AddDeadline(client_id=other.id, case_id=case.id, rule="labour", base=TODAY)
        with pytest.raises(StreetLawError, match=r"case\.of_other_client"):
            add_deadline(work, cmd)


def settled(vault: Vault, deadline: Deadline, status: DeadlineStatus, on: date | None = None) -> Deadline:
    with vault.work() as work:
        cmd = SettleDeadline(
            id=deadline.id, revision=deadline.revision, status=status, on=on, remarks=" filed "
        )
        return settle_deadline(work, cmd).the(Deadline)


def test_a_deadline_is_met_and_can_be_opened_again(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, rule="labour", base=TODAY)
    met = settled(vault, deadline, DeadlineStatus.MET)
    assert (met.status, met.settled_on, met.remarks) == (DeadlineStatus.MET, TODAY, "filed")
    again = settled(vault, met, DeadlineStatus.OPEN)
    assert (again.status, again.settled_on) == (DeadlineStatus.OPEN, None)


def test_done_after_the_last_day_is_missed(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, title="x", due=date(2026, 11, 10))
    with pytest.raises(StreetLawError, match=r"deadline\.met_late"):
        settled(vault, deadline, DeadlineStatus.MET, TODAY)
    assert settled(vault, deadline, DeadlineStatus.MISSED, TODAY).status is DeadlineStatus.MISSED


def test_nothing_is_settled_tomorrow_or_over_a_newer_one(vault: Vault, case: Case) -> None:
    deadline = added(vault, case, title="x", due=date(2026, 12, 10))
    with pytest.raises(StreetLawError, match=r"date\.in_future"):
        settled(vault, deadline, DeadlineStatus.CANCELLED, date(2026, 11, 18))
    settled(vault, deadline, DeadlineStatus.CANCELLED)
    with pytest.raises(StreetLawError, match=r"record\.changed"):
        settled(vault, deadline, DeadlineStatus.MET)


# ── The law panel ───────────────────────────────────────────────────────────────────────────────────────


def incident(*acts: tuple[str, str], occurred: str = "2026-11-17", grounds: tuple[str, ...] = ()) -> Incident:
    return Incident(
        occurred=PartialDate(occurred) if occurred else None, grounds=grounds,
        acts=tuple(Act(violation=violation, involvements=(Involvement(perpetrator=who),) if who else ())
                   for violation, who in acts))  # fmt: skip


def ways(*acts: tuple[str, str], occurred: str = "2026-11-17") -> dict[str, Suggestion]:
    return {each.channel.code: each for each in suggest(KG, incident(*acts, occurred=occurred))}


def test_the_panel_of_the_design() -> None:
    panel = law_panel(KG, incident(("extortion", "police"), ("unlawful_detention", "police"),
                                   grounds=("sex_work", "residence")))  # fmt: skip
    assert [norm.code for norm in panel.norms] == [
        "KG-CRC-337", "KG-CRC-338", "KG-CRC-191", "KG-CON-59", "KG-CON-24"]  # fmt: skip
    assert [norm.code for norm in panel.warnings] == ["KG-OFC-109-2"]
    days = {each.channel.code: each.computed.due for each in panel.suggestions if each.rule}
    assert days == {
        "prosecutor": date(2026, 11, 27), "investigating_judge": date(2026, 11, 27),
        "crime_report": date(2028, 11, 17), "akyikatchy": None,
    }  # fmt: skip


def test_an_official_in_one_act_does_not_colour_another() -> None:
    panel = law_panel(KG, incident(("extortion", "family"), ("denial_of_documents", "lsg")))
    assert panel.norms == ()


def test_limits_meant_for_an_act_come_first() -> None:
    def rule(violation: str) -> str | None:
        found = ways((violation, "employer"))["labour"].rule
        return found.code if found else None

    assert rule("dismissal") == "labour_dismissal"
    assert rule("unpaid_wages") == "labour_wages"
    assert rule("employment_discrimination") == "labour"
    assert rule("physical_violence") == "labour"


def test_torture_has_no_limitation() -> None:
    assert ways(("torture", "police"))["crime_report"].rule is None
    both = ways(("torture", "police"), ("extortion", "police"))["crime_report"]
    assert both.rule is KG.rules["crime_minor"]


def test_a_channel_without_limits_of_ours_has_no_day() -> None:
    found = ways(("denial_of_care", "health_facility"))["appeal_body"]
    assert (found.rule, found.computed.due) == (None, None)


def test_without_a_date_there_is_no_day() -> None:
    found = ways(("unlawful_detention", "police"), occurred="")["prosecutor"]
    assert (found.rule, found.computed.due, found.exact) == (KG.rules["prosecutor_file"], None, False)


@pytest.mark.parametrize(("occurred", "due"), [("2026-11", "2026-11-11"), ("2026", "2026-01-12")])
def test_a_vague_date_counts_from_its_first_day(occurred: str, due: str) -> None:
    found = ways(("unlawful_detention", "police"), occurred=occurred)["prosecutor"]
    assert found.computed.due == date.fromisoformat(due)
    assert not found.exact


def test_an_empty_incident_suggests_nothing() -> None:
    panel = law_panel(KG, Incident())
    assert (panel.norms, panel.warnings, panel.suggestions) == ((), (), ())
