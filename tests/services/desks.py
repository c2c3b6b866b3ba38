"""Two desks that work together: a street lawyer's vault and a supervising attorney's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import pytest

from streetlaw.domain.consent import Consent, ConsentState
from streetlaw.domain.disclosure import rows
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role, Tier, TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle, Check, Direction, Review, ReviewCase
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services import people, reviews
from streetlaw.services.envelopes import OwnKeys, Parcel, Row
from streetlaw.services.people import GrantTiers, VerifyPerson
from streetlaw.services.ports import Vault
from streetlaw.services.profiles import create_profile
from streetlaw.services.reviews import Arrival, Prepared, RequestReview
from streetlaw.storage import vault as vaults
from streetlaw.storage.kinds import KINDS
from tests.domain.disclosure import samples
from tests.fakes.memory import MemoryVault

T = TypeVar("T")
envelopes = Envelopes()
LAWYER_KEYS, ATTORNEY_KEYS = envelopes.new_keys(), envelopes.new_keys()
CASE, CLIENT = samples.canary("case"), samples.canary("client")


@dataclass(frozen=True)
class KnownKeys(Envelopes):
    """Gives the same keys each time, so that their words are worked out once for all tests."""

    keys: OwnKeys

    def new_keys(self) -> OwnKeys:
        return self.keys


@dataclass(frozen=True)
class Desk:
    """A person's vault, and by which id it knows the other person."""

    vault: Vault
    partner: str = ""

    def do(self, service: Callable[..., T], *arguments: object) -> T:
        with self.vault.work() as work:
            return service(work, *arguments)

    def all(self, kind: type[Any]) -> Sequence[Any]:
        with self.vault.work() as work:
            return work.list(kind)

    def keys(self) -> OwnKeys:
        return self.do(people.own_keys)

    def content(self) -> dict[str, Sequence[Any]]:
        """Everything the vault holds: two of them are equal when nothing changed in between."""
        with self.vault.work() as work:
            return {name: work.list(kind) for name, kind in KINDS.items()}

    def receive(self, data: bytes) -> Arrival:
        return self.do(reviews.import_bundle, envelopes, data)

    def prepare(self, *case_ids: str, period: str = "") -> Prepared:
        request = RequestReview(case_ids=case_ids or (CASE,), recipient_id=self.partner, period=period)
        return self.do(reviews.prepare_request, request)

    def request(self, *case_ids: str, period: str = "") -> bytes:
        sealed, _ = self.do(reviews.make_request, envelopes, self.prepare(*case_ids, period=period))
        return sealed

    def answer(self) -> bytes:
        sealed, _ = self.do(reviews.make_review, envelopes, self.partner)
        return sealed

    def save(self, *records: Any) -> Outcome:
        """Store records as they are; new ones need an id."""
        with self.vault.work() as work:
            for record in records:
                known = work.find(type(record), id=record.id)
                if known is None:
                    work.add(record)
                else:
                    work.change(replace(record, revision=known.revision))
            return work.commit("test")

    def sent(self) -> Sequence[Bundle]:
        """The bundles that left, in order."""
        with self.vault.work() as work:
            return work.list(Bundle, direction=Direction.OUT, order="number")

    def review_case(self) -> ReviewCase:
        (case,) = self.all(ReviewCase)
        assert isinstance(case, ReviewCase)
        return case

    def review(self) -> Review:
        review = self.all(Review)[-1]
        assert isinstance(review, Review)
        return review


@pytest.fixture
def pack() -> Pack:
    return samples.small_pack()


@pytest.fixture
def second_vault(request: pytest.FixtureRequest, empty_vault: Vault, pack: Pack, now: datetime,
                 tmp_path: Path) -> Iterator[Vault]:
    """Another vault of the same kind as the first."""
    if isinstance(empty_vault, MemoryVault):
        yield MemoryVault(pack, now=now)
        return
    surroundings = vaults.Surroundings(load_pack=lambda _: pack, clock=lambda: now)
    opened = request.getfixturevalue("vault_pattern").copied(tmp_path / "second", surroundings)
    yield opened
    opened.close()


@pytest.fixture
def desks(empty_vault: Vault, second_vault: Vault) -> tuple[Desk, Desk]:
    """The lawyer's and the attorney's desk."""
    return lawyer_and_attorney(empty_vault, second_vault)


