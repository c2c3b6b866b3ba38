from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain.case import CaseStatus
from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import DeadlineStatus
from streetlaw.domain.disclosure.minimise import CaseFile, Minimised, Withheld, minimise, permissions, stands
from streetlaw.domain.disclosure.plain import to_plain
from streetlaw.domain.disclosure.tier_a import (
    CaseForReview,
    ConsentForReview,
    DaysLeft,
    DaysWaiting,
    EvidenceForReview,
    EvidenceKind,
    InstitutionForReview,
    Permission,
)
from streetlaw.domain.incident import InvolvementRole, Wish
from streetlaw.domain.record import PartialDate
from streetlaw.domain.referral import ReferralStatus
from tests.domain.disclosure import samples
from tests.domain.disclosure.samples import TODAY, case_file, small_pack
from tests.refusal import refusal

PACK = small_pack()
HEALTH = samples.consent(purpose=Purpose.HEALTH_DATA)


def minimised(file: CaseFile) -> Minimised:
    return minimise(file, PACK, pseudonym="AAAAA-BBBBB", recipient="counsel", today=TODAY)


def sent(**changes: object) -> CaseForReview:
    return minimised(case_file(**changes)).content


def regions(file: CaseFile) -> Sequence[str]:
    return [incident.region for incident in minimised(file).content.incidents]


def test_nothing_identifying_leaves() -> None:
    text = json.dumps(to_plain(sent()))
    assert samples.CANARY not in text
    for exact in ("1990", "2026-08", "2026-09", "2026-10", "2026-11", "alay", "1234567", "45", "woman",
                  "stateless"):
        assert exact not in text


def test_what_counsel_needs_is_there() -> None:
    content = sent()
    (incident,), (action,), (referral,) = content.incidents, content.actions, content.referrals
    (deadline,) = content.deadlines
    assert (content.status, content.opened, content.revision) == (CaseStatus.WAITING, "2026-Q3", 4)
    assert (incident.quarter, incident.region, incident.setting) == ("2026-Q3", "osh", "street")
    assert incident.acts[0].institutions == (
        InstitutionForReview(type="police", role=InvolvementRole.ORDERED),)
    assert content.evidence == (EvidenceForReview(kind=EvidenceKind.PHOTO, count=1, intact=True),)
    assert (action.quarter, action.channel) == ("2026-Q4", "prosecutor")
    assert (referral.status, referral.waiting) == (ReferralStatus.SENT, DaysWaiting.DAYS_30)
    assert deadline.left is DaysLeft.DAYS_7
    assert content.wishes == (Wish.COURT,)
    assert content.summary_for_counsel == "Three oral refusals; no decision in writing."
    assert content.consents == (ConsentForReview(purpose=Purpose.SUPERVISOR, state=Permission.GIVEN),)


def test_an_empty_case_is_a_case() -> None:
    content = sent(case=samples.case(opened=None), incidents=(samples.incident(occurred=None, region=""),),
                   attachments=(), actions=(), referrals=(), deadlines=())
    assert (content.opened, content.incidents[0].quarter, content.incidents[0].region) == ("", "", "")


@pytest.mark.parametrize(("consents", "code"), [
    ((), "consent.missing"),
    ((samples.consent(state=samples.REFUSED),), "consent.refused"),
    ((samples.consent(), samples.consent(state=samples.WITHDRAWN, withdrawn_on=TODAY)), "consent.withdrawn"),
    ((samples.consent(expires_on=TODAY - timedelta(days=1)),), "consent.expired"),
    ((samples.consent(recipient="somebody else"),), "consent.missing")])
def test_without_consent_nothing_leaves(consents: Sequence[object], code: str) -> None:
    with refusal(code):
        minimised(case_file(consents=consents))


