"""A bundle that came: verified whole, then applied in one transaction, or refused with nothing changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.disclosure import rows
from streetlaw.domain.disclosure.plain import from_plain
from streetlaw.domain.disclosure.pseudonym import Pseudonyms
from streetlaw.domain.disclosure.tier_a import CaseForReview
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle, Comment, Direction, Review, ReviewCase, Verdict, statement
from streetlaw.services import ledger
from streetlaw.services.case_files import files
from streetlaw.services.envelopes import Envelopes, Parcel, Row
from streetlaw.services.listing import LogState
from streetlaw.services.people import own_keys
from streetlaw.services.ports import Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a bundle brought.

    `already` says that the same bundle had come before and nothing was done. `added` and `updated` count
    cases or reviews; `stands` cases that were signed off and came once more with nothing new in them;
    `outdated` are ids of cases that changed after the revision that was reviewed; `older` counts cases
    skipped because a later bundle had brought them or their withdrawal; `unknown` counts reviews of requests
    or cases this vault no longer has; `withdrawn` counts cases removed because a consent was taken back.
    `missing` are numbers of the sender's bundles that never came; `wanted` those of ours that never came
    there, `needed` those of them whose contents did not leave again since. `behind` is set when the bundle
    brought back an anchor our log does not hold any more: an older copy of this vault was put in place since.
    """

    sender: TrustedPerson
    kind: str
    number: int
    outcome: Outcome
    already: bool = False
    added: int = 0
    updated: int = 0
    stands: int = 0
    older: int = 0
    unknown: int = 0
    withdrawn: int = 0
    outdated: tuple[str, ...] = ()
    missing: tuple[int, ...] = ()
    wanted: tuple[int, ...] = ()
    needed: tuple[int, ...] = ()
    behind: LogState | None = None


@dataclass(slots=True)
class _Tally:
    """What applying the rows did."""

    added: int = 0
    updated: int = 0
    stands: int = 0
    older: int = 0
    unknown: int = 0
    withdrawn: int = 0
    outdated: list[str] = field(default_factory=list)


def import_bundle(work: Work, envelopes: Envelopes, data: bytes) -> Arrival:
    """Verify a bundle for me and take over what is new in it; the same bundle twice does nothing.

    Raises what `Envelopes.open` raises, `bundle.sender_unverified`, `bundle.unknown_kind`, `bundle.fork`,
    `bundle.damaged`, `review.signature_invalid`; `profile.none` before there are keys.
    """
    people = {person.verify_key: person for person in work.list(TrustedPerson)}
    parcel = envelopes.open(data, own_keys(work), tuple(people))
    sender = people[parcel.sender]
    if sender.verified_on is None:
        raise StreetLawError("bundle.sender_unverified", name=sender.name)
    if parcel.kind not in (rows.REQUEST, rows.REVIEW):
        raise StreetLawError("bundle.unknown_kind")
    came = ledger.came_from(work, sender.id)
    if ledger.known(came, parcel) is not None:
        return Arrival(sender=sender, kind=parcel.kind, number=parcel.number, already=True,
                       outcome=Outcome("bundle.known"), missing=ledger.missing(came))
    wanted = tuple(row.number for row in _typed(parcel, rows.MISSING, rows.MissingRow))
    if parcel.kind == rows.REQUEST:
        tally, bundle = _apply_request(work, sender, parcel, came)
    else:
        tally, bundle = _apply_reviews(work, envelopes, sender, parcel)
    outcome = work.commit("bundle.imported")
    if all(earlier.number < parcel.number for earlier in came):
        ledger.keep_anchor(work, sender.id, parcel.anchor)
    known = work.recall(parcel.returned) if parcel.returned else None
    return Arrival(sender=sender, kind=parcel.kind, number=parcel.number, outcome=outcome, added=tally.added,
                   updated=tally.updated, stands=tally.stands, older=tally.older, unknown=tally.unknown,
                   withdrawn=tally.withdrawn, outdated=tuple(tally.outdated),
                   missing=ledger.missing((*came, bundle)), wanted=wanted,
                   needed=ledger.still_needed(ledger.sent_to(work, sender.id), wanted),
                   behind=known if known and known.is_older else None)


def _typed(parcel: Parcel, table: str, kind: type[T]) -> Sequence[T]:
    return tuple(from_plain(kind, row) for row in parcel.tables.get(table, ()))


def _arrived(work: Work, sender: TrustedPerson, parcel: Parcel, withdrawn: Sequence[str] = ()) -> Bundle:
    return work.add(Bundle(
        direction=Direction.IN, kind=parcel.kind, tier=parcel.tier, partner_id=sender.id,
        number=parcel.number, manifest_sha256=parcel.manifest_sha256, previous_sha256=parcel.previous,
        period=parcel.period, counts=tuple((name, len(held)) for name, held in parcel.tables.items()),
        withdrawn=tuple(withdrawn), size=parcel.size, handled=work.now))


# ── A request, on the attorney's side ────────────────────────────────────────────────────────────────────


