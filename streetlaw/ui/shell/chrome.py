"""The frame around the pages, as widgets: made anew when the language changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtCore import QLocale, QPoint, QSize, Qt, QTime, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import reading_order, theme
from streetlaw.ui.dates import locale
from streetlaw.ui.desk import Desk
from streetlaw.ui.page import GUTTER, Page
from streetlaw.ui.parts.announce import announce
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.toast import REACH, Toast
from streetlaw.ui.sections import existing
from streetlaw.ui.shell.palette import Palette
from streetlaw.ui.shell.rail import Rail
from streetlaw.ui.shell.statusbar import StatusBar
from streetlaw.ui.shell.text_undo import TextUndo
from streetlaw.ui.shell.topbar import TopBar
from streetlaw.ui.tokens import ToneName

RAIL_FROM = 1180
"""Logical px of window width below which the rail shows icons alone."""

_BANNER_TOP = 12


class Chrome(QWidget):
    """Rail, top bar, a banner when there is something to say, pages, status bar; palette and toast above."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rail, self.top, self.status = Rail(desk.profile.roles), TopBar(), StatusBar()
        self.stack = QStackedWidget()
        self._page_left: QWidget | None = None
        self._place_left = QPoint()
        """Where the focus was last on a page, here."""
        self._told_place = False
        self._banner = Banner("")
        self._again: Callable[[], object] | None = None
        self._banner.acted.connect(self._on_again)
        self.invented = _invented_banner() if desk.invented else None
        """Says, where all people are invented, that nothing is kept."""
        self._banner_room = _padded(self._banner)
        self._toast_room = QWidget()
        """Keeps the page from under a toast."""
        self._lay_out()
        self.palette_panel = Palette(desk, self)
        self.toast = Toast(self)
        self.toast.dismissed.connect(self._toast_room.hide)
        self._text_undo = TextUndo(self)
        cast(QApplication, QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    def add(self, page: Page) -> None:
        """Give a new page room, and follow what it says of itself."""
        self.stack.addWidget(page)
        page.heading_changed.connect(self._on_page_said)
        page.top_actions_changed.connect(self._on_page_said)
        page.message_shown.connect(self._on_message)
        page.message_cleared.connect(self.clear_banner)
        page.retry_offered.connect(self._on_retry_offered)

    def show_page(self, page: Page) -> None:
        """Show a page, and where it is."""
        place = existing()[page.route.place]
        if page is not self.stack.currentWidget() or not self._told_place:
            self._told_place = True
            announce(self.top, page.heading.title)
        self.stack.setCurrentWidget(page)
        self.rail.light(place.section)
        self._show_heading(page)
        self.palette_panel.hide()
        self._keep_focus()

    def say(self, text: str, *, undo: bool = False) -> None:
        """Say what was done, in a toast; the status bar keeps it in view."""
        self.toast.left, self.toast.right = self.rail.width(), self.status.at_right
        self._toast_room.show()
        self.toast.show_message(text, undo=undo)
        self.status.show_last(text, locale().toString(QTime.currentTime(), QLocale.FormatType.ShortFormat))

    def banner(self, text: str, tone: ToneName = "warning") -> None:
        """Show a sentence over the page."""
        self._banner.show_message(text, tone)
        self._offer_again(None)
        self._banner_room.show()
        announce(self._banner, text, urgent=tone == "danger")

    def banner_text(self) -> str:
        """The sentence over the page; "" when there is none."""
        return "" if self._banner_room.isHidden() else self._banner.text()

    def clear_banner(self) -> None:
        """Take the sentence away."""
        self._banner_room.hide()

    def panes(self) -> Iterator[QWidget]:
        """The panes F6 goes through, in reading order."""
        yield self.rail
        page = self.stack.currentWidget()
        if isinstance(page, Page):
            for pane in (page.side, page.middle, page.inspector):
                if pane is not None and pane.isVisible():
                    yield pane
        yield self.top
        if self.toast.isVisible():
            yield self.toast

    def next_pane(self, step: int) -> None:
        """Move the focus to the first control of the pane `step` further."""
        panes = list(self.panes())
        focused = QApplication.focusWidget()
        here = next((n for n, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), 0)
        for far in range(1, len(panes) + 1):
            found = reading_order.stops(panes[(here + step * far) % len(panes)])
            if found:
                reading_order.go(found[0], Qt.FocusReason.TabFocusReason)
                return

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab follow the order of reading, on every page; what vanishes leaves the focus near by."""
        focused, page = QApplication.focusWidget(), self.stack.currentWidget()
        if focused is None or page is None or focused.isVisible() or not page.isAncestorOf(focused):
            return reading_order.step(self, focused, forward=forward)
        return self._go_near(page)

    def minimumSizeHint(self) -> QSize:
        """Let the window become narrower than what it holds now: less is shown then."""
        return QSize(0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Have a focus from the start, also when built anew."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._keep_focus)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page what a narrow window has: the rail collapses first."""
        super().resizeEvent(event)
        width = round(self.width() / theme.current().px(100) * 100)
        self.rail.set_narrow(width < RAIL_FROM)
        self.top.set_width(width)
        self.status.set_width(width)
        self.palette_panel.place()

    def _lay_out(self) -> None:
        self._banner_room.hide()
        self._toast_room.setFixedHeight(theme.current().px(REACH))
        self._toast_room.hide()
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.top)
        if self.invented is not None:
            column.addWidget(_padded(self.invented))
        column.addWidget(self._banner_room)
        column.addWidget(self.stack, 1)
        column.addWidget(self._toast_room)
        column.addWidget(self.status)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        across.addWidget(self.rail)
        across.addLayout(column, 1)

    def _keep_focus(self) -> None:
        """Give the focus to the page when what had it is gone: without one, keys would go nowhere."""
        page = self.stack.currentWidget()
        if page is not None and self.isActiveWindow() and QApplication.focusWidget() is None:
            if page is self._page_left and self._go_near(page):
                return
            found = reading_order.stops(page) or reading_order.stops(self)
            if found:
                found[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_near(self, page: QWidget) -> bool:
        """Give the focus to what is nearest to where it was last; False where nothing takes it."""
        near = reading_order.nearest(page, self.mapToGlobal(self._place_left))
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)
        return near is not None

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        page = self.stack.currentWidget()
        if new is None:
            QTimer.singleShot(0, self, self._keep_focus)
        elif page is not None and page.isAncestorOf(new):
            self._page_left, self._place_left = page, new.mapTo(self, new.rect().center())

    def _show_heading(self, page: Page) -> None:
        self.top.show_heading(page.heading)
        self.top.show_actions(page.top_actions, grounds_visible=page.grounds_visible)

    def _on_page_said(self) -> None:
        page = self.sender()
        if isinstance(page, Page) and page is self.stack.currentWidget():
            self._show_heading(page)

    def _offer_again(self, again: Callable[[], object] | None, code: str = "") -> None:
        self._again = again
        note = _("Code for whoever helps you: {code}").format(code=code) if again else ""
        self._banner.offer(_("Try again") if again else "", note)

    def _on_retry_offered(self, code: str, again: Callable[[], object]) -> None:
        if not self._banner_room.isHidden():
            self._offer_again(again, code)

    def _on_again(self) -> None:
        again = self._again
        self.clear_banner()
        if again is not None:
            again()

    def _on_message(self, text: str, tone: ToneName) -> None:
        self.banner(text, tone)


def _padded(widget: QWidget) -> QWidget:
    """Room around a banner, as the page has it."""
    room, px = QWidget(), theme.current().px
    column = QVBoxLayout(room)
    column.setContentsMargins(px(GUTTER), px(_BANNER_TOP), px(GUTTER), 0)
    column.addWidget(widget)
    return room


def _invented_banner() -> Banner:
    return Banner(_("Invented people: try anything, nothing is kept."), "accent", icon="users",
                  action=_("Leave"))
