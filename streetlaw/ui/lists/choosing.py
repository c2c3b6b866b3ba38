"""Choosing rows of a list, and the menu of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from streetlaw.translation import gettext as _
from streetlaw.ui.lists.deeds import ChosenBar, add_deeds, add_line
from streetlaw.ui.lists.listed import Listed


class Choosing(QObject):
    """Between the boxes of the table, the bar of the page, and the menu of a row."""

    def __init__(self, page: Listed) -> None:
        super().__init__(page)
        self._page = page
        self.bar = ChosenBar(page.deeds(), self.chosen)
        self.bar.hide()
        self.menu: QMenu | None = None
        """The menu shown last."""
        table, model = page.table, page.model
        table.toggled.connect(model.toggle)
        table.stretched.connect(self._on_stretched)
        table.menu_wanted.connect(self._on_menu)
        for wanted in (table.all_wanted, table.header.all_wanted):
            wanted.connect(self._on_all)
        for wanted in (table.none_wanted, self.bar.dropped):
            wanted.connect(self.none)
        model.chosen_changed.connect(self._on_changed)

    def chosen(self) -> Sequence[str]:
        """The ids of the chosen records."""
        return self._page.model.chosen

    def none(self) -> None:
        """Choose none."""
        self._page.model.choose_all(on=False)

    def open_menu(self, record_id: str, place: QPoint) -> None:
        """Show what can be done with a record; with all chosen ones, when it is one of them."""
        page, model = self._page, self._page.model
        if self.menu is not None:
            self.menu.deleteLater()
        menu = self.menu = QMenu(page)
        menu.setAccessibleName(_("What to do"))
        together = model.is_chosen(record_id) and model.number > 1
        if not together:
            page.fill_menu(menu, record_id)
            menu.addSeparator()
        add_deeds(menu, page.deeds(), self.chosen if together else partial(_alone, record_id))
        menu.addSeparator()
        text = _("Choose no longer") if model.is_chosen(record_id) else _("Choose")
        add_line(menu, text, "check-square", partial(self._on_toggle, record_id))
        menu.popup(place)

    def _on_menu(self, index: QModelIndex, place: QPoint) -> None:
        self.open_menu(self._page.model.record_id(index.row()), place)

    def _on_toggle(self, record_id: str, *_checked: object) -> None:
        row = self._page.model.row_of(record_id)
        if row >= 0:
            self._page.model.toggle(row)

    def _on_stretched(self, anchor: int, before: int, target: int) -> None:
        self._page.model.choose(anchor, before, on=False)
        self._page.model.choose(anchor, target)

    def _on_all(self) -> None:
        model = self._page.model
        model.choose_all(on=model.state != Qt.CheckState.Checked)

    def _on_changed(self) -> None:
        page, number = self._page, self._page.model.number
        focused = QApplication.focusWidget()
        page.table.any_ticked = bool(number)
        page.table.header.show_state(page.model.state)
        self.bar.show_number(number)
        self.bar.setVisible(bool(number))
        page.fit()
        if not number and focused and self.bar.isAncestorOf(focused):
            page.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _alone(record_id: str) -> Sequence[str]:
    return (record_id,)
