"""The program with launcher and sessions, and somebody who opens a capture and writes: nothing is saved.

Run as `python -m tests.ui.guard.whole_program VAULT PASSPHRASE_FILE`. Each session says its process id; the
first says "written" once the words stand in the form. Drafts are kept by the lock alone: the pause after
which they would be kept anyway is longer than any test.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from streetlaw import launcher

WORDS = "Каттоо бөлүмүндө төлөм сурашты."
ROUTE = "capture/one"


def main() -> int:
    """Run the program until it is ended from outside."""
    vault, passphrase_file = sys.argv[1:3]
    return launcher.run(["--vault", vault], session, once=["--passphrase-file", passphrase_file])


def session(arguments: Sequence[str]) -> int:
    """One session, in the process the launcher made for it."""
    say(f"session {os.getpid()}")
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QPlainTextEdit

    from streetlaw import session as whole
    from streetlaw.ui import drafts
    from streetlaw.ui.guard.buses import BusTriggers
    from streetlaw.ui.route import Route

    drafts.PAUSE_MS = 10**8
    show = whole.Session._show_desk

    def show_and_write(self: whole.Session, opened: object) -> None:
        show(self, opened)
        assert self.shell is not None
        self.shell.navigator.go(Route.parse(ROUTE))
        QTimer.singleShot(0, self, lambda: write(self))

    def write(self: whole.Session) -> None:
        field = next((box for box in self.window.findChildren(QPlainTextEdit) if box.isVisible()), None)
        triggers = self._guard.triggers if self._guard is not None else None
        if field is None or not isinstance(triggers, BusTriggers) or not triggers.holds_up_sleep:
            QTimer.singleShot(20, self, lambda: write(self))
            return
        field.setPlainText(WORDS)
        say("written")
    whole.Session._show_desk = show_and_write  # type: ignore[method-assign]
    return whole.main(arguments)


def say(line: str) -> None:
    """Tell the test."""
    os.write(1, f"{line}\n".encode())


if __name__ == "__main__":
    sys.exit(main())
