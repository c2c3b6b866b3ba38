"""Notes and time: what was said, what was done, and how long it took."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from streetlaw.domain.action import Action, ActionKind, Note
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.translation import translate
from streetlaw.ui.cases.action_form import ActionForm
from streetlaw.ui.cases.note_form import NoteForm
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.cases.words import labels, listed, minutes_text, opening
from streetlaw.ui.dates import day_full, day_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.row_menu import offer_menu
from streetlaw.ui.parts.rows import ButtonRow
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import ToneName

_MOST = 50
_ICONS = {"meeting": "chat-centered-text", "call": "phone-call", "message": "envelope-simple",
          "observation": "eye"}


class Notes(View):
    """Notes at the left, interventions at the right; a row opens in the form above it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.form = NoteForm(page)
        self.notes = Card(_("Notes"))
        self.action_form = ActionForm(page)
        self.steps = Card(_("What was done"))
        self.add = Button(_("Record a step"), icon="plus")
        self.add.clicked.connect(self._on_add)
        self.steps.add_action(self.add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((column_of(self.form, self.notes, name=_("Notes")), 1),
                                (column_of(self.action_form, self.steps, name=_("What was done")), 1)))
        keys = QShortcut(QKeySequence("Ctrl+Return"), self.form)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.form.on_save)

    def show_read(self, read: Read) -> None:
        """Show a client's notes and interventions."""
        super().show_read(read)
        self.form.show_read(read)
        self.action_form.show_read(read)
        self._fill_notes(read)
        self._fill_actions(read)

    def enter(self, route: Route) -> None:
        """Look for a note or a step that was begun."""
        own = Route("client", route.record_id, "notes")
        self.form.begin(self.client, own)
        self.action_form.begin(self.client, Route("client", route.record_id, "notes", {"part": "step"}))
        if route.extra.get("part") == "note":
            self.form.text.setFocus()
        elif route.extra.get("part") == "complaint":
            self.action_form.edit(Action(kind=ActionKind.COMPLAINT))

    def _fill_notes(self, read: Read) -> None:
        notes = sorted(read.file.notes, key=_written, reverse=True)
        total = sum(note.minutes for note in notes)
        time = minutes_text(total) if total else ""
        self.notes.set_count(listed((str(len(notes)), time)) if notes else None)
        self.notes.clear_rows()
        for note in notes[:_MOST]:
            self.notes.add_row(self._note(note))
        if not notes:
            self.notes.body.addWidget(EmptyState("note", _("No notes yet"), _("A note after each contact "
                                                                             "keeps the memory fresh.")))

    def _fill_actions(self, read: Read) -> None:
        actions = sorted(read.file.actions, key=_done_on, reverse=True)
        total = sum(action.minutes for action in actions) + sum(note.minutes for note in read.file.notes)
        time = _("all work: {time}").format(time=minutes_text(total)) if total else ""
        self.steps.set_count(listed((str(len(actions) or ""), time)) or None)
        self.steps.clear_rows()
        for action in actions[:_MOST]:
            self.steps.add_row(self._action(action))
        if not actions:
            self.steps.body.addWidget(EmptyState(
                "paper-plane-tilt", _("Nothing recorded yet"),
                _("Consultations, complaints, hearings: with the registration number and the answer.")))

    def _note(self, note: Note) -> ButtonRow:
        written = note.written.astimezone(self.desk.pack.zone).date() if note.written else None
        day = day_text(written, self.desk.today) if written else ""
        head = listed((day, opening(translate(wording.NOTE[note.kind])),
                       minutes_text(note.minutes) if note.minutes else ""))
        row = ButtonRow(head, note.text, wrap=True, leading=Glyph(_ICONS[note.kind], "text-2", 18))
        row.opened.connect(partial(self.form.edit, note))
        offer_menu(row, (_("Put the note right"), partial(self.form.edit, note)))
        return row

    def _action(self, action: Action) -> ButtonRow:
        pack = self.desk.pack
        channel = labels(pack, "channels", (action.channel,)) if action.channel else ""
        title = listed((opening(translate(wording.ACTION[action.kind])), action.authority or channel), ": ")
        number = _("No. {number}").format(number=action.registration_no) if action.registration_no else ""
        note = listed((day_text(action.done_on, self.desk.today) if action.done_on else "", number,
                       minutes_text(action.minutes) if action.minutes else "", action.remarks))
        row = ButtonRow(title, note, trailing=self._answer(action),
                        leading=Glyph("paper-plane-tilt" if action.authority or channel else "briefcase",
                                      "text-2", 18))
        row.opened.connect(partial(self.action_form.edit, action))
        offer_menu(row, (_("Put right"), partial(self.action_form.edit, action)))
        return row

    def _answer(self, action: Action) -> Badge | None:
        if action.answer:
            tone: ToneName = "success" if action.answer == "favourable" else "info"
            badge = Badge(opening(translate(wording.ANSWER[action.answer])), tone, "envelope")
        elif action.answer_due is None:
            return None
        else:
            late = action.answer_due < self.desk.today
            text = _("answer due {day}").format(day=day_full(action.answer_due))
            badge = Badge(opening(text), "danger" if late else "warning", "hourglass-medium")
        badge.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return badge

    def _on_add(self) -> None:
        self.action_form.edit(Action())


def _written(note: Note) -> datetime:
    return note.written or datetime.min.replace(tzinfo=UTC)


def _done_on(action: Action) -> date:
    return action.done_on or date.min
