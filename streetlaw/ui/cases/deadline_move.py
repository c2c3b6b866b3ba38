"""Correcting the event a deadline is counted from: what moves from when to when is shown before it does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.deadline import Deadline, DeadlineStatus, Unit
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.services.recounting import RecountDeadline, with_event
from streetlaw.translation import N_, language
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import Form
from streetlaw.ui.clocks.moment import MomentEdit
from streetlaw.ui.counting import because, moved_since, steps_text
from streetlaw.ui.day_edit import DayEdit
from streetlaw.ui.deadlines import deadline_title
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.line import stacked
from streetlaw.ui.parts.text import Text


class MoveForm(Form):
    """Asks for the right day, for limits in hours for the right moment; hidden until one is to be corrected.

    `move_wanted` carries the RecountDeadline.
    """

    move_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Correct the event"), icon="pencil-simple")
        self._read: Read | None = None
        self._deadline: Deadline | None = None
        self.what = Text("", "medium", wrap=True)
        self.day, self.moment = DayEdit(), MomentEdit()
        self.moved, self.steps = Text("", "medium", wrap=True), Text("", "secondary", wrap=True)
        self.verb = Button(_("Move the deadline"), kind="primary")
        self.leave = Button(_("Leave it"))
        self._lay_out()
        self._connect()
        self.setVisible(False)

    def show_read(self, read: Read) -> None:
        """Stand for this client; a deadline that was settled meanwhile is corrected no more."""
        before, self._read = self._read, read
        if before is not None and before.file.client.id != read.file.client.id:
            self.take({})
        if self._deadline is None:
            return
        found = self._find(self._deadline.id)
        if found is None:
            self.close_form()
        elif found != self._deadline:
            self._deadline = found
            self._follow()

    def ask(self, deadline: Deadline) -> None:
        """Ask for the right event of that deadline, beginning with the one it is counted from."""
        there = deadline.base_at.astimezone(self._law(deadline).zone) if deadline.base_at else None
        self._show(deadline)
        self.day.show_day(deadline.base)
        self.moment.show_moment(there.date() if there else deadline.base, there.time() if there else None)
        self._follow()
        self.first().setFocus()

    def first(self) -> QLineEdit:
        """The line to begin with."""
        return self.moment.hour if self._in_hours else self.day

    def values(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {"title": N_("{code}: correction of a deadline"), "of": self.code,
                "deadline": self._deadline.id if self._deadline else "",
                "day": (self.moment.day if self._in_hours else self.day).text(),
                "hour": self.moment.hour.text()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; a draft opens the form while its deadline can still be moved."""
        self._deadline = self._find(values["deadline"]) if values else None
        if self._deadline is None:
            self.setVisible(False)
            return
        self._show(self._deadline)
        (self.moment.day if self._in_hours else self.day).setText(values["day"])
        self.moment.hour.setText(values["hour"])
        self._follow()

    def close_form(self) -> None:
        """Forget what was typed: it is done, or not wanted."""
        self.keeper.drop()
        self.take({})

    def moved_on(self, deadline: Deadline) -> None:
        """Close if that deadline, which has moved, is the one asked about."""
        if self._deadline is not None and self._deadline.id == deadline.id:
            self.close_form()

    def command(self) -> RecountDeadline | None:
        """The move as it stands in the fields; None while they are empty. Raises `date.invalid`."""
        deadline = self._deadline
        if deadline is None:
            return None
        in_hours = self._in_hours
        at = self.moment.moment(self._law(deadline).zone) if in_hours else None
        base = None if in_hours else self.day.day()
        if base is None and at is None:
            return None
        return RecountDeadline(id=deadline.id, revision=deadline.revision, base=base, base_at=at)

    @property
    def field(self) -> Field:
        """The field of the day, or of the moment."""
        return self.fields["moment" if self._in_hours else "day"]

    @property
    def _in_hours(self) -> bool:
        span = self._law(self._deadline).rules[self._deadline.rule].span if self._deadline else None
        return span is not None and span.unit is Unit.HOURS

    def _law(self, deadline: Deadline) -> Pack:
        return self._read.file.packs[deadline.jurisdiction] if self._read else self.page.desk.pack

    def _find(self, deadline_id: str) -> Deadline | None:
        """The open deadline with that id, while the law still has its rule."""
        known = self._read.file.deadlines if self._read else ()
        return next((each for each in known if each.id == deadline_id and each.status is DeadlineStatus.OPEN
                     and each.rule in self._law(each).rules), None)

    def _show(self, deadline: Deadline) -> None:
        self._deadline = deadline
        law = self._law(deadline)
        self.what.setText(deadline_title(deadline, law))
        for field in self.fields.values():
            field.setVisible(field is self.field)
        event = law.rules[deadline.rule].base.get(language(), "")
        self.field.set_hint(_("Counted from: {event}").format(event=event) if event else "")
        self.setVisible(True)

    def _follow(self) -> None:
        """Show what the move would do; the button waits until it does something."""
        for text in (self.moved, self.steps):
            text.setText("")
        self.verb.setEnabled(False)
        self.field.set_error(None)
        try:
            command = self.command()
        except StreetLawError as error:
            self.field.set_error(sentence(error))
            return
        if command is not None and self._deadline is not None:
            self._preview(self._deadline, command)

    def _preview(self, deadline: Deadline, command: RecountDeadline) -> None:
        shown = with_event(self._law(deadline), deadline, command)
        stays = (shown.after.due, shown.after.due_at) == (deadline.due, deadline.due_at)
        self.verb.setEnabled(not stays)
        self.moved.setText(_("The last day stays: {reason}").format(reason=because(shown.after)) if stays
                           else moved_since(deadline, self._law(deadline), shown.after, shown.why))
        self.steps.setText("" if stays else "\n".join(steps_text(shown.after)))

    def _on_edited(self, *_said: object) -> None:
        self._follow()
        self.keeper.touch()

    def _on_move(self) -> None:
        if self.verb.isEnabled() and (command := self.command()) is not None:
            self.move_wanted.emit(command)

    def show_wrong(self, error: StreetLawError) -> None:
        """Say at the field why the deadline was not moved, or else over the page."""
        if error.code in ("date.in_future", "deadline.time_needed"):
            self.field.set_error(sentence(error))
            self.first().setFocus()
        else:
            self.page.on_refused(error)

    def _lay_out(self) -> None:
        self.fields = {"day": Field(_("When the event was"), self.day),
                       "moment": Field(_("When the event was"), self.moment)}
        foot = QWidget()
        flow = FlowLayout(foot, spacing=8)
        for button in (self.verb, self.leave):
            flow.addWidget(button)
        self.add(stacked(self.what, *self.fields.values(), self.moved, self.steps, foot))

    def _connect(self) -> None:
        self.day.textEdited.connect(self._on_edited)
        self.moment.changed.connect(self._on_edited)
        self.day.returnPressed.connect(self._on_move)
        self.moment.submitted.connect(self._on_move)
        self.verb.clicked.connect(self._on_move)
        self.leave.clicked.connect(self.close_form)
