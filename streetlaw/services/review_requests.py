"""Asking a supervising attorney for a review: what would leave, what is refused, the sealed request."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.consent import Purpose, require
from streetlaw.domain.disclosure import rows
from streetlaw.domain.disclosure.leaving import Leaving, leaves
from streetlaw.domain.disclosure.minimise import CaseFile, Minimised, minimise
from streetlaw.domain.disclosure.plain import to_plain
from streetlaw.domain.disclosure.pseudonym import Pseudonyms
from streetlaw.domain.disclosure.tier_a import SCHEME
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Tier, TrustedPerson
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.domain.review import Bundle, Direction
from streetlaw.services import ledger
from streetlaw.services.case_files import cases_of, consents_of, files
from streetlaw.services.envelopes import Envelopes, Parcel
from streetlaw.services.people import own_keys, receiver
from streetlaw.services.ports import Work

_PERIOD = re.compile(r"\d{4}-Q[1-4]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestReview:
    """Which cases to send to whom. `period` is a quarter, "2026-Q4"; "" means the present one.

    A case has one pseudonym for one recipient in one period. `again` is the id of a bundle that got lost on
    its way to them: what was in it may leave once more, and what it told is told once more.
    """

    case_ids: tuple[str, ...]
    recipient_id: str
    period: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedCase:
    """A case that may leave, in the form in which it leaves; `released` are the revisions it is made of."""

    case_id: str
    minimised: Minimised
    released: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """A case that may not leave, and why."""

    case_id: str
    refusal: StreetLawError


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """All a person must know before the bundle is made.

    `withdrawn` are (case id, pseudonym) pairs: cases sent earlier whose consent was taken back, so that the
    bundle tells the recipient to remove them. `missing` are numbers of their bundles that never came here.
    """

    request: RequestReview
    recipient: TrustedPerson
    cases: tuple[PreparedCase, ...]
    refused: tuple[RefusedCase, ...]
    withdrawn: tuple[tuple[str, str], ...]
    missing: tuple[int, ...]

    @property
    def leaves(self) -> tuple[Leaving, ...]:
        """Every value that leaves."""
        return leaves(case.minimised.content for case in self.cases)


def prepare_request(work: Work, cmd: RequestReview) -> Prepared:
    """What would leave, case by case, and which cases are refused. Changes nothing.

    A case is refused with `consent.*`, `export.already_released`, `export.other_law` or
    `export.unknown_code`.
    Raises `export.recipient_unverified`, `export.tier_not_granted`, `export.period_invalid`,
    `record.unknown`.
    """
    recipient = receiver(work, cmd.recipient_id, tier=Tier.A)
    period = cmd.period or PartialDate.on(work.today).quarter
    if not _PERIOD.fullmatch(period):
        raise StreetLawError("export.period_invalid")
    sent = ledger.sent_to(work, recipient.id)
    names = Pseudonyms(work.pseudonym_key(), recipient.id, period)
    ready: list[PreparedCase] = []
    refused: list[RefusedCase] = []
    left, lost = ledger.released(sent), ledger.of_id(sent, cmd.again)
    for file in files(work, tuple(dict.fromkeys(cmd.case_ids))):
        try:
            _refuse_released(file, left, lost)
            ready.append(_prepared(work, file, names, recipient.id))
        except StreetLawError as refusal:
            refused.append(RefusedCase(file.case.id, refusal))
    return Prepared(
        request=replace(cmd, period=period), recipient=recipient, refused=tuple(refused),
        cases=tuple(sorted(ready, key=lambda case: case.minimised.content.pseudonym)),
        withdrawn=tuple(_withdrawn(work, recipient.id, sent, untold=lost.withdrawn)),
        missing=ledger.missing(ledger.came_from(work, recipient.id)))


Keep = Callable[[bytes], object]
"""Puts sealed bytes where they will last; raises when it cannot, and then nothing is written down."""


def keep_nowhere(sealed: bytes) -> None:
    """For a caller that only needs the bytes."""


def make_request(work: Work, envelopes: Envelopes, prepared: Prepared, *,
                 keep: Keep = keep_nowhere) -> tuple[bytes, Outcome]:
    """The sealed bundle; its cases become "in review" and the export log remembers what left.

    `keep` gets the bytes before the log is written, so that the log never tells of a file that is not there.
    Everything is checked once more: raises what `prepare_request` and `keep` raise,
    `export.changed_meanwhile` when it would answer otherwise now, and `export.nothing_to_send`.
    """
    now = prepare_request(work, prepared.request)
    if (now.cases, now.withdrawn, now.recipient) != (prepared.cases, prepared.withdrawn, prepared.recipient):
        raise StreetLawError("export.changed_meanwhile")
    if not now.cases and not now.withdrawn:
        raise StreetLawError("export.nothing_to_send")
    contents = [case.minimised.content for case in now.cases]
    tables = {rows.CASES: [to_plain(content) for content in contents],
              rows.WITHDRAWN: [{"pseudonym": name} for name in sorted(name for _, name in now.withdrawn)],
              rows.MISSING: [{"number": number} for number in now.missing]}
    number, previous = ledger.next_number(ledger.sent_to(work, now.recipient.id))
    sealed, parcel = envelopes.seal(
        Parcel(kind=rows.REQUEST, tier=Tier.A.value, recipients=(now.recipient.recipient,), number=number,
               previous=previous, period=now.request.period, scheme=SCHEME, tables=tables,
               anchor=work.anchor(), returned=ledger.anchor_of(work, now.recipient.id)), own_keys(work))
    for case in cases_of(work, [case.case_id for case in now.cases]):
        if _moves(case):
            work.change(replace(case, status=CaseStatus.REVIEW))
    firsts = [case.released[0] for case in now.cases]
    rest = chain.from_iterable(case.released[1:] for case in now.cases)
    work.add(sent_bundle(work, parcel, now.recipient.id, (*firsts, *rest),
                         tuple(dict.fromkeys(case_id for case_id, _ in now.withdrawn))))
    keep(sealed)
    return sealed, work.commit("review.requested", about=tuple(cases_of(work, [id for id, _ in firsts])))


def sent_bundle(work: Work, parcel: Parcel, partner_id: str, released: tuple[tuple[str, int], ...],
                withdrawn: tuple[str, ...] = ()) -> Bundle:
    """The line of the export log for a sealed parcel."""
    return Bundle(
        direction=Direction.OUT, kind=parcel.kind, tier=parcel.tier, partner_id=partner_id,
        number=parcel.number, manifest_sha256=parcel.manifest_sha256, previous_sha256=parcel.previous,
        period=parcel.period, counts=tuple((name, len(held)) for name, held in parcel.tables.items() if held),
        released=released, withdrawn=withdrawn, size=parcel.size, handled=work.now)


def _refuse_released(file: CaseFile, left: frozenset[tuple[str, int]], lost: Bundle) -> None:
    if left.issuperset(file.revisions) and file.case.id not in ledger.cases_in(lost):
        raise StreetLawError("export.already_released")


def _prepared(work: Work, file: CaseFile, names: Pseudonyms, recipient_id: str) -> PreparedCase:
    found = minimise(file, work.pack, pseudonym=names.of(file.case.id), recipient=recipient_id,
                     today=work.today)
    # Becoming "in review" is one more revision of the case: the answer will name that one.
    revision = file.case.revision + _moves(file.case)
    return PreparedCase(case_id=file.case.id,
                        minimised=replace(found, content=replace(found.content, revision=revision)),
                        released=((file.case.id, revision), *file.revisions[1:]))


def _moves(case: Case) -> bool:
    """True when being sent changes the case's status."""
    return case.status.is_open and case.status is not CaseStatus.REVIEW


