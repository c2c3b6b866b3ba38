"""What the checks of all screens share: the vaults of one demo, and a window that shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from streetlaw import translation
from streetlaw.ui import theme
from streetlaw.ui.page import Page
from streetlaw.ui.window import Window
from tests import shown

Check = Callable[[shown.Screen, Page, Window], list[str]]
"""Looks at one screen and says what is wrong with it, a line for each thing."""


def look_at_all(application: QApplication, vaults: Mapping[str, Path], check: Check, *,
                language: str = "en", sizes: Sequence[tuple[int, int]] = ((1366, 768),)) -> list[str]:
    """Show every screen in windows of these sizes, and gather what a check finds."""
    found: list[str] = []
    with _look_of(application, theme.Theme(), language):
        for whose, folder in vaults.items():
            with _window(*sizes[0]) as window, shown.Tour(shown.unlock(folder)) as tour:
                window.show_page(tour.shell)
                for screen in shown.SCREENS:
                    if screen.whose == whose:
                        found += _look(tour, screen, check, window, sizes)
    return found


def look_at_questions(application: QApplication, vaults: Mapping[str, Path],
                      check: Callable[[QWidget], Iterable[str]], *, language: str = "en",
                      size: tuple[int, int] = (1366, 768), zoom: int = 100) -> list[str]:
    """Open every question over its screen, and gather what a check finds in it."""
    found: list[str] = []
    with _look_of(application, theme.Theme(zoom=zoom), language), _window(*size) as window, \
            shown.Tour(shown.unlock(vaults[shown.LAWYER])) as tour:
        window.show_page(tour.shell)
        for screen in shown.DIALOGS:
            question = tour.ask(screen)
            found += [f"{screen.name}: {line}" for line in check(question)]
            question.reject()
    return found


def _look(tour: shown.Tour, screen: shown.Screen, check: Check, window: Window,
          sizes: Sequence[tuple[int, int]]) -> list[str]:
    page = tour.show(screen)
    found = []
    for width, height in sizes:
        if (window.width(), window.height()) != (width, height):
            window.resize(width, height)
            tour.settle()
        found += [f"{screen.name} {width}: {line}" for line in check(screen, page, window)]
    window.resize(*sizes[0])
    return found


@contextmanager
def _look_of(application: QApplication, chosen: theme.Theme, language: str) -> Iterator[None]:
    """That theme and language, and afterwards those of the next test, whatever was found."""
    translation.use(language)
    theme.apply(application, chosen)
    try:
        yield
    finally:
        theme.apply(application, theme.Theme())
        application.setStyleSheet("")


@contextmanager
def _window(width: int, height: int) -> Iterator[Window]:
    window = Window()
    window.resize(width, height)
    window.show()
    try:
        yield window
    finally:
        window.hide()
        window.deleteLater()
