"""Every field and every word that can leave has a name a person can read."""

from __future__ import annotations

import pytest

from streetlaw.domain.case import CaseOutcome, CaseStatus
from streetlaw.domain.disclosure.leaving import Never
from streetlaw.domain.disclosure.minimise import Withheld
from streetlaw.domain.disclosure.tier_a import (
    FIELDS,
    PARTS,
    DaysLeft,
    DaysWaiting,
    EvidenceKind,
    Permission,
)
from streetlaw.domain.pack import Pack
from streetlaw.domain.referral import ReferralKind, ReferralStatus
from streetlaw.ui import disclosed


def test_the_names_are_exactly_those_of_the_allow_list() -> None:
    assert tuple(disclosed.FIELDS) == FIELDS
    assert set(disclosed.PARTS) == set(PARTS)


@pytest.mark.parametrize(("field", "words"), [
    ("status", CaseStatus), ("outcome", [o for o in CaseOutcome if o]), ("evidence.kind", EvidenceKind),
    ("referrals.kind", ReferralKind), ("referrals.status", ReferralStatus), ("consents.state", Permission),
    ("referrals.waiting", [w for w in DaysWaiting if w]), ("deadlines.left", [d for d in DaysLeft if d]),
])
def test_a_coded_value_is_put_into_words(pack: Pack, field: str, words: list[str]) -> None:
    said = [disclosed.value_text(pack, field, word) for word in words]
    assert len(set(said)) == len(said)
    assert all(text and "_" not in text for text in said)


def test_codes_of_the_country_are_put_into_words(pack: Pack) -> None:
    code = next(iter(pack.violations))
    label = pack.label("violations", code, "en")
    assert disclosed.value_text(pack, "incidents.acts.violation", code) == label
    assert disclosed.value_text(pack, "incidents.setting", "nowhere") == "[nowhere]"


def test_a_quarter_is_read_as_one(pack: Pack) -> None:
    assert disclosed.value_text(pack, "opened", "2026-Q3") == "3rd quarter of 2026"
    assert disclosed.value_text(pack, "opened", "2026") == "2026"
    assert disclosed.value_text(pack, "evidence.intact", True) == "yes"
    assert disclosed.value_text(pack, "evidence.count", 2) == "2"


def test_what_never_leaves_and_why_something_stays_have_names() -> None:
    assert len({disclosed.never_label(never) for never in Never}) == len(Never)
    assert len({disclosed.withheld_label(why) for why in Withheld}) == len(Withheld)


def test_a_part_of_a_newer_version_keeps_its_name() -> None:
    assert disclosed.part_label("wishes") == "Wish of the person"
    assert disclosed.part_label("weather") == "weather"
    assert disclosed.field_label("incidents.region") == "Region"
