"""Quick capture: six short questions in the field, kept after every pause, sorted out when there is time."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.client import Client, Risk
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services.attachments import KeepFile
from streetlaw.services.capture import Capture, take_up
from streetlaw.translation import N_, language
from streetlaw.translation import gettext as _
from streetlaw.ui import alphabet, theme
from streetlaw.ui.clients.files_to_take import FilesToTake
from streetlaw.ui.clients.person_card import combo
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.evidence.intake import Intake
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.partial_date import PartialDateEdit
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.text_box import TextBox
from streetlaw.ui.route import Route

_TODAY, _EARLIER, _UNSAID = "today", "earlier", ""
_INCIDENT, _NOTE = "incident", "note"
_WIDTH = 720
_AT = {"capture.empty": "text", "client.unknown": "code", "client.code_invalid": "code",
       "date.in_future": "when"}


class CapturePage(Page):
    """One capture; every one is a draft of its own on Today until it is taken up."""

    scrolls = True
    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.text = TextBox(5, example=_("Two or three sentences. Names are not needed."))
        self.when = Segmented([(_TODAY, _("Today")), (_EARLIER, _("Earlier")), (_UNSAID, _("not known"))],
                              name=_("When?"), value=_TODAY)
        self.earlier = PartialDateEdit(name=_("When?"))
        pack = desk.pack
        self.region = combo([Option("", _("not said")), *(
            Option(region.code, region.name(language())) for region in alphabet.regions_in(pack))])
        self.setting = combo([Option("", _("not said")), *(
            Option(setting.code, setting.name(language())) for setting in pack.settings.values())])
        self.code, self.contact = QLineEdit(), QLineEdit()
        self.urgency = Chips([Option(Risk.LOW, _("Can wait")), Option(Risk.RAISED, _("This week"), "clock"),
                              Option(Risk.HIGH, _("Danger now"), "warning-octagon")],
                             name=_("How urgent?"), multiple=False)
        self.keep_as = Segmented([(_INCIDENT, _("An incident")), (_NOTE, _("A note"))], name=_("Keep it as"),
                                 value=_INCIDENT)
        self.files = FilesToTake()
        self.later = Button(_("Later"))
        self.done = Button(_("Finished"), kind="primary", keys="Ctrl Enter")
        self.saved = Badge(_("New draft"), "neutral", "lock-key")
        self.keeper = DraftKeeper(desk, Route("capture"), self, self.values, self.take)
        self._fields: dict[str, Field] = {}
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Begin a capture, or take one up again."""
        self.set_place(_("Quick capture"), parent=_("Today"), parent_route=Route("today"), badge=self.saved)
        own = route if route.record_id else Route("capture", uuid4().hex)
        self.keeper.move(own)
        self.take({})
        self.saved.show_badge(_("New draft"), "neutral", "lock-key")
        if route.record_id:
            self.keeper.begin()
        else:
            self.navigator.replace(own)
        self.text.setFocus()

    def values(self) -> dict[str, Any]:
        """The answers as plain data; the title never says more than a code."""
        code = self.code.text().strip()
        return {"title": N_("{code}: quick capture") if code else N_("Quick capture"), "of": code,
                "text": self.text.toPlainText(), "when": self.when.value(),
                "earlier": self.earlier.typed(), "region": self.region.currentData(),
                "setting": self.setting.currentData(), "code": code, "contact": self.contact.text(),
                "urgency": next(iter(self.urgency.value()), Risk.LOW), "keep_as": self.keep_as.value(),
                "files": [str(path) for path in self.files.paths]}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} is an empty capture."""
        self.text.fill(values.get("text", ""))
        self.when.choose(values.get("when", _TODAY))
        self.earlier.show_typed(values.get("earlier", ""))
        for box, name in ((self.region, "region"), (self.setting, "setting")):
            box.setCurrentIndex(max(0, box.findData(values.get(name, ""))))
        self.code.setText(values.get("code", ""))
        self.contact.setText(values.get("contact", ""))
        self.urgency.choose((values.get("urgency", Risk.LOW),))
        self.keep_as.choose(values.get("keep_as", _INCIDENT))
        self.files.show_paths([Path(path) for path in values.get("files", ())])
        self._show_problem("", "")
        self._on_when()

    def capture(self) -> Capture:
        """What the answers say."""
        days = {_TODAY: PartialDate.on(self.desk.today), _EARLIER: self.earlier.value()}
        return Capture(
            text=self.text.toPlainText(), code=self.code.text(), occurred=days.get(self.when.value() or ""),
            region=self.region.currentData(), setting=self.setting.currentData(),
            contact=self.contact.text(), as_note=self.keep_as.value() == _NOTE,
            risk=Risk(next(iter(self.urgency.value()), Risk.LOW)))

    def on_refused(self, error: StreetLawError) -> None:
        """Show a refusal at its question; others over the page."""
        if error.code in _AT:
            self._show_problem(_AT[error.code], sentence(error))
        else:
            super().on_refused(error)

    # ── What the person does ─────────────────────────────────────────────────────────────────────────────

    def _on_done(self) -> None:
        self._show_problem("", "")
        problem = self.earlier.problem() if self.when.value() == _EARLIER else ""
        if problem:
            self._show_problem("when", problem)
        else:
            self.run(take_up, self.capture(), done=self._on_taken_up)

    def _on_taken_up(self, outcome: Outcome) -> None:
        kept_incident = outcome.touches(Incident)
        client = outcome.the(Client)
        Intake.of(self.desk).take(self.files.paths, KeepFile(
            name="", client_id=client.id, incident_id=outcome.the(Incident).id if kept_incident else ""))
        self.keeper.drop()
        self.take({})
        self.navigator.go(Route("client", client.id, "incidents" if kept_incident else "notes"))
        self.navigator.toast(_("{code}: incident kept").format(code=client.code) if kept_incident
                             else _("{code}: note saved").format(code=client.code), undo=True)

    def _on_later(self) -> None:
        self.keeper.keep()
        self.navigator.go(Route("today"))

    def _on_when(self, *_chosen: object) -> None:
        self.earlier.setVisible(self.when.value() == _EARLIER)

    def _on_edited(self, *_value: object) -> None:
        self.keeper.touch()

    def _on_kept(self, at: QTime) -> None:
        self.saved.show_badge(_("Saved {time}").format(time=at.toString("HH:mm")), "success", "lock-key")

    def _show_problem(self, name: str, text: str) -> None:
        for key, field in self._fields.items():
            field.set_error(text if key == name else None)
        if name:
            self._fields[name].setFocus()

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _lay_out(self) -> None:
        px = theme.current().px
        self.code.setPlaceholderText(_("4172-C, or empty for a new person"))
        self.contact.setPlaceholderText(_("Through whom, at what time"))
        when = QWidget()
        column = QVBoxLayout(when)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.when)
        column.addWidget(self.earlier)
        said = "" if self.navigator.alone else _(
            "Kept encrypted after each pause. Esc twice hides everything.")
        self._fields = {
            "text": Field(_("1. What happened?"), self.text, required=True, hint=said),
            "when": Field(_("2. When?"), when),
            "region": Field(_("3. Where?"), self.region),
            "setting": Field(_("What kind of place?"), self.setting),
            "code": Field(_("4. About whom?"), self.code),
            "contact": Field(_("5. How to reach them safely?"), self.contact),
            "urgency": Field(_("6. How urgent?"), self.urgency),
        }
        card = Card()
        card.add(self._questions())
        card.setMaximumWidth(px(_WIDTH))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(card, 100)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addStretch(1)

    def _questions(self) -> QWidget:
        px = theme.current().px
        held = QWidget()
        grid = QGridLayout(held)
        grid.setContentsMargins(px(4), px(4), px(4), px(4))
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(12))
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        grid.addWidget(self._fields["text"], 0, 0, 1, 2)
        grid.addWidget(self._fields["when"], 1, 0, 1, 2)
        grid.addWidget(self._fields["urgency"], 4, 0, 1, 2)
        places = (("region", 2, 0), ("setting", 2, 1), ("code", 3, 0), ("contact", 3, 1))
        for name, row, at in places:
            grid.addWidget(self._fields[name], row, at)
        grid.addWidget(Hairline(), 5, 0, 1, 2)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(Text(_("Keep it as"), "label"))
        foot.addWidget(self.keep_as)
        foot.addStretch(1)
        foot.addWidget(self.later)
        foot.addWidget(self.done)
        grid.addWidget(self.files, 6, 0, 1, 2)
        grid.addLayout(foot, 7, 0, 1, 2)
        return held

    def _connect(self) -> None:
        self.done.clicked.connect(self._on_done)
        self.later.clicked.connect(self._on_later)
        self.add_command(_("Finished"), self._on_done, keys="Ctrl+Return")
        self.when.chosen.connect(self._on_when)
        self.keeper.kept.connect(self._on_kept)
        for told in (self.text.textChanged, self.when.chosen, self.earlier.edited, self.region.activated,
                     self.setting.activated, self.code.textEdited, self.contact.textEdited,
                     self.urgency.changed, self.keep_as.chosen, self.files.changed):
            told.connect(self._on_edited)
