"""Power cuts without a power switch: what a disk may hold when only that is sure which was synced.

strace records every call by which a program changes files. Played back up to some moment, the files are then
rebuilt as the worst disk may have them: what was synced is there; of what came after, nothing, everything,
or any part, torn at a sector. A name is sure once its folder was synced.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

_FOLLOWED = frozenset({
    "openat", "write", "writev", "pwrite64", "pwritev", "ftruncate", "fallocate", "fsync", "fdatasync",
    "mkdir", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "sendfile", "copy_file_range",
    "close", "lseek", "dup", "dup2", "dup3", "fcntl",
})
OPTIONS = ("--seccomp-bpf", "-xx", "-s", "4000000", "-e", f"trace={','.join(sorted(_FOLLOWED))}",
           "-e", "signal=none")
"""What strace is asked for. Reading is not followed: nobody here writes where reading ended."""

_SECTOR = 512
_FINISHED = re.compile(rb"^(\d+) +(\w+)\((.*)\) += (-?\d+)(?: .*)?$", re.DOTALL)
_CUT_OFF = re.compile(rb"^(\d+) +(.*) <unfinished \.\.\.>$", re.DOTALL)
_RESUMED = re.compile(rb"^(\d+) +<\.\.\. \w+ resumed>(.*)$", re.DOTALL)
_TEXT = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')


@dataclass
class File:
    """A file: what was synced, what the program sees, and the changes between the two."""

    synced: bytes = b""
    seen: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, at: int, data: bytes | None) -> None:
        """Write there, or without data cut off there."""
        _apply(self.seen, at, data)
        self.since.append((at, data))

    def sync(self) -> None:
        self.synced, self.since = bytes(self.seen), []

    def after_cut(self, chance: Random, luck: float) -> bytes:
        """What a disk may hold of it: each change since the last sync survived with that likelihood."""
        left = bytearray(self.synced)
        for at, data in self.since:
            if luck >= 1 or chance.random() < luck:
                torn = data and luck < 1 and chance.random() < 0.5
                kept = chance.randrange(len(data)) // _SECTOR * _SECTOR if torn and data else None
                _apply(left, at, data[:kept] if data is not None else None)
        return bytes(left)


@dataclass
class Folder:
    """A folder: the names that were synced, those the program sees, and the steps between."""

    synced: dict[str, File | Folder] = field(default_factory=dict)
    seen: dict[str, File | Folder] = field(default_factory=dict)
    since: list[dict[str, File | Folder]] = field(default_factory=list)

    def name(self, name: str, what: File | Folder | None) -> None:
        """Give a name, or take it away."""
        self.seen = {**self.seen, name: what} if what is not None else {
            known: other for known, other in self.seen.items() if known != name}
        self.since.append(self.seen)

    def sync(self) -> None:
        self.synced, self.since = self.seen, []

    def after_cut(self, chance: Random, luck: float) -> dict[str, File | Folder]:
        """The names a disk may hold: steps happen in order, and so many of them survived."""
        steps = [self.synced, *self.since]
        return steps[round(luck * chance.uniform(0.5, 1) * len(self.since)) if luck < 1 else -1]


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    if data is not None:
        content[at:at + len(data)] = data


@dataclass
class _Handle:
    what: File | Folder
    path: PurePosixPath
    at: int = 0


class Disk:
    """The disk as the calls of a program change it, from the folder `root` downwards."""

    def __init__(self, root: Path) -> None:
        self._root = PurePosixPath(root)
        self._top = _load(root)
        self._open: dict[int, _Handle] = {}
        self.told: list[dict[str, Any]] = []
        self.changes = 0
        """How often something under the root changed or was synced, or something was told."""
        self._line = b""

    def rebuild(self, target: Path, chance: Random, luck: float) -> None:
        """Write into `target` what a disk may hold: with luck 0 what was synced, with luck 1 everything."""
        _store(self._top, target, chance, luck)

    def play(self, name: str, arguments: bytes, result: int) -> None:
        """Let one call that succeeded happen."""
        texts = [bytes.fromhex(text.replace(rb"\x", b"").decode()) for text in _TEXT.findall(arguments)]
        numbers = [int(part) for part in re.findall(rb"(?:^|, )(-?\d+)(?=,|$)", _TEXT.sub(b"T", arguments))]
        handle = getattr(self, f"_{name}", None)
        assert handle is not None, f"{name} is not understood"
        handle(texts, numbers, result, arguments)

    # ── Names ────────────────────────────────────────────────────────────────────────────────────────────

    def _openat(self, texts: list[bytes], _: list[int], result: int, arguments: bytes) -> None:
        path = self._path(texts[0], arguments)
        if path is None:
            return
        what = self._at(path)
        if what is None:
            what = File()
            self._name(path, what)
        if b"O_TRUNC" in arguments and isinstance(what, File):
            self._change(what, 0, None)
        end = len(what.seen) if b"O_APPEND" in arguments and isinstance(what, File) else 0
        self._open[result] = _Handle(what, path, end)

    def _mkdir(self, texts: list[bytes], _: list[int], _result: int, arguments: bytes) -> None:
        path = self._path(texts[0], arguments)
        if path is not None:
            self._name(path, Folder())

    def _rename(self, texts: list[bytes], _: list[int], _result: int, arguments: bytes) -> None:
        before, after = (self._path(text, arguments) for text in texts[:2])
        if before is not None and after is not None:
            assert before.parent == after.parent
            self._name(after, self._at(before))
            folder = self._name(before, None)
            folder.since[-2:] = folder.since[-1:]  # both at once

    _renameat = _renameat2 = _rename

    def _unlink(self, texts: list[bytes], _: list[int], _result: int, arguments: bytes) -> None:
        path = self._path(texts[0], arguments)
        if path is not None:
            self._name(path, None)

    _unlinkat = _rmdir = _unlink

    def _path(self, text: bytes, arguments: bytes) -> PurePosixPath | None:
        path = PurePosixPath(text.decode())
        if not path.is_absolute():
            start = re.match(rb"(\d+),", arguments)
            base = self._open.get(int(start[1])) if start else None
            if base is None:
                return None
            path = base.path / path
        return path if path.is_relative_to(self._root) else None

    def _at(self, path: PurePosixPath) -> File | Folder | None:
        found: File | Folder | None = self._top
        for part in path.relative_to(self._root).parts:
            found = found.seen.get(part) if isinstance(found, Folder) else None
        return found

    def _name(self, path: PurePosixPath, what: File | Folder | None) -> Folder:
        folder = self._at(path.parent)
        assert isinstance(folder, Folder)
        folder.name(path.name, what)
        self.changes += 1
        return folder

    # ── Contents ─────────────────────────────────────────────────────────────────────────────────────────

    def _write(self, texts: list[bytes], numbers: list[int], result: int, _: bytes) -> None:
        data = texts[0][:result]
        if numbers[0] == 1:
            *lines, self._line = (self._line + data).split(b"\n")
            self.told += [json.loads(line) for line in lines]
            self.changes += 1
        handle = self._open.get(numbers[0])
        if handle is not None:
            self._change(handle.what, handle.at, data)
            handle.at += len(data)

    def _pwrite64(self, texts: list[bytes], numbers: list[int], result: int, _: bytes) -> None:
        handle = self._open.get(numbers[0])
        if handle is not None:
            self._change(handle.what, numbers[-1], texts[0][:result])

    def _ftruncate(self, _: list[bytes], numbers: list[int], _result: int, _arguments: bytes) -> None:
        handle = self._open.get(numbers[0])
        if handle is not None:
            self._change(handle.what, numbers[1], None)

    def _fsync(self, _: list[bytes], numbers: list[int], _result: int, _arguments: bytes) -> None:
        handle = self._open.get(numbers[0])
        if handle is not None:
            handle.what.sync()
            self.changes += 1

    _fdatasync = _fsync

    def _change(self, what: File | Folder, at: int, data: bytes | None) -> None:
        assert isinstance(what, File)
        what.write(at, data)
        self.changes += 1

    def _lseek(self, _: list[bytes], numbers: list[int], result: int, _arguments: bytes) -> None:
        if numbers[0] in self._open:
            self._open[numbers[0]].at = result

    def _close(self, _: list[bytes], numbers: list[int], _result: int, _arguments: bytes) -> None:
        self._open.pop(numbers[0], None)

    def _fcntl(self, _: list[bytes], numbers: list[int], result: int, arguments: bytes) -> None:
        if b"F_DUPFD" in arguments and numbers[0] in self._open:
            self._open[result] = self._open[numbers[0]]

    def _dup(self, _: list[bytes], numbers: list[int], result: int, _arguments: bytes) -> None:
        if numbers[0] in self._open:
            self._open[result] = self._open[numbers[0]]

    _dup2 = _dup3 = _dup


def calls(trace: Path) -> Iterator[tuple[str, bytes, int]]:
    """The calls of a trace that succeeded, in the order they ended: name, arguments, result."""
    begun: dict[bytes, bytes] = {}
    for line in trace.read_bytes().splitlines():
        whole = line
        if cut_off := _CUT_OFF.match(line):
            begun[cut_off[1]] = cut_off[2]
        elif resumed := _RESUMED.match(line):
            whole = resumed[1] + b" " + begun.pop(resumed[1]) + resumed[2]
        if (call := _FINISHED.match(whole)) and int(call[4]) >= 0:
            yield call[2].decode(), call[3], int(call[4])


def _load(path: Path) -> Folder:
    folder = Folder()
    for entry in path.iterdir():
        content = b"" if entry.is_dir() else entry.read_bytes()
        folder.name(entry.name, _load(entry) if entry.is_dir() else File(content, bytearray(content)))
    folder.sync()
    return folder


def _store(folder: Folder, target: Path, chance: Random, luck: float) -> None:
    target.mkdir(mode=0o700)
    for name, what in folder.after_cut(chance, luck).items():
        if isinstance(what, Folder):
            _store(what, target / name, chance, luck)
        else:
            (target / name).write_bytes(what.after_cut(chance, luck))


def moments(disk: Disk, played: Iterable[tuple[str, bytes, int]]) -> Iterator[int]:
    """Play call by call and stop after each that changed something: how many changes there were."""
    before = disk.changes
    for name, arguments, result in played:
        disk.play(name, arguments, result)
        if disk.changes != before:
            before = disk.changes
            yield before
