"""Taking files into the vault: sealed one after the other beside it, each stored by one short action.

It belongs to the desk, not to a page: pages come and go while a recording is sealed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.attachments import KeepFile, drop_sealed, keep_sealed
from streetlaw.services.blobs import Blobs, StoredBlob
from streetlaw.services.ports import Work
from streetlaw.ui.desk import Desk
from streetlaw.ui.evidence import outside
from streetlaw.ui.long_work import LongWork


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in, and why."""

    path: Path
    wanted: KeepFile
    error: StreetLawError

    @property
    def is_kept_already(self) -> bool:
        """True when the case has a file with the same content."""
        return self.error.code == "attachment.kept_already"

    @property
    def may_pass(self) -> bool:
        """True when it was the vault that could not take it, for want of room for example."""
        return self.error.code.startswith("vault.")

    def as_wanted_again(self) -> KeepFile:
        """What to take it in with, although the case has it already."""
        return replace(self.wanted, once=False)


@dataclass(frozen=True, slots=True)
class Told:
    """How the taking in ended: how many files were kept, and the refused ones."""

    kept: int = 0
    refused: tuple[Refused, ...] = ()


class Intake(QObject):
    """The one intake of a desk: `Intake.of(desk)`. Files may be added while others are being sealed."""

    begun = Signal()
    """The next file is taken in."""

    moved = Signal(int)
    """Percent of all bytes of the batch."""

    ended = Signal()
    """All files are taken in or refused: `told` says how it went."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._waiting: deque[tuple[Path, KeepFile]] = deque()
        self._current: tuple[Path, KeepFile] | None = None
        self._sealing = LongWork()
        self._cancelled = False
        self._bytes = self._behind = 0
        self._told: dict[str, Told] = {}
        self.percent = 0
        desk.closed.connect(self.cancel)

    @classmethod
    def of(cls, desk: Desk) -> Intake:
        """The intake of that desk."""
        found = desk.findChild(cls)
        return found if isinstance(found, Intake) else cls(desk)

    @property
    def is_busy(self) -> bool:
        """True while files are being taken in."""
        return self._current is not None

    @property
    def client_id(self) -> str:
        """Whose files are being taken in; "" when none are."""
        return self._current[1].client_id if self._current else ""

    @property
    def names(self) -> Sequence[str]:
        """The names of the file being sealed and of those that wait."""
        return [path.name for path, _wanted in ([self._current] if self._current else []) + [*self._waiting]]

    def take(self, paths: Sequence[Path], wanted: KeepFile) -> None:
        """Take files in under their own names; the rest is as in `wanted`."""
        for path in paths:
            self._bytes += outside.size_of(path)
            self._waiting.append((path, replace(wanted, name=path.name,
                                                media_type=outside.media_type(path.name))))
        if self._current is None and self._waiting:
            self._cancelled = False
            self._go_on()

    def told(self, client_id: str) -> Told | None:
        """How it ended for the files of a client; said once, to the first page that asks."""
        return None if self.is_busy else self._told.pop(client_id, None)

    def cancel(self) -> None:
        """Stop: the file being sealed leaves nothing, those that wait are not begun."""
        self._cancelled = True
        self._waiting.clear()
        self._sealing.cancel()

    # ── One file after the other ─────────────────────────────────────────────────────────────────────────

    def _go_on(self) -> None:
        if not self._waiting:
            self._end()
            return
        self._current = self._waiting.popleft()
        self.begun.emit()
        self._desk.ask(_blobs, owner=self, done=self._on_blobs, refused=self._on_refused)

    def _on_blobs(self, blobs: Blobs) -> None:
        if self._current is None:
            return
        self._sealing = self._desk.work_long(
            outside.seal, blobs, self._current[0], owner=self, done=self._on_sealed,
            refused=self._on_refused, progress=self._on_progress)
        if self._cancelled:
            self._sealing.cancel()

    def _on_progress(self, done: int, _total: int) -> None:
        percent = min(99, (self._behind + done) * 100 // max(1, self._bytes))
        if percent > self.percent:
            self.percent = percent
            self.moved.emit(percent)

    def _on_sealed(self, sealed: StoredBlob) -> None:
        if self._current is None:
            return
        if self._cancelled:  # after its last piece
            self._desk.ask(drop_sealed, sealed, owner=self, done=self._on_dropped, refused=self._on_refused)
        else:
            self._desk.run(keep_sealed, self._current[1], sealed, owner=self, done=self._on_kept,
                           refused=self._on_refused, undoable=False)

    def _on_kept(self, _outcome: Outcome) -> None:
        self._tell(kept=1)
        self._pass_on()

    def _on_dropped(self, _nothing: None) -> None:
        self._pass_on()

    def _on_refused(self, error: StreetLawError) -> None:
        if self._current is not None and error.code != "work.cancelled":
            self._tell(Refused(*self._current, error))
        self._pass_on()

    def _pass_on(self) -> None:
        if self._current is not None:
            self._behind += outside.size_of(self._current[0])
        self._go_on()

    def _tell(self, *refused: Refused, kept: int = 0) -> None:
        before = self._told.get(self.client_id, Told())
        self._told[self.client_id] = Told(before.kept + kept, (*before.refused, *refused))

    def _end(self) -> None:
        self._current = None
        self._bytes = self._behind = self.percent = 0
        self.ended.emit()


def _blobs(work: Work) -> Blobs:
    return work.blobs
