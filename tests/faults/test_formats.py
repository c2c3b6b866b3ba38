"""Every released format opens, migrates and keeps what it held; a newer one is refused without harm."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from streetlaw.domain.fact_check import FactCheck
from streetlaw.packs import loader
from streetlaw.packs.in_force import in_force
from streetlaw.storage import connection, kdf, keys, migrate, slots, vault
from streetlaw.storage.kdf import Label
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.slots import SlotType
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.faults.samples import Ledger, Sample, assert_sound, contents, search_agrees
from tests.faults.writer import PASSPHRASE, surroundings
from tests.storage.refusals import refused
from tests.storage.restored import restored
from tests.vaults import frozen

unlock = partial(vault.unlock, passphrase=PASSPHRASE, surroundings=surroundings())


def assert_as_frozen(folder: Path, format_: str) -> None:
    """Open the vault twice: once it is brought up to date, then it is as any other."""
    for _ in range(2):
        opened = unlock(folder)
        assert migrate.is_current(opened.opened().engine)
        report = opened.check()
        assert report.sound
        assert frozen.as_frozen(format_, report.counts)
        assert search_agrees(opened)
        assert_read(opened, report.counts)
        opened.close()


def assert_read(opened: OpenVault, counts: Mapping[str, int]) -> None:
    """Everything kept in the vault is understood, and every record has the history it was written with."""
    with opened.work() as work:
        for name, kind in KINDS.items():
            read = work.list(kind)
            assert len(read) == counts[name]
            assert all(work.history(kind, record.id) for record in read)
        assert all(work.shelved(name) is not None for name in work.shelf(""))
        assert all(json.loads(draft.values) for draft in work.drafts())


def tables_and_indexes(folder: Path) -> set[tuple[str, ...]]:
    """Every statement that made something in a vault's database."""
    opened = unlock(folder)
    with opened.opened().engine.connect() as reading:
        found = reading.execute(text("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master"))
        made = {tuple(line) for line in found}
    opened.close()
    return made


def test_there_is_a_vault_of_every_format_given_out() -> None:
    assert set(frozen.FORMATS) >= {"0001", "0002"}


def test_a_vault_of_the_second_format_holds_what_is_beside_the_records(tmp_path: Path) -> None:
    shutil.copytree(frozen.folder("0002") / "vault", tmp_path / "vault")
    around = Surroundings(load_pack=loader.load, in_force=in_force)
    opened = vault.unlock(tmp_path / "vault", PASSPHRASE, surroundings=around)
    with opened.work() as work:
        assert work.pack_of("md").version == "2026.12"  # published to it
        assert [check.holds for check in work.list(FactCheck)] == [True, True, False]
        assert len(work.drafts()) == 2
        assert work.setting("list.clients")
    assert SlotType.SHARES in {held.type for held in Keyring(opened).held()}
    opened.close()


@pytest.mark.skipif(migrate.FORMAT not in frozen.FORMATS, reason="this format was not given out yet")
def test_the_present_format_is_kept_with_records_of_every_kind() -> None:
    assert all(json.loads((frozen.folder(migrate.FORMAT) / "holds.json").read_text())[kind] for kind in KINDS)


@pytest.mark.parametrize("format_", frozen.FORMATS)
def test_a_vault_of_an_earlier_format_becomes_as_a_new_one(tmp_path: Path, format_: str) -> None:
    shutil.copytree(frozen.folder(format_) / "vault", tmp_path / "old")
    vault.create(tmp_path / "new", PASSPHRASE, surroundings=surroundings(), kdf=kdf.TEST).vault.close()
    assert tables_and_indexes(tmp_path / "old") == tables_and_indexes(tmp_path / "new")


@pytest.mark.parametrize("format_", frozen.FORMATS)
def test_a_vault_of_an_earlier_format_is_brought_up_to_date(tmp_path: Path, format_: str) -> None:
    folder = shutil.copytree(frozen.folder(format_) / "vault", tmp_path / "vault")
    assert_as_frozen(folder, format_)
    assert not list(folder.rglob(".*"))


@pytest.mark.parametrize("format_", frozen.FORMATS)
def test_a_backup_of_an_earlier_format_is_restored(tmp_path: Path, format_: str) -> None:
    restored(frozen.folder(format_) / "backup.slv", tmp_path / "restored", passphrase=PASSPHRASE)
    assert_as_frozen(tmp_path / "restored", format_)


@pytest.mark.parametrize("format_", ["0003", "0012", "9999"])
def test_a_newer_format_is_refused_without_harm(sample: Sample, format_: str) -> None:
    key = keys.open_with(slots.load(sample.folder / "keys.slots"), recovery_words=sample.words)
    engine = connection.engine(sample.folder / "vault.db", key.subkey(Label.DB))

    def call_it(name: str) -> None:
        with engine.begin() as writing:
            writing.execute(text("UPDATE alembic_version SET version_num = :format"), {"format": name})
        engine.dispose()

    call_it(format_)
    before = contents(sample.folder)
    with refused("vault.newer_format"):
        sample.unlock()
    assert contents(sample.folder) == before
    call_it(migrate.FORMAT)
    assert_sound(sample, Ledger())
