"""Tier A: what a named supervising attorney may see of a case. Pseudonymous personal data, never "anonymous".

This module is the allow-list: what is not a field here cannot leave in a review request. Dates are quarters
or bands, places are top-level regions and settings, institutions are types. The one free text is the summary
written for counsel.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from streetlaw.domain.action import ActionKind, Answer
from streetlaw.domain.case import CaseOutcome, CaseStatus
from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import DeadlineStatus, Whose
from streetlaw.domain.incident import InvolvementRole, Severity, SourceKind, Verification, Wish
from streetlaw.domain.referral import ReferralKind, ReferralStatus


class DaysLeft(StrEnum):
    """How long a deadline still runs, counted from the day the request was made; exact days do not leave."""

    NONE = ""
    OVERDUE = "overdue"
    DAYS_3 = "0-3"
    DAYS_7 = "4-7"
    DAYS_14 = "8-14"
    DAYS_30 = "15-30"
    DAYS_90 = "31-90"
    LONGER = "over_90"
    UNVERIFIED = "unverified"


class DaysWaiting(StrEnum):
    """How long a referral has been waiting for its receiver, on the day the request was made."""

    NONE = ""
    DAYS_7 = "0-7"
    DAYS_30 = "8-30"
    DAYS_90 = "31-90"
    LONGER = "over_90"


class EvidenceKind(StrEnum):
    """What a file is, no finer."""

    PHOTO = "photo"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"


class Permission(StrEnum):
    """Whether the person agrees to a purpose, on the day the request was made."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionForReview:
    """A type of institution and how it was involved; never the unit or a person."""

    type: str
    role: InvolvementRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForReview:
    """An act: the violation (pack code), how grave, and by what types of institution."""

    violation: str
    severity: Severity
    institutions: tuple[InstitutionForReview, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentForReview:
    """An incident: the quarter, the top-level region ("" when withheld), the setting, and coded facts."""

    quarter: str = ""
    region: str = ""
    setting: str = ""
    grounds: tuple[str, ...] = ()
    acts: tuple[ActForReview, ...] = ()
    sources: tuple[SourceKind, ...] = ()
    verification: Verification = Verification.REPORTED


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceForReview:
    """How many files of a kind there are, and whether all still have the hash they were captured with."""

    kind: EvidenceKind
    count: int
    intact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionForReview:
    """An intervention: what, in which quarter, to which channel (pack code), and the answer."""

    kind: ActionKind
    quarter: str = ""
    channel: str = ""
    answer: Answer = Answer.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralForReview:
    """A referral: where it stands and how long it waits; never to whom."""

    kind: ReferralKind
    status: ReferralStatus
    waiting: DaysWaiting = DaysWaiting.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineForReview:
    """A deadline by a rule of the pack ("" for one typed by hand), whose it is and how long it runs."""

    rule: str = ""
    whose: Whose = Whose.OURS
    status: DeadlineStatus = DeadlineStatus.OPEN
    left: DaysLeft = DaysLeft.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentForReview:
    """A purpose and whether the person agrees."""

    purpose: Purpose
    state: Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForReview:
    """One case as a supervising attorney sees it; `revision` is the case's own, for the answer to name."""

    pseudonym: str
    revision: int
    status: CaseStatus
    opened: str = ""
    outcome: CaseOutcome = CaseOutcome.NONE
    incidents: tuple[IncidentForReview, ...] = ()
    summary_for_counsel: str = ""
    evidence: tuple[EvidenceForReview, ...] = ()
    actions: tuple[ActionForReview, ...] = ()
    referrals: tuple[ReferralForReview, ...] = ()
    deadlines: tuple[DeadlineForReview, ...] = ()
    wishes: tuple[Wish, ...] = ()
    consents: tuple[ConsentForReview, ...] = ()


def _paths(kind: Any, prefix: str = "") -> Iterator[str]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        inner = hints[field.name]
        inner = get_args(inner)[0] if get_origin(inner) is tuple else inner
        if is_dataclass(inner):
            yield from _paths(inner, f"{prefix}{field.name}.")
        else:
            yield prefix + field.name


FIELDS = tuple(_paths(CaseForReview))
"""Every field that can leave, as a path: "incidents.acts.violation"."""

PARTS = tuple(field.name for field in fields(CaseForReview))
"""The fields of a case a comment can be about."""

SCHEME = hashlib.sha256("\n".join(("tier A 1", *FIELDS)).encode()).hexdigest()
"""Names this allow-list in the manifest."""
