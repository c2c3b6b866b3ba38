"""`streetlaw vault keys`, `streetlaw escrow`, and opening a vault by something else than a passphrase."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from streetlaw.storage.kdf import TEST
from tests.cli.conftest import PASSPHRASE, Desk, Done, command, said

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streetlaw.storage.kdf.calibrated", lambda: TEST)


def text(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def keys(desk: Desk, what: str, *more: object) -> Done:
    return command("vault", "keys", desk.folder, what, "--passphrase-file", desk.key, *more)


def kinds(desk: Desk) -> list[str]:
    return [one["kind"] for one in keys(desk, "list").facts["keys"]]


def test_keys_are_listed_with_their_days(lawyer: Desk) -> None:
    assert kinds(lawyer) == ["passphrase", "recovery"]
    spoken = said("vault", "keys", lawyer.folder, "list", "--passphrase-file", lawyer.key)
    assert spoken.out.splitlines()[0].startswith("0. passphrase · 20")


def test_another_passphrase(lawyer: Desk, tmp_path: Path) -> None:
    new = text(tmp_path / "new", "seven other words\n")
    assert keys(lawyer, "passphrase", "--new-passphrase-file", new).status == 0
    assert keys(lawyer, "list").code == "vault.wrong_passphrase"
    assert command("vault", "check", lawyer.folder, "--passphrase-file", new).status == 0
    assert command("vault", "keys", lawyer.folder, "recalibrate", "--passphrase-file", new).status == 0


def test_a_kit_opens_and_sets_a_passphrase(lawyer: Desk, tmp_path: Path) -> None:
    sheet = tmp_path / "kit.pdf"
    done = keys(lawyer, "kit", "--words-language", "en", "--sheet", sheet)
    assert sheet.read_bytes().startswith(b"%PDF")
    words = text(tmp_path / "words", "\n".join(done.facts["recovery_words"]))
    assert command("vault", "check", lawyer.folder, "--recovery-file", words).status == 0
    refused = command("vault", "keys", lawyer.folder, "shares", "--recovery-file", words)
    assert refused.code == "vault.wrong_passphrase"
    new = text(tmp_path / "new", "found again")
    assert command("vault", "keys", lawyer.folder, "passphrase", "--recovery-file", words,
                   "--new-passphrase-file", new).status == 0
    assert command("vault", "check", lawyer.folder, "--passphrase-file", new).status == 0
    assert keys(lawyer, "kit", "--sheet", sheet).code == "file.exists"


@pytest.mark.parametrize("what", ["kit", "shares"])
def test_no_new_words_are_made_when_their_sheet_cannot_be_written(lawyer: Desk, tmp_path: Path,
                                                                 what: str) -> None:
    before = (lawyer.folder / "keys.slots").read_bytes()
    done = keys(lawyer, what, "--sheet", tmp_path / "nowhere" / "kit.pdf")
    assert (done.status, done.code) == (1, "file.not_written")
    assert (lawyer.folder / "keys.slots").read_bytes() == before
    assert list(tmp_path.glob("**/.*.part")) == []


def test_two_shares_open(lawyer: Desk, tmp_path: Path) -> None:
    done = keys(lawyer, "shares", "--words-language", "en", "--sheet", tmp_path / "share.pdf")
    assert sorted(path.name for path in tmp_path.glob("share*")) == [
        "share-1.pdf", "share-2.pdf", "share-3.pdf"]
    one, two, three = [text(tmp_path / f"s{number}", " ".join(words))
                       for number, words in enumerate(done.facts["shares"])]
    check = ("vault", "check", lawyer.folder)
    assert command(*check, "--share-file", three, "--share-file", one).status == 0
    assert command(*check, "--share-file", two, "--share-file", two).code == "vault.wrong_shares"
    assert command(*check, "--share-file", two).code == "keys.two_shares"
    damaged = done.facts["shares"][1]
    unknown = text(tmp_path / "unknown", " ".join([*damaged[:6], "smudge", *damaged[7:]]))
    swapped = text(tmp_path / "swapped", " ".join([damaged[1], damaged[0], *damaged[2:]]))
    refused = command(*check, "--share-file", one, "--share-file", unknown)
    assert (refused.code, refused.facts["facts"]) == ("vault.share_word_unknown", {"sheet": 2, "number": 7})
    refused = command(*check, "--share-file", swapped, "--share-file", one)
    assert (refused.code, refused.facts["facts"]) == ("vault.share_mistyped", {"sheet": 1})
    empty = text(tmp_path / "empty", " \n")
    for share, code in ((tmp_path / "none", "words.unreadable"), (empty, "words.empty")):
        done = command(*check, "--share-file", share, "--share-file", two)
        assert done.code == code
        assert "assphrase" not in str(done.facts["message"])


def test_a_key_file_is_made_and_opens(lawyer: Desk, tmp_path: Path) -> None:
    file = tmp_path / "stick.key"
    assert keys(lawyer, "key-file", "--use", file).status == 0
    assert len(file.read_bytes()) == 64
    assert kinds(lawyer) == ["passphrase", "recovery", "key_file"]
    assert keys(lawyer, "remove", "--key-file", file, "--place", 0).status == 0
    assert keys(lawyer, "list").code == "vault.wrong_passphrase"
    assert keys(lawyer, "list", "--key-file", file).status == 0
    assert keys(lawyer, "remove", "--key-file", file, "--place", 2).code == "keys.last_one"
    assert keys(lawyer, "remove", "--key-file", file, "--place", 7).code == "keys.not_there"
    assert keys(lawyer, "list", "--key-file", text(tmp_path / "x", "short")).code == "keys.key_file_size"


def test_a_supervisor_lets_the_lawyer_in(lawyer: Desk, tmp_path: Path) -> None:
    supervisor = tmp_path / "supervisor"
    key = text(tmp_path / "key", PASSPHRASE)
    card, request = tmp_path / "s.slk", tmp_path / "r.sle"
    assert command("vault", "create", supervisor, "--name", "Supervisor", "--role", "supervisor",
                   "--passphrase-file", key, "--fast-key").status == 0
    assert command("people", "card", supervisor, "--out", card, "--passphrase-file", key).status == 0
    assert command("escrow", "request", lawyer.folder, request).code == "escrow.none"
    assert lawyer.do("people", "add", card).status == 0
    assert keys(lawyer, "escrow", "--name", "Supervisor").code == "person.not_verified"
    assert lawyer.do("people", "trust", "--name", "Supervisor", "--compared", "call").status == 0
    assert keys(lawyer, "escrow", "--name", "Supervisor").status == 0
    assert command("escrow", "request", lawyer.folder, request).status == 0
    done = command("escrow", "release", supervisor, request, "--passphrase-file", key,
                   "--words-language", "en")
    words = text(tmp_path / "words", " ".join(done.facts["escrow_words"]))
    new = text(tmp_path / "new", "let in again")
    opened = ("vault", "keys", lawyer.folder, "passphrase", "--escrow-file", words,
              "--new-passphrase-file", new)
    assert command(*opened).status == 0
    assert command("vault", "check", lawyer.folder, "--passphrase-file", new).status == 0
    assert command(*opened).code == "vault.wrong_escrow_words"
    assert lawyer.do("escrow", "release", request).code == "vault.wrong_passphrase"


def test_a_supervisor_lets_somebody_in_who_has_a_backup_and_nothing_else(lawyer: Desk, attorney: Desk,
                                                                       tmp_path: Path) -> None:
    early, lost, request, back = (tmp_path / name for name in ("early.slv", "lost.slv", "r.sle", "back"))
    assert lawyer.do("vault", "backup", early).status == 0
    assert keys(lawyer, "escrow", "--name", "attorney").status == 0
    assert lawyer.do("vault", "backup", lost).status == 0
    shutil.rmtree(lawyer.folder)
    assert command("escrow", "request", early, request).code == "backup.no_escrow"
    assert command("escrow", "request", text(tmp_path / "letter", "x"), request).code == "backup.damaged"
    assert command("escrow", "request", lost, request).status == 0
    done = attorney.do("escrow", "release", request)
    assert done.status == 0
    words = text(tmp_path / "words", " ".join(done.facts["escrow_words"]))
    new = text(tmp_path / "new", "in again")
    assert command("vault", "restore", early, back, "--escrow-file", words).code == "backup.wrong_key"
    assert command("vault", "restore", lost, back, "--escrow-file", words).status == 0
    assert command("vault", "keys", back, "passphrase", "--escrow-file", words,
                   "--new-passphrase-file", new).status == 0
    check = command("vault", "check", back, "--passphrase-file", new)
    assert (check.status, check.facts["counts"]["client"]) == (0, 3)
    assert command("vault", "check", back, "--escrow-file", words).code == "vault.wrong_escrow_words"
