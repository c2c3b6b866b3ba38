"""Starts the session process and watches it: locking ends that process, and a fresh one is started.

No Qt and no secrets here: whatever a session knew is gone with its process. Only the standard library, and
little of it: somebody waits for the window.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence

LOCKED = 75
"""A session ends with this status when it locked itself: start again (EX_TEMPFAIL of sysexits.h)."""

AFTER_CRASH = "--after-crash"
"""Told to a session whose predecessor broke off."""

CRASHES = 3
"""So many sessions in a row may break off; then the launcher gives up."""

FORKS: bool = sys.platform == "linux"
"""A forked session starts sooner than a new interpreter; elsewhere window systems do not bear it."""

Session = Callable[[Sequence[str]], int]


def run(arguments: Sequence[str], session: Session, *, once: Sequence[str] = ()) -> int:
    """Run sessions until one is closed by the person, and return the exit status.

    What is told `once` is told to the first session alone: it shall not open again what was locked.
    """
    harden()
    watch = _Watch()
    crashes = 0
    while True:
        note = [AFTER_CRASH] if crashes else []
        status = watch.run([*arguments, *once, *note], session)
        once = ()
        if watch.stopped or status == 0:
            return 0
        crashes = 0 if status == LOCKED else crashes + 1
        if crashes == CRASHES:
            return 1


def harden() -> None:
    """Let only their owner read the files of this process and its children, and let none dump its memory."""
    os.umask(0o077)
    if sys.platform != "win32":
        import resource  # lazy: not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Watch:
    """Runs one session at a time and passes on what asks the program to end."""

    def __init__(self) -> None:
        self.stopped = False
        self._child = 0
        names = ("SIGINT", "SIGTERM", "SIGHUP")
        self._signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
        for number in self._signals:
            signal.signal(number, self._on_signal)

    def run(self, arguments: Sequence[str], session: Session) -> int:
        """Run a session to its end and return its exit status (negative: ended by that signal)."""
        if FORKS:
            return self._run_forked(arguments, session)
        return self._run_started(arguments)

    def _run_forked(self, arguments: Sequence[str], session: Session) -> int:
        self._child = os.fork()
        if self._child == 0:
            self._become(arguments, session)
        _, status = os.waitpid(self._child, 0)
        self._child = 0
        return os.waitstatus_to_exitcode(status)

    def _become(self, arguments: Sequence[str], session: Session) -> None:
        for number in self._signals:
            signal.signal(number, signal.SIG_DFL)
        status = 1
        try:
            status = session(arguments)
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _run_started(self, arguments: Sequence[str]) -> int:
        import subprocess  # lazy: slow to load, and not needed on Linux

        module = [] if getattr(sys, "frozen", False) else ["-m", "streetlaw"]
        with subprocess.Popen([sys.executable, *module, "--session", *arguments]) as process:
            self._child = process.pid
            status = process.wait()
        self._child = 0
        return status

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.stopped = True
        if self._child:
            os.kill(self._child, signal.SIGTERM)
