from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.case import Party, PartyRole
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.disclosure.free_text import Hint
from streetlaw.domain.folding import fold
from streetlaw.domain.incident import Incident, Source, SourceKind
from streetlaw.domain.pack import Pack
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.incidents.pick import Item, PickBox
from streetlaw.ui.incidents.plain import plain, with_plain
from streetlaw.ui.incidents.story import places
from streetlaw.ui.incidents.words import region_items, region_text
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.text_box import MOST
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.incidents.conftest import AIDA, OTHER, OTHER_CODE, Opener

Typing = Callable[[QWidget, str], None]


def test_an_incident_survives_its_draft(stored: Incident) -> None:
    text = json.dumps(plain(stored))
    base = Incident(id=stored.id, revision=1, client_id=stored.client_id, case_id=stored.case_id)
    assert with_plain(base, json.loads(text)) == stored
    empty = Incident()
    assert with_plain(empty, json.loads(json.dumps(plain(empty)))) == empty


# ── Picking ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def box(look: None, qtbot: QtBot) -> PickBox:
    """Three towns to pick from."""
    names = {"a": "Ысык-Көл", "b": "Көчкөр", "c": "Талас"}
    box = PickBox([Item(key, text, fold(text)) for key, text in names.items()], nothing="where")
    qtbot.addWidget(box)
    return box


@pytest.mark.parametrize(("typed", "key"), [
    ("кочкор", "b"), ("kochkor", "b"), ("көл", "a"), ("тал", "c"), ("nowhere", ""), ("", "")])
def test_any_part_in_any_script_picks(
    box: PickBox, typed: str, key: str, type_text: Typing, qtbot: QtBot
) -> None:
    type_text(box.line, typed)
    box.line.editingFinished.emit()
    assert box.key() == key


def test_leaving_with_nonsense_keeps_what_was_picked(box: PickBox, type_text: Typing, qtbot: QtBot) -> None:
    box.choose("c")
    told: list[str] = []
    box.picked.connect(told.append)
    box.line.selectAll()
    type_text(box.line, "zzz")
    box.line.editingFinished.emit()
    assert (box.key(), box.line.text(), told) == ("c", "Талас", [])
    box.line.clear()
    box.line.editingFinished.emit()
    assert (box.key(), told) == ("", [""])


def test_a_town_is_found_by_its_region_and_named_with_it(pack: Pack, look: None) -> None:
    karakol = next(item for item in region_items(pack) if "karakol" in item.sought and item.key != "")
    assert fold(pack.label("regions", "41702000000000", "en")) in karakol.sought
    assert region_text(pack, "41702410000010").endswith(pack.label("regions", "41702000000000", "en"))
    assert region_text(pack, "") == ""


# ── Grounds, acts, sources ──────────────────────────────────────────────────────────────────────────────


def choose_ground(editor: IncidentEditor, code: str) -> None:
    next(action for action in editor.form.grounds.findChildren(QAction) if action.data() == code).trigger()


def test_grounds_are_added_and_removed(new: IncidentEditor, qtbot: QtBot) -> None:
    grounds = new.form.grounds
    choose_ground(new, "hiv_status")
    choose_ground(new, "age")
    assert new.editing.written.grounds == ("hiv_status", "age")
    choose_ground(new, "age")
    assert not grounds._ask.isHidden()  # nobody asked yet whether this may be recorded
    qtbot.keyClick(grounds.chip("hiv_status"), Qt.Key.Key_Delete)
    assert list(new.editing.written.grounds) == ["age"]
    assert grounds._ask.isHidden()
    grounds.chip("age").click()
    assert list(new.editing.written.grounds) == []


def test_one_act_is_open_at_a_time_and_a_removed_one_comes_back(
    editor: IncidentEditor, stored: Incident, qtbot: QtBot
) -> None:
    acts = editor.form.acts
    first, second = acts.panels
    assert (first.is_open(), second.is_open()) == (True, False)
    qtbot.keyClick(second.head, Qt.Key.Key_Return)
    assert (first.is_open(), second.is_open()) == (False, True)
    qtbot.mouseClick(second.head, Qt.MouseButton.LeftButton)
    assert not second.is_open()
    first.set_open(True)
    qtbot.mouseClick(first.fields.remove, Qt.MouseButton.LeftButton)
    assert [act.violation for act in editor.editing.written.acts] == ["unlawful_detention"]
    qtbot.mouseClick(acts.back, Qt.MouseButton.LeftButton)
    assert set(editor.editing.written.acts) == set(stored.acts)
    assert acts.back.isHidden()


def test_the_last_act_leaves_an_empty_one(new: IncidentEditor, qtbot: QtBot) -> None:
    acts = new.form.acts
    qtbot.mouseClick(acts.panels[0].fields.remove, Qt.MouseButton.LeftButton)
    assert len(acts.panels) == 1
    assert acts.back.isHidden()
    assert new.editing.written.acts == ()


