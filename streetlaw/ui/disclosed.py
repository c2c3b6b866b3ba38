"""What leaves in a review request, in words: the fields of tier A and their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from streetlaw.domain.disclosure.leaving import Never
from streetlaw.domain.disclosure.minimise import Withheld
from streetlaw.domain.disclosure.tier_a import DaysLeft, DaysWaiting, EvidenceKind
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import ReferralKind
from streetlaw.services import wording
from streetlaw.translation import N_, language, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.parts.status import status_label

FIELDS = {
    "pseudonym": N_("Pseudonym for this recipient"),
    "revision": N_("Version of the record"),
    "status": N_("State of the case"),
    "opened": N_("Opened in"),
    "outcome": N_("What came of it"),
    "incidents.quarter": N_("When"),
    "incidents.region": N_("Region"),
    "incidents.setting": N_("Kind of place"),
    "incidents.grounds": N_("Grounds"),
    "incidents.acts.violation": N_("What happened"),
    "incidents.acts.severity": N_("How grave"),
    "incidents.acts.institutions.type": N_("Kind of body"),
    "incidents.acts.institutions.role": N_("Its part"),
    "incidents.sources": N_("Known from"),
    "incidents.verification": N_("How sure"),
    "summary_for_counsel": N_("Summary for counsel"),
    "evidence.kind": N_("Kind of evidence"),
    "evidence.count": N_("How many files"),
    "evidence.intact": N_("Files unchanged since added"),
    "actions.kind": N_("What the lawyer did"),
    "actions.quarter": N_("Done in"),
    "actions.channel": N_("Where it was filed"),
    "actions.answer": N_("The answer"),
    "referrals.kind": N_("Referred to"),
    "referrals.status": N_("Where the referral stands"),
    "referrals.waiting": N_("Waiting, in days"),
    "deadlines.rule": N_("Time limit"),
    "deadlines.whose": N_("Whose deadline"),
    "deadlines.status": N_("Where the deadline stands"),
    "deadlines.left": N_("Days left"),
    "wishes": N_("What the person wants"),
    "consents.purpose": N_("Asked to agree to"),
    "consents.state": N_("The answer to that"),
}
"""What each field that can leave is called."""

PARTS = {
    "pseudonym": N_("Pseudonym"),
    "revision": N_("Version"),
    "status": N_("State"),
    "opened": N_("Opened"),
    "outcome": N_("Outcome"),
    "incidents": N_("Incident"),
    "summary_for_counsel": N_("Summary"),
    "evidence": N_("Evidence"),
    "actions": N_("Done so far"),
    "referrals": N_("Referrals"),
    "deadlines": N_("Deadlines"),
    "wishes": N_("Wish of the person"),
    "consents": N_("Consents"),
}
"""What the parts of a case are called that a comment can be about."""

_LISTS = {
    "incidents.region": "regions", "incidents.setting": "settings", "incidents.grounds": "grounds",
    "incidents.acts.violation": "violations", "incidents.acts.institutions.type": "perpetrators",
    "actions.channel": "channels", "deadlines.rule": "rules",
}
"""Which list of the country holds the codes of a field."""

_LEFT = {
    DaysLeft.OVERDUE: N_("overdue"), DaysLeft.DAYS_3: N_("0 to 3 days left"),
    DaysLeft.DAYS_7: N_("4 to 7 days left"), DaysLeft.DAYS_14: N_("8 to 14 days left"),
    DaysLeft.DAYS_30: N_("15 to 30 days left"), DaysLeft.DAYS_90: N_("31 to 90 days left"),
    DaysLeft.LONGER: N_("more than 90 days left"), DaysLeft.UNVERIFIED: N_("time limit not verified"),
}
_WAITING = {
    DaysWaiting.DAYS_7: N_("waiting up to 7 days"), DaysWaiting.DAYS_30: N_("waiting 8 to 30 days"),
    DaysWaiting.DAYS_90: N_("waiting 31 to 90 days"), DaysWaiting.LONGER: N_("waiting more than 90 days"),
}
_EVIDENCE = {
    EvidenceKind.PHOTO: N_("photos"), EvidenceKind.VIDEO: N_("video recordings"),
    EvidenceKind.AUDIO: N_("sound recordings"), EvidenceKind.DOCUMENT: N_("documents"),
}
_REFERRAL = {
    ReferralKind.LEGAL_AID: N_("state-guaranteed legal aid"), ReferralKind.SERVICE: N_("a service"),
    ReferralKind.CROSS_BORDER: N_("across the border"),
}
_WORDS: Mapping[str, Mapping[Any, str]] = {
    "outcome": wording.OUTCOME, "incidents.acts.severity": wording.SEVERITY,
    "incidents.acts.institutions.role": wording.INVOLVEMENT, "incidents.sources": wording.SOURCE,
    "incidents.verification": wording.VERIFICATION, "evidence.kind": _EVIDENCE,
    "actions.kind": wording.ACTION, "actions.answer": wording.ANSWER, "referrals.kind": _REFERRAL,
    "referrals.waiting": _WAITING, "deadlines.whose": wording.WHOSE, "deadlines.status": wording.DEADLINE,
    "deadlines.left": _LEFT, "wishes": wording.WISH, "consents.purpose": wording.PURPOSE,
}
_STATES = {"status": "case", "referrals.status": "referral", "consents.state": "consent"}
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")

_NEVER = {
    Never.NAMES: N_("Names, also other names"),
    Never.CODES: N_("Your client codes"),
    Never.BIRTH_DATE: N_("Date and year of birth"),
    Never.CONTACTS: N_("Phones, addresses, safe contact"),
    Never.PAPERS: N_("Passport and paper numbers"),
    Never.EXACT_DATES: N_("Exact days"),
    Never.PLACES: N_("Places finer than a region"),
    Never.OFFICES: N_("Names of offices and officials"),
    Never.OTHER_PEOPLE: N_("Witnesses, relatives, other people"),
    Never.NARRATIVES: N_("The original story and notes"),
    Never.REMARKS: N_("Remarks"),
    Never.FILES: N_("Photographs, recordings, papers"),
    Never.RECORD_IDS: N_("Numbers of records"),
}

_WITHHELD = {
    Withheld.RARE_GROUND: N_("few people share this ground in one region"),
    Withheld.CLOSED_SETTING: N_("a closed place: the region would tell which"),
    Withheld.UNDER_18: N_("the person is, or may be, under 18"),
    Withheld.NO_HEALTH_CONSENT: N_("no consent for health and private life"),
    Withheld.NOT_AGREED: N_("the consent leaves this part out"),
}


def field_label(field: str) -> str:
    """What a field (of `tier_a.FIELDS`) or a part is called."""
    return translate(FIELDS[field] if field in FIELDS else PARTS[field])


def part_label(part: str) -> str:
    """What a part of a case is called; a part this version does not know keeps its own name."""
    return translate(PARTS[part]) if part in PARTS else part


def value_text(pack: Pack, field: str, value: str | int | bool) -> str:
    """A value of a field (of `tier_a.FIELDS`) as a person reads it; an unknown code stays as it is."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return str(value)
    if field in _LISTS:
        return pack.label(_LISTS[field], value, language())
    if field in _STATES:
        return status_label(_STATES[field], value)
    if field in _WORDS and value in _WORDS[field]:
        return translate(_WORDS[field][value])
    return quarter_text(value)


def quarter_text(quarter: str) -> str:
    """A quarter, "2026-Q3", in words; other texts stay as they are."""
    match = _QUARTER.fullmatch(quarter)
    if match is None:
        return quarter
    year, number = match.groups()
    return {"1": _("1st quarter of {year}"), "2": _("2nd quarter of {year}"), "3": _("3rd quarter of {year}"),
            "4": _("4th quarter of {year}")}[number].format(year=year)


def never_label(never: Never) -> str:
    """Something that is in no review request."""
    return translate(_NEVER[never])


def withheld_label(why: Withheld) -> str:
    """Why a value stays behind."""
    return translate(_WITHHELD[why])
