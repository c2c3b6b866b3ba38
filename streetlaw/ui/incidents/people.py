"""Who is alleged to have done an act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.incident import Involvement, InvolvementRole
from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.ui import glossary, theme
from streetlaw.ui.incidents.pick import ChoiceBox, PickBox
from streetlaw.ui.incidents.removed import Removed
from streetlaw.ui.incidents.words import choices, items
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.text import Text


class InvolvementRow(QWidget):
    """One alleged perpetrator: the type of institution, the unit, and how it was involved."""

    edited = Signal()
    removed = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._unknown = "unknown" if pack.has("perpetrators", "unknown") else ""
        self.perpetrator = PickBox(items(pack, "perpetrators"), nothing=_("who, by type"))
        self.unit = QLineEdit()
        self.unit.setPlaceholderText(_("unit, for example district station"))
        self.role = ChoiceBox(choices(wording.INVOLVEMENT))
        self.remove = IconButton("x", _("Remove this alleged perpetrator"), kind="quiet")
        for box, name in ((self.perpetrator, _("Alleged perpetrator: type")),
                          (self.unit, _("Alleged perpetrator: unit")),
                          (self.role, _("Alleged perpetrator: role"))):
            box.setAccessibleName(name)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(4))
        line.addWidget(Beside(self.perpetrator, self.unit, self.role, shares=(5, 4, 5), narrow=400, gap=8), 1)
        line.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        self.perpetrator.picked.connect(self._on_edited)
        self.unit.textEdited.connect(self._on_edited)
        self.role.activated.connect(self._on_edited)
        self.remove.clicked.connect(self.removed)

    def value(self) -> Involvement | None:
        """What the row says; None while it says nothing."""
        kind, unit = self.perpetrator.key(), self.unit.text().strip()
        if not kind and not unit:
            return None
        return Involvement(perpetrator=kind or self._unknown, unit=unit,
                           role=InvolvementRole(self.role.key()))

    def show_involvement(self, involvement: Involvement) -> None:
        """Show an alleged perpetrator."""
        self.perpetrator.choose(involvement.perpetrator)
        self.unit.setText(involvement.unit)
        self.role.choose(involvement.role)

    def _on_edited(self, *_value: object) -> None:
        self.edited.emit()


class Involvements(QWidget):
    """The alleged perpetrators of one act; there is always a row to begin with."""

    edited = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self.rows: list[InvolvementRow] = []
        self.add = Button(_("Add"), kind="quiet", icon="plus")
        self.add.setAccessibleName(_("Add an alleged perpetrator"))
        self.back = Removed(_("Bring back"), _("Bring the removed alleged perpetrator back"))
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        top = QHBoxLayout()
        top.addWidget(Text(_("Alleged perpetrator"), "label"))
        top.addWidget(glossary.explain("alleged_perpetrator", pack))
        top.addStretch(1)
        top.addWidget(self.back)
        top.addWidget(self.add)
        column.addLayout(top)
        self._held = QVBoxLayout()
        self._held.setSpacing(px(8))
        column.addLayout(self._held)
        self.add.clicked.connect(self._on_add)

    def value(self) -> tuple[Involvement, ...]:
        """Everybody named."""
        return tuple(said for row in self.rows if (said := row.value()) is not None)

    def show_involvements(self, involvements: Sequence[Involvement]) -> None:
        """Show them, or one empty row."""
        self.back.forget()
        for row in list(self.rows):
            self._drop(row)
        for involvement in involvements:
            self._new_row().show_involvement(involvement)
        if not involvements:
            self._new_row()

    def _new_row(self, at: int | None = None) -> InvolvementRow:
        row = InvolvementRow(self._pack)
        row.edited.connect(self.edited)
        row.removed.connect(self._on_removed)
        place = len(self.rows) if at is None else min(at, len(self.rows))
        self.rows.insert(place, row)
        self._held.insertWidget(place, row)
        return row

    def _bring_back(self, involvement: Involvement, at: int) -> None:
        blank = self.rows[0] if len(self.rows) == 1 and self.rows[0].value() is None else None
        row = self._new_row(at)
        row.show_involvement(involvement)
        if blank is not None:
            self._drop(blank)
        row.perpetrator.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _on_add(self) -> None:
        self._new_row().perpetrator.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_removed(self) -> None:
        row = next(row for row in self.rows if row is self.sender())
        if (said := row.value()) is not None:
            self.back.keep(partial(self._bring_back, said, self.rows.index(row)))
        self._drop(row)
        if not self.rows:
            self._new_row()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, row: InvolvementRow) -> None:
        self.rows.remove(row)
        self._held.removeWidget(row)
        row.hide()
        row.deleteLater()
