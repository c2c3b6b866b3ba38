"""The way of a referral: the steps gone, and the next one with who told us, when and why."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.services.referrals import MoveReferral
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full, day_text
from streetlaw.ui.day_edit import problem_with_needed_day
from streetlaw.ui.desk import Desk
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.partial_date import parse_partial_date
from streetlaw.ui.parts.status import status, status_label
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.timeline import TimelineItem
from streetlaw.ui.referrals.words import step_verb

_FIELDS = {"referral.reason_needed": "reason", "referral.confirmation_needed": "told_by",
           "referral.step_before_last": "on", "date.in_future": "on", "date.invalid": "on"}


class WayCard(Card):
    """Steps of a stored referral; `stepped` carries the MoveReferral the person asks for."""

    stepped = Signal(object)
    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("The way so far"))
        self._desk = desk
        self._referral = Referral()
        self.told_by, self.on, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self._fields: dict[str, Field] = {}

    def show_referral(self, referral: Referral) -> None:
        """Show the steps, and the fields of the next one."""
        self._referral = referral
        self.clear_rows()
        self.told_by, self.on, self.reason = QLineEdit(), QLineEdit(day_full(self._desk.today)), QLineEdit()
        self._fields = {}
        self.body.addSpacing(theme.current().px(10))
        for step in reversed(referral.steps):
            shown = status("referral", step.status)
            self.body.addWidget(TimelineItem(
                day_text(step.on, self._desk.today), status_label("referral", step.status),
                " · ".join(part for part in (step.told_by, step.reason) if part),
                icon=shown.icon, tone=shown.tone))
        if referral.is_new:
            self.add(Text(_("Save the referral first; then each step is recorded here."), "hint", wrap=True))
        elif not referral.next_statuses:
            self.add(Text(_("This referral is finished."), "hint", wrap=True))
        else:
            self.add(self._next(referral))

    def values(self) -> dict[str, str]:
        """What is written of the next step, as plain data."""
        return {"on": self.on.text(), "told_by": self.told_by.text(), "reason": self.reason.text()}

    def take(self, values: dict[str, str]) -> None:
        """Show plain data of the next step."""
        for line, name in ((self.on, "on"), (self.told_by, "told_by"), (self.reason, "reason")):
            line.setText(values.get(name, line.text()))

    def show_refusal(self, error: StreetLawError) -> bool:
        """Show a refused step at its field; False when the refusal is about something else."""
        self._clear_errors()
        name = _FIELDS.get(error.code)
        if name is None or name not in self._fields:
            return False
        self._fields[name].set_error(sentence(error))
        self._fields[name].setFocus()
        return True

    def _clear_errors(self) -> None:
        for field in self._fields.values():
            field.set_error(None)

    def _next(self, referral: Referral) -> QWidget:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self._fields = {"on": Field(_("On which day"), self.on),
                        "told_by": Field(_("Who told us"), self.told_by),
                        "reason": Field(_("Reason, when turned down or broken off"), self.reason)}
        for field in self._fields.values():
            column.addWidget(field)
        for line in (self.on, self.told_by, self.reason):
            line.textEdited.connect(self.edited)
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)
        for number, after in enumerate(referral.next_statuses):
            button = Button(step_verb(after), kind="plain" if number else "primary",
                            icon=status("referral", after).icon)
            button.clicked.connect(partial(self._on_clicked, after))
            flow.addWidget(button)
        column.addWidget(buttons)
        return held

    def _on_clicked(self, after: ReferralStatus) -> None:
        self._clear_errors()
        if problem := problem_with_needed_day(self.on.text()):
            self._fields["on"].set_error(problem)
            self._fields["on"].setFocus()
            return
        self.stepped.emit(MoveReferral(
            id=self._referral.id, revision=self._referral.revision, status=after,
            on=parse_partial_date(self.on.text()).first,
            told_by=self.told_by.text(), reason=self.reason.text()))

