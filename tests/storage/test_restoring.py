from __future__ import annotations

import errno
import hmac
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyrage import x25519

from streetlaw.domain.backup import Chain
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.packs import loader
from streetlaw.services import backups
from streetlaw.services.backups import Trustees
from streetlaw.services.progress import Progress
from streetlaw.storage import backup, files, handed, kdf, keys, restoring, streams, vault
from streetlaw.storage.lock import FolderLock
from streetlaw.storage.restoring import Source
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.storage.conftest import NOW, PASSPHRASE, Sample, add_client, add_evidence, names
from tests.storage.refusals import refused
from tests.storage.restored import restored
from tests.storage.test_backup import AGE_STARTS

FROZEN = Path(__file__).parents[1] / "vaults" / "0001" / "backup.slv"
LATER = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def tree(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def stops_at(bytes_done: int) -> Progress:
    def progress(done: int, total: int) -> None:
        if done >= bytes_done:
            raise StreetLawError("work.cancelled")
    return progress


@pytest.fixture
def made(opened: OpenVault, tmp_path: Path) -> Path:
    """A backup of the open vault."""
    backup.backup(opened, tmp_path / "monday.slv")
    return tmp_path / "monday.slv"


# ── Drill ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_drill_opens_everything_and_leaves_nothing(opened: OpenVault, made: Path) -> None:
    before, told = tree(opened.folder), []
    trial = restoring.drill(opened, made, progress=lambda done, total: told.append((done, total)))
    assert trial.good
    assert trial.same_passphrase
    assert (trial.held.counts["client"], trial.held.attachments, trial.held.damaged) == (1, 1, 0)
    assert trial.held.made == NOW
    assert tree(opened.folder) == before
    assert told[-1][0] == told[-1][1]


def test_a_vault_that_went_on_still_knows_its_backup(opened: OpenVault, made: Path) -> None:
    add_client(opened, "B-002")
    opened.change_passphrase(PASSPHRASE, "other words")
    trial = restoring.drill(opened, made)
    assert trial.good
    assert not trial.same_passphrase


def test_only_encrypted_pages_stand_on_the_disk_during_a_drill(opened: OpenVault, made: Path) -> None:
    seen: dict[str, bytes] = {}

    def look(done: int, total: int) -> None:
        for path in opened.folder.rglob(f".*{files.PART_SUFFIX}/**/*"):
            if path.is_file():
                seen[path.name] = path.read_bytes()

    restoring.drill(opened, made, progress=look)
    assert "vault.db" in seen
    for name, data in seen.items():
        assert name in {"vault.db", "vault.db-shm", "vault.db-wal", "keys.slots"} or len(name) == 32
        assert b"client" not in data
        assert b"SQLite format" not in data


def test_a_backup_of_another_vault_is_none_of_this_one(opened: OpenVault, sample: Sample,
                                                     tmp_path: Path) -> None:
    other = vault.create(tmp_path / "other", PASSPHRASE, surroundings=sample.surroundings, kdf=kdf.TEST)
    backup.backup(other.vault, tmp_path / "o.slv")
    other.vault.close()
    with refused("backup.other_vault"):
        restoring.drill(opened, tmp_path / "o.slv")


def test_a_drill_tells_a_vault_that_was_put_back(sample: Sample, tmp_path: Path) -> None:
    older = shutil.copytree(sample.folder, tmp_path / "older")
    now = sample.unlock()
    add_client(now, "B-002")
    backup.backup(now, tmp_path / "newer.slv")
    now.close()
    back = Sample(older, sample.words, sample.surroundings).unlock()
    assert restoring.drill(back, tmp_path / "newer.slv").chain is Chain.AHEAD
    add_client(back, "C-003")
    trial = restoring.drill(back, tmp_path / "newer.slv")
    back.close()
    assert trial.chain is Chain.FORKED
    assert not trial.good


def test_a_drill_tells_attachments_that_were_damaged_before(opened: OpenVault, tmp_path: Path) -> None:
    name = next(opened.opened().blobs.names())
    opened.opened().blobs.path(name).write_bytes(b"rotten")
    backup.backup(opened, tmp_path / "b")
    trial = restoring.drill(opened, tmp_path / "b")
    assert trial.held.damaged == 1
    assert not trial.good


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_cancelled_drill_leaves_nothing(opened: OpenVault, made: Path, share: float) -> None:
    before = tree(opened.folder)
    size = made.stat().st_size - AGE_STARTS
    with refused("work.cancelled"):
        restoring.drill(opened, made, progress=stops_at(int(size * share * 0.99)))
    assert tree(opened.folder) == before


def test_what_a_killed_drill_left_goes_when_the_vault_is_opened(sample: Sample) -> None:
    left = sample.folder / f".{'0' * 16}{files.PART_SUFFIX}"
    (left / "blobs").mkdir(parents=True)
    (left / "vault.db").write_bytes(b"pages")
    sample.unlock().close()
    assert not left.exists()


def test_a_full_disk_says_how_much_room_is_needed(
    opened: OpenVault, made: Path, tmp_path: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_file: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "no space left")

    before = tree(opened.folder)
    monkeypatch.setattr(files, "sync", full)
    for attempt in (lambda: restoring.drill(opened, made),
                    lambda: restored(made, tmp_path / "r", recovery_words=sample.words)):
        with pytest.raises(StreetLawError) as caught:
            attempt()
        assert (caught.value.code, caught.value.facts) == ("backup.no_room", {"megabytes": 1})
    assert tree(opened.folder) == before
    assert not (tmp_path / "r").exists()


# ── Damage ──────────────────────────────────────────────────────────────────────────────────────────────


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.floats(0, 1, exclude_max=True))
def test_a_flipped_bit_or_a_cut_fails_a_drill_and_leaves_nothing(opened: OpenVault, made: Path,
                                                               chance: float) -> None:
    data, before = made.read_bytes(), tree(opened.folder)
    place = AGE_STARTS + int((len(data) - AGE_STARTS) * chance)
    bad = made.with_name("bad")
    for damaged in (data[:place] + bytes([data[place] ^ 4]) + data[place + 1:], data[:place]):
        bad.write_bytes(damaged)
        with refused("backup.damaged"):
            restoring.drill(opened, bad)
    assert tree(opened.folder) == before


