"""What a search of the law found: one line an entry, what matched marked in it; typing searches on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter

from streetlaw.domain.fact import Freshness
from streetlaw.services.law.search import Match, Where
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.facts import as_of_text
from streetlaw.ui.law.entries import Entry, EntryKind
from streetlaw.ui.law.words import listed
from streetlaw.ui.parts.badge import badge_width, paint_badge
from streetlaw.ui.parts.look import font, paint_rounded, paint_text
from streetlaw.ui.parts.status import status, status_label
from streetlaw.ui.parts.table import RowDelegate, TableView
from streetlaw.ui.tokens import Role

Index = QModelIndex | QPersistentModelIndex
Spans = tuple[tuple[int, int], ...]

_SIGNS = {EntryKind.NORM: "§", EntryKind.CHANNEL: "→", EntryKind.CLOSED: "×", EntryKind.HOTLINE: "№",
          EntryKind.ACT: "§", EntryKind.RULE: "◷"}
_TILE, _BEFORE = 28, 28


@dataclass(frozen=True, slots=True)
class Row:
    """One line: an entry, its badge, and the two lines of words with what matched in each."""

    entry: Entry
    fresh: Freshness
    local: bool
    title_spans: Spans
    note: str
    note_spans: Spans

    @property
    def spoken(self) -> str:
        """The line as it is read aloud."""
        return ", ".join(part for part in (self.entry.title, self.note, badge_text(self),
                                           as_of_text(self.entry.fact)) if part)


def row_of(entry: Entry, match: Match, language: str, today: date, *, local: bool) -> Row:
    """How an entry is shown: with the passage that matched where neither title nor note is it."""
    closed = entry.kind is EntryKind.CLOSED
    fresh = Freshness.CLOSED if closed else entry.fact.freshness(today)
    passage, note = match.passage, entry.note
    title_spans: Spans = ()
    note_spans: Spans = ()
    if passage is not None and passage.text == entry.title:
        title_spans = match.spans
    elif passage is not None and passage.text == entry.note:
        note, note_spans = _cut(passage.text, match.spans)
    elif passage is not None:
        before = listed(_LANGUAGES.get(passage.language, "") if passage.language != language else "",
                        _label(passage.where), between=", ")
        text, spans = _cut(passage.text, match.spans)
        before = f"{before}: " if before else ""
        note, note_spans = before + text, tuple((a + len(before), b + len(before)) for a, b in spans)
    return Row(entry, fresh, local, title_spans, note, note_spans)


_LANGUAGES = {"ky": "кыргызча", "ru": "по-русски", "en": "in English"}


def badge_text(row: Row) -> str:
    """What the badge of a line says."""
    label = status_label("verification", row.fresh.value)
    return listed(_("Checked here"), label) if row.local else label


def _label(where: Where) -> str:
    return {Where.MIND: _("What to mind"), Where.BASIS: _("Basis"), Where.CONTACT: _("Contact"),
            Where.ACT: _("Act")}.get(where, "")


def _cut(text: str, spans: Spans) -> tuple[str, Spans]:
    """The text from a little before what matched."""
    first = spans[0][0] if spans else 0
    if first <= _BEFORE:
        return text, spans
    at = text.rfind(" ", 0, first - _BEFORE // 2) + 1
    return "…" + text[at:], tuple((a - at + 1, b - at + 1) for a, b in spans)


class FoundModel(QAbstractListModel):
    """The lines as Qt sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many were found."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is read aloud."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self.rows[index.row()].spoken if role in shown else None


