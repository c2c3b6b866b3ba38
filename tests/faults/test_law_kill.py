"""kill -9 while newer law is taken: the law before or the law after, each whole."""

from __future__ import annotations

from streetlaw.services.law import here
from tests.faults.nursery import Nursery
from tests.faults.samples import Ledger, Sample, assert_sound

KILLS = 12


def test_the_law_is_the_one_before_or_the_one_after(nursery: Nursery, sample: Sample) -> None:
    known, deeds, unfinished = "", 0, 0
    for seed in range(KILLS):
        ledger = nursery.killed("law", sample, seed, lines=8, within=0.02)
        assert ledger.refused is None
        done = [fact["law"] for fact in ledger.others if "law" in fact]
        possible = {done[-1] if done else known, *([ledger.trying["law"]] if ledger.trying else [])}
        found = editions(sample)
        assert len(found) == 1
        assert found <= possible
        (known,) = found
        deeds += ledger.deeds
        unfinished += ledger.trying is not None
    assert_sound(sample, Ledger())
    assert deeds > KILLS
    assert unfinished > KILLS // 4, "hardly a writer was killed in the middle of something"


def editions(sample: Sample) -> set[str]:
    """Which editions the parts kept here are of: "" when none was taken."""
    opened = sample.unlock()
    try:
        with opened.work() as work:
            trust = here.trusted(work)
            parts = [work.shelved("law/pack/xx") or b"", *(trust.statements.values() if trust else ())]
            return {trust.publisher.name if trust else "", *(part[:6].decode() for part in parts)}
    finally:
        opened.close()