def test_rare_values_take_the_region_along() -> None:
    trans = samples.incident(grounds=("sogi_identity",))
    assert regions(case_file(incidents=(trans,))) == [""]
    assert regions(case_file(incidents=(samples.incident(setting="prison"),))) == [""]
    assert regions(case_file(incidents=(samples.incident(), trans))) == ["osh", ""]
    withheld = minimised(case_file(incidents=(samples.incident(setting="prison"), trans))).withheld
    assert set(withheld) == {("incidents.region", Withheld.RARE_GROUND),
                             ("incidents.region", Withheld.CLOSED_SETTING),
                             ("incidents.grounds", Withheld.NO_HEALTH_CONSENT)}


@pytest.mark.parametrize(("born", "region"), [
    ("2008-11-17", "osh"), ("2008-11-18", ""), ("2008", ""), ("2007", "osh"), ("2012-03", "")])
def test_under_18_or_perhaps_under_18_takes_the_region_along(born: str, region: str) -> None:
    file = case_file(client=samples.client(birth_date=PartialDate(born)))
    assert regions(file) == [region]
    assert (("incidents.region", Withheld.UNDER_18) in minimised(file).withheld) is (region == "")


def test_an_unknown_birth_date_is_no_reason() -> None:
    assert regions(case_file(client=samples.client(birth_date=None))) == ["osh"]


def test_special_categories_need_their_own_consent() -> None:
    incidents = (samples.incident(grounds=("hiv_status", "sex")),)
    without = minimised(case_file(incidents=incidents))
    assert without.content.incidents[0].grounds == ("sex",)
    assert ("incidents.grounds", Withheld.NO_HEALTH_CONSENT) in without.withheld
    with_it = minimised(case_file(incidents=incidents, consents=(samples.consent(), HEALTH)))
    assert with_it.content.incidents[0].grounds == ("hiv_status", "sex")
    assert with_it.withheld == ()


def test_a_consent_that_names_parts_covers_only_them() -> None:
    content = sent(consents=(samples.consent(fields=("account", "deadlines", "name")),))
    assert content.summary_for_counsel
    assert content.deadlines
    assert (content.incidents, content.evidence, content.actions, content.referrals, content.wishes) == (
        (), (), (), (), ())
    without_region = minimised(case_file(consents=(samples.consent(fields=("incidents", "actions")),)))
    assert without_region.content.incidents[0].region == ""
    assert without_region.content.referrals
    assert ("incidents.region", Withheld.NOT_AGREED) in without_region.withheld
    assert ("summary_for_counsel", Withheld.NOT_AGREED) in without_region.withheld
    assert sent(consents=(samples.consent(fields=("incidents", "region")),)).incidents[0].region == "osh"
    assert sent(consents=(samples.consent(fields=("name",)),)) == sent()


@pytest.mark.parametrize("changes", [
    {"incidents": (samples.incident(region="nowhere"),)}, {"incidents": (samples.incident(setting="moon"),)},
    {"incidents": (samples.incident(grounds=("whim",)),)}, {"actions": (samples.action(channel="king"),)},
    {"deadlines": (samples.deadline(rule="never"),)}])
def test_an_unknown_code_is_refused(changes: dict[str, object]) -> None:
    with refusal("export.unknown_code"):
        minimised(case_file(**changes))


def test_unknown_acts_and_institutions_are_refused() -> None:
    act = samples.incident().acts[0]
    for wrong in (replace(act, violation="theft"),
                  replace(act, involvements=(replace(act.involvements[0], perpetrator="martian"),))):
        with refusal("export.unknown_code"):
            minimised(case_file(incidents=(samples.incident(acts=(wrong,)),)))


def test_a_region_that_contains_itself_ends() -> None:
    odd = replace(PACK.regions["alay"], parent="alay")
    pack = replace(PACK, regions={**PACK.regions, "alay": odd})
    found = minimise(case_file(), pack, pseudonym="", recipient="", today=TODAY)
    assert found.content.incidents[0].region == "alay"


