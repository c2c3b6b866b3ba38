"""Buttons, segments, chips and switches: by mouse and by keyboard, with a name for screen readers."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.chips import Chip, Chips, MenuChip
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.switch import Switch
from streetlaw.ui.parts.tabs import Tabs

LEFT = Qt.MouseButton.LeftButton


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_a_button_is_named_by_its_text_and_grows_with_it(qtbot: QtBot) -> None:
    short, long = Button("Save"), Button("Сохранить черновик", icon="check", keys="Ctrl Enter")
    for button in (short, long):
        qtbot.addWidget(button)
        assert button.sizeHint().height() == 32
        assert button.minimumSizeHint() == button.sizeHint()
    assert name_of(long) == "Сохранить черновик"
    assert long.sizeHint().width() > short.sizeHint().width()
    assert Button("Open", large=True).sizeHint().height() == 40


def test_the_states_of_a_button_look_different(qtbot: QtBot) -> None:
    looks = []
    for kind in ("plain", "primary", "danger", "quiet"):
        button = Button("Save", kind=kind, checkable=True)
        qtbot.addWidget(button)
        looks.append(button.grab().toImage())
        button.setChecked(True)
        looks.append(button.grab().toImage())
        button.setEnabled(False)
        assert button.ink() == "text-disabled"
    assert len({bytes(look.constBits()) for look in looks}) >= 6


def test_an_icon_button_has_a_verb_and_room_for_a_finger(qtbot: QtBot) -> None:
    button = IconButton("pencil-simple", "Edit case 4172-K")
    qtbot.addWidget(button)
    assert name_of(button) == button.toolTip() == "Edit case 4172-K"
    assert button.sizeHint().width() == button.sizeHint().height() == 32
    button.show_icon("eye", "Show the case")
    assert name_of(button) == "Show the case"


def segments(qtbot: QtBot) -> tuple[QWidget, Segmented]:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    control = Segmented(
        [("day", "Day"), Option("month", "Month"), ("year", "Year")], name="Period", value="day"
    )
    column.addWidget(QLineEdit())
    column.addWidget(control)
    column.addWidget(QLineEdit())
    host.show()
    host.activateWindow()
    return host, control


def test_one_segment_is_on(qtbot: QtBot) -> None:
    _host, control = segments(qtbot)
    with qtbot.waitSignal(control.chosen) as got:
        qtbot.mouseClick(control.segment("month"), LEFT)
    assert got.args == ["month"]
    assert control.value() == "month"
    assert not control.segment("day").isChecked()


def test_choosing_from_the_program_tells_nobody(qtbot: QtBot) -> None:
    _host, control = segments(qtbot)
    with qtbot.assertNotEmitted(control.chosen):
        control.choose("year")
        control.choose(None)
    assert control.value() is None


def test_arrows_move_inside_the_segments_and_tab_leaves(qtbot: QtBot) -> None:
    host, control = segments(qtbot)
    control.segment("day").setFocus()
    qtbot.waitUntil(control.segment("day").hasFocus)
    qtbot.keyClick(control.segment("day"), Qt.Key.Key_Right)
    assert control.value() == "month"
    stops = [control.segment(key) for key in ("day", "month", "year")]
    assert [bool(stop.focusPolicy() & Qt.FocusPolicy.TabFocus) for stop in stops] == [False, True, False]
    assert host.isVisible()


def test_segments_are_radio_buttons_for_a_screen_reader(qtbot: QtBot) -> None:
    _host, control = segments(qtbot)
    assert role_of(control.segment("day")) == QAccessible.Role.RadioButton
    assert name_of(control.segment("day")) == "Period: Day"


def test_nothing_moves_when_another_segment_is_chosen(qtbot: QtBot) -> None:
    _host, control = segments(qtbot)
    before = control.sizeHint()
    control.choose("year")
    assert control.sizeHint() == before


def test_chips_can_be_several(qtbot: QtBot) -> None:
    chips = Chips([("a", "Health"), ("b", "Gender"), ("c", "Age")], name="Grounds")
    qtbot.addWidget(chips)
    with qtbot.waitSignal(chips.changed) as got:
        qtbot.mouseClick(chips.chip("c"), LEFT)
    assert got.args == [("c",)]
    qtbot.keyClick(chips.chip("a"), Qt.Key.Key_Space)
    assert chips.value() == ("a", "c")


def test_chips_can_be_one(qtbot: QtBot) -> None:
    chips = Chips([("a", "Health"), ("b", "Gender")], name="Wish", multiple=False)
    qtbot.addWidget(chips)
    for key in ("a", "b"):
        qtbot.mouseClick(chips.chip(key), LEFT)
    assert chips.value() == ("b",)


def test_new_options_keep_the_choice(qtbot: QtBot) -> None:
    chips = Chips([("a", "Health"), ("b", "Gender")], name="Grounds")
    qtbot.addWidget(chips)
    chips.choose(("b",))
    chips.set_options([("b", "Gender"), ("d", "Language")])
    assert chips.value() == ("b",)


def test_a_chip_is_removed_by_its_cross_or_delete(qtbot: QtBot) -> None:
    chips = Chips([("a", "Health"), ("b", "Gender")], name="Grounds", removable=True)
    qtbot.addWidget(chips)
    chips.choose(("a", "b"))
    chips.show()
    first = chips.chip("a")
    with qtbot.waitSignal(chips.changed) as got:
        qtbot.mouseClick(first, LEFT, pos=QPoint(first.width() - 8, first.height() // 2))
    assert got.args == [("b",)]
    qtbot.keyClick(chips.chip("b"), Qt.Key.Key_Delete)
    assert chips.value() == ()


def test_arrows_move_between_chips(qtbot: QtBot) -> None:
    chips = Chips([("a", "Health"), ("b", "Gender")], name="Grounds")
    qtbot.addWidget(chips)
    chips.show()
    chips.activateWindow()
    chips.chip("a").setFocus()
    qtbot.waitUntil(chips.chip("a").hasFocus)
    qtbot.keyClick(chips.chip("a"), Qt.Key.Key_Right)
    assert chips.chip("b").hasFocus()


def test_chips_have_targets_of_32_px(qtbot: QtBot) -> None:
    menu = MenuChip("Region")
    menu.setMenu(QMenu(menu))
    for chip in (Chip("Open"), Chip("Open", tall=True), menu, Switch("Lock")):
        qtbot.addWidget(chip)
        assert chip.sizeHint().height() >= 32
        assert name_of(chip)


def test_a_switch_is_a_check_box(qtbot: QtBot) -> None:
    switch = Switch(name="Lock when the lid closes")
    qtbot.addWidget(switch)
    off = switch.grab().toImage()
    qtbot.mouseClick(switch, LEFT)
    assert switch.isChecked()
    assert switch.grab().toImage() != off
    assert role_of(switch) == QAccessible.Role.CheckBox
    assert name_of(switch) == "Lock when the lid closes"


def test_tabs_carry_counts(qtbot: QtBot) -> None:
    tabs = Tabs("Case")
    qtbot.addWidget(tabs)
    tabs.add("Overview", key="overview")
    tabs.add("Incidents", 2, key="incidents")
    narrow = tabs.tabSizeHint(1).width()
    tabs.set_count(1, 12000)
    assert tabs.tabSizeHint(1).width() > narrow
    assert tabs.accessibleTabName(1) == "Incidents, 12000"
    with qtbot.waitSignal(tabs.currentChanged):
        tabs.setCurrentIndex(1)
    assert tabs.key() == "incidents"
    assert not tabs.grab().isNull()
