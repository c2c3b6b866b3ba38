"""Dropping files onto a page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.ui.evidence.dropping import FileDrop

COPY = Qt.DropAction.CopyAction
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def dragged(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def drop(widget: QWidget, data: QMimeData) -> bool:
    enter = QDragEnterEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEY)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEY))
    return True


def test_local_files_can_be_dropped_and_nothing_else(look: None, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 300)
    page.show()
    got: list[list[Path]] = []
    target = FileDrop(page, page, "Drop the files")
    target.dropped.connect(got.append)
    assert drop(page, dragged("file:///tmp/a.jpg", "file:///tmp/б.mp3", "https://example.org/c"))
    assert got == [[Path("/tmp/a.jpg"), Path("/tmp/б.mp3")]]
    assert not drop(page, dragged("https://example.org/c"))
    text = QMimeData()
    text.setText("words")
    assert not drop(page, text)
    target.enabled = False
    assert not drop(page, dragged("file:///tmp/a.jpg"))
    assert len(got) == 1
