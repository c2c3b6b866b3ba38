"""Correcting the event a deadline is counted from: what moves from when to when is shown before it does."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.deadline import Deadline, Unit
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.services.recounting import RecountDeadline, with_event
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.cases.day_edit import DayEdit
from streetlaw.ui.clocks.moment import MomentEdit
from streetlaw.ui.counting import because, moved_since, steps_text
from streetlaw.ui.deadlines import deadline_title
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.text import Text


class MoveQuestion(Question):
    """Asks for the right day, for limits in hours for the right moment; `command` is what was chosen."""

    def __init__(self, parent: QWidget, deadline: Deadline, pack: Pack) -> None:
        super().__init__(parent, deadline_title(deadline, pack),
                         _("The last day is counted anew from the event. Ctrl+Z takes it back."),
                         safe=_("Leave it"), verb=_("Move the deadline"), danger=False)
        self._deadline, self._pack = deadline, pack
        rule = pack.rules[deadline.rule]
        self._in_hours = rule.span is not None and rule.span.unit is Unit.HOURS
        self.day, self.moment = DayEdit(), MomentEdit()
        control = self.moment if self._in_hours else self.day
        self.field = Field(_("When the event was"), control)
        event = rule.base.get(language(), "")
        self.field.set_hint(_("Counted from: {event}").format(event=event) if event else "")
        self.moved, self.steps = Text("", "medium", wrap=True), Text("", "secondary", wrap=True)
        for widget in (self.field, self.moved, self.steps):
            self.body.addWidget(widget)
        self._show_event()
        self.day.textEdited.connect(self._on_edited)
        self.moment.changed.connect(self._on_edited)
        self._on_edited()
        self.first().setFocus()

    def first(self) -> QLineEdit:
        """The line to begin with."""
        return self.moment.hour if self._in_hours else self.day

    def command(self) -> RecountDeadline | None:
        """The move as it stands in the fields; None while they cannot be read."""
        own = RecountDeadline(id=self._deadline.id, revision=self._deadline.revision)
        try:
            if self._in_hours:
                at = self.moment.moment(self._pack.zone)
                return None if at is None else RecountDeadline(id=own.id, revision=own.revision, base_at=at)
            day = self.day.day()
        except StreetLawError as error:
            self.field.set_error(sentence(error))
            return None
        return None if day is None else RecountDeadline(id=own.id, revision=own.revision, base=day)

    def _show_event(self) -> None:
        deadline = self._deadline
        there = deadline.base_at.astimezone(self._pack.zone) if deadline.base_at else None
        self.day.show_day(deadline.base)
        self.moment.show_moment(there.date() if there else deadline.base, there.time() if there else None)

    def _on_edited(self, _text: str = "") -> None:
        self.field.set_error(None)
        command = self.command()
        if command is None:
            self.verb.setEnabled(False)
            self.moved.setText("")
            self.steps.setText("")
            return
        shown = with_event(self._pack, self._deadline, command)
        stays = (shown.after.due, shown.after.due_at) == (self._deadline.due, self._deadline.due_at)
        self.verb.setEnabled(not stays)
        self.moved.setText(_("The last day stays: {reason}").format(reason=because(shown.after)) if stays
                           else moved_since(self._deadline, self._pack, shown.after, shown.why))
        self.steps.setText("" if stays else "\n".join(steps_text(shown.after)))
