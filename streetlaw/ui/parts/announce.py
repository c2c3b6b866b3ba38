"""Saying aloud what appears where the focus is not: screen readers hear it as an announcement."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QWidget

deliver: Callable[[QAccessibleEvent], None] = QAccessible.updateAccessibility
"""Hands an event to the screen reader; tests put their own in its place."""

_POLITE = QAccessible.AnnouncementPoliteness.Polite
_ASSERTIVE = QAccessible.AnnouncementPoliteness.Assertive


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Say a text on behalf of a widget: after what is being said now, or at once when it is urgent.

    Like a toast it may be overheard: never a name, never what is masked.
    """
    if not text:
        return
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(_ASSERTIVE if urgent else _POLITE)
    deliver(event)
