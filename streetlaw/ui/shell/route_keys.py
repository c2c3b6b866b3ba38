"""The keys that lead somewhere: to the sections of the rail, and to what can be begun from anywhere."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from streetlaw.ui.desk import Desk
from streetlaw.ui.keys import bind
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.route import Route
from streetlaw.ui.sections import COMMANDS, existing, rail
from streetlaw.ui.shell import quick


class RouteKeys(QObject):
    """Heard on every page; a key of a section that the roles do not need does nothing."""

    def __init__(self, desk: Desk, navigator: Navigator, capture: quick.QuickCapture,
                 window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._navigator, self._capture = desk, navigator, capture
        routes = {place.keys: Route(place.key) for place in existing().values() if place.in_rail}
        routes |= {command.keys: command.route for command in COMMANDS
                   if command.keys and navigator.can_go(command.route)}
        for keys, route in routes.items():
            bind(keys, self._on_pressed, window).setObjectName(str(route))

    def _on_pressed(self) -> None:
        route = Route.parse(self.sender().objectName())
        needed = {place.key for place in rail(self._desk.profile.roles)}
        if existing()[route.place].section not in needed:
            return
        if route.place == quick.PLACE:
            self._capture.open()
        else:
            self._navigator.go(route)
