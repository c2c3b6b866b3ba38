"""Saying what a look at the law gave: right as it stands, wrong and corrected here, or not found out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.fact_check import CheckResult, FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services.law import fact_checks
from streetlaw.services.law.fact_checks import CheckFact
from streetlaw.services.law.facts import fact_of
from streetlaw.services.law.links import Link
from streetlaw.services.law.tables import LawTables
from streetlaw.services.ports import Work
from streetlaw.services.recounting import Recount
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.facts import confidence_text
from streetlaw.ui.law.cell_words import cell_hint, cell_label, statement_kind, statement_name
from streetlaw.ui.law.cells import ChoiceCell, LineCell, Says, cell_edit
from streetlaw.ui.law.check_pane import CheckPane
from streetlaw.ui.law.words import opening
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.elided_box import ElidedBox
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.partial_date import PartialDateEdit
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text_box import TextBox
from streetlaw.ui.route import Route

_AT = {"check.evidence_needed": "evidence", "check.confidence_needed": "confidence", "date.in_future": "day"}
_PAUSE_MS = 300


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement to be checked: its pack, what it rests on, its cells, and the checks so far."""

    pack: Pack
    link: Link
    fact: Fact
    cells: Mapping[str, str]
    checks: Sequence[FactCheck]


def read_statement(work: Work, tables: LawTables, jurisdiction: str, link: Link) -> Statement:
    """Read a statement with all the page shows; raises `check.unknown_fact`, `pack.unknown`."""
    pack = work.pack if jurisdiction == work.pack.code else work.pack_of(jurisdiction)
    cells = fact_checks.editable(work, tables, jurisdiction, link)
    return Statement(pack, link, fact_of(pack, link) or Fact(), cells,
                     fact_checks.checks_of(work, jurisdiction, link))