@given(st.integers(-400, 400))
def test_days_left_are_bands(days: int) -> None:
    (deadline,) = sent(deadlines=(samples.deadline(due=TODAY + timedelta(days=days)),)).deadlines
    expected = {DaysLeft.OVERDUE: range(-400, 0), DaysLeft.DAYS_3: range(4), DaysLeft.DAYS_7: range(4, 8),
                DaysLeft.DAYS_14: range(8, 15), DaysLeft.DAYS_30: range(15, 31),
                DaysLeft.DAYS_90: range(31, 91), DaysLeft.LONGER: range(91, 401)}
    assert days in expected[deadline.left]


def test_a_deadline_without_a_date_or_a_settled_one_says_so() -> None:
    (unknown,) = sent(deadlines=(samples.deadline(due=None),)).deadlines
    (met,) = sent(deadlines=(samples.deadline(status=DeadlineStatus.MET),)).deadlines
    assert (unknown.left, met.left) == (DaysLeft.UNVERIFIED, DaysLeft.NONE)


@pytest.mark.parametrize(("days", "band"), [
    (0, "0-7"), (7, "0-7"), (8, "8-30"), (31, "31-90"), (90, "31-90"), (91, "over_90")])
def test_waiting_is_a_band(days: int, band: str) -> None:
    waits = samples.referral(since=TODAY - timedelta(days=days))
    assert sent(referrals=(waits,)).referrals[0].waiting == band


def test_a_draft_waits_for_nobody() -> None:
    draft = samples.referral(status=ReferralStatus.DRAFT, since=None, steps=())
    assert sent(referrals=(draft,)).referrals[0].waiting is DaysWaiting.NONE


@pytest.mark.parametrize(("media_type", "kind"), [
    ("image/png", "photo"), ("video/mp4", "video"), ("audio/ogg", "audio"), ("application/pdf", "document"),
    ("", "document")])
def test_files_are_counted_by_kind(media_type: str, kind: str) -> None:
    files = (samples.attachment(media_type=media_type), samples.attachment(media_type=media_type))
    (found,) = sent(attachments=files).evidence
    assert (found.kind, found.count, found.intact) == (kind, 2, True)


def test_one_changed_hash_shows() -> None:
    changed = samples.attachment(sha256="cd")
    assert not sent(attachments=(samples.attachment(), changed)).evidence[0].intact
    assert not sent(attachments=(samples.attachment(sha256="", custody=()),)).evidence[0].intact


def test_permissions_tell_the_state_of_each_purpose() -> None:
    consents = (
        samples.consent(), samples.consent(purpose=Purpose.PHOTO, state=samples.REFUSED),
        samples.consent(purpose=Purpose.REFER, recipient="a", state=samples.WITHDRAWN, withdrawn_on=TODAY),
        samples.consent(purpose=Purpose.REFER, recipient="b"),
        samples.consent(purpose=Purpose.ABROAD, expires_on=date(2026, 1, 1)),
        samples.consent(purpose=Purpose.SUPERVISOR, recipient="somebody else", state=samples.REFUSED))
    found = {row.purpose: row.state for row in permissions(consents, "counsel", TODAY)}
    assert found == {Purpose.SUPERVISOR: Permission.GIVEN, Purpose.PHOTO: Permission.REFUSED,
                     Purpose.REFER: Permission.GIVEN, Purpose.ABROAD: Permission.EXPIRED}
    assert stands(consents, Purpose.REFER, "b", TODAY)
    assert not stands(consents, Purpose.KEEP_CASE, "b", TODAY)


def test_the_order_tells_nothing_of_when_things_were_entered() -> None:
    one, two = samples.action(), samples.action(answer="")
    assert sent(actions=(one, two)) == sent(actions=(two, one))
    early, late = samples.incident(id="1"), samples.incident(id="0", occurred=PartialDate("2026-09-01"))
    assert sent(incidents=(late, early)) == sent(incidents=(early, late))


def test_revisions_name_all_that_may_leave_the_case_first() -> None:
    assert case_file().revisions == tuple(
        (samples.canary(name), revision) for name, revision in
        (("case", 4), ("incident", 2), ("file", 1), ("action", 1), ("referral", 1), ("deadline", 1)))
