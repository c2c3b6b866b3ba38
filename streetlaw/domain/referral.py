"""A referral and its whole way: draft, sent, received, accepted or refused, under way, done or broken off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record


class ReferralKind(StrEnum):
    """Where the client is referred to."""

    LEGAL_AID = "legal_aid"
    SERVICE = "service"
    CROSS_BORDER = "cross_border"


class ReferralStatus(StrEnum):
    """Where the referral stands. Only `done`, confirmed by the person, counts as completed."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNDER_WAY = "under_way"
    DONE = "done"
    BROKEN_OFF = "broken_off"


_S = ReferralStatus
_NEXT: dict[ReferralStatus, tuple[ReferralStatus, ...]] = {
    _S.DRAFT: (_S.SENT, _S.BROKEN_OFF),
    _S.SENT: (_S.ACKNOWLEDGED, _S.ACCEPTED, _S.REFUSED, _S.BROKEN_OFF),
    _S.ACKNOWLEDGED: (_S.ACCEPTED, _S.REFUSED, _S.BROKEN_OFF),
    _S.ACCEPTED: (_S.UNDER_WAY, _S.DONE, _S.REFUSED, _S.BROKEN_OFF),
    _S.REFUSED: (_S.SENT, _S.BROKEN_OFF),
    _S.UNDER_WAY: (_S.DONE, _S.BROKEN_OFF),
    _S.DONE: (),
    _S.BROKEN_OFF: (_S.SENT,),
}

WAITING = (_S.SENT, _S.ACKNOWLEDGED, _S.ACCEPTED, _S.UNDER_WAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusStep:
    """One step of the way: the status reached, on which day, who told us, and why."""

    status: ReferralStatus
    on: date
    told_by: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Record):
    """A referral of a client to legal aid, a service, or across a border.

    `aid_kind`, `category` are codes of the pack; `documents_ready` are document codes the client has;
    `screening_id` is the eligibility screening it rests on; `short_name` is the neutral name for lists.
    `status` and `since` are those of the last of `steps`; usual waiting time in days is `usual_days`.
    """

    client_id: str = ""
    case_id: str = ""
    kind: ReferralKind = ReferralKind.LEGAL_AID
    receiver: str = ""
    short_name: str = ""
    aid_kind: str = ""
    category: str = ""
    matter: str = ""
    screening_id: str = ""
    documents_ready: tuple[str, ...] = ()
    status: ReferralStatus = ReferralStatus.DRAFT
    since: date | None = None
    steps: tuple[StatusStep, ...] = ()
    usual_days: int | None = None
    remarks: str = ""

    @property
    def next_statuses(self) -> tuple[ReferralStatus, ...]:
        """The statuses that may follow."""
        return _NEXT[self.status]

    @property
    def is_waiting(self) -> bool:
        """True while somebody else has to answer."""
        return self.status in WAITING

    def days_in_status(self, today: date) -> int:
        """Days since the last step; 0 before the first."""
        return (today - self.since).days if self.since else 0

    def is_late(self, today: date) -> bool:
        """True while it waits longer than is usual there."""
        usual = self.usual_days
        return self.is_waiting and usual is not None and self.days_in_status(today) > usual

    def moved(self, step: StatusStep) -> Referral:
        """The referral one step further.

        Raises `referral.step_not_possible`, `referral.step_before_last` (a day before the last step) or
        `referral.reason_needed` (a refusal or a break-off without its reason).
        """
        if step.status not in self.next_statuses:
            raise StreetLawError("referral.step_not_possible", now=self.status.value, then=step.status.value)
        if self.since and step.on < self.since:
            raise StreetLawError("referral.step_before_last")
        if step.status in (_S.REFUSED, _S.BROKEN_OFF) and not step.reason.strip():
            raise StreetLawError("referral.reason_needed")
        return replace(self, steps=(*self.steps, step), status=step.status, since=step.on)
