"""When to lock, on Linux: both D-Bus buses tell of sleep, of a locked session and of the lid.

The sleep of the computer is held up (for logind's five seconds at most) by a lock of logind that is given
back when this process ends: by then all drafts are in the vault and the vault is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVariant,
)

LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
MANAGER = "org.freedesktop.login1.Manager"
SESSION = "org.freedesktop.login1.Session"
POWER, POWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
PROPERTIES = "org.freedesktop.DBus.Properties"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
                 "org.mate.ScreenSaver", "org.xfce.ScreenSaver")

HELD_UP = "shutdown:sleep"
NAME = "Desk"
"""Stands in logind's list for every user of the computer to read."""

K = TypeVar("K")
V = TypeVar("V")

_WATCHED = {(LOGIN_PATH, MANAGER, "LidClosed"), (POWER_PATH, POWER, "LidIsClosed")}


class BusTriggers(QObject):
    """Emits `lock_wanted`; without a bus, or without those services on it, it stays silent."""

    lock_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._system, self._session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        self._own_session = ""
        self._lid_closed: bool | None = None
        self._held: QDBusUnixFileDescriptor | None = None
        if self._system.isConnected():
            self._watch_login()
            self._watch_lid()
        if self._session.isConnected():
            for name in SCREEN_SAVERS:
                self._session.connect("", "", name, "ActiveChanged", self, _slot("on_begun"))

    @property
    def holds_up_sleep(self) -> bool:
        """True while the computer waits for us before it sleeps."""
        return self._held is not None

    def _watch_login(self) -> None:
        for name in ("PrepareForSleep", "PrepareForShutdown"):
            self._system.connect(LOGIN, LOGIN_PATH, MANAGER, name, self, _slot("on_begun"))
        self._system.connect(LOGIN, "", SESSION, "Lock", self, _slot("on_session_locked"))
        self._ask(LOGIN, LOGIN_PATH, MANAGER, "Inhibit", [HELD_UP, NAME, NAME, "delay"],
                  _slot("on_held_up"))
        self._ask(LOGIN, LOGIN_PATH, MANAGER, "GetSession", ["auto"], _slot("on_own_session"))

    def _watch_lid(self) -> None:
        for service, path in ((LOGIN, LOGIN_PATH), (POWER, POWER_PATH)):
            self._system.connect(service, path, PROPERTIES, "PropertiesChanged", self,
                                 _slot("on_changed"))
        self._ask_lid()

    def _ask_lid(self) -> None:
        """Ask the lid's state; UPower's answer comes last and counts when there is one."""
        for path, interface, name in sorted(_WATCHED):
            service = LOGIN if interface == MANAGER else POWER
            self._ask(service, path, PROPERTIES, "Get", [interface, name], _slot("on_lid"))

    def _ask(self, service: str, path: str, interface: str, method: str, values: list[str],
             answer: bytes) -> None:
        message = QDBusMessage.createMethodCall(service, path, interface, method)
        message.setArguments(values)
        message.setAutoStartService(False)
        self._system.callWithCallback(message, self, answer, _slot("on_refused", "QDBusError,QDBusMessage"))

    # ── What the buses say ───────────────────────────────────────────────────────────────────────────────

    @Slot(QDBusMessage)
    def on_begun(self, message: QDBusMessage) -> None:
        """Lock when sleep, the end of the computer's day or the screen saver begins."""
        if message.arguments() == [True]:
            self.lock_wanted.emit()

    @Slot(QDBusMessage)
    def on_session_locked(self, message: QDBusMessage) -> None:
        """Lock with our own session; when nobody knows which one that is, with any."""
        if self._own_session in ("", message.path()):
            self.lock_wanted.emit()

    @Slot(QDBusMessage)
    def on_changed(self, message: QDBusMessage) -> None:
        """Look at the lid when something changed that may be the lid."""
        if message.arguments()[:1] in ([MANAGER], [POWER]):
            self._ask_lid()

    @Slot(QDBusMessage)
    def on_lid(self, message: QDBusMessage) -> None:
        """Lock when the lid was open and is closed; one that is always closed stands under a desk."""
        closed = _first(message, QDBusVariant, QDBusVariant.variant)
        if closed is True and self._lid_closed is False:
            self.lock_wanted.emit()
        if isinstance(closed, bool):
            self._lid_closed = closed

    @Slot(QDBusMessage)
    def on_held_up(self, message: QDBusMessage) -> None:
        """Keep the lock on sleep until this process ends."""
        self._held = _first(message, QDBusUnixFileDescriptor, QDBusUnixFileDescriptor)

    @Slot(QDBusMessage)
    def on_own_session(self, message: QDBusMessage) -> None:
        """Know which session is ours."""
        self._own_session = _first(message, QDBusObjectPath, QDBusObjectPath.path) or ""

    @Slot(QDBusError, QDBusMessage)
    def on_refused(self, _error: QDBusError, _message: QDBusMessage) -> None:
        """Do without a service that is not there."""


def _slot(name: str, kinds: str = "QDBusMessage") -> bytes:
    return cast(bytes, SLOT(f"{name}({kinds})"))  # a str: what is typed as bytes refuses bytes


def _first(message: QDBusMessage, kind: type[K], read: Callable[[K], V]) -> V | None:
    values = message.arguments()
    return read(values[0]) if values and isinstance(values[0], kind) else None
