"""One case of the demo from intake to its papers."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from streetlaw.demo.report import Report
from streetlaw.demo.surroundings import gather
from streetlaw.demo.words import words
from streetlaw.domain.action import Action, ActionKind, Note
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.eligibility import Entitlement, Screening
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind, Wish
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.services.actions import save_action, save_note
from streetlaw.services.attachments import AttachFile, attach_file
from streetlaw.services.cases import save_case
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.services.incidents import finish_incident
from streetlaw.services.papers import CLIENT, FILE, SummaryRequest, case_summary, legal_aid_application
from streetlaw.services.ports import Vault
from streetlaw.services.printing import Papers
from streetlaw.services.referrals import MoveReferral, move_referral
from streetlaw.services.screening import (
    ReferToLegalAid,
    ScreenClient,
    prefill,
    refer_to_legal_aid,
    screen_client,
)
from streetlaw.translation import LANGUAGES


class Casework:
    """What the street lawyer does for one person."""

    def __init__(self, lawyer: Vault, papers: Papers, write: Callable[[str, bytes], None],
                 report: Report) -> None:
        self._lawyer = lawyer
        self._makers = papers
        self._write = write
        self._report = report

    def intake(self, attorney_id: str) -> tuple[Client, Case]:
        """Take a person in, with their consents and a case."""
        person = Client(
            named=True, family_name="Төлөгөнова", given_name="Жылдыз", gender=Gender.WOMAN,
            birth_date=PartialDate("1991-05"), residence=Residence.CITIZEN, languages=("ky", "ru"),
            phone="0700 112233", risk=Risk.RAISED,
            safe_contact=SafeContact(when="18:00дөн кийин гана чалыңыз.", never_say="SMS жөнөтпөңүз."))
        given = (Purpose.KEEP_CASE, Purpose.HEALTH_DATA, Purpose.REFER, Purpose.STATISTICS)
        consents = (*(Consent(purpose=purpose, how="oral", language="ky") for purpose in given),
                    Consent(purpose=Purpose.SUPERVISOR, recipient=attorney_id, how="written", language="ky"))
        with self._lawyer.work() as work:
            region = work.pack.regions_in("")[0].code
            done = open_client(work, OpenClient(
                client=replace(person, region=region), consents=consents, case=Case(matter="Отказ в приёме")))
        return done.the(Client), done.the(Case)

    def incident(self, client: Client, case: Case) -> None:
        """Document what happened to them, with a witness's note."""
        violation = next(iter(words().stories))
        told = words().stories[violation][0]
        self._report.speak("stories", Counter([told.language]))
        with self._lawyer.work() as work:
            incident = Incident(
                client_id=client.id, case_id=case.id, region=client.region, narrative=told.story,
                occurred=PartialDate.on(work.today - timedelta(days=12)),
                setting=told.place, grounds=("health",),
                acts=(Act(violation=violation, severity=Severity.GRAVE, note="устно",
                          involvements=(Involvement(perpetrator=told.by),)),
                      Act(violation="disclosure_health", severity=Severity.MEDIUM)),
                sources=(Source(kind=SourceKind.PERSON), Source(kind=SourceKind.WITNESS)),
                wishes=(Wish.WRITTEN_DECISION, Wish.SERVICE))
            stored = finish_incident(work, incident).the(Incident)
        with self._lawyer.work() as work:
            attach_file(work, AttachFile(
                client_id=client.id, case_id=case.id, incident_id=stored.id, name="записка свидетеля.txt",
                media_type="text/plain", source=io.BytesIO("Я была рядом и всё слышала.\n".encode())))
        with self._lawyer.work() as work:
            current = work.get(Case, case.id)
            save_case(work, replace(current, summary_for_counsel=told.summary, wish=told.wish))

    def refer(self, client: Client, case: Case) -> Referral:
        """Screen them for legal aid and refer them to the office, which confirms."""
        answers = {"matter": "offence", "residence": "citizen", "detained": "no", "income": "141000"}
        with self._lawyer.work() as work:
            known = {code: answer for code, answer in answers.items() if code in work.pack.aid.questions}
            screening = screen_client(work, ScreenClient(
                client_id=client.id, case_id=case.id,
                answers=prefill(client, work.today) | known)).the(Screening)
        best = next(r for r in screening.results if r.answer in (Entitlement.ENTITLED, Entitlement.LIKELY))
        with self._lawyer.work() as work:
            referral = refer_to_legal_aid(work, ReferToLegalAid(
                screening_id=screening.id, category=best.category)).the(Referral)
        with self._lawyer.work() as work:
            sent = move_referral(work, MoveReferral(
                id=referral.id, revision=referral.revision, status=ReferralStatus.SENT)).the(Referral)
        with self._lawyer.work() as work:
            return move_referral(work, MoveReferral(
                id=sent.id, revision=sent.revision, told_by="телефон 114",
                status=ReferralStatus.ACKNOWLEDGED)).the(Referral)

    def act(self, client: Client, case: Case) -> None:
        """Complain, note it, watch for the answer, and keep all that gathers around the case."""
        with self._lawyer.work() as work:
            save_action(work, Action(
                client_id=client.id, case_id=case.id, kind=ActionKind.COMPLAINT, channel="appeal_body",
                authority="ЦСМ № 9", registration_no="318", minutes=45,
                done_on=work.today - timedelta(days=10)))
        with self._lawyer.work() as work:
            save_note(work, Note(client_id=client.id, case_id=case.id, minutes=40, text=words().notes[0]))
        with self._lawyer.work() as work:
            rules = work.pack.channels["appeal_body"].answer_rules
            filed = work.today - timedelta(days=10)
        for rule in rules:
            with self._lawyer.work() as work:
                add_deadline(work, AddDeadline(client_id=client.id, case_id=case.id, rule=rule, base=filed))
        gather(self._lawyer, client, case)

    def papers(self, case: Case, attorney_id: str, referral: Referral) -> None:
        """Make every paper in every language."""
        for language in LANGUAGES:
            for name, recipient in (("summary-file", FILE), ("summary-attorney", attorney_id),
                                    ("summary-person", CLIENT)):
                with self._lawyer.work() as work:
                    summary = case_summary(work, SummaryRequest(
                        case_id=case.id, recipient=recipient, with_name=recipient == CLIENT))
                self._write(f"{name}-{language}.pdf",
                            self._makers.case_summary(summary, language=language))
            with self._lawyer.work() as work:
                application = legal_aid_application(work, referral.id)
            self._write(f"legal-aid-application-{language}.pdf",
                        self._makers.legal_aid_application(application, language=language))
            self._report.speak("papers", Counter({language: 4}))

