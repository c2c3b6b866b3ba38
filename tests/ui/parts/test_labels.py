"""Badges, mask bars, date blocks and texts: what is shown is what is said, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.ui.parts.badge import Badge, badge_width, paint_badge
from streetlaw.ui.parts.date_block import DateBlock
from streetlaw.ui.parts.key_hint import KeyHint
from streetlaw.ui.parts.mask import LENGTHS, MaskBar, Masked, paint_mask
from streetlaw.ui.parts.status import _LABELS, status, status_label
from streetlaw.ui.parts.text import Elided, Text
from streetlaw.ui.tokens import tokens


def picture(widget: QWidget) -> QImage:
    widget.resize(widget.sizeHint())
    return widget.grab().toImage()


def test_every_status_of_the_design_has_words() -> None:
    wanted = {group: set(states) for group, states in tokens()["status"].items()}
    assert {group: set(states) for group, states in _LABELS.items()} == wanted
    assert status_label("case", "waiting") == "Waiting for answer"
    assert status("case", "waiting") == ("warning", "hourglass-medium")


def test_an_unknown_status_is_refused() -> None:
    with pytest.raises(KeyError):
        status("case", "lost")
    with pytest.raises(KeyError):
        status_label("case", "lost")


def test_a_badge_says_its_state(qtbot: QtBot) -> None:
    badge = Badge.of("deadline", "overdue")
    qtbot.addWidget(badge)
    assert badge.accessibleName() == badge.text() == "Overdue"
    assert badge.sizeHint().height() == 22
    badge.show_badge("Saved at 14:32", "success", "lock-key")
    assert badge.accessibleName() == "Saved at 14:32"


def test_a_painted_badge_ends_where_its_cell_ends(qtbot: QtBot) -> None:
    image = QImage(200, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    cell = QRect(10, 0, 60, 40)
    place = paint_badge(painter, cell, "info", "calendar", "A very long label of a state")
    whole = paint_badge(painter, QRect(0, 0, 200, 40), "info", "calendar", "Due")
    painter.end()
    assert place.width() == 60
    assert place.height() == whole.height() == 22
    assert whole.width() == badge_width("Due", "calendar")


def test_a_mask_bar_has_one_of_three_lengths(qtbot: QtBot) -> None:
    for length in LENGTHS:
        bar = MaskBar(length)  # type: ignore[arg-type]
        qtbot.addWidget(bar)
        assert bar.sizeHint().width() == length
    with pytest.raises(ValueError, match="72"):
        MaskBar(80)  # type: ignore[arg-type]


def test_painting_a_mask_refuses_other_lengths(qtbot: QtBot) -> None:
    image = QImage(200, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    with pytest.raises(ValueError, match="72"):
        paint_mask(painter, QRect(0, 0, 200, 40), 100)
    painter.end()


@pytest.mark.parametrize("value", ["Ая", "Мээрим Токтогулова-Сыдыкбекова", "0700 123456"])
def test_a_mask_never_depends_on_the_value(qtbot: QtBot, value: str) -> None:
    untouched, used = Masked(96), Masked(96)
    qtbot.addWidget(untouched)
    qtbot.addWidget(used)
    before = picture(untouched)
    used.reveal(value)
    assert used.is_revealed()
    assert used.accessibleName() == value
    used.conceal()
    used.resize(before.size())
    untouched.resize(before.size())
    assert used.grab().toImage() == untouched.grab().toImage()
    assert used.accessibleName() == "hidden"
    assert all(value not in label.text() for label in used.findChildren(Text))


def test_a_mask_is_read_as_hidden(qtbot: QtBot) -> None:
    bar = MaskBar(72)
    qtbot.addWidget(bar)
    assert bar.accessibleName() == translation.gettext("hidden")


def test_a_date_block_says_number_and_unit(qtbot: QtBot) -> None:
    block = DateBlock("2", "days", "danger")
    qtbot.addWidget(block)
    assert block.accessibleName() == "2 days"
    assert (block.sizeHint().width(), block.sizeHint().height()) == (44, 42)
    block.show_date("27", "Fri", "info")
    assert block.accessibleName() == "27 Fri"


def test_a_date_block_without_a_verified_limit_shows_no_date(qtbot: QtBot) -> None:
    block = DateBlock.unknown()
    qtbot.addWidget(block)
    assert block.accessibleName() == "no verified date"


def test_tones_look_different(qtbot: QtBot) -> None:
    calm, late = DateBlock("2", "days"), DateBlock("2", "days", "danger")
    qtbot.addWidget(calm)
    qtbot.addWidget(late)
    assert picture(calm) != picture(late)


def test_markup_in_a_text_stays_text(qtbot: QtBot) -> None:
    label = Text("<b>name</b><img src='file:///etc/passwd'>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_cut_line_offers_the_whole_text(qtbot: QtBot) -> None:
    line: Any = Elided("Дневной стационар «Тянь-Шань», кабинет 12")
    qtbot.addWidget(line)
    line.resize(60, 20)
    line.show()
    assert line.toolTip() == line.text()
    line.resize(900, 20)
    assert line.toolTip() == ""
    assert line.minimumSizeHint().width() < 80


def test_a_key_hint_names_the_keys(qtbot: QtBot) -> None:
    hint = KeyHint("Ctrl K")
    qtbot.addWidget(hint)
    assert hint.accessibleName() == "Ctrl K"
    assert hint.sizeHint().width() > hint.sizeHint().height()
