"""The editor of an incident: sections at the left, the form, and what the law says at the right."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Party
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.incidents import finish_incident, remove_incident, save_incident
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.choose_person import ChoosePerson
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.incidents.deeds import Deeds
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
        self._read: Read | None = None
        self._keeper: DraftKeeper | None = None
        self._kept = ""
        self.sheet = Sheet(desk, desk.pack)
        self._beside, self._left = _Room(), _Room()
        self.person = ChoosePerson(desk, navigator, _(
            "An incident belongs to a person. Choose them, or begin with an intake; a code is enough."))
        self.done = Button(_("Finish"), kind="primary", keys="Ctrl Enter")
        self.history = IconButton("clock-counter-clockwise", _("History of this incident"), kind="quiet")
        self.saved = Badge.of("save", "saved")
        self.deeds, self.versions, self.other_law = Deeds(self), Versions(self), OtherLaw(self)
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    # ── Being shown ──────────────────────────────────────────────────────────────────────────────────────

    def open(self, route: Route) -> None:
        """Show a stored incident, a new one of `extra["client"]`, or ask first whom it is about."""
        self._end_draft()
        self._read = None
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
        if self._read is None:
            self.open(self.route)

    def refresh(self, outcome: Outcome) -> None:
        """Follow changes of this incident, its files and the deadlines of its case."""
        if self._read is not None:
            if outcome.touches(Attachment, Consent, Deadline, Party):
                self.deeds.read_again()
            self.versions.follow(outcome)

    def state(self) -> dict[str, object]:
        """The section in work."""
        return {"section": self.sheet.section}

    def restore(self, state: dict[str, object]) -> None:
        """Take up the section in work."""
        self.sheet.section = str(state.get("section", WHEN))

    def on_refused(self, error: StreetLawError) -> None:
        """Show a refusal where it belongs: at its field, at what is missing, or over the page."""
        if error.code == "incident.incomplete":
            self.sheet.mark_missing()
        elif error.code == "record.changed":
            self.versions.read_stored()
        elif not self.form.show_refusal(error):
            super().on_refused(error)

    # ── The incident ─────────────────────────────────────────────────────────────────────────────────────

    @property
    def form(self) -> IncidentForm:
        """The fields of the sheet in use."""
        return self.sheet.form

    @property
    def incident(self) -> Incident:
        """The incident as it was read; what is written since is in `written`."""
        return self._read.incident if self._read else Incident()

    @property
    def written(self) -> Incident:
        """The incident with what the form says."""
        return self.form.incident(self.incident)

    @property
    def code(self) -> str:
        """The code of the person."""
        return self._read.client.code if self._read else ""

    def values(self) -> dict[str, Any]:
        """The form as plain data, for the draft."""
        return {"title": N_("{code}: incident"), "of": self.code, "revision": self.incident.revision,
                **self.form.values()}

    def take(self, values: dict[str, Any]) -> None:
        """Show a draft; when a newer version was stored since, that one is offered beside it."""
        code = values["incident"].get("jurisdiction", "")
        self.other_law.ensure(code, partial(self._take, values))

    def _take(self, values: dict[str, Any]) -> None:
        self.form.take(values)
        self.show_again()
        if self.incident.revision != values["revision"]:
            self.versions.offer(self.incident)

    def rebase(self, stored: Incident) -> None:
        """Go on from that stored version; what is written stays."""
        if self._read is not None:
            self._read = replace(self._read, incident=stored)
            self.sheet.draw(stored, self._read.rules_of(self.sheet.jurisdiction))

    def begin_anew(self) -> None:
        """The stored incident was taken back: what is in the form is a new one again."""
        self.form.evidence.show_files(())
        self.rebase(replace(self.incident, id="", revision=0))
        self._go_on_as(Route("incident", extra={"client": self.incident.client_id}))
        if self._keeper is not None:
            self._keeper.touch()

    def show_beside(self, read: Read) -> None:
        """Show files, deadlines and consent as they are now; the incident and what is written stay."""
        self._read = replace(read, incident=self.incident)
        self.sheet.show_read(self._read)

    def show_again(self) -> None:
        """Show what was read on the sheet in use: it may be another one; the draft follows."""
        if self._read is not None:
            self.sheet.show_read(self._read)
            self._on_edited()

    def use_law(self, pack: Pack, jurisdiction: str) -> None:
        """Go on with an empty sheet in the words of that law."""
        before = self.sheet
        self.sheet = Sheet(self.desk, pack, jurisdiction)
        self.sheet.section = before.section
        self._serve(self.sheet)
        self._pages.setCurrentWidget(self.sheet)
        self._pages.removeWidget(before)
        for gone in (before, before.law, before.outline):
            gone.hide()
            gone.deleteLater()
        self._fit()

    def _on_read(self, read: Read) -> None:
        self._read = read
        if self.sheet.jurisdiction != read.incident.jurisdiction:
            self.use_law(read.pack, read.incident.jurisdiction)
        self.sheet.setEnabled(True)
        self.form.offer_people(read.people)
        self.form.show_incident(read.incident)
        self.show_beside(read)
        self._begin_draft()
        self._name_place()
        self.set_top_actions(*((self.history,) if read.incident.id else ()), self.done)
        self.sheet.go_to(self.sheet.section if read.incident.id else WHEN)

    def _on_names(self) -> None:
        if self._read is not None:
            self.form.offer_people(self._read.people)

    def _on_history(self) -> None:
        if self._read is not None:
            self.navigator.go(Route("history", self._read.incident.id, extra={"kind": "incident"}))

    def _name_place(self) -> None:
        kept = self._keeper is not None and self._kept == self._keeper.key
        self.set_place(_("Incident"), parent=self.code, parent_route=Route("client", self.incident.client_id),
                       badge=self.saved if kept else None)

    def _on_person(self, client_id: str) -> None:
        route = Route("incident", extra={"client": client_id})
        self.navigator.replace(route)
        self.open(route)

    # ── Keeping and saving ───────────────────────────────────────────────────────────────────────────────

    def adopt(self, stored: Incident) -> None:
        """Go on from what was stored from here: the draft is no longer needed."""
        if self._keeper is not None:
            self._keeper.drop()
        self.versions.forget()
        self.rebase(stored)
        self._go_on_as(Route("incident", stored.id))

    def _begin_draft(self) -> None:
        self._keeper = DraftKeeper(self.desk, self.route, self, self.values, self.take)
        self._keeper.kept.connect(self._on_kept)
        self._keeper.begin(self._on_begun)

    def _end_draft(self) -> None:
        if self._keeper is not None:
            self._keeper.keep()
            self._keeper.deleteLater()
            self._keeper = None

    def _go_on_as(self, route: Route) -> None:
        if self._keeper is not None:
            self._keeper.move(route)
        if self.navigator.page is self and self.route != route:
            self.navigator.replace(route)

    def _on_begun(self, found: bool) -> None:
        if found:
            self.rebase(self.incident)

    def _on_kept(self, at: QTime) -> None:
        self.saved.show_badge(_("Saved {time}").format(time=at.toString("HH:mm")), "success", "lock-key")
        if self._keeper is not None:
            self._kept = self._keeper.key
        if self.heading.badge is None:
            self._name_place()

    def _on_edited(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()

    def _on_done(self) -> None:
        if self._read is not None and not self.form.problem():
            self.run(finish_incident, self.written, done=self._on_saved)

    def _on_incomplete(self) -> None:
        if self._read is not None and not self.form.problem():
            self.run(save_incident, self.written, done=self._on_saved)

    def _on_saved(self, outcome: Outcome) -> None:
        stored = outcome.the(Incident)
        self.adopt(stored)
        text = _("{code}: incident saved, incomplete") if stored.missing else _("{code}: incident saved")
        self.navigator.back()
        self.navigator.toast(text.format(code=self.code), undo=True)

    def _on_remove(self) -> None:
        if self.incident.id:
            self.run(remove_incident, self.incident, done=self._on_removed)

    def _on_removed(self, _outcome: Outcome) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        text = _("{code}: incident removed").format(code=self.code)
        self._read = None
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
        sheet.edited.connect(self._on_edited)
        sheet.notices.incomplete_wanted.connect(self._on_incomplete)

    def _connect(self) -> None:
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
