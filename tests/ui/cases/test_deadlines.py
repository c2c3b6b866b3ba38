"""Deadlines on the client page: clocks, reasons, corrections, what the law leaves once one is missed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import cast

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.deadline import Deadline, DeadlineStatus, Whose
from streetlaw.services.deadlines import AddDeadline, add_deadline
from streetlaw.ui.cases.deadline_clocks import ClocksView
from streetlaw.ui.cases.deadline_move import MoveForm
from streetlaw.ui.cases.next_step import NextStepCard
from streetlaw.ui.cases.overview import Overview
from streetlaw.ui.cases.page import ClientPage
from streetlaw.ui.clocks.rows import ClockRow
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.route import Route
from streetlaw.ui.shell.shell import Shell
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story
from tests.ui.cases.conftest import Kept, Open

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)  # noon in Bishkek


def overview(page: ClientPage) -> Overview:
    return cast(Overview, page.view("overview"))


def clocks(page: ClientPage) -> ClocksView:
    return overview(page).clocks


def said(card: NextStepCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def add(vault: MemoryVault, **fields: object) -> Deadline:
    with vault.work() as work:
        made = work.add(Deadline(client_id=story.CLIENT, case_id=story.CASE, **fields))  # type: ignore[arg-type]
        work.commit("deadline.added")
    return made


@pytest.fixture
def page(open_page: Open) -> ClientPage:
    return open_page()


# ── Clocks ──────────────────────────────────────────────────────────────────────────────────────────────


def test_four_digits_and_enter_start_the_clocks(page: ClientPage, kept: Kept, qtbot: QtBot) -> None:
    page._on_clocks()
    form = clocks(page).form
    qtbot.waitUntil(form.isVisible)
    assert form.moment.day.text() == "24.11.2026"
    form.moment.hour.setText("1030")
    form.moment.hour.textEdited.emit("1030")
    assert form.preview.text().splitlines()[0] == "13:30 · End of detention for an offence"
    form.moment.hour.returnPressed.emit()
    qtbot.waitUntil(lambda: len(clocks(page).list.rows) == 5)
    begun = datetime(2026, 11, 24, 4, 30, tzinfo=UTC)
    running = [each for each in kept(Deadline) if each.due_at]
    assert {each.base_at for each in running} == {begun}
    assert {each.case_id for each in running} == {story.CASE}
    assert form.isHidden()
    first = clocks(page).list.rows[0]
    assert first.countdown.text().startswith("1:")
    assert "the body's deadline" in said_by(first)
    assert "Source: " in said_by(first)
    assert "read March 2026" in said_by(first)


def said_by(row: ClockRow) -> str:
    return "\n".join(label.text() for label in row.findChildren(QLabel))


def test_undo_stops_all_of_them(page: ClientPage, kept: Kept, qtbot: QtBot) -> None:
    page._on_clocks()
    view = clocks(page)
    view.form.moment.show_moment(date(2026, 11, 24), datetime(2026, 1, 1, 10, 30).time())  # noqa: DTZ001
    view.form.start.click()
    qtbot.waitUntil(lambda: len(view.list.rows) == 5)
    qtbot.waitUntil(lambda: bool(page.desk.steps.done))
    page.desk.undo()
    qtbot.waitUntil(lambda: not view.list.rows)
    assert view.card.isHidden()


def test_an_unknown_hour_is_kept_as_unknown_and_said_later(
        page: ClientPage, kept: Kept, qtbot: QtBot) -> None:
    page._on_clocks()
    view = clocks(page)
    view.form.start.click()
    assert "Type the hour" in view.form.field.error()
    view.form.unknown.click()
    qtbot.waitUntil(lambda: len(view.list.rows) == 5)
    assert {row.countdown.text() for row in view.list.rows} == {"?"}
    assert "hour not known" in said_by(view.list.rows[0])
    assert "not known" not in said(overview(page).next_step)
    view.correct.click()
    view.form.moment.show_moment(date(2026, 11, 24), datetime(2026, 1, 1, 10, 30).time())  # noqa: DTZ001
    view.form.start.click()
    qtbot.waitUntil(lambda: view.list.rows[0].countdown.text().startswith("1:"))
    assert len(view.list.rows) == 5


def test_a_corrected_hour_shows_what_moves_before_it_does(
        page: ClientPage, memory_vault: MemoryVault, qtbot: QtBot) -> None:
    begun = NOW - timedelta(hours=1)
    with memory_vault.work() as work:
        outcome = add_deadline(work, AddDeadline(client_id=story.CLIENT, case_id=story.CASE, base_at=begun,
                                                 rule="offence_detention"))
    page.desk.changed.emit(outcome)
    view = clocks(page)
    qtbot.waitUntil(lambda: bool(view.list.rows))
    view.correct.click()
    assert view.form.moment.hour.text() == "11:00"
    view.form.moment.hour.setText("1000")
    view.form.moment.changed.emit()
    assert view.form.preview.text().splitlines()[0] == "14:00 → 13:00 · End of detention for an offence"


@pytest.mark.parametrize(("typed", "what"), [("25", "not an hour"), ("1300", "not come yet")])
def test_a_wrong_hour_is_told_at_its_field(page: ClientPage, qtbot: QtBot, typed: str, what: str) -> None:
    page._on_clocks()
    form = clocks(page).form
    form.moment.hour.setText(typed)
    form.start.click()
    qtbot.waitUntil(lambda: what in form.field.error())


def held_since(page: ClientPage, hour: str, qtbot: QtBot, rows: int, *, which: str = "") -> None:
    """Start the clocks on the page as a person would, and wait for so many rows."""
    page._on_clocks()
    form = clocks(page).form
    qtbot.waitUntil(form.isVisible)
    if which:
        next(button for button in form.which.findChildren(QRadioButton)
             if button.text() == which).click()
    form.moment.hour.setText(hour)
    form.moment.changed.emit()
    form.start.click()
    qtbot.waitUntil(lambda: len(clocks(page).list.rows) == rows)


def test_another_detention_leaves_the_clocks_of_the_first(page: ClientPage, kept: Kept,
                                                          qtbot: QtBot) -> None:
    held_since(page, "0100", qtbot, 5)
    first = {each.id: each.due_at for each in kept(Deadline) if each.due_at}
    held_since(page, "1100", qtbot, 10, which="Another one")
    now = {each.id: each.due_at for each in kept(Deadline) if each.due_at}
    assert first.items() <= now.items()
    assert len(now) == 10
    assert len({row.state.text() for row in clocks(page).list.rows}) > 5  # by when each ends, or has passed


def test_which_detention_is_asked_only_while_clocks_run(page: ClientPage, qtbot: QtBot) -> None:
    page._on_clocks()
    form = clocks(page).form
    qtbot.waitUntil(form.isVisible)
    assert not form.which.isVisible()
    form.cancel.click()
    held_since(page, "1100", qtbot, 5)
    page._on_clocks()
    assert form.which.isVisible()
    assert form.moment.hour.text() == "11:00"
    assert form.start.text() == "Move the clocks"
    next(button for button in form.which.findChildren(QRadioButton)
         if button.text() == "Another one").click()
    assert form.moment.hour.text() == ""
    assert form.start.text() == "Start the clocks"


def test_a_detention_begun_is_taken_up_again(page: ClientPage, open_page: Open, shell: Shell,
                                             memory_vault: MemoryVault, qtbot: QtBot) -> None:
    page._on_clocks()
    form = clocks(page).form
    form.moment.hour.setText("10")
    form.moment.changed.emit()
    shell.navigator.go(Route("today"))
    qtbot.waitUntil(lambda: drafts(memory_vault) == [f"client/{story.CLIENT}/overview?part=clocks"])
    shell.navigator.rebuild()
    again = clocks(open_page()).form
    qtbot.waitUntil(again.isVisible)
    assert again.moment.hour.text() == "10"
    again.cancel.click()
    qtbot.waitUntil(lambda: not drafts(memory_vault))


# ── Reasons, moves, ways out ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def move(told: MemoryVault, open_page: Open) -> MoveForm:
    """The form that corrects the event of a deadline of 30 November."""
    add(told, rule="prosecutor_file", base=date(2026, 11, 20), due=date(2026, 11, 30))
    page = open_page()
    deadline = next(each for each in page.read.file.deadlines  # type: ignore[union-attr]
                    if each.base == date(2026, 11, 20) and each.due == date(2026, 11, 30))
    (correct,) = [action for action in overview(page).deeds.menu(deadline, page, with_met=True).actions()
                  if action.text() == "Correct the event it is counted from…"]
    correct.trigger()
    return overview(page).deeds.form


def type_day(form: MoveForm, text: str) -> None:
    form.day.setText(text)
    form.day.textEdited.emit(text)


def test_a_correction_shows_from_when_to_when_and_why(
        move: MoveForm, kept: Kept, qtbot: QtBot) -> None:
    page = move.page
    assert move.isVisible()
    assert move.moved.text().startswith("The last day stays: 30.11.2026, because: event 20.11.2026;")
    assert not move.verb.isEnabled()
    type_day(move, "12.11.2026")
    assert move.moved.text() == "30.11.2026 → 23.11.2026: the event was on another day"
    assert "a day off: moved to 23.11.2026" in move.steps.text()
    assert move.verb.isEnabled()
    move.verb.click()
    qtbot.waitUntil(lambda: date(2026, 11, 23) in {each.due for each in kept(Deadline)})
    qtbot.waitUntil(move.isHidden)
    qtbot.waitUntil(lambda: bool(page.desk.steps.done))
    page.desk.undo()
    qtbot.waitUntil(lambda: date(2026, 11, 30) in {each.due for each in kept(Deadline)})


def test_nonsense_moves_nothing(move: MoveForm) -> None:
    type_day(move, "32.13.2026")
    assert not move.verb.isEnabled()
    assert "not a date" in move.field.error()
    type_day(move, "")
    assert not move.verb.isEnabled()
    assert move.field.error() == ""


def test_an_event_to_come_is_refused_at_its_field(move: MoveForm, qtbot: QtBot) -> None:
    type_day(move, "25.11.2026")
    move.verb.click()
    qtbot.waitUntil(lambda: "not come yet" in move.field.error())
    assert move.isVisible()


def test_a_correction_begun_is_taken_up_again(move: MoveForm, open_page: Open, shell: Shell,
                                              memory_vault: MemoryVault, qtbot: QtBot) -> None:
    type_day(move, "12.11.2026")
    shell.navigator.go(Route("today"))
    with memory_vault.work() as work:
        qtbot.waitUntil(lambda: bool(work.drafts()))
    shell.navigator.rebuild()
    again = overview(open_page()).deeds.form
    qtbot.waitUntil(again.isVisible)
    assert (again.day.text(), again.verb.isEnabled()) == ("12.11.2026", True)
    again.leave.click()
    qtbot.waitUntil(lambda: not drafts(memory_vault))
    assert again.isHidden()


def test_a_deadline_settled_meanwhile_is_corrected_no_more(move: MoveForm, qtbot: QtBot) -> None:
    deadline = move._deadline
    assert deadline is not None
    overview(cast(ClientPage, move.page)).deeds.settle(deadline, DeadlineStatus.CANCELLED)
    qtbot.waitUntil(move.isHidden)


def drafts(vault: MemoryVault) -> list[str]:
    with vault.work() as work:
        return [draft.key for draft in work.drafts()]


def test_a_day_the_law_has_moved_is_offered_not_taken(
        told: MemoryVault, open_page: Open, kept: Kept, qtbot: QtBot) -> None:
    old = add(told, rule="labour", base=date(2026, 11, 20), due=date(2027, 3, 1))
    card = overview(open_page()).next_step
    (banner,) = card.findChildren(Banner)
    assert "01.03.2027 → 22.02.2027: law data or days off have changed" in banner.text()
    assert old.due in {each.due for each in kept(Deadline)}
    banner.acted.emit()
    qtbot.waitUntil(lambda: date(2027, 2, 22) in {each.due for each in kept(Deadline)})
    qtbot.waitUntil(lambda: not [b for b in card.findChildren(Banner) if b.isVisible()])


def test_a_missed_deadline_says_what_the_law_leaves(
        told: MemoryVault, open_page: Open, shell: Shell, kept: Kept, qtbot: QtBot) -> None:
    late = add(told, rule="admin_court", base=date(2026, 8, 1), due=date(2026, 11, 2))
    page = open_page()
    card = overview(page).next_step
    way = "A missed limit can be restored (Administrative Procedure Code art. 103)"
    assert way in said(card)
    overview(page).deeds.settle(late, DeadlineStatus.MISSED)
    qtbot.waitUntil(lambda: way in shell.chrome.banner_text())
    qtbot.waitUntil(lambda: "Missed: the last day was 02.11.2026" in said(card))


def test_nothing_is_promised_where_the_law_says_nothing(
        told: MemoryVault, open_page: Open, shell: Shell, kept: Kept, qtbot: QtBot) -> None:
    late = add(told, rule="judge_file", base=date(2026, 8, 1), due=date(2026, 8, 11))
    page = open_page()
    overview(page).deeds.settle(late, DeadlineStatus.MISSED)
    qtbot.waitUntil(lambda: DeadlineStatus.MISSED in {each.status for each in kept(Deadline)})
    assert "restored" not in shell.chrome.banner_text()


def test_a_long_list_can_be_narrowed_to_whom_it_binds(
        told: MemoryVault, open_page: Open, qtbot: QtBot) -> None:
    for days in range(5):
        add(told, title=f"letter {days}", due=date(2026, 12, 1 + days), whose=Whose.BODY)
    card = overview(open_page()).next_step
    qtbot.waitUntil(card.whose.isVisible)
    assert "our deadline" in said(card)
    assert "the body's deadline" in said(card)
    card.whose.choose("ours")
    card.whose.chosen.emit("ours")
    qtbot.waitUntil(lambda: len(card.findChildren(ListRow)) == 1)
    assert "letter" not in said(card)


def test_every_row_has_its_place_before_the_first_picture(page: ClientPage, kept: Kept,
                                                          memory_vault: MemoryVault, qtbot: QtBot) -> None:
    add(memory_vault, due=date(2026, 12, 1), title="Кайрылуу " * 9)
    page._on_clocks()
    clocks(page).form.moment.show_moment(date(2026, 11, 24),
                                         datetime(2026, 1, 1, 10, 30).time())  # noqa: DTZ001
    clocks(page).form.start.click()
    qtbot.waitUntil(lambda: len(clocks(page).list.rows) == 5)
    read = page.read
    assert read is not None
    page._forget()
    page._on_read(read)  # what follows runs before the window comes round to painting
    rows: list[QWidget] = [*clocks(page).list.rows, *overview(page).next_step.findChildren(ListRow)]
    assert len(rows) > 4
    for row in rows:
        assert row.isVisible()
        assert row.height() >= row.heightForWidth(row.width()) > 0
        words = [label for label in row.findChildren(QLabel) if label.isVisible()]
        assert not [(one.text(), other.text()) for one, other in combinations(words, 2)
                    if place(one, row).intersects(place(other, row))]
    assert not [(one, other) for one, other in combinations(rows, 2)
                if place(one, page).intersects(place(other, page))]


def place(widget: QWidget, above: QWidget) -> QRect:
    return QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())


def test_the_words_of_a_clock_have_room(page: ClientPage, qtbot: QtBot) -> None:
    page._on_clocks()
    clocks(page).form.unknown.click()
    qtbot.waitUntil(lambda: len(clocks(page).list.rows) == 5)
    row = clocks(page).list.rows[0]
    assert row.state.width() > 180
    assert row.countdown.y() < row.why.mapTo(row, QPoint(0, 0)).y()
