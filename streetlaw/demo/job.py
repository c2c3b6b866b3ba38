"""The whole job of StreetLaw on invented people: two vaults, from intake to the review that comes back."""

from __future__ import annotations

import io
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from streetlaw.demo.records import Synthesizer
from streetlaw.demo.report import Report, Teller
from streetlaw.demo.words import words
from streetlaw.domain.action import Action, ActionKind, Attachment, Note
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client, Gender, Residence, Risk, SafeContact
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.eligibility import Entitlement, Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Involvement, Severity, Source, SourceKind, Wish
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import PartialDate, Record
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.domain.review import Check, Review, ReviewCase
from streetlaw.services import reviews
from streetlaw.services.actions import save_action, save_note
from streetlaw.services.attachments import AttachFile, attach_file
from streetlaw.services.cases import save_case
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.consents import WithdrawConsent, withdraw_consent
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.incidents import finish_incident
from streetlaw.services.papers import CLIENT, FILE, SummaryRequest, case_summary, legal_aid_application
from streetlaw.services.people import (
    GrantTiers,
    VerifyPerson,
    grant_tiers,
    own_card,
    save_person,
    verify_person,
)
from streetlaw.services.ports import Vault
from streetlaw.services.printing import Papers
from streetlaw.services.profiles import create_profile
from streetlaw.services.progress import Progress
from streetlaw.services.referrals import MoveReferral, move_referral
from streetlaw.services.screening import (
    ReferToLegalAid,
    ScreenClient,
    prefill,
    refer_to_legal_aid,
    screen_client,
)
from streetlaw.translation import LANGUAGES, N_, translate

BATCH = 2000


class Write(Protocol):
    """Writes a file whole or not at all."""

    def __call__(self, target: Path, content: bytes) -> None:
        """Raises `file.not_written`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The adapters of the demo, and where it writes."""

    envelopes: Envelopes
    papers: Papers
    write: Write
    out: Path


