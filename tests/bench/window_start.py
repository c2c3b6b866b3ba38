"""From the start of the process to the first picture: the unlock page against a window with one label."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measuring import Line

ROOT = Path(__file__).parent.parent.parent

OURS = """
import sys
from streetlaw import __main__ as entry

def watched(arguments):
    from streetlaw import session
    start = session.Session.start
    def started(self):
        self.window.painted.connect(told)
        start(self)
    session.Session.start = started
    return session.main(arguments)

def told():
    import os, time
    os.write(1, str(time.monotonic_ns()).encode())
    os._exit(0)

entry._session = watched
sys.exit(entry.main(["--vault", sys.argv[1]]))
"""
"""The program as it is started every day; it tells when its window says that it was painted."""

FLOOR = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

class Bare(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)

def told():
    os.write(1, str(time.monotonic_ns()).encode())
    os._exit(0)

application = QApplication([])
label = Bare("Open a folder")
label.resize(1366, 738)
label.show()
application.exec()
"""


def measure(vault: Path, *, runs: int) -> Iterator[Line]:
    """One line without a screen, and one under Xvfb where there is one."""
    with tempfile.TemporaryDirectory() as home:
        own = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        yield _line("offscreen", vault, {**own, "QT_QPA_PLATFORM": "offscreen"}, runs)
        if shutil.which("Xvfb"):
            with _screen() as display:
                yield _line("Xvfb", vault, {**own, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}, runs)


def _line(screen: str, vault: Path, environment: dict[str, str], runs: int) -> Line:
    def once(program: str, *arguments: str) -> float:
        begun = time.monotonic_ns()
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=True,
            timeout=60,
        )
        return (int(done.stdout) - begun) / 1e9

    for _ in range(2):  # the disk's cache, and the compiled modules
        once(OURS, str(vault)), once(FLOOR)
    pairs = [(once(OURS, str(vault)), once(FLOOR)) for _ in range(runs)]
    ours, floor = zip(*pairs, strict=True)
    return Line(
        name=f"window start, {screen}", floor_name="bare window with a label", ours=ours, floor=floor, aim=1.5
    )


@contextmanager
def _screen() -> Iterator[str]:
    """A display of our own."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()
