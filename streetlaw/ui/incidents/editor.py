"""The editor of an incident: sections at the left, the form, and what the law says at the right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.services.deadlines import law_panel
from streetlaw.services.incidents import finish_incident, remove_incident, save_incident
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.incidents.choose_person import ChoosePerson
from streetlaw.ui.incidents.deeds import Deeds
from streetlaw.ui.incidents.form import WHEN, IncidentForm, form_values, sections
from streetlaw.ui.incidents.law import LawView
from streetlaw.ui.incidents.notices import Notices
from streetlaw.ui.incidents.outline import Outline
from streetlaw.ui.incidents.reading import Read, read_incident
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.route import Route

_OUTLINE_FROM = 840
"""Logical px of window width below which the list of sections gives way."""


class IncidentEditor(Page):
    """One incident. Every pause keeps an encrypted draft; "Done" stores the incident itself."""

    grounds_visible = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._read: Read | None = None
        self._other: Mapping[str, Any] | None = None
        self._newer_shown = False
        self._section = WHEN
        self._keeper: DraftKeeper | None = None
        self.form = IncidentForm(desk)
        self.law, self.law_below = LawView(desk), LawView(desk, scrolls=False)
        self.notices = Notices()
        self.person = ChoosePerson(desk, navigator)
        self.outline = Outline(sections(), _("It can be saved incomplete. Only “When”, “What was done” and "
                                             "“Source” are needed to finish."))
        self.done = Button(_("Done"), kind="primary", keys="Ctrl Enter")
        self.saved = Badge.of("save", "saved")
        self.deeds = Deeds(self)
        self._lay_out()
        self._connect()

    # ── Being shown ──────────────────────────────────────────────────────────────────────────────────────

    def open(self, route: Route) -> None:
        """Show a stored incident, a new one of `extra["client"]`, or ask first whom it is about."""
        self._end_draft()
        self._read, self._other = None, None
        self.notices.clear()
        self.clear_banner()
        self.set_place(_("Incident"), parent=_("Incidents"), parent_route=Route("incidents"))
        client = route.extra.get("client", "")
        if route.record_id or client:
            self._pages.setCurrentWidget(self._sheet)
            self._sheet.setEnabled(False)
            self.ask(read_incident, route.record_id, client, route.extra.get("case", ""), done=self._on_read,
                     latest="incident")
        else:
            self.set_top_actions()
            self._pages.setCurrentWidget(self.person)
            self.person.ask()
            self.person.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def refresh(self, outcome: Outcome) -> None:
        """Follow changes of this incident, its files and the deadlines of its case."""
        if self._read is None:
            return
        if outcome.touches(Attachment, Deadline):
            self.deeds.read_again()
        change = next((one for one in outcome.changes if one.id == self.incident.id), None)
        if change is None or not self.incident.id:
            return
        if not isinstance(change.after, Incident):
            self._on_gone()
        elif change.after.revision != self.incident.revision:
            self._on_newer(change.after)

    def state(self) -> dict[str, object]:
        """The section in work."""
        return {"section": self._section}

    def restore(self, state: dict[str, object]) -> None:
        """Take up the section in work."""
        self._section = str(state.get("section", WHEN))

    def on_refused(self, error: StreetLawError) -> None:
        """Show a refusal where it belongs: at its field, at what is missing, or over the page."""
        if error.code == "incident.incomplete":
            fields = self.written.missing
            self.form.mark_missing(fields)
            self.notices.show_missing(fields)
            self._draw()
        elif error.code == "record.changed":
            self.ask(read_incident, self.incident.id, "", "", done=self._on_stored, latest="newer")
        elif not self.form.show_refusal(error):
            super().on_refused(error)

    # ── The incident ─────────────────────────────────────────────────────────────────────────────────────

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
        return {"title": _("{code}: incident").format(code=self.code), "revision": self.incident.revision,
                **self.form.values()}

    def take(self, values: dict[str, Any]) -> None:
        """Show a draft; the revision it began with stays what a save is compared with."""
        self.form.take(values)
        if self._read is not None and self.incident.revision != values["revision"]:
            self._offer(self.incident)

    def _on_read(self, read: Read) -> None:
        self._read = read
        self._sheet.setEnabled(True)
        self.form.show_incident(read.incident)
        self.show_beside(read)
        self._begin_draft()
        self._name_place()
        self.set_top_actions(self.done)
        self._draw()
        self.form.go_to(self._section)

    def _name_place(self) -> None:
        kept = self._keeper is not None and self.saved.property("kept") == self._keeper.key
        self.set_place(_("Incident"), parent=self.code, parent_route=Route("client", self.incident.client_id),
                       badge=self.saved if kept else None)

    def _on_person(self, client_id: str) -> None:
        route = Route("incident", extra={"client": client_id})
        self.navigator.replace(route)
        self.open(route)

    # ── Keeping and saving ───────────────────────────────────────────────────────────────────────────────

    def _begin_draft(self) -> None:
        self._keeper = DraftKeeper(self.desk, self.route, self, self.values, self.take)
        self._keeper.kept.connect(self._on_kept)
        self._keeper.begin(self._on_begun)

    def _end_draft(self) -> None:
        if self._keeper is not None:
            self._keeper.keep()
            self._keeper.deleteLater()
            self._keeper = None

    def _on_begun(self, found: bool) -> None:
        if found:
            self._draw()

    def _on_kept(self, at: QTime) -> None:
        self.saved.show_badge(_("Saved {time}").format(time=at.toString("HH:mm")), "success", "lock-key")
        if self._keeper is not None:
            self.saved.setProperty("kept", self._keeper.key)
        if self.heading.badge is None:
            self._name_place()

    def _on_edited(self) -> None:
        if self._keeper is not None:
            self._keeper.touch()
        if self.notices.is_missing() and not self.written.missing:
            self.notices.clear_missing()
        self._draw()

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
        self.navigator.toast(text.format(code=self.code), undo=True)
        self.navigator.back()

    def adopt(self, stored: Incident) -> None:
        """Go on from what is stored now: the draft is no longer needed."""
        if self._read is None or self._keeper is None:
            return
        self._keeper.drop()
        self._read = replace(self._read, incident=stored)
        self._other = None
        self.notices.clear()
        self._go_on_as(Route("incident", stored.id))

    def _on_remove(self) -> None:
        if self.incident.id:
            self.run(remove_incident, self.incident, done=self._on_removed)

    def _on_removed(self, _outcome: Outcome) -> None:
        if self._keeper is not None:
            self._keeper.drop()
        self.navigator.toast(_("{code}: incident removed").format(code=self.code), undo=True)
        self._read = None
        self.navigator.back()

    # ── Versions ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_gone(self) -> None:
        """The stored incident was taken back: what is in the form is a new one again."""
        if self._read is None:
            return
        self._read = replace(self._read, incident=replace(self.incident, id="", revision=0), files=())
        self.form.evidence.show_files(())
        self._go_on_as(Route("incident", extra={"client": self.incident.client_id}))
        if self._keeper is not None:
            self._keeper.touch()

    def _on_stored(self, read: Read) -> None:
        self._on_newer(read.incident)

    def _on_newer(self, stored: Incident) -> None:
        """Another version is stored now: show it when nothing was written here, else offer it."""
        if self._read is None:
            return
        untouched = self.form.values() == form_values(self.incident)
        self._read = replace(self._read, incident=stored)
        if untouched:
            self.form.show_incident(stored)
            self._draw()
        else:
            self._offer(stored)

    def _offer(self, stored: Incident) -> None:
        """Keep the text in the form, and let the newer version be looked at; a save goes on from that one."""
        newer = form_values(stored)
        self._other = None if newer == self.form.values() else newer
        self._newer_shown = False
        if self._other is not None:
            self.notices.show_changed(newer=False)

    def _on_swap(self) -> None:
        if self._other is not None:
            shown = self._other
            self._other = self.form.values()
            self._newer_shown = not self._newer_shown
            self.form.take(shown)
            self.notices.show_changed(newer=self._newer_shown)
            self._draw()

    # ── Drawing ──────────────────────────────────────────────────────────────────────────────────────────

    def _draw(self) -> None:
        """Bring the sections and the law up to date with the form."""
        self.outline.show_states(self.form.states(), self._section)
        if self._read is not None:
            panel = law_panel(self.desk.pack, self.written)
            view = self.law if self.inspector_shown else self.law_below
            view.show_panel(panel, self._read.rules)

    def show_beside(self, read: Read) -> None:
        """Show files and deadlines as they are now; the incident and what is written stay."""
        self._read = replace(read, incident=self.incident)
        self.form.evidence.show_files(read.files)
        self.form.grounds.set_consented(read.consented)
        self._draw()

    def _go_on_as(self, route: Route) -> None:
        if self._keeper is not None:
            self._keeper.move(route)
        if self.navigator.page is self and self.route != route:
            self.navigator.replace(route)
        self.route = route

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        section = self.form.section_of(now)
        if section and section != self._section:
            self._section = section
            self.outline.show_states(self.form.states(), section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panes follow the width of the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        writing = self._pages.currentWidget() is self._sheet
        wide = self.window().width() >= theme.current().px(_OUTLINE_FROM)
        self._below.setVisible(not self.inspector_shown)
        for pane, room in ((self.side, wide), (self.inspector, self.inspector_shown)):
            if pane is not None:
                pane.setVisible(writing and room)
        self._draw()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 0)
        self._sheet = QWidget()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.form, 1)
        self._below = Card()
        self._below.body.addWidget(self.law_below)
        self.form.add_below(self._below)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._sheet)
        self._pages.addWidget(self.person)
        self.body.addWidget(self._pages)
        self.set_side(self.outline)
        self.set_inspector(self.law)

    def _connect(self) -> None:
        self.done.clicked.connect(self._on_done)
        self.add_command(_("Done: finish the incident"), self._on_done, keys="Ctrl+Return", icon="check")
        self.add_command(_("Save the incident as it is"), self._on_incomplete, keys="Ctrl+S",
                         icon="floppy-disk")
        self.add_command(_("Remove this incident"), self._on_remove, icon="trash")
        self.form.edited.connect(self._on_edited)
        self.outline.chosen.connect(self.form.go_to)
        self.person.chosen.connect(self._on_person)
        self.notices.incomplete_wanted.connect(self._on_incomplete)
        self.notices.swap_wanted.connect(self._on_swap)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
