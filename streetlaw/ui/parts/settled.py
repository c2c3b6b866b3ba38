"""Places before pictures: what was added to a page is where it belongs in the very next frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget


def show_at_once(widget: QWidget) -> None:
    """Show what was added to a layout that is in view: Qt would do so only when it comes round to it."""
    above = widget.parentWidget()
    if above is not None and above.isVisible() and not widget.testAttribute(
            Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        widget.show()


def settle() -> None:
    """Give every widget its place now: until then rows that were added stand on top of each other."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
