"""Backups: whether one was really restored, where they are and how old, who else opens them, the reminder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QWidget

from streetlaw.domain.backup import DRILL_DAYS, RHYTHMS, WEEKLY, BackupState, Drill, Place, days_since
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.backup_flow import local_day, records_text
from streetlaw.ui.dates import day_long, day_text, days_text, size_text
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.tokens import Ink

_ACROSS = 3
_ITEM = 250
"""Logical px a fact needs beside another."""


class BackupCard(Card):
    """State first, then what can be done."""

    made_wanted = Signal()
    test_wanted = Signal()
    restore_wanted = Signal()
    trustees_wanted = Signal()
    rhythm_chosen = Signal(int)
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Backups"), icon="hard-drives", note=_("encrypted, one file"), parent=parent)
        self.make, self.test = Button(_("Back up now…")), Button(_("Test…"))
        self.restore = Button(_("Restore…"))
        for button, wanted in ((self.make, self.made_wanted), (self.test, self.test_wanted),
                               (self.restore, self.restore_wanted)):
            button.clicked.connect(wanted)
            self.add_action(button)
        self._facts = _Facts()
        self._progress_room = QWidget()
        self.progress = ProgressCard()
        self.rhythm = self._make_rhythm()
        self._trustees = ListRow(_("Opens for nobody but you"))
        self.choose = Button(_("Choose people…"))
        self.choose.clicked.connect(self.trustees_wanted)
        self._lay_out()

    def show_state(self, state: BackupState, today: date) -> None:
        """Show what the vault knows of its backups."""
        facts = [_drill_fact(state.drill, today), *(_place_fact(place, state.every, today)
                                                   for place in state.places)]
        if not state.places:
            facts.append(_fact("warning-circle", "warning", _("No backup yet"),
                               _("Keep one on another disk, away from this computer.")))
        self._facts.show_facts(facts)
        self.rhythm.setCurrentIndex(self.rhythm.findData(state.every))

    def show_trustees(self, names: Sequence[str], *, can_choose: bool) -> None:
        """Show who else opens backups made from now on; nobody can be chosen before words were compared."""
        self._trustees.set_title(
            _("New backups open for you and {names}").format(names=", ".join(names)) if names
            else _("Backups open for nobody but you"))
        self._trustees.set_subtitle(
            _("without your passphrase; you decided so") if names
            else _("Somebody you trust can hold one that also opens for them.") if can_choose
            else _("To let somebody else open them too, compare the six words with them first."))
        self.choose.setVisible(can_choose)

    def begin(self, title: str) -> None:
        """Show that work is under way."""
        self.progress.begin(title, _("When you cancel, nothing is left behind."))
        self._progress_room.show()
        self._enable(False)

    def end(self) -> None:
        """The work is over."""
        self.progress.end()
        self._progress_room.hide()
        self._enable(True)

    def _enable(self, able: bool) -> None:
        for button in (self.make, self.test, self.restore):
            button.setEnabled(able)

    def _make_rhythm(self) -> QComboBox:
        rhythm = QComboBox()
        rhythm.setAccessibleName(_("Remind me to back up"))
        for days in RHYTHMS:
            rhythm.addItem(_rhythm_text(days), days)
        rhythm.activated.connect(self._on_rhythm)
        return rhythm

    def _lay_out(self) -> None:
        pad = theme.current().px(12)
        room = QHBoxLayout(self._progress_room)
        room.setContentsMargins(pad, pad, pad, pad)
        room.addWidget(self.progress)
        self.progress.cancelled.connect(self.cancelled)
        self._progress_room.hide()
        self.body.addWidget(self._progress_room)
        self.add_row(self._facts)
        remind = _("and after many changes; one line on Today, once a day")
        self.add_row(ListRow(_("Remind me to back up"), remind, trailing=self.rhythm, wrap=True))
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, pad, 0)
        line.addWidget(self._trustees, 1)
        line.addWidget(self.choose)
        self.add_row(held)

    def _on_rhythm(self, index: int) -> None:
        self.rhythm_chosen.emit(self.rhythm.itemData(index))


class _Facts(QWidget):
    """Facts side by side, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.current().px(4), 0, theme.current().px(4))
        self._grid.setSpacing(0)
        self._shown: list[QWidget] = []
        self._across = 0

    def show_facts(self, facts: list[QWidget]) -> None:
        """Show these instead."""
        for fact in self._shown:
            fact.hide()
            fact.deleteLater()
        self._shown, self._across = facts, 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        across = min(_ACROSS, max(1, self.width() // theme.current().px(_ITEM)))
        if across == self._across:
            return
        self._across = across
        for fact in self._shown:
            self._grid.removeWidget(fact)
        for column in range(_ACROSS):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for number, fact in enumerate(self._shown):
            self._grid.addWidget(fact, number // across, number % across)


def _fact(icon: str, ink: Ink, title: str, text: str) -> QWidget:
    return ListRow(title, text, leading=Glyph(icon, ink, 18), wrap=True)


def _drill_fact(drill: Drill | None, today: date) -> QWidget:
    if drill is None:
        return _fact("circle-wavy-question", "warning", _("No restore tested yet"),
                     _("A backup is good only once it was opened."))
    fresh = days_since(drill.tested, today) < DRILL_DAYS
    text = _("all {records} opened").format(records=records_text(drill.records))
    return _fact("check-circle" if fresh else "clock", "success" if fresh else "warning",
                 _("Restore tested on {date}").format(date=day_long(local_day(drill.tested))), text)


def _place_fact(place: Place, every: int, today: date) -> QWidget:
    days = days_since(place.made, today)
    late = days > (every or WEEKLY)
    told = [size_text(place.size), _("{days} ago").format(days=days_text(days)) if days else _("today")]
    if place.same_disk:
        told.append(_("on the disk of the folder"))
    ink: Ink = "warning" if late or place.same_disk else "success"
    return _fact("clock" if late else "hard-drive", ink,
                 f"{place.name}, {day_text(local_day(place.made))}", ", ".join(told))


def _rhythm_text(days: int) -> str:
    if not days:
        return _("never")
    return ngettext("every day", "every {n} days", days).format(n=days)
