"""The program has one window: nothing of a page is ever shown before it stands in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.shell import Shell
from tests.shown import pause


class Watch(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} “{watched.accessibleName()}”")
        return False


@pytest.mark.parametrize("place", [place.key for place in existing().values()
                                   if place.in_rail or place.key in ("capture", "new-client", "import")])
def test_a_page_comes_without_a_flash(shell: Shell, qapp: QApplication, place: str) -> None:
    watch = Watch()
    qapp.installEventFilter(watch)
    shell.navigator.go(Route(place))
    pause(100)
    qapp.removeEventFilter(watch)
    assert watch.seen == []
