"""The first step: which open cases to send. Codes only."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from streetlaw.domain.review import Bundle
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.exchange.offers import OffersModel
from streetlaw.ui.exchange.reading import MOST_CASES, Offered
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.parts.text import Text

_ALLOWED, _ALL = "allowed", "all"
_WIDTHS = (112, 176, 208, 100, None)


class OffersTable(TableView):
    """The table of cases: a click, Enter or Space ticks the row."""

    toggled = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Open cases"))
        self.setProperty("kind", "plain")
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current row."""
        ticks = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in ticks and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.toggled.emit(index.row())


class CasesStep(QWidget):
    """All open cases, those that may go to the recipient first in mind."""

    changed = Signal()
    picked = Signal()
    """The person chose, here or before coming here."""

    def __init__(self) -> None:
        super().__init__()
        self.model = OffersModel()
        self.table = OffersTable()
        self.table.setModel(self.model)
        self.table.set_widths(_WIDTHS)
        self.which = Segmented([(_ALLOWED, _("Consent given")), (_ALL, _("All open"))], name=_("Which cases"),
                               value=_ALLOWED, compact=True)
        self.all = Button(_("Choose all"))
        self.all.setEnabled(False)
        self.none = Button(_("Choose none"), kind="quiet")
        self._card = Card(_("Open cases"))
        self._more = Text("", "hint")
        self._again, self._gone, self._held = Banner("", "info"), Banner("", "info"), Banner("", "warning")
        self._expected = 0
        self._lay_out()
        self.which.chosen.connect(self._on_which)
        self.table.toggled.connect(self._on_toggled)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self.model.chosen_changed.connect(self._on_chosen)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen cases."""
        return self.model.chosen

    def expect(self, case_ids: Iterable[str]) -> None:
        """Choose these cases once it is known what may go, and say of how many it may not."""
        expected = tuple(case_ids)
        self._expected = len(expected)
        self.model.expect(expected)

    def show_again(self, lost: Bundle) -> None:
        """Say which file is made once more, if one is."""
        said = _("File no. {number} got lost: what was in it may leave again, as it is now. Should it arrive "
                 "after all, nothing is counted twice.")
        self._again.show_message(said.format(number=lost.number))
        self._again.setVisible(bool(lost.id))

    def show_offers(self, offered: Offered) -> None:
        """Show the cases as they stand for one recipient."""
        self.model.show_offers(offered.cases, allowed_only=self.which.value() == _ALLOWED)
        if self.model.chosen and self._expected:
            self.picked.emit()
        self._show_held(self._expected - len(self.model.chosen))
        full = len(offered.cases) >= MOST_CASES
        said = ngettext("{n} consent was taken back after the case had been sent. The next file says so, and "
                        "the case is removed there.",
                        "{n} consents were taken back after the cases had been sent. The next file says so, "
                        "and the cases are removed there.", offered.gone)
        self._gone.show_message(said.format(n=offered.gone))
        self._gone.setVisible(bool(offered.gone))
        self._more.setText(_("The newest {n} open cases are listed.").format(n=MOST_CASES) if full else "")
        self._more.setVisible(full)
        self._show_rows()

    def _show_held(self, held: int) -> None:
        """Say once how many of the cases that were brought here may not go, and let it be seen why."""
        self._expected = 0
        self._held.setVisible(held > 0)
        if held <= 0:
            return
        said = ngettext("{n} of the cases you chose may not go to this person now. The last column says why.",
                        "{n} of the cases you chose may not go to this person now. The last column says why.",
                        held)
        self._held.show_message(said.format(n=held))
        self.which.choose(_ALL)
        self.model.filter(allowed_only=False)

    def _on_which(self, which: str) -> None:
        self.model.filter(allowed_only=which == _ALLOWED)
        self._show_rows()

    def _on_toggled(self, row: int) -> None:
        self.model.toggle(row)
        self.picked.emit()

    def _on_all(self) -> None:
        self.model.choose(self.model.allowed)
        self.picked.emit()

    def _on_none(self) -> None:
        self.model.choose(())
        self.picked.emit()

    def _on_chosen(self) -> None:
        chosen = len(self.model.chosen)
        self._card.set_count(_("{chosen} of {total} chosen").format(chosen=chosen, total=self.model.total))
        self.all.setVisible(chosen < len(self.model.allowed) or not chosen)
        self.all.setEnabled(bool(self.model.allowed))
        self.none.setVisible(bool(chosen))
        self.changed.emit()

    def _show_rows(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _lay_out(self) -> None:
        for widget in (self.none, self.all, self.which):
            self._card.add_action(widget)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState(
            "check-square", _("No open case may go to this person now"),
            _("Ask for the consent “share with the attorney” on the person's page. "
              "Under “All open” you see what each case lacks.")))
        self._card.body.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self._again)
        column.addWidget(self._gone)
        column.addWidget(self._held)
        column.addWidget(self._card, 1)
        line = QHBoxLayout()
        line.addWidget(self._more)
        column.addLayout(line)
        self._again.hide()
        self._gone.hide()
        self._held.hide()
        self._more.hide()
