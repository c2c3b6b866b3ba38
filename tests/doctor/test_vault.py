"""What is said of an open vault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from streetlaw.cli import shop
from streetlaw.doctor.vault import vault as examine
from streetlaw.domain.backup import BackupState, Drill, Place
from streetlaw.services import backups
from streetlaw.storage.kdf import TEST
from streetlaw.storage.slots import SlotType
from streetlaw.storage.vault import OpenVault, create


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenVault]:
    made = create(tmp_path / "vault", "seven small words", surroundings=shop.surroundings(), kdf=TEST).vault
    yield made
    made.close()


def codes(opened: OpenVault) -> list[str]:
    return [finding.code for finding in examine(opened)]


BackedUp = Callable[..., None]


@pytest.fixture
def backed_up(opened: OpenVault, monkeypatch: pytest.MonkeyPatch) -> BackedUp:
    """Lets the vault remember a backup of so many days ago, tried so many days ago."""
    def remember(days: int, *, same_disk: bool = False, tried: int | None = None) -> None:
        now = datetime.now(UTC)
        made = now - timedelta(days=days)
        place = Place(name="stick", path="/stick/a.slv", made=made, size=1, lines=1, same_disk=same_disk)
        drill = None if tried is None else Drill(tested=now - timedelta(days=tried), made=made, records=1,
                                                 attachments=0)
        monkeypatch.setattr(backups, "state", lambda _: BackupState(places=(place,), drill=drill))
    return remember


def test_a_new_vault(opened: OpenVault) -> None:
    assert codes(opened) == ["vault.sound", "keys.second_way", "backup.never"]


@pytest.mark.parametrize(("days", "tried", "expected"), [
    (0, 0, ["backup.recent", "restore.recent"]), (7, 29, ["backup.recent", "restore.recent"]),
    (8, None, ["backup.old", "restore.never"]), (40, 30, ["backup.old", "restore.old"])])
def test_backups_and_trials_by_their_age(opened: OpenVault, backed_up: BackedUp, days: int, tried: int | None,
                                         expected: list[str]) -> None:
    backed_up(days, tried=tried)
    assert codes(opened)[2:] == expected


def test_a_backup_on_the_disk_of_the_vault(opened: OpenVault, backed_up: BackedUp) -> None:
    backed_up(0, same_disk=True, tried=0)
    assert codes(opened)[-1] == "backup.same_disk"


def test_only_a_passphrase(opened: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_type(kind: SlotType) -> tuple[int, ...]:
        return (0,) if kind is SlotType.PASSPHRASE else ()
    table = SimpleNamespace(of_type=of_type, format=1)
    monkeypatch.setattr(OpenVault, "slot_table", property(lambda _: table))
    assert "keys.one_way" in codes(opened)


def test_damage_of_each_kind(opened: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    report = replace(opened.check(), pages_ok=False, audit_ok=False, damaged=("a", "b"))
    monkeypatch.setattr(OpenVault, "check", lambda *_: report)
    monkeypatch.setattr(OpenVault, "rolled_back", property(lambda _: True))
    assert codes(opened)[:4] == ["vault.broken", "vault.log_broken", "vault.files_broken", "vault.older"]
