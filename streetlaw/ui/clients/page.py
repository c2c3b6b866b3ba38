"""The client list: search as you type, filters, a preview beside it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.record import Outcome
from streetlaw.services.cases import ClientFile, client_file
from streetlaw.services.listing import ClientQuery
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.clients.filters import FilterBar
from streetlaw.ui.clients.model import CODE, CONTACT, DUE, NAME, REGION, RISK, STATUS, ClientsModel
from streetlaw.ui.clients.preview import ClientPreview
from streetlaw.ui.dates import locale
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.route import Route

_WIDTHS = {CODE: 92, NAME: None, RISK: 40, STATUS: 168, DUE: 146, REGION: 172, CONTACT: 92}


def _found(work: Work, query: ClientQuery, total: int | None) -> tuple[Sequence[str], int, float]:
    """The ids of the list, how many clients there are at all (unless known), and the seconds it took."""
    started = time.perf_counter()
    ids = work.client_ids(query)
    taken = time.perf_counter() - started
    return ids, work.count(Client, merged_into="") if total is None else total, taken


class ClientsPage(Page):
    """All clients, as few as the search and the filters leave."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._selected = ""
        self._total: int | None = None
        self._make_widgets()
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Show the list."""
        del route
        self.set_place(_("Clients"))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Read again when a client, a case or a deadline changed; the row stays."""
        if outcome.touches(Client, Case, Deadline):
            self._total = None
            self._ask()

    def state(self) -> dict[str, object]:
        """The search, the filters and the row."""
        return {"query": asdict(self.filters.query(self.search.text())), "selected": self._selected}

    def restore(self, state: dict[str, object]) -> None:
        """Take up search, filters and row."""
        kept = state.get("query")
        if isinstance(kept, dict):
            query = ClientQuery(**kept)
            self.filters.take(query)
            self.search.setText(query.text)
        self._selected = str(state.get("selected", ""))

    def _make_widgets(self) -> None:
        self.search = SearchField(_("Find a client"), name=_("Find a client"),
                                  note=_("by code, name, phone, note"))
        self.filters = FilterBar(self.desk.pack)
        self.table = TableView(_("Clients"))
        self.model = ClientsModel(self.desk, self)
        self.table.setModel(self.model)
        self.table.set_widths([_WIDTHS[column] for column in sorted(_WIDTHS)])
        self.preview = ClientPreview(self.desk, self.navigator)
        self.empty = EmptyState("users", _("No clients yet"),
                                _("Begin with an intake: a name or only a code."), action=_("New client"))
        self.nothing = EmptyState("magnifying-glass", _("Nobody found"),
                                  _("Check the spelling, or look among closed cases too."),
                                  action=_("Clear filters"))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(theme.current().px(8))
        line.addWidget(self.search, 1)
        self.table_import = IconButton("table", _("Take over a table of clients"))
        self.table_import.clicked.connect(self._on_import)
        line.addWidget(self.table_import)
        new = Button(_("New client"), kind="primary", icon="user-plus")
        new.clicked.connect(self._on_new)
        line.addWidget(new)
        self.body.addLayout(line)
        new.setVisible(self.navigator.can_go(Route("new-client")))
        self.body.addWidget(self.filters)
        self._stack = QStackedWidget()
        for widget in (self.table, self.empty, self.nothing):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.set_inspector(self.preview)

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        self.search.left.connect(self._on_search_left)
        self.search.submitted.connect(self._on_search_left)
        self.filters.changed.connect(self._ask)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.empty.acted.connect(self._on_new)
        self.nothing.acted.connect(self._on_clear)
        self.add_command(_("Search in this list"), self._on_find, keys="Ctrl+F", icon="magnifying-glass")

    def _ask(self, *_text: str) -> None:
        query = self.filters.query(self.search.text())
        self.ask(_found, query, self._total, done=self._on_found, latest="list")

    def _on_found(self, found: tuple[Sequence[str], int, float]) -> None:
        ids, total, seconds = found
        self._total = total
        kept = self._selected
        self.model.show_ids(ids, self.search.text())
        self._stack.setCurrentWidget(self.table if ids else self.nothing if total else self.empty)
        write = locale().toString
        self.filters.show_found(_("{found} of {total} · {ms} ms").format(
            found=write(len(ids)), total=write(total), ms=write(max(1, round(seconds * 1000)))))
        row = max(self.model.row_of(kept), 0)
        if ids:
            self.table.selectRow(row)
        else:
            self._show_preview("")

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self._show_preview(self.model.record_id(current.row()))

    def _show_preview(self, client_id: str) -> None:
        self._selected = client_id
        if not client_id:
            self.preview.clear()
        elif self.inspector_shown:
            self.ask(client_file, client_id, done=self._on_file, latest="preview")

    def _on_file(self, file: ClientFile) -> None:
        self.preview.show_file(file)

    def _on_opened(self, index: QModelIndex) -> None:
        self.navigator.go(Route("client", self.model.record_id(index.row())))

    def _on_search_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_new(self) -> None:
        self.navigator.go(Route("new-client"))

    def _on_import(self) -> None:
        self.navigator.go(Route("import"))

    def _on_clear(self) -> None:
        self.search.setText("")
        self.filters.clear()

