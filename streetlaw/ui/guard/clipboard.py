"""What is copied out of the window goes away again: after a quarter of a minute, and at the lock.

It is marked as a secret for the programs that keep a history of copies: KDE, and Windows with its cloud.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

KEPT_MS = 15_000

MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
}
"""Formats beside the text, and what must stand in them."""

_MARK = next(iter(MARKS))


class CopyKeeper(QObject):
    """Marks every copy made in this program, and takes it back unless something else was copied since."""

    def __init__(self, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._modes = [mode for mode, there in (
            (QClipboard.Mode.Clipboard, True), (QClipboard.Mode.Selection, clipboard.supportsSelection()),
        ) if there]
        self.pause = QTimer(self, singleShot=True, interval=KEPT_MS)
        self.pause.timeout.connect(self.clear)
        clipboard.changed.connect(self._on_changed)

    def clear(self) -> None:
        """Take back what was copied here; what others copied stays."""
        self.pause.stop()
        for mode in self._modes:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if mode not in self._modes or not self._is_ours(mode):
            return
        data = cast("QMimeData | None", self._clipboard.mimeData(mode))
        if data is None or not data.formats():
            return
        self.pause.start()
        if mode is QClipboard.Mode.Clipboard and not data.hasFormat(_MARK):
            self._clipboard.setMimeData(marked(data), mode)


def marked(data: QMimeData) -> QMimeData:
    """The text of a copy (or, where there is none, all its formats) with the marks of a secret."""
    copy = QMimeData()
    if data.hasText():
        copy.setText(data.text())
    else:
        for name in data.formats():
            copy.setData(name, data.data(name))
    for name, value in MARKS.items():
        copy.setData(name, value)
    return copy
