"""What the exchange page reads: people, cases that could be sent, the log, a file that is only checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.consent import Purpose, require
from streetlaw.domain.disclosure.free_text import Span, highlight
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Tier, TrustedPerson
from streetlaw.domain.review import Bundle, Direction, ReviewCase, Verdict
from streetlaw.services import ledger, reviews
from streetlaw.services.case_files import cases_of, consents_of, files, told_abroad
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.people import own_keys
from streetlaw.services.ports import Work
from streetlaw.services.reviews import Prepared, RequestReview
from streetlaw.ui import alphabet

MOST_CASES = 2000
"""How many open cases can be chosen from, the newest of them."""

MOST_LINES = 500
"""How many lines of the log are shown, the latest of them."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A trusted person, the six words of their keys, and whether cases for review may go there."""

    person: TrustedPerson
    words: tuple[str, ...]

    @property
    def may_receive(self) -> bool:
        """True when the words were compared and tier A was granted."""
        return self.person.verified_on is not None and Tier.A in self.person.tiers


@dataclass(frozen=True, slots=True)
class LogLine:
    """A bundle that left or came, with the name of the person at the other end ("" when forgotten since)."""

    bundle: Bundle
    partner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The first view of the page; `decided` counts decisions of mine that have not been sent back."""

    partners: tuple[Partner, ...]
    open_cases: int
    decided: int
    log: tuple[LogLine, ...]

    @property
    def sent(self) -> list[Bundle]:
        """What left, of the lines of the log."""
        return [line.bundle for line in self.log if line.bundle.direction is Direction.OUT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """An open case as it could be sent to one person: `refusal` is the first thing in the way, or None."""

    case_id: str
    client_id: str
    code: str
    status: CaseStatus
    consent: str
    refusal: StreetLawError | None
    last_sent: datetime | None


@dataclass(frozen=True, slots=True)
class Offered:
    """What could be sent to somebody; `gone` counts cases they have whose consent was taken back since."""

    cases: tuple[Offer, ...]
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A prepared request with what a person needs to judge it.

    `codes` and `clients` are by case id; `summaries` are (case id, text, pieces that look like names).
    """

    prepared: Prepared
    codes: dict[str, str]
    clients: dict[str, str]
    summaries: tuple[tuple[str, str, tuple[Span, ...]], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A file that was opened and verified, and left alone; `known` when it was taken in before."""

    sender: TrustedPerson
    kind: str
    number: int
    period: str
    counts: tuple[tuple[str, int], ...]
    size: int
    manifest_sha256: str
    known: bool


def overview(work: Work, envelopes: Envelopes) -> Overview:
    """Read the first view."""
    people = alphabet.people(work.list(TrustedPerson))
    names = {person.id: person.name for person in people}
    lines = work.list(Bundle, order="handled", descending=True, limit=MOST_LINES)
    return Overview(
        partners=tuple(Partner(person, envelopes.words(person.recipient, person.verify_key))
                       for person in people),
        open_cases=work.count(Case, status=_open()),
        decided=work.count(ReviewCase, sent_back=False, verdict=(Verdict.RETURNED, Verdict.SIGNED_OFF)),
        log=tuple(LogLine(bundle, names.get(bundle.partner_id, "")) for bundle in lines))


def offers(work: Work, partner_id: str, countries: Sequence[str], again: str = "") -> Offered:
    """The open cases, newest first, and what of them may go to that person; "" asks about anybody.

    `countries` are all whose law there is: a case told by a law of its own is not for a review here. `again`
    is the id of a bundle that got lost: what was in it may go once more, also cases closed since.
    """
    sent = ledger.sent_to(work, partner_id)
    anew = ledger.cases_in(ledger.of_id(sent, again))
    cases = [*(case for case in cases_of(work, anew) if not case.status.is_open),
             *work.list(Case, status=_open(), descending=True, limit=MOST_CASES)]
    consents = consents_of(work, [case.client_id for case in cases])
    codes = _codes(work, cases)
    last = {case_id: bundle.handled for bundle in sent for case_id in ledger.cases_in(bundle)}
    same = _unchanged(work, [case.id for case in cases if case.id in last and case.id not in anew], sent)
    abroad = told_abroad(work, [case.id for case in cases], countries)
    found = []
    for case in cases:
        refusal: StreetLawError | None = None
        state = "given"
        try:
            require(consents.get(case.client_id, ()), Purpose.SUPERVISOR, partner_id, work.today)
        except StreetLawError as error:
            refusal, state = error, error.code.removeprefix("consent.")
        if refusal is None and case.id in same:
            refusal = StreetLawError("export.already_released")
        if refusal is None and case.id in abroad:
            refusal = StreetLawError("export.other_law")
        found.append(Offer(case_id=case.id, client_id=case.client_id, code=codes[case.client_id],
                           status=case.status, consent=state, refusal=refusal, last_sent=last.get(case.id)))
    return Offered(tuple(found), _gone(work, partner_id, again))


def prepared(work: Work, case_ids: Sequence[str], partner_id: str, again: str = "") -> Shown:
    """What would leave; raises what `prepare_request` raises."""
    request = reviews.prepare_request(
        work, RequestReview(case_ids=tuple(case_ids), recipient_id=partner_id, again=again))
    asked = [case.case_id for case in request.cases] + [refused.case_id for refused in request.refused]
    cases = list(cases_of(work, asked + [case_id for case_id, _ in request.withdrawn]))
    codes = _codes(work, cases)
    summaries = ((case.case_id, case.minimised.content.summary_for_counsel) for case in request.cases)
    return Shown(
        prepared=request, codes={case.id: codes[case.client_id] for case in cases},
        clients={case.id: case.client_id for case in cases},
        summaries=tuple((case_id, text, highlight(text)) for case_id, text in summaries if text.strip()))


def check_file(work: Work, envelopes: Envelopes, data: bytes) -> Checked:
    """Open and verify a bundle and change nothing; raises what `Envelopes.open` raises, `bundle.fork`."""
    people = {person.verify_key: person for person in work.list(TrustedPerson)}
    parcel = envelopes.open(data, own_keys(work), tuple(people))
    sender = people[parcel.sender]
    known = ledger.known(ledger.came_from(work, sender.id), parcel) is not None
    return Checked(sender=sender, kind=parcel.kind, number=parcel.number, period=parcel.period,
                   counts=tuple((name, len(rows)) for name, rows in parcel.tables.items() if rows),
                   size=len(data), manifest_sha256=parcel.manifest_sha256, known=known)


def _gone(work: Work, partner_id: str, again: str) -> int:
    nothing = RequestReview(case_ids=(), recipient_id=partner_id, again=again)
    try:
        request = reviews.prepare_request(work, nothing)
    except StreetLawError:  # somebody who may not receive has nothing to be told
        return 0
    return len({case_id for case_id, _ in request.withdrawn})


def _open() -> tuple[CaseStatus, ...]:
    return tuple(status for status in CaseStatus if status.is_open)


def _codes(work: Work, cases: Iterable[Case]) -> dict[str, str]:
    return dict(work.codes(case.client_id for case in cases))


def _unchanged(work: Work, case_ids: Sequence[str], sent: Sequence[Bundle]) -> frozenset[str]:
    """The cases of which everything left before, in the form it has now."""
    left = ledger.released(sent)
    return frozenset(file.case.id for file in files(work, case_ids) if left.issuperset(file.revisions))