def test_others_harmed_are_added_by_code(new: IncidentEditor, type_text: Typing, qtbot: QtBot) -> None:
    harmed = new.form.acts.panels[0].fields.harmed
    type_text(harmed.line, "9999")
    qtbot.keyClick(harmed.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(harmed.field.error()))
    harmed.line.clear()
    type_text(harmed.line, "4188е")
    qtbot.keyClick(harmed.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [chip.text() for chip in harmed.chips] == [OTHER_CODE])
    assert harmed.field.error() == ""
    qtbot.keyClick(harmed.chips[0], Qt.Key.Key_Delete)
    assert harmed.value() == ()


def test_a_unit_without_a_type_is_of_unknown_type(
    new: IncidentEditor, type_text: Typing, qtbot: QtBot
) -> None:
    involved = new.form.acts.panels[0].fields.involved
    type_text(involved.rows[0].unit, "two in plain clothes")
    (said,) = involved.value()
    assert (said.perpetrator, said.unit) == ("unknown", "two in plain clothes")
    qtbot.mouseClick(involved.rows[0].remove, Qt.MouseButton.LeftButton)
    assert involved.value() == ()
    assert len(involved.rows) == 1


def test_sources_can_be_several(editor: IncidentEditor, type_text: Typing, qtbot: QtBot) -> None:
    sources = editor.form.sources
    qtbot.mouseClick(sources.add, Qt.MouseButton.LeftButton)
    row = sources.rows[1]
    row.kind.choose("witness")
    row.kind.activated.emit(row.kind.currentIndex())
    type_text(row.note, "a seller")
    said = [(one.kind, one.note) for one in editor.editing.written.sources]
    assert said == [("person", ""), ("witness", "a seller")]
    for row in list(sources.rows):
        qtbot.mouseClick(row.remove, Qt.MouseButton.LeftButton)
    assert editor.editing.written.sources == ()
    assert len(sources.rows) == 1


