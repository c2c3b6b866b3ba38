"""A bus of its own, and services on it that do what logind, UPower and a screen saver do."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
    QDBusVirtualObject,
)

from streetlaw.ui.guard.buses import LOGIN, LOGIN_PATH, MANAGER, POWER, POWER_PATH, PROPERTIES, SESSION

_BELOW = QDBusConnection.VirtualObjectRegisterOption.SubPath

OWN_SESSION = "/org/freedesktop/login1/session/_32"
OTHER_SESSION = "/org/freedesktop/login1/session/_7"


@contextmanager
def a_bus() -> Iterator[str]:
    """The address of a bus nobody else is on; skips where there is no dbus-daemon."""
    daemon = shutil.which("dbus-daemon")
    if daemon is None:
        pytest.skip("dbus-daemon is not here: what the buses say was not tried")
    command = [daemon, "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            yield address
        finally:
            process.terminate()


class FakeServices(QDBusVirtualObject):
    """Answers as logind and UPower answer; `held` is our end of the locks on sleep it gave out."""

    def __init__(self, address: str, *, lid: bool = True) -> None:
        super().__init__()
        self.bus = QDBusConnection.connectToBus(address, f"fake {id(self)}")
        self.calls: list[str] = []
        self.lid_closed = False
        self._has_lid = lid
        self.held, self._given = os.pipe()
        os.set_blocking(self.held, False)
        for path in (LOGIN_PATH, POWER_PATH):
            assert self.bus.registerVirtualObject(path, self, _BELOW)
        for name in (LOGIN, POWER):
            assert self.bus.registerService(name)

    def introspect(self, _path: str) -> str:
        """Nobody asks."""
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        """Answer a call."""
        method = message.member()
        self.calls.append(" ".join([method, *map(str, message.arguments())]))
        if method == "Inhibit":
            self._answer(connection, message, QDBusUnixFileDescriptor(self._given))
            os.close(self._given)
        elif method == "GetSession":
            self._answer(connection, message, QDBusObjectPath(OWN_SESSION))
        elif method == "Get" and message.path() == POWER_PATH and self._has_lid:
            self._answer(connection, message, QDBusVariant(self.lid_closed))
        else:
            connection.send(message.createErrorReply("org.freedesktop.DBus.Error.UnknownProperty", ""))
        return True

    def sleep(self, *, begins: bool = True) -> None:
        """Say that the computer goes to sleep, or wakes."""
        self._signal(LOGIN_PATH, MANAGER, "PrepareForSleep", [begins])

    def lock_session(self, session: str = OWN_SESSION) -> None:
        """Say that a session is to be locked."""
        self._signal(session, SESSION, "Lock", [])

    def start_screen_saver(self, name: str, *, active: bool = True) -> None:
        """Say that a screen saver covers the screen."""
        self._signal("/" + name.replace(".", "/"), name, "ActiveChanged", [active])

    def move_lid(self, *, closed: bool) -> None:
        """Close or open the lid."""
        self.lid_closed = closed
        self._signal(POWER_PATH, PROPERTIES, "PropertiesChanged", [POWER, {"LidIsClosed": closed}, ["x"]])

    def is_held_up(self) -> bool:
        """True while somebody holds the lock on sleep."""
        try:
            return os.read(self.held, 1) != b""
        except BlockingIOError:
            return True

    def close(self) -> None:
        """Leave the bus."""
        QDBusConnection.disconnectFromBus(self.bus.name())
        os.close(self.held)

    def _answer(self, connection: QDBusConnection, call: QDBusMessage, value: object) -> None:
        reply = call.createReply()
        reply.setArguments([value])
        connection.send(reply)

    def _signal(self, path: str, interface: str, name: str, values: list[object]) -> None:
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(values)
        assert self.bus.send(message)
