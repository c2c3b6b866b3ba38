"""What must be known before a vault is open: the folders opened here, and the language to ask in.

A small text file in the person's data folder, mode 0600, one `name value` a line. It names folders and
nothing else: no counts, no times, no people; how the window looks stands in the vault (`ui.look`).
Standard library only, and little of it: the start page waits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from streetlaw import single

_SLOTS = "keys.slots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """Choices before unlocking; no language lets the system decide."""

    language: str = ""
    folders: tuple[Path, ...] = ()

    def knowing(self, folder: Path) -> Start:
        """The same, with the folder known too."""
        return self if folder in self.folders else replace(self, folders=(*self.folders, folder))


def data_folder() -> Path:
    """Where this program keeps its own things for this person."""
    return single.data_folder()


def is_vault(folder: Path) -> bool:
    """True when a vault stands in the folder, its disk is connected and it may be read."""
    try:
        return (folder / _SLOTS).is_file()
    except OSError:  # somebody else's folder, a disk that fails, a name no disk can hold
        return False


def new_folder() -> Path:
    """The first free numbered folder for a new vault."""
    number = 1
    while (data_folder() / str(number)).exists():
        number += 1
    return data_folder() / str(number)


def load() -> Start:
    """What was kept; nothing when there is no file or it makes no sense.

    A file of an earlier version said more: it is written anew without that.
    """
    try:
        text = _path().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return Start()
    pairs = [line.split(" ", 1) for line in text.splitlines() if " " in line]
    start = Start(language=dict(pairs).get("language", ""),
                  folders=tuple(Path(value) for name, value in pairs if name == "folder"))
    if text != _written(start):
        save(start)
    return start


def save(start: Start) -> None:
    """Keep the choices; a full or read-only disk loses them, and nothing else."""
    unfinished = _path().with_suffix(".new")
    try:
        _path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.write_text(_written(start), encoding="utf-8")
        unfinished.chmod(0o600)
        unfinished.replace(_path())
    except OSError:
        return


def _written(start: Start) -> str:
    folders = (f"folder {folder}\n" for folder in start.folders if "\n" not in str(folder))
    return f"language {start.language}\n" + "".join(folders)


def _path() -> Path:
    return data_folder() / "start"
