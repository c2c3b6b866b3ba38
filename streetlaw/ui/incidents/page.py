"""The register of incidents across clients: search as you type, filters, a preview beside it."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.services.listing import IncidentQuery
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import locale
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.filters import IncidentFilters
from streetlaw.ui.incidents.model import CASE, CODE, DONE, REGION, STATE, WHEN, IncidentsModel
from streetlaw.ui.incidents.preview import Glance, IncidentPreview, read_glance
from streetlaw.ui.incidents.reading import read_calendar
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.route import Route

_WIDTHS = {CODE: 84, WHEN: 142, DONE: None, REGION: 144, STATE: 36, CASE: 150}


def _found(work: Work, query: IncidentQuery) -> tuple[Sequence[str], int, float]:
    """The ids of the register, how many incidents there are at all, and the seconds it took."""
    started = time.perf_counter()
    ids = work.incident_ids(query)
    return ids, work.count(Incident), time.perf_counter() - started


class IncidentsPage(Page):
    """All incidents, as few as the search and the filters leave. Grounds are not shown here."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._selected = ""
        self._make_widgets()
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Show the register."""
        del route
        self.set_place(_("Incidents"))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()
        self.ask(read_calendar, done=self._on_calendar)

    def refresh(self, outcome: Outcome) -> None:
        """Read again when an incident, a client, a case or a file changed; the row stays."""
        if outcome.touches(Incident, Client, Case, Attachment):
            self._ask()

    def state(self) -> dict[str, object]:
        """The search, the filters and the row."""
        return {"text": self.search.text(), "filters": self.filters.keys(), "selected": self._selected}

    def restore(self, state: dict[str, object]) -> None:
        """Take up search, filters and row."""
        filters = state.get("filters")
        if isinstance(filters, dict):
            self.filters.take(filters)
        self.search.setText(str(state.get("text", "")))
        self._selected = str(state.get("selected", ""))

    def _make_widgets(self) -> None:
        self.search = SearchField(_("Find an incident"), name=_("Find an incident"),
                                  note=_("by what was written, code, name"))
        self.filters = IncidentFilters(self.desk.pack)
        self.table = TableView(_("Incidents"))
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setProperty("kind", "plain")
        self.model = IncidentsModel(self.desk, self)
        self.table.setModel(self.model)
        self.table.set_widths([_WIDTHS[column] for column in sorted(_WIDTHS)])
        self.preview = IncidentPreview(self.desk, self.navigator)
        self.new = Button(_("New incident"), kind="primary", icon="plus")
        self.empty = EmptyState("warning-octagon", _("No incidents yet"),
                                _("Write down what happened to a person, and see what the law says."),
                                action=_("New incident"))
        self.nothing = EmptyState("magnifying-glass", _("No incident found"),
                                  _("Check the spelling, or take the filters away."),
                                  action=_("Clear filters"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(self.search, 1)
        line.addWidget(self.new)
        self.body.addLayout(line)
        self.body.addWidget(self.filters)
        frame = QFrame()
        frame.setProperty("kind", "card")
        held = QVBoxLayout(frame)
        held.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedLayout()
        for widget in (self.table, self.empty, self.nothing):
            self._stack.addWidget(widget)
        held.addLayout(self._stack)
        self.body.addWidget(frame, 1)
        self.set_inspector(self.preview)

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        self.search.left.connect(self._on_search_left)
        self.search.submitted.connect(self._on_search_left)
        self.filters.changed.connect(self._ask)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.new.clicked.connect(self._on_new)
        self.empty.acted.connect(self._on_new)
        self.nothing.acted.connect(self._on_clear)
        self.add_command(_("Search in this list"), self._on_find, keys="Ctrl+F", icon="magnifying-glass")

    def _ask(self, *_text: str) -> None:
        query = self.filters.query(self.search.text())
        self.ask(_found, query, done=self._on_found, latest="list")

    def _on_found(self, found: tuple[Sequence[str], int, float]) -> None:
        ids, total, seconds = found
        kept = self._selected
        self.model.list_ids(ids)
        self._stack.setCurrentWidget(self.table if ids else self.nothing if total else self.empty)
        write = locale().toString
        self.filters.show_found(_("{found} of {total} · {ms} ms").format(
            found=write(len(ids)), total=write(total), ms=write(max(1, round(seconds * 1000)))))
        if ids:
            self.table.selectRow(max(self.model.row_of(kept), 0))
        else:
            self._show_preview("")

    def _on_calendar(self, _day_off: bool) -> None:
        """The editor opens faster now."""

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._show_preview(self.model.record_id(current.row()))

    def _show_preview(self, incident_id: str) -> None:
        self._selected = incident_id
        if not incident_id:
            self.preview.clear()
        elif self.inspector_shown:
            self.ask(read_glance, incident_id, done=self._on_glance, latest="preview")

    def _on_glance(self, glance: Glance) -> None:
        self.preview.show_glance(glance)

    def _on_opened(self, index: QModelIndex) -> None:
        self.navigator.go(Route("incident", self.model.record_id(index.row())))

    def _on_search_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_new(self) -> None:
        self.navigator.go(Route("incident"))

    def _on_clear(self) -> None:
        self.search.setText("")
        self.filters.clear()
