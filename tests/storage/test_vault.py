from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.storage import connection, kdf, keys, migrate, slots, vault
from streetlaw.storage.kdf import Label
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.storage.conftest import NOW, PASSPHRASE, Sample, add_client, names
from tests.storage.refusals import refused

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the lock, which says nothing."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*") if path.is_file() and path.name != "lock"
    }


def codes(opened: OpenVault) -> list[str]:
    with opened.work() as work:
        return [client.code for client in work.list(Client, order="code")]


# ── Making ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_vault_is_open_and_opens_again_both_ways(tmp_path: Path, surroundings: Surroundings) -> None:
    made = vault.create(tmp_path / "v", PASSPHRASE, surroundings=surroundings, kdf=kdf.TEST, language="en")
    add_client(made.vault, "A-001")
    made.vault.close()
    with_passphrase = vault.unlock(tmp_path / "v", PASSPHRASE, surroundings=surroundings)
    assert codes(with_passphrase) == ["A-001"]
    with_passphrase.close()
    with_words = vault.unlock(tmp_path / "v", recovery_words=made.recovery_words, surroundings=surroundings)
    assert codes(with_words) == ["A-001"]
    assert with_words.vault_id == with_passphrase.vault_id
    with_words.close()
    assert names(tmp_path / "v") == ["blobs", "keys.slots", "lock", "vault.db"]


@posix
def test_everything_in_it_is_private_whatever_the_umask(tmp_path: Path, surroundings: Surroundings) -> None:
    before = os.umask(0)
    try:
        made = vault.create(tmp_path / "v", PASSPHRASE, surroundings=surroundings, kdf=kdf.TEST)
        add_client(made.vault, "A-001")
        modes = {path.name: path.stat().st_mode & 0o777
                 for path in (tmp_path / "v", *(tmp_path / "v").rglob("*"))}
        made.vault.close()
    finally:
        os.umask(before)
    assert modes == {
        "v": 0o700, "blobs": 0o700, "keys.slots": 0o600, "lock": 0o600,
        "vault.db": 0o600, "vault.db-wal": 0o600, "vault.db-shm": 0o600,
    }


@pytest.mark.parametrize("occupied_by", ["file in it", "file", "link"])
def test_nothing_is_overwritten(tmp_path: Path, surroundings: Surroundings, occupied_by: str) -> None:
    folder = tmp_path / "v"
    if occupied_by == "file in it":
        folder.mkdir()
        (folder / "thesis.odt").write_text("mine")
    elif occupied_by == "file":
        folder.write_text("mine")
    else:
        folder.symlink_to(tmp_path / "nowhere")
    with refused("vault.exists"):
        vault.create(folder, PASSPHRASE, surroundings=surroundings, kdf=kdf.TEST)
    assert names(tmp_path) == ["v"]


def test_an_empty_folder_is_taken(tmp_path: Path, surroundings: Surroundings) -> None:
    folder = tmp_path / "v"
    folder.mkdir()
    vault.create(folder, PASSPHRASE, surroundings=surroundings, kdf=kdf.TEST).vault.close()
    assert names(tmp_path) == ["v"]


def test_a_vault_that_cannot_be_made_leaves_nothing(tmp_path: Path, surroundings: Surroundings,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_engine: object) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(migrate, "create", full)
    with refused("vault.disk_full"):
        vault.create(tmp_path / "v", PASSPHRASE, surroundings=surroundings, kdf=kdf.TEST)
    with refused("vault.passphrase_empty"):
        vault.create(tmp_path / "v", " ", surroundings=surroundings, kdf=kdf.TEST)
    assert names(tmp_path) == []


# ── Opening ─────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_no_vault_is_not_found(tmp_path: Path, surroundings: Surroundings) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        with refused("vault.not_found"):
            vault.unlock(folder, PASSPHRASE, surroundings=surroundings)
    assert names(tmp_path) == ["file"]


def test_a_wrong_secret_changes_nothing(sample: Sample) -> None:
    before = contents(sample.folder)
    with refused("vault.wrong_passphrase"):
        vault.unlock(sample.folder, "guess", surroundings=sample.surroundings)
    with refused("vault.recovery_words_mistyped"):
        vault.unlock(sample.folder, recovery_words="абзац абонент", surroundings=sample.surroundings)
    with refused("vault.wrong_recovery_words"):
        vault.unlock(sample.folder, recovery_words="zoo " * 23 + "vote", surroundings=sample.surroundings)
    assert contents(sample.folder) == before
    sample.unlock().close()


