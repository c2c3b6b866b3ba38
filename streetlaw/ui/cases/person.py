"""Changing a client's data, in the place of the tabs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.clients import save_client
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.clients.contact_card import ContactCard
from streetlaw.ui.clients.person_card import PersonCard
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.route import Route


class Person(View):
    """The form of a person; what it is about is on the screen because somebody asked for it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._base = Client()
        self._begun = False
        self.person = PersonCard(page.desk.pack, intake=False)
        self.contact = ContactCard()
        self.save = Button(_("Save"), kind="primary", keys="Ctrl Enter")
        self.cancel = Button(_("Leave unchanged"))
        self.keeper = DraftKeeper(page.desk, page.route, self, self.values, self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((column_of(self.person, name=self.person.accessibleName()), 3),
                                (column_of(self.contact, name=self.contact.accessibleName()), 2)), 1)
        layout.addWidget(in_line(self.save, self.cancel, None))
        self._connect()

    def show_read(self, read: Read) -> None:
        """Follow the record; what is being typed stays."""
        super().show_read(read)
        if not self._begun:
            self._show(read.file.client)
        self._base = read.file.client

    def enter(self, route: Route) -> None:
        """Show the record, or what was typed over it before."""
        self._begun = False
        self._show(self.client)
        if self.client.full_name or self.client.phone:
            self.page.desk.names.note_shown(self.client.id)
        self.keeper.move(route)
        self.keeper.begin(self._on_begun)
        self.person.setFocus()

    def values(self) -> dict[str, Any]:
        """The form as plain data, for the draft."""
        return {"title": N_("{code}: the person's data"), "of": self._base.code,
                "person": self.person.values(), "contact": self.contact.values()}

    def take(self, values: dict[str, Any]) -> None:
        """Show a draft."""
        self.person.take(values.get("person", {}))
        self.contact.take(values.get("contact", {}))

    def _show(self, client: Client) -> None:
        self.person.show_client(client)
        self.contact.take(asdict(client.safe_contact))

    def _on_begun(self, found: bool) -> None:
        self._begun = self._begun or found

    def _on_edited(self) -> None:
        self._begun = True
        self.keeper.touch()

    def _on_save(self) -> None:
        if self.person.check():
            client = self.contact.filled(self.person.filled(self._base))
            self.page.run(save_client, client, done=self._on_saved, refused=self._on_refused)

    def _on_saved(self, outcome: Outcome) -> None:
        self._begun = False
        self.keeper.drop()
        client = outcome.the(Client)
        self.navigator.toast(_("{code}: data saved").format(code=client.code), undo=True)
        self.navigator.go(Route("client", client.id, "overview"))

    def _on_refused(self, error: StreetLawError) -> None:
        if not self.person.show_refusal(error.code, sentence(error)):
            self.page.on_refused(error)

    def _on_cancel(self) -> None:
        self._begun = False
        self.keeper.drop()
        self.navigator.go(Route("client", self._base.id, "overview"))

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self._on_cancel)
        for card in (self.person, self.contact):
            card.edited.connect(self._on_edited)
