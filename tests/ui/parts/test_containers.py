"""Fields, cards, rows, banners, toasts, progress, dialogs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.norm_row import NormRow
from streetlaw.ui.parts.progress import ProgressBar, ProgressCard, UsualTime
from streetlaw.ui.parts.rows import ButtonRow, GroupRow, KeyValues, ListRow
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.text import Text
from streetlaw.ui.parts.timeline import Timeline, TimelineItem
from streetlaw.ui.parts.toast import HEIGHT, Toast

LEFT = Qt.MouseButton.LeftButton


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    made.activateWindow()
    return made


def texts_of(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]


def test_a_field_names_its_control(qtbot: QtBot) -> None:
    for control in (QLineEdit(), QPlainTextEdit(), QComboBox()):
        field = Field("Source", control, required=True, hint="Who told it")
        qtbot.addWidget(field)
        assert name_of(control) == "Source, required"
        assert control.accessibleDescription() == "Who told it"
        assert "*" in texts_of(field)


def test_an_error_takes_the_place_of_the_hint(qtbot: QtBot) -> None:
    control = QLineEdit()
    field = Field("Phone", control, hint="Hidden in lists")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.problem_shown):
        field.set_error("Too short. For example, 0700 123 456.")
    assert control.accessibleDescription() == field.error() == "Too short. For example, 0700 123 456."
    assert control.property("wrong") is True
    assert "Hidden in lists" not in texts_of(field)
    field.set_error(None)
    assert control.property("wrong") is False
    assert "Hidden in lists" in texts_of(field)
    with qtbot.assertNotEmitted(field.problem_shown):
        field.set_error(None)


def test_a_card_counts_and_separates_its_rows(qtbot: QtBot) -> None:
    card = Card("Deadlines", count=6)
    qtbot.addWidget(card)
    card.add_action(Button("Add"))
    for title in ("One", "Two"):
        card.add_row(ListRow(title))
    card.add_foot(Text("Holidays counted"), None)
    assert card.accessibleName() == "Deadlines"
    assert {"Deadlines", "6", "One", "Two", "Holidays counted"} <= set(texts_of(card))
    card.set_count(None)
    assert "6" not in texts_of(card)
    card.clear_rows()
    assert "One" not in texts_of(card)


def test_a_row_is_opened_by_mouse_enter_and_space(qtbot: QtBot) -> None:
    row = ButtonRow("Complaint", "our limit", code="4172-K", leading=DateBlock("2", "days"))
    qtbot.addWidget(row)
    row.show()
    with qtbot.waitSignal(row.opened):
        qtbot.mouseClick(row, LEFT)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(row.opened):
            qtbot.keyClick(row, key)
    assert name_of(row) == "Complaint, 4172-K, our limit, 2 days"
    row.set_title("Appeal")
    row.set_subtitle("theirs")
    assert name_of(row) == "Appeal, 4172-K, theirs, 2 days"
    row.set_selected(True)
    assert not row.grab().isNull()


def test_a_norm_says_all_of_itself(qtbot: QtBot) -> None:
    row = NormRow(
        "Art. 59", "No more than 48 hours", badge=Badge.of("verification", "fresh"), checked="12.10.2026"
    )
    qtbot.addWidget(row)
    assert name_of(row) == "Art. 59, No more than 48 hours, Checked, 12.10.2026"
    with qtbot.waitSignal(row.opened):
        qtbot.keyClick(row, Qt.Key.Key_Enter)


def test_small_rows_have_names(qtbot: QtBot) -> None:
    group, about, line = GroupRow(Badge("Overdue", "danger"), "may complain"), KeyValues(), Timeline()
    value = about.add("Lawyer", "No 07")
    about.add("Phone", QLineEdit())
    line.add(TimelineItem("20 Nov", "Limit passed", "No answer.", icon="clock", badge=Badge("Overdue")))
    for part in (group, about, line):
        qtbot.addWidget(part)
    assert name_of(group) == "Overdue, may complain"
    assert name_of(value) == "Lawyer: No 07"
    assert name_of(line.findChildren(TimelineItem)[0]) == "20 Nov, Limit passed, Overdue, No answer."
    about.clear()
    line.clear()
    assert texts_of(about) == texts_of(line) == []


def test_a_banner_offers_its_action(qtbot: QtBot) -> None:
    banner = Banner("Call after 18:00.", "warning", title="Safe contact", action="Change")
    qtbot.addWidget(banner)
    assert name_of(banner) == "Safe contact Call after 18:00."
    with qtbot.waitSignal(banner.acted):
        qtbot.mouseClick(banner.findChild(QPushButton), LEFT)
    banner.show_message("All is well.", "success", "")
    assert banner.text() == name_of(banner) == "All is well."
    assert not banner.grab().isNull()


def test_an_empty_state_offers_its_action(qtbot: QtBot) -> None:
    empty = EmptyState("tray", "Referrals will be here", "Start from a card.", action="New referral")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.findChild(QPushButton), LEFT)


def test_a_toast_can_be_undone(qtbot: QtBot) -> None:
    toast = Toast(window(qtbot))
    toast.show_message("Referral accepted", undo=True, icon="check")
    assert toast.isVisible()
    assert name_of(toast) == "Referral accepted"
    with qtbot.waitSignals([toast.undone, toast.dismissed]):
        qtbot.mouseClick(toast._undo, LEFT)
    assert not toast.isVisible()


def test_a_toast_stands_over_the_edge_at_the_bottom(qtbot: QtBot) -> None:
    host = window(qtbot)
    toast = Toast(host)
    toast.right = 120
    toast.show_message("Saved")
    for width, height in ((800, 600), (1000, 700)):
        host.resize(width, height)
        at = toast.geometry()
        assert (at.x() + at.width(), at.y() + at.height()) == (width - 120, height)
        assert at.height() == HEIGHT


def test_a_long_toast_keeps_within_its_window(qtbot: QtBot) -> None:
    host = window(qtbot)
    host.resize(400, 300)
    toast = Toast(host)
    toast.show_message("One thing after another " * 9, undo=True)
    assert toast.geometry().left() >= 0
    assert toast._undo.width() >= toast._undo.sizeHint().width()


def test_a_toast_leaves_when_nobody_attends_to_it(qtbot: QtBot) -> None:
    host = window(qtbot)
    host.activateWindow()
    assert QTest.qWaitForWindowActive(host)
    toast = Toast(host)
    toast.show_message("Saved")
    assert toast._timer.interval() == 8000
    toast.show_message("Saved", undo=True)
    assert toast._timer.interval() == 16_000
    with qtbot.waitSignal(toast.dismissed):
        toast._timer.timeout.emit()


def test_a_toast_stays_while_it_is_attended_to(qtbot: QtBot) -> None:
    toast = Toast(window(qtbot))
    toast.show_message("Saved", undo=True)
    QApplication.sendEvent(toast, QEnterEvent(QPoint(1, 1), QPoint(1, 1), QPoint(1, 1)))
    assert not toast._timer.isActive()
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    toast._undo.setFocus()
    qtbot.waitUntil(toast._undo.hasFocus)
    toast._timer.timeout.emit()
    assert toast.isVisible()


def test_progress_is_shown_and_can_be_cancelled(qtbot: QtBot) -> None:
    card = ProgressCard("Making the bundle", "The page remains usable.")
    qtbot.addWidget(card)
    card.set_progress(62)
    card.set_note("Almost there")
    assert {"62 %", "Almost there"} <= set(texts_of(card))
    assert [bar.value() for bar in card.findChildren(ProgressBar)] == [62]
    with qtbot.waitSignal(card.cancelled):
        qtbot.mouseClick(card.findChild(QPushButton), LEFT)


def test_waiting_is_said_in_words(qtbot: QtBot) -> None:
    scale = UsualTime()
    qtbot.addWidget(scale)
    scale.show_days(1, 3)
    assert name_of(scale) == "waiting 1 day, usually 3"
    calm = scale.grab().toImage()
    scale.show_days(9, 3, "danger")
    assert name_of(scale) == "waiting 9 days, usually 3"
    assert scale.grab().toImage() != calm


def test_a_destructive_question_is_safe_to_answer_in_haste(qtbot: QtBot) -> None:
    host = window(qtbot)
    question = Question(
        host, "Erase 4210-E?", "The record goes for ever.", safe="Keep", verb="Erase for ever"
    )
    question.show()
    assert question.safe.isDefault()
    question.verb.setFocus()
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question, Qt.Key.Key_Return)
    question.show()
    with qtbot.waitSignal(question.accepted):
        qtbot.mouseClick(question.verb, LEFT)
    assert question.windowTitle() == host.windowTitle()


def test_steps_say_where_we_are(qtbot: QtBot) -> None:
    steps = Steps(["What to send", "Protection", "Risk report"], name="Export", current=1)
    qtbot.addWidget(steps)
    assert name_of(steps) == "Export, step 2 of 3: Protection"
    assert steps.minimumSizeHint().width() < steps.sizeHint().width()
    before = steps.grab().toImage()
    steps.go(2)
    assert steps.current() == 2
    assert steps.grab().toImage() != before


def test_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(host, spacing=6)
    for text in ("one", "two", "three"):
        flow.addWidget(Button(text))
    whole = flow.sizeHint()
    assert flow.heightForWidth(whole.width()) == whole.height() == 32
    assert flow.heightForWidth(whole.width() - 1) == 2 * 32 + 6
    assert flow.heightForWidth(10) == 3 * 32 + 2 * 6
    host.resize(whole.width() - 1, 100)
    host.show()
    last = flow.itemAt(2)
    assert last is not None
    assert last.geometry().top() == 38
    assert flow.itemAt(3) is None
    assert flow.takeAt(9) is None


def test_a_badge_stands_in_the_middle_of_a_card_s_header(qtbot: QtBot) -> None:
    card, badge = Card("Recovery kit"), Badge("Not tested yet", "warning")
    card.add_action(badge)
    card.add(Text("A sheet with 24 words"))
    qtbot.addWidget(card)
    card.resize(400, 120)
    card.show()
    header = card._header

    def off() -> int:
        return abs(badge.mapTo(card, badge.rect().center()).y() - header.geometry().center().y())

    qtbot.waitUntil(lambda: off() <= 1)  # widgets have a size before they are laid out
