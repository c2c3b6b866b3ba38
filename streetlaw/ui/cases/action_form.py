"""Recording what was done: an intervention, what was filed with an authority, and how it answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.action import Action, ActionKind, Answer
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.actions import save_action
from streetlaw.translation import N_, language
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.note_form import minutes_box
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import Form
from streetlaw.ui.cases.words import choices, choose, combo
from streetlaw.ui.day_edit import DayEdit, problem_with_day
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.text_box import TextBox

_AT = {"action.minutes_range": "minutes", "action.answered_before_done": "answered_on",
       "date.in_future": "done_on", "code.unknown": "channel"}
_DAYS = ("done_on", "answer_due", "answered_on")


class ActionForm(Form):
    """An intervention; hidden until somebody wants to record or change one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("What was done"), icon="paper-plane-tilt")
        self._read: Read | None = None
        self._base = Action()
        self.kind = combo(choices(wording.ACTION))
        pack = page.desk.pack
        self.channel = combo([Option("", _("none")), *(Option(channel.code, channel.name(language()))
                                                       for channel in pack.channels.values())])
        self.answer = combo([Option("", _("none yet")), *choices(wording.ANSWER)])
        self.authority, self.number = QLineEdit(), QLineEdit()
        self.days = {name: DayEdit() for name in _DAYS}
        self.minutes = minutes_box()
        self.remarks = TextBox(3)
        self.save = Button(_("Save"), kind="primary")
        self.cancel = Button(_("Cancel"))
        self._lay_out()
        self._connect()
        self.setVisible(False)

    def show_read(self, read: Read) -> None:
        """Stand for this client; what is typed over an intervention goes on from the one stored now."""
        self._read = read
        if self._base.id:
            gone = replace(self._base, id="", revision=0)
            self._base = next((one for one in read.file.actions if one.id == self._base.id), gone)

    def edit(self, action: Action) -> None:
        """Record a new intervention, or change this one."""
        self._show(action)
        self.setVisible(True)
        self.kind.setFocus()

    def values(self) -> dict[str, Any]:
        """The fields as plain data; an intervention that is changed is known by its id."""
        return {"title": N_("{code}: what was done"), "of": self.code, "id": self._base.id,
                "kind": self.kind.currentData(), "channel": self.channel.currentData(),
                "authority": self.authority.text(), "number": self.number.text(),
                "minutes": self.minutes.value(), "answer": self.answer.currentData(),
                "remarks": self.remarks.toPlainText(),
                "days": {name: edit.text() for name, edit in self.days.items()}}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; a draft opens the form."""
        actions = self._read.file.actions if self._read else ()
        self._show(next((one for one in actions if one.id == values.get("id")), Action()))
        self.setVisible(bool(values))
        if not values:
            return
        choose(self.kind, values["kind"])
        choose(self.channel, values["channel"])
        choose(self.answer, values["answer"])
        self.authority.setText(values["authority"])
        self.number.setText(values["number"])
        self._quietly(values["minutes"], values["remarks"])
        for name, edit in self.days.items():
            edit.setText(values["days"].get(name, ""))

    def _show(self, action: Action) -> None:
        self._base = action
        choose(self.kind, action.kind)
        choose(self.channel, action.channel)
        choose(self.answer, action.answer)
        self.authority.setText(action.authority)
        self.number.setText(action.registration_no)
        self._quietly(action.minutes, action.remarks)
        self.days["done_on"].show_day(action.done_on or self.page.desk.today)
        self.days["answer_due"].show_day(action.answer_due)
        self.days["answered_on"].show_day(action.answered_on)
        self.show_problem("", "")

    def _quietly(self, minutes: int, remarks: str) -> None:
        """Fill what tells of every change, without telling."""
        self.minutes.blockSignals(True)
        self.minutes.setValue(minutes)
        self.minutes.blockSignals(False)
        self.remarks.fill(remarks)

    def _on_save(self) -> None:
        if self._read is None:
            return
        self.show_problem("", "")
        for name, edit in self.days.items():
            if problem := problem_with_day(edit.text()):
                self.show_problem(name, problem)
                return
        case_id = self._base.case_id or (self._read.case.id if self._read.case else "")
        action = replace(
            self._base, client_id=self._read.file.client.id, case_id=case_id, minutes=self.minutes.value(),
            kind=ActionKind(self.kind.currentData()), channel=self.channel.currentData(),
            authority=self.authority.text().strip(), registration_no=self.number.text().strip(),
            answer=Answer(self.answer.currentData()), remarks=self.remarks.toPlainText().strip(),
            done_on=self.days["done_on"].day(), answer_due=self.days["answer_due"].day(),
            answered_on=self.days["answered_on"].day())
        self.page.run(save_action, action, done=self._on_saved, refused=self._on_refused)

    def _on_saved(self, _outcome: Outcome) -> None:
        self._put_away()
        self.page.navigator.toast(_("{code}: recorded").format(code=self.code), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        answered_later = error.code == "date.in_future" and self._answered_later()
        self.show_refusal(error, {**_AT, "date.in_future": "answered_on"} if answered_later else _AT)

    def _answered_later(self) -> bool:
        done, answered = self.days["done_on"].day(), self.days["answered_on"].day()
        return answered is not None and answered > self.page.desk.today and not (
            done is not None and done > self.page.desk.today)

    def _put_away(self) -> None:
        self.keeper.drop()
        self._show(Action())
        self.setVisible(False)

    def _lay_out(self) -> None:
        self.fields = {
            "kind": Field(_("Kind"), self.kind),
            "done_on": Field(_("Day"), self.days["done_on"], required=True),
            "minutes": Field(_("Minutes"), self.minutes),
            "channel": Field(_("Where to"), self.channel),
            "authority": Field(_("Authority, as it is called"), self.authority),
            "number": Field(_("Registration number"), self.number),
            "answer_due": Field(_("Answer due"), self.days["answer_due"]),
            "answered_on": Field(_("Answered on"), self.days["answered_on"]),
            "answer": Field(_("Answer"), self.answer),
            "remarks": Field(_("Remarks"), self.remarks),
        }
        lines = (("kind", "done_on", "minutes"), ("channel", "authority"), ("number", "answer_due"),
                 ("answered_on", "answer"), ("remarks",))
        self.add(stacked(*(self._beside(*names) for names in lines), in_line(self.save, self.cancel, None)))

    def _beside(self, *names: str) -> QWidget:
        line = in_line(*(self.fields[name] for name in names))
        row = line.layout()
        for at in range(len(names)):
            row.setStretch(at, 1)  # type: ignore[union-attr]
        return line

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self._put_away)
        edits = (self.authority, self.number, *self.days.values())
        told = (self.minutes.valueChanged, self.remarks.textChanged, *(edit.textEdited for edit in edits),
                *(box.activated for box in (self.kind, self.channel, self.answer)))
        for signal in told:
            signal.connect(self.keeper.touch)
