"""Adding a deadline: by a rule of the law and the event it counts from, or by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QLineEdit

from streetlaw.domain.deadline import Whose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.translation import N_, language
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import Form
from streetlaw.ui.cases.words import choices, choose, combo
from streetlaw.ui.day_edit import DayEdit
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.segmented import Segmented

_BY_HAND = ""
_AT = {"deadline.title_needed": "title", "deadline.due_needed": "day", "deadline.base_needed": "day",
       "date.in_future": "day", "date.invalid": "day", "deadline.exists": "rule",
       "deadline.time_needed": "time", "hour.invalid": "time"}


class DeadlineForm(Form):
    """A deadline to be; hidden until somebody wants to add one."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("New deadline"))
        self._read: Read | None = None
        self.rule = combo(_rules(page.desk.pack))
        self.title, self.day, self.time = QLineEdit(), DayEdit(), QLineEdit()
        self.time.setPlaceholderText("14:30")
        self.whose = Segmented(choices(wording.WHOSE), name=_("Whose deadline"), value=Whose.OURS)
        self.save = Button(_("Add"), kind="primary")
        self.cancel = Button(_("Cancel"))
        self._lay_out()
        self._connect()
        self.setVisible(False)

    def show_form(self) -> None:
        """Show the form and begin with the rule."""
        self.setVisible(True)
        self.rule.setFocus()

    def show_read(self, read: Read) -> None:
        """Stand for this client."""
        self._read = read

    def values(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {"title": N_("{code}: deadline"), "of": self.code, "rule": self.rule.currentData(),
                "what": self.title.text(), "day": self.day.text(), "time": self.time.text(),
                "whose": self.whose.value()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; a draft opens the form."""
        choose(self.rule, values.get("rule", _BY_HAND))
        self.title.setText(values.get("what", ""))
        self.day.setText(values.get("day", ""))
        self.time.setText(values.get("time", ""))
        self.whose.choose(values.get("whose", Whose.OURS))
        self._on_rule()
        self.setVisible(bool(values))

    def _on_rule(self, *_index: object) -> None:
        rule = self.page.desk.pack.rules.get(self.rule.currentData())
        self.fields["title"].setVisible(rule is None)
        self.whose.setVisible(rule is None)
        in_hours = rule is not None and rule.span is not None and rule.span.unit == "hours"
        self.fields["time"].setVisible(in_hours)
        event = rule.base.get(language(), "") if rule is not None else ""
        self.fields["day"].set_hint(_("Counted from: {event}").format(event=event) if event else
                                    "" if rule is None else _("The day of the event it is counted from."))

    def _on_save(self) -> None:
        if self._read is None:
            return
        self.show_problem("", "")
        try:
            command = self._command(self._read)
        except StreetLawError as refusal:
            self._on_refused(refusal)
            return
        self.page.run(add_deadline, command, done=self._on_added, refused=self._on_refused)

    def _command(self, read: Read) -> AddDeadline:
        rule, day = self.rule.currentData(), self.day.day()
        own = AddDeadline(client_id=read.file.client.id, case_id=read.case.id if read.case else "")
        if rule == _BY_HAND:
            return replace(own, title=self.title.text(), due=day,
                           whose=Whose(self.whose.value() or Whose.OURS))
        moment = self.day.moment(self.time.text(), self.page.desk.pack.zone) if self.time.text() else None
        return replace(own, rule=rule, base=day, base_at=moment)

    def _on_added(self, _outcome: Outcome) -> None:
        self.keeper.drop()
        self.take({})
        self.page.navigator.toast(_("{code}: deadline added").format(code=self.code), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        self.show_refusal(error, _AT)

    def _on_cancel(self) -> None:
        self.keeper.drop()
        self.take({})

    def _lay_out(self) -> None:
        self.fields = {
            "rule": Field(_("By which rule"), self.rule),
            "title": Field(_("What has to be done"), self.title, required=True),
            "day": Field(_("Day"), self.day, required=True),
            "time": Field(_("Hour of the event"), self.time, required=True),
        }
        self.add(stacked(*self.fields.values(), self.whose, in_line(self.save, self.cancel, None)))

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self._on_cancel)
        self.rule.activated.connect(self._on_rule)
        for told in (self.rule.activated, self.title.textEdited, self.day.textEdited, self.time.textEdited,
                     self.whose.chosen):
            told.connect(self.keeper.touch)


def _rules(pack: Pack) -> list[Option]:
    by_hand = Option(_BY_HAND, _("By hand, without a rule"))
    return [by_hand, *(Option(rule.code, rule.name(language())) for rule in pack.rules.values())]
