"""What every block of the settings page is: a widget that asks and acts by itself, through the page."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.record import Outcome
from streetlaw.services.ports import Work
from streetlaw.ui import theme
from streetlaw.ui.page import GAP, Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that protects: what is said of it once it is `done`, or the button that leads to it.

    With `todo` empty the point is settled; `grave` tells that data are in danger as long as it is not.
    """

    done: str = ""
    todo: str = ""
    grave: bool = False


class Block(QWidget):
    """A part of the settings page. Subclasses build themselves in the constructor and ask in `read`.

    Everything goes through the page: `page.ask`, `page.run`, `page.desk`, `page.navigator`, `page.banner`.
    The names given to `latest` begin with the key of the block: all blocks ask as one owner.
    """

    reported = Signal()
    """`points` changed."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.points: tuple[Point, ...] = ()
        """What this block has to say about how well the folder is protected."""
        self.column = QVBoxLayout(self)
        """Where the cards go, from top to bottom."""
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().px(GAP))

    def read(self) -> None:
        """Ask for what is shown; called whenever the page comes into view."""

    def refresh(self, outcome: Outcome) -> None:
        """Follow a change in the vault."""

    def filled(self) -> dict[str, object]:
        """What is half filled in here and would be lost with the language."""
        return {}

    def fill(self, filled: dict[str, object]) -> None:
        """Take up what `filled` said."""

    def start(self) -> None:
        """Begin what the banner of the page offers: called when a button made of `Point.todo` is pressed."""

    def report(self, *points: Point) -> None:
        """Say what protects here, and what is left to do."""
        self.points = points
        self.reported.emit()

    def keep(self, name: str, value: str) -> None:
        """Keep a choice in the vault, and let the rest of the window follow it."""
        self.page.ask(set_choice, name, value, done=self._on_kept)

    def _on_kept(self, _nothing: object) -> None:
        self.page.desk.changed.emit(Outcome("setting.kept"))


def set_choice(work: Work, name: str, value: str) -> None:
    """Keep one choice of the vault."""
    work.set_setting(name, value)
