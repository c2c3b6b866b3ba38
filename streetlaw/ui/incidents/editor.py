"""The editor of an incident: sections at the left, the form, and what the law says at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Party
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.services.incidents import finish_incident, remove_incident, save_incident
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.choose_person import ChoosePerson
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.deeds import Deeds
from streetlaw.ui.incidents.editing import Editing
from streetlaw.ui.incidents.form import WHEN, IncidentForm
from streetlaw.ui.incidents.other_law import OtherLaw
from streetlaw.ui.incidents.reading import Read, read_incident
from streetlaw.ui.incidents.sheet import Sheet
from streetlaw.ui.incidents.versions import Versions
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.route import Route

_OUTLINE_FROM = 840
"""Logical px of window width below which the list of sections gives way."""


class IncidentEditor(Page):
    """One incident. Every pause keeps an encrypted draft; "Finish" stores the incident itself."""

    grounds_visible = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.editing = Editing(self)
        self._kept = ""
        self._beside, self._left = _Room(), _Room()
        self.person = ChoosePerson(desk, navigator, _(
            "An incident belongs to a person. Choose them, or begin with an intake; a code is enough."))
        self.done = Button(_("Finish"), kind="primary", keys="Ctrl Enter")
        self.history = IconButton("clock-counter-clockwise", _("History of this incident"), kind="quiet")
        self.saved = Badge.of("save", "saved")
        self.deeds, self.versions = Deeds(self.editing), Versions(self.editing)
        self.other_law = OtherLaw(self.editing)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    # ── Being shown ──────────────────────────────────────────────────────────────────────────────────────

    def open(self, route: Route) -> None:
        """Show a stored incident, a new one of `extra["client"]`, or ask first whom it is about."""
        self.editing.end()
        self.versions.forget()
        self.clear_banner()
        self.set_top_actions()
        self.set_place(_("Incident"), parent=_("Incidents"), parent_route=Route("incidents"))
        client = route.extra.get("client", "")
        if route.record_id or client:
            self._pages.setCurrentWidget(self.sheet)
            self.sheet.setEnabled(False)
            self.ask(read_incident, route.record_id, client, route.extra.get("case", ""), done=self._on_read,
                     latest="incident")
        else:
            self._pages.setCurrentWidget(self.person)
            self.person.ask()
            self.person.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def resume(self) -> None:
        """Read again what was removed meanwhile: it may have been brought back."""
        if self.editing.read is None:
            self.open(self.route)

    def refresh(self, outcome: Outcome) -> None:
        """Follow changes of this incident, its files and the deadlines of its case."""
        if self.editing.read is not None:
            if outcome.touches(Attachment, Consent, Deadline, Party):
                self.deeds.read_again()
            self.versions.follow(outcome)

    def state(self) -> dict[str, object]:
        """The section in work."""
        return {"section": self.sheet.section}

    def restore(self, state: dict[str, object]) -> None:
        """Take up the section in work."""
        self.sheet.section = str(state.get("section", WHEN))

    def take_back(self) -> bool:
        """Bring back what was taken out of the form last."""
        return self.editing.read is not None and self.form.take_back()

    def on_refused(self, error: StreetLawError) -> None:
        """Show a refusal where it belongs: at its field, at what is missing, or over the page."""
        if error.code == "incident.incomplete":
            self.sheet.mark_missing()
        elif error.code == "record.changed":
            self.versions.read_stored()
        elif not self.form.show_refusal(error):
            super().on_refused(error)

    @property
    def sheet(self) -> Sheet:
        """The sheet in use."""
        return self.editing.sheet

    @property
    def form(self) -> IncidentForm:
        """The fields of the sheet in use."""
        return self.editing.form

    def _on_read(self, read: Read) -> None:
        self.editing.show_read(read)
        self.sheet.setEnabled(True)
        self._name_place()
        self.set_top_actions(*((self.history,) if read.incident.id else ()), self.done)
        self.sheet.go_to(self.sheet.section if read.incident.id else WHEN)

    def _on_names(self) -> None:
        if self.editing.read is not None:
            self.form.offer_people(self.editing.read.people)

    def _on_history(self) -> None:
        if self.editing.read is not None:
            self.navigator.go(Route("history", self.editing.incident.id, extra={"kind": "incident"}))

    def _name_place(self) -> None:
        keeper = self.editing.keeper
        kept = keeper is not None and self._kept == keeper.key
        client = Route("client", self.editing.incident.client_id)
        self.set_place(_("Incident"), parent=self.editing.code, parent_route=client,
                       badge=self.saved if kept else None)

    def _on_person(self, client_id: str) -> None:
        route = Route("incident", extra={"client": client_id})
        self.navigator.replace(route)
        self.open(route)

    def _on_kept(self) -> None:
        now = QTime.currentTime().toString("HH:mm")
        self.saved.show_badge(_("Saved {time}").format(time=now), "success", "lock-key")
        if self.editing.keeper is not None:
            self._kept = self.editing.keeper.key
        if self.heading.badge is None:
            self._name_place()

    # ── Saving ───────────────────────────────────────────────────────────────────────────────────────────

    def _on_done(self) -> None:
        if self.editing.read is not None and not self.form.problem():
            self.run(finish_incident, self.editing.written, done=self._on_saved, again=self._on_done)

    def _on_incomplete(self) -> None:
        if self.editing.read is not None and not self.form.problem():
            self.run(save_incident, self.editing.written, done=self._on_saved, again=self._on_incomplete)

    def _on_saved(self, outcome: Outcome) -> None:
        stored = outcome.the(Incident)
        self.editing.adopt(stored)
        text = _("{code}: incident saved, incomplete") if stored.missing else _("{code}: incident saved")
        self.navigator.back()
        self.navigator.toast(text.format(code=self.editing.code), undo=True)

    def _on_remove(self) -> None:
        if self.editing.incident.id:
            self.run(remove_incident, self.editing.incident, done=self._on_removed)

    def _on_removed(self, _outcome: Outcome) -> None:
        self.editing.drop_draft()
        text = _("{code}: incident removed").format(code=self.editing.code)
        self.editing.read = None
        self.navigator.back()
        self.navigator.toast(text, undo=True)

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panes follow the width of the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        writing = self._pages.currentWidget() is self.sheet
        wide = self.window().width() >= theme.current().px(_OUTLINE_FROM)
        self.sheet.place_law(beside=self.inspector_shown)
        for pane, room in ((self.side, wide), (self.inspector, self.inspector_shown)):
            if pane is not None:
                pane.setVisible(writing and room)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self._pages.addWidget(self.person)
        self.body.addWidget(self._pages)
        self.set_side(self._left)
        self.set_inspector(self._beside)
        self._serve(self.sheet)
        self._pages.setCurrentWidget(self.sheet)

    def _serve(self, sheet: Sheet) -> None:
        """Give a sheet its places, and do what is asked for on it."""
        self._pages.insertWidget(0, sheet)
        self._left.hold(sheet.outline)
        self._beside.hold(sheet.law)
        for helper in (self.deeds, self.versions, self.other_law):
            helper.serve(sheet)
        sheet.edited.connect(self.editing.touch)
        sheet.notices.incomplete_wanted.connect(self._on_incomplete)

    def _on_sheet(self, sheet: Sheet) -> None:
        """Put another sheet in the place of the one before, which goes."""
        before = self._pages.widget(0)
        self._serve(sheet)
        self._pages.setCurrentWidget(sheet)
        if isinstance(before, Sheet):
            self._pages.removeWidget(before)
            for gone in (before, before.law, before.outline):
                gone.hide()
                gone.deleteLater()
        self._fit()

    def _connect(self) -> None:
        self.editing.sheet_made.connect(self._on_sheet)
        self.editing.kept.connect(self._on_kept)
        self.done.clicked.connect(self._on_done)
        self.add_command(_("Finish the incident"), self._on_done, keys="Ctrl+Return", icon="check")
        self.add_command(_("Save the incident as it is"), self._on_incomplete, keys="Ctrl+S",
                         icon="floppy-disk")
        self.history.clicked.connect(self._on_history)
        self.add_command(_("Remove this incident"), self._on_remove, icon="trash")
        self.person.chosen.connect(self._on_person)
        self.desk.names.changed.connect(self._on_names)


class _Room(QWidget):
    """A place for one widget, which may be another later."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def hold(self, widget: QWidget) -> None:
        """Hold that widget in place of the one before."""
        while (item := self._column.takeAt(0)) is not None:
            if (before := item.widget()) is not None:
                before.hide()
        self._column.addWidget(widget)
