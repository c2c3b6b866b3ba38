"""The open cases as Qt sees them: which may go to the recipient, which of them are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_text
from streetlaw.ui.exchange.reading import Offer
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.status import status, status_label

CODE, STATE, CONSENT, SENT, WAY = range(5)

Cell = Mapping[int, object]
Index = QModelIndex | QPersistentModelIndex


class OffersModel(QAbstractTableModel):
    """Rows of open cases with a box to tick; those with something in the way have none."""

    chosen_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Offer] = ()
        self._rows: Sequence[Offer] = ()
        self._chosen: set[str] = set()
        self._allowed_only = True

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen cases, in the order of the list."""
        return tuple(offer.case_id for offer in self._all if offer.case_id in self._chosen)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The ids of the cases nothing is in the way of."""
        return tuple(offer.case_id for offer in self._all if offer.refusal is None)

    @property
    def total(self) -> int:
        """How many open cases there are."""
        return len(self._all)

    def show_offers(self, offers: Sequence[Offer], *, allowed_only: bool) -> None:
        """List these cases; of those chosen before, the ones still allowed stay chosen."""
        self.beginResetModel()
        self._all, self._allowed_only = offers, allowed_only
        self._rows = [offer for offer in offers if offer.refusal is None or not allowed_only]
        self._chosen &= set(self.allowed)
        self.endResetModel()
        self.chosen_changed.emit()

    def filter(self, *, allowed_only: bool) -> None:
        """Show only those that may go, or all."""
        self.show_offers(self._all, allowed_only=allowed_only)

    def choose(self, case_ids: Iterable[str]) -> None:
        """Choose exactly these cases, as far as they are allowed or not known yet."""
        allowed = set(self.allowed)
        self._chosen = {id for id in case_ids if id in allowed or not self._all}
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, WAY))
        self.chosen_changed.emit()

    def expect(self, case_ids: Iterable[str]) -> None:
        """Choose exactly these cases, of which the next `show_offers` keeps those that may go."""
        self.beginResetModel()
        self._all, self._rows = (), ()
        self.endResetModel()
        self.choose(case_ids)

    def toggle(self, row: int) -> None:
        """Choose the case of a row, or choose it no more; a refused one stays as it is."""
        offer = self._rows[row]
        if offer.refusal is None:
            self._chosen ^= {offer.case_id}
            self.dataChanged.emit(self.index(row, 0), self.index(row, WAY))
            self.chosen_changed.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many cases are listed."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Five columns."""
        return 0 if parent.isValid() else WAY + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Code"), _("State"), _("Consent for this person"), _("Last sent"), _("In the way"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        offer = self._rows[index.row()]
        match index.column():
            case 0:
                return self._code(offer).get(role)
            case 1:
                return _badge("case", offer.status).get(role)
            case 2:
                return _consent(offer).get(role)
            case 3:
                return _sent(offer).get(role)
        return _way(offer).get(role)

    def _code(self, offer: Offer) -> Cell:
        cell: dict[int, object] = {Qt.ItemDataRole.DisplayRole: offer.code, Role.STRONG: True}
        if offer.refusal is not None:
            return cell | {Role.INK: "text-3"}
        on = offer.case_id in self._chosen
        return cell | {Qt.ItemDataRole.CheckStateRole:
                       Qt.CheckState.Checked.value if on else Qt.CheckState.Unchecked.value,
                       Qt.ItemDataRole.AccessibleTextRole:
                       _("{code}, chosen").format(code=offer.code) if on else offer.code}


def _badge(group: str, key: str) -> Cell:
    shown, label = status(group, key), status_label(group, key)
    return {Qt.ItemDataRole.DisplayRole: label, Role.BADGE: (shown.tone, shown.icon, label)}


def _consent(offer: Offer) -> Cell:
    if offer.consent == "missing":
        label = _("Not asked yet")
        return {Qt.ItemDataRole.DisplayRole: label, Role.BADGE: ("neutral", "question", label)}
    return _badge("consent", offer.consent)


def _sent(offer: Offer) -> Cell:
    if offer.last_sent is None:
        return {Qt.ItemDataRole.DisplayRole: "–", Role.INK: "text-3"}
    return {Qt.ItemDataRole.DisplayRole: day_text(offer.last_sent.date()), Role.INK: "text-2"}


def _way(offer: Offer) -> Cell:
    """What is in the way."""
    if offer.refusal is None:
        return {}
    said = sentence(offer.refusal)
    return {Qt.ItemDataRole.DisplayRole: said, Qt.ItemDataRole.ToolTipRole: said, Role.INK: "text-2"}
