"""The palette (Ctrl+K): commands, sections, and everything the vault holds. Names match, but stay hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from streetlaw.domain.folding import fold
from streetlaw.services.listing import Hit
from streetlaw.services.ports import Work
from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.key_hint import HEIGHT, key_hint_width, paint_key_hint
from streetlaw.ui.parts.look import font, paint_text, text_width
from streetlaw.ui.parts.mask import paint_mask
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import Role

WIDTH, ROW, MOST = 560, 36, 12
FOUND = 8
"""How many records are looked for."""

_KINDS: dict[str, tuple[str, str, str]] = {
    "client": ("user", N_("client"), "client"),
    "case": ("folder-open", N_("case"), "client"),
    "incident": ("warning-octagon", N_("incident"), "incident"),
    "referral": ("path", N_("referral"), "referral"),
    "note": ("note", N_("note"), "client"),
    "attachment": ("paperclip", N_("file"), "client"),
    "party": ("users", N_("person in a case"), "client"),
}
"""Table name of a hit: icon, what it is called, and the place that shows it."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: something to do, or somewhere to go."""

    text: str
    icon: str
    act: Callable[[], object] | Route
    keys: str = ""
    note: str = ""
    masked: bool = False


class _Model(QAbstractListModel):
    """The lines shown now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex,
             role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            hidden = _("hidden") if entry.masked else ""
            return ", ".join(part for part in (entry.text, hidden, entry.note, entry.keys) if part)
        return None


class _Painter(QStyledItemDelegate):
    """Paints a line: icon, text or code with its mask, and at the right what it is or its keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        del option, index
        return QSize(theme.current().px(200), theme.current().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        shown, area = theme.current(), QRectF(option.rect)
        model = index.model()
        if not isinstance(model, _Model):
            return
        entry, px = model.entries[index.row()], shown.px
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, shown.color("selection"))
        left = area.left() + px(14)
        paint_icon(painter, QRectF(left, area.top(), px(18), area.height()), entry.icon, "text", 18)
        left += px(28)
        role: Role = "body_strong" if entry.masked else "body"
        room = QRectF(left, area.top(), area.right() - left - px(14), area.height())
        right = self._paint_right(painter, room, entry)
        paint_text(painter, room.adjusted(0, 0, -right, 0), entry.text, shown.color("text"), font(role))
        if entry.masked:
            start = left + text_width(entry.text, role) + px(8)
            paint_mask(painter, QRectF(start, area.top(), px(72), area.height()).toRect(), 72)

    def _paint_right(self, painter: QPainter, room: QRectF, entry: Entry) -> float:
        shown = theme.current()
        if entry.keys:
            width = key_hint_width(entry.keys)
            top = room.top() + (room.height() - shown.px(HEIGHT)) // 2
            box = QRectF(room.right() - width, top, width, shown.px(HEIGHT))
            paint_key_hint(painter, box, entry.keys, shown.color("text-2"), shown.color("border"),
                           shown.color("sunken"))
            return width + shown.px(8)
        paint_text(painter, room, entry.note, shown.color("text-3"), font("caption"), _RIGHT)
        return text_width(entry.note, "caption") + shown.px(8)


class Palette(QFrame):
    """A panel over the page; it closes when the focus leaves it."""

    route_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "raised")
        self._desk, self._around = desk, parent
        self._commands: list[Entry] = []
        self._back: QWidget | None = None
        self.field = SearchField(_("Find or do anything"), name=_("Find or do anything"), keys="Ctrl K")
        self._list = QListView()
        self._model = _Model(self)
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Painter(self._list))
        self._list.setProperty("kind", "plain")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(_("Found"))
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(8))
        column.setSpacing(px(6))
        column.addWidget(self.field)
        column.addWidget(self._list, 1)
        self.field.searched.connect(self._on_searched)
        self.field.submitted.connect(self._on_submitted)
        self._list.clicked.connect(self._on_clicked)
        self.field.edit.installEventFilter(self)
        self.hide()

    def open(self, commands: Iterable[Entry], back: QWidget | None) -> None:
        """Show the panel with these commands; the focus returns to `back` afterwards."""
        self._commands, self._back = list(commands), back
        self.field.setText("")
        self._show(self._commands)
        self.place()
        self.show()
        self.raise_()
        self.field.setFocus()

    def place(self) -> None:
        """Stand in the middle of the window's upper part."""
        px, around = theme.current().px, self._around
        width = min(px(WIDTH), around.width() - px(32))
        height = px(ROW) * min(MOST, max(3, len(self._model.entries))) + px(56)
        self.setGeometry((around.width() - width) // 2, px(52), width, min(height, around.height() - px(80)))

    def close_panel(self) -> None:
        """Go away and give the focus back."""
        if self.isVisible():
            self.hide()
            if self._back is not None and self._back.isVisible():
                self._back.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows while the field keeps the focus; close with Escape."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_panel()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._select((self._list.currentIndex().row() + step) % max(1, len(self._model.entries)))
                return True
        return super().eventFilter(watched, event)

    def entries(self) -> Sequence[Entry]:
        """The lines shown now."""
        return self._model.entries

    def _show(self, entries: Sequence[Entry]) -> None:
        self._model.show_entries(entries[:MOST + FOUND])
        self._select(0)
        self.place()

    def _select(self, row: int) -> None:
        self._list.setCurrentIndex(self._model.index(row))

    def _matching(self, text: str) -> list[Entry]:
        words = fold(text).split()
        return [entry for entry in self._commands
                if all(any(part.startswith(word) for part in fold(entry.text).split()) for word in words)]

    def _on_searched(self, text: str) -> None:
        self._show(self._matching(text))
        if len(text.strip()) > 1:
            self._desk.ask(_find, text, owner=self, done=self._on_found, latest="palette")

    def _on_found(self, hits: Sequence[Hit]) -> None:
        if self.field.text().strip():
            self._show([*self._matching(self.field.text()), *(_entry(hit) for hit in hits)])

    def _on_submitted(self) -> None:
        self._do(self._list.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._do(index)

    def _do(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        act = self._model.entries[index.row()].act
        self.close_panel()
        if isinstance(act, Route):
            self.route_chosen.emit(act)
        else:
            act()


def _find(work: Work, text: str) -> Sequence[Hit]:
    return work.search(text, limit=FOUND)


def _entry(hit: Hit) -> Entry:
    icon, kind, place = _KINDS.get(hit.kind, ("file", "", "client"))
    where = Route(place, hit.record_id if place == hit.kind else hit.client_id)
    note = _("match in name") if hit.matched == "name" else translate(kind) if kind else ""
    return Entry(text=hit.code, icon=icon, act=where, note=note, masked=hit.kind == "client")
