"""The client list: search as you type, filters, kept views, chosen people, a preview beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.saved_view import SavedView
from streetlaw.services.listing import ClientQuery
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui.clients.chosen import ClientDeeds
from streetlaw.ui.clients.filters import ClientFilters
from streetlaw.ui.clients.model import (
    CODE,
    CONTACT,
    DUE,
    NAME,
    REGION,
    RISK,
    STATUS,
    ClientsModel,
    ClientSource,
)
from streetlaw.ui.clients.preview import ClientPreview, Glance, read_glance
from streetlaw.ui.lists.deeds import Deed, add_line
from streetlaw.ui.lists.look import Look
from streetlaw.ui.lists.model import TICK
from streetlaw.ui.lists.page import ListPage
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.route import Route

_LOOK = Look(
    widths={TICK: 36, CODE: 70, NAME: None, RISK: 32, STATUS: 152, DUE: 164, REGION: 126, CONTACT: 92},
    orders={CODE: "code", DUE: "due", REGION: "region", CONTACT: "recent"}, falling=frozenset({"recent"}),
    order="recent", narrow=(REGION, CONTACT))


def _attorneys(work: Work) -> Sequence[TrustedPerson]:
    """The people who supervise cases."""
    known = {person.id: person for person in work.list(TrustedPerson)}
    return [person for id, person in known.items() if work.find(Case, supervisor_id=id) is not None]


class ClientsPage(ListPage):
    """All clients, as few as the search and the filters leave."""

    place = "clients"

    def make(self) -> None:
        """Make what this list has of its own."""
        self.look = _LOOK
        self.source = ClientSource()
        self.search = SearchField(_("Find a client"), name=_("Find a client"),
                                  note=_("by code, name, phone, note"))
        self.filters: ClientFilters = ClientFilters(self.desk.pack)
        self.model = ClientsModel(self.desk, self.source, self)
        self.preview: ClientPreview = ClientPreview(self.desk, self.navigator)
        self.preview.menu_wanted.connect(self._on_preview_menu)
        self.desk.names.changed.connect(self._on_names_changed)
        self._deeds = ClientDeeds(self)
        self.table_import = IconButton("table", _("Take over a table of clients"))
        self.table_import.clicked.connect(self._on_import)
        self.new = Button(_("New client"), kind="primary", icon="user-plus")
        self.new.clicked.connect(self._on_new)
        if not self.navigator.can_go(Route("new-client")):
            self.new.hide()
        self.empty = EmptyState("users", _("No clients yet"),
                                _("Begin with an intake: a name or only a code."), action=_("New client"))
        self.empty.acted.connect(self._on_new)
        self.nothing = EmptyState("magnifying-glass", _("Nobody found"),
                                  _("Check the spelling, or look among closed cases too."),
                                  action=_("Clear filters"))

    def open(self, route: Route) -> None:
        """Show the list."""
        del route
        self.set_place(_("Clients"))
        self.begin()
        self.ask(_attorneys, done=self.filters.show_attorneys, latest="attorneys")
        self._on_names_changed()

    def refresh(self, outcome: Outcome) -> None:
        """Read again when a client, a case, a consent or a deadline changed; the row stays."""
        if outcome.touches(Client, Case, Consent, Deadline):
            self.follow(outcome)
        if outcome.touches(Case, TrustedPerson):
            self.ask(_attorneys, done=self.filters.show_attorneys, latest="attorneys")
        if outcome.touches(SavedView):
            self.keeping.read()

    def query(self) -> ClientQuery:
        """What is asked for now."""
        return self.filters.query(self.search.text(), self.order, backwards=self.backwards)

    def deeds(self) -> Sequence[Deed]:
        """What can be done with chosen people."""
        return self._deeds.all

    def accessible_name(self) -> str:
        """What the table is called."""
        return _("Clients")

    def top_line(self) -> Sequence[QWidget]:
        """The way to take over a table stands beside the search too."""
        return (self.table_import, self.new)

    def show_preview(self, record_id: str) -> None:
        """Show a client beside the list."""
        if record_id:
            self.ask(read_glance, record_id, done=self._on_glance, latest="preview")
        else:
            self.preview.clear()

    def open_record(self, record_id: str) -> None:
        """Go to the page of a client."""
        self.navigator.go(Route("client", record_id))

    def fill_menu(self, menu: QMenu, record_id: str) -> None:
        """What can be done with one client."""
        theirs = {"client": record_id}
        for text, sign, route in (
                (_("Open"), "arrow-square-out", Route("client", record_id)),
                (_("Edit the person"), "pencil-simple", Route("client", record_id, "person")),
                (_("Refer"), "path", Route("referral", extra=theirs)),
                (_("New incident"), "warning-octagon", Route("incident", extra=theirs)),
                (_("Consents"), "check-circle", Route("client", record_id, "consents"))):
            if self.navigator.can_go(route):
                add_line(menu, text, sign, partial(self._go, route))
        line = self.model.line(self.model.row_of(record_id)) if record_id in self.model.ids else None
        if line is not None:
            add_line(menu, _("Copy the code"), "copy", partial(_copy, line.code))

    def _on_glance(self, glance: Glance) -> None:
        self.preview.show_glance(glance)

    def _on_preview_menu(self, client_id: str, place: QPoint) -> None:
        self.choosing.open_menu(client_id, place)

    def _on_names_changed(self) -> None:
        self.table.header.show_signs({NAME: "eye-slash" if self.desk.names.all_hidden else "eye"})

    def _go(self, route: Route, *_checked: object) -> None:
        self.navigator.go(route)

    def _on_new(self) -> None:
        self.navigator.go(Route("new-client"))

    def _on_import(self) -> None:
        self.navigator.go(Route("import"))


def _copy(code: str, *_checked: object) -> None:
    QGuiApplication.clipboard().setText(code)
