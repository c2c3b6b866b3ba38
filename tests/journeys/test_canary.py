"""No plaintext outside the vault: a whole job with a word of its own in every field, and the search for it.

Everything the program left on the disk is searched, and, where strace is allowed, every byte it wrote on the
way, files it deleted again included.
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from streetlaw.cli import shop
from streetlaw.domain.action import Attachment
from streetlaw.domain.folding import digits, fold
from streetlaw.services.attachments import open_attachment
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.vault import unlock
from tests.journeys.secrets_told import FIELDS, PASSPHRASE, PHONE, canary

ROOT = Path(__file__).parent.parent.parent
SHARED_MEMORY = Path("/dev/shm")


def needles() -> dict[bytes, str]:
    """Every word as it might stand somewhere: plain and folded, in two encodings, in base64 at any offset."""
    words = {canary(field): field for field in FIELDS} | {PASSPHRASE: "passphrase", PHONE: "phone"}
    words |= {fold(word): field for word, field in words.items()} | {digits(PHONE): "phone"}
    found: dict[bytes, str] = {}
    for word, field in words.items():
        plain = (
            word.encode(),
            word.encode("utf-16-le"),
            word.encode("unicode-escape"),
            word.encode("cp1251"),
        )
        found |= dict.fromkeys(plain, field)
        found |= dict.fromkeys(_base64(word.encode()), field)
    assert min(map(len, found)) >= 10
    return found


def _base64(word: bytes) -> Iterator[bytes]:
    """What of the word's base64 does not depend on its neighbours, for each of the three offsets."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + word)
        yield encoded[4 if offset else 0 : -4]


def seen(data: bytes, wanted: re.Pattern[bytes], names: Mapping[bytes, str]) -> set[str]:
    return {names[hit] for hit in wanted.findall(data)}


@pytest.fixture(scope="module")
def names() -> dict[bytes, str]:
    return needles()


