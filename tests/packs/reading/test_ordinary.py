"""Files somebody brought: read no further than they may go, and only when they are files."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from streetlaw.packs.reading import ordinary


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * (ordinary.CHUNK + 1))
    assert len(ordinary.read(path, ordinary.CHUNK + 1)) == ordinary.CHUNK + 1
    with pytest.raises(ordinary.TooLargeError):
        ordinary.read(path, ordinary.CHUNK)


def test_of_a_huge_file_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with path.open("wb") as growing:
        growing.truncate(2**40)
    with pytest.raises(ordinary.TooLargeError):
        ordinary.read(path, 2**20)


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "nothing", "loop"])
def test_what_is_no_file_is_refused_and_nobody_waits_for_it(kind: str, tmp_path: Path) -> None:
    path = tmp_path / kind
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/zero")
        case "folder":
            path.mkdir()
        case "loop":
            path.symlink_to(path.name)
    with pytest.raises(OSError, match=r"."):
        ordinary.read(path, 100)
