"""From the records of a case to what tier A lets leave: coarse, coded, and rare values coarsened first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain

from streetlaw.domain.action import Action, Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, ConsentState, Purpose, require
from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.disclosure.tier_a import (
    ActForReview,
    ActionForReview,
    CaseForReview,
    ConsentForReview,
    DaysLeft,
    DaysWaiting,
    DeadlineForReview,
    EvidenceForReview,
    EvidenceKind,
    IncidentForReview,
    InstitutionForReview,
    Permission,
    ReferralForReview,
)
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Act, Incident, Wish
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import Referral

RARE_GROUNDS = frozenset({"sogi_identity", "family"})
"""Grounds so few people share in one region that the region is withheld: gender identity, pregnancy."""

_LEFT = ((-1, DaysLeft.OVERDUE), (3, DaysLeft.DAYS_3), (7, DaysLeft.DAYS_7), (14, DaysLeft.DAYS_14),
         (30, DaysLeft.DAYS_30), (90, DaysLeft.DAYS_90))
_WAITING = ((7, DaysWaiting.DAYS_7), (30, DaysWaiting.DAYS_30), (90, DaysWaiting.DAYS_90))
_PARTS = {"incidents": ("incidents",), "account": ("summary_for_counsel",), "evidence": ("evidence",),
          "actions": ("actions", "referrals"), "deadlines": ("deadlines",), "wish": ("wishes",)}
"""What a consent may name and the fields it lets go; beside them "region", that of incidents, and "name"."""


class Withheld(StrEnum):
    """Why a value stays behind although tier A knows its field."""

    RARE_GROUND = "rare_ground"
    CLOSED_SETTING = "closed_setting"
    UNDER_18 = "under_18"
    NO_HEALTH_CONSENT = "no_health_consent"
    NOT_AGREED = "not_agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All records a review request is made from; `consents` are the client's."""

    case: Case
    client: Client
    incidents: Sequence[Incident] = ()
    attachments: Sequence[Attachment] = ()
    actions: Sequence[Action] = ()
    referrals: Sequence[Referral] = ()
    deadlines: Sequence[Deadline] = ()
    consents: Sequence[Consent] = ()

    @property
    def revisions(self) -> tuple[tuple[str, int], ...]:
        """The (id, revision) pairs of all that may leave: the case first."""
        parts = (self.incidents, self.attachments, self.actions, self.referrals, self.deadlines)
        return tuple((r.id, r.revision) for r in (self.case, *chain.from_iterable(parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Minimised:
    """A case as it may leave, and the (field, reason) pairs of what was withheld."""

    content: CaseForReview
    withheld: tuple[tuple[str, Withheld], ...] = ()


def minimise(file: CaseFile, pack: Pack, *, pseudonym: str, recipient: str, today: date) -> Minimised:
    """The case as it may go to that recipient on that day.

    Raises `consent.missing`, `consent.refused`, `consent.withdrawn`, `consent.expired`, and
    `export.other_law` for an incident or a deadline under another country's law, and `export.unknown_code`
    for a code that the pack does not know.
    """
    consent = require(file.consents, Purpose.SUPERVISOR, recipient, today)
    if any(i.jurisdiction for i in file.incidents) or any(d.jurisdiction for d in file.deadlines):
        raise StreetLawError("export.other_law")
    withheld: dict[tuple[str, Withheld], None] = {}
    incidents = [_incident(i, file, pack, recipient, today, withheld) for i in _in_order(file.incidents)]
    content = CaseForReview(
        pseudonym=pseudonym, revision=file.case.revision, status=file.case.status,
        opened=_quarter(file.case.opened), outcome=file.case.outcome, incidents=tuple(incidents),
        summary_for_counsel=file.case.summary_for_counsel, evidence=_evidence(file.attachments),
        actions=tuple(sorted(map(_action, file.actions), key=repr)),
        referrals=tuple(sorted((_referral(r, today) for r in file.referrals), key=repr)),
        deadlines=tuple(sorted((_deadline(d, today) for d in file.deadlines), key=repr)),
        wishes=_wishes(file.incidents), consents=tuple(permissions(file.consents, recipient, today)))
    _refuse_unknown(content, pack)
    content = _limited(content, consent, withheld)
    return Minimised(content=content, withheld=tuple(withheld))


def permissions(consents: Sequence[Consent], recipient: str, today: date) -> Iterable[ConsentForReview]:
    """Each purpose the person was asked about, and if it is allowed: to this recipient, or to anybody."""
    for purpose in Purpose:
        asked = [c for c in consents if c.purpose is purpose]
        if purpose is Purpose.SUPERVISOR:
            asked = [c for c in asked if c.recipient in ("", recipient)]
        states = {_permission(asked, purpose, c.recipient, today) for c in asked}
        for state in Permission:  # the first of given, refused, withdrawn, expired that holds
            if state in states:
                yield ConsentForReview(purpose=purpose, state=state)
                break


def stands(consents: Sequence[Consent], purpose: Purpose, recipient: str, today: date) -> bool:
    """True when that purpose is allowed to that recipient on that day."""
    return _permission(consents, purpose, recipient, today) is Permission.GIVEN


def _permission(consents: Sequence[Consent], purpose: Purpose, recipient: str,
                today: date) -> Permission | None:
    try:
        require(consents, purpose, recipient, today)
    except StreetLawError as refusal:
        state = refusal.code.removeprefix("consent.")
        return None if state == "missing" else Permission(state)
    return Permission(ConsentState.GIVEN.value)


def _incident(incident: Incident, file: CaseFile, pack: Pack, recipient: str, today: date,
              withheld: dict[tuple[str, Withheld], None]) -> IncidentForReview:
    health = stands(file.consents, Purpose.HEALTH_DATA, recipient, today)
    region = _top(incident.region, pack)
    reasons = [*_rare(incident, pack), *_under_age(file.client, today)] if region else []
    withheld.update({("incidents.region", reason): None for reason in reasons})
    special = {code for code in incident.grounds if code in pack.grounds and pack.grounds[code].special}
    grounds = tuple(sorted(set(incident.grounds) - (set() if health else special)))
    if special and not health:
        withheld["incidents.grounds", Withheld.NO_HEALTH_CONSENT] = None
    return IncidentForReview(
        quarter=incident.occurred.quarter if incident.occurred else "", region="" if reasons else region,
        setting=incident.setting, grounds=grounds, acts=tuple(map(_act, incident.acts)),
        sources=tuple(sorted({source.kind for source in incident.sources})),
        verification=incident.verification)


def _rare(incident: Incident, pack: Pack) -> Iterable[Withheld]:
    """Why an incident's region would tell too much: it is joined to a value few people in it share."""
    if RARE_GROUNDS & set(incident.grounds):
        yield Withheld.RARE_GROUND
    if incident.setting in pack.settings and pack.settings[incident.setting].closed:
        yield Withheld.CLOSED_SETTING


def _under_age(client: Client, today: date) -> Iterable[Withheld]:
    """Under 18, or perhaps under 18 by an imprecise birth date."""
    if client.birth_date is not None:
        born = client.birth_date.last
        if (today.year - born.year - ((today.month, today.day) < (born.month, born.day))) < 18:
            yield Withheld.UNDER_18


def _top(region: str, pack: Pack) -> str:
    """The top-level unit a region lies in; an unknown code stays, to be refused."""
    seen: set[str] = set()
    while region in pack.regions and pack.regions[region].parent in pack.regions and region not in seen:
        seen.add(region)
        region = pack.regions[region].parent
    return region


def _act(act: Act) -> ActForReview:
    involved = {InstitutionForReview(type=i.perpetrator, role=i.role) for i in act.involvements}
    return ActForReview(violation=act.violation, severity=act.severity,
                        institutions=tuple(sorted(involved, key=lambda i: (i.type, i.role))))


def _evidence(attachments: Iterable[Attachment]) -> tuple[EvidenceForReview, ...]:
    counts: Counter[EvidenceKind] = Counter()
    intact = dict.fromkeys(EvidenceKind, True)
    for file in attachments:
        kind = _kind(file.media_type)
        counts[kind] += 1
        intact[kind] &= bool(file.sha256) and all(line.sha256 == file.sha256 for line in file.custody)
    return tuple(EvidenceForReview(kind=kind, count=counts[kind], intact=intact[kind])
                 for kind in EvidenceKind if counts[kind])


def _kind(media_type: str) -> EvidenceKind:
    family = media_type.partition("/")[0]
    return {"image": EvidenceKind.PHOTO, "video": EvidenceKind.VIDEO,
            "audio": EvidenceKind.AUDIO}.get(family, EvidenceKind.DOCUMENT)


def _action(action: Action) -> ActionForReview:
    return ActionForReview(kind=action.kind, quarter=_quarter(action.done_on), channel=action.channel,
                           answer=action.answer)


def _referral(referral: Referral, today: date) -> ReferralForReview:
    waiting = DaysWaiting.NONE
    if referral.is_waiting:
        days = referral.days_in_status(today)
        waiting = next((band for most, band in _WAITING if days <= most), DaysWaiting.LONGER)
    return ReferralForReview(kind=referral.kind, status=referral.status, waiting=waiting)


def _deadline(deadline: Deadline, today: date) -> DeadlineForReview:
    left = DaysLeft.NONE
    if deadline.status is DeadlineStatus.OPEN:
        left = DaysLeft.UNVERIFIED
        if deadline.due is not None:
            days = (deadline.due - today).days
            left = next((band for most, band in _LEFT if days <= most), DaysLeft.LONGER)
    return DeadlineForReview(rule=deadline.rule, whose=deadline.whose, status=deadline.status, left=left)


def _wishes(incidents: Iterable[Incident]) -> tuple[Wish, ...]:
    """The coded wishes; one in the person's own words stays."""
    said = {wish for incident in incidents for wish in incident.wishes}
    return tuple(wish for wish in Wish if wish.value in said)


def _in_order(incidents: Iterable[Incident]) -> Sequence[Incident]:
    return sorted(incidents, key=lambda i: (i.occurred.edtf if i.occurred else "9999", i.id))


def _quarter(day: date | None) -> str:
    return PartialDate.on(day).quarter if day else ""


def _limited(content: CaseForReview, consent: Consent,
             withheld: dict[tuple[str, Withheld], None]) -> CaseForReview:
    """Only the parts the consent names, when it names any."""
    named = set(consent.fields) - {"name"}
    if not named:
        return content
    out = [field for part, held in _PARTS.items() if part not in named for field in held]
    changes: dict[str, object] = {field: type(getattr(content, field))() for field in out}
    if "region" not in named and "incidents" in named:
        changes["incidents"] = tuple(replace(incident, region="") for incident in content.incidents)
        out.append("incidents.region")
    withheld.update({(field, Withheld.NOT_AGREED): None for field in out})
    return replace(content, **changes)  # type: ignore[arg-type]


def _refuse_unknown(content: CaseForReview, pack: Pack) -> None:
    """Refuse a code the pack does not know: nobody could say what leaves."""
    used = [("regions", i.region) for i in content.incidents]
    used += [("settings", i.setting) for i in content.incidents]
    used += [("grounds", ground) for i in content.incidents for ground in i.grounds]
    acts = [act for i in content.incidents for act in i.acts]
    used += [("violations", act.violation) for act in acts]
    used += [("perpetrators", body.type) for act in acts for body in act.institutions]
    used += [("channels", action.channel) for action in content.actions]
    used += [("rules", deadline.rule) for deadline in content.deadlines]
    for name, code in used:
        if code and not pack.has(name, code):
            raise StreetLawError("export.unknown_code", list=name)
