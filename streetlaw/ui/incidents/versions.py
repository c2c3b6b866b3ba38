"""Two versions of one incident: what is in the form, and what was stored meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.ui.incidents.editing import Editing
from streetlaw.ui.incidents.form import form_values
from streetlaw.ui.incidents.reading import Read, read_incident
from streetlaw.ui.incidents.sheet import Sheet


class Versions(QObject):
    """Follows the stored version of the incident in work; what is written there is never lost."""

    def __init__(self, editing: Editing) -> None:
        super().__init__(editing)
        self._editing = editing
        self._other: Mapping[str, Any] | None = None
        self._newer_shown = False
        editing.outdated.connect(self._on_outdated)
        editing.adopted.connect(self.forget)

    def serve(self, sheet: Sheet) -> None:
        """Offer the other version on that sheet."""
        sheet.notices.swap_wanted.connect(self._on_swap)

    def forget(self) -> None:
        """There is one version only."""
        self._other = None
        self._editing.sheet.notices.clear()

    def follow(self, outcome: Outcome) -> None:
        """Take up a change of the incident that was not made here."""
        id = self._editing.incident.id
        change = next((one for one in reversed(outcome.changes) if id and one.id == id), None)
        if change is None:
            return
        if not isinstance(change.after, Incident):
            self._editing.begin_anew()
        elif change.after.revision != self._editing.incident.revision:
            self.show_stored(change.after)

    def read_stored(self) -> None:
        """Look up what is stored now: a save was refused because it is newer."""
        id = self._editing.incident.id
        self._editing.page.ask(read_incident, id, "", "", done=self._on_read, latest="newer")

    def show_stored(self, stored: Incident) -> None:
        """Another version is stored now: show it when nothing was written here, else offer it."""
        untouched = self._editing.form.values() == form_values(self._editing.incident)
        self._editing.rebase(stored)
        if untouched:
            self._editing.under_law(stored.jurisdiction, partial(self._show, stored))
        else:
            self.offer(stored)

    def offer(self, stored: Incident) -> None:
        """Keep the text in the form, and let the newer version be looked at; a save goes on from that one."""
        newer = form_values(stored)
        self._other = None if newer == self._editing.form.values() else newer
        self._newer_shown = False
        if self._other is not None:
            self._editing.sheet.notices.show_changed(newer=False)

    def _on_outdated(self) -> None:
        self.offer(self._editing.incident)

    def _on_read(self, read: Read) -> None:
        self.show_stored(read.incident)

    def _on_swap(self) -> None:
        if self._other is not None:
            shown, self._other = self._other, self._editing.form.values()
            self._newer_shown = not self._newer_shown
            self._editing.under_law(shown["incident"]["jurisdiction"], partial(self._take, shown))

    def _show(self, stored: Incident) -> None:
        self._editing.form.show_incident(stored)
        self._editing.rebase(stored)

    def _take(self, shown: Mapping[str, Any]) -> None:
        self._editing.form.take(shown)
        self._editing.sheet.notices.show_changed(newer=self._newer_shown)
        self._editing.rebase(self._editing.incident)
