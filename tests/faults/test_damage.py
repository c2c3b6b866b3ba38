"""Damaged, swapped and replaced files: found or refused with a code, and the refusal changes nothing.

Every kind of file a vault has, and backups, in every region; samples are drawn anew for each region, always
the same ones. What nobody sees from inside is an older database put back whole: the anchor outside tells it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.attachments import open_attachment
from streetlaw.storage import backup, slots, vault
from streetlaw.storage.slots import COPY_SIZE
from tests.faults.samples import Ledger, Sample, assert_sound, contents, make
from tests.faults.writer import PASSPHRASE, Job, Records, surroundings
from tests.storage.refusals import refused
from tests.storage.restored import restored

PAGE = 4096
SAMPLES = 3
"""Bits flipped in each region."""


def flipped(path: Path, at: int, chance: Random) -> None:
    """Turn over one bit of a file."""
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1 << chance.randrange(8)]))


def found(sample: Sample) -> str:
    """How the damage shows: the code of the refusal, "unsound" in an examination, or "" not at all.

    A refusal must leave every file as it was.
    """
    before = contents(sample.folder)
    try:
        opened = sample.unlock()
    except StreetLawError as refusal:
        assert contents(sample.folder) == before
        return refusal.code
    try:
        return "" if opened.check().sound else "unsound"
    finally:
        opened.close()


# ── The database ────────────────────────────────────────────────────────────────────────────────────────

REGIONS: dict[str, Callable[[int, Random], int]] = {
    "salt": lambda _size, chance: chance.randrange(16),
    "header": lambda _size, chance: chance.randrange(16, 100),
    "first page": lambda _size, chance: chance.randrange(100, PAGE - 80),
    "a seal": lambda size, chance: PAGE * chance.randrange(1, size // PAGE) - chance.randrange(17, 80),
    "any page": lambda size, chance: chance.randrange(PAGE, size),
    "last page": lambda size, chance: chance.randrange(size - PAGE, size - 80),
}


@pytest.mark.parametrize("number", range(SAMPLES))
@pytest.mark.parametrize("region", REGIONS)
def test_a_flipped_bit_in_the_database(sample: Sample, region: str, number: int) -> None:
    database, chance = sample.folder / "vault.db", Random(f"{region}{number}")
    flipped(database, REGIONS[region](database.stat().st_size, chance), chance)
    assert found(sample) in {"vault.damaged", "unsound"}


@pytest.mark.parametrize("number", range(SAMPLES))
def test_swapped_pages(sample: Sample, number: int) -> None:
    database, chance = sample.folder / "vault.db", Random(number)
    data = bytearray(database.read_bytes())
    one, other = chance.sample(range(1, len(data) // PAGE), 2)
    here, there = (slice(PAGE * page, PAGE * (page + 1)) for page in (one, other))
    data[here], data[there] = data[there], data[here]
    database.write_bytes(data)
    assert found(sample) in {"vault.damaged", "unsound"}


@pytest.mark.parametrize("left", [0, 1, 100, PAGE - 1, PAGE, 3 * PAGE, 9 * PAGE + 5, -PAGE, -1])
def test_a_database_cut_short(sample: Sample, left: int) -> None:
    database = sample.folder / "vault.db"
    database.write_bytes(database.read_bytes()[:left])
    assert found(sample) in {"vault.damaged", "unsound"}


def test_half_a_page_that_stands_whole_in_the_log_is_no_damage(sample: Sample, tmp_path: Path) -> None:
    """So a power cut leaves it while the log is written into the file; the log is then written again."""
    opened = sample.unlock()
    written = Records(Job(sample.folder, sample.words, 9, lambda _what, _fact: None), opened)
    written.client()
    after_cut = sample.copied(tmp_path / "after")
    opened.close()
    log = (after_cut.folder / "vault.db-wal").read_bytes()
    frames = range(32, len(log), 24 + PAGE)
    for page in {int.from_bytes(log[at:at + 4], "big") for at in frames}:
        with (after_cut.folder / "vault.db").open("r+b") as database:
            database.seek(PAGE * (page - 1) + PAGE // 2)
            database.write(bytes(PAGE // 2))
    assert_sound(after_cut, Ledger())


def test_a_page_of_an_earlier_day_put_back(sample: Sample) -> None:
    """It carries a true seal of its own: the pages no longer fit together, or the chain does not hold."""
    database = sample.folder / "vault.db"
    older = database.read_bytes()
    write_on(sample)
    newer = database.read_bytes()
    differing = [page for page in range(1, len(older) // PAGE)
                 if older[PAGE * page:PAGE * (page + 1)] != newer[PAGE * page:PAGE * (page + 1)]]
    shown = set()
    for page in differing:
        data = bytearray(newer)
        data[PAGE * page:PAGE * (page + 1)] = older[PAGE * page:PAGE * (page + 1)]
        copy = Sample(sample.folder.with_name(f"page-{page}"), sample.words)
        shutil.copytree(sample.folder, copy.folder)
        (copy.folder / "vault.db").write_bytes(data)
        shown.add(found(copy))
    assert shown & {"unsound", "vault.damaged"}


def test_an_older_database_put_back_is_told_and_costs_no_attachment(sample: Sample) -> None:
    database = sample.folder / "vault.db"
    older = database.read_bytes()
    write_on(sample)
    newer = database.read_bytes()
    database.write_bytes(older)
    opened = sample.unlock()
    assert opened.rolled_back
    opened.close()
    database.write_bytes(newer)
    assert_sound(sample, Ledger())


def write_on(sample: Sample) -> None:
    """Another day's work."""
    opened = sample.unlock()
    records = Records(Job(sample.folder, sample.words, 9, lambda _what, _fact: None), opened)
    for deed in (records.client, records.note, records.attachment, records.edit):
        deed()
    opened.close()


