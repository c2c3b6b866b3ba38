"""The lines of the register of incidents: grounds, names and stories never come here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Precision
from streetlaw.services.listing import IncidentQuery, IncidentRow
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.dates import day_full, partial_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.words import region_text
from streetlaw.ui.lists.model import ChosenModel
from streetlaw.ui.paged import Cell, words
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.status import status, status_label

CODE, WHEN, DONE, REGION, STATE, CASE = range(1, 7)


class IncidentSource:
    """Where the register is read, with the laws its lines are told in."""

    def __init__(self) -> None:
        self._packs: dict[str, Pack] = {}

    def law(self, line: IncidentRow, home: Pack) -> Pack:
        """The law a line is told in; the home one when that country's is not there any more."""
        return self._packs.get(line.jurisdiction, home)

    def ids(self, work: Work, query: IncidentQuery, first: int | None = None) -> Sequence[str]:
        """The ids of the register, or the first of them."""
        return work.incident_ids(query, first)

    def lines(self, work: Work, ids: Sequence[str], _text: str = "") -> Sequence[IncidentRow]:
        """The lines of those incidents; the other countries' laws they need are read with them."""
        lines = work.incident_rows(ids)
        for country in {line.jurisdiction for line in lines if line.jurisdiction}:
            with suppress(StreetLawError):
                self._packs[country] = work.pack_of(country)
        return lines

    def total(self, work: Work) -> int:
        """How many incidents there are."""
        return work.count(Incident)


class IncidentsModel(ChosenModel[IncidentRow]):
    """Rows of incidents."""

    def __init__(self, desk: Desk, source: IncidentSource, parent: QObject) -> None:
        headers = (_("Code"), _("When"), _("Violations"), _("Region"), "", _("Case"))
        super().__init__(desk, source.lines, headers, parent)
        self._source = source

    def cell(self, line: IncidentRow, column: int) -> Cell:
        """What is known of an incident in that column."""
        cells: dict[int, Callable[[], Cell]] = {
            CODE: partial(words, line.code, {Role.STRONG: True}), WHEN: partial(_when, line),
            DONE: partial(self._done, line), REGION: partial(self._region, line),
            STATE: partial(_form, line), CASE: partial(_case, line)}
        return cells[column]()

    def _done(self, line: IncidentRow) -> Cell:
        law = self._source.law(line, self.desk.pack)
        said = [law.label("violations", code, language()) for code in line.violations]
        text = ", ".join(said)
        if not said:
            return words(_("not said yet"), {Role.INK: "text-3"})
        return words(text, {Qt.ItemDataRole.ToolTipRole: text})

    def _region(self, line: IncidentRow) -> Cell:
        law = self._source.law(line, self.desk.pack)
        text = region_text(law, line.region)
        name = law.label("regions", line.region, language()) if line.region else ""
        return words(name, {Qt.ItemDataRole.ToolTipRole: text})


def _when(line: IncidentRow) -> Cell:
    if line.occurred is None:
        return words(_("no date"), {Role.INK: "text-3"})
    text = partial_text(line.occurred)
    if line.occurred.precision is Precision.ABOUT:
        told: Cell = {Qt.ItemDataRole.ToolTipRole: text, Qt.ItemDataRole.AccessibleTextRole: text}
        return words(f"≈ {day_full(line.occurred.first)}", told)
    return words(text)


def _form(line: IncidentRow) -> Cell:
    if line.complete:
        return {Qt.ItemDataRole.AccessibleTextRole: _("complete")}
    said = _("incomplete")
    return {Role.ICON: ("warning-circle", "warning"), Qt.ItemDataRole.ToolTipRole: said,
            Qt.ItemDataRole.AccessibleTextRole: said}


def _case(line: IncidentRow) -> Cell:
    if not line.status:
        return {}
    shown, label = status("case", line.status), status_label("case", line.status)
    return words(label, {Role.BADGE: (shown.tone, shown.icon, label)})
