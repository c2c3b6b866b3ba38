"""Whatever is typed into any form comes back: after going elsewhere, and in another language.

No form is named here but by the way to it: a new one is in the table when its page is, and a field that no
draft holds is lost in front of everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from streetlaw import translation
from streetlaw.ui import theme
from streetlaw.ui.cases.copy import CopyQuestion
from streetlaw.ui.drafts import PAUSE_MS
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route
from streetlaw.ui.window import Window
from tests import shown

FORMS = (
    "capture", "new-client", "client/{client}/notes", "client/{client}/notes | Record a step",
    "client/{client}/people", "client/{client}/consents", "client/{client}/person", "client/{client}/case",
    "client/{client}/overview | Add a deadline", "client/{client}/overview | Start the clocks of a detention",
    "client/{client}/overview | Correct the event it is counted from…",
    "incident?client={client}", "incident/{incident}",
    "referral?client={client}", "referral/{referral}", "fact-check/{norm}",
)
"""The way to a form: a route, and the buttons that open it there."""

NOT_KEPT = frozenset({"By the law of", "Others harmed"})
"""Another country's law may ask first, in a question; the others are looked for, not written."""

Field = QLineEdit | QPlainTextEdit | QComboBox | QSpinBox


@pytest.fixture(scope="module")
def tour(qapp: QApplication, demo_vaults: Mapping[str, Path]) -> Iterator[shown.Tour]:
    """The lawyer's window."""
    translation.use("en")
    theme.apply(qapp, theme.Theme())
    window = Window()
    window.resize(1366, 768)
    window.show()
    with shown.Tour(shown.unlock(demo_vaults[shown.LAWYER])) as begun:
        window.show_page(begun.shell)
        yield begun
    window.hide()
    window.deleteLater()
    qapp.setStyleSheet("")


@pytest.mark.parametrize("way", FORMS)
def test_what_is_typed_comes_back(way: str, tour: shown.Tour) -> None:
    typed_comes_back(way, tour, fill)


@pytest.mark.parametrize("way", [
    "new-client", "client/{client}/notes | Record a step", "client/{client}/consents",
    "client/{client}/person", "client/{client}/overview | Add a deadline", "incident?client={client}",
    "incident/{incident}", "referral/{referral}"])
def test_what_nobody_can_read_yet_comes_back(way: str, tour: shown.Tour) -> None:
    """Nothing is chosen, dates are no dates yet, and the last thing typed is one of them."""
    typed_comes_back(way, tour, begin)


def typed_comes_back(way: str, tour: shown.Tour, write: Callable[[Field], None]) -> None:
    route, *buttons = way.split(" | ")
    norm = next(iter(tour.desk.pack.norms))
    route = route.replace("{norm}", quote(f"{tour.desk.pack.code}:norms:{norm}", safe=""))
    page = tour.show(shown.Screen(way, route))
    for text in buttons:
        press(page, text)
        tour.settle()
    page = in_view(tour)
    assert fields(page), "nothing to type into"
    for field in sorted(fields(page).values(), key=is_date):
        write(field)
    tour.settle()
    before = {name: text for name, field in fields(page).items() if (text := said(field))}
    here = tour.shell.navigator.route
    shown.pause(PAUSE_MS + 100)
    tour.shell.navigator.go(Route("today"))
    tour.shell.navigator.rebuild()
    tour.settle()
    tour.shell.navigator.go(here)
    tour.settle()
    after = {name: said(field) for name, field in fields(in_view(tour)).items()}
    assert {name: after.get(name) for name in before} == before


def test_what_is_held_back_from_a_copy_comes_back(tour: shown.Tour) -> None:
    way = shown.Screen("copy", "client/{client}?part=copy")
    question = copy_question(tour, way)
    section = question.preview.topLevelItem(0)
    box = section.child(0) if section is not None else None
    assert box is not None
    box.setCheckState(0, Qt.CheckState.Unchecked)
    fill(question.reason)
    question.language.choose("ky")
    question.with_files.click()
    before = question.values()
    assert before["held"]
    question.reject()
    tour.settle()
    again = copy_question(tour, way)
    assert again.values() == before
    again.reject()


def copy_question(tour: shown.Tour, way: shown.Screen) -> CopyQuestion:
    page = tour.show(way)
    tour.settle()
    (question,) = (one for one in page.findChildren(CopyQuestion) if one.isVisible())
    assert page.route.extra == {}, "a language switch would ask again"
    return question


def in_view(tour: shown.Tour) -> Page:
    page = tour.shell.navigator.page
    assert page is not None
    return page


def press(page: Page, text: str) -> None:
    """Click a button, or choose from a menu that a button opens."""
    button = next((button for button in page.findChildren(QPushButton)
                   if button.isVisible() and text in (button.text(), button.accessibleName())), None)
    if button is not None:
        button.click()
        return
    next(action for menu in page.findChildren(QMenu) for action in menu.actions()
         if action.text() == text).trigger()


def fields(page: QWidget) -> dict[str, Field]:
    """What somebody can type into or choose from now, by its name; the second of a name has a number."""
    found: dict[str, Field] = {}
    kinds: tuple[type[Field], ...] = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox)
    for kind in kinds:
        for field in page.findChildren(kind):
            if field.isVisible() and field.isEnabled() and not isinstance(field.parentWidget(), QSpinBox):
                name = field.accessibleName() or kind.__name__
                if name in NOT_KEPT:
                    continue
                number = sum(key.partition(" #")[0] == name for key in found)
                found[f"{name} #{number}" if number else name] = field
    return found


def fill(field: Field) -> None:
    """Type or choose as a person would: the signals of a person's edit go out."""
    if isinstance(field, QLineEdit):
        hint = field.placeholderText().lower()
        text = "14.11.2026" if "dd" in hint else "1030" if "hh" in hint else "ырас сөз"
        field.setText(text)
        field.textEdited.emit(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText("баян сөз")
    elif isinstance(field, QSpinBox):
        field.setValue(field.value() + 5)
    elif field.count() > 1:
        field.setCurrentIndex((field.currentIndex() + 1) % field.count())
        field.activated.emit(field.currentIndex())


def begin(field: Field) -> None:
    """Type, and choose nothing."""
    if is_date(field) and isinstance(field, QLineEdit):
        field.setText("31.02.20")
        field.textEdited.emit(field.text())
    elif not isinstance(field, QComboBox) and not isinstance(field.parentWidget(), QComboBox):
        fill(field)


def is_date(field: Field) -> bool:
    return isinstance(field, QLineEdit) and "dd" in field.placeholderText().lower()


def said(field: Field) -> str:
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
