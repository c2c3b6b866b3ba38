"""What can be done with a client and their case: by the menu of the head, its buttons, and by keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from streetlaw.domain.record import Outcome
from streetlaw.services.cases import reopen_case
from streetlaw.translation import gettext as _
from streetlaw.ui.calendar_export import CalendarDeed
from streetlaw.ui.cases.copy import CopyDeed
from streetlaw.ui.cases.erase import EraseDeed
from streetlaw.ui.cases.reading import NEW_CASE, Read
from streetlaw.ui.cases.records import legal_aid_check, new_incident, new_referral
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route


class ClientDeeds(QObject):
    """The deeds of the client page, which is their parent; they are about what `show_read` was told."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._read: Read | None = None
        self.menu = QMenu(page)
        self.copy, self.erase, self.calendar = CopyDeed(page), EraseDeed(page), CalendarDeed(page)

    def show_read(self, read: Read | None) -> None:
        """Stand for this client and case; for nobody with None."""
        self._read = read
        self.menu.clear()
        if read is not None:
            self._fill_menu(read)

    def go(self, tab: str, **extra: str) -> None:
        """Show a tab of this client, in the same case unless `extra` names another."""
        route = self._page.route
        kept = {"case": route.extra["case"]} if "case" in route.extra else {}
        self._page.navigator.go(Route("client", route.record_id, tab, kept | extra))

    def add_commands(self) -> None:
        """Offer them by keys and in the palette too."""
        add = self._page.add_command
        add(_("New incident"), self.new_incident, keys="Ctrl+I", icon="warning-octagon")
        add(_("New referral"), self.new_referral, keys="Ctrl+R", icon="path")
        add(_("New note"), self.new_note, icon="note-pencil")
        add(_("Deadlines into a calendar…"), self._on_calendar, icon="calendar")
        add(_("History"), self._on_history, icon="clock-counter-clockwise")
        add(_("Edit the person's data"), self._on_edit, keys="F2", icon="pencil-simple")

    def new_incident(self) -> None:
        """Begin an incident of this client."""
        if self._page.navigator.can_go(Route("incident")):
            self._page.navigator.go(new_incident(self._read))

    def new_referral(self) -> None:
        """Begin a referral."""
        self._page.navigator.go(new_referral(self._read))

    def new_note(self) -> None:
        """Begin a note."""
        self.go("notes", part="note")

    def make_copy(self) -> None:
        """Begin, or go on with, the copy of everything for the person."""
        if self._read is not None:
            self.copy.begin(self._read.file.client)

    def _fill_menu(self, read: Read) -> None:
        case = read.case
        self._offer(_("Edit the person's data"), self._on_edit)
        self._offer(_("Edit the case") if case else _("Open a case"), partial(self.go, "case"))
        self._offer(_("Open another case"), partial(self.go, "case", case=NEW_CASE))
        if case and case.status.is_open:
            self._offer(_("Close the case"), partial(self.go, "case", part="end"))
        elif case:
            self._offer(_("Take the case up again"), self._on_reopen)
        self.menu.addSeparator()
        self._offer(_("Case summary (PDF)"), partial(self.go, "documents", part="summary"))
        self._offer(_("Copy for the person (PDF)"),
                    partial(self.go, "documents", part="summary", recipient="client"))
        self._offer(_("Deadlines into a calendar…"), self._on_calendar)
        if self._page.navigator.can_go(Route("law")):
            self._offer(_("Check the right to legal aid"), self._on_legal_aid)
        self.menu.addSeparator()
        self._offer(_("History"), self._on_history)
        self._offer(_("Copy of everything, for the person…"), self.make_copy)
        self._offer(_("Erase the file…"), self._on_erase)

    def _offer(self, text: str, slot: Callable[..., object]) -> None:
        self.menu.addAction(text).triggered.connect(slot)

    def _on_edit(self) -> None:
        self.go("person")

    def _on_legal_aid(self) -> None:
        self._page.navigator.go(legal_aid_check(self._read))

    def _on_calendar(self) -> None:
        self.calendar.begin(self._page.route.record_id)

    def _on_reopen(self) -> None:
        if self._read is not None and self._read.case is not None:
            self._page.run(reopen_case, self._read.case, done=self._on_reopened)

    def _on_reopened(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("The case is open again"), undo=True)

    def _on_history(self) -> None:
        self._page.navigator.go(Route("history", self._page.route.record_id, extra={"kind": "client"}))

    def _on_erase(self) -> None:
        if self._read is not None:
            self.erase.begin(self._read.file.client)
