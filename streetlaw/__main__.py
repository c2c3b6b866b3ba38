"""The program's entry: without arguments the window, with arguments a command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the window (`[--vault FOLDER]`) or a command, and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--session"]:
        status = _session(arguments[1:])
        sys.stderr.flush()
        os._exit(status)  # at once: a locked session keeps nothing in memory while threads wind up
    if arguments[:1] in ([], ["--vault"]):
        # Lazy: the commands need no launcher, and the launcher no commands.
        from streetlaw import launcher

        return launcher.run(arguments, _session)
    from streetlaw import cli  # lazy: see above

    return cli.main(arguments)


def _session(arguments: Sequence[str]) -> int:
    from streetlaw import session  # lazy: the launcher never loads Qt

    return session.main(arguments)


if __name__ == "__main__":
    sys.exit(main())
