"""The second step: what each column is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.services.importing.plan import LISTS, TARGETS, Plan
from streetlaw.services.importing.tables import Rows
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.importing.match_rows import MatchRow
from streetlaw.ui.importing.words import target_label
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.text import Text

_SAMPLES = 3
_IMPERSONAL = frozenset({*LISTS, "citizenship", "age", "opened", "occurred", "responded_on"})
"""What may be shown of while names are hidden."""

NOT_READ = ""


class ColumnsStep(QWidget):
    """One row for each column, with what stands in it and what it was taken for."""

    chosen = Signal(str, str)
    """Name of a column, target."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, MatchRow] = {}
        self._samples: dict[str, str] = {}
        self._names_shown = False
        self._card = Card(_("Columns of the table"), icon="table")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        said = _("What could be recognised is filled in. A column that is not read stays in the file only.")
        column.addWidget(Text(said, "secondary", wrap=True))
        column.addWidget(self._card)
        column.addStretch(1)

    def show_columns(self, rows: Rows, plan: Plan) -> None:
        """List the columns with what stands in the first rows that have something there."""
        self._card.clear_rows()
        choices = [(NOT_READ, _("not read")), *((target, target_label(target)) for target in TARGETS)]
        self._rows = {}
        self._samples = {name: samples(rows, name) for name in plan.columns}
        for name, target in plan.columns.items():
            row = self._rows[name] = MatchRow(name, name, "", choices, target)
            row.chosen.connect(self.chosen)
            self._card.add_row(row)
        self.follow(plan)

    def show_names(self, plan: Plan, *, shown: bool) -> None:
        """Show what stands in every column, or only where it tells nothing of a person."""
        self._names_shown = shown
        self.follow(plan)

    def follow(self, plan: Plan) -> None:
        """Show what the columns are now."""
        for name, row in self._rows.items():
            target = plan.columns.get(name, NOT_READ)
            row.show_value(target)
            said = self._samples[name]
            row.show_note(said if self._names_shown or target in _IMPERSONAL or not said else _("hidden"))
        read = sum(bool(target) for target in plan.columns.values())
        self._card.set_count(_("{read} of {all} are read").format(read=read, all=len(plan.columns)))


def samples(rows: Rows, name: str) -> str:
    """The first different things that stand in a column."""
    found: dict[str, None] = {}
    for _line, row in rows:
        text = " ".join(row.get(name, "").split())
        if text:
            found[text] = None
        if len(found) == _SAMPLES:
            break
    return " · ".join(found)
