"""Somebody in a case beside its client: the role, the name as far as it is known, a number to reach them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from streetlaw.domain.case import Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.parties import save_party
from streetlaw.services.similar import Person
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import Form
from streetlaw.ui.clients.similar_panel import conflict_advice
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.text_box import TextBox
from streetlaw.ui.party_names import role_options, role_text

_AT = {"party.who": "name", "party.is_the_client": "name"}


class PartyForm(Form):
    """One person of a case, new or to be put right; `edited` is told whenever somebody else may be meant."""

    edited = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Add somebody"), icon="user-plus")
        self._read: Read | None = None
        self._base = Party()
        self._distinct: tuple[str, ...] = ()
        self._linked, self._linked_code = "", ""
        self.role = Chips(role_options(), name=_("Role"), multiple=False)
        self.name, self.phone, self.remarks = QLineEdit(), QLineEdit(), TextBox(2)
        self.link, self.unlink = Text("", "medium"), Button(_("Somebody else"), kind="quiet")
        self.conflict = Banner(conflict_advice(), "danger", icon="scales", title=_("Conflict of interest"))
        self.save = Button(_("Save"), kind="primary", keys="Ctrl Enter")
        self.cancel = Button(_("Leave unchanged"))
        self._lay_out()
        self._connect()
        self.take({})

    def show_read(self, read: Read) -> None:
        """Stand for this client's case."""
        self._read = read

    def edit(self, party: Party) -> None:
        """Begin with somebody stored, or anew with an empty one."""
        self.show_problem("", "")
        self._show(party)
        (self.name if party.id else self.role).setFocus()

    def is_about(self, party_id: str) -> bool:
        """True while that stored person is being changed."""
        return bool(party_id) and self._base.id == party_id

    def person(self) -> Person:
        """Whom to look for among those known already; nobody once it is said who it is."""
        if self._linked or self._read is None:
            return Person()
        return Person(id=self._base.id, names=(self.name.text(),), phone=self.phone.text(),
                      role=self._role() or PartyRole.WITNESS, beside=self._read.file.client.id,
                      distinct_from=(*self._base.distinct_from, *self._distinct))

    def join(self, client_id: str, code: str) -> None:
        """It is that client."""
        self._linked, self._linked_code = client_id, code
        self._on_edited()

    def keep_apart(self, record_id: str) -> None:
        """It is not the one of that record."""
        self._distinct = (*self._distinct, record_id)
        self._on_edited()

    def values(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {"title": N_("{code}: somebody in the case"), "of": self.code, "id": self._base.id,
                "role": self._role() or "", "name": self.name.text(), "phone": self.phone.text(),
                "remarks": self.remarks.toPlainText(), "linked": self._linked, "code": self._linked_code,
                "distinct": self._distinct}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} is the empty form."""
        parties = self._read.file.parties if self._read else ()
        found = next((one for one in parties if one.id == values.get("id")), Party())
        self._show(replace(found, name=values.get("name", ""), phone=values.get("phone", ""),
                           remarks=values.get("remarks", ""), client_id=values.get("linked", "")))
        self._base, self._linked_code = found, values.get("code", "")
        self._distinct = tuple(values.get("distinct", ()))
        self.role.choose((values["role"],) if values.get("role") else ())
        self._draw()

    def on_save(self) -> None:
        """Store the person."""
        role = self._role()
        if self._read is None:
            return
        if role is None:
            self.show_problem("role", _("Choose who this is in the case."))
            return
        self.show_problem("", "")
        self.page.run(save_party, self._said(self._read, role), done=self._on_saved, refused=self._on_refused)

    def _said(self, read: Read, role: PartyRole) -> Party:
        stored = next((one for one in read.file.parties if one.id == self._base.id), self._base)
        return replace(
            stored, case_id=stored.case_id or (read.case.id if read.case else ""), role=role,
            name=self.name.text(), phone=self.phone.text(), remarks=self.remarks.toPlainText(),
            client_id=self._linked, distinct_from=(*stored.distinct_from, *self._distinct))

    def _role(self) -> PartyRole | None:
        return next((PartyRole(key) for key in self.role.value()), None)

    def _show(self, party: Party) -> None:
        self._base, self._distinct = party, ()
        known = self._read.known.get(party.client_id, Client()) if self._read else Client()
        self._linked, self._linked_code = party.client_id, known.code
        self.set_title(_("Put right") if party.id else _("Add somebody"))
        self.role.choose((party.role,) if party.id else ())
        self.name.setText(party.name)
        self.phone.setText(party.phone)
        self.remarks.fill(party.remarks)
        self._draw()

    def _draw(self) -> None:
        self.link.setText(_("This is client {code}.").format(code=self._linked_code or "…"))
        for widget in (self.link, self.unlink):
            widget.setVisible(bool(self._linked))
        self.conflict.setVisible(bool(self._linked) and self._role() is PartyRole.ADVERSE)
        self.cancel.setVisible(bool(self._base.id))
        self.edited.emit()

    def _on_edited(self, *_value: object) -> None:
        self._draw()
        self.keeper.touch()

    def _on_role(self, *_value: object) -> None:
        self.fields["role"].set_error(None)
        self._on_edited()

    def _on_unlink(self) -> None:
        self._linked, self._linked_code = "", ""
        self._on_edited()

    def _on_saved(self, outcome: Outcome) -> None:
        self.keeper.drop()
        self._show(Party())
        saved = outcome.the(Party)
        self.page.navigator.toast(
            _("{code}: saved, {role}").format(code=self.code, role=role_text(saved.role)), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        self.show_refusal(error, _AT)

    def _on_cancel(self) -> None:
        self.keeper.drop()
        self._show(Party())

    def _lay_out(self) -> None:
        self.fields = {
            "role": Field(_("Who is this in the case?"), self.role, required=True),
            "name": Field(_("Name"), self.name, hint=_("As far as it is known. Shown only when asked for.")),
            "phone": Field(_("Telephone"), self.phone),
            "remarks": Field(_("Remarks"), self.remarks),
        }
        who = in_line(self.fields["name"], self.fields["phone"])
        for at, share in enumerate((3, 2)):
            who.layout().setStretch(at, share)  # type: ignore[union-attr]
        self.add(stacked(self.fields["role"], who, self.fields["remarks"],
                         in_line(self.link, self.unlink, None), self.conflict,
                         in_line(self.save, self.cancel, None)))

    def _connect(self) -> None:
        self.save.clicked.connect(self.on_save)
        self.cancel.clicked.connect(self._on_cancel)
        self.unlink.clicked.connect(self._on_unlink)
        self.role.changed.connect(self._on_role)
        for line in (self.name, self.phone):
            line.textEdited.connect(self._on_edited)
        self.remarks.textChanged.connect(self.keeper.touch)
