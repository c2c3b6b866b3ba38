"""`make mutate-faults`: take one protection away at a time and see the proof of it fail.

Each mutation changes one place in a copy of the program and runs the tests that must notice. A proof that
passes all the same proves nothing: it is printed as SURVIVED, and the exit status is 1. Names on the command
line choose some; `--quick` those that take a few seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.faults.nursery import ROOT

_COPIED = ("streetlaw", "tests", "resources", "i18n", "packaging", "pyproject.toml")
_AT_ONCE = 2
_LONGEST = 400.0

_PLACES, _POWER, _MEMORY = (f"tests/faults/test_{name}.py" for name in ("places", "power_cut", "memory"))
_DAMAGE, _BROKEN, _KILL = (f"tests/faults/test_{name}.py" for name in ("damage", "broken_disk", "kill"))
_FORMATS, _FULL = "tests/faults/test_formats.py", "tests/faults/test_full_disk.py"
_ERASURE, _AUDIT = "tests/storage/test_erasure.py", "tests/storage/test_audit.py"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One place of the source said otherwise, and the tests one of which must then fail."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]
    quick: bool = False

    def applied(self, source: str) -> str:
        """The source without the protection; ValueError unless it says `before` exactly once."""
        times = source.count(self.before)
        if times != 1:
            raise ValueError(f"{self.name}: {self.file} says {self.before!r} {times} times")
        return source.replace(self.before, self.after)


def _storage(name: str, file: str, before: str, after: str, *tests: str, quick: bool = False) -> Mutation:
    return Mutation(name=name, file=f"streetlaw/storage/{file}.py", before=before, after=after, tests=tests,
                    quick=quick)


MUTATIONS: tuple[Mutation, ...] = (
    # The database
    _storage("no authorizer", "connection", "connection.set_authorizer(authorize)", "pass",
             f"{_PLACES}::test_an_open_vault_writes_no_plaintext_whoever_asks", quick=True),
    _storage("temporary files on the disk", "connection", 'MEMORY",  # SQLCipher', 'FILE",  # SQLCipher',
             f"{_PLACES}::test_a_large_sort_makes_no_temporary_file", quick=True),
    _storage("synchronous NORMAL", "connection", '"synchronous = FULL"', '"synchronous = NORMAL"',
             f"{_POWER}::test_a_day_of_records"),
    _storage("synchronous NORMAL, real disk", "connection", '"synchronous = FULL"', '"synchronous = NORMAL"',
             f"{_POWER}::test_on_a_real_file_system",
             f"{_POWER}::test_a_file_system_cut_off_from_its_disk", quick=True),
    _storage("synchronous OFF", "connection", '"synchronous = FULL"', '"synchronous = OFF"',
             f"{_POWER}::test_a_day_of_records"),
    _storage("no journal", "connection", '"journal_mode = WAL"', '"journal_mode = OFF"',
             f"{_POWER}::test_a_day_of_records"),
    _storage("a save in two transactions", "writing", "    search.reindex(connection, pending.changes)\n",
             '    connection.exec_driver_sql("COMMIT")\n    connection.exec_driver_sql("BEGIN IMMEDIATE")\n'
             "    search.reindex(connection, pending.changes)\n",
             f"{_KILL}::test_no_acknowledged_record_is_lost"),
    _storage("pages not overwritten", "connection", '"secure_delete = ON"', '"secure_delete = OFF"',
             f"{_ERASURE}::test_nothing_is_left_in_any_page", quick=True),
    _storage("log kept at erasure", "work", 'driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()',
             "(0, 0, 0)", f"{_ERASURE}::test_nothing_is_left_in_any_page", quick=True),
    _storage("search kept at erasure", "search", "    _purge(connection, removed)\n", "",
             f"{_ERASURE}::test_nothing_is_left_in_any_page", quick=True),
    _storage("files kept at erasure", "work", "self.blobs.erase(record.blob)", "pass",
             "tests/storage/test_erasure.py", "tests/storage/test_work.py", "tests/storage/test_blobs.py",
             f"{_KILL}::test_an_erased_client_stays_erased"),
    _storage("pages checked without the log", "check", "    _when_readable(lambda: _fold_in(engine))\n", "",
             f"{_DAMAGE}::test_half_a_page_that_stands_whole_in_the_log_is_no_damage", quick=True),

    # The keys
    _storage("keys not synced", "slots", "            files.sync(file)\n", "            file.flush()\n",
             f"{_POWER}::test_changed_passphrases"),
    _storage("both copies of the keys written at once", "slots",
             "            file.write(written.encoded())\n            files.sync(file)\n",
             "            file.write(written.encoded())\n        files.sync(file)\n",
             f"{_POWER}::test_changed_passphrases"),
    _storage("a lock that locks nobody out", "lock",
             "        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)", "        pass",
             "tests/storage/test_lock.py", quick=True),

    _storage("logs of half a decoy left", "files", ', *folder.glob(f".*{PART_SUFFIX}-*"))', ",)",
             "tests/storage/test_files.py::test_what_a_crash_left_half_written_is_deleted", quick=True),
    _storage("new slots written without a note", "vault",
             "else known_keys.changing(opened.engine, self._table, table)", "else nullcontext()",
             f"{_KILL}::test_ways_into_the_vault_are_made_or_not"),

    # The log of deeds
    _storage("audit lines not compared", "audit", "or not hmac.compare_digest(sealed, mac)", "",
             f"{_AUDIT}::test_whoever_touches_a_line_is_found_out", quick=True),
    _storage("an older database not noticed", "audit", "is_older=not there)", "is_older=False)",
             f"{_DAMAGE}::test_an_older_database_put_back_is_told_and_costs_no_attachment", quick=True),
    _storage("attachments swept from an older database", "vault", "self.log.is_older or self.log.broken",
             "self.log.broken", f"{_DAMAGE}::test_an_older_database_put_back_is_told_and_costs_no_attachment",
             quick=True),

    # Files
    _storage("files others can read", "files", "FILE_MODE: Final = 0o600", "FILE_MODE: Final = 0o644",
             f"{_PLACES}::test_nothing_is_open_to_others_even_for_a_moment", quick=True),
    _storage("folders others can enter", "files", "FOLDER_MODE: Final = 0o700", "FOLDER_MODE: Final = 0o755",
             f"{_PLACES}::test_nothing_is_open_to_others_even_for_a_moment", quick=True),
    _storage("files that take a name before they are synced", "files",
             "yield file\n            sync(file)\n", "yield file\n            file.flush()\n",
             f"{_POWER}::test_a_day_of_records", f"{_POWER}::test_on_a_real_file_system"),
    _storage("names not synced", "files", "        os.fsync(descriptor)", "        pass",
             f"{_POWER}::test_a_new_vault_its_backups_and_a_restored_one"),
    _storage("links taken for parts", "opening", " or _is_disguised(folder)", "",
             f"{_DAMAGE}::test_a_part_replaced_by_something_else", quick=True),
    _storage("a full disk called broken", "faults", "if code in _FOR_WANT_OF_ROOM", "if code in ()",
             f"{_FULL}::test_a_disk_that_takes_no_more_files_is_full", quick=True),
    _storage("a full disk not looked for", "faults", "_LEAST: Final = 2**17", "_LEAST: Final = 0",
             f"{_FULL}::test_opening_on_a_full_disk_of_small_blocks_ends_no_program", quick=True),
    _storage("a disk without room for files called broken", "faults", "return found.f_favail if",
             "return None if", f"{_FULL}::test_a_disk_that_takes_no_more_files_is_full", quick=True),
    _storage("a decoy that needs room beside what it replaces", "decoy",
             '(folder / f"{DATABASE}{ending}").unlink(missing_ok=True)\n    for blob', "pass\n    for blob",
             f"{_FULL}::test_a_duress_passphrase_needs_no_room", quick=True),
    _storage("half an upgrade left on a full disk", "opening",
             "before.unlink(missing_ok=True)  # the database is", "pass  # the database is",
             f"{_FULL}::test_an_upgrade_without_room_leaves_the_older_format", quick=True),
    _storage("newer formats opened", "migrate", "if stored not in (None, FORMAT) and stored not in _known():",
             'if stored == "":', f"{_FORMATS}::test_a_newer_format_is_refused_without_harm", quick=True),
    Mutation(name="an attachment thrown away while its record may stand",
             file="streetlaw/services/attachments.py", before='if refusal.code != "vault.disk_error":',
             after="if refusal:", tests=(f"{_BROKEN}::test_a_sync_that_fails",)),

    # Backups
    _storage("restored without being examined", "restoring", "if not whole or not _as_promised(",
             "if not _as_promised and not bool(", "tests/storage/test_backup.py", quick=True),

    # The program
    Mutation(name="umask 022", file="streetlaw/launcher.py", before="os.umask(0o077)",
             after="os.umask(0o022)",
             tests=(f"{_MEMORY}::test_the_program_is_hardened_in_all_its_processes",), quick=True),
    Mutation(name="core dumps", file="streetlaw/launcher.py",
             before="resource.setrlimit(resource.RLIMIT_CORE, (0, 0))",
             after="resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.RLIM_INFINITY))",
             tests=(f"{_MEMORY}::test_the_program_is_hardened_in_all_its_processes",), quick=True),
    Mutation(name="a lock that does not end the process", file="streetlaw/session.py",
             before="            self._end(launcher.LOCKED)\n",
             after="            self.desk.close()\n            self.shell = self.desk = None\n"
                   "            self._show_start()\n",
             tests=(f"{_MEMORY}::test_locking_forgets_within_a_second",), quick=True),
)


@dataclass(frozen=True, slots=True)
class Ending:
    """How the tests of a mutation ended."""

    mutation: Mutation
    verdict: str
    test: str
    seconds: float


def tried(mutation: Mutation, room: Path) -> Ending:
    """Run the tests of a mutation on a copy of the program in `room`."""
    started, copy = time.monotonic(), room / re.sub(r"\W+", "-", mutation.name)
    for name in _COPIED:
        there = ROOT / name
        if there.is_dir():
            shutil.copytree(there, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(there, copy / name)
    target = copy / mutation.file
    target.write_text(mutation.applied(target.read_text(encoding="utf-8")), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist",
               "--basetemp", str(copy / "scratch"), *mutation.tests]
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "PYTEST"))}
    environment = {**ours, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False,
                          timeout=_LONGEST)
    shutil.rmtree(copy)
    verdict, test = _verdict(done.returncode, done.stdout)
    return Ending(mutation, verdict, test, time.monotonic() - started)


def _verdict(status: int, said: str) -> tuple[str, str]:
    failed = re.search(r"^FAILED \S+?::(\S+)", said, re.MULTILINE)
    if status == 1 and failed:
        return "failed as it should", failed[1]
    if status == 0:
        return ("SURVIVED" if " passed" in said.splitlines()[-1] else "not run here"), ""
    return "BROKEN", (said.strip().splitlines() or ["no output"])[-1]


def all_tried(chosen: Iterable[Mutation]) -> list[Ending]:
    """Try mutations, some at once; each is printed as it ends."""
    endings = []
    with tempfile.TemporaryDirectory() as room, ThreadPoolExecutor(_AT_ONCE) as pool:
        for ending in pool.map(lambda mutation: tried(mutation, Path(room)), chosen):
            _say(f"{ending.mutation.name:<52} {ending.verdict:<20} {ending.seconds:5.1f} s  {ending.test}")
            endings.append(ending)
    return endings


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - for who ran the command


def main() -> int:
    """Try the mutations chosen on the command line, or all."""
    wanted = [word for word in sys.argv[1:] if word != "--quick"]
    chosen = [mutation for mutation in MUTATIONS
              if (not wanted or any(word in mutation.name for word in wanted))
              and ("--quick" not in sys.argv or mutation.quick)]
    endings = all_tried(chosen)
    bad = [ending for ending in endings if ending.verdict in {"SURVIVED", "BROKEN"}]
    unseen = [ending for ending in endings if ending.verdict == "not run here"]
    _say(f"\n{len(endings)} protections taken away; {len(bad)} missed by no test, {len(unseen)} not tried")
    return 1 if bad or not endings else 0


if __name__ == "__main__":
    sys.exit(main())
