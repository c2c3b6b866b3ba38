"""What the check does in the vault: keeps a result, drafts the referral, ticks papers off."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.consent import Purpose
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import Referral
from streetlaw.services.barriers import NoLawyer, note_no_lawyer
from streetlaw.services.referrals import save_referral
from streetlaw.services.screening import ReferToLegalAid, ScreenClient, refer_to_legal_aid, screen_client
from streetlaw.translation import gettext as _
from streetlaw.ui.law.check import Check
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route


class Deeds(QObject):
    """Acts for one check through the page it is on; `referred` carries the route to the new application."""

    referred = Signal(object, object)
    """The route of the application, then the route of the referral."""

    def __init__(self, page: Page, check: Check) -> None:
        super().__init__(page)
        self._page, self._check = page, check
        self._saving = self._again = False
        pane = check.application
        check.result.answer.save_wanted.connect(self.keep)
        check.applying.papers.changed.connect(self._on_papers)
        check.result.no_lawyer.wanted.connect(self._on_no_lawyer)
        for part in (check.situation, check.income):
            part.consent_wanted.connect(self._on_health_consent)
        for signal, slot in ((pane.refer_wanted, self.refer), (pane.referral_wanted, self._on_referral),
                             (pane.consent_wanted, self._on_refer_consent), (pane.saved, self._on_saved),
                             (pane.intake_wanted, self._on_intake),
                             (check.another.clicked, self._on_another)):
            signal.connect(slot)

    def keep(self) -> None:
        """Keep the result with the person, once."""
        if self._check.visit.person is not None and not self._check.is_kept:
            self._page.run(screen_client, self._screening(), done=self._on_kept)

    def refer(self) -> None:
        """Keep the result unless it is kept, and draft the referral that rests on it."""
        if self._check.is_kept and self._check.stored is not None:
            self._refer(self._check.stored)
        else:
            self._page.run(screen_client, self._screening(), done=self._on_screened)

    def _on_kept(self, outcome: Outcome) -> None:
        check = self._check
        check.stored = outcome.the(Screening)
        check.visit.drop_draft()
        check.show_result()
        self._say(_("{code}: legal aid check kept"))

    def _on_screened(self, outcome: Outcome) -> None:
        self._check.stored = outcome.the(Screening)
        self._refer(self._check.stored)

    def _refer(self, screening: Screening) -> None:
        sheet, person = self._check.sheet, self._check.visit.person
        missing = person is not None and bool(person.noted)
        self._page.run(refer_to_legal_aid, ReferToLegalAid(
            screening_id=screening.id, category=sheet.category,
            documents_ready=self._check.result.papers.ready(),
            remarks=_("No lawyer is available here.") if missing else ""), done=self._on_referred)

    def _on_referred(self, outcome: Outcome) -> None:
        referral = outcome.the(Referral)
        self._check.visit.drop_draft()
        extra = {"client": referral.client_id, "referral": referral.id}
        if referral.case_id:
            extra["case"] = referral.case_id
        self._say(_("{code}: referral drafted"))
        self.referred.emit(Route("law", extra=extra), Route("referral", referral.id))

    def _on_no_lawyer(self, cmd: NoLawyer) -> None:
        self._page.run(note_no_lawyer, cmd, done=self._on_noted, refused=self._on_not_noted)

    def _on_noted(self, _outcome: Outcome) -> None:
        self._check.result.no_lawyer.show_kept()
        self._check.visit.read()
        self._say(_("{code}: recorded that no lawyer was available"))

    def _on_not_noted(self, error: StreetLawError) -> None:
        if not self._check.result.no_lawyer.show_refusal(error):
            self._page.on_refused(error)

    def _on_papers(self) -> None:
        """Note which papers of a stored referral are there; ticks that come meanwhile follow."""
        person = self._check.visit.person
        self._again = self._saving
        if person is not None and person.referral is not None and not self._saving:
            self._saving = True
            ready = self._check.applying.papers.ready()
            self._page.run(save_referral, replace(person.referral, documents_ready=ready),
                           done=self._on_papers_saved, refused=self._on_papers_refused)

    def _on_papers_saved(self, outcome: Outcome) -> None:
        visit = self._check.visit
        self._saving = False
        if visit.person is not None and visit.person.referral is not None:
            visit.person = replace(visit.person, referral=outcome.the(Referral))
        if self._again:
            self._on_papers()

    def _on_papers_refused(self, error: StreetLawError) -> None:
        self._saving = self._again = False
        self._page.on_refused(error)
        self._check.visit.read()

    def _on_referral(self) -> None:
        person = self._check.visit.person
        if person is not None and person.referral is not None:
            self._page.navigator.go(Route("referral", person.referral.id))

    def _on_health_consent(self) -> None:
        self._ask_for(Purpose.HEALTH_DATA)

    def _on_refer_consent(self) -> None:
        self._ask_for(Purpose.REFER)

    def _ask_for(self, purpose: Purpose) -> None:
        person = self._check.visit.person
        if person is not None:
            extra = {"purpose": purpose.value}
            self._page.navigator.go(Route("client", person.client.id, "consents", extra))

    def _on_intake(self) -> None:
        self._page.navigator.go(Route("new-client"))

    def _on_another(self) -> None:
        self._page.navigator.go(Route("law"))

    def _on_saved(self) -> None:
        self._page.navigator.toast(_("Saved. The copy outside is not encrypted."))

    def _say(self, text: str) -> None:
        person = self._check.visit.person
        if person is not None:
            self._page.navigator.toast(text.format(code=person.client.code), undo=True)

    def _screening(self) -> ScreenClient:
        person = self._check.visit.person
        return ScreenClient(client_id=person.client.id if person else "",
                            case_id=person.case_id if person else "", answers=self._check.interview.answers)