def test_one_program_at_a_time(sample: Sample) -> None:
    first = sample.unlock()
    with refused("vault.in_use"):
        sample.unlock()
    program = (
        "import sys; from pathlib import Path; from streetlaw.domain.errors import StreetLawError\n"
        "from streetlaw.storage.lock import FolderLock\n"
        "try: FolderLock(Path(sys.argv[1]))\n"
        "except StreetLawError as error: print(error.code)"
    )
    command = [sys.executable, "-c", program, str(sample.folder)]
    other = subprocess.run(command, capture_output=True, check=True)
    assert other.stdout == b"vault.in_use\n"
    first.close()
    sample.unlock().close()


@pytest.mark.parametrize("damage", ["gone", "empty", "noise"])
def test_a_damaged_database_is_refused_and_left_as_it_is(sample: Sample, damage: str) -> None:
    database = sample.folder / "vault.db"
    if damage == "gone":
        database.unlink()
    else:
        database.write_bytes(b"" if damage == "empty" else b"noise" * 5000)
    before = contents(sample.folder)
    with refused("vault.damaged"):
        sample.unlock()
    assert contents(sample.folder) == before


def test_damaged_slots_are_mended_from_the_other_copy_or_refused(sample: Sample) -> None:
    path = sample.folder / "keys.slots"
    whole = path.read_bytes()
    path.write_bytes(b"\0" * 5000 + whole[5000:])
    sample.unlock().close()
    assert slots.even(path)
    path.write_bytes(b"\0" * len(whole))
    with refused("vault.slots_damaged"):
        sample.unlock()
    path.unlink()
    with refused("vault.slots_damaged"):
        sample.unlock()


def test_slots_of_another_vault_do_not_open_this_one(sample: Sample, tmp_path: Path) -> None:
    other = vault.create(tmp_path / "other", PASSPHRASE, surroundings=sample.surroundings, kdf=kdf.TEST)
    other.vault.close()
    shutil.copy(tmp_path / "other" / "keys.slots", sample.folder)
    with refused("vault.damaged"):
        vault.unlock(sample.folder, PASSPHRASE, surroundings=sample.surroundings)


def test_a_newer_database_is_refused_without_harm(sample: Sample) -> None:
    opened = sample.unlock()
    with opened.opened().engine.begin() as work:
        work.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    opened.close()
    with refused("vault.newer_format"):
        sample.unlock()
    engine = connection.engine(sample.folder / "vault.db", opened_key(sample))
    with engine.begin() as work:
        assert work.scalar(text("SELECT count(*) FROM client")) == 1
    engine.dispose()


def opened_key(sample: Sample) -> bytes:
    table = slots.load(sample.folder / "keys.slots")
    return keys.open_with(table, recovery_words=sample.words).subkey(Label.DB)


def as_if_older(monkeypatch: pytest.MonkeyPatch, move: Callable[[Engine], None]) -> None:
    """Let the next opening find an older database, which `move` brings up to date."""

    def upgrade(engine: Engine, before: Callable[[], None]) -> None:
        before()
        move(engine)

    monkeypatch.setattr(migrate, "is_current", lambda _engine: False)
    monkeypatch.setattr(migrate, "upgrade", upgrade)


