"""The walk through the window that may be under way: at most one, and it can be taken up where it stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from streetlaw.ui.navigation import Navigator

if TYPE_CHECKING:
    from streetlaw.ui.shell.chrome import Chrome
    from streetlaw.ui.tour.guide import Guide


class Walk(QObject):
    """Begins and ends the one guide there is."""

    def __init__(self, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._navigator = navigator
        self.guide: Guide | None = None

    def begin(self, chrome: Chrome, at: int = 0) -> None:
        """Lead through the window; a walk under way begins anew."""
        from streetlaw.ui.tour.guide import Guide  # lazy: once or twice in the life of a vault

        self.end()
        self.guide = Guide(chrome, self._navigator, at)
        self.guide.ended.connect(self._on_ended)

    def end(self) -> int | None:
        """End the walk under way and return where it stood; None without one."""
        if self.guide is None:
            return None
        at = self.guide.at
        self.guide.end()
        return at

    def _on_ended(self) -> None:
        self.guide = None
