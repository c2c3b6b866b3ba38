"""The age files we write open with pyrage, and with age itself where it is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from streetlaw.storage import age_file
from streetlaw.storage.streams import BLOCK

CHUNK = 64 * 1024
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK - 1, 4 * CHUNK, 4 * CHUNK + 1, 5 * CHUNK, BLOCK,
         3 * BLOCK + 7)


class Dripping(BytesIO):
    """Gives less than it was asked for."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 0, 70_001))


def sealed(plain: bytes, source: BytesIO | None = None) -> tuple[bytes, str]:
    target = BytesIO()
    seen: list[bytes] = []
    secret, identity = age_file.new_secret()
    age_file.seal(source or BytesIO(plain), target, secret, seen.append)
    assert b"".join(seen) == plain
    return target.getvalue(), identity


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_opens_what_we_seal(size: int) -> None:
    plain = os.urandom(size)
    for source in (None, Dripping(plain)):
        content, identity = sealed(plain, source)
        assert pyrage.decrypt(content, [x25519.Identity.from_str(identity)]) == plain


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
@pytest.mark.parametrize("size", [0, CHUNK, BLOCK, BLOCK + 1])
def test_age_opens_what_we_seal(tmp_path: Path, size: int) -> None:
    plain = os.urandom(size)
    content, identity = sealed(plain)
    (tmp_path / "key").write_text(identity)
    command = [shutil.which("age") or "", "-d", "-i", str(tmp_path / "key")]
    assert subprocess.run(command, input=content, capture_output=True, check=True).stdout == plain


def test_the_header_is_as_the_format_says() -> None:
    content, _identity = sealed(b"x")
    lines = content.split(b"\n")
    assert lines[0] == b"age-encryption.org/v1"
    assert lines[1].startswith(b"-> X25519 ")
    assert (len(lines[1]), len(lines[2]), len(lines[3])) == (53, 43, 47)


@given(place=st.integers(0, 400), flip=st.integers(1, 255))
def test_any_changed_byte_is_refused(place: int, flip: int) -> None:
    content, identity = sealed(bytes(200))
    changed = bytearray(content)
    changed[place % len(changed)] ^= flip
    with pytest.raises((pyrage.DecryptError, OSError)):
        pyrage.decrypt(bytes(changed), [x25519.Identity.from_str(identity)])


def test_no_two_files_are_alike() -> None:
    (one, identity), (other, another) = sealed(bytes(CHUNK)), sealed(bytes(CHUNK))
    assert identity != another
    assert one[200:400] != other[200:400]
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(one, [x25519.Identity.from_str(another)])


def test_what_breaks_inside_comes_out_as_it_was() -> None:
    class Full(BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        age_file.seal(BytesIO(b"x"), Full(), age_file.new_secret()[0], print)
