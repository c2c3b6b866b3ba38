"""The real program with a hand at its keyboard: `python -m tests.faults.hand --vault FOLDER --key FILE`.

Launcher and session are the program's own. The hand tells on standard output which page stands on the screen
("page", "open") and does what standard input asks: "write …" begins a note and types ("written"), "lock"
presses Ctrl+L, "close" closes the window.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from streetlaw import launcher


def main() -> int:
    """Run the program until its window is closed."""
    _, folder, _, key = sys.argv[1:]
    return launcher.run(["--vault", folder], _session, once=["--passphrase-file", key])


def _session(arguments: Sequence[str]) -> int:
    from streetlaw import session  # lazy: the launcher never loads Qt
    from tests.faults.guided import Guided

    session.Session = Guided  # type: ignore[misc]
    return session.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
