"""The cards beside the reasons: the answers given, the papers needed, and where to go if it is refused."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import Fact, text_in
from streetlaw.domain.law import Paper
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.facts import as_of_text, trust_text
from streetlaw.ui.law.interview import Interview
from streetlaw.ui.law.words import answer_text, fact_badge, listed, opening
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.progress import ProgressBar
from streetlaw.ui.parts.rows import ListRow, lay_row
from streetlaw.ui.parts.text import Text

APPEAL = "appeal"

_BESIDE = 125
"""A badge up to this width (logical px) stands beside a statement."""

_TOP = Qt.AlignmentFlag.AlignTop


class AnswersCard(Card):
    """What was answered, question by question."""

    edit_wanted = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__(_("Answers"))
        self._pack = pack
        self.edit = IconButton("pencil-simple", _("Change the answers"), kind="quiet")
        self.edit.clicked.connect(self.edit_wanted)
        self.add_action(self.edit)

    def show_interview(self, interview: Interview) -> None:
        """Show the answers that count."""
        self.clear_rows()
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().px(12))
        grid.setVerticalSpacing(theme.current().px(6))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 2)
        for line, (code, answer) in enumerate(interview.answers.items()):
            question = self._pack.aid.questions[code]
            said = answer_text(question, answer, self._pack)
            value = Text(said, "medium", wrap=True)
            value.setAccessibleName(f"{question.name(language())}: {said}")
            grid.addWidget(Text(question.name(language()), "secondary", wrap=True), line, 0, _TOP)
            grid.addWidget(value, line, 1, _TOP)
        if not interview.answers:
            grid.addWidget(Text(_("Nothing was answered."), "secondary"), 0, 0)
        self.add(held)


class PaperRow(QWidget):
    """A paper to tick, with where to get it."""

    toggled = Signal()

    def __init__(self, paper: Paper, *, ready: bool) -> None:
        super().__init__()
        self.code = paper.code
        name, hint = paper.name(language()), text_in(paper.hint, language())
        self.box = QCheckBox()
        self.box.setChecked(ready)
        self.box.setFixedWidth(theme.current().px(18))
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(hint)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Text(name, "medium", wrap=True))
        if hint:
            column.addWidget(Text(hint, "secondary", wrap=True))
        lay_row(self, words, self.box, None)
        self.box.toggled.connect(self.toggled)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let a click on the words tick the box."""
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.box.toggle()


class PapersCard(Card):
    """The papers an application needs, and how many are there."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Documents"))
        self.rows: list[PaperRow] = []
        self.badge = Badge.of("verification", "unverified", _("List not verified"))
        self.bar = ProgressBar(_("Documents"))
        self.add_action(self.badge)

    def show_papers(self, papers: Sequence[Paper], ready: Collection[str]) -> None:
        """Show papers; rows that stay keep the focus."""
        if [row.code for row in self.rows] != [paper.code for paper in papers]:
            self.clear_rows()
            self.bar = ProgressBar(_("Documents"))
            self.add(self.bar)
            self.rows = [PaperRow(paper, ready=paper.code in ready) for paper in papers]
            for row in self.rows:
                row.toggled.connect(self._on_toggled)
                self.add_row(row)
        for row in self.rows:
            row.box.blockSignals(True)
            row.box.setChecked(row.code in ready)
            row.box.blockSignals(False)
        self.badge.setVisible(any(not paper.fact.verified for paper in papers))
        self._tell()

    def ready(self) -> tuple[str, ...]:
        """The papers that are there."""
        return tuple(row.code for row in self.rows if row.box.isChecked())

    def _on_toggled(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        ready, needed = len(self.ready()), len(self.rows)
        self.set_count(_("{ready} of {needed}").format(ready=ready, needed=needed))
        self.bar.setValue(round(100 * ready / needed) if needed else 0)
        self.bar.setVisible(bool(needed))


class OtherwiseCard(Card):
    """Where to turn when legal aid is refused or not due: only what the pack holds, with its dates."""

    def __init__(self, pack: Pack, today: date) -> None:
        super().__init__(_("If refused or not entitled"))
        self._pack, self._today = pack, today
        self._hotline()
        self._free_aid()
        appeal = pack.aid.procedure.get(APPEAL)
        if appeal is not None:
            self._row("scales", _("If the Service refuses"), appeal.name(language()), appeal.fact)

    def _hotline(self) -> None:
        number = self._pack.aid.authority.hotline
        line = next((line for line in self._pack.hotlines.values() if line.number == number), None)
        name = line.name(language()) if line else self._pack.aid.authority.name(language())
        fact = line.fact if line else self._pack.aid.authority.fact
        note = listed(as_of_text(fact), self._pack.aid.authority.site, between="\n")
        self._row("phone-call", f"{name} {number}", note, fact)

    def _free_aid(self) -> None:
        for kind in self._pack.aid.kinds.values():
            if kind.income_test is False:
                self._row("house-line", opening(kind.name(language())), listed(
                    _("no income test"), text_in(kind.providers, language())), kind.fact)

    def _row(self, icon: str, title: str, note: str, fact: Fact) -> None:
        row = fact_row(title, note, fact_badge(fact, self._today), Glyph(icon, "text-2", 18))
        row.setToolTip(trust_text(fact, self._today))
        row.setAccessibleDescription(row.toolTip())
        self.add_row(row)


def fact_row(title: str, note: str, badge: Badge, leading: Glyph | None = None) -> QWidget:
    """A statement with how far it was checked: beside it, or below where the badge would take its room."""
    px = theme.current().px
    if badge.sizeHint().width() <= px(_BESIDE):
        return ListRow(title, note, leading=leading, trailing=badge, wrap=True)
    held, line = QWidget(), QHBoxLayout()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, px(8))
    column.setSpacing(0)
    column.addWidget(ListRow(title, note, leading=leading, wrap=True))
    line.setContentsMargins(px(40 if leading else 12), 0, px(12), 0)
    line.addWidget(badge)
    line.addStretch(1)
    column.addLayout(line)
    return held
