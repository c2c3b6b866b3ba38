"""The lines of the client list; names are masked unless they are shown now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Qt

from streetlaw.domain.client import Client, Risk
from streetlaw.domain.deadline import Deadline, Urgency, urgency
from streetlaw.services.listing import ClientQuery, ClientRow
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui.dates import day_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.lists.model import ChosenModel
from streetlaw.ui.paged import Cell, words
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.status import status, status_label

CODE, NAME, RISK, STATUS, DUE, REGION, CONTACT = range(1, 8)


class ClientSource:
    """Where the client list is read."""

    def ids(self, work: Work, query: ClientQuery, first: int | None = None) -> Sequence[str]:
        """The ids of the list, or the first of them."""
        return work.client_ids(query, first)

    def lines(self, work: Work, ids: Sequence[str], text: str = "") -> Sequence[ClientRow]:
        """The lines of those clients."""
        return work.client_rows(ids, text)

    def total(self, work: Work) -> int:
        """How many clients there are."""
        return work.count(Client, merged_into="")


class ClientsModel(ChosenModel[ClientRow]):
    """Rows of clients; a masked name is "hidden" for screen readers too."""

    def __init__(self, desk: Desk, source: ClientSource, parent: QObject) -> None:
        headers = (_("Code"), _("Name"), "", _("State"), _("Deadline"), _("Region"), _("Contact"))
        super().__init__(desk, source.lines, headers, parent)
        desk.names.changed.connect(self._on_names_changed)

    def cell(self, line: ClientRow, column: int) -> Cell:
        """What is known of a client in that column."""
        today = self.desk.today
        cells: dict[int, Callable[[], Cell]] = {
            CODE: partial(words, line.code, {Role.STRONG: True}), NAME: partial(self._name, line),
            RISK: partial(_risk, line), STATUS: partial(_state, line), DUE: partial(_due, line, today),
            REGION: partial(self._region, line), CONTACT: partial(_contact, line, today)}
        return cells[column]()

    def _name(self, line: ClientRow) -> Cell:
        if not line.name:
            return words(_("code only"), {Role.INK: "text-3"})
        if self.desk.names.visible(line.id):
            return words(line.name)
        return words(_("hidden"), {Role.MASK: 96})

    def _region(self, line: ClientRow) -> Cell:
        if not line.region:
            return words("–", {Role.INK: "text-3"})
        return words(self.desk.pack.label("regions", line.region, language()))

    def _on_names_changed(self) -> None:
        self.redraw(NAME)


def _risk(line: ClientRow) -> Cell:
    if line.risk == Risk.LOW:
        return {}
    shown, label = status("risk", line.risk), status_label("risk", line.risk)
    return {Role.ICON: (shown.icon, shown.tone), Qt.ItemDataRole.ToolTipRole: label,
            Qt.ItemDataRole.AccessibleTextRole: label}


def _state(line: ClientRow) -> Cell:
    if not line.status:
        return {}
    shown, label = status("case", line.status), status_label("case", line.status)
    return words(label, {Role.BADGE: (shown.tone, shown.icon, label)})


def _due(line: ClientRow, today: date) -> Cell:
    if line.due is None and line.due_known:
        return words("–", {Role.INK: "text-3"})
    near = urgency(Deadline(due=line.due), today) or Urgency.UNVERIFIED
    shown = status("deadline", near)
    ink = shown.tone if near in (Urgency.OVERDUE, Urgency.TODAY, Urgency.WEEK) else "text-2"
    return words(duewords(line.due, today), {Role.INK: ink, Role.ICON: (shown.icon, ink)})


def duewords(due: date | None, today: date) -> str:
    """How near a last day is, in words: 2 days over, today, 27 Nov."""
    if due is None:
        return _("not verified")
    if due < today:
        days = (today - due).days
        return ngettext("{n} day over", "{n} days over", days).format(n=days)
    return _("today") if due == today else day_text(due, today)


def _contact(line: ClientRow, today: date) -> Cell:
    if line.last_contact is None:
        return {}
    ago = (today - line.last_contact).days
    text = {0: _("today"), 1: _("yesterday")}.get(ago, day_text(line.last_contact, today))
    return words(text, {Role.INK: "text-2"})
