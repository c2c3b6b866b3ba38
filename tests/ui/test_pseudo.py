"""In a language nobody speaks: a longer one has its room, and no text comes from beside the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from streetlaw.ui.page import Page
from streetlaw.ui.settings.about_block import LICENCES
from streetlaw.ui.window import Window
from tests import shown
from tests.pseudo import CLOSING, OPENING, pseudo, spoken
from tests.screen_list import PUBLISHER, REGISTER_ROWS
from tests.ui.every_screen import look_at_all
from tests.ui.test_layout import flaws

_BESIDE = "ky"
"""Days and the words of the law are in Kyrgyz: a Latin word outside the brackets is a text of the program."""

_WORD = re.compile(r"[A-Za-z]{3,}")
_INSIDE = re.compile(rf"{re.escape(OPENING)}(?:(?!{re.escape(OPENING)}|{re.escape(CLOSING)}).)*"
                     rf"{re.escape(CLOSING)}", re.DOTALL)
_NAMES = frozenset({
    "Alt", "Ctrl", "Del", "Enter", "Esc", "Ins", "Shift", "Space",  # keys
    "English", *_WORD.findall(" ".join((PUBLISHER.name, *chain.from_iterable(LICENCES)))),
})
_DATA = re.compile(
    r"\b[0-9a-f]{4,64}\b"  # a hash, whole or its start
    r"|\b[0-9A-Z]{5}-[0-9A-Z]{5}\b|\b(?:[0-9A-F]{4} ){2}[0-9A-F]{4}\b"  # a pseudonym, a fingerprint
    r"|^[a-z]+(?: [a-z]+){5}$"  # the words of a fingerprint
    r"|\bSMS\b|\S+\.(?:txt|zip|png|wav)\b|ukuk-jardam\.gov\.kg"  # what people and sources wrote
    r"|x{60}"  # the longest that is said at the foot of a screen
    r"|\w+ \[[a-z]{2}\]$"  # a country in the language it is known in
    r"|^Criminal Code art\. 137: Torture(?:\nBy an official, .+Art\. 58\(6\)\)|$)")  # known in that language
"""Latin words that are no text of the program."""

_OF_THE_FILE = frozenset(_WORD.findall(REGISTER_ROWS))
"""The words of the table that the import screens show."""

_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
_ROWS = 30


def test_a_longer_language_fits_and_everything_is_in_the_catalogue(
        qapp: QApplication, demo_vaults: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def check(screen: shown.Screen, page: Page, window: Window) -> list[str]:
        foreign = _OF_THE_FILE if screen.name.startswith("import") else frozenset()
        return [*flaws(screen, page, window), *untranslated(window, foreign)]

    with spoken(monkeypatch, _BESIDE):
        found = look_at_all(qapp, demo_vaults, check, language=_BESIDE)

    assert found == []


def test_texts_from_beside_the_catalogue_are_seen() -> None:
    assert words_beside(pseudo("Save") + " · 17.11.2026") == []
    assert words_beside(pseudo("from {name}").format(name=pseudo("the lawyer"))) == []
    assert words_beside(f"{pseudo('Save')} now") == ["now"]
    assert words_beside("Ctrl Enter, 4172-K, d8b84ae1b903") == []


def test_what_is_put_into_a_text_stays_as_it_is() -> None:
    assert pseudo("{n} of {total:.1f}").format(n=3, total=4) == "[! 3 ôf 4.0 !]"
    assert len(pseudo("Passphrase")) == 16


def untranslated(window: QWidget, foreign: frozenset[str]) -> list[str]:
    """Every text somebody can read or hear that the catalogue never saw, apart from those foreign words."""
    return sorted({f"“{text}” of {type(widget).__name__} is not in the catalogue"
                   for widget in shown.visible(window) for text in texts_of(widget)
                   if not foreign.issuperset(words_beside(text))})


def words_beside(text: str) -> list[str]:
    """The words of a text that are outside all brackets and no names."""
    rest = _DATA.sub(" ", text)
    while (less := _INSIDE.sub(" ", rest)) != rest:  # a text put into another has brackets of its own
        rest = less
    return [word for word in _WORD.findall(rest) if word not in _NAMES]


def texts_of(widget: QWidget) -> Iterator[str]:
    """Everything a widget says."""
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())
    elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        yield from _texts_in(model, headed=isinstance(widget, QTableView))


def _texts_in(model: QAbstractItemModel, *, headed: bool) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    for column in range(columns):
        if headed:
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(model.rowCount(), _ROWS)):
            for role in _ROLES:
                yield str(model.index(row, column).data(role) or "")
