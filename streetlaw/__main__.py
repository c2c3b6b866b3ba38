"""The program's entry: without arguments the window, with arguments a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window (`[--vault FOLDER]`) or a command, and return the exit status.

    Without arguments there is one program for each person: a second one shows the window of the first.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--session"]:
        status = _session(arguments[1:])
        sys.stderr.flush()
        os._exit(status)  # at once: a locked session keeps nothing in memory while threads wind up
    from streetlaw import launcher  # lazy: a session that was started by a launcher needs none

    if arguments[:1] in ([], ["--vault"]):
        return launcher.run(arguments, _session) if arguments or _is_first() else 0
    launcher.harden()
    from streetlaw import cli  # lazy: who waits for the window needs no commands
    from streetlaw.machine import memory

    memory.refuse_readers()

    return cli.main(arguments, open_window=_open_window)


def _is_first() -> bool:
    """True when no other window of this person is there; otherwise that one was called."""
    from streetlaw import single  # lazy: who gives a vault gets a window beside the other one

    folder = single.data_folder()
    if single.is_first(folder):
        return True
    single.call_to_front(folder)
    return False


def _open_window(vault: os.PathLike[str], passphrase_file: os.PathLike[str]) -> int:
    """Open the window on a vault, unlocked the first time."""
    from streetlaw import launcher  # lazy: see above

    key = ["--passphrase-file", os.fspath(passphrase_file)]
    return launcher.run(["--vault", os.fspath(vault)], _session, once=key)


def _session(arguments: Sequence[str]) -> int:
    import gc  # lazy: for sessions alone

    gc.disable()  # until there is something to see; then `ui.collector` takes over
    from streetlaw import session  # lazy: the launcher never loads Qt

    return session.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
