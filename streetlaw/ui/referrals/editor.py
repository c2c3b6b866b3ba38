"""One referral: to whom, what for, and each step of its way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from streetlaw.domain.consent import Consent
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import Referral, ReferralKind
from streetlaw.services.barriers import NoLawyer, note_no_lawyer
from streetlaw.services.referrals import MoveReferral, move_referral, save_referral
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.choose_person import ChoosePerson
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.no_lawyer import NoLawyerCard
from streetlaw.ui.page import Page
from streetlaw.ui.parts.beside import Beside, column
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text_box import PlainBox
from streetlaw.ui.receivers import matter_text
from streetlaw.ui.referrals.basis import BasisCard
from streetlaw.ui.referrals.reading import Read, read_referral
from streetlaw.ui.referrals.telling import TellingNote
from streetlaw.ui.referrals.way import WayCard
from streetlaw.ui.referrals.words import kind_label
from streetlaw.ui.route import Route


class ReferralEditor(Page):
    """A referral as a form, and beside it the way it has gone and the next step."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._referral = Referral()
        self._code = ""
        self.kind = Segmented([(kind.value, kind_label(kind)) for kind in ReferralKind],
                              name=_("Referral to"), value=ReferralKind.SERVICE)
        self.receiver, self.short_name, self.matter = QLineEdit(), QLineEdit(), QLineEdit()
        self.usual_days = QSpinBox()
        self.usual_days.setMaximum(365)
        self.usual_days.lineEdit().setTextMargins(8, 0, 0, 0)
        self.usual_days.setSpecialValueText(_("not known"))
        self.remarks = PlainBox()
        self.remarks.setTabChangesFocus(True)
        self.save = Button(_("Save the referral"), kind="primary", keys="Ctrl Enter")
        self.history = IconButton("clock-counter-clockwise", _("History of this referral"), kind="quiet")
        self.way = WayCard(desk)
        self.way.add_action(self.history)
        self.basis = BasisCard(navigator)
        self.no_lawyer = NoLawyerCard(desk, navigator)
        self.telling = TellingNote(desk.pack)
        self.person = ChoosePerson(desk, navigator, _(
            "A referral belongs to a person. Choose them, or begin with an intake; a code is enough."))
        self._pages = Stack()
        self._unedited: dict[str, Any] = {}
        self.keeper = self._new_keeper(Route("referral"))
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Show a referral, or a new one for `extra["client"]`; ask first for whom it is, when nobody says."""
        self.set_place(_("Referral"), parent=_("Referrals"), parent_route=Route("referrals"))
        client = route.extra.get("client", "")
        if not route.record_id and not client:
            self._pages.setCurrentWidget(self.person)
            self.set_top_actions()
            self.person.ask()
            self.person.search.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._pages.setCurrentWidget(self._form)
        self.history.setVisible(bool(route.record_id))
        self.set_top_actions(self.save)
        self.keeper = self._new_keeper(route)
        self.ask(read_referral, route.record_id, client, done=self._on_read)

    def _on_person(self, client_id: str) -> None:
        route = Route("referral", extra={"client": client_id})
        self.navigator.replace(route)
        self.open(route)

    def _on_history(self) -> None:
        self.navigator.go(Route("history", self._referral.id, extra={"kind": "referral"}))

    def refresh(self, outcome: Outcome) -> None:
        """Read again when what is shown changed elsewhere; what is being typed stays."""
        if outcome.touches(Referral, Consent, Incident) and self._referral.id:
            self._read_again()

    def _read_again(self) -> None:
        done = self._on_read_beneath if self.keeper.is_dirty else self._on_read
        self.ask(read_referral, self._referral.id, "", done=done, latest="again")

    def values(self) -> dict[str, Any]:
        """The form as plain data, for the draft."""
        return {"title": N_("{code}: referral"), "of": self._code, "kind": self.kind.value(),
                "receiver": self.receiver.text(), "short_name": self.short_name.text(),
                "matter": self.matter.text(), "usual_days": self.usual_days.value(),
                "remarks": self.remarks.toPlainText(), "no_lawyer": self.no_lawyer.values(),
                "step": self.way.values()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data."""
        self.kind.choose(values.get("kind", ReferralKind.SERVICE))
        self.receiver.setText(values.get("receiver", ""))
        self.short_name.setText(values.get("short_name", ""))
        self.matter.setText(values.get("matter", ""))
        self.usual_days.setValue(values.get("usual_days", 0))
        self.remarks.setPlainText(values.get("remarks", ""))
        self.no_lawyer.take(values.get("no_lawyer", {}))
        self.way.take(values.get("step", {}))

    def on_refused(self, error: StreetLawError) -> None:
        """Show a missing receiver at its field, a refused step in its card, others over the page."""
        self._receiver_field.set_error(None)
        if error.code == "referral.receiver_needed":
            self._receiver_field.set_error(sentence(error))
            self.receiver.setFocus()
        elif error.code == "record.changed":
            self._read_again()
            super().on_refused(error)
        elif not (self.no_lawyer.show_refusal(error) or self.way.show_refusal(error)):
            super().on_refused(error)

    def _on_read(self, read: Read) -> None:
        stored, client = read.referral, read.client
        self._code = client.code
        self._referral = stored or Referral(
            client_id=client.id, case_id=self.route.extra.get("case", ""), kind=ReferralKind.SERVICE)
        self.set_place(_("Referral"), parent=client.code,
                       parent_route=Route("client", client.id, "referrals"))
        shown = self._referral
        self.take({"kind": shown.kind, "receiver": shown.receiver, "short_name": shown.short_name,
                   "matter": matter_text(shown, self.desk.pack), "usual_days": shown.usual_days or 0,
                   "remarks": shown.remarks})
        self.way.show_referral(shown)
        self._show_beside(read)
        self._unedited = self.values()
        self.keeper.begin()

    def _on_read_beneath(self, read: Read) -> None:
        """Let what is typed go on from the version stored now."""
        if read.referral is None or read.referral.id != self._referral.id:
            return
        step = self.way.values()
        self._referral = read.referral
        self.way.show_referral(self._referral)
        self.way.take(step)
        self._show_beside(read)

    def _show_beside(self, read: Read) -> None:
        legal_aid = self.kind.value() == ReferralKind.LEGAL_AID
        self.basis.show_read(read)
        self.no_lawyer.show_client(read.client.id if legal_aid else "", self._referral.case_id, read.noted)
        self._tell_risks()

    def _on_no_lawyer(self, cmd: NoLawyer) -> None:
        self.run(note_no_lawyer, cmd, done=self._on_noted)

    def _keep_the_rest(self) -> None:
        """A part of the form was stored: keep what is written in the others, if anything is."""
        if self.values() == self._unedited:
            self.keeper.drop()
        else:
            self._touch()

    def _on_noted(self, _outcome: Outcome) -> None:
        self.no_lawyer.show_kept()
        self._keep_the_rest()
        self.ask(read_referral, self._referral.id, self._referral.client_id, done=self._show_beside)
        self.navigator.toast(_("{code}: recorded that no lawyer was available").format(code=self._code),
                             undo=True)

    def _tell_risks(self) -> None:
        """Warn while one types of what may harm the person in this paper."""
        self.telling.show_text(self.matter.text(), self.remarks.toPlainText())

    def _on_left_out(self, matter: str, remarks: str) -> None:
        self.matter.setText(matter)
        self.remarks.setPlainText(remarks)
        self._touch()
        self._tell_risks()

    def _on_save(self) -> None:
        values = self.values()
        if values["matter"] == matter_text(self._referral, self.desk.pack):
            values["matter"] = self._referral.matter
        self.run(save_referral, replace(
            self._referral, kind=ReferralKind(values["kind"]), receiver=values["receiver"],
            short_name=values["short_name"], matter=values["matter"], remarks=values["remarks"],
            usual_days=values["usual_days"] or None), done=self._on_saved, again=self._on_save)

    def _on_saved(self, outcome: Outcome) -> None:
        self.keeper.drop()
        self._referral = outcome.the(Referral)
        self.way.show_referral(self._referral)
        self.navigator.replace(Route("referral", self._referral.id))
        self.navigator.toast(_("{code}: referral saved").format(code=self._code), undo=True)

    def _on_step(self, step: MoveReferral) -> None:
        self.run(move_referral, step, done=self._on_moved)

    def _on_moved(self, outcome: Outcome) -> None:
        self._referral = outcome.the(Referral)
        self.way.show_referral(self._referral)
        self._keep_the_rest()
        self.navigator.toast(_("{code}: “{status}”").format(
            code=self._code, status=status_label("referral", self._referral.status)), undo=True)

    def _new_keeper(self, route: Route) -> DraftKeeper:
        return DraftKeeper(self.desk, route, self, self.values, self.take)

    def _touch(self, *_value: object) -> None:
        self.keeper.touch()

    def _lay_out(self) -> None:
        px = theme.current().px
        form = Card(_("To whom and what for"))
        self._receiver_field = Field(_("Receiver"), self.receiver, required=True)
        self.remarks.setMaximumHeight(px(120))
        held = QWidget()
        fields = QVBoxLayout(held)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(px(12))
        fields.addWidget(self.kind)
        form.add(held)
        for field in (
            self._receiver_field,
            Field(_("Neutral name for lists"), self.short_name,
                  hint=_("A name that tells a stranger nothing, for example “Room 12”.")),
            Field(_("Matter"), self.matter),
            Field(_("Usual days until an answer"), self.usual_days),
            Field(_("Remarks"), self.remarks),
        ):
            fields.addWidget(field)
        fields.addWidget(self.telling)
        self._form = Beside(column(form, self.no_lawyer), column(self.way, self.basis), shares=(3, 2),
                            narrow=760)
        for page in (self._form, self.person):
            self._pages.addWidget(page)
        self.body.addWidget(self._pages)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.person.chosen.connect(self._on_person)
        self.history.clicked.connect(self._on_history)
        self.add_command(_("Save the referral"), self._on_save, keys="Ctrl+Return")
        self.way.stepped.connect(self._on_step)
        self.no_lawyer.wanted.connect(self._on_no_lawyer)
        for card in (self.no_lawyer, self.way):
            card.edited.connect(self._touch)
        self.telling.left_out.connect(self._on_left_out)
        self.matter.textChanged.connect(self._tell_risks)
        self.remarks.textChanged.connect(self._tell_risks)
        self.kind.chosen.connect(self._touch)
        for line in (self.receiver, self.short_name, self.matter):
            line.textEdited.connect(self._touch)
        self.usual_days.valueChanged.connect(self._on_usual)
        self.remarks.textChanged.connect(self._on_remarks)

    def _on_usual(self, _days: int) -> None:
        if self.usual_days.hasFocus():
            self._touch()

    def _on_remarks(self) -> None:
        if self.remarks.hasFocus():
            self._touch()
