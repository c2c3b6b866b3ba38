"""The form with what stands around it: notices above, its sections at the left, the law at the right."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from streetlaw.domain.fact import text_in
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.services.deadlines import law_panel
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.form import WHEN, IncidentForm, sections
from streetlaw.ui.incidents.held import HeldView
from streetlaw.ui.incidents.law import LawView
from streetlaw.ui.incidents.notices import Notices
from streetlaw.ui.incidents.outline import Outline
from streetlaw.ui.incidents.reading import Read
from streetlaw.ui.parts.card import Card


class Sheet(QWidget):
    """Keeps sections and law up to date with the form; `edited` is told of what the person changes.

    The law stands in the pane `law`, or below the fields where there is no room for a pane.
    """

    edited = Signal()

    def __init__(self, desk: Desk, pack: Pack, jurisdiction: str = "") -> None:
        """A sheet in the words of the law `pack`; `jurisdiction` is its code, "" for the home one."""
        super().__init__()
        self.pack, self.jurisdiction = pack, jurisdiction
        self._base, self._rules = Incident(), frozenset[str]()
        self._beside = True
        self.section = WHEN
        self.form = IncidentForm(desk, pack, jurisdiction)
        self.notices = Notices()
        self.law, self.law_below = LawView(desk, pack), LawView(desk, pack, scrolls=False)
        self.outline = Outline(sections(), _("It can be saved incomplete. Only “When”, “Violations” and "
                                             "“Source” are needed to finish."))
        self._below = Card()
        self._below.body.addWidget(self.law_below)
        self.form.add_below(self._below)
        self.held = HeldView(pack)
        self.form.add_after_scene(self.held)
        self.held.edited.connect(self.edited)
        if jurisdiction:
            self.notices.show_abroad(text_in(pack.names, language()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.form, 1)
        self.form.edited.connect(self._on_edited)
        self.outline.chosen.connect(self.go_to)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def written(self) -> Incident:
        """The incident with what the form says."""
        return self.form.incident(self._base)

    def draw(self, base: Incident, rules: Collection[str]) -> None:
        """Go on from that stored incident; `rules` are the deadlines the case has."""
        self._base, self._rules = base, frozenset(rules)
        self._draw()

    def show_read(self, read: Read) -> None:
        """Take up what belongs to the incident: its deadlines and clocks, files, people and consent."""
        self.form.evidence.show_files(read.files)
        self.form.offer_people(read.people)
        self.form.grounds.set_consented(read.consented)
        self.draw(read.incident, read.rules_of(self.jurisdiction))
        self.held.show_read(read, self.written())

    def place_law(self, *, beside: bool) -> None:
        """Say whether there is room for the pane of the law."""
        self._beside = beside
        self._below.setVisible(not beside)
        self._draw()

    def go_to(self, key: str) -> None:
        """Bring a section into view and into work."""
        self.section = key
        self.form.go_to(key)
        self._draw()

    def mark_missing(self) -> None:
        """Mark what a finished incident needs, and say so above."""
        missing = self.written().missing
        self.form.mark_missing(missing)
        self.notices.show_missing(missing)
        self._draw()

    def _draw(self) -> None:
        self.outline.show_states(self.form.states(), self.section)
        self.held.draw(self.written())
        view = self.law if self._beside else self.law_below
        view.show_panel(law_panel(self.pack, self.written()), self._rules)

    def _on_edited(self) -> None:
        if self.notices.is_missing() and not self.written().missing:
            self.notices.clear_missing()
        self._draw()
        self.edited.emit()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        section = self.form.section_of(now)
        if section and section != self.section:
            self.section = section
            self.outline.show_states(self.form.states(), section)
