"""The whole job of StreetLaw on invented people: two vaults, from intake to the review that comes back."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Protocol

from streetlaw.demo.casework import Casework
from streetlaw.demo.records import Synthesizer
from streetlaw.demo.report import Report, Teller
from streetlaw.demo.reviewing import Reviewing
from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Review
from streetlaw.services.envelopes import Envelopes
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
from streetlaw.translation import N_, translate

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
        self._casework = Casework(lawyer, tools.papers, self._write, self.report)
        self._reviewing = Reviewing(lawyer, attorney, tools.envelopes, write=self._write,
                                    report=self.report, tell=self._refusal)

    def run(self, clients: int, progress: Progress) -> Report:
        """Do everything, with that many synthetic clients besides the one who is taken in by hand."""
        with self._step(N_("Profiles and keys")):
            attorney_id, lawyer_id = self._introduce()
        with self._step(N_("Synthetic clients")):
            self._populate(clients, progress)
        case = self._work_for_one(attorney_id)
        self._have_reviewed(case, attorney_id, lawyer_id)
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

    def _work_for_one(self, attorney_id: str) -> Case:
        with self._step(N_("Intake")):
            client, case = self._casework.intake(attorney_id)
        with self._step(N_("Incident and evidence")):
            self._casework.incident(client, case)
        with self._step(N_("Legal-aid screening and referral")):
            referral = self._casework.refer(client, case)
        with self._step(N_("Complaint, note, deadline")):
            self._casework.act(client, case)
        with self._step(N_("Papers")):
            self._casework.papers(case, attorney_id, referral)
        return case

    def _have_reviewed(self, case: Case, attorney_id: str, lawyer_id: str) -> None:
        with self._step(N_("Refused export")):
            self._reviewing.refused(attorney_id)
        with self._step(N_("Review request")):
            request = self._reviewing.request(case, attorney_id)
        with self._step(N_("Import and review")):
            self._reviewing.review(request, lawyer_id)
        with self._step(N_("Review back")):
            self._reviewing.back(lawyer_id)

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