def test_an_older_database_is_brought_up_to_date_beside_a_copy(sample: Sample,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    copies: list[str] = []

    def move(engine: Engine) -> None:
        copies.extend(name for name in names(sample.folder) if name.endswith(".part"))
        with engine.begin() as work:
            work.execute(text("UPDATE client SET code = 'A-002'"))

    as_if_older(monkeypatch, move)
    opened = sample.unlock()
    assert codes(opened) == ["A-002"]
    opened.close()
    assert len(copies) == 1
    assert names(sample.folder) == ["blobs", "keys.slots", "lock", "vault.db"]


def test_a_migration_that_breaks_the_database_is_taken_back(sample: Sample,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    def move(engine: Engine) -> None:
        engine.dispose()
        database = sample.folder / "vault.db"
        database.write_bytes(database.read_bytes()[:8192] + b"noise" * 5000)

    with monkeypatch.context() as patch:
        as_if_older(patch, move)
        with refused("vault.upgrade_failed"):
            sample.unlock()
    assert names(sample.folder) == ["blobs", "keys.slots", "lock", "vault.db"]
    opened = sample.unlock()
    assert opened.check().sound
    opened.close()


def test_a_vault_that_lacks_a_table_is_refused_and_let_go(sample: Sample) -> None:
    opened = sample.unlock()
    with opened.opened().engine.begin() as work:
        work.execute(text("ALTER TABLE audit RENAME TO hidden"))
    with refused("vault.failed", reason="SQLITE_ERROR"):
        opened.close()
    for _ in range(2):  # not in use the second time
        with refused("vault.failed", reason="SQLITE_ERROR"):
            sample.unlock()


@posix
def test_looser_permissions_are_mended_on_opening(sample: Sample) -> None:
    (sample.folder / "vault.db").chmod(0o644)
    sample.folder.chmod(0o755)
    sample.unlock().close()
    assert (sample.folder / "vault.db").stat().st_mode & 0o777 == 0o600
    assert sample.folder.stat().st_mode & 0o777 == 0o700


def test_what_a_crash_left_is_swept_away(sample: Sample) -> None:
    left = [sample.folder / ".vault.db.part", sample.folder / "blobs" / ".00ff.part"]
    for path in left:
        path.write_bytes(b"half")
    sample.unlock().close()
    assert not any(path.exists() for path in left)


# ── Working ─────────────────────────────────────────────────────────────────────────────────────────────


def test_work_sees_the_surroundings(sample: Sample) -> None:
    asked: list[str] = []

    def load(code: str) -> Pack:
        asked.append(code)
        return sample.surroundings.load_pack(code)

    opened = vault.unlock(sample.folder, recovery_words=sample.words,
                          surroundings=replace(sample.surroundings, load_pack=load))
    with opened.work() as work:
        assert work.now == NOW
        work.add(Profile(name="Street lawyer 07", jurisdiction="kz"))
        work.commit("profile.saved")
    with opened.work() as work:
        assert work.actor
    opened.close()
    assert asked == ["kg", "kz"]


def test_a_vault_keeps_the_time_of_the_world_unless_told(surroundings: Surroundings) -> None:
    assert Surroundings(load_pack=surroundings.load_pack).clock().utcoffset() == timedelta(0)


def test_a_closed_vault_does_nothing_and_closes_again(sample: Sample) -> None:
    opened = sample.unlock()
    opened.close()
    opened.close()
    for act in (opened.work, opened.check, lambda: opened.change_passphrase("a", "b")):
        with refused("vault.closed"):
            act()


def test_a_changed_passphrase_opens_the_vault_from_then_on(sample: Sample) -> None:
    opened = sample.unlock()
    with refused("vault.wrong_passphrase"):
        opened.change_passphrase("guess", "new words")
    opened.change_passphrase(PASSPHRASE, "new words")
    opened.close()
    with refused("vault.wrong_passphrase"):
        vault.unlock(sample.folder, PASSPHRASE, surroundings=sample.surroundings)
    vault.unlock(sample.folder, "new words", surroundings=sample.surroundings).close()


def test_a_lost_passphrase_is_replaced_with_the_words(sample: Sample) -> None:
    opened = sample.unlock()
    with refused("vault.wrong_recovery_words"):
        opened.reset_passphrase("zoo " * 23 + "vote", "remembered")
    opened.reset_passphrase(sample.words, "remembered")
    opened.close()
    vault.unlock(sample.folder, "remembered", surroundings=sample.surroundings).close()


def test_closing_empties_the_log_and_anchors_the_chain(sample: Sample) -> None:
    opened = sample.unlock()
    add_client(opened, "A-002")
    assert (sample.folder / "vault.db-wal").stat().st_size > 0
    opened.close()
    assert not (sample.folder / "vault.db-wal").exists()
    table = slots.load(sample.folder / "keys.slots")
    anchor = keys.read_anchor(table, keys.open_with(table, recovery_words=sample.words))
    assert anchor is not None
    assert anchor.sequence == 3


def test_closing_without_a_change_writes_no_slots(sample: Sample) -> None:
    before = (sample.folder / "keys.slots").read_bytes()
    sample.unlock().close()
    assert (sample.folder / "keys.slots").read_bytes() == before


def test_a_vault_that_was_killed_is_not_called_rolled_back(sample: Sample) -> None:
    opened = sample.unlock()
    add_client(opened, "A-002")
    running = shutil.copytree(sample.folder, sample.folder.with_name("after-kill"))
    opened.close()
    survivor = replace(sample, folder=running).unlock()
    assert codes(survivor) == ["A-001", "A-002"]
    assert not survivor.rolled_back
    survivor.close()


@pytest.mark.parametrize("written_since", [0, 5])
def test_an_older_database_put_back_is_noticed_until_accepted(sample: Sample, written_since: int) -> None:
    database = sample.folder / "vault.db"
    older = database.read_bytes()
    opened = sample.unlock()
    assert not opened.rolled_back
    add_client(opened, "A-002")
    opened.close()
    database.write_bytes(older)
    opened = sample.unlock()
    assert opened.rolled_back
    for number in range(written_since):
        add_client(opened, f"B-{number}")
    opened.close()
    opened = sample.unlock()
    assert opened.rolled_back
    opened.accept_rollback()
    opened.close()
    opened = sample.unlock()
    assert not opened.rolled_back
    opened.close()


@pytest.mark.parametrize("counted_up", [0, 7])
def test_an_older_slot_file_put_back_is_noticed_until_accepted(sample: Sample, counted_up: int) -> None:
    path = sample.folder / "keys.slots"
    sample.unlock().close()
    older = slots.load(path)
    opened = sample.unlock()
    opened.change_passphrase(PASSPHRASE, "another one", kdf.TEST)
    assert not opened.log.keys_differ
    opened.close()
    opened = sample.unlock()
    assert not opened.log.keys_differ
    opened.close()
    slots.create(_emptied(path), replace(older, generation=older.generation + counted_up))
    opened = vault.unlock(sample.folder, PASSPHRASE, surroundings=sample.surroundings)
    assert opened.log.keys_differ
    assert not opened.rolled_back
    add_client(opened, "A-002")
    opened.change_passphrase(PASSPHRASE, "a third one", kdf.TEST)
    opened.close()
    opened = sample.unlock()
    assert opened.log.keys_differ
    assert opened.verify_log().keys_differ
    opened.accept_rollback()
    opened.close()
    opened = sample.unlock()
    assert not opened.log.keys_differ
    opened.close()


@pytest.mark.parametrize("written", [False, True])
def test_a_crash_while_keys_are_changed_is_not_called_keys_put_back(
        sample: Sample, monkeypatch: pytest.MonkeyPatch, written: bool) -> None:
    opened = sample.unlock()

    def dies(path: Path, table: slots.SlotTable) -> slots.SlotTable:
        if written:
            store(path, table)
        raise KeyboardInterrupt

    store = slots.store
    with monkeypatch.context() as patched:
        patched.setattr(slots, "store", dies)
        with pytest.raises(KeyboardInterrupt):
            opened.change_passphrase(PASSPHRASE, "another one", kdf.TEST)
    crashed = shutil.copytree(sample.folder, sample.folder.with_name("after-crash"))
    opened.close()
    survivor = replace(sample, folder=crashed).unlock()
    assert not survivor.log.keys_differ
    survivor.close()


def test_keys_of_an_older_database_are_no_second_warning(sample: Sample) -> None:
    sample.unlock().close()
    database = sample.folder / "vault.db"
    older = database.read_bytes()
    opened = sample.unlock()
    add_client(opened, "A-002")
    opened.change_passphrase(PASSPHRASE, "another one", kdf.TEST)
    opened.close()
    database.write_bytes(older)
    opened = sample.unlock()
    assert opened.rolled_back
    assert not opened.log.keys_differ
    opened.accept_rollback()
    opened.close()
    opened = sample.unlock()
    assert not opened.rolled_back
    assert not opened.log.keys_differ
    opened.close()


def _emptied(path: Path) -> Path:
    path.unlink()
    return path


def test_an_anchor_written_over_is_noticed(sample: Sample) -> None:
    path = sample.folder / "keys.slots"
    slots.store(path, replace(slots.load(path), anchor=bytes(slots.ANCHOR_SIZE)))
    opened = sample.unlock()
    assert opened.rolled_back
    opened.close()


def test_no_key_and_no_word_is_in_any_text(sample: Sample, tmp_path: Path) -> None:
    made = vault.create(tmp_path / "v", PASSPHRASE, surroundings=sample.surroundings, kdf=kdf.TEST)
    key = made.vault.opened().key
    told = f"{made!r}{made.vault!r}{made.vault.opened()!r}"
    made.vault.close()
    with pytest.raises(StreetLawError) as caught:
        vault.unlock(tmp_path / "v", "guess", surroundings=sample.surroundings)
    told += f"{caught.value!r}{caught.value.facts}"
    for label in Label:
        assert key.subkey(label).hex() not in told
        assert repr(key.subkey(label)) not in told
    assert not any(word in told for word in made.recovery_words if len(word) > 4)
    assert "guess" not in told
