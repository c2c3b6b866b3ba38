"""The incident in work: as it was read, the sheet it is written on, and its draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.translation import N_
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.incidents.form import IncidentForm
from streetlaw.ui.incidents.reading import Read, law_of
from streetlaw.ui.incidents.sheet import Sheet
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route


class Editing(QObject):
    """What the editor of an incident and its helpers work on together; they ask the vault through `page`."""

    sheet_made = Signal(object)
    """Another Sheet is in use, in the words of another law: serve it, and put it in the place of the one
    before, which goes."""

    outdated = Signal()
    """The draft taken up was begun on another version than the one stored now."""

    kept = Signal()
    """The draft is in the vault."""

    adopted = Signal()
    """What is written was stored from here."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page = page
        self.read: Read | None = None
        self.keeper: DraftKeeper | None = None
        self.sheet = Sheet(page.desk, page.desk.pack)

    @property
    def form(self) -> IncidentForm:
        """The fields of the sheet in use."""
        return self.sheet.form

    @property
    def incident(self) -> Incident:
        """The incident as it was read; what is written since is in `written`."""
        return self.read.incident if self.read else Incident()

    @property
    def written(self) -> Incident:
        """The incident with what the form says."""
        return self.form.incident(self.incident)

    @property
    def code(self) -> str:
        """The code of the person."""
        return self.read.client.code if self.read else ""

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────

    def show_read(self, read: Read) -> None:
        """Show what was read, in the words of its law, and take up its draft."""
        self.read = read
        if self.sheet.jurisdiction != read.incident.jurisdiction:
            self.use_law(read.pack, read.incident.jurisdiction)
        self.form.offer_people(read.people)
        self.form.show_incident(read.incident)
        self.show_beside(read)
        self._begin_draft()

    def show_beside(self, read: Read) -> None:
        """Show files, deadlines and consent as they are now; the incident and what is written stay."""
        self.read = replace(read, incident=self.incident)
        self.sheet.show_read(self.read)

    def show_again(self) -> None:
        """Show what was read on the sheet in use: it may be another one; the draft follows."""
        if self.read is not None:
            self.sheet.show_read(self.read)
            self.touch()

    def rebase(self, stored: Incident) -> None:
        """Go on from that stored version; what is written stays."""
        if self.read is not None:
            self.read = replace(self.read, incident=stored)
            self.sheet.draw(stored, self.read.rules_of(self.sheet.jurisdiction))

    def under_law(self, jurisdiction: str, then: Callable[[], object]) -> None:
        """Do something once the sheet is that of a country's law."""
        if self.sheet.jurisdiction == jurisdiction:
            then()
        else:
            self.page.ask(law_of, jurisdiction, done=partial(self._on_law, jurisdiction, then), latest="law")

    def use_law(self, pack: Pack, jurisdiction: str) -> None:
        """Go on with an empty sheet in the words of that law."""
        section = self.sheet.section
        self.sheet = Sheet(self.page.desk, pack, jurisdiction)
        self.sheet.section = section
        self.sheet_made.emit(self.sheet)

    def _on_law(self, jurisdiction: str, then: Callable[[], object], pack: Pack) -> None:
        self.use_law(pack, jurisdiction)
        then()

    # ── The draft ────────────────────────────────────────────────────────────────────────────────────────

    def values(self) -> dict[str, Any]:
        """The form as plain data, for the draft."""
        return {"title": N_("{code}: incident"), "of": self.code, "revision": self.incident.revision,
                **self.form.values(), "held": self.sheet.held.values()}

    def take(self, values: dict[str, Any]) -> None:
        """Show a draft; when a newer version was stored since, `outdated` is told."""
        self.under_law(values["incident"].get("jurisdiction", ""), partial(self._take, values))

    def touch(self) -> None:
        """Note that something was written."""
        if self.keeper is not None:
            self.keeper.touch()

    def drop_draft(self) -> None:
        """What is written is stored, or not wanted."""
        if self.keeper is not None:
            self.keeper.drop()

    def end(self) -> None:
        """Put the incident away; what is written is kept."""
        if self.keeper is not None:
            self.keeper.keep()
            self.keeper.deleteLater()
            self.keeper = None
        self.read = None

    def adopt(self, stored: Incident) -> None:
        """Go on from what was stored from here: the draft is no longer needed."""
        self.drop_draft()
        self.adopted.emit()
        self.rebase(stored)
        self._go_on_as(Route("incident", stored.id))

    def begin_anew(self) -> None:
        """The stored incident was taken back: what is in the form is a new one again."""
        self.form.evidence.show_files(())
        self.rebase(replace(self.incident, id="", revision=0))
        self._go_on_as(Route("incident", extra={"client": self.incident.client_id}))
        self.touch()

    def _take(self, values: dict[str, Any]) -> None:
        self.form.take(values)
        self.show_again()
        self.sheet.held.take(values.get("held", {}))
        if self.incident.revision != values["revision"]:
            self.outdated.emit()

    def _begin_draft(self) -> None:
        self.keeper = DraftKeeper(self.page.desk, self.page.route, self, self.values, self.take)
        self.keeper.kept.connect(self.kept)
        self.keeper.begin(self._on_begun)

    def _on_begun(self, found: bool) -> None:
        if found:
            self.rebase(self.incident)

    def _go_on_as(self, route: Route) -> None:
        if self.keeper is not None:
            self.keeper.move(route)
        if self.page.navigator.page is self.page and self.page.route != route:
            self.page.navigator.replace(route)
