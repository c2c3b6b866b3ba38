"""Two small pages, for tests of what stands around pages."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QListWidget

from streetlaw.domain.client import Client
from streetlaw.domain.record import Outcome
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route


class ListPage(Page):
    """A list that remembers its row."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.rows = QListWidget()
        self.rows.addItems([str(number) for number in range(200)])
        self.body.addWidget(self.rows)
        self.seen: list[Outcome] = []
        self.opened: list[Route] = []
        self.resumed = 0
        self.add_command(_("Back"), self._on_first, keys="Ctrl+J")

    def open(self, route: Route) -> None:
        self.opened.append(route)
        self.set_place(_("Clients"), note="24 Nov")

    def resume(self) -> None:
        self.resumed += 1

    def refresh(self, outcome: Outcome) -> None:
        if outcome.touches(Client):
            self.seen.append(outcome)

    def state(self) -> dict[str, object]:
        return {"row": self.rows.currentRow()}

    def restore(self, state: dict[str, object]) -> None:
        self.rows.setCurrentRow(int(str(state["row"])))

    def _on_first(self) -> None:
        self.rows.setCurrentRow(0)


class FormPage(Page):
    """A form with a draft."""

    scrolls = True
    grounds_visible = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.text = QLineEdit()
        self.body.addWidget(self.text)
        self.language = language()
        self.keeper: DraftKeeper | None = None
        self.found: list[bool] = []

    def open(self, route: Route) -> None:
        self.set_place(_("Incidents"), parent="4172-P", parent_route=Route("clients"))
        self.keeper = DraftKeeper(self.desk, route, self, self._values, self._restore)
        self.text.textEdited.connect(self.keeper.touch)
        self.keeper.begin(self.found.append)

    def _values(self) -> dict[str, str]:
        return {"title": "4172-P", "text": self.text.text()}

    def _restore(self, values: dict[str, str]) -> None:
        self.text.setText(values["text"])