def test_whatever_was_taken_out_comes_back_the_last_first(
    editor: IncidentEditor, shell: Shell, type_text: Typing, qtbot: QtBot
) -> None:
    sources, acts = editor.form.sources, editor.form.acts
    qtbot.mouseClick(sources.add, Qt.MouseButton.LeftButton)
    type_text(sources.rows[1].note, "a seller saw it")
    acts.panels[1].set_open(True)
    harmed = acts.panels[1].fields.harmed
    qtbot.waitUntil(lambda: [chip.text() for chip in harmed.chips] == [OTHER_CODE])
    before = editor.form.values()
    qtbot.mouseClick(sources.rows[0].remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sources.rows[0].remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(acts.panels[0].fields.involved.rows[0].remove, Qt.MouseButton.LeftButton)
    qtbot.keyClick(harmed.chips[0], Qt.Key.Key_Delete)
    qtbot.mouseClick(acts.panels[0].fields.remove, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(acts.panels[0].fields.remove, Qt.MouseButton.LeftButton)
    written = editor.editing.written
    assert (len(written.acts), len(written.sources)) == (0, 0)
    acts.add.setFocus()
    for _ in range(4):
        qtbot.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [act.violation for act in editor.editing.written.acts] == ["extortion", "unlawful_detention"]
    values = editor.form.values()
    assert values["notes_alone"] == ["a seller saw it"]
    assert values["incident"]["sources"] == before["incident"]["sources"]


def test_people_taken_out_come_back_to_their_place(editor: IncidentEditor, qtbot: QtBot) -> None:
    panel = editor.form.acts.panels[1]
    panel.set_open(True)
    qtbot.waitUntil(lambda: [chip.text() for chip in panel.fields.harmed.chips] == [OTHER_CODE])
    qtbot.keyClick(panel.fields.harmed.chips[0], Qt.Key.Key_Delete)
    assert panel.fields.harmed.value() == ()
    qtbot.mouseClick(panel.fields.harmed.back, Qt.MouseButton.LeftButton)
    assert panel.fields.harmed.value() == (OTHER,)
    involved = editor.form.acts.panels[0].fields.involved
    before = involved.value()
    involved.rows[0].remove.click()
    assert involved.value() == ()
    involved.back.click()
    assert involved.value() == before
    assert len(involved.rows) == 1
    assert involved.back.isHidden()


def test_a_note_without_a_source_is_not_lost_in_silence(
    editor: IncidentEditor, type_text: Typing, qtbot: QtBot
) -> None:
    sources = editor.form.sources
    qtbot.mouseClick(sources.add, Qt.MouseButton.LeftButton)
    type_text(sources.rows[1].note, "a seller")
    editor.done.click()
    assert "kind of source" in sources.field.error()
    values = editor.form.values()
    editor.form.take(values)
    assert editor.form.values() == values
    assert [row.note.text() for row in sources.rows] == ["", "a seller"]


# ── The story ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_too_long_for_a_field_is_not_pasted_in_part(new: IncidentEditor, qtbot: QtBot) -> None:
    story = new.form.story.narrative
    held = QMimeData()
    held.setText("Кыш \U0001f642 \u200fمرحبا\u200f. ")
    story.insertFromMimeData(held)
    kept = story.toPlainText()
    assert kept == "Кыш \U0001f642 \u200fمرحبا\u200f. "
    held.setText("1234567890" * (MOST // 10))
    story.insertFromMimeData(held)
    assert story.toPlainText() == kept
    field = story.parentWidget()
    assert isinstance(field, Field)
    assert "Not pasted" in field.error()
    new.form.take(new.form.values())
    assert story.toPlainText() == kept


def test_what_looks_like_a_person_is_counted(editor: IncidentEditor, type_text: Typing) -> None:
    story = editor.form.story
    assert story.warning.text() == "looks like a phone: 1 place"
    assert places("Асанов Айбек, 0700 123 456 or +996 555 12 34 56") == {Hint.PHONE: 2, Hint.NAME: 1}
    story.narrative.setPlainText("They came on 17.11.2026 at night.")
    assert story.warning.text() == ""
    formats = story.narrative.document().firstBlock().layout().formats()
    assert formats == []


def test_the_box_grows_with_the_story(new: IncidentEditor) -> None:
    edit = new.form.story.narrative
    low = edit.sizeHint().height()
    edit.setPlainText("\n".join("a line" for _ in range(12)))
    assert edit.sizeHint().height() > low


# ── Everybody can use it ────────────────────────────────────────────────────────────────────────────────


def test_every_control_has_an_accessible_name(editor: IncidentEditor) -> None:
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    silent = [
        widget for kind in kinds for widget in editor.findChildren(kind)
        if widget.isVisibleTo(editor) and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parentWidget(), QComboBox)
        and not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
    assert silent == []


def test_others_harmed_are_found_by_name_which_stays_hidden(new: IncidentEditor, memory_vault: MemoryVault,
                                                            type_text: Typing, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        for number, given in ((4301, "Айбек"), (4302, "Гүлнара")):
            work.add(Client(code=code(number), named=True, family_name="Асанов", given_name=given))
        work.commit("test.prepared")
    harmed = new.form.acts.panels[0].fields.harmed
    type_text(harmed.line, "asanov")
    qtbot.waitUntil(lambda: len(harmed.rows) == 2)
    shown = " ".join(text.text() for row in harmed.rows for text in row.findChildren(QLabel))
    assert "Асанов" not in shown
    qtbot.keyClick(harmed.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(row.hasFocus() for row in harmed.rows))
    qtbot.keyClick(next(row for row in harmed.rows if row.hasFocus()), Qt.Key.Key_Return)
    assert [chip.text() for chip in harmed.chips] in ([code(4301)], [code(4302)])
    assert harmed.line.hasFocus()
    type_text(harmed.line, "aibek")
    qtbot.keyClick(harmed.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: code(4301) in [chip.text() for chip in harmed.chips] and not harmed.rows)


def test_a_witness_of_the_case_is_a_source_by_role_not_by_name(
        opening: Opener, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    with memory_vault.work() as work:
        first, second = (work.add(Party(case_id="k" * 32, role=PartyRole.WITNESS, name=name))
                         for name in ("Нургүл", "Эрлан"))
        work.commit("party.saved")
    page = opening(Route("incident", extra={"client": AIDA}))
    row = page.form.sources.rows[0]
    assert row.who.isHidden()
    row.kind.choose(SourceKind.WITNESS)
    row.kind.activated.emit(row.kind.currentIndex())
    offered = [row.who.itemText(at) for at in range(row.who.count())]
    assert offered == ["not said who", "Witness 1", "Witness 2"]
    row.who.choose(second.id)
    row.who.activated.emit(2)
    assert page.editing.written.sources == (Source(kind=SourceKind.WITNESS, party_id=second.id),)
    page.desk.names.show(second.id)
    assert row.who.currentText() == "Witness 2: Эрлан"
    page.desk.names.hide_all()
    values = page.editing.values()
    page.form.show_incident(Incident())
    page.editing.take(values)
    assert page.editing.written.sources[0].party_id == second.id
    with memory_vault.work() as work:
        work.remove(work.get(Party, second.id))
        work.commit("party.removed")
    page.deeds.read_again()
    qtbot.waitUntil(lambda: page.editing.written.sources[0].party_id == "")
    assert page.form.sources.rows[0].who.itemText(1) == "Witness"
    assert first.id
