"""What every tab of the client page is, and how its forms keep what is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.ui import theme
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.route import Route

_TWO_COLUMNS = 820
"""Logical px from which a tab has two columns."""


class View(QWidget):
    """One tab: it shows what was read, and acts through the page it stands in."""

    reading_wanted = Signal()
    """Something was read in a way that left a trace in the records: read the client again."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.desk = page.desk
        self.navigator = page.navigator
        self.read: Read | None = None

    @property
    def client(self) -> Client:
        """The client shown; an empty one before anything was read."""
        return self.read.file.client if self.read else Client()

    def show_read(self, read: Read) -> None:
        """Show what was read, for the first time or after a change."""
        self.read = read

    def enter(self, route: Route) -> None:
        """Be shown for this route, after `show_read`: for forms, the moment to look for a draft."""

    def leave(self) -> None:
        """Be left: forget what is too large or too delicate to keep in the window."""


class Form(Card):
    """A card of fields that keeps a draft under a route of the page; fields are known by name."""

    def __init__(self, page: Page, title: str, *, icon: str = "") -> None:
        super().__init__(title, icon=icon)
        self.page = page
        self.fields: dict[str, Field] = {}
        self.keeper = DraftKeeper(page.desk, page.route, self, self.values, self.take)
        self.code = ""

    def begin(self, client: Client, route: Route) -> None:
        """Stand for this client: empty, or with what was typed before."""
        self.code = client.code
        self.keeper.move(route)
        self.clear()
        self.keeper.begin()

    def clear(self) -> None:
        """Show the form as it is at first."""
        self.show_problem("", "")
        self.take({})

    def values(self) -> Mapping[str, Any]:
        """The fields as plain data; "title" is what Today shows of the draft."""
        raise NotImplementedError

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data; {} is the empty form."""
        raise NotImplementedError

    def show_problem(self, name: str, text: str) -> None:
        """Show what is wrong at one field, and nothing at the others."""
        for key, field in self.fields.items():
            field.set_error(text if key == name else None)
        if name:
            self.fields[name].setFocus()

    def show_refusal(self, error: StreetLawError, at: Mapping[str, str]) -> None:
        """Show a refusal at the field its code is about, or else over the page."""
        if error.code in at:
            self.show_problem(at[error.code], sentence(error))
        else:
            self.page.on_refused(error)


class _Column(QWidget):
    """Cards that scroll: as high as their texts are at the width there is, not as when broken narrowly."""

    def minimumSizeHint(self) -> QSize:
        """Leave the height to `heightForWidth`."""
        least, layout = super().minimumSizeHint(), self.layout()
        return QSize(least.width(), 0) if layout is not None and layout.hasHeightForWidth() else least


def column_of(*widgets: QWidget, name: str) -> QScrollArea:
    """Cards one below the other, scrolling by themselves."""
    held = _Column()
    column = QVBoxLayout(held)
    px = theme.current().px
    column.setContentsMargins(0, 0, 0, px(12))
    column.setSpacing(px(12))
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return scrolled(held, name)


def beside(*columns: tuple[QWidget, int]) -> QWidget:
    """Columns beside each other with their shares; one below the other where there is little room."""
    widgets, shares = zip(*columns, strict=True)
    return Beside(*widgets, shares=shares, narrow=_TWO_COLUMNS, grows=True)
