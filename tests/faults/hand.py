"""The real program with a hand at its keyboard: `python -m tests.faults.hand --vault FOLDER --key FILE`.

Launcher and session are the program's own. The hand tells on standard output which page stands on the screen
("page", "open") and does what standard input asks: "lock" presses Ctrl+L, "close" closes the window.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from streetlaw import launcher


def main() -> int:
    """Run the program until its window is closed."""
    _, folder, _, key = sys.argv[1:]
    return launcher.run(["--vault", folder], _session, once=["--passphrase-file", key])


def _session(arguments: Sequence[str]) -> int:
    from PySide6.QtCore import QSocketNotifier, Qt, QTimer  # lazy: the launcher never loads Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QLabel

    from streetlaw import session

    class Guided(session.Session):
        """A session that tells which page stands on the screen."""

        _told = ""

        def start(self) -> None:
            super().start()
            self._look = QTimer(self)
            self._look.timeout.connect(self._tell)
            self._look.start(20)
            self._ear = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
            self._ear.activated.connect(self._obey)

        def _tell(self) -> None:
            page = "" if self._passphrase_file and not self._told else "page"
            if self.shell is not None:
                shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
                page = "open" if any("Hearing" in text for text in shown) else ""
            if page not in {"", self._told}:
                self._told = page
                os.write(1, f"{page} {os.getpid()}\n".encode())

        def _obey(self) -> None:
            if os.read(0, 64) == b"lock\n":
                self.window.activateWindow()
                QTest.qWaitForWindowActive(self.window)
                QTest.keyClick(self.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
            else:
                self.window.close()

    session.Session = Guided  # type: ignore[misc]
    return session.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
