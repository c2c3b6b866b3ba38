"""kill -9 in the middle of writing: nothing acknowledged is lost, nothing is half there.

Writers of records are killed a hundred times; each vault is killed ten times in a row, because what a crash
leaves must not harm the next writer either.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from streetlaw.storage import migrate, slots, vault
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.slots import SlotType
from tests.faults.nursery import Nursery
from tests.faults.samples import Ledger, Sample, assert_sound, contents, lost, opens
from tests.faults.writer import PASSPHRASE, surroundings
from tests.storage.restored import restored
from tests.vaults import frozen

KILLS, VAULTS = 10, 10


@pytest.mark.parametrize("number", range(VAULTS))
def test_no_acknowledged_record_is_lost(nursery: Nursery, sample: Sample, number: int) -> None:
    whole, unfinished = Ledger(), 0
    for kill in range(KILLS):
        ledger = nursery.killed("records", sample, seed=100 * number + kill, lines=40, within=0.02)
        whole.kept |= ledger.kept
        whole.erased |= ledger.erased
        whole.deeds += ledger.deeds
        whole.trying = ledger.trying
        unfinished += ledger.trying is not None
        assert ledger.refused is None
        opened = sample.unlock()
        assert lost(opened, whole) == []
        whole = _as_it_is(opened, whole)
        opened.close()
    assert_sound(sample, whole)
    assert whole.deeds > KILLS
    assert unfinished > KILLS // 2, "hardly a writer was killed in the middle of something"


def _as_it_is(opened: vault.OpenVault, ledger: Ledger) -> Ledger:
    """The ledger with what the deed cut off did or did not do: it counts as acknowledged from now on."""
    ledger.kept = {id: one for id, one in ledger.kept.items() if not lost(opened, Ledger(kept={id: one}))}
    return ledger


@pytest.mark.parametrize("seed", range(6))
def test_a_passphrase_is_the_old_or_the_new_one(nursery: Nursery, sample: Sample, seed: int) -> None:
    ledger = nursery.killed("passphrase", sample, seed, lines=4, within=0.2)
    table = slots.load(sample.folder / "keys.slots")
    meant = [ledger.passphrase] + ([ledger.trying["passphrase"]] if ledger.trying else [])
    assert [text for text in meant if opens(table, text)]
    if ledger.passphrase != PASSPHRASE:
        assert not opens(table, PASSPHRASE)
    assert_sound(sample, Ledger())


@pytest.mark.parametrize("seed", range(10))
def test_ways_into_the_vault_are_made_or_not(nursery: Nursery, sample: Sample, seed: int) -> None:
    nursery.killed("ways", sample, seed, lines=8, within=0.4)
    opened = sample.unlock()
    try:
        assert opened.check().sound
        assert not opened.rolled_back
        assert not opened.log.keys_differ
        assert not list(sample.folder.rglob(".*"))  # nothing tells that a duress passphrase was being made
        keyring = Keyring(opened)
        assert keyring.is_passphrase(PASSPHRASE)
        decoy = opened.opened().blobs.apart
        assert bool(decoy) == keyring.duress_is_set
        assert not decoy or (sample.folder / "blobs" / decoy).is_file()
    finally:
        opened.close()


@pytest.mark.parametrize("seed", range(6))
def test_erased_keys_open_everything_or_nothing(nursery: Nursery, sample: Sample, seed: int) -> None:
    before = contents(sample.folder / "blobs")
    ledger = nursery.killed("end", sample, seed, lines=1, within=0.004)
    table = slots.load(sample.folder / "keys.slots")
    stands = bool(table.of_type(SlotType.RECOVERY))
    assert opens(table, PASSPHRASE) == stands
    assert not (ledger.others and stands)
    assert contents(sample.folder / "blobs") == before


@pytest.mark.parametrize("seed", range(8))
def test_a_backup_is_whole_or_not_there(nursery: Nursery, sample: Sample, seed: int) -> None:
    ledger = nursery.killed("backups", sample, seed, lines=24, within=0.05)
    copy, room = sample.folder.with_name("copy.slbak"), sample.folder.with_name("restored")
    if copy.exists():
        restored(copy, room, recovery_words=sample.words)
        assert_sound(Sample(room, sample.words), Ledger())
    assert_sound(sample, ledger)
    assert not list(sample.folder.glob(".*.part"))


@pytest.mark.parametrize("seed", range(6))
def test_a_restored_vault_is_whole_or_not_there(nursery: Nursery, sample: Sample, seed: int) -> None:
    ledger = nursery.killed("restores", sample, seed, lines=8, within=0.1)
    named = list(sample.folder.parent.glob("restored-*"))
    assert len(named) >= len(ledger.others)
    for folder in named:
        assert_sound(Sample(folder, sample.words), Ledger())
    assert_sound(sample, Ledger())


@pytest.mark.parametrize("seed", range(6))
def test_an_erased_client_stays_erased(nursery: Nursery, sample: Sample, seed: int) -> None:
    ledger = nursery.killed("erasures", sample, seed, lines=40, within=0.02)
    assert_sound(sample, ledger)
    opened = sample.unlock()
    assert opened.check().strays <= 1
    opened.close()


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("format_", frozen.OLDER)
def test_an_upgrade_is_done_or_done_again(nursery: Nursery, tmp_path: Path, format_: str, seed: int) -> None:
    folder = shutil.copytree(frozen.folder(format_) / "vault", tmp_path / "vault")
    nursery.killed("upgrade", Sample(folder, ()), seed, lines=1, within=Random(seed).choice((0.1, 0.4)))
    opened = vault.unlock(folder, PASSPHRASE, surroundings=surroundings())
    assert migrate.is_current(opened.opened().engine)
    report = opened.check()
    assert report.sound
    assert frozen.as_frozen(format_, report.counts)
    opened.close()
    assert not list(folder.glob(".*.part"))
