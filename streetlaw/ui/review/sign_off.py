"""The foot of the comments: what is asked of the lawyer, what is confirmed, and the decision."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.review import Check, ReviewCase, Verdict
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_long
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Text


class Tasks(QWidget):
    """Short texts, one a line: what the lawyer is asked to do."""

    changed = Signal(object)
    """The new tuple of tasks."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tasks: tuple[str, ...] = ()
        self.line = QLineEdit()
        self.line.setAccessibleName(_("New task for the lawyer"))
        self.line.setPlaceholderText(_("Add a task, then Enter"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(10))
        column.setSpacing(px(6))
        column.addWidget(Text(_("Tasks for the lawyer"), "section"))
        column.addLayout(self._rows)
        column.addWidget(self.line)
        self.line.returnPressed.connect(self._on_added)
        self.line.textEdited.connect(self._on_edited)

    def show_tasks(self, tasks: tuple[str, ...], *, fixed: bool) -> None:
        """Show the tasks; fixed ones can only be read."""
        self._tasks = tasks
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for index, task in enumerate(tasks):
            self._rows.addWidget(self._row(index, task, fixed=fixed))
        self.line.setVisible(not fixed)
        self.setVisible(bool(tasks) or not fixed)

    def _row(self, index: int, task: str, *, fixed: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(8))
        line.addWidget(Glyph("check-square", "text-2"))
        line.addWidget(Text(task, wrap=True), 1)
        if not fixed:
            remove = IconButton("x", _("Remove the task: {task}").format(task=task), kind="quiet")
            remove.clicked.connect(partial(self._on_removed, index))
            line.addWidget(remove)
        return row

    def _on_added(self) -> None:
        if self.line.text().strip():
            self.changed.emit((*self._tasks, self.line.text()))

    def _on_removed(self, index: int) -> None:
        self.changed.emit((*self._tasks[:index], *self._tasks[index + 1:]))

    def _on_edited(self, _text: str) -> None:
        self.edited.emit()


class SignOff(QWidget):
    """Three things to confirm, and two ways to decide; closed ways say why."""

    checks_changed = Signal(object)
    sign_wanted = Signal()
    return_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Text(_("Sign-off"), "section")
        self.checks = {Check.FACTS: QCheckBox(_("Facts and sources are clear")),
                       Check.CONSENTS: QCheckBox(_("Consents cover what we plan")),
                       Check.DEADLINE: QCheckBox(_("Deadline and channel confirmed"))}
        self.why = Banner("", "warning")
        self.give_back = Button(_("Return with comments"), icon="arrow-u-up-left")
        self.sign = Button(_("Sign off"), kind="primary", icon="pen-nib")
        self.again = Button(_("Open it again"), icon="arrow-counter-clockwise")
        self._decided = Text("", ink="text-2", wrap=True)
        self._lay_out()
        for box in self.checks.values():
            box.clicked.connect(self._on_checked)
        self.sign.clicked.connect(self.sign_wanted)
        self.give_back.clicked.connect(self.return_wanted)
        self.again.clicked.connect(self.reopen_wanted)

    def show_case(self, case: ReviewCase) -> None:
        """Show what is confirmed, and what can be decided."""
        is_open = case.verdict is Verdict.OPEN
        for check, box in self.checks.items():
            box.setChecked(check in case.checks)
            box.setVisible(is_open)
        reason = _reason(case) if is_open else ""
        self.why.show_message(reason)
        self.why.setVisible(bool(reason))
        for button in (self.give_back, self.sign):
            button.setVisible(is_open)
        self.give_back.setEnabled(bool(case.comments))
        self.sign.setEnabled(not case.must_fix_open and set(case.checks) == set(Check))
        self.again.setVisible(not is_open and not case.sent_back)
        self._decided.setVisible(not is_open)
        self._decided.setText("" if is_open else _decision(case))

    def _on_checked(self, _on: bool) -> None:
        self.checks_changed.emit(tuple(check for check, box in self.checks.items() if box.isChecked()))

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(10), px(12), px(12))
        column.setSpacing(px(4))
        column.addWidget(self._title)
        column.addWidget(self._decided)
        for box in self.checks.values():
            column.addWidget(box)
        column.addWidget(self.why)
        column.addSpacing(px(4))
        row = FlowLayout(spacing=px(8))
        for button in (self.give_back, self.sign, self.again):
            row.addWidget(button)
        column.addLayout(row)


def _reason(case: ReviewCase) -> str:
    """Why a way of deciding is closed."""
    if case.must_fix_open:
        return ngettext("{n} comment is marked “must fix”. Sign-off opens when it is settled.",
                        "{n} comments are marked “must fix”. Sign-off opens when they are settled.",
                        case.must_fix_open).format(n=case.must_fix_open)
    unchecked = len(set(Check) - set(case.checks))
    if unchecked and not case.comments:
        return _("Confirm all three points to sign off, or write a comment to return the case.")
    if unchecked:
        return _("Confirm all three points to sign off.")
    return "" if case.comments else _("Write a comment if you want to return the case.")


def _decision(case: ReviewCase) -> str:
    day = day_long(case.decided_on) if case.decided_on else ""
    said = _("Signed off on {day}.") if case.verdict is Verdict.SIGNED_OFF else _("Returned on {day}.")
    sent = _("It left in a sealed review.") if case.sent_back else _("Not sent yet: seal the review.")
    return f"{said.format(day=day)} {sent}"
