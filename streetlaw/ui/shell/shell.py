"""The shell: the frame around the pages, and everything that holds on every page."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.trail import warning
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui.clocks.watch import ClockWatch
from streetlaw.ui.desk import Desk
from streetlaw.ui.keys import bind, bind_menu
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route
from streetlaw.ui.sections import existing, first, rail
from streetlaw.ui.shell import commands
from streetlaw.ui.shell.appearance import Appearance
from streetlaw.ui.shell.chrome import Chrome
from streetlaw.ui.shell.commands import Key
from streetlaw.ui.shell.idle import IdleClock
from streetlaw.ui.shell.key_watch import KeyWatch
from streetlaw.ui.shell.names_question import NamesQuestion
from streetlaw.ui.shell.panic import PANIC_KEYS
from streetlaw.ui.shell.quick import QuickCapture
from streetlaw.ui.shell.route_keys import RouteKeys
from streetlaw.ui.shell.shortcuts import ShortcutSheet
from streetlaw.ui.shell.standing import Standing, standing
from streetlaw.ui.tokens import ToneName
from streetlaw.ui.tour.walk import Walk

ESCAPE, ESCAPE_TWICE = "Esc", "Esc Esc"
"""Not bound as shortcuts: Qt would then keep the key from `InputWatch`, which hides everything."""

COUNT_PAUSE_MS = 300
"""After a change the bars are read again once nothing changed for that long."""


class Shell(QWidget):
    """What stands in the window while the vault is open."""

    lock_wanted = Signal()
    language_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.navigator = Navigator(desk, self)
        self.idle = IdleClock(self)
        self.key_watch = KeyWatch(desk, self)
        self.clock_watch = ClockWatch(desk, self)
        self.appearance = Appearance(desk, self.navigator, self)
        self.quick = QuickCapture(desk, self.navigator, self.idle, self)
        self.route_keys = RouteKeys(desk, self.navigator, self.quick, self)
        self._reading = QTimer(self, singleShot=True, interval=COUNT_PAUSE_MS)
        self._shown_page: Page | None = None
        self.walk = Walk(self.navigator, self)
        self._keys = self._global_keys()
        self._roles = desk.profile.roles
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.chrome = self._make_chrome()
        self._bind_keys()
        self._connect()

    def begin(self) -> None:
        """Show the section the window was left in today, else the first, and read what the bars say."""
        self.idle.start()
        self._read_standing()
        self.key_watch.read()
        self.clock_watch.read()
        sections = [place.key for place in rail(self._roles)]
        left = self.desk.look.first_section(self.desk.today.isoformat())
        if sections:
            self.navigator.go(Route(left if left in sections else first(self._roles)))
        if (found := warning(self.desk.tools.safe.log)) is not None:
            self.banner(sentence(found), "danger")
        if self.desk.invented:
            QTimer.singleShot(0, self, self.show_around)

    @property
    def section(self) -> str:
        """The section in view; "" on a page below one: what was half written there waits on Today."""
        place = existing().get(self.navigator.route.place)
        return place.key if place is not None and place.in_rail else ""

    def banner(self, text: str, tone: ToneName = "warning") -> None:
        """Show a sentence over the page."""
        self.chrome.banner(text, tone)

    def note_use(self) -> None:
        """Somebody is there: the time to the lock begins anew."""
        self.idle.note_use()

    def set_language(self, language: str) -> None:
        """Speak another language."""
        self.appearance.set_language(language)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Escape, when nothing on the page wanted it."""
        if event.key() == Qt.Key.Key_Escape:
            if self.walk.end() is None:
                self.navigator.back()
        else:
            super().keyPressEvent(event)

    def undo(self) -> None:
        """Take back the last step on the page in view, else the last thing stored."""
        page = self.navigator.page
        if page is None or not page.take_back():
            self.desk.undo()

    def open_palette(self) -> None:
        """Show the palette over the page."""
        entries = commands.entries(self._keys, self.navigator, self._roles)
        self.chrome.palette_panel.open(entries, QApplication.focusWidget())

    def toggle_names(self) -> None:
        """Show the names of the list in view, or hide them; asks for the passphrase when it was long ago."""
        names = self.desk.names
        if not names.all_hidden or not names.passphrase_is_old:
            names.toggle()
        else:
            self.chrome.top.show_names(hidden=True)  # a checkable button has turned already
            NamesQuestion(self.desk, self).open()

    def show_keys(self) -> None:
        """Show which keys do what."""
        sheet = ShortcutSheet(commands.lines_here(self.navigator),
                              commands.lines_everywhere(self._keys, self._roles),
                              commands.lines_of_sections(self._roles), self)
        sheet.tour_wanted.connect(self.show_around)
        sheet.open()

    def show_around(self, at: int = 0) -> None:
        """Lead through the window; a walk under way begins anew."""
        self.walk.begin(self.chrome, at)

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _make_chrome(self) -> Chrome:
        chrome = Chrome(self.desk)
        chrome.rail.wanted.connect(self._on_section)
        chrome.top.find_wanted.connect(self.open_palette)
        chrome.top.names_toggled.connect(self.toggle_names)
        chrome.top.language_chosen.connect(self.appearance.set_language)
        chrome.top.lock_wanted.connect(self.lock_wanted)
        chrome.top.parent_wanted.connect(self._on_route)
        chrome.palette_panel.route_chosen.connect(self._on_route)
        chrome.toast.undone.connect(self.desk.undo)
        chrome.top.show_names(hidden=self.desk.names.all_hidden)
        if chrome.invented is not None:
            chrome.invented.acted.connect(self.lock_wanted)
        self._room.addWidget(chrome)
        return chrome

    def _connect(self) -> None:
        self.quick.lock_wanted.connect(self.lock_wanted)
        self.navigator.built.connect(self._on_built)
        self.navigator.shown.connect(self._on_shown)
        self.navigator.emptied.connect(self._on_emptied)
        self.navigator.toasted.connect(self._on_toasted)
        self.appearance.language_chosen.connect(self.language_chosen)
        self.navigator.lock_wanted.connect(self.lock_wanted)
        self.key_watch.escrow_told.connect(self._on_escrow_told)
        self.key_watch.refused.connect(self._on_undo_refused)
        self.key_watch.panic.warned.connect(self._on_panic_warned)
        self.key_watch.erased.connect(self.lock_wanted)
        self.clock_watch.passed.connect(self._on_clock_passed)
        self.desk.changed.connect(self._on_changed)
        self.desk.law_changed.connect(self.navigator.rebuild)
        self.desk.undone.connect(self._on_undone)
        self.desk.undo_refused.connect(self._on_undo_refused)
        self.desk.names.changed.connect(self._on_names_changed)
        self.idle.ticked.connect(self._on_ticked)
        cast(QApplication, QApplication.instance()).applicationStateChanged.connect(self._on_state)
        self.idle.expired.connect(self.lock_wanted)
        self._reading.timeout.connect(self._read_standing)

    def _global_keys(self) -> list[Key]:
        return [
            Key(N_("Find or do anything"), "Ctrl+K", self.open_palette),
            Key(N_("Lock now"), "Ctrl+L", self.lock_wanted.emit, "lock-key"),
            Key(N_("Show or hide names"), "Ctrl+H", self.toggle_names, "eye-slash"),
            Key(N_("Undo"), "Ctrl+Z", self.undo, "arrow-counter-clockwise"),
            Key(N_("Redo"), "Ctrl+Shift+Z", self.desk.redo, "arrow-clockwise"),
            Key(N_("Next language"), "Ctrl+Shift+L", self.appearance.next_language, "globe", True),
            Key(N_("Larger text"), "Ctrl++", self.appearance.larger, "text-aa", True),
            Key(N_("Smaller text"), "Ctrl+-", self.appearance.smaller, "text-aa", True),
            Key(N_("Next pane"), "F6", self._on_next_pane),
            Key(N_("Previous pane"), "Shift+F6", self._on_previous_pane),
            Key(N_("Back"), ESCAPE, self.navigator.back, "arrow-left", True),
            Key(N_("Hide everything"), ESCAPE_TWICE, self.lock_wanted.emit, "lock-key", True),
            Key(N_("Keyboard"), "F1", self.show_keys, "keyboard"),
            Key(N_("Show me around"), "", self.show_around, "map-trifold"),
        ]

    def _bind_keys(self) -> None:
        bind_menu(self)
        for key in self._keys:
            if key.keys not in ("", ESCAPE, ESCAPE_TWICE):
                bind(key.keys, key.act, self)

    # ── Slots ────────────────────────────────────────────────────────────────────────────────────────────

    def _on_built(self, page: Page) -> None:
        self.chrome.add(page)

    def _on_shown(self, page: Page) -> None:
        if page is not self._shown_page:
            self.desk.names.leave_list()
        self._shown_page = page
        self.chrome.show_page(page)

    def _on_emptied(self) -> None:
        """The pages are forgotten: they go with the frame they stood in."""
        before, said = self.chrome, self.chrome.banner_text()
        at = self.walk.end()
        self._room.removeWidget(before)
        before.hide()
        before.deleteLater()
        self.chrome = self._make_chrome()
        if said:
            self.chrome.banner(said)
        if at is not None:
            QTimer.singleShot(0, self, partial(self.show_around, at))
        self._read_standing()
        self.key_watch.read()

    def _on_section(self, key: str) -> None:
        self.navigator.go(Route(key))

    def _on_route(self, route: Route) -> None:
        if self.navigator.can_go(route):
            self.navigator.go(route)

    def _on_next_pane(self) -> None:
        self.chrome.next_pane(1)

    def _on_previous_pane(self) -> None:
        self.chrome.next_pane(-1)

    def _on_toasted(self, text: str, undo: bool) -> None:
        self.chrome.say(text, undo=undo)

    def _on_changed(self, _outcome: Outcome) -> None:
        self._reading.start()
        if self._roles != (roles := self.desk.profile.roles):
            self._roles = roles
            self.navigator.rebuild()

    def _on_undone(self, _outcome: Outcome) -> None:
        self.chrome.say(_("Undone"))

    def _on_undo_refused(self, error: StreetLawError) -> None:
        self.chrome.banner(sentence(error))

    def _on_escrow_told(self, out: bool) -> None:
        self.chrome.status.show_escrow(out)

    def _on_clock_passed(self, text: str) -> None:
        self.banner(text, "danger")

    def _on_panic_warned(self) -> None:
        self.navigator.toast(_("Press {keys} again to erase the keys for ever").format(keys=PANIC_KEYS))

    def _on_names_changed(self) -> None:
        self.chrome.top.show_names(hidden=self.desk.names.all_hidden)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Hide names when another program comes to the front."""
        if state is not Qt.ApplicationState.ApplicationActive:
            self.desk.names.hide_all()

    def _on_ticked(self, seconds: int) -> None:
        self.chrome.status.show_seconds(seconds)

    def _read_standing(self) -> None:
        self.desk.ask(standing, owner=self, done=self._on_standing, latest="standing")

    def _on_standing(self, read: Standing) -> None:
        self.chrome.rail.set_counts(read.counts)
        self.chrome.status.show_backup(read.backups, self.desk.today)
        self.idle.set_minutes(read.lock_minutes)
