from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.incident import Incident, Involvement, InvolvementRole, Severity, SourceKind
from streetlaw.domain.record import PartialDate
from streetlaw.services.incidents import save_incident
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.incidents.outline import Filling
from streetlaw.ui.incidents.page import IncidentsPage
from streetlaw.ui.incidents.pick import PickBox
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.incidents.conftest import AIDA, CODE, OTHER, OTHER_CODE, Opener, incidents

Typing = Callable[[QWidget, str], None]


def pick(box: PickBox, text: str, type_text: Typing) -> None:
    """Type a part of a name, and leave."""
    box.line.selectAll()
    type_text(box.line, text)
    finder = box.completer()
    assert finder is not None
    finder.popup().hide()  # type: ignore[union-attr]
    box.line.editingFinished.emit()


def drafts(vault: MemoryVault) -> dict[str, dict[str, object]]:
    with vault.work() as work:
        return {draft.key: json.loads(draft.values) for draft in work.drafts()}


def fill_needed(page: IncidentEditor, type_text: Typing) -> None:
    """Everything a finished incident needs."""
    type_text(page.form.scene.when.edit, "17.11.2026")
    pick(page.form.acts.panels[0].fields.violation, "extort", type_text)
    source = page.form.sources.rows[0].kind
    source.choose(SourceKind.PERSON)
    source.activated.emit(source.currentIndex())


