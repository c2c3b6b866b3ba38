"""The pane beside the client list: who this is, how to reach them safely, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from streetlaw.domain.consent import Consent, Purpose, Reach, reach, require
from streetlaw.domain.deadline import DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.cases import ClientFile, client_file
from streetlaw.services.ports import Work
from streetlaw.services.similar import Person, Similar, keep_apart
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.clients.similar_panel import SimilarPanel
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.deadline_why import WhyButton
from streetlaw.ui.deadlines import deadline_block, deadline_note, deadline_title
from streetlaw.ui.desk import Desk
from streetlaw.ui.names import RevealButton
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.mask import Masked
from streetlaw.ui.parts.rows import KeyValues, ListRow
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

_SHOWN = (Purpose.KEEP_CASE, Purpose.SUPERVISOR, Purpose.STATISTICS)


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of a client, and who supervises their case ("" for nobody)."""

    file: ClientFile
    attorney: str


def read_glance(work: Work, client_id: str) -> Glance:
    """What the preview shows; raises `record.unknown`."""
    file = client_file(work, client_id)
    case = file.main_case
    person = work.find(TrustedPerson, id=case.supervisor_id) if case and case.supervisor_id else None
    return Glance(file, person.name if person else "")


class ClientPreview(QWidget):
    """What can be known of a client without opening the page; no name in its header."""

    menu_wanted = Signal(str, QPoint)
    """The menu of this client, at that place of the screen."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk = desk
        self._navigator = navigator
        self._file: ClientFile | None = None
        self._attorney = ""
        self.edit = IconButton("pencil-simple", _("Edit the person"))
        self.more = IconButton("dots-three-vertical", _("What to do"))
        self._code = Text("", "figure")
        self._badges = FlowLayout(spacing=theme.current().px(6))
        self._name = Masked(120)
        self._reveal = RevealButton(desk)
        self._content = QVBoxLayout()
        self.similar = SimilarPanel(desk, same=_("Same person: compare"))
        self._lay_out()
        self.edit.clicked.connect(self._on_edit)
        self.more.clicked.connect(self._on_more)
        desk.names.changed.connect(self._on_names_changed)
        self.similar.same.connect(self._on_same)
        self.similar.different.connect(self._on_different)
        self.clear()

    def clear(self) -> None:
        """Show nobody."""
        self._file = None
        self._whole.setVisible(False)

    def show_glance(self, glance: Glance) -> None:
        """Show a client."""
        file = self._file = glance.file
        self._attorney = glance.attorney
        self._whole.setVisible(True)
        self._code.setText(file.client.code)
        self._reveal.set_record(file.client.id)
        self._reveal.setVisible(bool(file.client.full_name))
        self._name.setVisible(bool(file.client.full_name))
        self._on_names_changed()
        _empty(self._badges)
        if file.main_case is not None:
            self._badges.addWidget(Badge.of("case", file.main_case.status))
        if file.client.risk != "low":
            self._badges.addWidget(Badge.of("risk", file.client.risk))
        self._fill(file)
        self.similar.look_for(Person.of(file.client))

    def _fill(self, file: ClientFile) -> None:
        _empty(self._content)
        contact = file.client.safe_contact
        if contact:
            parts = (contact.when, contact.who_may_answer, contact.never_say)
            text = " ".join(part for part in parts if part)
            self._content.addWidget(Banner(text, "warning", icon="phone-slash", title=_("Safe contact")))
        self._content.addWidget(self._facts(file))
        self._content.addWidget(Text(_("Consents"), "section"))
        for purpose in _SHOWN:
            self._content.addLayout(self._consent(file, purpose))
        self._next_step(file)
        self._content.addStretch(1)

    def _facts(self, file: ClientFile) -> KeyValues:
        pack, client = self._desk.pack, file.client
        facts = KeyValues()
        if self._attorney:
            facts.add(_("Attorney"), self._attorney)
        facts.add(_("Languages"), ", ".join(
            pack.label("tongues", tongue, language()) for tongue in client.languages) or "–")
        facts.add(_("Region"), pack.label("regions", client.region, language()) if client.region else "–")
        unfinished = sum(bool(one.missing) for one in file.incidents)
        facts.add(_("Incidents"), _("{n} ({unfinished} incomplete)").format(
            n=len(file.incidents), unfinished=unfinished) if unfinished else str(len(file.incidents)))
        waiting = sum(referral.is_waiting for referral in file.referrals)
        facts.add(_("Referrals"), _("{n} ({waiting} waiting)").format(n=len(file.referrals), waiting=waiting)
                  if waiting else str(len(file.referrals)))
        return facts

    def _consent(self, file: ClientFile, purpose: Purpose) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(8))
        row.addWidget(Badge.of("consent", consent_state(file.consents, purpose, self._desk.today)))
        row.addWidget(Text(purpose_label(purpose), wrap=True), 1)
        return row

    def _next_step(self, file: ClientFile) -> None:
        open_ones = [d for d in file.deadlines if d.status is DeadlineStatus.OPEN]
        if open_ones:
            self._content.addWidget(Text(_("Next step"), "section"))
            nearest, today = open_ones[0], self._desk.today
            pack = file.packs[nearest.jurisdiction]
            row = ListRow(deadline_title(nearest, pack), deadline_note(nearest, pack), wrap=True,
                          leading=deadline_block(nearest, today), trailing=WhyButton(nearest, pack, today))
            if (line := row.layout()) is not None:
                line.setContentsMargins(0, 0, 0, 0)  # flush with what stands above
            self._content.addWidget(row)

    def _on_names_changed(self) -> None:
        if self._file is None:
            return
        if self._desk.names.visible(self._file.client.id):
            self._name.reveal(self._file.client.full_name)
        else:
            self._name.conceal()

    def _lay_out(self) -> None:
        px = theme.current().px
        self._whole = QWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._whole, 1)
        outer.addStretch(0)
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(16), px(16), px(16))
        head.setSpacing(px(8))
        top = QHBoxLayout()
        top.setSpacing(px(8))
        top.addWidget(self._code, 1)
        top.addWidget(self.edit)
        top.addWidget(self.more)
        head.addLayout(top)
        head.addLayout(self._badges)
        line = QHBoxLayout()
        line.addWidget(self._name, 1)
        line.addWidget(self._reveal)
        head.addLayout(line)
        column.addLayout(head)
        column.addWidget(Hairline())
        held = QWidget()
        held.setLayout(self._content)
        self._content.setContentsMargins(px(16), px(12), px(16), px(12))
        self._content.setSpacing(px(10))
        beside = QWidget()
        both = QVBoxLayout(beside)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addWidget(self.similar)
        both.addWidget(held, 1)
        column.addWidget(scrolled(beside, _("Preview")), 1)
        column.addWidget(Hairline())
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px = theme.current().px
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(px(16), px(12), px(16), px(12))
        row.setSpacing(px(8))
        for text, kind, keys, slot in ((_("Open"), "primary", "Enter", self._on_open),
                                       (_("Refer"), "plain", "", self._on_refer)):
            button = Button(text, kind=kind, keys=keys, icon="" if keys else "path")  # type: ignore[arg-type]
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        return foot

    def _on_edit(self) -> None:
        if self._file is not None:
            self._navigator.go(Route("client", self._file.client.id, "person"))

    def _on_more(self) -> None:
        if self._file is not None:
            place = self.more.mapToGlobal(self.more.rect().bottomLeft())
            self.menu_wanted.emit(self._file.client.id, place)

    def _on_open(self) -> None:
        if self._file is not None:
            self._navigator.go(Route("client", self._file.client.id))

    def _on_same(self, one: Similar) -> None:
        if self._file is not None:
            kept = Route("merge", self._file.client.id, extra={"other": one.client_id})
            self._navigator.go(kept if one.kind == "client" else Route("client", one.client_id))

    def _on_different(self, one: Similar) -> None:
        if self._file is not None:
            self._desk.run(keep_apart, self._file.client, (one.record_id,), owner=self)

    def _on_refer(self) -> None:
        if self._file is not None:
            self._navigator.go(Route("referral", extra={"client": self._file.client.id}))


def consent_state(consents: Sequence[Consent], purpose: Purpose, today: date) -> str:
    """Under which state the consent to a purpose is shown: how far it reaches, or why it does not."""
    match reach(consents, purpose, today):
        case Reach.GIVEN:
            return "given"
        case Reach.LIMITED:
            return "partial"
    try:
        require(consents, purpose, "", today)
    except StreetLawError as refusal:
        return refusal.code.removeprefix("consent.").replace("missing", "refused")
    return "given"


def _empty(layout: QLayout) -> None:
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QHBoxLayout | QVBoxLayout):
            _empty(inner)
