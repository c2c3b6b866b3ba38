from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlaw.domain import backup
from streetlaw.domain.backup import BackupReport, BackupState, Chain, Drill, Due, Place, Restored, Trial, due

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def place(days_ago: int, *, lines: int = 50, name: str = "USB drive") -> Place:
    made = NOON - timedelta(days=days_ago)
    return Place(name=name, path=f"/stick/{days_ago}.slv", made=made, size=1, lines=lines)


def drill(days_ago: int) -> Drill:
    return Drill(tested=NOON - timedelta(days=days_ago), made=NOON, records=3, attachments=1)


@pytest.mark.parametrize(("state", "lines", "expected"), [
    (BackupState(), 0, None),
    (BackupState(), 1, None),
    (BackupState(), 2, Due.NEVER_MADE),
    (BackupState(places=(place(6),), drill=drill(0)), 60, None),
    (BackupState(places=(place(7),), drill=drill(0)), 60, Due.OLD),
    (BackupState(places=(place(30), place(1, name="safe")), drill=drill(0)), 60, None),
    (BackupState(places=(place(0),), drill=drill(0)), 149, None),
    (BackupState(places=(place(0),), drill=drill(0)), 150, Due.CHANGES),
    (BackupState(places=(place(9),), drill=drill(0)), 500, Due.OLD),
    (BackupState(places=(place(1),)), 60, Due.UNTESTED),
    (BackupState(places=(place(1),), drill=drill(29)), 60, None),
    (BackupState(places=(place(1),), drill=drill(30)), 60, Due.UNTESTED),
    (BackupState(places=(place(8),), drill=drill(1), every=30), 60, None),
])
def test_what_is_due(state: BackupState, lines: int, expected: Due | None) -> None:
    assert due(state, TODAY, lines) is expected
    assert due(replace(state, every=0), TODAY, lines) is None
    assert due(replace(state, reminded=TODAY), TODAY, lines) is None
    assert due(replace(state, reminded=TODAY - timedelta(days=1)), TODAY, lines) is expected


@given(st.lists(st.sampled_from("abcdefghij"), max_size=20))
def test_the_place_used_last_stands_first_and_few_are_kept(names: list[str]) -> None:
    places: tuple[Place, ...] = ()
    for days, name in enumerate(names):
        places = backup.with_place(places, place(days, name=name))
    expected = list(dict.fromkeys(reversed(names)))[:backup.PLACES]
    assert [kept.name for kept in places] == expected


def test_a_restored_vault_knows_what_is_missing() -> None:
    restored = Restored(made=NOON - timedelta(days=12, hours=3), restored=NOON, lines=40, known_lines=52)
    assert restored.missing == 12
    assert replace(restored, known_lines=0).missing == 0


@pytest.mark.parametrize(("chain", "damaged", "good"), [
    (Chain.PAST, 0, True), (Chain.PAST, 1, False), (Chain.AHEAD, 0, False), (Chain.FORKED, 0, False),
])
def test_a_trial_is_good_when_all_comes_back(chain: Chain, damaged: int, good: bool) -> None:
    held = BackupReport(made=NOON, vault_id="", size=1, counts={"client": 2, "case": 3}, attachments=1,
                        audit_lines=5, damaged=damaged)
    assert held.records == 5
    assert Trial(held=held, chain=chain, same_passphrase=False).good is good
