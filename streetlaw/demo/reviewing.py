"""The cases of the demo on their way to the attorney and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from streetlaw.demo.report import Report
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.review import Check, ReviewCase
from streetlaw.services import reviews
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.consents import WithdrawConsent, withdraw_consent
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Vault

_EVERY = 4
_TO_MEND = (
    ("summary_for_counsel", "Уточните, кто составил протокол и когда выдали копию."),
    ("status", "Эмнени күтүп жатабыз жана качанга чейин?"),
    ("wishes", "Чего хочет сам человек: жалобу или только приём?"),
)
"""Field and comment of what has to be mended first."""


class Reviewing:
    """What lawyer and attorney send each other; `tell` hears of refusals, with the code of the client."""

    def __init__(self, lawyer: Vault, attorney: Vault, envelopes: Envelopes, *,
                 write: Callable[[str, bytes], None], report: Report,
                 tell: Callable[[StreetLawError, str], None]) -> None:
        self._lawyer = lawyer
        self._attorney = attorney
        self._envelopes = envelopes
        self._write = write
        self._report = report
        self._tell = tell

    def refused(self, attorney_id: str) -> None:
        """Somebody took the consent back: the export of their case is refused, and that is shown."""
        with self._lawyer.work() as work:
            done = open_client(work, OpenClient(
                client=Client(), case=Case(matter="Кайра каттоо"),
                consents=(Consent(purpose=Purpose.SUPERVISOR, how="oral", language="ky"),)))
        consent = done.the(Consent)
        with self._lawyer.work() as work:
            withdraw_consent(work, WithdrawConsent(id=consent.id, revision=consent.revision))
        with self._lawyer.work() as work:
            prepared = reviews.prepare_request(work, reviews.RequestReview(
                case_ids=(done.the(Case).id,), recipient_id=attorney_id))
            self._tell(prepared.refused[0].refusal, done.the(Client).code)
            try:
                reviews.make_request(work, self._envelopes, prepared)
            except StreetLawError as refusal:
                self._tell(refusal, done.the(Client).code)

    def request(self, case: Case, attorney_id: str) -> bytes:
        """Ask the attorney for a review of that case and of some others; returns the sealed bundle."""
        with self._lawyer.work() as work:
            allowed = [consent.client_id for consent in work.list(
                Consent, purpose=Purpose.SUPERVISOR, state=ConsentState.GIVEN, recipient="", limit=8)]
            others = [c.id for c in work.list(Case, client_id=tuple(allowed))] if allowed else []
            prepared = reviews.prepare_request(work, reviews.RequestReview(
                case_ids=(case.id, *others), recipient_id=attorney_id))
            sealed, _outcome = reviews.make_request(
                work, self._envelopes, prepared, keep=partial(self._write, "review-request.slb"))
        for refused in prepared.refused:
            self._tell(refused.refusal, "")
        self._report.counts["cases_sent"] = len(prepared.cases)
        return sealed

    def review(self, request: bytes, lawyer_id: str) -> None:
        """Let the attorney read and comment, give some back, sign some off, and leave some for later."""
        with self._attorney.work() as work:
            arrival = reviews.import_bundle(work, self._envelopes, request)
        self._report.counts["cases_received"] = arrival.added
        with self._attorney.work() as work:
            cases = work.list(ReviewCase, sender_id=lawyer_id)
        for number, case in enumerate(cases):
            turn = number % _EVERY
            if turn == 0:
                self._return(case, *_TO_MEND[number // _EVERY % len(_TO_MEND)])
            elif turn > 1:  # some always wait
                self._sign_off(case)

    def _return(self, case: ReviewCase, field: str, text: str) -> None:
        with self._attorney.work() as work:
            case = reviews.comment(work, reviews.AddComment(
                id=case.id, revision=case.revision, field=field, must_fix=True, text=text)).the(ReviewCase)
        with self._attorney.work() as work:
            reviews.give_back(work, reviews.ReviewAt(id=case.id, revision=case.revision))

    def _sign_off(self, case: ReviewCase) -> None:
        with self._attorney.work() as work:
            case = reviews.comment(work, reviews.AddComment(
                id=case.id, revision=case.revision, field="wishes",
                text="Желание человека записано ясно.")).the(ReviewCase)
        with self._attorney.work() as work:
            case = reviews.set_checks(work, reviews.SetChecks(
                id=case.id, revision=case.revision, checks=tuple(Check))).the(ReviewCase)
        with self._attorney.work() as work:
            reviews.sign_off(work, reviews.ReviewAt(id=case.id, revision=case.revision))

    def back(self, lawyer_id: str) -> None:
        """Bring the attorney's answers to the lawyer."""
        with self._attorney.work() as work:
            sealed, _outcome = reviews.make_review(
                work, self._envelopes, lawyer_id, keep=partial(self._write, "review.slb"))
        with self._lawyer.work() as work:
            reviews.import_bundle(work, self._envelopes, sealed)