def _withdrawn(work: Work, partner_id: str, sent: Sequence[Bundle], *,
               untold: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The (case id, pseudonym) pairs the recipient still has although nothing allows it any more.

    Cases erased here are among them; those told of since they last left are not, unless they are `untold`.
    """
    last: dict[str, int] = {}
    periods: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for bundle in sent:
        for case_id in ledger.cases_in(bundle):
            last[case_id] = bundle.number
            periods[case_id][bundle.period] = None
        for case_id in set(bundle.withdrawn).difference(untold):
            last.pop(case_id, None)
    allowed = _still_allowed(work, tuple(last), partner_id)
    for case_id in last:
        if case_id not in allowed:
            for period in periods[case_id]:
                yield case_id, Pseudonyms(work.pseudonym_key(), partner_id, period).of(case_id)


def _still_allowed(work: Work, case_ids: Sequence[str], partner_id: str) -> frozenset[str]:
    """The cases that exist and whose consent was not taken back; one that only ran out stops nothing sent."""
    cases = tuple(cases_of(work, case_ids))
    consents = consents_of(work, [case.client_id for case in cases])
    allowed = set()
    for case in cases:
        try:
            require(consents[case.client_id], Purpose.SUPERVISOR, partner_id, work.today)
        except StreetLawError as refusal:
            if refusal.code != "consent.expired":
                continue
        allowed.add(case.id)
    return frozenset(allowed)
