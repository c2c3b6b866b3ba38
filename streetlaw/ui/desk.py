"""The one door to the services: actions and questions go to the vault's thread, results come back here.

Every read and write of the vault runs on one thread, in order; papers, sealing and files on another. What
lands after its owner is gone, or after the lock dropped, nobody sees.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Outcome
from streetlaw.services import history
from streetlaw.services.law.here import lands
from streetlaw.services.names import show_names
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress
from streetlaw.ui import plain_files
from streetlaw.ui.latest import Latest
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.names import Names
from streetlaw.ui.opened import Opened
from streetlaw.ui.undoing import Steps, rebased
from streetlaw.ui.worker import Land, Worker


class Deed(Protocol):
    """What a service tells of an action beside its Outcome."""

    @property
    def outcome(self) -> Outcome:
        """What changed."""
        ...


T = TypeVar("T")
D = TypeVar("D", bound=Deed)

Refused = Callable[[StreetLawError], object]

CLOSING_SECONDS = 5.0
"""How long a lock waits for the write under way; the vault survives being cut off after that."""


class Desk(QObject):
    """The open vault as the window sees it."""

    changed = Signal(object)
    """An Outcome: something in the vault changed."""

    closed = Signal()
    """Emitted before the vault closes: the last moment to keep a draft."""

    law_changed = Signal()
    """Another pack is in force now, `pack`, or that of another country: `lands` tells of all."""

    undo_refused = Signal(object)
    undone = Signal(object)

    _told = Signal(object, int, int)

    def __init__(self, opened: Opened, worker: Worker | None = None) -> None:
        super().__init__()
        self.tools = opened.tools
        self.pack = opened.pack
        self.profile = opened.profile
        self.today = opened.today
        self.lands = opened.lands
        self.invented = opened.invented
        self.look = opened.look
        self._vault = opened.vault
        self._vault_thread = worker or Worker("vault")
        self._long_thread = Worker("long")
        self.names = Names(self._on_names_shown, self)
        self._open = True
        self._law_is_new = False
        self._latest = Latest()
        self.steps = Steps()
        self._told.connect(self._on_told)

    # ── Actions and questions ────────────────────────────────────────────────────────────────────────────

    def run(self, service: Callable[..., Outcome], /, *args: Any, owner: QObject,
            done: Callable[[Outcome], object] | None = None, refused: Refused | None = None,
            undoable: bool = True, progress: Callable[[int, int], object] | None = None) -> LongWork:
        """Do something: `service(work, *args)`; then `done(outcome)` and `changed`, or `refused(error)`.

        With `progress`, the service gets that keyword, and can be cancelled where it tells how far it is.
        """
        deed = LongWork()
        told = {"progress": self._teller(deed, owner, progress)} if progress is not None else {}

        def land(value: object, error: BaseException | None) -> None:
            if isinstance(value, Outcome):
                self.steps.remember(value, undoable=undoable)
                if done is not None and self._is_there(owner):
                    done(value)
                self._tell(value)
            else:
                self._refuse(owner, refused, error)
        self._submit(lambda work: service(work, *args, **told), land)
        return deed

    def run_for(self, service: Callable[..., D], /, *args: Any, owner: QObject, done: Callable[[D], object],
                refused: Refused | None = None) -> None:
        """Like `run`, for a service that tells more than its Outcome: `done` gets all of it. No undo."""
        def land(value: object, error: BaseException | None) -> None:
            if error is not None:
                self._refuse(owner, refused, error)
                return
            told = cast(D, value)
            if self._is_there(owner):
                done(told)
            self._tell(told.outcome)
        self._submit(lambda work: service(work, *args), land)

    def ask(self, query: Callable[..., T], /, *args: Any, owner: QObject,
            done: Callable[[T], object], refused: Refused | None = None, latest: str = "") -> None:
        """Read something: `done(query(work, *args))`; with `latest`, an older such question is dropped.

        One that is being answered just then is given up: a newer one need not wait for it.
        """
        turn = self._latest.begin(owner, latest)

        def wanted() -> bool:
            return self._open and self._latest.holds(owner, latest, turn)

        def look(work: Work) -> T | None:
            if not latest:
                return query(work, *args)
            if not wanted():
                return None
            with work.while_wanted(wanted):
                return query(work, *args)

        def land(value: object, error: BaseException | None) -> None:
            if not self._is_there(owner) or not self._latest.holds(owner, latest, turn):
                return
            if error is None:
                done(value)  # type: ignore[arg-type]
            else:
                self._refuse(owner, refused, error)
        self._submit(look, land)

    def work_long(self, fn: Callable[..., T], /, *args: Any, owner: QObject, done: Callable[[T], object],
                  refused: Refused | None = None,
                  progress: Callable[[int, int], object] | None = None) -> LongWork:
        """Do slow work without the vault; with `progress`, `fn` gets that keyword (services.progress)."""
        return self._work_on(self._long_thread, fn, args, owner, done, refused, progress)

    def maintain(self, fn: Callable[..., T], /, *args: Any, owner: QObject, done: Callable[[T], object],
                 refused: Refused | None = None,
                 progress: Callable[[int, int], object] | None = None) -> LongWork:
        """Like `work_long`, for what `tools.safe` does: on the vault's thread, so nothing else touches it."""
        return self._work_on(self._vault_thread, fn, args, owner, done, refused, progress)

    def in_work(self, fn: Callable[..., T], /, *args: Any, **options: Any) -> T:
        """What `fn(work, *args)` gives: for `maintain`, which gives it progress too."""
        with self._vault.work() as work:
            return fn(work, *args, **options)

    def write_file(self, path: Path, data: bytes, *, owner: QObject, done: Callable[[Path], object],
                   refused: Refused) -> None:
        """Write a file the person chose, whole or not at all, mode 0600; or refuse: `file.not_written`."""
        self.work_long(plain_files.write, path, data, owner=owner, done=done, refused=refused)

    def read_file(self, path: Path, *, owner: QObject, done: Callable[[bytes], object], refused: Refused,
                  limit: int = plain_files.LIMIT) -> None:
        """Read a file the person chose; refuses with `file.not_read`, or `file.too_large` above `limit`."""
        self.work_long(plain_files.read, path, limit, owner=owner, done=done, refused=refused)

    # ── Undo ─────────────────────────────────────────────────────────────────────────────────────────────

    def undo(self) -> None:
        """Take back the last action, if there is one."""
        if self.steps.done:
            self._take_back(self.steps.done.pop(), self.steps.done, self.steps.taken_back)

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self.steps.taken_back:
            self._take_back(self.steps.taken_back.pop(), self.steps.taken_back, self.steps.done)

    def _take_back(self, outcome: Outcome, rest: list[Outcome], other: list[Outcome]) -> None:
        def land(value: object, error: BaseException | None) -> None:
            if isinstance(value, Outcome):
                rest[:] = [rebased(earlier, value) for earlier in rest]
                other.append(value)
                self.undone.emit(value)
                self._tell(value)
            else:
                self._refuse(self, self.undo_refused.emit, error)
        self._submit(lambda work: history.undo(work, outcome), land)

    def _on_names_shown(self, record_id: str) -> None:
        self._submit(lambda work: show_names(work, record_id), self._on_settled)

    def _on_settled(self, _value: object, error: BaseException | None) -> None:
        if error is not None:
            raise error

    # ── Closing ──────────────────────────────────────────────────────────────────────────────────────────

    @property
    def is_open(self) -> bool:
        """True until `close`."""
        return self._open

    def close(self) -> None:
        """Keep all drafts, close the vault, and show nobody what is still under way."""
        if not self._open:
            return
        self.closed.emit()
        self._open = False
        self._long_thread.stop()
        self._vault_thread.close(self._vault.close, CLOSING_SECONDS)

    # ── On the threads ───────────────────────────────────────────────────────────────────────────────────

    def _submit(self, action: Callable[[Work], object], land: Land) -> None:
        def task() -> object:
            with self._vault.work() as work:
                self.today = work.today
                self._follow_law(work)
                return action(work)
        if self._open:
            self._vault_thread.submit(task, self._while_open(land))

    def _follow_law(self, work: Work) -> None:
        """Take other law that came into force; the signal reaches the window in its own thread."""
        found = lands(work, self.tools.law) if self._law_is_new else self.lands
        self._law_is_new = False
        if work.pack is not self.pack or found != self.lands:
            self.pack, self.lands = work.pack, found
            self.law_changed.emit()

    def _while_open(self, land: Land) -> Land:
        def landed(value: object, error: BaseException | None) -> None:
            if self._open:
                land(value, error)
        return landed

    def _teller(self, work: LongWork, owner: QObject, progress: Callable[[int, int], object]) -> Progress:
        def tell(done: int, total: int) -> None:
            work.check()
            self._told.emit((owner, progress), done, total)
        return tell

    def _work_on(self, thread: Worker, fn: Callable[..., T], args: tuple[Any, ...], owner: QObject,
                 done: Callable[[T], object], refused: Refused | None,
                 progress: Callable[[int, int], object] | None) -> LongWork:
        work = LongWork()

        def task() -> T:
            work.check()
            if progress is None:
                return fn(*args)
            return fn(*args, progress=self._teller(work, owner, progress))

        def land(value: object, error: BaseException | None) -> None:
            if error is not None:
                self._refuse(owner, refused, error)
            elif self._is_there(owner):
                done(value)  # type: ignore[arg-type]
        if self._open:
            thread.submit(task, self._while_open(land))
        return work

    def _on_told(self, whom: tuple[QObject, Callable[[int, int], object]], done: int, total: int) -> None:
        owner, progress = whom
        if self._open and self._is_there(owner):
            progress(done, total)

    # ── Landing ──────────────────────────────────────────────────────────────────────────────────────────

    def _tell(self, outcome: Outcome) -> None:
        if outcome.touches(Profile):
            self.profile = outcome.the(Profile)
        if outcome.name.startswith("law."):
            self._law_is_new = True
            self._submit(lambda _work: None, self._on_settled)  # the next look at the vault brings it here
        self.changed.emit(outcome)

    def _refuse(self, owner: QObject, refused: Refused | None, error: BaseException | None) -> None:
        if error is None:
            raise TypeError("a service returned no Outcome")
        if not isinstance(error, StreetLawError) or (refused is None and self._is_there(owner)):
            raise error
        if refused is not None and self._is_there(owner):
            refused(error)

    def _is_there(self, owner: QObject) -> bool:
        return self._open and isValid(owner)
