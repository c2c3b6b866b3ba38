"""What a page with a list says of itself, and what is done with it: its helpers know no more than this."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QMenu, QWidget

from streetlaw.ui.lists.deeds import Deed
from streetlaw.ui.lists.filters import FilterBar
from streetlaw.ui.lists.look import Look
from streetlaw.ui.lists.model import ChosenModel
from streetlaw.ui.lists.reading import Source
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.list_table import ListTable
from streetlaw.ui.parts.search_field import SearchField


class Listed(Page):
    """What each list makes and answers."""

    place: ClassVar[str]
    """The list's key: of its route, its views, and how it was left."""

    search: SearchField
    filters: FilterBar
    model: ChosenModel[Any]
    table: ListTable
    preview: QWidget
    new: Button
    empty: EmptyState
    nothing: EmptyState
    source: Source[Any]
    look: Look

    @abstractmethod
    def make(self) -> None:
        """Make search, filters, model, preview and the rest."""

    @abstractmethod
    def accessible_name(self) -> str:
        """What the table is called."""

    @abstractmethod
    def query(self) -> Any:
        """What is asked for now."""

    @abstractmethod
    def deeds(self) -> Sequence[Deed]:
        """What can be done with chosen rows."""

    @abstractmethod
    def show_preview(self, record_id: str) -> None:
        """Show a record beside the list; "" for none."""

    @abstractmethod
    def open_record(self, record_id: str) -> None:
        """Go to the page of a record."""

    def fill_menu(self, menu: QMenu, record_id: str) -> None:
        """Put what can be done with one record into its menu, before what can be done with many."""

    @abstractmethod
    def choices(self) -> dict[str, object]:
        """Filters and order, as plain data."""

    @abstractmethod
    def take(self, choices: Mapping[str, object]) -> None:
        """Narrow and order the list like this."""

    @abstractmethod
    def fit(self, *_on: object) -> None:
        """Show as many columns and filters as there is room for, unless something else stands there."""
