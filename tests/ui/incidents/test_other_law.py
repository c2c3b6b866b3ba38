"""An incident under another country's law, and the clocks of a detention in the editor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Action
from streetlaw.domain.deadline import Deadline, Rule, Span, Unit
from streetlaw.domain.fact import Confidence, Fact
from streetlaw.domain.incident import Incident
from streetlaw.domain.law import Channel
from streetlaw.domain.pack import Pack
from streetlaw.packs import loader
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.incidents.scene import Scene
from streetlaw.ui.opened import Opened
from streetlaw.ui.parts import dialog
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.incidents.conftest import AIDA, Opener, incidents

RULE = Rule(code="complaint", label={"en": "Complaint there"}, base={"en": "the act"},
            span=Span(10, Unit.CALENDAR_DAYS), fact=Fact(confidence=Confidence.VERIFIED))
BODY = Channel(code="commission", label={"en": "The commission there"}, rank=1, rules=("complaint",))


def abroad() -> Pack:
    """Bulgaria, with an invented limit and body so that its law can be seen at work."""
    found = loader.load("bg")
    violations = dict(found.violations)
    violations["discrimination"] = replace(violations["discrimination"], channels=("commission",))
    return replace(found, rules={"complaint": RULE}, channels={"commission": BODY}, violations=violations)


@pytest.fixture
def memory_vault(memory_vault: MemoryVault) -> MemoryVault:
    memory_vault.packs["bg"] = abroad()
    return memory_vault


@pytest.fixture
def opened(opened: Opened) -> Opened:
    return replace(opened, lands=loader.countries())


def choose_country(editor: IncidentEditor, code: str) -> None:
    scene = editor.form.scene
    scene.country.choose(code)
    scene.country.activated.emit(scene.country.currentIndex())


def go_abroad(editor: IncidentEditor, qtbot: QtBot) -> None:
    choose_country(editor, "bg")
    qtbot.waitUntil(lambda: editor.sheet.jurisdiction == "bg")


def test_the_countries_at_hand_can_be_chosen_the_home_one_first(new: IncidentEditor) -> None:
    box = new.form.scene.country
    assert [box.itemText(row) for row in range(box.count())] == ["Kyrgyzstan", "Bulgaria", "Moldova"]
    assert box.key() == ""


def test_where_one_law_is_at_hand_nothing_is_asked(qtbot: QtBot) -> None:
    scene = Scene(loader.load("kg"), {"kg": {"en": "Kyrgyzstan"}}, "kg")
    qtbot.addWidget(scene)
    assert scene.country_field.isHidden()


def test_its_words_norms_limits_and_bodies_are_those_of_that_country(
        new: IncidentEditor, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    go_abroad(new, qtbot)
    sofia = next(code for code in abroad().regions if code.startswith("BG"))
    new.form.take(new.form.values() | {"incident": new.form.values()["incident"] | {
        "region": sofia, "occurred": "2026-11-20", "grounds": ["genome"],
        "acts": [{"violation": "discrimination", "severity": "medium", "note": "", "victims": [],
                  "involvements": []}], "sources": [{"kind": "person", "note": "", "party_id": ""}]}})
    new.editing.show_again()
    law = new.sheet.law if new.inspector_shown else new.sheet.law_below
    assert [view.norm.code for view in law.norms] == ["BG-ZZD-4"]
    (turn,) = law.turns
    assert turn.suggestion.channel.code == "commission"
    law.deadline_wanted.emit(turn.suggestion)
    qtbot.waitUntil(lambda: bool(kept(memory_vault, Deadline)))
    (deadline,) = kept(memory_vault, Deadline)
    assert (deadline.jurisdiction, deadline.rule, deadline.due) == ("bg", "complaint", date(2026, 11, 30))
    law.complaint_wanted.emit(turn.suggestion)
    qtbot.waitUntil(lambda: bool(kept(memory_vault, Action)))
    assert kept(memory_vault, Action)[0].authority == "The commission there"
    new._on_done()
    qtbot.waitUntil(lambda: bool(incidents(memory_vault)))
    (stored,) = incidents(memory_vault)
    assert (stored.jurisdiction, stored.region) == ("bg", sofia)


def kept(vault: MemoryVault, kind: type) -> list:  # type: ignore[type-arg]
    with vault.work() as work:
        return list(work.list(kind))


def test_what_cannot_be_done_with_it_is_said_before_any_work(new: IncidentEditor, qtbot: QtBot) -> None:
    assert new.sheet.notices.isHidden()
    go_abroad(new, qtbot)
    notices = new.sheet.notices
    qtbot.waitUntil(notices.isVisible)
    assert "cannot be sent for review" in notices._abroad.text()
    assert "By the law of: Bulgaria" in notices._abroad.accessibleName()
    notices.home.click()
    qtbot.waitUntil(lambda: new.sheet.jurisdiction == "")
    assert new.sheet.notices.isHidden()


def test_words_that_would_be_lost_are_named_and_nothing_is_until_it_is_agreed(
        editor: IncidentEditor, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def answer(agree: bool) -> Callable[..., bool]:
        def ask(_parent: object, _title: str, text: str, **_verbs: object) -> bool:
            told.append(text)
            return agree
        return ask
    written = editor.editing.written
    monkeypatch.setattr(dialog, "ask", answer(agree=False))
    choose_country(editor, "bg")
    qtbot.waitUntil(lambda: bool(told))
    assert editor.sheet.pack.label("regions", written.region, "en") in told[0]
    assert editor.sheet.jurisdiction == ""
    assert editor.form.scene.country.key() == ""
    assert editor.editing.written == written
    monkeypatch.setattr(dialog, "ask", answer(agree=True))
    go_abroad(editor, qtbot)
    now = editor.editing.written
    assert (now.region, now.jurisdiction) == ("", "bg")
    assert (now.narrative, now.occurred, len(now.acts)) == (written.narrative, written.occurred, 2)


def test_a_draft_abroad_is_taken_up_abroad(
        opening: Opener, shell: Shell, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    route = Route("incident", extra={"client": AIDA})
    editor = opening(route)
    go_abroad(editor, qtbot)
    editor.form.story.narrative.setPlainText("there")
    editor.form.edited.emit()
    shell.navigator.go(Route("today"))
    with memory_vault.work() as work:
        qtbot.waitUntil(lambda: bool(work.drafts()))
    again = opening(route)
    qtbot.waitUntil(lambda: again.sheet.jurisdiction == "bg" and again.editing.written.narrative == "there")


def test_a_stored_incident_opens_in_its_own_law(
        opening: Opener, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        stored = work.add(Incident(client_id=AIDA, case_id="k" * 32, region="BG-03", jurisdiction="bg"))
        work.commit("incident.saved")
    editor = opening(Route("incident", stored.id))
    assert editor.sheet.jurisdiction == "bg"
    assert editor.editing.written == stored
    home = opening(Route("incident", extra={"client": AIDA}))
    assert home.sheet.jurisdiction == ""


# ── Clocks ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_detention_asks_since_when_and_starts_its_clocks(
        editor: IncidentEditor, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    held = editor.sheet.held
    assert held.isVisibleTo(editor)
    assert held.form.moment.day.text() == "20.11.2026"
    held.form.moment.hour.setText("2215")
    held.form.moment.changed.emit()
    held.form.start.click()
    qtbot.waitUntil(lambda: len(held.list.rows) == 6)
    begun = datetime(2026, 11, 20, 16, 15, tzinfo=UTC)
    assert {each.base_at for each in kept(memory_vault, Deadline)} == {begun}
    assert held.list.rows[0].passed
    assert held.form.isHidden()
    held.correct.click()
    assert held.form.moment.hour.text() == "22:15"


def test_an_hour_that_is_being_typed_survives_other_edits(editor: IncidentEditor) -> None:
    held = editor.sheet.held
    held.form.moment.hour.setText("22")
    editor.form.story.narrative.setPlainText("more")
    editor.form.edited.emit()
    assert held.form.moment.hour.text() == "22"


def test_nobody_held_sees_no_clock(new: IncidentEditor) -> None:
    assert new.sheet.held.isHidden()
