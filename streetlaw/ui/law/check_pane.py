"""Beside the form of a check: the statement as it holds now, its checks, and what a correction would move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from streetlaw.domain.fact import Fact
from streetlaw.domain.fact_check import FactCheck
from streetlaw.services.recounting import Recount
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.law.beside import badge_line
from streetlaw.ui.law.trust import Checked, Trust
from streetlaw.ui.law.words import fact_badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text

_MOST = 12


class CheckPane(QFrame):
    """Two parts, one below the other: what moves, and the statement."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._today = today
        px = theme.current().px
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(10))
        self._moves, self._about = QVBoxLayout(), QVBoxLayout()
        for room in (self._moves, self._about):
            room.setSpacing(px(8))
            column.addLayout(room)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(held, _("Details")))

    def show_statement(self, name: str, kind: str, fact: Fact, checks: Sequence[FactCheck]) -> None:
        """Show the statement as it holds now."""
        _clear(self._about)
        self._about.addWidget(Text(name, "section", wrap=True, selectable=True))
        line = QWidget()
        beside = badge_line(fact_badge(fact, self._today), kind)
        beside.setContentsMargins(0, 0, 0, 0)
        line.setLayout(beside)
        self._about.addWidget(line)
        self._about.addWidget(Trust(fact, self._today))
        if checks:
            self._about.addWidget(Hairline())
            self._about.addWidget(Text(_("Checks here"), "label"))
            self._about.addWidget(Checked(checks))

    def show_moves(self, moves: Sequence[Recount]) -> None:
        """Show which open deadlines a correction would move."""
        _clear(self._moves)
        if not moves:
            return
        said = ngettext("{n} open deadline moves with this", "{n} open deadlines move with this", len(moves))
        self._moves.addWidget(Banner(said.format(n=len(moves)), "warning", icon="calendar-x"))
        for move in moves[:_MOST]:
            days = _("{before} → {after}").format(before=_day(move.before.due), after=_day(move.after.due))
            base = day_full(move.deadline.base) if move.deadline.base else ""
            self._moves.addWidget(ListRow(days, _("counted from {day}").format(day=base) if base else ""))
        if len(moves) > _MOST:
            more = ngettext("and {n} more", "and {n} more", len(moves) - _MOST)
            self._moves.addWidget(Text(more.format(n=len(moves) - _MOST), "secondary"))
        self._moves.addWidget(Hairline())

    def show_problem(self, text: str) -> None:
        """Show why the correction cannot be, as far as it is written."""
        _clear(self._moves)
        if text:
            self._moves.addWidget(Banner(text, "warning"))


def _day(day: date | None) -> str:
    return day_full(day) if day else _("no date")


def _clear(room: QVBoxLayout) -> None:
    while item := room.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
