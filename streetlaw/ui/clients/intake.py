"""Intake: a new client by name or by code only, what they consent to, and how to reach them safely."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTime

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.similar import Person, Similar
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui.clients.consents_card import ConsentsCard
from streetlaw.ui.clients.contact_card import ContactCard
from streetlaw.ui.clients.person_card import PersonCard
from streetlaw.ui.clients.similar_panel import SimilarPanel, who
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.messages import sentence
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.beside import Beside, column
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.route import Route


class IntakePage(Page):
    """A form that always keeps what was typed; "Open the file" stores client, consents and a first case."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.person = PersonCard(desk.pack)
        self.similar = SimilarPanel(desk, link_kind="party", link=_("Same person: join"))
        self._distinct: tuple[str, ...] = ()
        self._joined: dict[str, str] = {}
        self.joined = Banner("", "info", icon="link", action=_("Not the same"))
        self.contact = ContactCard()
        self.consents = ConsentsCard(desk.pack)
        self.save = Button(_("Open the file"), kind="primary", keys="Ctrl Enter")
        self.saved = Badge.of("save", "saved")
        self.keeper = DraftKeeper(desk, Route("new-client"), self, self.values, self.take)
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Show the form, with what was typed before."""
        del route
        self.set_place(_("Intake"), parent=_("Clients"), parent_route=Route("clients"))
        self.set_top_actions(self.save)
        self.keeper.begin()
        self.person.setFocus()

    def values(self) -> dict[str, Any]:
        """The form as plain data, for the draft."""
        return {"title": N_("Intake"), "person": self.person.values(), "contact": self.contact.values(),
                "consents": self.consents.values(), "distinct": self._distinct, "joined": self._joined}

    def take(self, values: dict[str, Any]) -> None:
        """Show a draft."""
        self.person.take(values.get("person", {}))
        self.contact.take(values.get("contact", {}))
        self.consents.take(values.get("consents", {}))
        self._distinct = tuple(values.get("distinct", ()))
        self._joined = dict(values.get("joined", {}))
        self._look()

    def command(self) -> OpenClient:
        """What the form says."""
        contact = self.contact.filled(Client())
        client = replace(self.person.filled(contact), distinct_from=self._distinct)
        return OpenClient(client=client, consents=self.consents.consents(), case=self.person.case(),
                          parties=tuple(self._joined))

    def on_refused(self, error: StreetLawError) -> None:
        """Show a refusal at its field; others over the page."""
        if not self.person.show_refusal(error.code, sentence(error)):
            super().on_refused(error)

    def _on_save(self) -> None:
        if self.person.check():
            self.run(open_client, self.command(), done=self._on_saved)

    def _on_saved(self, outcome: Outcome) -> None:
        self.keeper.drop()
        self.take({})
        client = outcome.the(Client)
        self.navigator.go(Route("client", client.id))
        self.navigator.toast(_("{code}: file opened").format(code=client.code), undo=True)

    def _on_kept(self, at: QTime) -> None:
        self.saved.show_badge(_("Saved {time}").format(time=at.toString("HH:mm")), "success", "lock-key")
        if self.heading.badge is None:
            self.set_place(_("Intake"), parent=_("Clients"), parent_route=Route("clients"),
                           badge=self.saved)

    def _look(self) -> None:
        """Look who the person may be already."""
        client = self.person.filled(Client())
        known = (*self._distinct, *self._joined)
        self.similar.look_for(replace(Person.of(client), distinct_from=known))
        said = "; ".join(self._joined.values())
        self.joined.show_message(_("Noted when the file is opened: {who}.").format(who=said))
        self.joined.setVisible(bool(said))

    def _on_same(self, one: Similar) -> None:
        """Go on with the file there is; what was typed stays a draft. A party becomes this client."""
        if one.kind == "party":
            self._joined = self._joined | {one.record_id: who(one)}
            self.keeper.touch()
            self._look()
        else:
            self.navigator.go(Route("client", one.client_id))

    def _on_not_joined(self) -> None:
        self._joined = {}
        self.keeper.touch()
        self._look()

    def _on_different(self, one: Similar) -> None:
        self._distinct = (*self._distinct, one.record_id)
        self.keeper.touch()
        self._look()

    def _lay_out(self) -> None:
        right = column(self.similar, self.joined, self.contact, self.consents)
        self.body.addWidget(Beside(column(self.person), right, shares=(3, 2), narrow=760))
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.add_command(_("Open the file"), self._on_save, keys="Ctrl+Return")
        for card in (self.person, self.contact, self.consents):
            card.edited.connect(self.keeper.touch)
        self.person.edited.connect(self._look)
        self.similar.same.connect(self._on_same)
        self.similar.different.connect(self._on_different)
        self.joined.acted.connect(self._on_not_joined)
        self.joined.hide()
        self.keeper.kept.connect(self._on_kept)


