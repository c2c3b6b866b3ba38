"""A jurisdiction without any law: what a vault needs of a pack, and nothing to be mistaken for a fact."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from streetlaw.domain.fact import Fact
from streetlaw.domain.law import Authority, IncomeRule, LegalAid
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate

ZONE = "Asia/Bishkek"


def bare_pack() -> Pack:
    """A pack with the time zone of Bishkek and empty lists."""
    fact = Fact()
    aid = LegalAid(
        kinds={}, categories={}, bases={}, documents={}, questions={}, matters={},
        income=IncomeRule(multiplier=1, months=1, wages=(), fact=fact),
        scope=frozenset(), scope_fact=fact, authority=Authority(label={}, hotline="", site="", fact=fact),
    )
    return Pack(
        code="kg", version="test", as_of=PartialDate("2026"), names={"en": "Nowhere"}, country="XX",
        time_zone=ZONE, currency="XXX", currency_label={}, holidays_key="", languages=("en",),
        regions={}, grounds={}, populations={}, settings={}, violations={}, perpetrators={}, acts={},
        norms={}, channels={}, closed={}, rules={}, hotlines={}, tongues={}, consents={}, aid=aid,
        zone=ZoneInfo(ZONE),
    )
