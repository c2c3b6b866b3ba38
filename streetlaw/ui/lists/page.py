"""A page with a long list: search as you type, filters, kept views, chosen rows, a preview beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from streetlaw.domain.record import Outcome
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.dates import locale
from streetlaw.ui.desk import Desk
from streetlaw.ui.lists.asking import Asking
from streetlaw.ui.lists.choosing import Choosing
from streetlaw.ui.lists.keeping import Keeping
from streetlaw.ui.lists.listed import Listed
from streetlaw.ui.lists.look import NARROW
from streetlaw.ui.lists.model import TICK
from streetlaw.ui.lists.reading import Found
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.list_table import ListTable


class ListPage(Listed):
    """What the two lists have in common; their pages say what is listed, and what can be done."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.order, self.backwards = "", False
        self._selected = ""
        self._seconds = 0.0
        self._is_restored = False
        self.make()
        self.order = self.look.order
        self.asking = Asking(self, self.source)
        self.keeping = Keeping(self)
        self._lay_out()
        self._connect()

    # ── Of the page ──────────────────────────────────────────────────────────────────────────────────────

    def state(self) -> dict[str, object]:
        """The search, the choices and the row."""
        return {"text": self.search.text(), "choices": self.choices(), "selected": self._selected}

    def restore(self, state: dict[str, object]) -> None:
        """Take up search, choices and row."""
        choices = state.get("choices")
        self.keeping.is_known = self._is_restored = True
        self.search.setText(str(state.get("text", "")))
        self._selected = str(state.get("selected", ""))
        self.take(choices if isinstance(choices, dict) else {})

    def choices(self) -> dict[str, object]:
        """Filters and order, as plain data."""
        return {**self.filters.choices(), "order": self.order, "backwards": self.backwards}

    def take(self, choices: Mapping[str, object]) -> None:
        """Narrow and order the list like this."""
        self.filters.take(choices)
        self.order = self.look.known(str(choices.get("order", "")))
        self.backwards = bool(choices.get("backwards"))
        self._show_order()
        self._ask()

    def begin(self) -> None:
        """Show the list, at first as it was left last."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.keeping.is_known:
            self._ask()
        self.keeping.read()

    def follow(self, outcome: Outcome) -> None:
        """Read again: what was chosen and is gone is chosen no more."""
        self.model.forget({change.id for change in outcome.changes if change.after is None})
        self.asking.renew(self.query())

    def has_changed(self) -> None:
        """The person narrowed or ordered the list in another way."""
        self._show_order()
        self.keeping.leave()
        self._ask()

    # ── What was found ───────────────────────────────────────────────────────────────────────────────────

    def _ask(self, *_text: object) -> None:
        self.asking.ask(self.query())

    def _on_began(self, found: Found[Any]) -> None:
        self._seconds = found.seconds
        self.model.choose_all(on=False)
        kept = self._selected
        self.model.list_ids(found.ids, found.lines)
        if not self._is_restored or found.whole or self.model.row_of(kept) >= 0:
            self._is_restored = False
            self._stand(kept)
        if found.whole:
            self._count(found)
        else:
            self._show_stack(rows=True)

    def _on_grew(self, found: Found[Any]) -> None:
        kept = self._selected
        self.model.grow(found.ids)
        if self.table.currentIndex().row() < 0:
            self._is_restored = False
            self._stand(kept)
        self._count(found)

    def _on_renewed(self, found: Found[Any]) -> None:
        kept = self._selected
        self.model.renew(found.ids, found.lines)
        self._stand(kept)
        self._count(found)

    def _count(self, found: Found[Any]) -> None:
        total, shown = found.total or 0, len(found.ids)
        self._show_stack(rows=bool(shown), total=total)
        write = locale().toString
        self.filters.show_found(_("{found} of {total} · {ms} ms").format(
            found=write(shown), total=write(total), ms=write(max(1, round(self._seconds * 1000)))))

    # ── Rows ─────────────────────────────────────────────────────────────────────────────────────────────

    def _stand(self, record_id: str) -> None:
        """Stand on the row of a record, or on the first."""
        row = max(self.model.row_of(record_id), 0) if record_id else 0
        if not self.model.rowCount():
            self._on_row("")
        elif self.table.currentIndex().row() != row:
            self.table.selectRow(row)
        else:
            self._on_row(self.model.record_id(row))

    def _on_row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.asking.put_off()
            self._on_row(self.model.record_id(current.row()))

    def _on_row(self, record_id: str) -> None:
        self._selected = record_id
        if not record_id or self.inspector_shown:
            self.show_preview(record_id)

    def _on_opened(self, index: QModelIndex) -> None:
        self.open_record(self.model.record_id(index.row()))

    # ── Order ────────────────────────────────────────────────────────────────────────────────────────────

    def order_by(self, column: int, *_checked: object) -> None:
        """Order the list by a column, or turn it round."""
        order = self.look.orders[column]
        self.order, self.backwards = order, not self.backwards if order == self.order else False
        self.has_changed()

    def _show_order(self) -> None:
        rising = self.look.is_rising(self.order, backwards=self.backwards)
        self.table.header.show_order(self.look.column(self.order), rising=rising)

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def top_line(self) -> Sequence[QWidget]:
        """What stands beside the search."""
        return (self.new,)

    def _lay_out(self) -> None:
        px = theme.current().px
        self.table = ListTable(self.accessible_name(), tick=TICK)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setProperty("kind", "plain")
        self.table.setModel(self.model)
        self.table.set_widths([self.look.widths[column] for column in sorted(self.look.widths)])
        self.table.header.set_sortable(frozenset(self.look.orders))
        self._show_order()
        self.filter_button = Button(_("Filters"), icon="funnel", checkable=True)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        for widget in (self.filter_button, *self.top_line()):
            line.addWidget(widget)
        self.body.addLayout(line)
        self.choosing = Choosing(self)
        for widget in (self.filters, self.keeping.line, self.choosing.bar):
            self.body.addWidget(widget)
        frame = QFrame()
        frame.setProperty("kind", "card")
        held = QVBoxLayout(frame)
        held.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedLayout()
        held.addLayout(self._stack)  # first: what it shows without a frame would flash as a window
        for widget in (self.table, self.empty, self.nothing):
            self._stack.addWidget(widget)
        self.body.addWidget(frame, 1)
        # The pane keeps its width whatever is shown in it: else the whole list is laid out and painted anew.
        self.preview.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_inspector(self.preview)

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        for left in (self.search.left, self.search.submitted):
            left.connect(self._on_search_left)
        self.filters.changed.connect(self.has_changed)
        table, header = self.table, self.table.header
        table.opened.connect(self._on_opened)
        table.selectionModel().currentRowChanged.connect(self._on_row_changed)
        table.verticalScrollBar().valueChanged.connect(self.asking.put_off)
        header.order_wanted.connect(self.order_by)
        self.middle.installEventFilter(self)
        self.asking.began.connect(self._on_began)
        self.asking.grew.connect(self._on_grew)
        self.asking.renewed.connect(self._on_renewed)
        self.nothing.acted.connect(self.clear)
        self.filter_button.toggled.connect(self.fit)
        self.add_command(_("Search in this list"), self._on_find, keys="Ctrl+F", icon="magnifying-glass")
        for column in self.look.orders:
            name = self.model.headerData(column, Qt.Orientation.Horizontal)
            self.add_command(_("Sort by: {column}").format(column=name), partial(self.order_by, column),
                             icon="sort-ascending")

    def _show_stack(self, *, rows: bool, total: int = 1) -> None:
        self.want_inspector(rows or total > 0)
        self._stack.setCurrentWidget(self.table if rows else self.nothing if total else self.empty)

    def _on_search_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Search for nothing, filter nothing."""
        self.search.setText("")
        self.filters.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave columns out of a list that gets narrow."""
        if watched is self.middle and event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self, *_on: object) -> None:
        """Show as many columns and filters as there is room for, unless something else stands there."""
        narrow = self.middle.width() < theme.current().px(NARROW)
        for column in self.look.narrow:
            self.table.setColumnHidden(column, narrow)
        number = self.filters.number
        self.filter_button.setVisible(narrow)
        self.filter_button.setText(_("Filters: {n}").format(n=number) if number else _("Filters"))
        shown = not narrow or self.filter_button.isChecked()
        self.filters.setVisible(shown and self.choosing.bar.isHidden() and self.keeping.line.isHidden())
