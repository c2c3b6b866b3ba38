"""The whole job without a window: from intake to the review that comes back, seen from both vaults."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from streetlaw.cli import shop
from streetlaw.demo.job import Job, Tools
from streetlaw.demo.report import Report
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral, ReferralKind, ReferralStatus
from streetlaw.domain.review import Bundle, Direction, Review, ReviewCase, Verdict
from streetlaw.services.attachments import open_attachment
from streetlaw.services.progress import silent
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault, create
from tests.documents.reading import text

PASSPHRASE = "seven small words"


@dataclass
class Listener:
    """Hears what a person at a terminal would read."""

    said: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)

    def say(self, line: str) -> None:
        self.said.append(line)

    def warn(self, warning: StreetLawError) -> None:
        self.warned.append(warning.code)


@dataclass(frozen=True)
class Done:
    """A job that was done."""

    lawyer: OpenVault
    attorney: OpenVault
    out: Path
    report: Report
    listener: Listener


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    root = tmp_path_factory.mktemp("job")
    (root / "out").mkdir()
    around = shop.surroundings(random.Random(3))
    lawyer = create(root / "lawyer", PASSPHRASE, surroundings=around, kdf=TEST).vault
    attorney = create(root / "attorney", PASSPHRASE, surroundings=around, kdf=TEST).vault
    tools = Tools(envelopes=shop.envelopes(), papers=PdfPapers(), write=shop.write_new, out=root / "out")
    listener = Listener()
    report = Job(lawyer, attorney, tools, random.Random(3), listener).run(40, silent)
    yield Done(lawyer, attorney, root / "out", report, listener)
    lawyer.close()
    attorney.close()


def test_the_person_taken_in_has_everything(done: Done) -> None:
    with done.lawyer.work() as work:
        client = work.find(Client, given_name="Жылдыз", family_name="Төлөгөнова")
        assert client is not None
        own: dict[str, Any] = {"client_id": client.id}
        kinds = (Case, Incident, Note, Action, Attachment)
        assert [len(work.list(kind, **own)) for kind in kinds] == [1, 2, 4, 1, 3]
        assert work.list(Deadline, **own)
        roles = {party.role for party in work.list(Party, case_id=work.list(Case, **own)[0].id)}
        assert {PartyRole.ADVERSE, PartyRole.WITNESS, PartyRole.RELATIVE} <= roles
        referral = next(one for one in work.list(Referral, **own) if one.kind is ReferralKind.LEGAL_AID)
        assert [step.status for step in referral.steps] == [
            ReferralStatus.DRAFT, ReferralStatus.SENT, ReferralStatus.ACKNOWLEDGED]  # fmt: skip
        incident = work.list(Incident, **own)[0]
        assert len(incident.acts) == 2
        assert incident.acts[0].involvements
        (attachment,) = work.list(Attachment, incident_id=incident.id, **own)
        assert "слышала" in open_attachment(work, attachment.id).decode()


def test_reviews_of_the_decided_cases_came_back(done: Done) -> None:
    sent = done.report.counts["cases_sent"]
    with done.attorney.work() as work:
        cases = work.list(ReviewCase)
        assert len(cases) == sent
        assert {case.verdict for case in cases} == set(Verdict)
        decided = [case for case in cases if case.verdict is not Verdict.OPEN]
        assert [case for case in cases if case.sent_back] == decided
    with done.lawyer.work() as work:
        assert len(work.list(Review)) == len(decided)
        (out,), (back,) = (
            work.list(Bundle, direction=direction) for direction in (Direction.OUT, Direction.IN)
        )
        assert (out.number, back.number) == (1, 1)


def test_the_attorney_never_learns_who_it_is(done: Done) -> None:
    with done.lawyer.work() as work:
        names = {
            name for client in work.list(Client) for name in (client.family_name, client.code, client.id)
        }
    with done.attorney.work() as work:
        known = repr(work.list(ReviewCase))
    assert [name for name in names if name and name in known] == []


def test_the_refusal_is_heard(done: Done) -> None:
    assert {"consent.withdrawn", "export.nothing_to_send"} <= set(done.listener.warned)
    assert [refusal["code"] for refusal in done.report.refusals] == done.listener.warned
    assert len(done.listener.said) == len(done.report.steps)
    with done.lawyer.work() as work:
        assert work.list(Consent, state=ConsentState.WITHDRAWN)


def test_papers_speak_three_languages_and_only_the_persons_own_names_them(done: Done) -> None:
    for path in done.out.glob("summary-*.pdf"):
        assert ("Төлөгөнова" in text(path.read_bytes())) == path.name.startswith("summary-person")
    assert len(list(done.out.glob("legal-aid-application-*.pdf"))) == 3


def test_both_vaults_are_sound(done: Done) -> None:
    assert done.lawyer.check().sound
    assert done.attorney.check().sound
