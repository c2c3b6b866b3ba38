"""Deadlines counted again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus, Span, Unit
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.recount import Why
from streetlaw.packs.loader import load
from streetlaw.services.deadlines import AddDeadline, SettleDeadline, add_deadline, settle_deadline
from streetlaw.services.history import undo
from streetlaw.services.ports import Vault
from streetlaw.services.recounting import (
    RecountDeadline,
    moving,
    outdated,
    recount_deadline,
    recount_deadlines,
    with_event,
)

KG = load("kg")
TODAY = date(2026, 11, 17)


@pytest.fixture
def pack() -> Pack:
    return KG


def added(vault: Vault, **said: object) -> Deadline:
    with vault.work() as work:
        client = work.add(Client(code="4188-T"))
        work.commit("client.saved")
        return add_deadline(work, AddDeadline(client_id=client.id, **said)).the(Deadline)  # type: ignore[arg-type]


def recounted(vault: Vault, deadline: Deadline, **said: object) -> Deadline:
    with vault.work() as work:
        cmd = RecountDeadline(id=deadline.id, revision=deadline.revision, **said)  # type: ignore[arg-type]
        return recount_deadline(work, cmd).the(Deadline)


def test_a_corrected_event_moves_the_last_day(vault: Vault) -> None:
    deadline = added(vault, rule="prosecutor_file", base=TODAY)
    moved = recounted(vault, deadline, base=date(2026, 11, 13))
    assert (moved.base, moved.due) == (date(2026, 11, 13), date(2026, 11, 23))
    assert recounted(vault, moved, base=TODAY).due == deadline.due


def test_a_corrected_minute_moves_the_clock(vault: Vault) -> None:
    deadline = added(vault, rule="offence_detention", base_at=datetime(2026, 11, 16, 20, 30, tzinfo=UTC))
    moved = recounted(vault, deadline, base_at=datetime(2026, 11, 16, 17, 30, tzinfo=UTC))
    assert (moved.base, moved.due_at) == (date(2026, 11, 16), datetime(2026, 11, 16, 20, 30, tzinfo=UTC))
    with pytest.raises(StreetLawError, match=r"deadline\.time_needed"):
        recounted(vault, moved, base=TODAY)


def test_a_day_of_an_older_pack_is_corrected(vault: Vault) -> None:
    deadline = added(vault, rule="prosecutor_file", base=TODAY)
    with vault.work() as work:
        stale = work.change(replace(deadline, due=date(2026, 12, 31)))
        work.commit("deadline.added")
    assert recounted(vault, stale).due == deadline.due


@pytest.mark.parametrize("said", [{"title": "x", "due": TODAY}, {"rule": "labour", "base": TODAY}])
def test_what_is_not_counted_is_not_counted_again(vault: Vault, said: dict[str, object]) -> None:
    deadline = added(vault, **said)
    if deadline.rule:
        with vault.work() as work:
            done = SettleDeadline(id=deadline.id, revision=deadline.revision, status=DeadlineStatus.MET)
            deadline = settle_deadline(work, done).the(Deadline)
    with pytest.raises(StreetLawError, match=r"deadline\.not_counted"):
        recounted(vault, deadline)


def test_nothing_happened_tomorrow(vault: Vault) -> None:
    deadline = added(vault, rule="labour", base=TODAY)
    with pytest.raises(StreetLawError, match=r"date\.in_future"):
        recounted(vault, deadline, base=date(2026, 11, 18))


def test_a_newer_pack_tells_which_deadlines_move() -> None:
    rules = dict(KG.rules)
    rules["appeal_answer"] = replace(rules["appeal_answer"], span=Span(10, Unit.WORKING_DAYS))
    del rules["labour"]
    newer = replace(KG, rules=rules)
    open_ = Deadline(rule="appeal_answer", base=date(2026, 11, 2), due=date(2026, 11, 20))
    others = [replace(open_, status=DeadlineStatus.MET), Deadline(title="x", due=TODAY),
              Deadline(rule="labour", base=TODAY), Deadline(rule="prosecutor_file", base=TODAY)]  # fmt: skip
    (found,) = moving(KG, newer, [*others, open_])
    assert (found.deadline, found.why) == (open_, (Why.LIMIT,))
    assert (found.before.due, found.after.due) == (date(2026, 11, 20), date(2026, 11, 16))


def test_what_would_move_is_shown_before_it_is_taken(vault: Vault) -> None:
    deadline = added(vault, rule="prosecutor_file", base=TODAY)
    cmd = RecountDeadline(id=deadline.id, revision=deadline.revision, base=date(2026, 11, 13))
    shown = with_event(KG, deadline, cmd)
    assert (shown.before.due, shown.after.due, shown.why) == (
        deadline.due, recounted(vault, deadline, base=date(2026, 11, 13)).due, (Why.EVENT,))
    assert with_event(KG, deadline, replace(cmd, base=TODAY)).why == ()


def test_those_an_older_pack_counted_are_found_and_moved_together(vault: Vault) -> None:
    right = added(vault, rule="labour", base=TODAY)
    with vault.work() as work:
        client = right.client_id
        for rule, due in (("prosecutor_file", date(2026, 12, 31)), ("judge_file", None)):
            work.add(Deadline(client_id=client, rule=rule, base=TODAY, due=due))
        work.add(Deadline(client_id=client, rule="labour", due=TODAY))  # nobody knows from when
        work.add(Deadline(client_id=client, title="x", due=TODAY))
        work.add(Deadline(client_id=client, rule="judge_file", base=TODAY, status=DeadlineStatus.MISSED))
        work.commit("deadline.added")
    with vault.work() as work:
        found = outdated(work)
        assert [(each.deadline.rule, each.now.due, each.code) for each in found] == [
            ("prosecutor_file", date(2026, 11, 27), "4188-T"), ("judge_file", date(2026, 11, 27), "4188-T")]
        outcome = recount_deadlines(work, [
            RecountDeadline(id=each.deadline.id, revision=each.deadline.revision) for each in found])
        assert len(outcome.changes) == 2
    with vault.work() as work:
        assert outdated(work) == ()
        undo(work, outcome)
    with vault.work() as work:
        assert len(outdated(work)) == 2