@pytest.fixture(scope="module")
def wanted(names: dict[bytes, str]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(map(re.escape, sorted(names, key=len, reverse=True))))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path | None]:
    """The folder a job was done in by a program of its own, and what strace saw it write."""
    root = tmp_path_factory.mktemp("canary")
    environment = dict(os.environ)
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        (root / name).mkdir()
        environment[name] = str(root / name)
    environment |= {"SQLITE_TMPDIR": environment["TMPDIR"], "PYTHONDONTWRITEBYTECODE": "1"}
    trace = root / "trace" if _may_trace(root) else None
    watched = _strace(trace) if trace else []
    before = set(SHARED_MEMORY.iterdir()) if SHARED_MEMORY.is_dir() else set()
    command = [*watched, sys.executable, "-m", "tests.journeys.secrets_told", str(root)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=300, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    for new in set(SHARED_MEMORY.iterdir()) - before if SHARED_MEMORY.is_dir() else ():
        if new.is_file():
            shutil.copy(new, root / f"shared-memory-{new.name}")
    return root, trace


def _strace(trace: Path) -> list[str]:
    calls = "trace=write,pwrite64,writev,pwritev,pwritev2"
    return [
        "strace",
        "-f",
        "-qq",
        "-y",
        "-xx",
        "-s",
        "2000000",
        "-e",
        calls,
        "-e",
        "signal=none",
        "-o",
        str(trace),
    ]


def _may_trace(root: Path) -> bool:
    if shutil.which("strace") is None:
        return False
    done = subprocess.run([*_strace(root / "trace"), "true"], capture_output=True, check=False)
    return done.returncode == 0


def left_files(root: Path) -> Iterable[Path]:
    """Everything but the papers, which the person wanted, and what strace wrote."""
    papers, trace = root / "papers", root / "trace"
    return (
        path for path in root.rglob("*") if path.is_file() and papers not in path.parents and path != trace
    )


def test_every_word_was_really_told(told: tuple[Path, Path | None]) -> None:
    """Without this, the search below would find nothing because nothing was there."""
    root, _ = told
    content = ""
    for name in ("lawyer", "attorney", "restored"):
        vault = unlock(root / "data" / name, PASSPHRASE, surroundings=shop.surroundings())
        with vault.work() as work:
            records = [record for kind in KINDS.values() for record in work.list(kind)]
            content += repr(records) + repr([draft.values for draft in work.drafts()])
            for attachment in work.list(Attachment):
                content += open_attachment(work, attachment.id).decode()
        vault.close()
    assert [field for field in FIELDS if canary(field) not in content] == []
    assert PHONE in content


def test_nothing_left_on_the_disk_tells_a_word(
    told: tuple[Path, Path | None], wanted: re.Pattern[bytes], names: dict[bytes, str]
) -> None:
    root, _ = told
    files = list(left_files(root))
    assert {"vault.db", "keys.slots", "request.slb", "review.slb", "copy.slbak"} <= {
        path.name for path in files
    }
    assert {path: hits for path in files if (hits := seen(path.read_bytes(), wanted, names))} == {}
    assert [path for path in root.rglob("*") if seen(os.fsencode(path.name), wanted, names)] == []


def test_every_file_is_private(told: tuple[Path, Path | None]) -> None:
    root, _ = told
    for path in (path for name in ("data", "out", "papers") for path in (root / name).rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_nothing_written_on_the_way_tells_a_word(
    told: tuple[Path, Path | None], wanted: re.Pattern[bytes], names: dict[bytes, str]
) -> None:
    root, trace = told
    if trace is None:
        pytest.skip("strace is not here or not allowed: what was written and deleted again was not seen")
    written: dict[str, set[str]] = {}
    places = set()
    with trace.open("rb") as lines:
        for line in lines:
            at, data = _write(line)
            places.add(Path(at).name)
            if Path(at).parent != root / "papers" and (hits := seen(data, wanted, names)):
                written.setdefault(at, set()).update(hits)
    assert "vault.db-wal" in places
    assert written == {}


def _write(line: bytes) -> tuple[str, bytes]:
    r"""Where a call wrote, and what: `12 pwrite64(5</…/vault.db>, "\x53…", 4096, 0) = 4096`."""
    at = re.search(rb"\(\d+<((?:\\x[0-9a-f]{2}|[^>])*)>", line)
    data = b"".join(re.findall(rb'"((?:\\x[0-9a-f]{2})*)"', line))
    return os.fsdecode(_unescaped(at[1]) if at else b""), _unescaped(data)


def _unescaped(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(rb"\x", b"").decode()) if text.startswith(rb"\x") else text


class TestTheSearchHasTeeth:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1251", "unicode-escape"])
    def test_finds_a_word_in_any_encoding(
        self, wanted: re.Pattern[bytes], names: dict[bytes, str], encoding: str
    ) -> None:
        for field in FIELDS:
            data = os.urandom(500) + f"x{canary(field)}y".encode(encoding) + os.urandom(500)
            assert field in seen(data, wanted, names)

    @pytest.mark.parametrize("before", [b"", b"a", b"ab"])
    def test_finds_a_word_in_base64_at_any_offset(
        self, wanted: re.Pattern[bytes], names: dict[bytes, str], before: bytes
    ) -> None:
        for field in FIELDS:
            data = base64.b64encode(before + f"{canary(field)} and more".encode())
            assert field in seen(data, wanted, names)

    def test_finds_folded_words(self, wanted: re.Pattern[bytes], names: dict[bytes, str]) -> None:
        assert seen(fold(canary("family")).encode(), wanted, names) == {"family"}

    def test_sees_what_was_written_and_deleted_again(
        self, tmp_path: Path, wanted: re.Pattern[bytes], names: dict[bytes, str]
    ) -> None:
        if not _may_trace(tmp_path):
            pytest.skip("strace is not here or not allowed")
        leak = (
            "import sys, tempfile\n"
            "with tempfile.TemporaryFile() as file: file.write(sys.stdin.buffer.read()); file.flush()"
        )
        subprocess.run(
            [*_strace(tmp_path / "trace"), sys.executable, "-c", leak],
            input=canary("narrative").encode(),
            check=True,
        )
        lines = (tmp_path / "trace").read_bytes().splitlines()
        assert {"narrative"} == set().union(*(seen(_write(line)[1], wanted, names) for line in lines))