class Job:
    """One run; `teller` hears of each step as it begins, and of refusals that are meant to be seen."""

    def __init__(self, lawyer: Vault, attorney: Vault, tools: Tools, rng: random.Random,
                 teller: Teller) -> None:
        self._lawyer = lawyer
        self._attorney = attorney
        self._tools = tools
        self._rng = rng
        self._teller = teller
        self.report = Report()

    def run(self, clients: int, progress: Progress) -> Report:
        """Do everything, with that many synthetic clients besides the one who is taken in by hand."""
        with self._step(N_("Profiles and keys")):
            attorney_id, lawyer_id = self._introduce()
        with self._step(N_("Synthetic clients")):
            self._populate(clients, progress)
        with self._step(N_("Intake")):
            client, case = self._intake(attorney_id)
        with self._step(N_("Incident and evidence")):
            self._incident(client, case)
        with self._step(N_("Legal-aid screening and referral")):
            referral = self._refer(client, case)
        with self._step(N_("Complaint, note, deadline")):
            self._act(client, case)
        with self._step(N_("Papers")):
            self._papers(case, attorney_id, referral)
        with self._step(N_("Refused export")):
            self._refused(attorney_id)
        with self._step(N_("Review request")):
            request = self._request(case, attorney_id)
        with self._step(N_("Import and review")):
            self._review(request, lawyer_id)
        with self._step(N_("Review back")):
            self._back(lawyer_id)
        self._count()
        return self.report

    # ── The steps ────────────────────────────────────────────────────────────────────────────────────────

    def _introduce(self, language: str = "ru") -> tuple[str, str]:
        """Make both owners, let them exchange cards and words; returns their ids in each other's vault."""
        for vault, profile in (
            (self._lawyer, Profile(name="Көчө юристи № 07", roles=(Role.LAWYER,),
                                   organisation="«Ак-Босого»", language=language)),
            (self._attorney, Profile(name="Жетекчи адвокат", roles=(Role.SUPERVISOR,),
                                     organisation="«Ак-Босого»", language=language))):
            with vault.work() as work:
                create_profile(work, self._tools.envelopes, profile)
        return (self._trust(self._lawyer, self._attorney, (Tier.A,)),
                self._trust(self._attorney, self._lawyer, ()))

    def _trust(self, vault: Vault, other: Vault, tiers: tuple[Tier, ...]) -> str:
        with other.work() as theirs:
            person = self._tools.envelopes.read_card(own_card(theirs, self._tools.envelopes))
        with vault.work() as work:
            known = save_person(work, self._tools.envelopes, person).the(TrustedPerson)
        with vault.work() as work:
            known = verify_person(work, VerifyPerson(
                id=known.id, revision=known.revision, how="in_person")).the(TrustedPerson)
        with vault.work() as work:
            grant_tiers(work, GrantTiers(id=known.id, revision=known.revision, tiers=tiers))
        return known.id

    def _populate(self, count: int, progress: Progress) -> None:
        with self._lawyer.work() as work:
            maker = Synthesizer(work.pack, work.today, self._rng, count=count)
            self.report.day = work.today.isoformat()
        made = 0
        while made < count:
            batch = min(BATCH, count - made)
            with self._lawyer.work() as work:
                work.add_many(_by_kind(maker, batch))
                work.commit("synthetic")
            made += batch
            progress(made, count)
        self.report.speak("stories", maker.languages)

    def _intake(self, attorney_id: str) -> tuple[Client, Case]:
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

    def _incident(self, client: Client, case: Case) -> None:
        violation = next(iter(words().stories))
        told = words().stories[violation][0]
        self.report.speak("stories", Counter([told.language]))
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

    def _refer(self, client: Client, case: Case) -> Referral:
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

    def _act(self, client: Client, case: Case) -> None:
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

    def _papers(self, case: Case, attorney_id: str, referral: Referral) -> None:
        for language in LANGUAGES:
            for name, recipient in (("summary-file", FILE), ("summary-attorney", attorney_id),
                                    ("summary-person", CLIENT)):
                with self._lawyer.work() as work:
                    summary = case_summary(work, SummaryRequest(
                        case_id=case.id, recipient=recipient, with_name=recipient == CLIENT))
                self._write(f"{name}-{language}.pdf",
                            self._tools.papers.case_summary(summary, language=language))
            with self._lawyer.work() as work:
                application = legal_aid_application(work, referral.id)
            self._write(f"legal-aid-application-{language}.pdf",
                        self._tools.papers.legal_aid_application(application, language=language))
            self.report.speak("papers", Counter({language: 4}))

    def _refused(self, attorney_id: str) -> None:
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
            self._refusal(prepared.refused[0].refusal, done.the(Client).code)
            try:
                reviews.make_request(work, self._tools.envelopes, prepared)
            except StreetLawError as refusal:
                self._refusal(refusal, done.the(Client).code)

    def _request(self, case: Case, attorney_id: str) -> bytes:
        with self._lawyer.work() as work:
            allowed = [consent.client_id for consent in work.list(
                Consent, purpose=Purpose.SUPERVISOR, state=ConsentState.GIVEN, recipient="", limit=8)]
            others = [c.id for c in work.list(Case, client_id=tuple(allowed))] if allowed else []
            prepared = reviews.prepare_request(work, reviews.RequestReview(
                case_ids=(case.id, *others), recipient_id=attorney_id))
            sealed, _outcome = reviews.make_request(
                work, self._tools.envelopes, prepared, keep=partial(self._write, "review-request.slb"))
        for refused in prepared.refused:
            self._refusal(refused.refusal, "")
        self.report.counts["cases_sent"] = len(prepared.cases)
        return sealed

    def _review(self, request: bytes, lawyer_id: str) -> None:
        with self._attorney.work() as work:
            arrival = reviews.import_bundle(work, self._tools.envelopes, request)
        self.report.counts["cases_received"] = arrival.added
        with self._attorney.work() as work:
            cases = work.list(ReviewCase, sender_id=lawyer_id)
        for number, case in enumerate(cases):
            if number % 3 == 0:
                self._return(case)
            else:
                self._sign_off(case)

    def _return(self, case: ReviewCase) -> None:
        with self._attorney.work() as work:
            case = reviews.comment(work, reviews.AddComment(
                id=case.id, revision=case.revision, field="summary_for_counsel", must_fix=True,
                text="Уточните, кто составил протокол и когда выдали копию.")).the(ReviewCase)
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

    def _back(self, lawyer_id: str) -> None:
        with self._attorney.work() as work:
            sealed, _outcome = reviews.make_review(
                work, self._tools.envelopes, lawyer_id, keep=partial(self._write, "review.slb"))
        with self._lawyer.work() as work:
            reviews.import_bundle(work, self._tools.envelopes, sealed)

    # ── Reporting ────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        self._teller.say(translate(name))
        with self.report.step(name):
            yield

    def _refusal(self, refusal: StreetLawError, code: str) -> None:
        self._teller.warn(refusal)
        self.report.refuse(refusal, code)

    def _write(self, name: str, content: bytes) -> None:
        self._tools.write(self._tools.out / name, content)
        self.report.files.append(name)

    def _count(self) -> None:
        with self._lawyer.work() as work:
            for name, kind in (("clients", Client), ("cases", Case), ("incidents", Incident),
                               ("referrals", Referral), ("attachments", Attachment), ("reviews", Review)):
                self.report.counts[name] = work.count(kind)


def _by_kind(maker: Synthesizer, count: int) -> Iterator[Record]:
    """The records of that many people, all of one kind together: they are written in one go."""
    kinds: defaultdict[type[Record], list[Record]] = defaultdict(list)
    for person in maker.people(count):
        for record in person:
            kinds[type(record)].append(record)
    for records in kinds.values():
        yield from sorted(records, key=attrgetter("id"))
