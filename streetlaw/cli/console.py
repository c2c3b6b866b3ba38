"""What a command says: lines for people, or one JSON object for programs."""

from __future__ import annotations

import getpass
import json
import sys
import time
from pathlib import Path

from streetlaw.domain.errors import StreetLawError
from streetlaw.translation import gettext as _
from streetlaw.ui.messages import sentence

REFUSED = 1


class Console:
    """Standard output and standard error of one command.

    With `as_json` people's lines go nowhere and `result` prints one object `{"ok": true, …}`;
    a refusal prints `{"ok": false, "code": …, "facts": …, "message": …}`.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json
        self._progress_shown = False

    def say(self, text: str) -> None:
        """A line for people."""
        self._end_progress()
        if not self._as_json:
            print(text, flush=True)

    def warn(self, warning: StreetLawError) -> None:
        """A warning for people, on standard error; the command goes on."""
        self._end_progress()
        print(f"{sentence(warning)} [{warning.code}]", file=sys.stderr)

    def result(self, facts: dict[str, object]) -> None:
        """The machine-readable result."""
        if self._as_json:
            print(json.dumps({"ok": True, **facts}, ensure_ascii=False, default=str))

    def refuse(self, refusal: StreetLawError, **more: object) -> int:
        """Say why it was refused; returns the exit status."""
        self._end_progress()
        if self._as_json:
            print(json.dumps({"ok": False, "code": refusal.code, "facts": refusal.facts,
                              "message": sentence(refusal), **more}, ensure_ascii=False, default=str))
        else:
            print(f"{sentence(refusal)} [{refusal.code}]", file=sys.stderr)
        return REFUSED

    def progress(self, label: str) -> Ticker:
        """A progress line on standard error, shown only to a terminal."""
        return Ticker(self, label)

    def draw(self, text: str) -> None:
        """Redraw the progress line."""
        if sys.stderr.isatty() and not self._as_json:
            print(f"\r{text}\x1b[K", end="", file=sys.stderr, flush=True)
            self._progress_shown = True

    def _end_progress(self) -> None:
        if self._progress_shown:
            print(file=sys.stderr)
            self._progress_shown = False


class Ticker:
    """Progress of one long step, redrawn at most ten times a second."""

    def __init__(self, console: Console, label: str) -> None:
        self._console = console
        self._label = label
        self._last = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        now = time.monotonic()
        if now - self._last >= 0.1 or done >= total:
            self._last = now
            self._console.draw(f"{self._label} {done * 100 // max(total, 1)} %")


def passphrase(source: Path | None, *, twice: bool = False) -> str:
    """A passphrase from a file (first line), from standard input when it is no terminal, or a prompt.

    Never from the command line, where other programs could read it. Raises `passphrase.unreadable`,
    `passphrase.empty`, `passphrase.differs`.
    """
    if source is not None:
        try:
            text = source.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            raise StreetLawError("passphrase.unreadable", file=source.name) from None
        given = text[0] if text else ""
    elif not sys.stdin.isatty():
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = getpass.getpass(_("Passphrase: "))
        if twice and getpass.getpass(_("Passphrase again: ")) != given:
            raise StreetLawError("passphrase.differs")
    if not given:
        raise StreetLawError("passphrase.empty")
    return given
