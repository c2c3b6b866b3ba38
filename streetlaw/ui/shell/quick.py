"""Quick capture in a small window of its own, over whatever is shown; it goes when the vault is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import sections, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.keys import bind, bind_menu
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.focus_ring import FocusRing
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.route import Route
from streetlaw.ui.shell.idle import IdleClock
from streetlaw.ui.tokens import ToneName
from streetlaw.ui.window import TITLE

PLACE = "capture"
KEYS = "Ctrl+Shift+N"
WIDTH, HEIGHT = 560, 630


class _Around(Navigator):
    """What the page in the window takes for the window around it: going elsewhere closes the small one."""

    alone = True
    left = Signal()

    def go(self, route: Route) -> None:
        """Leave: what is shown behind stays."""
        del route
        self.left.emit()

    def back(self) -> None:
        """Leave as well."""
        self.left.emit()

    def replace(self, route: Route) -> None:
        """The page is told under which name its draft is kept."""
        del route


class QuickCapture(QObject):
    """Opens the window, brings it to the front when it is open, and takes it away with the vault."""

    lock_wanted = Signal()

    def __init__(self, desk: Desk, navigator: Navigator, idle: IdleClock, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._navigator, self._idle = desk, navigator, idle
        self.window: QuickWindow | None = None
        desk.closed.connect(self.close)
        navigator.emptied.connect(self._on_emptied)

    def open(self, route: Route | None = None) -> None:
        """Show the window: the capture that was begun in it, or a new one."""
        if self.window is None:
            self.window = window = QuickWindow(self._desk)
            window.around.toasted.connect(self._navigator.toast)
            window.lock_wanted.connect(self.lock_wanted)
            window.closed.connect(self.close)
            self._idle.ticked.connect(window.show_seconds)
            window.begin(route or Route(PLACE))
            window.show_seconds(self._idle.seconds_left())
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def close(self) -> None:
        """Keep the draft, and leave nothing of the window behind."""
        window, self.window = self.window, None
        if window is not None:
            window.keep()
            window.hide()
            window.deleteLater()

    def _on_emptied(self) -> None:
        """The pages are built anew, in another language or size: so is this one, with its draft."""
        if self.window is not None:
            route = Route.parse(self.window.keeper.key)
            self.close()
            self.open(route)


class QuickWindow(QFrame):
    """The page with a head and a foot; without a parent: it stays while the large window is minimised."""

    closed = Signal()
    lock_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle(TITLE)
        self.setProperty("kind", "canvas")
        px = theme.current().px
        self.around = _Around(desk, self)
        self.around.left.connect(self.closed)
        self.page: Page = sections.load(sections.existing()[PLACE])(desk, self.around)
        (self.keeper,) = self.page.findChildren(DraftKeeper)
        self.on_top = IconButton("push-pin", _("Keep this window above the others"), checkable=True)
        self.on_top.toggled.connect(self._on_top)
        self._title, self._badge_room = Text("", "section"), QHBoxLayout()
        self._banner = Banner("", "warning")
        self._banner.hide()
        self._lock = Text("", "caption", ink="text-2")
        self._lay_out()
        self.page.heading_changed.connect(self._on_heading)
        self.page.message_shown.connect(self._on_message)
        self.page.message_cleared.connect(self._banner.hide)
        bind_menu(self)
        bind("Ctrl+L", self.lock_wanted.emit, self)
        bind(KEYS, self.raise_, self)
        FocusRing(self)
        self.resize(px(WIDTH), px(HEIGHT))

    def begin(self, route: Route) -> None:
        """Show a capture."""
        self.page.route = route
        self.page.open(route)

    def keep(self) -> None:
        """Keep what was written."""
        self.keeper.keep()

    def show_seconds(self, seconds: int) -> None:
        """Say when everything locks."""
        self._lock.setText(_("Locks in {time}").format(time=f"{seconds // 60}:{seconds % 60:02d}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape put the window away, with its draft kept."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the draft when the window is closed by its frame."""
        super().closeEvent(event)
        self.closed.emit()

    def _on_top(self, on: bool) -> None:
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint, on)
        self.show()  # a change of flags hides a window

    def _on_heading(self) -> None:
        heading = self.page.heading
        self._title.setText(heading.title)
        if heading.badge is not None:
            self._badge_room.addWidget(heading.badge)

    def _on_message(self, text: str, tone: ToneName) -> None:
        self._banner.show_message(text, tone)
        self._banner.show()

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(4))
        head.setSpacing(px(8))
        head.addWidget(self._title, 1)
        head.addLayout(self._badge_room)
        head.addWidget(self.on_top)
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(16), px(4), px(16), px(4))
        line.setSpacing(px(6))
        for icon, said in (("lock-key", _("Draft is encrypted")),
                           ("eye-slash", _("Esc Esc: hide everything"))):
            line.addWidget(Glyph(icon, "text-2", 14))
            line.addWidget(Elided(said, "caption", ink="text-2"))
        line.addStretch(1)
        line.addWidget(Glyph("timer", "text-2", 14))
        line.addWidget(self._lock)
        column.addLayout(head)
        column.addWidget(self._banner)
        column.addWidget(self.page, 1)
        column.addWidget(Hairline())
        column.addWidget(foot)
