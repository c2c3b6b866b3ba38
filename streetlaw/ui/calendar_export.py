"""Chosen deadlines into a calendar outside the vault: days and hours, and nothing of anybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from streetlaw.domain.deadline import Deadline, Whose
from streetlaw.services.calendar_entries import Choice, calendar_choice, calendar_entries, note_calendar
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import files, theme
from streetlaw.ui.clocks.words import moment_text
from streetlaw.ui.dates import day_full
from streetlaw.ui.deadlines import deadline_title, whose_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.text import Text

_KINDS: files.Kinds = (("iCalendar", "*.ics"),)
_ROWS = 8


class CalendarQuestion(Question):
    """Which deadlines go into the file; says plainly what does not."""

    def __init__(self, parent: QWidget, choice: Choice) -> None:
        super().__init__(
            parent, _("Deadlines into a calendar"),
            _("The file holds days and hours only: no name, no code, nothing of any person, and nothing that "
              "was typed by hand. But whoever sees your calendar sees that something is due that day."),
            safe=_("Cancel"), verb=_("Save the file…"), danger=False)
        self._choice = choice
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Deadlines for the calendar"))
        self.rules = QCheckBox(_("Say which time limit of the law it is"))
        self.count = Text("", "hint")
        self.ours, self.all, self.none = Button(_("Only ours")), Button(_("All")), Button(_("None of them"))
        self._lay_out_choice()
        self._fill()
        self.list.itemChanged.connect(self._on_changed)
        self.ours.clicked.connect(self._on_ours)
        self.all.clicked.connect(self._on_all)
        self.none.clicked.connect(self._on_none)
        self._on_changed()

    def chosen(self) -> list[Deadline]:
        """The deadlines with a mark."""
        return [deadline for at, deadline in enumerate(self._choice.deadlines)
                if self.list.item(at).checkState() is Qt.CheckState.Checked]

    def _fill(self) -> None:
        for deadline in self._choice.deadlines:
            pack = self._choice.packs[deadline.jurisdiction]
            day = day_full(deadline.due) if deadline.due else ""
            if deadline.due_at is not None:
                hour = moment_text(deadline.due_at, pack.zone, deadline.due_at)
                day = f"{day} {hour}"
            item = QListWidgetItem(" · ".join(part for part in (
                day, self._choice.codes.get(deadline.client_id, ""), whose_text(deadline),
                deadline_title(deadline, pack)) if part))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)

    def _mark(self, whose: Sequence[Whose]) -> None:
        for at, deadline in enumerate(self._choice.deadlines):
            wanted = deadline.whose in whose
            self.list.item(at).setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)

    def _on_ours(self) -> None:
        self._mark((Whose.OURS,))

    def _on_all(self) -> None:
        self._mark(tuple(Whose))

    def _on_none(self) -> None:
        self._mark(())

    def _on_changed(self, _item: QListWidgetItem | None = None) -> None:
        number = len(self.chosen())
        self.count.setText(ngettext("{n} deadline chosen", "{n} deadlines chosen", number).format(n=number))
        self.verb.setEnabled(bool(number))

    def _lay_out_choice(self) -> None:
        px = theme.current().px
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for button in (self.all, self.ours, self.none):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.count)
        self.body.addLayout(row)
        self.list.setMinimumHeight(min(_ROWS, max(2, len(self._choice.deadlines))) * px(32))
        self.list.setMinimumWidth(px(460))
        self.body.addWidget(self.list)
        self.body.addWidget(self.rules)


class CalendarDeed(QObject):
    """Asks which deadlines and where to, writes the file, and lets the log say which went out."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def begin(self, client_id: str = "") -> None:
        """Choose among everybody's open deadlines, or among those of one client."""
        self._page.ask(calendar_choice, client_id, done=self._on_read, latest="calendar")

    def _on_read(self, choice: Choice) -> None:
        if not choice.deadlines:
            self._page.banner(_("No open deadline has a day that is still to come."), "info")
            return
        question = CalendarQuestion(self._page, choice)
        if question.exec():
            self._save(choice, question.chosen(), with_rules=question.rules.isChecked())
        question.deleteLater()

    def _save(self, choice: Choice, chosen: Sequence[Deadline], *, with_rules: bool) -> None:
        path = files.ask_where_to_save(self._page, _("Save the calendar file"), _("deadlines.ics"), _KINDS)
        if path is None:
            return
        papers, entries = self._page.desk.tools.papers, calendar_entries(chosen, with_rules=with_rules)
        self._page.desk.work_long(partial(papers.calendar, language=language()), entries, choice.packs,
                                  owner=self, done=partial(self._on_made, path, tuple(chosen)),
                                  refused=self._page.on_refused)

    def _on_made(self, path: Path, chosen: Sequence[Deadline], data: bytes) -> None:
        self._page.desk.write_file(path, data, owner=self, done=partial(self._on_written, chosen),
                                   refused=self._page.on_refused)

    def _on_written(self, chosen: Sequence[Deadline], _path: Path) -> None:
        self._page.run(note_calendar, chosen, undoable=False)
        text = ngettext("{n} deadline is in the calendar file", "{n} deadlines are in the calendar file",
                        len(chosen)).format(n=len(chosen))
        self._page.navigator.toast(text)