@pytest.fixture
def lawyer(desks: tuple[Desk, Desk]) -> Desk:
    return desks[0]


@pytest.fixture
def attorney(desks: tuple[Desk, Desk]) -> Desk:
    return desks[1]


def lawyer_and_attorney(first: Vault, second: Vault) -> tuple[Desk, Desk]:
    """Two desks whose people exchanged cards, compared words and granted tier A; the lawyer has one case."""
    lawyer, attorney = Desk(first), Desk(second)
    own = Profile(name="Street lawyer 07", organisation="Archa centre")
    lawyer.do(create_profile, KnownKeys(LAWYER_KEYS), own)
    attorney.do(create_profile, KnownKeys(ATTORNEY_KEYS), Profile(name="Counsel", roles=(Role.SUPERVISOR,)))
    introduced = (replace(lawyer, partner=introduce(lawyer, attorney)),
                  replace(attorney, partner=introduce(attorney, lawyer)))
    introduced[0].save(*case_records(introduced[0].partner))
    return introduced


def introduce(desk: Desk, other: Desk) -> str:
    """Take over the other person's card, verify it and grant tier A; the id they are known by."""
    card = other.do(people.own_card, envelopes)
    person = desk.do(people.save_person, envelopes, envelopes.read_card(card)).the(TrustedPerson)
    assert desk.do(people.words, envelopes, person.id) == other.do(people.own_words, envelopes)
    verify = VerifyPerson(id=person.id, revision=person.revision, how="in_person")
    person = desk.do(people.verify_person, verify).the(TrustedPerson)
    grant = GrantTiers(id=person.id, revision=person.revision, tiers=(Tier.A,))
    return desk.do(people.grant_tiers, grant).the(TrustedPerson).id


def case_records(supervisor: str, suffix: str = "") -> Sequence[Any]:
    """A client with a case and a consent; everything identifying is a canary."""
    own = {"client_id": CLIENT + suffix, "case_id": CASE + suffix}
    owned = (samples.incident(**own), samples.attachment(**own), samples.action(**own),
             samples.referral(**own), samples.deadline(**own))
    return (samples.client(id=CLIENT + suffix, code=samples.canary("code") + suffix),
            samples.case(id=CASE + suffix, client_id=CLIENT + suffix),
            samples.consent(id=samples.canary("consent") + suffix, client_id=CLIENT + suffix,
                            recipient=supervisor),
            *(replace(record, id=record.id + suffix) for record in owned))


def signed_off(desk: Desk) -> None:
    """Check and sign off the one case at the desk."""
    case = desk.review_case()
    checks = reviews.SetChecks(id=case.id, revision=case.revision, checks=tuple(Check))
    case = desk.do(reviews.set_checks, checks).the(ReviewCase)
    desk.do(reviews.sign_off, reviews.ReviewAt(id=case.id, revision=case.revision))


def given_back(desk: Desk, field: str = "deadlines", text: str = "Which day was it?") -> None:
    """Comment on the one case at the desk and give it back."""
    case = desk.review_case()
    comment = reviews.AddComment(id=case.id, revision=case.revision, field=field, text=text, must_fix=True)
    case = desk.do(reviews.comment, comment).the(ReviewCase)
    desk.do(reviews.give_back, reviews.ReviewAt(id=case.id, revision=case.revision))


def sealed(sender: Desk, receiver: Desk, tables: Mapping[str, Sequence[Row]], **facts: Any) -> bytes:
    """A bundle with any content, sealed and signed in good order by the sender."""
    own = {"kind": rows.REQUEST, "tier": "A", "period": "2026-Q4", "number": 1}
    parcel = Parcel(tables=tables, recipients=(receiver.keys().recipient,), **{**own, **facts})
    return envelopes.seal(parcel, sender.keys())[0]


def withdraw(lawyer: Desk, suffix: str = "") -> None:
    (consent,) = (c for c in lawyer.all(Consent) if c.client_id == CLIENT + suffix)
    lawyer.save(replace(consent, state=ConsentState.WITHDRAWN, withdrawn_on=consent.answered_on))


def edit_incident(lawyer: Desk, **changes: object) -> None:
    (incident,) = lawyer.all(Incident)
    lawyer.save(replace(incident, **changes))