class FactPage(Page):
    """The form; beside it the statement as it holds now, and the deadlines that would move."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._statement: Statement | None = None
        self.result = Segmented([(CheckResult.CONFIRMED, _("Right as it stands")),
                                 (CheckResult.CORRECTED, _("Wrong: I correct it")),
                                 (CheckResult.UNCLEAR, _("Could not be checked"))],
                                name=_("What did the check show?"), value=CheckResult.CONFIRMED)
        self.day = PartialDateEdit(name=_("Checked on"))
        self.evidence = TextBox(3, example=_("What the text in force says, in your words or quoted"))
        self.reference, self.attachment = QLineEdit(), QLineEdit()
        self.confidence = ElidedBox()
        self.confidence.addItem(_("Choose"), "")
        for confidence in Confidence:
            self.confidence.addItem(opening(confidence_text(confidence)), confidence.value)
        self.cells: dict[str, LineCell | ChoiceCell] = {}
        self.now = Card()
        self.says = Says()
        self.corrections = Card(_("What it should say"), icon="pencil-simple")
        self.pane = CheckPane(desk.today)
        self.save = Button(_("Keep the check"), kind="primary", keys="Ctrl Enter")
        self.keeper = DraftKeeper(desk, Route("fact-check"), self, self.values, self.take)
        self._fields: dict[str, Field] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Read the statement the route names: pack, list and code."""
        self.set_place(_("Check of a fact"), parent=_("Law and aid"),
                       parent_route=Route("law", tab="due"))
        self._statement = None
        self.take({})
        jurisdiction, _sign, rest = route.record_id.partition(":")
        place, _sign, code = rest.partition(":")
        self.ask(read_statement, self.desk.tools.law, jurisdiction, Link(place, code), done=self._on_read,
                 latest="statement")

    def values(self) -> dict[str, Any]:
        """The form as plain data."""
        day = self.day.value()
        return {"title": N_("Check of a fact"), "result": self.result.value(),
                "day": day.edtf if day else "", "evidence": self.evidence.toPlainText(),
                "reference": self.reference.text(),
                "attachment": self.attachment.text(), "confidence": self.confidence.currentData(),
                "cells": {column: edit.text() for column, edit in self.cells.items()}}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} is an empty form."""
        self.result.choose(values.get("result") or CheckResult.CONFIRMED)
        self.day.set_value(PartialDate(values.get("day") or self.desk.today.isoformat()))
        self.evidence.fill(values.get("evidence", ""))
        self.reference.setText(values.get("reference", ""))
        self.attachment.setText(values.get("attachment", ""))
        self.confidence.setCurrentIndex(max(0, self.confidence.findData(values.get("confidence", ""))))
        for column, text in values.get("cells", {}).items():
            if column in self.cells:
                self.cells[column].setText(text)
        self._on_result()

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        px = theme.current().px
        card = Card(_("What did the check show?"), icon="circle-wavy-check")
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(14), px(12), px(14), px(14))
        column.setSpacing(px(12))
        self._fields = {
            "evidence": Field(_("What was read"), self.evidence, required=True, hint=_(
                "It may go to the publisher later, with your name: write nothing about any client here.")),
            "reference": Field(_("Where: the text, its date, its place"), self.reference, hint=_(
                "It becomes the source of the fact. The program opens nothing: write it so that others "
                "find it.")),
            "attachment": Field(_("Name of a paper or file kept elsewhere"), self.attachment),
            "confidence": Field(_("How far can it be trusted now?"), self.confidence, hint=_(
                "“Verified” needs the text in force or an official page.")),
            "day": Field(_("Checked on"), self.day)}
        column.addWidget(self.result)
        for field in self._fields.values():
            column.addWidget(field)
        card.add_row(held)
        self._cell_room = QVBoxLayout()
        self._cell_room.setSpacing(px(10))
        cells = QWidget()
        cells.setLayout(self._cell_room)
        self._cell_room.setContentsMargins(px(14), px(12), px(14), px(14))
        self.corrections.add_row(cells)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save)
        self.now.add(self.says)
        self.body.addWidget(self.now)
        self.body.addWidget(card)
        self.body.addWidget(self.corrections)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.set_inspector(self.pane)

    def _connect(self) -> None:
        self.result.chosen.connect(self._on_result)
        self.evidence.textChanged.connect(self._on_edited)
        self.reference.textChanged.connect(self._on_edited)
        self.attachment.textChanged.connect(self._on_edited)
        self.confidence.currentIndexChanged.connect(self._on_edited)
        self.day.changed.connect(self._on_edited)
        self._pause.timeout.connect(self._on_pause)
        self.save.clicked.connect(self._on_save)
        self.add_command(_("Keep the check"), self._on_save, keys="Ctrl+Return", icon="check")

    def _show_cells(self, statement: Statement) -> None:
        while item := self._cell_room.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.cells = {}
        for column, cell in statement.cells.items():
            edit = cell_edit(statement.pack, column, cell)
            edit.edited.connect(self._on_edited)
            self.cells[column] = edit
            self._cell_room.addWidget(Field(cell_label(column, statement.pack.languages), edit,
                                            hint=cell_hint(column)))

    # ── What happens ─────────────────────────────────────────────────────────────────────────────────────

    def _on_read(self, statement: Statement) -> None:
        again = self._statement is not None
        self._statement = statement
        name = statement_name(statement.pack, statement.link)
        self.pane.show_statement(name, statement_kind(statement.link), statement.fact, statement.checks)
        self.now.set_title(name)
        self.says.show_cells(statement.pack, statement.cells)
        if not again:
            self._show_cells(statement)
            self.keeper.move(self.route)
            self.keeper.begin()
            self.evidence.setFocus()

    def _on_result(self, _key: str = "") -> None:
        result = self.result.value()
        self.corrections.setVisible(result == CheckResult.CORRECTED)
        for name in ("reference", "confidence"):
            self._fields[name].setVisible(result != CheckResult.UNCLEAR)
        self._on_edited()

    def _on_edited(self, _told: object = None) -> None:
        for field in self._fields.values():
            field.set_error(None)
        self.clear_banner()
        if self._statement is not None:
            self.keeper.touch()
            self._pause.start()

    def _command(self) -> CheckFact | None:
        if self._statement is None:
            return None
        day = self.day.value()
        corrected = self.result.value() == CheckResult.CORRECTED
        stated = self.confidence.currentData()
        return CheckFact(
            jurisdiction=self._statement.pack.code, place=self._statement.link.place,
            code=self._statement.link.code, result=CheckResult(self.result.value() or CheckResult.UNCLEAR),
            checked_on=day.last if day else date.max, evidence=self.evidence.toPlainText(),
            reference=self.reference.text(), attachment=self.attachment.text(),
            confidence=Confidence(stated) if stated else None,
            cells={column: edit.text() for column, edit in self.cells.items()} if corrected else {})

    def _on_pause(self) -> None:
        """Say which deadlines would move, as far as the form says it already."""
        command = self._command()
        if command is not None and command.result is CheckResult.CORRECTED:
            self.ask(fact_checks.moved_by, self.desk.tools.law, command, done=self._on_moves,
                     refused=self._on_not_yet, latest="moves")
        else:
            self.pane.show_moves(())

    def _on_moves(self, moves: Sequence[Recount]) -> None:
        self.pane.show_moves(moves)

    def _on_not_yet(self, error: StreetLawError) -> None:
        self.pane.show_problem(sentence(error) if error.code == "check.breaks_pack" else "")

    def _on_save(self) -> None:
        command = self._command()
        if command is not None:
            self.run(fact_checks.check_fact, self.desk.tools.law, command, done=self._on_kept)

    def _on_kept(self, _outcome: Outcome) -> None:
        self.keeper.drop()
        self._statement = None
        self.navigator.toast(_("The check was kept"), undo=True)
        self.navigator.back()

    def on_refused(self, error: StreetLawError) -> None:
        """Say at the field what is missing, and in a banner what nothing but the whole form can say."""
        if error.code in _AT:
            self._fields[_AT[error.code]].set_error(sentence(error))
            self._fields[_AT[error.code]].setFocus()
        else:
            super().on_refused(error)
