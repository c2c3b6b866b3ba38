"""A line of the palette, and how it is painted: what it is, what of it matched, and its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.icons import paint_icon
from streetlaw.ui.parts.key_hint import HEIGHT, key_hint_width, paint_key_hint
from streetlaw.ui.parts.look import font, paint_text, text_width
from streetlaw.ui.parts.mask import paint_mask
from streetlaw.ui.route import Route

ROW, HEAD = 36, 28
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_MASK = 72
_NOTE = 0.4
"""The share of a line that a note may take."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line: something to do, or somewhere to go; a heading leads nowhere.

    `passage` are words of a record with the places in them that matched; `masked` shows a bar instead.
    What is found `by_words` alone is not listed before anything was typed.
    """

    text: str
    icon: str
    act: Callable[[], object] | Route
    keys: str = ""
    note: str = ""
    masked: bool = False
    heading: bool = False
    passage: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    by_words: bool = False

    @property
    def is_record(self) -> bool:
        """True for a line that stands for a record: its text is a code."""
        return self.masked or bool(self.passage)


class Entries(QAbstractListModel):
    """The lines shown now."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading cannot be chosen."""
        return Qt.ItemFlag.ItemIsEnabled if self.entries[index.row()].heading else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A line as it is read aloud."""
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            middle = _("hidden") if entry.masked else entry.passage
            return ", ".join(part for part in (entry.text, middle, entry.note, entry.keys) if part)
        return None


class EntryPainter(QStyledItemDelegate):
    """Paints a line: icon, text, what of the record matched, and at the right the field or the keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading is lower than a line."""
        del option
        model = index.model()
        heading = isinstance(model, Entries) and model.entries[index.row()].heading
        return QSize(theme.current().px(200), theme.current().px(HEAD if heading else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        shown, area, model = theme.current(), QRectF(option.rect), index.model()
        if not isinstance(model, Entries):
            return
        entry, px = model.entries[index.row()], shown.px
        if entry.heading:
            room = area.adjusted(px(14), px(6), -px(14), 0)
            paint_text(painter, room, entry.text, shown.color("text-2"), font("caption", 600))
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, shown.color("selection"))
        left = area.left() + px(14)
        paint_icon(painter, QRectF(left, area.top(), px(18), area.height()), entry.icon, "text", 18)
        room = QRectF(left + px(28), area.top(), area.right() - left - px(42), area.height())
        room.adjust(0, 0, -self._paint_right(painter, room, entry), 0)
        face = font("body_strong" if entry.is_record else "body")
        paint_text(painter, room, entry.text, shown.color("text"), face)
        if entry.is_record:
            taken = text_width(entry.text, "body_strong") + px(8) if entry.text else 0
            self._paint_middle(painter, room.adjusted(taken, 0, 0, 0), entry)

    def _paint_middle(self, painter: QPainter, room: QRectF, entry: Entry) -> None:
        """The words around the match, the match in bold; a bar while they are hidden."""
        if entry.masked:
            bar = QRectF(room.left(), room.top(), theme.current().px(_MASK), room.height())
            paint_mask(painter, bar.toRect(), _MASK)
            return
        for text, marked in _pieces(entry):
            ink = theme.current().color("text" if marked else "text-2")
            paint_text(painter, room, text, ink, font("body", 600 if marked else None))
            room = room.adjusted(text_width(text, "body", 600 if marked else None), 0, 0, 0)
            if room.width() <= 0:
                return

    def _paint_right(self, painter: QPainter, room: QRectF, entry: Entry) -> float:
        shown = theme.current()
        if entry.keys:
            width = key_hint_width(entry.keys)
            top = room.top() + (room.height() - shown.px(HEIGHT)) // 2
            box = QRectF(room.right() - width, top, width, shown.px(HEIGHT))
            paint_key_hint(painter, box, entry.keys, shown.color("text-2"), shown.color("border"),
                           shown.color("sunken"))
            return width + shown.px(8)
        most = min(text_width(entry.note, "caption"), room.width() * _NOTE)  # the text itself comes first
        beside = QRectF(room.right() - most, room.top(), most, room.height())
        paint_text(painter, beside, entry.note, shown.color("text-3"), font("caption"), _RIGHT)
        return most + shown.px(12)


def _pieces(entry: Entry) -> Iterator[tuple[str, bool]]:
    """The passage in pieces: its text, and whether it matched."""
    done = 0
    for first, last in entry.marks:
        yield entry.passage[done:first], False
        yield entry.passage[first:last], True
        done = last
    yield entry.passage[done:], False
