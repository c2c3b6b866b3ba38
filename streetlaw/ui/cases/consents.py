"""The consents of a client: where each purpose stands, every answer so far, and taking one back."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.record import Outcome
from streetlaw.services.consents import WithdrawConsent, withdraw_consent
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.consent_form import ConsentForm
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import View, beside, column_of
from streetlaw.ui.cases.words import (
    NOT_ASKED,
    answered_text,
    consent_badge,
    consent_standing,
    listed,
    opening,
)
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.dates import day_full
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.route import Route


class Consents(View):
    """The purposes at the left, the question at the right."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.list = Card(_("What the person agrees to"))
        self.form = ConsentForm(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(beside((column_of(self.list, name=_("Consents")), 1),
                                (column_of(self.form, name=_("Ask the person")), 1)))

    def show_read(self, read: Read) -> None:
        """Show how each purpose stands and how it came to that."""
        super().show_read(read)
        self.form.show_read(read)
        self.list.clear_rows()
        for purpose in Purpose:
            self.list.add_row(self._purpose(read, purpose))
            for consent in read.file.consents:
                if consent.purpose is purpose:
                    self.list.body.addWidget(self._answer(read, consent))

    def enter(self, route: Route) -> None:
        """Look for an answer that was begun, or begin with the purpose asked for."""
        self.form.begin(self.client, Route("client", route.record_id, "consents"))
        if "purpose" in route.extra:
            self.form.ask(route.extra["purpose"], route.extra.get("recipient", ""))

    def _purpose(self, read: Read, purpose: Purpose) -> ListRow:
        state = consent_standing(read.file.consents, purpose, self.desk.today)
        ask = Button(_("Ask") if state == NOT_ASKED else _("Ask anew"))
        ask.setAccessibleName(f"{ask.text()}: {purpose_label(purpose)}")
        ask.clicked.connect(partial(self.form.ask, purpose.value))
        return ListRow(opening(purpose_label(purpose)), trailing=in_line(consent_badge(state), ask))

    def _answer(self, read: Read, consent: Consent) -> ListRow:
        how = {"oral": _("aloud"), "written": _("in writing")}.get(consent.how, consent.how)
        whom = _("to {name}").format(name=read.name_of(consent.recipient)) if consent.recipient else ""
        until = _("until {day}").format(day=day_full(consent.expires_on)) if consent.expires_on else ""
        limited = _("limited") if consent.fields else ""
        take_back = None
        if consent.state is ConsentState.GIVEN:
            take_back = Button(_("Take back"), kind="quiet")
            take_back.setAccessibleName(f"{take_back.text()}: {purpose_label(consent.purpose)}")
            take_back.clicked.connect(partial(self._on_withdraw, consent))
        row = ListRow("", listed((opening(answered_text(consent)), how, whom, until, limited,
                                  consent.text_version)), trailing=take_back, wrap=True)
        row.layout().setContentsMargins(24, 0, 12, 4)  # type: ignore[union-attr]
        return row

    def _on_withdraw(self, consent: Consent, *_clicked: object) -> None:
        self.page.run(withdraw_consent, WithdrawConsent(id=consent.id, revision=consent.revision),
                      done=self._on_withdrawn)

    def _on_withdrawn(self, _outcome: Outcome) -> None:
        self.navigator.toast(_("Taken back. From now on nothing leaves for this purpose."), undo=True)
