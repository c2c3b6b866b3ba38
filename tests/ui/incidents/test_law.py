from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from streetlaw.domain.action import Action, ActionKind, Attachment
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import PartialDate
from streetlaw.ui import files
from streetlaw.ui.incidents.editor import IncidentEditor
from streetlaw.ui.incidents.law import LawView
from streetlaw.ui.incidents.turn import TurnRow
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.date_block import DateBlock
from tests.fakes.memory import MemoryVault
from tests.ui.incidents.conftest import AIDA, incidents


def row_of(law: LawView, channel: str) -> TurnRow:
    """The row of a channel, by its code."""
    return next(row for row in law.turns if row.suggestion.channel.code == channel)


def tile(row: TurnRow) -> str:
    return row.findChildren(DateBlock)[0].accessibleName()


def test_the_law_follows_what_is_written(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    before = {view.norm.code for view in law.norms}
    assert law.warnings  # sex work may harm the person on paper
    editor.form.acts.panels[0].fields.violation.choose("denial_of_care")
    editor.form.acts.panels[0].fields.violation.picked.emit("denial_of_care")
    assert {view.norm.code for view in law.norms} != before
    editor.form.grounds.chip("sex_work").click()
    assert law.warnings == []


def test_a_known_limit_has_a_day_and_an_unknown_one_a_question_mark(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    known = row_of(law, "prosecutor")
    assert tile(known) == "30 Mon"
    assert tile(row_of(law, "akyikatchy")) == "no verified date"
    editor.form.scene.when.set_value(PartialDate("2026-11"))
    editor.form.scene.when.edited.emit()
    assert "first day" in row_of(law, "prosecutor").accessibleName()
    editor.form.scene.when.set_value(None)
    editor.form.scene.when.edited.emit()
    assert tile(row_of(law, "prosecutor")) == "no verified date"


def test_an_opened_channel_tells_all_and_what_was_not_found(editor: IncidentEditor, qtbot: QtBot) -> None:
    law = editor.sheet.law
    row = row_of(law, "prosecutor")
    assert not row.is_open
    qtbot.keyClick(row.head, Qt.Key.Key_Return)
    assert row.more is not None
    told = "\n".join(row.more.texts())
    assert "Acts or inaction of the inquiry body" in told
    assert "Here because of:" in told
    assert "3 days, exceptionally 10 (Criminal Procedure Code art. 129)" in told
    assert "not found: verify before filing" in told  # what the paper has to contain
    assert "An attorney (Criminal proceedings)" in told
    assert "which paper they need was not found: verify" in told
    assert "Source: Constitution and codes" in told
    qtbot.keyClick(row.head, Qt.Key.Key_Return)
    assert not row.is_open


def test_each_channel_says_why_it_stands_where_it_stands(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    rows = {row.suggestion.channel.code: row for row in law.turns}
    for row in law.turns:
        row.open()
    told = {code: "\n".join(row.more.texts()) for code, row in rows.items() if row.more is not None}
    order = [(each.channel.last_resort, each.place, each.channel.rank)
             for each in (row.suggestion for row in law.turns)]
    assert order == sorted(order)
    assert "names it in place 1, the most competent first" in told["prosecutor"]
    assert "its own is 10" in told["prosecutor"]
    first = [code for code, text in told.items() if "its own ends first" in text]
    due = sorted(row.suggestion.computed.due for row in law.turns if row.suggestion.computed.due)
    assert len(first) == (due[0] != due[1])


def test_a_limit_that_has_passed_says_so_and_what_the_law_allows(editor: IncidentEditor) -> None:
    editor.form.scene.when.set_value(PartialDate("2026-01-10"))
    editor.form.scene.when.edited.emit()
    row = row_of(editor.sheet.law, "prosecutor")
    assert "this day has passed" in row.accessibleName()
    row.open()
    assert row.more is not None
    told = row.more.texts()
    assert told[told.index("The limit was missed") + 1]
    later = row_of(editor.sheet.law, "crime_report")
    assert "this day has passed" not in later.accessibleName()


def test_a_channel_of_no_known_proceeding_says_so(editor: IncidentEditor) -> None:
    row = row_of(editor.sheet.law, "mvd")
    row.open()
    assert row.more is not None
    told = "\n".join(row.more.texts())
    assert "not found for this body: verify" in told
    assert "The body, name, actual address" in told


def test_what_was_opened_stays_open_while_one_types(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    row_of(law, "prosecutor").open()
    before = row_of(law, "prosecutor")
    editor.form.scene.when.set_value(PartialDate("2026-11-10"))
    editor.form.scene.when.edited.emit()
    after = row_of(law, "prosecutor")
    assert after is not before
    assert after.is_open


def test_what_says_the_same_is_not_built_anew(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    norms, ombudsman = list(law.norms), row_of(law, "akyikatchy")
    report = row_of(law, "crime_report")
    editor.form.scene.when.set_value(PartialDate("2026-11-10"))
    editor.form.scene.when.edited.emit()
    assert law.norms == norms
    assert row_of(law, "crime_report") is not report
    assert row_of(law, "mvd").isVisibleTo(law)
    assert ombudsman not in law.turns or row_of(law, "akyikatchy") is ombudsman


def test_a_channel_warns_of_what_may_harm_the_person(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    report = row_of(law, "crime_report")
    report.open()
    assert report.more is not None
    told = "\n".join(report.more.texts())
    assert "An anonymous crime report is not registered" in told
    assert "Criminal Procedure Code art. 149(4)" in told
    assert "Sex work in the paper can be turned against the person" in told
    assert "Offences Code art. 109-2" in told


def test_a_word_of_the_story_is_enough_for_a_warning(editor: IncidentEditor) -> None:
    law = editor.sheet.law
    editor.form.grounds.chip("sex_work").click()
    assert law.warnings == []
    editor.form.story.narrative.setPlainText("They found the methadone")
    assert [banner.accessibleName()[:22] for banner in law.warnings] == ["Offences Code art. 127"]
    editor.form.story.narrative.setPlainText("They found the bag")
    assert law.warnings == []


def test_norms_beyond_the_first_are_shown_on_demand(editor: IncidentEditor, qtbot: QtBot) -> None:
    law = editor.sheet.law
    hidden = [view for view in law.norms if view.isHidden()]
    assert hidden
    qtbot.mouseClick(law.more, Qt.MouseButton.LeftButton)
    assert not any(view.isHidden() for view in law.norms)
    view = law.norms[0]
    qtbot.keyClick(view.row, Qt.Key.Key_Return)
    assert "Source" in view.more.text()
    assert not view.more.isHidden()


def test_a_limit_becomes_a_deadline_once(
    editor: IncidentEditor, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    row = row_of(editor.sheet.law, "prosecutor")
    deadline, _complaint = row.button.menu().actions()
    deadline.trigger()
    qtbot.waitUntil(lambda: bool(kept(memory_vault, Deadline)))
    (stored,) = kept(memory_vault, Deadline)
    assert isinstance(stored, Deadline)
    assert (stored.client_id, stored.case_id, stored.rule) == (AIDA, "k" * 32, "prosecutor_file")
    qtbot.waitUntil(
        lambda: not row_of(editor.sheet.law, "prosecutor").button.menu().actions()[0].isEnabled())


def test_a_complaint_is_noted_as_filed(
    editor: IncidentEditor, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    row_of(editor.sheet.law, "prosecutor").button.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(kept(memory_vault, Action)))
    (stored,) = kept(memory_vault, Action)
    assert isinstance(stored, Action)
    assert (stored.kind, stored.channel) == (ActionKind.COMPLAINT, "prosecutor")


# ── Evidence ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A photograph that somebody chooses."""
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"light")
    monkeypatch.setattr(files, "ask_which_files", lambda *_: [path])
    return path


def test_a_file_of_a_new_incident_stores_the_incident_first(
    new: IncidentEditor, chosen: Path, memory_vault: MemoryVault, qtbot: QtBot
) -> None:
    qtbot.mouseClick(new.form.evidence.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(new.form.evidence.files) == 1)
    (incident,) = incidents(memory_vault)
    (file,) = kept(memory_vault, Attachment)
    assert isinstance(file, Attachment)
    assert (file.incident_id, file.name, file.media_type) == (incident.id, "photo.jpg", "image/jpeg")
    assert new.route.record_id == incident.id


def test_a_file_is_checked_and_erased(
    editor: IncidentEditor, chosen: Path, memory_vault: MemoryVault, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot
) -> None:
    evidence = editor.form.evidence
    qtbot.mouseClick(evidence.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(evidence.files) == 1)
    qtbot.mouseClick(evidence.rows[0].check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [line.what for line in evidence.files[0].custody] == ["captured", "checked"])
    assert evidence.rows[0].badge.text() == "intact"
    blob = evidence.files[0].blob
    memory_vault.blobs.sealed[blob] = ("other", b"dark")
    qtbot.mouseClick(evidence.rows[0].check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: evidence.rows[0].badge.text() == "damaged")
    answers = [False, True]
    monkeypatch.setattr(dialog, "ask", lambda *_args, **_words: answers.pop(0))
    qtbot.mouseClick(evidence.rows[0].erase, Qt.MouseButton.LeftButton)
    assert len(kept(memory_vault, Attachment)) == 1
    qtbot.mouseClick(evidence.rows[0].erase, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: evidence.files == [])


def test_an_unreadable_file_leaves_a_sentence(
    editor: IncidentEditor, chosen: Path, qtbot: QtBot
) -> None:
    chosen.unlink()
    evidence = editor.form.evidence
    qtbot.mouseClick(evidence.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(evidence.intake.banners))
    assert "could not be read" in evidence.intake.banners[0].text()


def kept(vault: MemoryVault, kind: type[Deadline | Action | Attachment]) -> list[object]:
    with vault.work() as work:
        return list(work.list(kind))


def test_the_law_says_so_when_nothing_is_chosen(new: IncidentEditor) -> None:
    assert new.sheet.law.norms == []
    assert new.sheet.law.turns == []
    assert new.editing.incident == Incident(client_id=AIDA, case_id="k" * 32)
