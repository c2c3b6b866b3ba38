"""A bundle opens and checks with the tools anybody can install: age, unzip, zstd, minisign."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from streetlaw.exchange import age, minisign
from tests.exchange.forging import ALICE, BOB, ROWS, envelopes, parcel


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def run(*command: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(list(map(str, command)), capture_output=True, check=False)


def done(*command: str | Path) -> bytes:
    finished = run(*command)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout


@pytest.fixture
def opened(tmp_path: Path) -> Path:
    """The files of a bundle, got out of it by stock age and unzip."""
    sealed, _ = envelopes.seal(parcel(), ALICE)
    (tmp_path / "request.slb").write_bytes(sealed)
    (tmp_path / "key.txt").write_text(BOB.identity + "\n", encoding="ascii")
    done("age", "-d", "-i", tmp_path / "key.txt", "-o", tmp_path / "inside.zip", tmp_path / "request.slb")
    done("unzip", "-q", tmp_path / "inside.zip", "-d", tmp_path / "inside")
    return tmp_path / "inside"


@needs("age", "unzip", "minisign")
def test_the_manifest_is_signed_for_stock_minisign(opened: Path, tmp_path: Path) -> None:
    (tmp_path / "sender.pub").write_text(minisign.public_file(ALICE.verify_key), encoding="ascii")
    check = ("minisign", "-V", "-p", tmp_path / "sender.pub", "-m", opened / "manifest.json",
             "-x", opened / "manifest.sig")
    assert b"trusted comment: streetlaw" in done(*check).lower()
    assert run("minisign", "-V", "-P", ALICE.verify_key, *check[4:]).returncode == 0
    (opened / "manifest.json").write_bytes((opened / "manifest.json").read_bytes() + b" ")
    assert run(*check).returncode != 0


@needs("age", "unzip", "zstd")
def test_the_rows_are_plain_json_lines(opened: Path) -> None:
    manifest = json.loads((opened / "manifest.json").read_bytes())
    (member,) = manifest["members"]
    stored = (opened / member["file"]).read_bytes()
    assert hashlib.sha256(stored).hexdigest() == member["sha256"]
    raw = done("zstd", "-dc", opened / member["file"])
    assert [json.loads(line) for line in raw.splitlines()] == ROWS


@needs("age", "unzip")
def test_someone_elses_key_opens_nothing(tmp_path: Path) -> None:
    sealed, _ = envelopes.seal(parcel(), ALICE)
    (tmp_path / "request.slb").write_bytes(sealed)
    (tmp_path / "key.txt").write_text(ALICE.identity + "\n", encoding="ascii")
    assert run("age", "-d", "-i", tmp_path / "key.txt", tmp_path / "request.slb").returncode != 0


@needs("minisign")
@pytest.mark.parametrize("legacy", [[], ["-l"]])
def test_we_check_what_stock_minisign_signed(tmp_path: Path, legacy: list[str]) -> None:
    done("minisign", "-G", "-W", "-p", tmp_path / "k.pub", "-s", tmp_path / "k.key")
    (tmp_path / "m").write_bytes(b"a message")
    done("minisign", "-S", "-W", *legacy, "-s", tmp_path / "k.key", "-m", tmp_path / "m",
         "-x", tmp_path / "m.sig")
    key = (tmp_path / "k.pub").read_text(encoding="ascii").splitlines()[1]
    assert minisign.is_signed_by(b"a message", (tmp_path / "m.sig").read_text(encoding="ascii"), key)


@needs("age")
def test_we_open_what_stock_age_sealed(tmp_path: Path) -> None:
    (tmp_path / "m").write_bytes(b"a message")
    done("age", "-r", BOB.recipient, "-o", tmp_path / "m.age", tmp_path / "m")
    assert age.unseal((tmp_path / "m.age").read_bytes(), BOB.identity) == b"a message"