def test_a_disk_that_goes_away_is_named(opened: OpenVault, made: Path, tmp_path: Path, sample: Sample,
                                       monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > AGE_STARTS + 100:
                raise OSError(errno.EIO, "gone")
            return super().read(size)

    data, opening = made.read_bytes(), Path.open

    def opened_there(path: Path, *arguments: object) -> object:
        return Gone(data) if path == made else opening(path, *arguments)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", opened_there)
    with refused("backup.not_read"):
        restored(made, tmp_path / "r", recovery_words=sample.words)
    assert not (tmp_path / "r").exists()
    assert not list(tmp_path.glob(".*"))


# ── Restoring ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_backup_of_the_first_format_still_comes_back(tmp_path: Path) -> None:
    report = restored(FROZEN, tmp_path / "r", passphrase="invented people only")
    assert report.damaged == 0
    surroundings = Surroundings(load_pack=loader.load)
    back = vault.unlock(tmp_path / "r", "invented people only", surroundings=surroundings)
    assert back.check().sound
    back.close()


def test_a_restored_vault_knows_how_old_it_is(made: Path, sample: Sample, tmp_path: Path) -> None:
    source = Source(file=made, clock=lambda: LATER)
    restoring.restore(source, tmp_path / "r", partial(keys.open_with, recovery_words=sample.words))
    back = Sample(tmp_path / "r", sample.words, sample.surroundings).unlock()
    assert not back.rolled_back
    with back.work() as work:
        restored_from = backups.state(work).restored
    assert restored_from is not None
    assert ((restored_from.restored - restored_from.made).days, restored_from.missing) == (12, 0)
    assert back.check().sound
    with back.work() as work:
        backups.accept_restored(work)
        assert backups.state(work).restored is None
    back.close()


def test_a_slot_file_at_hand_tells_what_is_missing(opened: OpenVault, made: Path, sample: Sample,
                                                  tmp_path: Path) -> None:
    for number in range(3):
        add_client(opened, f"B-{number}")
    opened.close()
    source = Source(file=made, known=(tmp_path / "nowhere", opened.folder), clock=lambda: LATER)
    restoring.restore(source, tmp_path / "r", partial(keys.open_with, recovery_words=sample.words))
    back = Sample(tmp_path / "r", sample.words, sample.surroundings).unlock()
    with back.work() as work:
        restored_from = backups.state(work).restored
    back.close()
    assert restored_from is not None
    assert restored_from.missing == 3


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_cancelled_restoration_leaves_nothing(made: Path, sample: Sample, tmp_path: Path,
                                               share: float) -> None:
    size = made.stat().st_size - AGE_STARTS
    before = names(tmp_path)
    with refused("work.cancelled"):
        restored(made, tmp_path / "r", recovery_words=sample.words, progress=stops_at(int(size * share)))
    assert names(tmp_path) == before


def test_what_a_killed_restoration_left_goes_and_one_under_way_stays(made: Path, sample: Sample,
                                                                   tmp_path: Path) -> None:
    left, alive, mine = (tmp_path / f".{letter * 16}{files.PART_SUFFIX}" for letter in "abc")
    for folder in (left, alive, mine):
        folder.mkdir()
        (folder / "vault.db").write_bytes(b"pages")
    (left / "lock").touch()
    lock = FolderLock(alive)
    restored(made, tmp_path / "r", recovery_words=sample.words)
    assert (left.exists(), alive.exists(), mine.exists()) == (False, True, True)
    lock.release()


# ── Handed to somebody ──────────────────────────────────────────────────────────────────────────────────


@dataclass
class Somebody:
    """A person with an age key, who signs with the same."""

    name: str
    identity: str

    @classmethod
    def named(cls, name: str) -> Somebody:
        return cls(name, str(x25519.Identity.generate()))

    @property
    def recipient(self) -> str:
        return streams.recipient_of(self.identity)

    def sign(self, statement: str) -> str:
        return hmac.digest(self.identity.encode(), statement.encode(), "sha256").hex()

    def vouches(self, statement: str, signature: str) -> bool:
        return signature == self.sign(statement)


@pytest.fixture
def owner() -> Somebody:
    return Somebody.named("owner")


@pytest.fixture
def attorney() -> Somebody:
    return Somebody.named("attorney")


@pytest.fixture
def given_away(opened: OpenVault, owner: Somebody, attorney: Somebody, tmp_path: Path) -> Path:
    trustees = Trustees(recipients=(attorney.recipient,), sign=owner.sign)
    backup.backup(opened, tmp_path / "given.slv", trustees=trustees)
    return tmp_path / "given.slv"


def taken(file: Path, folder: Path, who: Somebody, trusted: Somebody) -> None:
    restoring.restore_handed(Source(file=file), folder, who.identity, trusted.vouches, "a new one",
                             cost=kdf.TEST)


def test_a_trusted_person_opens_it_and_sets_a_passphrase(
    given_away: Path, owner: Somebody, attorney: Somebody, sample: Sample, tmp_path: Path,
) -> None:
    taken(given_away, tmp_path / "r", attorney, owner)
    back = vault.unlock(tmp_path / "r", "a new one", surroundings=sample.surroundings)
    with back.work() as work:
        assert [client.code for client in work.list(Client)] == ["A-001"]
    assert back.check().sound
    back.close()


def test_it_opens_as_ever_for_its_owner(given_away: Path, opened: OpenVault, sample: Sample,
                                        tmp_path: Path) -> None:
    assert restored(given_away, tmp_path / "r", passphrase=PASSPHRASE).damaged == 0
    assert restored(given_away, tmp_path / "w", recovery_words=sample.words).attachments == 1
    assert restoring.drill(opened, given_away).good


def test_nobody_else_opens_it(given_away: Path, made: Path, owner: Somebody, attorney: Somebody,
                              tmp_path: Path) -> None:
    for file, who in ((given_away, Somebody.named("thief")), (made, attorney)):
        with refused("backup.not_for_me"):
            taken(file, tmp_path / "r", who, owner)
    assert not (tmp_path / "r").exists()


def test_a_vault_nobody_trusted_made_is_not_opened(
    given_away: Path, attorney: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(restoring, "open_with_key", lambda *_: pytest.fail("the database was opened"))
    with refused("backup.unknown_owner"):
        taken(given_away, tmp_path / "r", attorney, Somebody.named("somebody else"))
    assert not (tmp_path / "r").exists()


def test_one_of_them_cannot_hand_the_key_on_in_the_owners_name(
    opened: OpenVault, owner: Somebody, attorney: Somebody,
) -> None:
    key, vault_id = opened.opened().key, opened.vault_id
    third = Somebody.named("third")
    sealed = handed.seal(key, vault_id, Trustees(recipients=(attorney.recipient,), sign=owner.sign))
    inside = BytesIO()
    streams.unseal(BytesIO(sealed), inside, attorney.identity, "x")
    again = BytesIO()
    streams.seal(BytesIO(inside.getvalue()), again, [third.recipient])
    with refused("backup.not_for_me"):
        handed.unseal(again.getvalue(), vault_id, third.identity, owner.vouches)
    forged = inside.getvalue().replace(attorney.recipient.encode(), third.recipient.encode())
    again = BytesIO()
    streams.seal(BytesIO(forged), again, [third.recipient])
    with refused("backup.unknown_owner"):
        handed.unseal(again.getvalue(), vault_id, third.identity, owner.vouches)


@pytest.mark.parametrize("inside", [b"", b"{}", b'{"vault_id":"","key":"zz","recipients":[],"signature":""}',
                                    b"\xff" * 100, b'{"a":' * 5000])
def test_a_sealed_key_of_another_shape_is_refused(attorney: Somebody, owner: Somebody, inside: bytes) -> None:
    sealed = BytesIO()
    streams.seal(BytesIO(inside), sealed, [attorney.recipient])
    with refused("backup.damaged"):
        handed.unseal(sealed.getvalue(), "00", attorney.identity, owner.vouches)


def test_the_key_stands_on_no_disk(opened: OpenVault, owner: Somebody, attorney: Somebody,
                                   tmp_path: Path) -> None:
    secret = opened.opened().key.reveal()
    trustees = Trustees(recipients=(attorney.recipient,), sign=owner.sign)
    seen: list[bytes] = []

    def look(done: int, total: int) -> None:
        seen.extend(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())

    backup.backup(opened, tmp_path / "g", trustees=trustees, progress=look)
    restoring.restore_handed(Source(file=tmp_path / "g"), tmp_path / "r", attorney.identity, owner.vouches,
                             "a new one", cost=kdf.TEST, progress=look)
    assert seen
    assert not any(secret in data or secret.hex().encode() in data for data in seen)


def test_evidence_survives_a_chain_of_restorations(opened: OpenVault, sample: Sample, tmp_path: Path) -> None:
    add_evidence(opened, add_client(opened, "B-1"), b"x" * 300_000)
    backup.backup(opened, tmp_path / "1")
    restored(tmp_path / "1", tmp_path / "first", recovery_words=sample.words)
    first = replace(sample, folder=tmp_path / "first").unlock()
    assert restoring.drill(first, tmp_path / "1").good
    backup.backup(first, tmp_path / "2")
    assert restoring.drill(opened, tmp_path / "2").chain is Chain.AHEAD
    first.close()
    assert restored(tmp_path / "2", tmp_path / "second", recovery_words=sample.words).attachments == 2
