"""Find the system libraries and tools that are missing on this machine, and install them where it may.

Runs on the system's Python before anything is installed, so it uses the standard library only. As root on
Debian or Ubuntu it installs; otherwise it names what is missing in one line to run, and exits with 1. It asks
the loader instead of the package manager: that answer is right on every Linux.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable

QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Libraries that Qt loads even without a screen, and their Debian packages."""

SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""Libraries that Qt loads to show a window."""

TOOLS = {
    "age": "age",
    "dbus-daemon": "dbus-daemon",
    "minisign": "minisign",
    "qpdf": "qpdf",
    "strace": "strace",
    "unzip": "unzip",
    "xauth": "xauth",
    "xvfb-run": "xvfb",
    "zstd": "zstd",
}
"""Programs of others with which the tests open our files, watch what is written, and run the window."""


def missing(purpose: str) -> dict[str, str]:
    """Return what is missing to run the program (``run``) or its tests (``test``): name → Debian package."""
    found: dict[str, str] = {}
    if sys.platform == "linux":
        shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or purpose == "test"
        found |= _lacking(QT | (SCREEN if shown else {}), _loads)
        if purpose == "test":
            found |= _lacking(TOOLS, lambda tool: shutil.which(tool) is not None)
    if not (importlib.util.find_spec("ensurepip") or importlib.util.find_spec("pip")):
        system_python = sys.executable in ("/usr/bin/python3", "/bin/python3")
        name = "python3" if system_python else f"python3.{sys.version_info.minor}"
        found["Python's venv module"] = f"{name}-venv"
    return found


def _lacking(names: dict[str, str], present: Callable[[str], bool]) -> dict[str, str]:
    return {name: package for name, package in names.items() if not present(name)}


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install(packages: list[str]) -> None:
    """Install Debian packages quietly; what apt said is shown only when it fails."""
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run(["apt-get", *command], env=quiet, check=False, text=True, capture_output=True)
        if done.returncode:
            sys.exit(f"apt-get {command[0]} failed:\n{done.stdout}{done.stderr}")


def main() -> None:
    """Leave nothing missing, or say what is."""
    purpose = sys.argv[1]
    lacking = missing(purpose)
    if not lacking:
        return
    packages = sorted(set(lacking.values()))
    if not shutil.which("apt-get"):
        sys.exit(f"StreetLaw needs these, which your system does not have: {', '.join(sorted(lacking))}")
    if os.geteuid() != 0:
        line = f"apt-get update && apt-get install --yes --no-install-recommends {' '.join(packages)}"
        sys.exit(f"Some system packages are missing. Run this, then try again:\n\n  sudo sh -c '{line}'\n")
    install(packages)
    if still := missing(purpose):
        sys.exit(f"Still missing after the installation: {', '.join(sorted(still))}")


if __name__ == "__main__":
    main()
