"""What keeps other programs out of this one: its memory, and the signs of sleep and of a locked screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from streetlaw.domain.finding import Finding, act, fine, know
from streetlaw.machine import memory
from streetlaw.machine.computer import Computer


def readers(computer: Computer) -> Finding:
    """Whether other programs of the same person are kept out of the memory of this process."""
    if computer.platform == "win32":
        return know("memory.windows")
    return fine("memory.closed") if memory.is_closed() in (True, None) else act("memory.open")


def tracing(computer: Computer) -> Finding | None:
    """What Linux lets one program of a person do to another; None on other systems."""
    if computer.platform != "linux":
        return None
    scope = computer.read("proc/sys/kernel/yama/ptrace_scope")
    return fine("tracing.limited") if scope in ("1", "2", "3") else know("tracing.open")


def dumps(computer: Computer) -> Finding:
    """Whether a crash could leave the memory of this process on the disk."""
    if sys.platform == "win32" or computer.platform == "win32":
        return know("dumps.windows")
    import resource  # lazy: not on Windows

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    return fine("dumps.off") if most == 0 or memory.is_closed() else act("dumps.on")


def locking(computer: Computer) -> Finding:
    """Whether this system says when it sleeps, locks its screen, or its lid is closed."""
    if computer.platform == "win32":
        return fine("locking.all")
    if computer.platform == "darwin":
        return know("locking.mac")
    if computer.platform != "linux":
        return know("locking.none")
    system = _has_bus("DBUS_SYSTEM_BUS_ADDRESS", "run/dbus/system_bus_socket", computer)
    login = system and computer.has("run/systemd/seats")
    runtime = computer.environment.get("XDG_RUNTIME_DIR", "").lstrip("/")
    session = _has_bus("DBUS_SESSION_BUS_ADDRESS", f"{runtime}/bus" if runtime else "", computer)
    if login:
        return fine("locking.all") if session else fine("locking.login")
    return know("locking.screen") if session else know("locking.none")


def _has_bus(variable: str, socket: str, computer: Computer) -> bool:
    return bool(computer.environment.get(variable)) or bool(socket and computer.has(socket))


def pictures(computer: Computer) -> Finding:
    """Whether pictures of the screen leave the window out."""
    excluded = computer.platform in ("win32", "darwin")
    return fine("pictures.excluded") if excluded else know("pictures.possible")


def findings(computer: Computer) -> Iterator[Finding]:
    """All of it."""
    yield readers(computer)
    limits = tracing(computer)
    if limits is not None:
        yield limits
    yield dumps(computer)
    yield locking(computer)
    yield pictures(computer)
