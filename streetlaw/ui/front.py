"""The window comes to the front when the program is started once more (`streetlaw.single`)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from streetlaw import single


class FrontWatch(QObject):
    """Watches the person's data folder for the call of a second start; dies with its window."""

    def __init__(self, window: QWidget, folder: Path) -> None:
        super().__init__(window)
        self._window = window
        self._folder = folder
        single.is_called(folder)  # a call of before is answered: the window is there
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._on_changed)

    def _on_changed(self) -> None:
        if not single.is_called(self._folder):
            return
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        QApplication.alert(window)  # where no program may push itself forward, its place in the bar asks
