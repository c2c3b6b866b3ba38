"""On every screen, in every language, at three sizes: nothing overlaps, is cut off, or lies outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from streetlaw.translation import LANGUAGES
from streetlaw.ui import theme
from streetlaw.ui.page import Page
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.text import Elided
from streetlaw.ui.parts.toast import Toast
from streetlaw.ui.shell import shortcuts
from streetlaw.ui.shell.chrome import Chrome
from streetlaw.ui.shell.palette import Palette
from streetlaw.ui.window import Window
from tests import shown
from tests.ui.accessible_tree import badly_named
from tests.ui.every_screen import look_at_all, look_at_questions

SIZES = ((1366, 768), (1093, 582), (683, 384))
"""The laptop of the field, as it is, at 125 % and at 200 %."""

TASKBAR = 40
"""Logical px of the screen that are never the program's."""

_ABOVE = (FocusRing, Toast, Palette)
_PRESSED = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
_WHOLE = (QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLineEdit)
"""What lays out its own inside."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_its_place(qapp: QApplication, demo_vaults: Mapping[str, Path],
                                  language: str) -> None:
    assert look_at_all(qapp, demo_vaults, flaws, language=language, sizes=SIZES) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("width", "height", "zoom"), [(1366, 768, 100), (683, 384, 100), (1366, 768, 200)])
def test_every_question_has_its_place(qapp: QApplication, demo_vaults: Mapping[str, Path], language: str,
                                      width: int, height: int, zoom: int,
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    room = QSize(width, height - TASKBAR - theme.Theme(zoom=zoom).px(48))
    for module in (dialog, shortcuts):
        monkeypatch.setattr(module, "room_of", lambda _asked: room)

    def check(question: QWidget) -> list[str]:
        return [*flaws_in(question), *badly_named(question), *_beyond(question, room)]

    found = look_at_questions(qapp, demo_vaults, check, language=language, size=(width, height - TASKBAR),
                              zoom=zoom)
    assert found == []


def _beyond(question: QWidget, room: QSize) -> Iterator[str]:
    """What of a question is not on the screen, or does not come there with the focus."""
    assert isinstance(question, dialog.TallDialog)
    question.resize(question.minimumSize())
    shown.pause(0)
    if question.width() > room.width() or question.height() > room.height():
        yield f"is {question.width()}x{question.height()} on {room.width()}x{room.height()}"
    area = question.findChild(QScrollArea)
    assert area is not None
    for widget in shown.visible(question):
        if isinstance(widget, QPushButton) and not area.isAncestorOf(widget):
            yield from (f"{_name(widget)} is not in view" for _ in (1,) if not _in_view(widget, question))
        elif area.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            if not _in_view(widget, area.viewport()):
                yield f"{_name(widget)} has the focus and is not in view"


def _in_view(widget: QWidget, room: QWidget) -> bool:
    at = QRect(widget.mapTo(room, QPoint(0, 0)), widget.size())
    return (at & room.rect()).height() >= min(at.height(), room.height() // 2)


def flaws(_screen: shown.Screen, _page: Page, window: Window) -> list[str]:
    """Everything on a screen that is not in its place."""
    return [*flaws_in(window), *_covered(window)]


def flaws_in(root: QWidget) -> list[str]:
    """Everything in a window that is not in its place."""
    found: list[str] = []
    for widget in shown.visible(root):
        found += _overlaps(widget)
        found += _outside(widget)
        found += _cut(widget)
        found += _too_wide(widget)
        found += _restless(widget)
    return found


def _covered(window: Window) -> Iterator[str]:
    """What there is to press under a toast."""
    chrome = window.findChild(Chrome)
    if chrome is None:
        return
    chrome.say("4172-K: " + "x" * 60, undo=True)
    shown.pause(0)
    toast = QRect(chrome.toast.mapTo(window, QPoint(0, 0)), chrome.toast.size())
    for widget in shown.visible(window):
        seen = widget.visibleRegion().boundingRect()
        at = QRect(widget.mapTo(window, seen.topLeft()), seen.size()) & toast
        if isinstance(widget, _PRESSED) and at.height() > 1 and not chrome.toast.isAncestorOf(widget):
            yield f"a toast covers {_name(widget)} by {at.width()}x{at.height()}"
    chrome.toast.dismiss()


def _overlaps(parent: QWidget) -> Iterator[str]:
    """Two children of one parent that lie on each other."""
    if isinstance(parent, _WHOLE):
        return
    children = [child for child in _children(parent) if not isinstance(child, _ABOVE)]
    for one, other in combinations(children, 2):
        both = one.geometry() & other.geometry()
        if both.width() > 1 and both.height() > 1:
            yield f"{_name(one)} and {_name(other)} overlap by {both.width()}x{both.height()}"


def _outside(widget: QWidget) -> Iterator[str]:
    """A child that is not wholly inside its parent, unless that scrolls."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or isinstance(widget, _ABOVE) or _scrolls(parent):
        return
    room, own = parent.rect().adjusted(-1, -1, 1, 1), widget.geometry()
    if not room.contains(own):
        yield f"{_name(widget)} {_box(own)} is not inside {_name(parent)} {_box(parent.rect())}"


def _too_wide(area: QWidget) -> Iterator[str]:
    """What scrolls up and down alone, and is wider than it can show."""
    inner = area.widget() if isinstance(area, QScrollArea) else None
    if not isinstance(area, QScrollArea) or inner is None:
        return
    held, room = inner.width(), area.viewport().width()
    if held > room and not area.horizontalScrollBar().isVisible():
        yield f"{_name(area)} shows {room} of {held} px across"


def _restless(widget: QWidget) -> Iterator[str]:
    """A paper as wide as its view, whose bar may go: at some height it comes and goes for ever."""
    if isinstance(widget, QPdfView) and widget.zoomMode() is QPdfView.ZoomMode.FitToWidth \
            and widget.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOn:
        yield f"{_name(widget)} may show and hide its bar without end"


def _cut(widget: QWidget) -> Iterator[str]:
    """A text with less room than it needs, that does not say so by an ellipsis and a tooltip."""
    if isinstance(widget, Elided) or not _text(widget):
        return
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.heightForWidth(widget.width())
        if widget.height() < needed:
            yield f"{_name(widget)} is {widget.height()} high and needs {needed}"
        return
    needs, has = widget.sizeHint(), widget.size()
    if has.width() < needs.width() or has.height() < needs.height():
        yield f"{_name(widget)} has {has.width()}x{has.height()} and needs {needs.width()}x{needs.height()}"


def _children(parent: QWidget) -> list[QWidget]:
    return [child for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()]


def _scrolls(parent: QWidget) -> bool:
    above = parent.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is parent


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QPushButton | QRadioButton | QCheckBox | Badge):
        return widget.text()
    return ""


def _name(widget: QWidget) -> str:
    said = _text(widget) or widget.accessibleName()
    parent = widget.parentWidget()
    above = f" in {type(parent).__name__}" if parent is not None else ""
    return f"{type(widget).__name__} “{said[:40]}”{above}"


def _box(rect: QRect) -> str:
    return f"({rect.x()}, {rect.y()}, {rect.width()}x{rect.height()})"