# ── The keys ────────────────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("at", [0, 9, 12, 30, 40, 4096, 4120, 4200, 6000, COPY_SIZE - 1])
@pytest.mark.parametrize("copy", [0, 1])
def test_a_flipped_bit_in_one_copy_of_the_keys_is_mended(sample: Sample, copy: int, at: int) -> None:
    path = sample.folder / "keys.slots"
    flipped(path, copy * COPY_SIZE + at, Random(at))
    assert found(sample) == ""
    assert slots.even(path)


@pytest.mark.parametrize("at", [0, 9, 12, 30, 40, 4096, 4120, 4200, 6000, COPY_SIZE - 1])
def test_flipped_bits_in_both_copies_are_refused(sample: Sample, at: int) -> None:
    for copy in (0, 1):
        flipped(sample.folder / "keys.slots", copy * COPY_SIZE + at, Random(at))
    assert found(sample) == ("vault.newer_format" if at == 9 else "vault.slots_damaged")


FORGED = {"vault id": (10, 26), "cost": (4100, 4112), "salt": (4112, 4144), "seal": (4156, 4204)}


@pytest.mark.parametrize("number", range(SAMPLES))
@pytest.mark.parametrize("part", FORGED)
def test_keys_forged_with_a_fitting_checksum_open_nothing(sample: Sample, part: str, number: int) -> None:
    path, chance = sample.folder / "keys.slots", Random(number)
    at = chance.randrange(*FORGED[part])
    flipped(path, at, chance)
    body = path.read_bytes()[:COPY_SIZE - 32]
    path.write_bytes((body + hashlib.sha256(body).digest()) * 2)
    before = contents(sample.folder)
    with pytest.raises(StreetLawError) as refusal:
        vault.unlock(sample.folder, PASSPHRASE, surroundings=surroundings())
    assert refusal.value.code in {"vault.wrong_passphrase", "vault.slots_damaged", "vault.no_memory"}
    assert contents(sample.folder) == before


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Another vault with the same passphrase."""
    return make(tmp_path_factory.mktemp("another") / "vault")


@pytest.mark.parametrize("name", ["keys.slots", "vault.db"])
def test_a_file_of_another_vault_with_the_same_passphrase(sample: Sample, another: Sample,
                                                          name: str) -> None:
    shutil.copy(another.folder / name, sample.folder)
    before = contents(sample.folder)
    with refused("vault.damaged"):
        vault.unlock(sample.folder, PASSPHRASE, surroundings=surroundings())
    assert contents(sample.folder) == before


# ── Attachments ─────────────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("damage", ["header", "seal of header", "middle", "end", "cut", "gone", "swapped"])
def test_a_damaged_attachment_is_named_and_the_rest_opens(sample: Sample, damage: str) -> None:
    write_on(sample)
    blob, other = sorted((sample.folder / "blobs").iterdir())[:2]
    size = blob.stat().st_size
    places = {"header": 30, "seal of header": blob.read_bytes().index(b"---") + 10, "middle": size // 2,
              "end": size - 1}
    if damage in places:
        flipped(blob, places[damage], Random(damage))
    elif damage == "cut":
        blob.write_bytes(blob.read_bytes()[:-70])
    elif damage == "gone":
        blob.unlink()
    else:
        shutil.copy(other, blob)
    opened = sample.unlock()
    with opened.work() as work:
        known = {attachment.blob: attachment.id for attachment in work.list(Attachment)}
    assert opened.check().damaged == (known[blob.name],)
    with opened.work() as work:
        assert open_attachment(work, known[other.name])
        with refused("attachment.missing" if damage == "gone" else "attachment.damaged"):
            open_attachment(work, known[blob.name])
    opened.close()


# ── Backups ─────────────────────────────────────────────────────────────────────────────────────────────

@pytest.fixture(scope="module")
def copied(pattern: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the pattern."""
    there = pattern.copied(tmp_path_factory.mktemp("copied") / "vault")
    opened = there.unlock()
    target = there.folder.with_name("copy.slbak")
    backup.backup(opened, target)
    opened.close()
    return target


