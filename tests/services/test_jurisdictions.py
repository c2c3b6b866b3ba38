"""A client's matter under the law of another country: its words, its limits, its days off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, Rule, Span, Unit
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.incident import Act, Incident, Involvement
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs.loader import load
from streetlaw.services.deadlines import AddDeadline, add_deadline, law_panel
from streetlaw.services.incidents import save_incident
from streetlaw.services.recounting import RecountDeadline, recount_deadline
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault, Surroundings, create

COMPLAINT = Rule(code="complaint", label={"en": "Complaint"}, base={"en": "the act"},
                 span=Span(10, Unit.CALENDAR_DAYS), fact=Fact(confidence=Confidence.VERIFIED))  # fmt: skip


def packs(code: str) -> Pack:
    """The shipped packs; Bulgaria with an invented limit, so that its days off can be seen at work."""
    found = load(code)
    return replace(found, rules={"complaint": COMPLAINT}) if code == "bg" else found


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    now = datetime(2026, 11, 17, 6, tzinfo=UTC)
    made = create(tmp_path / "v", "seven small words", kdf=TEST,
                  surroundings=Surroundings(load_pack=packs, clock=lambda: now))  # fmt: skip
    yield made.vault
    made.vault.close()


@pytest.fixture
def client(vault: OpenVault) -> Client:
    with vault.work() as work:
        stored = work.add(Client(code="4188-T"))
        work.commit("client.saved")
    return stored


def abroad(client: Client) -> Incident:
    act = Act(violation="discrimination", involvements=(Involvement(perpetrator="police"),))
    return Incident(client_id=client.id, occurred=PartialDate("2026-02-21"), region="BG-03",
                    grounds=("genome",), acts=(act,), jurisdiction="bg")  # fmt: skip


def test_home_and_away(vault: OpenVault) -> None:
    with vault.work() as work:
        assert (work.pack_of("").code, work.pack_of("kg").code, work.pack_of("bg").code) == ("kg", "kg", "bg")
        with pytest.raises(StreetLawError, match=r"pack\.unknown"):
            work.pack_of("zz")


def test_an_incident_is_told_in_the_words_of_its_country(vault: OpenVault, client: Client) -> None:
    with vault.work() as work:
        stored = save_incident(work, abroad(client)).the(Incident)
    with vault.work() as work:
        kept = work.get(Incident, stored.id)
        assert (kept.jurisdiction, kept.region) == ("bg", "BG-03")
        panel = law_panel(work.pack_of(kept.jurisdiction), kept)
    assert [norm.code for norm in panel.norms] == ["BG-ZZD-4"]
    assert panel.suggestions == ()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"jurisdiction": ""}, "code.unknown"),
        ({"jurisdiction": "zz"}, "pack.unknown"),
        ({"region": "41711000000000"}, "code.unknown"),
    ],
)
def test_words_of_another_country_are_refused(
    vault: OpenVault, client: Client, changes: dict[str, str], code: str
) -> None:
    with vault.work() as work, pytest.raises(StreetLawError) as caught:
        save_incident(work, replace(abroad(client), **changes))  # type: ignore[arg-type]
    assert caught.value.code == code


def test_its_limits_count_by_its_own_days_off(vault: OpenVault, client: Client) -> None:
    """3 March is a holiday in Bulgaria and none in Kyrgyzstan."""
    base = date(2026, 2, 21)
    with vault.work() as work:
        away = AddDeadline(client_id=client.id, rule="complaint", base=base, jurisdiction="bg")
        made = add_deadline(work, away).the(Deadline)
        assert (made.due, made.jurisdiction) == (date(2026, 3, 4), "bg")
        home = AddDeadline(client_id=client.id, rule="prosecutor_file", base=base)
        assert add_deadline(work, home).the(Deadline).due == date(2026, 3, 3)
        with pytest.raises(StreetLawError, match=r"code\.unknown"):
            add_deadline(work, replace(away, jurisdiction=""))
    with vault.work() as work:
        again = RecountDeadline(id=made.id, revision=made.revision, base=date(2026, 2, 20))
        assert recount_deadline(work, again).the(Deadline).due == date(2026, 3, 2)
