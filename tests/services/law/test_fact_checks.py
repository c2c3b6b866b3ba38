"""Checking the law: evidence, corrections that hold here, deadlines that move, what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, Span, Unit
from streetlaw.domain.fact import Confidence, Freshness
from streetlaw.domain.fact_check import SETTINGS, CheckResult, FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile, Role
from streetlaw.domain.record import Outcome
from streetlaw.packs.law_tables import PackTables
from streetlaw.services import history
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.services.law import fact_checks
from streetlaw.services.law.fact_checks import CheckFact
from streetlaw.services.law.facts import facts, shown_in
from streetlaw.services.law.links import Link
from streetlaw.services.ports import Vault
from tests.refusal import refusal

TABLES = PackTables()
TODAY = date(2026, 11, 17)
APPEAL = Link("rules", "civil_appeal")
WRONG = CheckFact(jurisdiction="kg", place="rules", code="civil_appeal", result=CheckResult.CORRECTED,
                  checked_on=TODAY, evidence="It says ten days", reference="CPC, text of 1 November 2026",
                  confidence=Confidence.VERIFIED, cells={"amount": "10", "unit": "calendar_days"})
RIGHT = replace(WRONG, code="civil_appeal", result=CheckResult.CONFIRMED, cells={})


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


@pytest.fixture
def deadline(vault: Vault, client: Client) -> Deadline:
    with vault.work() as work:
        told = AddDeadline(client_id=client.id, rule="civil_appeal", base=date(2026, 11, 10))
        return add_deadline(work, told).the(Deadline)


def kept(vault: Vault, cmd: CheckFact) -> Outcome:
    with vault.work() as work:
        return fact_checks.check_fact(work, TABLES, cmd)


def law(vault: Vault) -> Pack:
    with vault.work() as work:
        return work.pack


def due(vault: Vault) -> date | None:
    with vault.work() as work:
        return work.list(Deadline)[0].due


def test_a_correction_is_in_force_at_once_with_who_when_and_source(vault: Vault, pack: Pack) -> None:
    made = kept(vault, WRONG).the(FactCheck)
    assert (made.checked_by, made.role, made.checked_on) == ("Street lawyer 07", Role.LAWYER, TODAY)
    assert dict(made.before)["amount"] == str(pack.rules["civil_appeal"].span.amount)  # type: ignore[union-attr]
    rule = law(vault).rules["civil_appeal"]
    assert rule.span == Span(10, Unit.CALENDAR_DAYS)
    assert rule.fact.source == WRONG.reference
    assert rule.fact.freshness(TODAY) is Freshness.FRESH


def test_the_deadlines_it_moves_are_told_before_and_moved_with_it(vault: Vault, deadline: Deadline) -> None:
    with vault.work() as work:
        (move,) = fact_checks.moved_by(work, TABLES, WRONG)
    assert move.before.due == deadline.due == due(vault)
    outcome = kept(vault, WRONG)
    assert due(vault) == move.after.due == date(2026, 11, 20)
    with vault.work() as undoing:
        history.undo(undoing, outcome)
    assert due(vault) == deadline.due
    assert law(vault).rules["civil_appeal"].span != Span(10, Unit.CALENDAR_DAYS)


def test_a_correction_taken_back_leaves_the_published_law_and_its_history(
    vault: Vault, deadline: Deadline, pack: Pack
) -> None:
    made = kept(vault, WRONG).the(FactCheck)
    with vault.work() as work:
        outcome = fact_checks.revoke(work, TABLES, made.id, made.revision)
    assert law(vault) == pack
    assert due(vault) == deadline.due
    with vault.work() as work:
        (left,) = fact_checks.checks_of(work, "kg", APPEAL)
        assert left.revoked_on == TODAY
        assert "revoked_on" in [change.field for change in work.history(FactCheck, made.id)]
        history.undo(work, outcome)
    assert law(vault).rules["civil_appeal"].span == Span(10, Unit.CALENDAR_DAYS)
    assert due(vault) == date(2026, 11, 20)


def test_a_corrected_statement_is_trusted_as_far_as_the_checker_says(vault: Vault) -> None:
    cmd = CheckFact(jurisdiction="kg", place="hotlines", code="police", result=CheckResult.CORRECTED,
                    checked_on=TODAY, evidence="Told so", reference="a call", cells={"number": "103"})
    with vault.work() as work, refusal("check.confidence_needed"):
        fact_checks.check_fact(work, TABLES, cmd)
    assert law(vault).hotlines["police"].fact.verified
    kept(vault, replace(cmd, confidence=Confidence.LIKELY))
    line = law(vault).hotlines["police"]
    assert (line.number, line.fact.confidence) == ("103", Confidence.LIKELY)
    assert line.fact.freshness(TODAY) is Freshness.UNVERIFIED


@pytest.mark.parametrize(("wrong", "code"), [
    ({"evidence": " "}, "check.evidence_needed"), ({"reference": ""}, "check.evidence_needed"),
    ({"confidence": None}, "check.confidence_needed"), ({"cells": {}}, "check.nothing_changed"),
    ({"result": CheckResult.CONFIRMED}, "check.nothing_changed"), ({"code": "nowhere"}, "check.unknown_fact"),
    ({"checked_on": date(2026, 11, 18)}, "date.in_future"),
    ({"cells": {"amount": "many"}}, "check.breaks_pack"),
    ({"cells": {"amount": "", "unit": ""}}, "check.breaks_pack"),
])
def test_what_nobody_could_rely_on_is_refused(vault: Vault, wrong: dict[str, object], code: str) -> None:
    with vault.work() as work, refusal(code):
        fact_checks.check_fact(work, TABLES, replace(WRONG, **wrong))  # type: ignore[arg-type]
    assert law(vault).rules["civil_appeal"].span != Span(10, Unit.CALENDAR_DAYS)


def test_who_found_nothing_out_changes_nothing_and_says_so(vault: Vault, pack: Pack) -> None:
    tried = CheckFact(jurisdiction="kg", place="to_check", code="orphans", result=CheckResult.UNCLEAR,
                      checked_on=TODAY, evidence="The text of Law 91 could not be had")
    made = kept(vault, tried).the(FactCheck)
    assert not made.holds
    assert law(vault) == pack
    with vault.work() as work:
        listed = fact_checks.work_list(work, TABLES)
    found = next(one for one in listed.facts if one.link == Link("to_check", "orphans"))
    assert found.last == made
    assert found.is_overdue(TODAY)


def test_the_list_begins_with_what_most_hangs_on(vault: Vault, deadline: Deadline) -> None:
    with vault.work() as work:
        listed = fact_checks.work_list(work, TABLES)
    assert listed.facts[0].deadlines == 1
    assert APPEAL in [one.link for one in listed.facts if one.deadlines]
    assert len(listed.facts) == len(list(facts(law(vault))))
    weights = [(one.deadlines, one.categories) for one in listed.facts]
    assert weights == sorted(weights, reverse=True)
    income = next(one for one in listed.facts if one.link == Link(SETTINGS, "aid.income"))
    assert income.categories >= 1


def test_a_statement_confirmed_today_is_not_due_for_half_a_year(vault: Vault) -> None:
    kept(vault, RIGHT)
    with vault.work() as work:
        listed = fact_checks.work_list(work, TABLES)
    assert APPEAL not in [one.link for one in shown_in(listed.facts, date(2027, 5, 1))]
    assert APPEAL in [one.link for one in shown_in(listed.facts, date(2027, 6, 1))]


def test_a_correction_of_an_earlier_publication_is_marked_and_holds_no_more(vault: Vault) -> None:
    kept(vault, WRONG)
    with vault.work() as work:
        (check,) = work.list(FactCheck)
        work.change(replace(check, before=tuple((column, "as it was") for column, _ in check.before)))
        work.commit("published")
    with vault.work() as work:
        first = fact_checks.work_list(work, TABLES).facts[0]
        cells = fact_checks.editable(work, TABLES, "kg", APPEAL)
    assert (first.link, first.gave_way) == (APPEAL, True)
    assert first.is_overdue(TODAY)
    assert cells["amount"] == "30"


def test_a_second_correction_of_a_statement_stands_over_the_first(vault: Vault) -> None:
    kept(vault, WRONG)
    kept(vault, replace(WRONG, cells={"amount": "12"}))
    assert law(vault).rules["civil_appeal"].span == Span(12, Unit.CALENDAR_DAYS)
    with vault.work() as work:
        assert fact_checks.editable(work, TABLES, "kg", APPEAL)["amount"] == "12"


def test_a_curator_is_marked_as_one(vault: Vault) -> None:
    with vault.work() as work:
        me = work.list(Profile)[0]
        work.change(replace(me, roles=(Role.LAWYER, Role.COORDINATOR)))
        work.commit("profile.saved")
    assert kept(vault, RIGHT).the(FactCheck).role is Role.COORDINATOR


def test_what_is_pasted_in_several_lines_is_one_line_of_the_table(vault: Vault) -> None:
    kept(vault, replace(WRONG, reference="CPC,\r\n  article 5\u2028", cells={"amount": "10", "note": "a\nb"}))
    rule = law(vault).rules["civil_appeal"]
    assert (rule.fact.note, rule.fact.source.startswith("CPC, article 5")) == ("a b", True)


# ── Several corrections, taken back in any order ─────────────────────────────────────────────────────────

TWICE = [replace(WRONG, cells={"amount": "10", "unit": "working_days"}),
         replace(WRONG, cells={"amount": "12"}, evidence="Twelve, says the new text")]


@pytest.mark.parametrize("first", [0, 1])
def test_corrections_are_taken_back_in_any_order(vault: Vault, deadline: Deadline, pack: Pack,
                                                 first: int) -> None:
    """Whichever goes first, the other one says what it said whole: twelve working days, not months."""
    made = [kept(vault, cmd).the(FactCheck) for cmd in TWICE]
    said = [Span(10, Unit.WORKING_DAYS), Span(12, Unit.WORKING_DAYS)]
    for number in (first, 1 - first):
        with vault.work() as work:
            stored = work.get(FactCheck, made[number].id)
            fact_checks.revoke(work, TABLES, stored.id, stored.revision)
        if number == first:
            assert law(vault).rules["civil_appeal"].span == said[1 - first]
    assert law(vault) == pack
    assert due(vault) == deadline.due


def test_what_was_confirmed_is_what_stood_there_then(vault: Vault) -> None:
    """Confirming a corrected limit never makes the published one verified."""
    made = kept(vault, TWICE[0]).the(FactCheck)
    kept(vault, RIGHT)
    with vault.work() as work:
        fact_checks.revoke(work, TABLES, made.id, made.revision)
    assert law(vault).rules["civil_appeal"].span == Span(10, Unit.WORKING_DAYS)
    assert law(vault).rules["civil_appeal"].fact.local


def test_undo_and_redo_of_corrections_bring_law_and_deadlines_back_each_time(
        vault: Vault, deadline: Deadline, pack: Pack) -> None:
    seen = [(pack.rules["civil_appeal"].span, deadline.due)]
    outcomes = []
    for cmd in TWICE:
        outcomes.append(kept(vault, cmd))
        seen.append((law(vault).rules["civil_appeal"].span, due(vault)))
    with vault.work() as work:
        second = history.undo(work, outcomes[1])
    assert (law(vault).rules["civil_appeal"].span, due(vault)) == seen[1]
    with vault.work() as work:
        history.undo(work, second)
    assert (law(vault).rules["civil_appeal"].span, due(vault)) == seen[2]