@pytest.mark.parametrize("place", [0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
@pytest.mark.parametrize("how", ["flip", "cut"])
def test_a_damaged_backup_restores_whole_or_not_at_all(pattern: Sample, copied: Path, tmp_path: Path,
                                                       place: float, how: str) -> None:
    file, target = tmp_path / "copy.slbak", tmp_path / "restored"
    shutil.copy(copied, file)
    at = int(place * file.stat().st_size)
    if how == "flip":
        flipped(file, at, Random(at))
    else:
        file.write_bytes(file.read_bytes()[:at])
    with pytest.raises(StreetLawError) as refusal:
        restored(file, target, recovery_words=pattern.words)
    assert refusal.value.code in {"backup.damaged", "backup.wrong_key", "backup.not_for_me"}
    assert [path.name for path in tmp_path.iterdir()] == ["copy.slbak"]


def test_a_restored_backup_is_all_there(pattern: Sample, copied: Path, tmp_path: Path) -> None:
    """The drill: open, integrity, audit chain, counts, hashes of attachments."""
    restored(copied, tmp_path / "restored", recovery_words=pattern.words)
    there, original = Sample(tmp_path / "restored", pattern.words), pattern.copied(tmp_path / "original")
    reports = []
    for sample in (there, original):
        assert_sound(sample, Ledger())
        opened = sample.unlock()
        reports.append(opened.check())
        opened.close()
    assert [report.counts for report in reports] == [reports[0].counts] * 2
    assert [report.attachments for report in reports] == [1, 1]


# ── Files that are none ─────────────────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("name", ["vault.db", "vault.db-wal", "vault.db-shm", "keys.slots", "blobs", "lock"])
@pytest.mark.parametrize("kind", ["folder", "link", "link to nowhere", "other", "gone"])
def test_a_part_replaced_by_something_else(sample: Sample, tmp_path: Path, name: str, kind: str) -> None:
    part, aside = sample.folder / name, tmp_path / "aside"
    if part.exists():
        part.rename(aside)
    if kind == "folder":
        part.mkdir()
    elif kind == "link":
        part.symlink_to(aside)
    elif kind == "link to nowhere":
        part.symlink_to(tmp_path / "nowhere")
    elif kind == "other":
        part.mkdir() if aside.is_file() else part.write_bytes(b"")
    assert found(sample) in {"vault.damaged", "vault.slots_damaged", "unsound"} or _harmless(name, kind)
    assert not (tmp_path / "nowhere").exists()


def _harmless(name: str, kind: str) -> bool:
    """What is made anew on opening may be missing, or an empty file."""
    return name in {"lock", "vault.db-wal", "vault.db-shm"} and kind in {"gone", "other"}
