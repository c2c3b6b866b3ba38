"""Language, colours and size of the whole window: chosen anywhere, shown at once, kept in the vault."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from streetlaw import translation
from streetlaw.ui import look, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator

STEP = 10
"""Percent of size that a key adds or takes away."""


class Appearance(QObject):
    """How the window speaks and looks."""

    language_chosen = Signal(str)

    def __init__(self, desk: Desk, navigator: Navigator, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._navigator = desk, navigator
        navigator.language_wanted.connect(self.set_language)
        navigator.look_wanted.connect(self.set_look)

    def set_language(self, language: str) -> None:
        """Speak another language: bars and pages are built anew, what was written stays."""
        if language != translation.language():
            translation.use(language)
            self.language_chosen.emit(language)
            self._navigator.rebuild()

    def set_look(self, chosen: look.Look) -> None:
        """Show other colours, more or less contrast, motion or none."""
        look.keep(self._desk, chosen)
        theme.choose(cast(QApplication, QApplication.instance()), chosen.choice)

    def next_language(self) -> None:
        """Speak the next of the languages."""
        languages = translation.LANGUAGES
        self.set_language(languages[(languages.index(translation.language()) + 1) % len(languages)])

    def larger(self) -> None:
        """Show everything a step larger."""
        self.zoom(STEP)

    def smaller(self) -> None:
        """Show everything a step smaller."""
        self.zoom(-STEP)

    def zoom(self, step: int) -> None:
        """Show everything larger by so many percent, as far as it can be."""
        now = theme.current()
        zoom = min(max(now.zoom + step, theme.MIN_ZOOM), theme.MAX_ZOOM)
        if zoom != now.zoom:
            self.set_look(replace(self._desk.look, zoom=zoom))
            self._navigator.rebuild()
