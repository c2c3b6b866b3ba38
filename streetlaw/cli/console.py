"""What a command says: lines for people, or one JSON object for programs."""

from __future__ import annotations

import getpass
import json
import sys
import time
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.hidden_signs import visible
from streetlaw.translation import gettext as _
from streetlaw.ui.messages import place, sentence
from streetlaw.ui.plain_files import first_line

REFUSED = 1


class Console:
    """Standard output and standard error of one command.

    With `as_json` people's lines go nowhere and `result` prints one object `{"ok": true, …}`;
    a refusal prints `{"ok": false, "code": …, "facts": …, "message": …}`. `ok` is true exactly when the
    command's exit status is 0.
    """

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json
        self._progress_shown = False

    def say(self, text: str) -> None:
        """A line for people."""
        self._end_progress()
        if not self._as_json:
            print(visible(text), flush=True)

    def warn(self, warning: StreetLawError) -> None:
        """A warning for people, on standard error; the command goes on."""
        self._end_progress()
        print(visible(f"{sentence(warning)} [{warning.code}]"), file=sys.stderr)

    def result(self, facts: dict[str, object], *, ok: bool = True) -> int:
        """The machine-readable result, not `ok` when something was found wanting; returns the exit status."""
        if self._as_json:
            _print_object({"ok": ok, **facts})
        return 0 if ok else REFUSED

    def refuse(self, refusal: StreetLawError, **more: object) -> int:
        """Say why it was refused; returns the exit status."""
        self._end_progress()
        if self._as_json:
            _print_object({"ok": False, "code": refusal.code, "facts": refusal.facts,
                           "message": sentence(refusal), **more})
        else:
            print(visible(f"{sentence(refusal)} [{refusal.code}]"), file=sys.stderr)
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
        return first_line(source)
    try:
        given = _asked(twice=twice) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
        given.encode()  # what is no text stands in it as lone surrogates
    except UnicodeError:
        raise StreetLawError("passphrase.unreadable") from None
    if not given:
        raise StreetLawError("passphrase.empty")
    return given


def _asked(*, twice: bool) -> str:
    """What was typed at the prompts; nothing when the terminal ended instead."""
    try:
        given = getpass.getpass(_("Passphrase: "))
        again = getpass.getpass(_("Passphrase again: ")) if twice else given
    except EOFError:
        return ""
    if again != given:
        raise StreetLawError("passphrase.differs")
    return given


def on_bug(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Say where the program failed, and nothing of what it was working on: values would end in logs."""
    print(_("Something in the program failed. What was saved before is safe. Tell whoever looks after this "
            "program: {place}").format(place=place(kind, trace)), file=sys.stderr)


def _print_object(facts: Mapping[str, object]) -> None:
    """One line of JSON: dates and times as ISO 8601; escaped where the output knows fewer letters than we."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    print(json.dumps(facts, ensure_ascii=not unicode, default=_plain), flush=True)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
