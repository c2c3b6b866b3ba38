"""The register of incidents across clients: search as you type, filters, kept views, a preview beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.domain.saved_view import SavedView
from streetlaw.services.listing import IncidentQuery
from streetlaw.translation import gettext as _
from streetlaw.ui.incidents.chosen import IncidentDeeds
from streetlaw.ui.incidents.filters import IncidentFilters
from streetlaw.ui.incidents.model import CASE, CODE, DONE, REGION, STATE, WHEN, IncidentsModel, IncidentSource
from streetlaw.ui.incidents.preview import Glance, IncidentPreview, read_glance
from streetlaw.ui.incidents.reading import read_calendar
from streetlaw.ui.lists.deeds import Deed, add_line
from streetlaw.ui.lists.look import Look
from streetlaw.ui.lists.model import TICK
from streetlaw.ui.lists.page import ListPage
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.route import Route

_LOOK = Look(
    widths={TICK: 36, CODE: 74, WHEN: 124, DONE: None, REGION: 136, STATE: 32, CASE: 176},
    orders={CODE: "code", WHEN: "date"}, falling=frozenset({"date"}), order="date",
    narrow=(REGION, STATE))


class IncidentsPage(ListPage):
    """All incidents, as few as the search and the filters leave. Grounds are not shown here."""

    place = "incidents"

    def make(self) -> None:
        """Make what this list has of its own."""
        self.look = _LOOK
        self.source = IncidentSource()
        self.search = SearchField(_("Find an incident"), name=_("Find an incident"),
                                  note=_("by what was written, code, name"))
        self.filters: IncidentFilters = IncidentFilters(self.desk.pack)
        self.model = IncidentsModel(self.desk, self.source, self)
        self.preview: IncidentPreview = IncidentPreview(self.desk, self.navigator)
        self.preview.menu_wanted.connect(self._on_preview_menu)
        self._deeds = IncidentDeeds(self)
        self.new = Button(_("New incident"), kind="primary", icon="plus")
        self.new.clicked.connect(self._on_new)
        self.empty = EmptyState("warning-octagon", _("No incidents yet"),
                                _("Write down what happened to a person, and see what the law says."),
                                action=_("New incident"))
        self.empty.acted.connect(self._on_new)
        self.nothing = EmptyState("magnifying-glass", _("No incident found"),
                                  _("Check the spelling, or take the filters away."),
                                  action=_("Clear filters"))

    def open(self, route: Route) -> None:
        """Show the register."""
        del route
        self.set_place(_("Incidents"))
        self.begin()
        self.ask(read_calendar, done=self._on_calendar)

    def refresh(self, outcome: Outcome) -> None:
        """Read again when an incident, a client, a case or a file changed; the row stays."""
        if outcome.touches(Incident, Client, Case, Attachment):
            self.follow(outcome)
        if outcome.touches(SavedView):
            self.keeping.read()

    def query(self) -> IncidentQuery:
        """What is asked for now."""
        return self.filters.query(self.search.text(), self.order, backwards=self.backwards,
                                  today=self.desk.today)

    def order_by(self, column: int, *_checked: object) -> None:
        """Order the register by a column: no longer as it was written."""
        self.filters.take(self.filters.choices() | {"written": False})
        super().order_by(column)

    def deeds(self) -> Sequence[Deed]:
        """What can be done with chosen incidents."""
        return self._deeds.all

    def accessible_name(self) -> str:
        """What the table is called."""
        return _("Incidents")

    def show_preview(self, record_id: str) -> None:
        """Show an incident beside the register."""
        if record_id:
            self.ask(read_glance, record_id, done=self._on_glance, latest="preview")
        else:
            self.preview.clear()

    def open_record(self, record_id: str) -> None:
        """Go to the page of an incident."""
        self.navigator.go(Route("incident", record_id))

    def fill_menu(self, menu: QMenu, record_id: str) -> None:
        """What can be done with one incident."""
        add_line(menu, _("Open the incident"), "arrow-square-out", partial(self._go, "incident", record_id))
        line = self.model.line(self.model.row_of(record_id)) if record_id in self.model.ids else None
        if line is not None and self.navigator.can_go(Route("client", line.client_id)):
            add_line(menu, _("Open the person"), "user", partial(self._go, "client", line.client_id))

    def _go(self, place: str, record_id: str, *_checked: object) -> None:
        self.navigator.go(Route(place, record_id))

    def _on_calendar(self, _day_off: bool) -> None:
        """The editor opens faster now."""

    def _on_glance(self, glance: Glance) -> None:
        self.preview.show_glance(glance)

    def _on_preview_menu(self, incident_id: str, place: QPoint) -> None:
        self.choosing.open_menu(incident_id, place)

    def _on_new(self) -> None:
        self.navigator.go(Route("incident"))
