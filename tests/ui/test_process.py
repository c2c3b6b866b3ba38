"""Standard error says places, never what the program was working on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORD = "Tologonova"

FAIL = f"""
import threading
from PySide6.QtCore import qWarning, qDebug
from streetlaw.ui import process
process.say_places_only()
class Broken:
    def __del__(self):
        raise ValueError("{WORD} in a destructor")
def broken():
    raise KeyError("{WORD} in a thread")
Broken()
thread = threading.Thread(target=broken)
thread.start()
thread.join()
qWarning("{WORD} in a warning of Qt")
qDebug("{WORD} in a note of Qt")
"""


def test_no_value_reaches_standard_error() -> None:
    done = subprocess.run([sys.executable, "-c", FAIL], cwd=ROOT, capture_output=True, text=True, check=True)
    assert WORD not in done.stdout + done.stderr
    kinds = [line.split()[0] for line in done.stderr.splitlines()]
    assert kinds == ["ValueError", "KeyError", "QtWarningMsg"]


def test_without_it_values_would_reach_it() -> None:
    plain = FAIL.replace("process.say_places_only()", "")
    done = subprocess.run([sys.executable, "-c", plain], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.count(WORD) >= 3
