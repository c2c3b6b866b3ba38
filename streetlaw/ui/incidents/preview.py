"""An incident beside the register: when, where, what was done and by whom; no ground, no story, no name."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import text_in
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _
from streetlaw.translation import language, translate
from streetlaw.ui import theme
from streetlaw.ui.dates import partial_text
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.words import field_text, opening, region_text
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.rows import KeyValues, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route


@dataclass(frozen=True, slots=True)
class Glance:
    """An incident, the law it is told in, its client's code, the state of its case, how many files it has."""

    incident: Incident
    code: str
    status: str
    files: int
    pack: Pack


def read_glance(work: Work, incident_id: str) -> Glance:
    """What the preview shows; raises `record.unknown`."""
    incident = work.get(Incident, incident_id)
    case = work.find(Case, id=incident.case_id) if incident.case_id else None
    return Glance(incident, work.get(Client, incident.client_id).code, case.status if case else "",
                  work.count(Attachment, incident_id=incident_id), _law(work, incident))


def _law(work: Work, incident: Incident) -> Pack:
    try:
        return work.pack_of(incident.jurisdiction)
    except StreetLawError:  # that country's law is not there any more: codes are shown as they are
        return work.pack


class IncidentPreview(QWidget):
    """Follows the row of the register."""

    menu_wanted = Signal(str, QPoint)
    """The menu of this incident, at that place of the screen."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._glance: Glance | None = None
        self.title = Text("", "title")
        self.more = IconButton("dots-three-vertical", _("What to do"))
        self._badges = FlowLayout(spacing=theme.current().px(6))
        self._missing = Banner("", "warning")
        self._facts = KeyValues()
        self._acts = QVBoxLayout()
        self.open_button = Button(_("Open the incident"), kind="primary", keys="Enter")
        self.client_button = IconButton("user", _("Open the person"))
        self._lay_out()
        self.open_button.clicked.connect(self._on_open)
        self.more.clicked.connect(self._on_more)
        self.client_button.clicked.connect(self._on_client)

    def clear(self) -> None:
        """Show nothing."""
        self._glance = None
        self._stack.setCurrentIndex(1)

    def show_glance(self, glance: Glance) -> None:
        """Show an incident."""
        self._glance = glance
        self._stack.setCurrentIndex(0)
        incident = glance.incident
        self.title.setText(glance.code)
        self._show_badges(glance)
        missing = ", ".join(field_text(name) for name in incident.missing)
        self._missing.show_message(_("Still missing: {fields}").format(fields=missing))
        self._missing.setVisible(bool(missing))
        self._show_facts(glance)
        while item := self._acts.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for act in incident.acts:
            self._acts.addWidget(_act(act, glance.pack))
            self._acts.addWidget(Hairline())
        self.client_button.setVisible(self._navigator.can_go(Route("client", incident.client_id)))

    def _show_badges(self, glance: Glance) -> None:
        while item := self._badges.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if glance.status:
            self._badges.addWidget(Badge.of("case", glance.status))
        self._badges.addWidget(Badge(opening(translate(wording.VERIFICATION[glance.incident.verification]))))

    def _show_facts(self, glance: Glance) -> None:
        incident, pack = glance.incident, glance.pack
        self._facts.clear()
        if incident.jurisdiction:
            self._facts.add(_("Country"), text_in(self._desk.lands.get(incident.jurisdiction, {}), language())
                            or incident.jurisdiction.upper())
        self._facts.add(_("When"), partial_text(incident.occurred) or "–")
        self._facts.add(_("Where"), region_text(pack, incident.region) or "–")
        if incident.setting:
            self._facts.add(_("Place"), pack.label("settings", incident.setting, language()))
        sources = [opening(translate(wording.SOURCE[source.kind])) for source in incident.sources]
        self._facts.add(_("Source"), "\n".join(sources) or "–")
        self._facts.add(_("Evidence"), str(glance.files) if glance.files else "–")

    def _lay_out(self) -> None:
        px = theme.current().px
        shown = QWidget()
        outer = QVBoxLayout(shown)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, px(16), 0, px(12))
        column.setSpacing(px(10))
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.more)
        for part in (top, self._badges, self._missing, self._facts):
            box = QHBoxLayout()
            box.setContentsMargins(px(16), 0, px(16), 0)
            if isinstance(part, QWidget):
                box.addWidget(part, 1)
            else:
                box.addLayout(part)
            column.addLayout(box)
        self._acts.setSpacing(0)
        column.addWidget(Hairline())
        column.addLayout(self._acts)
        column.addStretch(1)
        outer.addWidget(scrolled(held, _("Preview")), 1)
        outer.addWidget(Hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), px(12), px(16), px(12))
        foot.setSpacing(px(8))
        foot.addWidget(self.open_button)
        foot.addWidget(self.client_button)
        foot.addStretch(1)
        outer.addLayout(foot)
        nothing = Text(_("Choose an incident to see it here."), "secondary", wrap=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(shown)
        self._stack.addWidget(nothing)
        self._stack.setCurrentIndex(1)

    def _on_more(self) -> None:
        if self._glance is not None:
            place = self.more.mapToGlobal(self.more.rect().bottomLeft())
            self.menu_wanted.emit(self._glance.incident.id, place)

    def _on_open(self) -> None:
        if self._glance is not None:
            self._navigator.go(Route("incident", self._glance.incident.id))

    def _on_client(self) -> None:
        if self._glance is not None:
            self._navigator.go(Route("client", self._glance.incident.client_id))


def _act(act: Act, pack: Pack) -> ListRow:
    who = ", ".join(dict.fromkeys(pack.label("perpetrators", one.perpetrator, language())
                                  for one in act.involvements))
    grave = translate(wording.SEVERITY[act.severity])
    row = ListRow(pack.label("violations", act.violation, language()), who, wrap=True,
                  trailing=Text(grave, "secondary"))
    px = theme.current().px
    row.setContentsMargins(px(4), 0, px(4), 0)  # as far in as the facts above
    return row
