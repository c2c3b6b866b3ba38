"""Referring clients, and following a referral until the person confirms that it helped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose, require
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.referral import WAITING, Referral, ReferralStatus, StatusStep
from streetlaw.services.checks import not_empty
from streetlaw.services.ports import Work


def save_referral(work: Work, referral: Referral) -> Outcome:
    """Store a referral; a new one is a draft.

    Raises `record.unknown`, `referral.receiver_needed`, `record.changed`.
    """
    work.get(Client, referral.client_id)
    receiver = not_empty(referral.receiver, "referral.receiver_needed")
    ready = replace(referral, receiver=receiver)
    if not ready.steps:
        draft = StatusStep(status=ReferralStatus.DRAFT, on=work.today)
        ready = replace(ready, steps=(draft,), status=draft.status, since=draft.on)
    if ready.is_new:
        work.add(ready)
    else:
        work.change(ready)
    return work.commit("referral.saved")


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReferral:
    """A referral came one step further: on which day (today when None), who told us, why."""

    id: str
    revision: int
    status: ReferralStatus
    on: date | None = None
    told_by: str = ""
    reason: str = ""


def move_referral(work: Work, cmd: MoveReferral) -> Outcome:
    """Record the next step of a referral.

    Sending needs the client's consent to be referred to this receiver (`consent.*`), and "done" needs to say
    who confirmed it (`referral.confirmation_needed`). Raises `date.in_future`, `record.changed` and what
    `Referral.moved` raises.
    """
    referral = work.get(Referral, cmd.id, at=cmd.revision)
    on = cmd.on or work.today
    if on > work.today:
        raise StreetLawError("date.in_future")
    if cmd.status is ReferralStatus.SENT:
        consents = work.list(Consent, client_id=referral.client_id)
        require(consents, Purpose.REFER, referral.receiver, work.today)
    if cmd.status is ReferralStatus.DONE and not cmd.told_by.strip():
        raise StreetLawError("referral.confirmation_needed")
    step = StatusStep(status=cmd.status, on=on, told_by=cmd.told_by.strip(), reason=cmd.reason.strip())
    work.change(referral.moved(step))
    return work.commit("referral.moved")


@dataclass(frozen=True, slots=True)
class ReferralCard:
    """A referral with the code of its client, as boards and lists show it."""

    referral: Referral
    code: str


def waiting_referrals(work: Work, *, limit: int = 50) -> Sequence[ReferralCard]:
    """The referrals somebody else has to answer, the longest waiting first."""
    return _cards(work, work.list(Referral, status=WAITING, order="since", limit=limit))


def unsent_referrals(work: Work, *, limit: int = 50) -> Sequence[ReferralCard]:
    """The referrals that were drafted and did not leave yet, the oldest first."""
    return _cards(work, work.list(Referral, status=ReferralStatus.DRAFT, order="since", limit=limit))


def referral_board(work: Work, *, limit: int = 100, receivers: tuple[str, ...] = ()
                   ) -> Mapping[ReferralStatus, Sequence[ReferralCard]]:
    """The referrals of each status, the longest waiting first; of the ended ones the latest.

    With `receivers` only those to one of them.
    """
    narrowed = {"receiver": receivers} if receivers else {}
    return {status: _cards(work, work.list(Referral, status=status, order="since", limit=limit,
                                           descending=status not in (*WAITING, ReferralStatus.DRAFT),
                                           **narrowed))
            for status in ReferralStatus}


def _cards(work: Work, referrals: Sequence[Referral]) -> list[ReferralCard]:
    codes = work.codes(referral.client_id for referral in referrals)
    return [ReferralCard(referral, codes[referral.client_id]) for referral in referrals]
