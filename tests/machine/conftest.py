"""A computer made of a few files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from streetlaw.machine import disks
from streetlaw.machine.computer import Computer

MOUNTINFO = "{id} 1 {device} / {point} rw,relatime shared:1 - {kind} {source} rw"


@dataclass
class Built:
    """Builds a Linux computer below a folder."""

    root: Path
    devices: dict[str, str]

    @property
    def computer(self) -> Computer:
        return Computer(platform="linux", root=self.root, home=Path("/home/person"), environment={})

    def write(self, path: str, text: str) -> None:
        where = self.root / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text(text)

    def mount(self, *lines: tuple[str, str, str, str]) -> None:
        """Mount file systems: point, kind, source, device."""
        self.write("proc/self/mountinfo", "\n".join(
            MOUNTINFO.format(id=number, point=point, kind=kind, source=source, device=device)
            for number, (point, kind, source, device) in enumerate(lines)))

    def disk(self, device: str, *, crypt: bool = False, below: tuple[str, ...] = (), name: str = "") -> None:
        """Make a block device of others."""
        place = f"sys/dev/block/{device}"
        self.write(f"{place}/dev", device)
        if crypt or below:
            self.write(f"{place}/dm/uuid", "CRYPT-LUKS2-0-root" if crypt else "LVM-0-root")
        for number, part in enumerate(below):
            self.write(f"{place}/slaves/part{number}/dev", part)
        if name:
            self.devices[name] = device


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    built = Built(tmp_path / "root", {})
    built.root.mkdir()
    found: Callable[[str, Computer], str] = lambda source, _: built.devices.get(source, "")  # noqa: E731
    monkeypatch.setattr(disks, "device_of", found)
    return built
