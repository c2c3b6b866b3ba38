"""A case in words: every part stands there, several incidents are told apart, gaps are seen."""

from __future__ import annotations

from dataclasses import replace

from streetlaw.domain.action import ActionKind, Answer
from streetlaw.domain.case import CaseOutcome, CaseStatus
from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import DeadlineStatus
from streetlaw.domain.disclosure.tier_a import (
    PARTS,
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
from streetlaw.domain.incident import InvolvementRole, Severity, SourceKind, Wish
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import ReferralKind, ReferralStatus
from streetlaw.ui.review.lines import lines, nearest, region, violations

INCIDENT = IncidentForReview(
    quarter="2026-Q3", region="41702000000000", setting="clinic", grounds=("other_circumstances",),
    acts=(ActForReview(violation="denial_of_care", severity=Severity.GRAVE, institutions=(
        InstitutionForReview(type="prosecutor", role=InvolvementRole.ORDERED),)),),
    sources=(SourceKind.PERSON,))
CASE = CaseForReview(
    pseudonym="1VY8N-JBN9B", revision=2, status=CaseStatus.OPEN, opened="2026-Q2",
    outcome=CaseOutcome.PARTLY, incidents=(INCIDENT,), summary_for_counsel="Three refusals.",
    evidence=(EvidenceForReview(kind=EvidenceKind.PHOTO, count=2, intact=True),
              EvidenceForReview(kind=EvidenceKind.AUDIO, count=1, intact=False)),
    actions=(ActionForReview(kind=ActionKind.COMPLAINT, quarter="2026-Q3", channel="appeal_body",
                             answer=Answer.REFUSED),),
    referrals=(ReferralForReview(kind=ReferralKind.LEGAL_AID, status=ReferralStatus.SENT,
                                 waiting=DaysWaiting.DAYS_30),),
    deadlines=(DeadlineForReview(left=DaysLeft.DAYS_30), DeadlineForReview(left=DaysLeft.DAYS_3),
               DeadlineForReview(status=DeadlineStatus.MET)),
    wishes=(Wish.COURT, Wish.ADVICE),
    consents=(ConsentForReview(purpose=Purpose.SUPERVISOR, state=Permission.GIVEN),))


def said(pack: Pack, case: CaseForReview) -> dict[str, str]:
    return {line.label: line.value for line in lines(pack, case)}


def test_each_line_is_about_a_part_that_can_be_commented(pack: Pack) -> None:
    assert {line.part for line in lines(pack, CASE)} <= set(PARTS)


def test_a_whole_case_is_told(pack: Pack) -> None:
    told = said(pack, CASE)
    assert told["When"] == "3rd quarter of 2026"
    assert told["Where"].endswith(pack.label("settings", "clinic", "en"))
    assert told["What happened"].endswith("(ordered it)")
    assert told["Summary"] == "Three refusals."
    assert told["Evidence"] == ("photos: 2, unchanged since they were added\n"
                                "sound recordings: 1, changed since they were added")
    assert told["Referrals"] == "state-guaranteed legal aid, Sent, waiting 8 to 30 days"
    assert told["Deadlines"].splitlines()[1] == "set by hand: 0 to 3 days left (for us to act)"
    assert told["Deadlines"].splitlines()[2] == "set by hand: kept (for us to act)"
    assert told["Wish of the person"] == "to go to court; advice"
    assert told["Consents"] == "sharing with the supervising attorney: given"
    assert told["Outcome"] == "partly solved"


def test_what_was_not_told_is_empty(pack: Pack) -> None:
    bare = CaseForReview(pseudonym="x", revision=1, status=CaseStatus.OPEN)
    told = said(pack, bare)
    assert told["Incident"] == ""
    assert "Outcome" not in told
    assert (violations(pack, bare), region(pack, bare), nearest(bare)) == ("", "", DaysLeft.NONE)


def test_a_withheld_region_is_said(pack: Pack) -> None:
    hidden = replace(CASE, incidents=(replace(INCIDENT, region=""),))
    assert said(pack, hidden)["Where"].startswith("region not told")


def test_several_incidents_are_told_apart(pack: Pack) -> None:
    two = lines(pack, replace(CASE, incidents=(INCIDENT, replace(INCIDENT, quarter="2026-Q4"))))
    whens = {line.label: line.value for line in two if line.label.startswith("When")}
    assert whens == {"When 1": "3rd quarter of 2026", "When 2": "4th quarter of 2026"}
    assert {line.about for line in two if line.part == "incidents"} == {
        f"{label} {number}" for label in ("When", "Where", "Grounds", "What happened", "Known from")
        for number in (1, 2)}


def test_the_nearest_deadline_counts(pack: Pack) -> None:
    assert nearest(CASE) is DaysLeft.DAYS_3
    assert violations(pack, CASE) == pack.label("violations", "denial_of_care", "en")
    assert region(pack, CASE) == pack.label("regions", "41702000000000", "en")
