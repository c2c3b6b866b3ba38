"""`streetlaw doctor`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from streetlaw.cli import doctor as command
from streetlaw.cli import shop
from streetlaw.cli.main import main
from streetlaw.domain.finding import act, fine, know
from streetlaw.machine.look import look
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import create

PASSPHRASE = "seven small words"
Told = pytest.CaptureFixture[str]


@pytest.fixture
def good_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "look", lambda _: (fine("disk.encrypted"), know("pictures.possible")))


@pytest.fixture
def vault(tmp_path: Path) -> list[str]:
    create(tmp_path / "vault", PASSPHRASE, surroundings=shop.surroundings(), kdf=TEST).vault.close()
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    return [str(tmp_path / "vault"), "--passphrase-file", str(tmp_path / "passphrase")]


def test_nothing_to_do(good_computer: None, capsys: Told) -> None:
    assert main(["doctor", "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "✓ Encryption works" in said
    assert "· Linux cannot leave the window out" in said
    assert said.endswith("Nothing to do.\n")


def test_something_to_do(monkeypatch: pytest.MonkeyPatch, capsys: Told) -> None:
    monkeypatch.setattr(command, "look", lambda _: (act("disk.plain"),))
    assert main(["doctor", "--json", "--language", "ru"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["to_do"], told["ok"]) == (1, False)
    assert [finding["code"] for finding in told["computer"]] == ["disk.plain"]
    assert told["computer"][0]["weight"] == "act"


def test_the_object_and_the_exit_status_agree(good_computer: None, capsys: Told) -> None:
    assert main(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_vault_without_a_backup(good_computer: None, vault: list[str], capsys: Told) -> None:
    assert main(["doctor", *vault, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [finding["code"] for finding in told["vault"]] == [
        "vault.sound", "keys.second_way", "backup.never"]


def test_what_is_no_vault_is_refused(tmp_path: Path, capsys: Told) -> None:
    assert main(["doctor", str(tmp_path / "nothing"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["code"] == "vault.not_found"


def test_the_real_computer_is_looked_at(capsys: Told) -> None:
    assert main(["doctor", "--json"]) in (0, 1)
    told = json.loads(capsys.readouterr().out)
    assert len(told["computer"]) == len(look())
