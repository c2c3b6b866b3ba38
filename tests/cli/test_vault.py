"""`streetlaw vault`: create, check, back up, restore."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Desk, command, content, said

pytestmark = pytest.mark.slow


@pytest.fixture
def key(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nsecond line\n")  # as Notepad writes it
    return file


def create(folder: Path, key: Path, *more: object) -> dict[str, object]:
    done = command("vault", "create", folder, "--passphrase-file", key, "--fast-key", *more)
    return {"status": done.status, **done.facts}


def test_a_new_vault_has_an_owner_words_and_private_files(tmp_path: Path, key: Path) -> None:
    made = create(tmp_path / "new", key, "--name", "№ 07", "--words-language", "ru", "--language", "ky")
    assert made["status"] == 0
    assert isinstance(made["recovery_words"], list)
    assert len(made["recovery_words"]) == 24
    (owner,) = content(tmp_path / "new")["profile"]
    assert (owner.name, owner.jurisdiction) == ("№ 07", "kg")
    for path in (tmp_path / "new").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--name", " "), "profile.name_needed"),
        (("--name", "x", "--jurisdiction", "atlantis"), "pack.unknown"),
    ],
)
def test_a_refused_vault_leaves_nothing(tmp_path: Path, key: Path, more: tuple[str, ...], code: str) -> None:
    assert create(tmp_path / "new", key, *more)["code"] == code
    assert sorted(path.name for path in tmp_path.iterdir()) == ["key"]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path, key: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("mine")
    assert create(tmp_path / "taken", key, "--name", "x")["code"] == "vault.exists"
    assert [path.name for path in (tmp_path / "taken").iterdir()] == ["letter.txt"]


def test_a_sound_vault_is_said_to_be_sound(lawyer: Desk) -> None:
    done = lawyer.do("vault", "check")
    assert (done.status, done.facts["sound"], done.facts["counts"]["client"]) == (0, True, 3)
    spoken = said("vault", "check", lawyer.folder, "--passphrase-file", lawyer.key)
    assert "Everything is sound" in spoken.out


def test_a_wrong_passphrase_opens_nothing(lawyer: Desk, tmp_path: Path) -> None:
    (tmp_path / "wrong").write_text("seven other words\n")
    before = content(lawyer.folder)
    for arguments in (("check",), ("backup", tmp_path / "b")):
        done = command(
            "vault", arguments[0], lawyer.folder, *arguments[1:], "--passphrase-file", tmp_path / "wrong"
        )
        assert (done.status, done.code) == (1, "vault.wrong_passphrase")
    assert content(lawyer.folder) == before
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize(
    ("file", "code"), [("vault.db", "vault.damaged"), ("keys.slots", "vault.slots_damaged")]
)
def test_a_damaged_vault_is_named_and_left_as_it_is(lawyer: Desk, file: str, code: str) -> None:
    damaged = bytes(len((lawyer.folder / file).read_bytes()))
    (lawyer.folder / file).write_bytes(damaged)
    done = lawyer.do("vault", "check")
    assert (done.status, done.code) == (1, code)
    assert (lawyer.folder / file).read_bytes() == damaged


def test_rubbish_is_no_vault(tmp_path: Path, key: Path) -> None:
    (tmp_path / "file").write_bytes(bytes(range(256)))
    for folder in (tmp_path / "nowhere", tmp_path, tmp_path / "file"):
        done = command("vault", "check", folder, "--passphrase-file", key)
        assert (done.status, done.code) == (1, "vault.not_found")


def test_a_backup_brings_everything_back(lawyer: Desk, tmp_path: Path) -> None:
    saved = lawyer.do("vault", "backup", tmp_path / "copy.slbak")
    assert (saved.status, saved.facts["counts"]["client"]) == (0, 3)
    assert saved.facts["made"].endswith("+00:00")
    assert stat.S_IMODE((tmp_path / "copy.slbak").stat().st_mode) == 0o600
    back = command(
        "vault", "restore", tmp_path / "copy.slbak", tmp_path / "back", "--passphrase-file", lawyer.key
    )
    assert back.status == 0
    assert content(tmp_path / "back") == content(lawyer.folder)


def test_the_recovery_words_bring_a_backup_back(tmp_path: Path, key: Path) -> None:
    words = create(tmp_path / "new", key, "--name", "x")["recovery_words"]
    assert isinstance(words, list)
    assert command("vault", "backup", tmp_path / "new", tmp_path / "b", "--passphrase-file", key).status == 0
    (tmp_path / "words").write_text(" ".join(words) + "\n")
    restore = ("vault", "restore", tmp_path / "b", tmp_path / "back", "--recovery-file", tmp_path / "words")
    assert command(*restore).status == 0
    assert content(tmp_path / "back") == content(tmp_path / "new")


def test_no_backup_writes_over_a_file(lawyer: Desk, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mine")
    assert lawyer.do("vault", "backup", tmp_path / "copy").code == "file.exists"
    assert (tmp_path / "copy").read_text() == "mine"


def test_what_cannot_be_restored_leaves_nothing(lawyer: Desk, tmp_path: Path) -> None:
    assert lawyer.do("vault", "backup", tmp_path / "copy").status == 0
    data = bytearray((tmp_path / "copy").read_bytes())
    (tmp_path / "cut").write_bytes(data[:-100])
    data[-200] ^= 1
    (tmp_path / "altered").write_bytes(data)
    (tmp_path / "rubbish").write_bytes(b"\xff" * 50_000)
    (tmp_path / "wrong").write_text("seven other words\n")
    before = sorted(tmp_path.iterdir())
    for source, key, code in (
        ("cut", lawyer.key, "backup.damaged"),
        ("altered", lawyer.key, "backup.damaged"),
        ("rubbish", lawyer.key, "backup.damaged"),
        ("gone", lawyer.key, "backup.not_read"),
        ("copy", tmp_path / "wrong", "backup.wrong_key"),
    ):
        done = command("vault", "restore", tmp_path / source, tmp_path / "back", "--passphrase-file", key)
        assert (done.status, done.code) == (1, code)
        assert sorted(tmp_path.iterdir()) == before
    taken = command("vault", "restore", tmp_path / "copy", lawyer.folder, "--passphrase-file", lawyer.key)
    assert (taken.status, taken.code) == (1, "vault.exists")


def test_an_older_copy_is_accepted_by_a_command(lawyer: Desk, tmp_path: Path) -> None:
    done = lawyer.do("vault", "accept-rollback")
    assert (done.status, done.facts["accepted"]) == (0, False)
    older = (lawyer.folder / "vault.db").read_bytes()
    (tmp_path / "note.txt").write_text("x")
    assert lawyer.do("attach", "add", "--client", lawyer.codes[0], tmp_path / "note.txt").status == 0
    (lawyer.folder / "vault.db").write_bytes(older)
    assert lawyer.do("audit", "verify").code == "vault.rolled_back_by"
    assert lawyer.do("vault", "accept-rollback").code == "work.cancelled"
    assert lawyer.do("audit", "verify").code == "vault.rolled_back_by"
    done = lawyer.do("vault", "accept-rollback", "--yes")
    assert (done.status, done.facts["accepted"]) == (0, True)
    assert lawyer.do("audit", "verify").status == 0
    shown = lawyer.do("audit", "show", "--lines", "1").facts["lines"]
    assert [line["action"] for line in shown] == ["rollback.accepted"]