def _apply_request(work: Work, sender: TrustedPerson, parcel: Parcel,
                   came: Sequence[Bundle]) -> tuple[_Tally, Bundle]:
    cases = _typed(parcel, rows.CASES, CaseForReview)
    gone = [row.pseudonym for row in _typed(parcel, rows.WITHDRAWN, rows.WithdrawnRow)]
    if len({case.pseudonym for case in cases} | set(gone)) != len(cases) + len(gone):
        raise StreetLawError("bundle.damaged")
    bundle = _arrived(work, sender, parcel, gone)
    held = {case.pseudonym: case for case in work.list(ReviewCase, sender_id=sender.id)}
    newer = {earlier.id for earlier in came if earlier.number > parcel.number}
    gone_later = {name for earlier in came if earlier.id in newer for name in earlier.withdrawn}
    tally = _Tally()
    for name in gone:
        if name in held and held[name].bundle_id not in newer:
            work.remove(held[name])
            tally.withdrawn += 1
    for case, row in zip(cases, parcel.tables.get(rows.CASES, ()), strict=True):
        before = held.get(case.pseudonym)
        if case.pseudonym in gone_later or (before is not None and before.bundle_id in newer):
            tally.older += 1
        elif before is None:
            work.add(_asked(ReviewCase(sender_id=sender.id, pseudonym=case.pseudonym), case, row, bundle))
            tally.added += 1
        else:
            after = work.change(_asked_again(before, _asked(before, case, row, bundle)))
            stands = after.verdict is Verdict.SIGNED_OFF
            tally.stands += stands
            tally.updated += not stands
    return tally, bundle


def _asked(before: ReviewCase, case: CaseForReview, row: Row, bundle: Bundle) -> ReviewCase:
    """The case as this bundle asks about it: open again, with the comments made so far."""
    return replace(before, bundle_id=bundle.id, record_revision=case.revision,
                   request_sha256=bundle.manifest_sha256, content=_json(row), verdict=Verdict.OPEN,
                   checks=(), decided_on=None, sent_back=False)


def _asked_again(before: ReviewCase, after: ReviewCase) -> ReviewCase:
    """A sign-off of the very same words stands and goes back once more: the file or its answer got lost."""
    if before.verdict is not Verdict.SIGNED_OFF or _told(before) != _told(after):
        return after
    return replace(after, verdict=before.verdict, checks=before.checks, decided_on=before.decided_on)


def _told(case: ReviewCase) -> dict[str, object]:
    """What was told of a case, but for its state: being sent changed it."""
    try:
        return {**json.loads(case.content), "status": ""}
    except ValueError:
        return {}


def _json(row: Mapping[str, object]) -> str:
    """The row as it came, with what a newer minor version added."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# ── Reviews, back on the lawyer's side ───────────────────────────────────────────────────────────────────


def _apply_reviews(work: Work, envelopes: Envelopes, sender: TrustedPerson,
                   parcel: Parcel) -> tuple[_Tally, Bundle]:
    answers = _typed(parcel, rows.REVIEWS, rows.ReviewRow)
    for row in answers:
        signed = statement(row.pseudonym, row.revision, row.request, row.verdict)
        if row.verdict is Verdict.OPEN or not envelopes.is_signed(signed, row.signature, sender.verify_key):
            raise StreetLawError("review.signature_invalid")
    bundle = _arrived(work, sender, parcel)
    requests = ledger.sent_to(work, sender.id)
    asked = {row.request: [each for each in answers if each.request == row.request] for row in answers}
    tally = _Tally(unknown=len(answers))
    for at, request in enumerate(requests):
        if mine := asked.get(request.manifest_sha256):
            tally.unknown -= len(mine)
            again = frozenset(case_id for later in requests[at + 1:] for case_id in ledger.cases_in(later))
            _apply_answers(work, request, bundle, mine, tally, again)
    return tally, bundle


def _apply_answers(work: Work, request: Bundle, bundle: Bundle, answers: Sequence[rows.ReviewRow],
                   tally: _Tally, again: frozenset[str]) -> None:
    """Take over the answers to one request of ours; of the cases `again` a later one asked once more."""
    names = Pseudonyms(work.pseudonym_key(), request.partner_id, request.period)
    sent = dict(request.released)
    asked = {names.of(case_id): case_id for case_id in ledger.cases_in(request)}
    for row in answers:
        case_id = asked.get(row.pseudonym, "")
        case = work.find(Case, id=case_id) if sent.get(case_id) == row.revision else None
        if case is None:
            tally.unknown += 1
            continue
        (file,) = files(work, (case_id,))
        outdated = not set(request.released).issuperset(file.revisions)
        review = replace(_review(row), case_id=case_id, bundle_id=bundle.id, reviewer_id=request.partner_id,
                         outdated=outdated, received_on=work.today)
        if any(_says_the_same(review, earlier) for earlier in work.list(Review, case_id=case_id)):
            continue
        work.add(review)
        if case.status is CaseStatus.REVIEW and not (outdated and case_id in again):
            work.change(replace(case, status=CaseStatus.OPEN))
        tally.added += 1
        if outdated:
            tally.outdated.append(case_id)


def _review(row: rows.ReviewRow) -> Review:
    """What an answer says."""
    comments = tuple(Comment(field=c.field, text=c.text, must_fix=c.must_fix, settled=c.settled)
                     for c in row.comments)
    return Review(pseudonym=row.pseudonym, record_revision=row.revision, request_sha256=row.request,
                  verdict=row.verdict, comments=comments, tasks=row.tasks, signature=row.signature)


def _says_the_same(one: Review, other: Review) -> bool:
    """True for an answer that was sent once more, because the file seemed lost."""
    return (one.request_sha256, one.verdict, one.comments, one.tasks) == (
        other.request_sha256, other.verdict, other.comments, other.tasks)