class _FoundDelegate(RowDelegate):
    """Paints a line: sign, title and note with what matched marked, badge and day at the right."""

    def paint_content(self, painter: QPainter, area: QRect, index: Index, *, selected: bool) -> None:
        """Paint one line."""
        model = index.model()
        if not isinstance(model, FoundModel):
            return
        row, shown = model.rows[index.row()], theme.current()
        side = shown.px(_TILE)
        tile = QRectF(area.left(), area.top() + (area.height() - side) / 2, side, side)
        paint_rounded(painter, tile, shown.color("sunken"), None, shown.px(6))
        paint_text(painter, tile, _SIGNS.get(row.entry.kind, "≡"), shown.color("text-2"), font("section"),
                   Qt.AlignmentFlag.AlignCenter)
        right = self._paint_right(painter, area, row)
        left = area.left() + side + shown.px(12)
        middle, width = area.center().y(), max(right - left - shown.px(12), 0)
        upper = QRectF(left, middle - shown.px(19), width, shown.px(20))
        lower = QRectF(left, middle + shown.px(1), width, shown.px(17))
        ink = shown.color("on-selection" if selected else "text")
        _mark(painter, upper, row.entry.title, row.title_spans, "body", 500)
        paint_text(painter, upper, row.entry.title, ink, font("body", 500))
        _mark(painter, lower, row.note, row.note_spans, "caption")
        paint_text(painter, lower, row.note, shown.color("text-2"), font("caption"))

    def _paint_right(self, painter: QPainter, area: QRect, row: Row) -> int:
        """Paint the badge over the day; return where they begin."""
        shown, look, text = theme.current(), status("verification", row.fresh.value), badge_text(row)
        dated = as_of_text(row.entry.fact)
        wide = max(badge_width(text, look.icon), QFontMetrics(font("caption")).horizontalAdvance(dated))
        wide = min(wide, area.width() // 2)
        width = min(badge_width(text, look.icon), wide)
        upper = QRect(area.right() - width, area.top() + shown.px(3), width, shown.px(24))
        paint_badge(painter, upper, look.tone, look.icon, text)
        lower = QRectF(area.right() - wide, area.center().y() + shown.px(3), wide, shown.px(17))
        paint_text(painter, lower, dated, shown.color("text-2"), font("caption"),
                   Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return area.right() - wide


def _mark(painter: QPainter, place: QRectF, text: str, spans: Spans, role: Role,
          weight: int | None = None) -> None:
    """Paint the ground behind what matched."""
    shown, measure = theme.current(), QFontMetrics(font(role, weight))
    for begin, end in spans:
        left = place.left() + measure.horizontalAdvance(text[:begin])
        width = min(measure.horizontalAdvance(text[begin:end]), place.right() - left)
        if width > 0:
            paint_rounded(painter, QRectF(left - 1, place.top() + 1, width + 2, place.height() - 2),
                          shown.tone("warning").fill, shown.tone("warning").line, shown.px(3))


class FoundList(TableView):
    """The lines; the first is chosen until the person comes to another."""

    chosen = Signal(str)
    """The key of the entry the person came to."""
    typed = Signal(str)
    """A letter was typed: it belongs to the search."""

    def __init__(self, name: str) -> None:
        super().__init__(name, two_line=True)
        self._model = FoundModel()
        self.setProperty("kind", "plain")
        self.setModel(self._model)
        self.setItemDelegate(_FoundDelegate(self))
        self.horizontalHeader().hide()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._told = ""

    @property
    def current(self) -> str:
        """The key of the entry chosen, "" for none."""
        at = self.currentIndex().row()
        return self._model.rows[at].entry.key if 0 <= at < len(self._model.rows) else ""

    @property
    def rows(self) -> Sequence[Row]:
        """The lines shown."""
        return self._model.rows

    def show_rows(self, rows: Sequence[Row], *, keep: bool) -> None:
        """Show these lines; the one chosen stays when it is to be kept and there, otherwise the first is."""
        current = self.current if keep else ""
        self._model.show_rows(rows)
        keys = [row.entry.key for row in rows]
        self._stand(keys.index(current) if current in keys else 0)

    def choose(self, key: str) -> None:
        """Come to an entry."""
        keys = [row.entry.key for row in self._model.rows]
        if key in keys:
            self._stand(keys.index(key))
            self.chosen.emit(key)

    def enter(self) -> None:
        """Put the focus on the line that is chosen."""
        if self._model.rows:
            self.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the ends of the list; go on with the search when a letter is typed."""
        letters = event.text()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._model.rows) - 1}
        if plain and self._model.rows and Qt.Key(event.key()) in ends:
            self.choose(self._model.rows[ends[Qt.Key(event.key())]].entry.key)
        elif plain and letters.isprintable() and letters.strip() and letters != "/":
            self.typed.emit(letters)
        else:
            super().keyPressEvent(event)

    def _stand(self, at: int) -> None:
        self._told = self._model.rows[at].entry.key if at < len(self._model.rows) else ""
        index = self._model.index(at)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        if index.isValid():
            self.scrollTo(index)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and self.current != self._told:
            self._told = self.current
            self.chosen.emit(self.current)
