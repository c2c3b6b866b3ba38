"""Somebody at the window: finds things by what they are called, clicks and types, waits for what appears.

A click goes to the window at the middle of the thing, as from a mouse: what is covered, cut off or outside is
not hit, and the test says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QMenu,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from streetlaw.services.ports import Work
from streetlaw.ui.desk import Desk
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.toast import Toast

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)

_REQUIRED = ", required"


class Person:
    """Hands and eyes at one window."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot = qtbot
        self.window = window
        self.scrolls = 0
        """How often something had to be scrolled into view."""

    # ── Seeing ───────────────────────────────────────────────────────────────────────────────────────────

    def texts(self, within: QWidget | None = None) -> list[str]:
        """All that can be read on labels and buttons now."""
        shown = (within or self.window).findChildren(QWidget)
        return [text for widget in shown if widget.isVisible() for text in _texts(widget)]

    def reads(self, part: str, within: QWidget | None = None) -> bool:
        """True when some text on the screen holds this."""
        return any(part in text for text in self.texts(within))

    def sees(self, *parts: str) -> None:
        """Wait until all of this stands on the screen."""
        for part in parts:
            self.waits(partial(self.reads, part), f"“{part}” on the screen", self.texts)

    def sees_not(self, *parts: str) -> None:
        """Wait until none of this stands on the screen."""
        for part in parts:
            self.waits(partial(self._misses, part), f"“{part}” gone", self.texts)

    def waits(self, fact: Callable[[], object], what: str,
              otherwise: Callable[[], object] = str) -> None:
        """Let the window work until something is true."""
        try:
            self._qtbot.waitUntil(lambda: bool(fact()))
        except Exception as error:
            raise AssertionError(f"never came: {what}; instead: {otherwise()}") from error

    def finds(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """Wait for the one thing of a kind with this name or text."""
        found: list[W] = []

        def look() -> bool:
            found[:] = self.all(kind, name, within)
            return bool(found)
        self.waits(look, f"{kind.__name__} “{name}”", self.texts)
        assert len(found) == 1, f"several things are called “{name}”: {found}"
        return found[0]

    def all(self, kind: type[W], name: str, within: QWidget | None = None) -> list[W]:
        """Everything of a kind with this name that is on the screen."""
        return [widget for widget in (within or self.window).findChildren(kind)
                if widget.isVisible() and name in _names(widget)]

    def button_with(self, part: str) -> QAbstractButton:
        """Wait for the one button whose name holds this."""
        found: list[QAbstractButton] = []

        def look() -> bool:
            found[:] = [one for one in self.window.findChildren(QAbstractButton)
                        if one.isVisible() and part in one.accessibleName()]
            return bool(found)
        self.waits(look, f"a button with “{part}”", self.texts)
        return found[0]

    # ── Doing ────────────────────────────────────────────────────────────────────────────────────────────

    def clicks(self, what: str | QWidget, within: QWidget | None = None) -> None:
        """Click a thing, or the button of that name."""
        button = self.finds(QAbstractButton, what, within) if isinstance(what, str) else what
        self.waits(button.isEnabled, f"{_names(button)} can be clicked", self.texts)
        at = button.rect().center()
        if isinstance(button, QCheckBox):  # its words end before its room does
            at.setX(min(at.x(), 12))
        self._click(button, at)

    def clicks_row(self, table: QTableView, row: int) -> None:
        """Click a row of a table."""
        area = table.visualRect(table.model().index(row, 0))
        self._click(table.viewport(), area.center())

    def opens_tab(self, name: str) -> None:
        """Click a tab, whatever count stands behind its name."""
        for bar in self.window.findChildren(QTabBar):
            for at in range(bar.count()):
                if bar.isVisible() and bar.tabText(at).startswith(name):
                    self._click(bar, bar.tabRect(at).center())
                    return
        raise AssertionError(f"no tab “{name}”")

    def picks(self, menu_of: str | QWidget, entry: str) -> None:
        """Open the menu of a button and click an entry."""
        self.clicks(menu_of)
        menus: list[QMenu] = []

        def look() -> bool:
            menus[:] = [one for one in QApplication.topLevelWidgets()
                        if isinstance(one, QMenu) and one.isVisible()]
            return bool(menus)
        self.waits(look, f"the menu of {menu_of}")
        action = next((a for a in menus[0].actions() if a.text() == entry), None)
        assert action is not None, [a.text() for a in menus[0].actions()]
        assert action.isEnabled(), f"“{entry}” cannot be chosen"
        QTest.mouseClick(menus[0], Qt.MouseButton.LeftButton, pos=menus[0].actionGeometry(action).center())

    def writes(self, where: str | QWidget, text: str, within: QWidget | None = None) -> None:
        """Click a field and type, in any script, over what stood there."""
        field = self.field(where, within) if isinstance(where, str) else where
        while (inner := field.focusProxy()) is not None:
            field = inner
        self.waits(field.isEnabled, f"{_names(field)} takes text")
        self._click(field, QPoint(min(20, field.width() // 2), min(12, field.height() // 2)))
        focused = QApplication.focusWidget()
        assert focused is not None, f"the keys go nowhere after a click on {_names(field)}"
        QTest.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        typed(focused, text)

    def clicks_in(self, where: str) -> None:
        """Click into a field."""
        field = self.field(where)
        while (inner := field.focusProxy()) is not None:
            field = inner
        self.waits(field.isEnabled, f"{_names(field)} takes text")
        self._click(field, QPoint(min(20, field.width() // 2), min(12, field.height() // 2)))

    def types(self, text: str) -> None:
        """Type a text where the keys go now."""
        popup = QApplication.activePopupWidget()
        focused = popup.focusWidget() if popup is not None else QApplication.focusWidget()
        assert focused is not None, "the keys go nowhere"
        typed(focused, text)

    def chooses(self, where: str | QWidget, text: str, within: QWidget | None = None) -> None:
        """Choose in a combo box: by typing where it takes text, else by the arrow keys."""
        box = self.field(where, within, QComboBox) if isinstance(where, str) else where
        assert isinstance(box, QComboBox)
        if box.isEditable():
            self.writes(box, text)
            self.presses("Tab")
            assert box.currentText() == text
            return
        self._bring(box)
        box.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() == text:
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
        raise AssertionError(f"“{text}” is not offered: {[box.itemText(n) for n in range(box.count())]}")

    def dialog(self, kind: type[W]) -> W:
        """Wait for a dialog of a kind."""
        found: list[W] = []

        def look() -> bool:
            found[:] = [one for one in QApplication.topLevelWidgets()
                        if isinstance(one, kind) and one.isVisible()]
            return bool(found)
        self.waits(look, f"the dialog {kind.__name__}")
        return found[0]

    def field(self, name: str, within: QWidget | None = None, kind: type[W] | None = None) -> QWidget:
        """The first control below a label or with that accessible name."""
        wanted: type[QWidget] = kind or QWidget
        controls: list[QWidget] = []

        def look() -> bool:
            below = [field.control for field in (within or self.window).findChildren(Field)
                     if field.isVisible() and field._label == name]
            controls[:] = [one for one in below if isinstance(one, wanted)] + self.all(wanted, name, within)
            return bool(controls)
        self.waits(look, f"field “{name}”", self.texts)
        return controls[0]

    def presses(self, *keys: str) -> None:
        """Press keys, "Ctrl+N" or "Tab", wherever the focus is."""
        for key in keys:
            window = QApplication.activeModalWidget() or self.window
            window.activateWindow()  # what a window manager does when a dialog before it closes
            handle = window.windowHandle()
            assert handle is not None
            names = key.split("+")
            mark = Qt.KeyboardModifier.NoModifier
            for name in names[:-1]:
                mark |= {"Ctrl": Qt.KeyboardModifier.ControlModifier, "Alt": Qt.KeyboardModifier.AltModifier,
                         "Shift": Qt.KeyboardModifier.ShiftModifier}[name]
            QTest.keyClick(handle, Qt.Key[f"Key_{names[-1]}"], mark)

    @contextmanager
    def answering(self, verb: str) -> Iterator[None]:
        """Answer the question that what is done inside asks, by this button."""
        answered: list[str] = []

        def look() -> None:
            question = QApplication.activeModalWidget()
            if question is not None and not answered:
                button = next(b for b in question.findChildren(QAbstractButton) if b.text() == verb)
                answered.append(verb)
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        eyes = QTimer(interval=10)
        eyes.timeout.connect(look)
        eyes.start()
        yield
        self.waits(lambda: answered, f"a question with “{verb}”", self.texts)
        eyes.stop()

    # ── Looking behind the screen ────────────────────────────────────────────────────────────────────────

    def asks(self, desk: Desk, query: Callable[..., T], *args: Any) -> T:
        """Read something of the vault, on its own thread."""
        told: list[T] = []
        desk.ask(query, *args, owner=desk, done=told.append)
        self.waits(lambda: told, "an answer of the vault")
        return told[0]

    def settles(self, desk: Desk) -> None:
        """Wait until the vault has done all that was asked of it so far."""
        self.asks(desk, _nothing)

    def _misses(self, part: str) -> bool:
        return not self.reads(part)

    # ── By hand ──────────────────────────────────────────────────────────────────────────────────────────

    def _click(self, widget: QWidget, at: QPoint) -> None:
        self._bring(widget)
        window = widget.window()
        spot = widget.mapTo(window, at)
        handle = window.windowHandle()
        assert handle is not None
        toasts = [toast for toast in window.findChildren(Toast)
                  if _is_in(window.childAt(spot), toast) and not toast.isAncestorOf(widget)]
        for _toast in toasts:
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=spot)
        hit = window.childAt(spot)
        assert _is_in(hit, widget), f"{_names(widget)} is covered by {hit} or outside the window at {spot}"
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=spot)

    def _bring(self, widget: QWidget) -> None:
        """Scroll until the thing is in view."""
        above: QObject | None = widget.parent()
        while above is not None:
            if isinstance(above, QScrollArea) and above.isAncestorOf(widget):
                QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
                before = above.verticalScrollBar().value()
                above.ensureWidgetVisible(widget, 20, 20)
                self.scrolls += above.verticalScrollBar().value() != before
            above = above.parent()


def typed(widget: QWidget, text: str) -> None:
    """Type a text into a widget, letter by letter; `keyClicks` ends the process at the first Cyrillic one."""
    for letter in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_unknown, letter,
                           Qt.KeyboardModifier.NoModifier)


def _is_in(hit: QWidget | None, widget: QWidget) -> bool:
    return hit is not None and (hit is widget or widget.isAncestorOf(hit))


def _names(widget: QWidget) -> set[str]:
    name = widget.accessibleName()
    return {name, name.removesuffix(_REQUIRED), *_texts(widget)} - {""}


def _texts(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif callable(text := getattr(widget, "text", None)):
        said = text()
        if isinstance(said, str):
            yield said


def _nothing(work: Work) -> bool:
    return bool(work.pack)
