"""Two people who know each other, each with a real vault, made without the window: where journeys begin."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from streetlaw.app.opener import VaultOpener
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.exchange import age, archive
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services import people, reviews
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.ports import Vault, Work
from streetlaw.storage import audit
from streetlaw.storage.kdf import TEST
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.work import SqlWork
from streetlaw.ui.start.opener import NewVault

PASSPHRASE = "жети кичинекей сөз эле"
NAME = "Төлөгөнова"
_envelopes = Envelopes()


@dataclass(frozen=True)
class Homes:
    """Two closed vaults, opened by `PASSPHRASE`, and a request for review from one to the other."""

    lawyer: Path
    attorney: Path
    code: str
    """The code of the lawyer's one client."""
    request: bytes
    altered: bytes
    """The request with another version in its manifest, sealed again for the attorney."""


def two_homes(room: Path, *, asked: bool = True) -> Homes:
    """A lawyer with one case, an attorney who may review it; without `asked`, no request was made yet."""
    lawyer = _vault(room / "lawyer", Profile(name="Көчө юристи 07", roles=(Role.LAWYER,)))
    attorney = _vault(room / "attorney", Profile(name="Жетекчи адвокат", roles=(Role.SUPERVISOR,)))
    counsel = introduce(lawyer, attorney)
    introduce(attorney, lawyer)
    code = take_in(lawyer, counsel.id)
    request = _request(lawyer, counsel.id) if asked else b""
    with attorney.work() as work:
        altered = _altered(request, people.own_keys(work).identity, counsel.recipient) if asked else b""
    for vault in (lawyer, attorney):
        vault.close()
    return Homes(room / "lawyer", room / "attorney", code, request, altered)


def introduce(vault: Vault, other: Vault) -> TrustedPerson:
    """Take over the other's card, compare the words, allow cases for review."""
    with other.work() as work:
        card = people.own_card(work, _envelopes)
    with vault.work() as work:
        person = people.save_person(work, _envelopes, _envelopes.read_card(card)).the(TrustedPerson)
    with vault.work() as work:
        person = people.verify_person(work, people.VerifyPerson(
            id=person.id, revision=person.revision, how="in_person")).the(TrustedPerson)
    with vault.work() as work:
        return people.grant_tiers(work, people.GrantTiers(
            id=person.id, revision=person.revision, tiers=(Tier.A,))).the(TrustedPerson)


def take_in(vault: Vault, counsel_id: str) -> str:
    """Open the file of somebody who agrees that the attorney reads their case; their code."""
    consents = tuple(Consent(purpose=purpose, how="oral", recipient=recipient, language="ky")
                     for purpose, recipient in ((Purpose.KEEP_CASE, ""), (Purpose.HEALTH_DATA, ""),
                                                (Purpose.SUPERVISOR, counsel_id)))
    person = Client(named=True, family_name=NAME, given_name="Жылдыз", phone="0700 112233")
    with vault.work() as work:
        return open_client(work, OpenClient(
            client=person, consents=consents, case=Case(matter="Кабыл алуудан баш тартуу"))).the(Client).code


def everything(work: Work) -> tuple[object, ...]:
    """All that a vault holds, and the end of its log: two of them are equal when nothing changed between."""
    assert isinstance(work, SqlWork)
    with work._engine.connect() as connection:
        head = audit.head(connection)
    records = {name: work.list(kind) for name, kind in KINDS.items()}
    return records, work.drafts(), head


def _vault(folder: Path, profile: Profile) -> Vault:
    wanted = NewVault(folder=folder, passphrase=PASSPHRASE, profile=profile)
    return VaultOpener(TEST).create(wanted).opened.vault


def _request(vault: Vault, counsel_id: str) -> bytes:
    with vault.work() as work:
        cases = tuple(case.id for case in work.list(Case))
        prepared = reviews.prepare_request(work, reviews.RequestReview(
            case_ids=cases, recipient_id=counsel_id))
        return reviews.make_request(work, _envelopes, prepared)[0]


def _altered(sealed: bytes, identity: str, recipient: str) -> bytes:
    members = archive.read(age.unseal(sealed, identity))
    before = members[archive.MANIFEST]
    members[archive.MANIFEST] = before.replace(b'"minor":1', b'"minor":0')
    assert members[archive.MANIFEST] != before
    return age.seal(archive.write(members), [recipient])
