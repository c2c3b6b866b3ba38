"""Where a vault lies: a medium that cannot be written to, and rights nobody else has, whatever the umask."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import backup
from tests.faults.machine import mounted, needs_strace, small_disk, traced
from tests.faults.nursery import ROOT
from tests.faults.samples import Ledger, Sample, assert_sound, contents
from tests.storage.refusals import refused
from tests.storage.restored import restored

# ── Nothing can be written ──────────────────────────────────────────────────────────────────────────────

@pytest.fixture
def fixed(pattern: Sample, tmp_path: Path) -> Iterator[tuple[Sample, Path]]:
    """A vault and its backup on a medium that cannot be written to."""
    opened = pattern.copied(tmp_path / "before").unlock()
    backup.backup(opened, tmp_path / "copy.slbak")
    opened.close()
    with small_disk(tmp_path / "medium", 8) as disk:
        shutil.copy(tmp_path / "copy.slbak", disk.folder)
        there = pattern.copied(disk.folder / "vault")
        with mounted(disk.folder, "-o", "remount,ro"):
            yield there, disk.folder / "copy.slbak"


def test_a_vault_that_cannot_be_written_to_says_so_and_opens_as_a_copy(fixed: tuple[Sample, Path],
                                                                       tmp_path: Path) -> None:
    there, _ = fixed
    before = contents(there.folder)
    with refused("vault.read_only_medium"):
        there.unlock()
    assert contents(there.folder) == before
    assert_sound(there.copied(tmp_path / "copy"), Ledger())


def test_a_backup_is_restored_from_a_medium_that_cannot_be_written_to(fixed: tuple[Sample, Path],
                                                                      tmp_path: Path) -> None:
    there, copy = fixed
    restored(copy, tmp_path / "restored", recovery_words=there.words)
    assert_sound(Sample(tmp_path / "restored", there.words), Ledger())


def test_a_backup_is_not_written_there(fixed: tuple[Sample, Path], sample: Sample) -> None:
    _, copy = fixed
    opened = sample.unlock()
    before = copy.read_bytes()
    with pytest.raises(StreetLawError) as refusal:
        backup.backup(opened, copy)
    assert refusal.value.code == "backup.not_written"
    opened.close()
    assert copy.read_bytes() == before
    assert not list(sample.folder.glob(".*"))


# ── Rights ──────────────────────────────────────────────────────────────────────────────────────────────

MADE = re.compile(r'(?:openat\(AT_FDCWD, |mkdir\()"([^"]+)", (?:\S*O_CREAT\S*, )?(0\d*)\) = \d')
MOVED = re.compile(r'rename\("([^"]+)", "([^"]+)"\) = 0')


@pytest.mark.parametrize("mode", ["day", "copies"])
def test_nothing_is_open_to_others_even_for_a_moment(sample: Sample, tmp_path: Path, mode: str) -> None:
    """The rights of every file and folder as it is made, with a umask that takes nothing away."""
    needs_strace()
    world = tmp_path / "world"
    world.mkdir()
    there = sample.copied(world / "vault") if mode == "day" else Sample(world / "vault", ())
    before, umask = {str(path) for path in world.rglob("*")}, os.umask(0)
    try:
        _, status = traced(mode, there, 1, ("--seccomp-bpf", "-e", "trace=openat,mkdir,rename"),
                           tmp_path / "trace")
    finally:
        os.umask(umask)
    assert status == 0
    made = _made((tmp_path / "trace").read_text(), world, before)
    assert len(made) > 5
    assert {path: oct(rights) for path, rights in made.items() if rights & 0o077} == {}
    left = {path: (path.is_dir(), path.stat().st_mode & 0o777) for path in world.rglob("*")}
    assert {path for path, found in left.items() if found not in {(True, 0o700), (False, 0o600)}} == set()


def _made(trace: str, world: Path, before: set[str]) -> dict[str, int]:
    """The rights of each file and folder when it was made; opened again or renamed it keeps them."""
    made: dict[str, int] = dict.fromkeys(before, 0)
    for line in trace.splitlines():
        if new := MADE.search(line):
            made.setdefault(new[1], int(new[2], 8))
        elif moved := MOVED.search(line):
            made |= {moved[2] + path.removeprefix(moved[1]): rights for path, rights in made.items()
                     if path.startswith(moved[1])}
    return {path: rights for path, rights in made.items() if Path(path).is_relative_to(world)}


# ── What the database may not do ────────────────────────────────────────────────────────────────────────

STATEMENTS = (
    "ATTACH '{target}' AS other KEY ''", "ATTACH ':memory:' AS other",
    "PRAGMA temp_store = 1", "PRAGMA temp_store_directory = '{folder}'", "PRAGMA synchronous = OFF",
    "PRAGMA secure_delete = OFF", "PRAGMA journal_mode = DELETE", "PRAGMA writable_schema = ON",
    "PRAGMA cipher_plaintext_header_size = 32", "PRAGMA cipher_use_hmac = OFF", "PRAGMA rekey = ''",
    "SELECT load_extension('{target}')", "SELECT sqlcipher_export('main')",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_an_open_vault_writes_no_plaintext_whoever_asks(sample: Sample, tmp_path: Path,
                                                        statement: str) -> None:
    opened = sample.unlock()
    before = {path.name for path in tmp_path.rglob("*")}
    with opened.opened().engine.connect() as asking, pytest.raises(Exception, match="authoriz"):
        asking.exec_driver_sql(statement.format(target=tmp_path / "plain.db", folder=tmp_path))
    assert {path.name for path in tmp_path.rglob("*")} == before
    opened.close()
    assert_sound(sample, Ledger())


SORT = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 60000)"
    " SELECT hex(randomblob(1000)) AS x, i FROM n ORDER BY x"
)
PROGRAM = f"""
import sys
from pathlib import Path
from tests.faults.samples import Sample
opened = Sample(Path(sys.argv[1]), tuple(sys.argv[2:])).unlock()
with opened.opened().engine.connect() as asking:
    asking.exec_driver_sql({SORT!r}).fetchmany(3)
opened.close()
"""


def test_a_large_sort_makes_no_temporary_file(sample: Sample, tmp_path: Path) -> None:
    """One larger than the page cache goes to a file unless temp_store says memory, and in plaintext."""
    needs_strace()
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=openat", "-o", str(trace), sys.executable,
               "-c", PROGRAM, str(sample.folder), *sample.words]
    subprocess.run(command, cwd=ROOT, check=True, timeout=300)
    made = re.findall(r'openat\(AT_FDCWD, "([^"]+)", \S*O_CREAT', trace.read_text())
    assert {Path(path).parent for path in made} == {sample.folder}
