"""kill -9 while newer law is taken: the law before or the law after, each whole."""

from __future__ import annotations

import pytest

from streetlaw.services import law_updates
from tests.faults.nursery import Nursery
from tests.faults.samples import Ledger, Sample, assert_sound


@pytest.mark.parametrize("seed", range(10))
def test_the_law_is_the_one_before_or_the_one_after(nursery: Nursery, sample: Sample, seed: int) -> None:
    ledger = nursery.killed("law", sample, seed, lines=8, within=0.02)
    done = [fact["law"] for fact in ledger.others if "law" in fact]
    possible = {done[-1] if done else "", *([ledger.trying["law"]] if ledger.trying else [])}
    assert editions(sample) <= possible
    assert len(editions(sample)) == 1
    assert_sound(sample, Ledger())


def editions(sample: Sample) -> set[str]:
    """Which editions the parts kept here are of: "" when none was taken."""
    opened = sample.unlock()
    try:
        with opened.work() as work:
            trust = law_updates.trusted(work)
            parts = [work.shelved("law/pack/xx") or b"", *(trust.statements.values() if trust else ())]
            return {trust.publisher.name if trust else "", *(part[:6].decode() for part in parts)}
    finally:
        opened.close()