def test_an_incident_is_filled_in_and_finished(
    new: IncidentEditor, shell: Shell, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    form = new.form
    fill_needed(new, type_text)
    pick(form.scene.region, "ысык", type_text)
    pick(form.scene.setting, "street", type_text)
    type_text(form.scene.place, "аялдамада")
    panel = form.acts.panels[0]
    panel.severity.segment(Severity.GRAVE).click()
    type_text(panel.fields.note, "акча талап кылышты")
    first = panel.fields.involved.rows[0]
    pick(first.perpetrator, "polic", type_text)
    type_text(first.unit, "РУВД")
    qtbot.mouseClick(panel.fields.involved.add, Qt.MouseButton.LeftButton)
    second = panel.fields.involved.rows[1]
    pick(second.perpetrator, "prosec", type_text)
    second.role.choose(InvolvementRole.OMITTED)
    second.role.activated.emit(second.role.currentIndex())
    type_text(form.story.narrative, "Токтотушту.")
    form.wishes.chips.chip("complaint").click()
    type_text(form.wishes.own, "угулсам дейм")
    qtbot.keyClick(form.story.narrative, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(incidents(memory_vault)))
    (kept,) = incidents(memory_vault)
    assert kept.occurred == PartialDate("2026-11-17")
    assert (kept.region, kept.setting, kept.place) == ("41702000000000", "street", "аялдамада")
    (act,) = kept.acts
    assert (act.violation, act.severity, act.note) == ("extortion", Severity.GRAVE, "акча талап кылышты")
    assert act.involvements == (
        Involvement(perpetrator="police", unit="РУВД"),
        Involvement(perpetrator="prosecutor", role=InvolvementRole.OMITTED))
    assert (kept.narrative, kept.wishes) == ("Токтотушту.", ("complaint", "угулсам дейм"))
    assert kept.case_id == "k" * 32
    qtbot.waitUntil(lambda: isinstance(shell.navigator.page, IncidentsPage))


def test_finishing_too_early_marks_what_is_missing_and_offers_to_save(
    new: IncidentEditor, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    type_text(new.form.scene.place, "somewhere")
    qtbot.mouseClick(new.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(new.sheet.notices.is_missing)
    assert new.form.scene.when_field.error()
    assert not new.form.acts.error.isHidden()
    assert new.form.sources.field.error()
    states = new.form.states()
    assert {states[key] for key in ("when", "acts", "source")} == {Filling.NEEDED}
    assert incidents(memory_vault) == []
    qtbot.mouseClick(new.sheet.notices.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(incidents(memory_vault)))
    assert incidents(memory_vault)[0].missing == ("occurred", "sources", "acts")


def test_what_was_missing_goes_away_as_it_is_filled(
    new: IncidentEditor, type_text: Typing, qtbot: QtBot
) -> None:
    qtbot.mouseClick(new.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(new.sheet.notices.is_missing)
    fill_needed(new, type_text)
    assert not new.sheet.notices.is_missing()
    assert not new.form.scene.when_field.error()
    assert new.form.acts.error.isHidden()
    assert not new.form.sources.field.error()


def test_a_date_to_come_is_refused_at_its_field(
    new: IncidentEditor, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    fill_needed(new, type_text)
    new.form.scene.when.edit.clear()
    type_text(new.form.scene.when.edit, "25.11.2026")
    qtbot.mouseClick(new.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(new.form.scene.when_field.error()))
    assert incidents(memory_vault) == []


def test_nothing_that_cannot_be_kept_is_sent(
    new: IncidentEditor, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    type_text(new.form.scene.when.edit, "31.11.2026")
    qtbot.mouseClick(new.done, Qt.MouseButton.LeftButton)
    assert "30" in new.form.scene.when_field.error()
    new.form.scene.when.edit.clear()
    type_text(new.form.acts.panels[0].fields.note, "they took the phone")
    qtbot.mouseClick(new.done, Qt.MouseButton.LeftButton)
    assert new.form.acts.problem()
    assert incidents(memory_vault) == []


def test_every_pause_keeps_a_draft_and_the_page_takes_it_up_again(
    new: IncidentEditor, opening: Opener, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    type_text(new.form.story.narrative, "Кечинде токтотушту")
    type_text(new.form.scene.when.edit, "31.1")
    new.findChild(DraftKeeper).keep()  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: bool(drafts(memory_vault)))
    ((key, values),) = drafts(memory_vault).items()
    assert Route.parse(key) == Route("incident", extra={"client": AIDA})
    assert (values["title"], values["of"]) == ("{code}: incident", CODE)
    qtbot.waitUntil(lambda: new.heading.badge is new.saved)
    again = opening(Route("incident", extra={"client": OTHER}))
    assert again.form.story.narrative.toPlainText() == ""
    again = opening(Route("incident", extra={"client": AIDA}))
    qtbot.waitUntil(lambda: again.form.story.narrative.toPlainText() == "Кечинде токтотушту")
    assert again.form.scene.when.edit.text() == "31.1"


def test_saving_can_be_undone_and_the_text_is_still_there(
    new: IncidentEditor, shell: Shell, desk: Desk, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    fill_needed(new, type_text)
    with qtbot.waitSignal(desk.changed):
        qtbot.keyClick(new.form.story.narrative, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = incidents(memory_vault)[0]
    qtbot.waitUntil(lambda: drafts(memory_vault) == {})
    with qtbot.waitSignal(desk.undone):
        desk.undo()
    assert incidents(memory_vault) == []
    shell.navigator.go(Route("incident", saved.id))
    assert new.editing.incident.is_new
    assert new.editing.written.acts[0].violation == "extortion"
    assert shell.navigator.route == Route("incident", extra={"client": AIDA})


def test_a_stored_incident_is_shown_as_it_is(editor: IncidentEditor, stored: Incident, qtbot: QtBot) -> None:
    assert editor.editing.written == stored
    assert editor.heading.parent == CODE
    assert editor.sheet.outline.count_text() == "8 of 9 filled"
    chips = editor.form.acts.panels[1].fields.harmed
    qtbot.waitUntil(lambda: OTHER_CODE in [chip.text() for chip in chips.chips])


def test_a_newer_version_elsewhere_is_followed_while_nothing_is_written(
    editor: IncidentEditor, desk: Desk, stored: Incident, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.changed):
        desk.run(save_incident, replace(stored, place="elsewhere"), owner=desk)
    assert editor.form.scene.place.text() == "elsewhere"
    assert not editor.sheet.notices.is_changed()


def test_a_stale_revision_keeps_the_text_and_shows_the_newer_version(
    editor: IncidentEditor, memory_vault: MemoryVault, stored: Incident, type_text: Typing, qtbot: QtBot
) -> None:
    type_text(editor.form.scene.place, "mine")
    with memory_vault.work() as work:
        save_incident(work, replace(stored, place="theirs"))
    qtbot.mouseClick(editor.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(editor.sheet.notices.is_changed)
    assert editor.form.scene.place.text() == "mine"
    qtbot.mouseClick(editor.sheet.notices.swap, Qt.MouseButton.LeftButton)
    assert editor.form.scene.place.text() == "theirs"
    qtbot.mouseClick(editor.sheet.notices.swap, Qt.MouseButton.LeftButton)
    assert editor.form.scene.place.text() == "mine"
    qtbot.mouseClick(editor.done, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: incidents(memory_vault)[0].place == "mine")


def test_an_old_draft_offers_the_version_stored_since(
    opening: Opener, memory_vault: MemoryVault, stored: Incident, type_text: Typing, qtbot: QtBot
) -> None:
    editor = opening(Route("incident", stored.id))
    type_text(editor.form.scene.place, "mine")
    opening(Route("incident", extra={"client": OTHER}))
    qtbot.waitUntil(lambda: bool(drafts(memory_vault)))
    with memory_vault.work() as work:
        save_incident(work, replace(stored, place="theirs"))
    again = opening(Route("incident", stored.id))
    qtbot.waitUntil(again.sheet.notices.is_changed)
    assert again.form.scene.place.text() == "mine"


def test_removing_can_be_undone(
    editor: IncidentEditor, shell: Shell, desk: Desk, memory_vault: MemoryVault, stored: Incident,
    qtbot: QtBot
) -> None:
    command = next(action for action in editor.actions() if action.text() == "Remove this incident")
    command.trigger()
    qtbot.waitUntil(lambda: isinstance(shell.navigator.page, IncidentsPage))
    assert incidents(memory_vault) == []
    with qtbot.waitSignal(desk.undone):
        desk.undo()
    shell.navigator.go(Route("incident", stored.id))
    qtbot.waitUntil(lambda: editor.editing.incident.id == stored.id)


def test_without_a_person_it_asks_first_whom_it_is_about(
    shell: Shell, memory_vault: MemoryVault, type_text: Typing, qtbot: QtBot
) -> None:
    shell.navigator.go(Route("incident"))
    page = shell.navigator.page
    assert isinstance(page, IncidentEditor)
    qtbot.waitUntil(lambda: len(page.person.rows) == 2)
    assert page.side is not None
    assert page.side.isHidden()
    type_text(page.person.search.edit, "4188")
    qtbot.waitUntil(lambda: len(page.person.rows) == 1)
    assert "Sample" not in page.person.rows[0].accessibleName()
    qtbot.keyClick(page.person.search.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.editing.code == OTHER_CODE)
    assert shell.navigator.route == Route("incident", extra={"client": OTHER})
    assert not page.side.isHidden()


@pytest.mark.parametrize(
    "key", ["when", "where", "grounds", "acts", "who", "source", "story", "files", "wish"])
def test_a_click_on_a_section_goes_there(editor: IncidentEditor, key: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(editor.sheet.outline.rows[key], Qt.MouseButton.LeftButton)
    assert editor.sheet.section == key
    focused = editor.window().focusWidget()
    assert editor.form.section_of(focused) == key


def test_a_narrow_window_shows_the_law_below_the_form(
    editor: IncidentEditor, shell: Shell, qtbot: QtBot
) -> None:
    assert editor.inspector is not None
    assert editor.inspector.isVisible()
    assert len(editor.sheet.law.turns) > 1
    shell.resize(1000, 560)
    qtbot.waitUntil(lambda: not editor.inspector.isVisible())  # type: ignore[union-attr]
    assert len(editor.sheet.law_below.turns) > 1
    assert editor.sheet.law_below.isVisibleTo(editor)
    shell.resize(700, 560)
    qtbot.waitUntil(lambda: not editor.side.isVisible())  # type: ignore[union-attr]
