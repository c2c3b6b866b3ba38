"""The list beside a case: one row a case, with its name, what it is about, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from streetlaw.domain.pack import Pack
from streetlaw.domain.review import ReviewCase, Verdict
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_text
from streetlaw.ui.parts.badge import HEIGHT, badge_width, paint_badge
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.look import font, paint_text
from streetlaw.ui.parts.table import RowDelegate
from streetlaw.ui.review.lines import region, violations
from streetlaw.ui.review.reading import Answered, Asked
from streetlaw.ui.tokens import ToneName

Index = QModelIndex | QPersistentModelIndex
Look = tuple[ToneName, str, str]
"""Tone, icon and words of a badge."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: `verdict` decides under which filter it stands."""

    id: str
    title: str
    second: str
    badge: Look
    verdict: Verdict


def asked_entry(asked: Asked, pack: Pack) -> Entry:
    """A case I was asked about."""
    case = asked.case
    said: tuple[str, ...] = ()
    if asked.content is not None:
        said = (violations(pack, asked.content), region(pack, asked.content))
    return Entry(case.id, case.pseudonym, " · ".join(part for part in said if part), case_badge(case),
                 case.verdict)


def answer_entry(answered: Answered) -> Entry:
    """An answer to a case of mine."""
    review = answered.review
    day = day_text(review.received_on) if review.received_on else ""
    second = " · ".join(part for part in (answered.reviewer, day) if part)
    return Entry(review.id, answered.code, second, verdict_badge(review.verdict, len(review.comments)),
                 review.verdict)


def case_badge(case: ReviewCase) -> Look:
    """Where a case stands: new, commented, decided."""
    if case.verdict is not Verdict.OPEN:
        return verdict_badge(case.verdict, 0)
    if not case.comments:
        return ("info", "circle", _("New"))
    count = sum(not comment.settled for comment in case.comments)
    return ("review", "chat-centered-text", comments_text(count)) if count else (
        "neutral", "check", _("All settled"))


def verdict_badge(verdict: Verdict, comments: int) -> Look:
    """A decision; with comments, how many of them come with it."""
    if verdict is Verdict.SIGNED_OFF:
        return ("success", "check-circle", _("Signed off"))
    text = comments_text(comments) if comments else _("Returned")
    return ("warning", "arrow-u-up-left", text)


def comments_text(count: int) -> str:
    """A number of comments."""
    return ngettext("{n} comment", "{n} comments", count).format(n=count)


class EntriesModel(QAbstractTableModel):
    """The rows as Qt sees them: a title with a badge, and a second line."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these rows."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self._entries[row]

    def row_of(self, id: str) -> int:
        """The row of an entry, or -1."""
        return next((row for row, entry in enumerate(self._entries) if entry.id == id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One column."""
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        entry = self._entries[index.row()]
        cell: Mapping[int, object] = {
            Qt.ItemDataRole.DisplayRole: entry.title, Role.SECOND: entry.second, Role.BADGE: entry.badge,
            Qt.ItemDataRole.ToolTipRole: entry.second,
            Qt.ItemDataRole.AccessibleTextRole: f"{entry.title}, {entry.badge[2]}, {entry.second}"}
        return cell.get(role)


class EntryDelegate(RowDelegate):
    """Paints a row: title left, badge right, the second line below both."""

    def paint_content(self, painter: QPainter, area: QRect, index: Index, *, selected: bool) -> None:
        """Paint both lines."""
        px, shown = theme.current().px, theme.current()
        tone, icon, text = index.data(Role.BADGE)
        width = min(badge_width(text, icon), area.width() // 2)
        upper = QRect(area.left(), area.top() + px(6), area.width(), px(HEIGHT))
        paint_badge(painter, QRect(upper.right() + 1 - width, upper.top(), width, upper.height()), tone, icon,
                    text)
        ink = shown.ink("on-selection" if selected else "text")
        title = QRectF(upper.adjusted(0, 0, -width - px(8), 0))
        paint_text(painter, title, str(index.data()), ink, font("body_strong"))
        lower = QRectF(area.left(), upper.bottom() + 1, area.width(), px(19))
        paint_text(painter, lower, str(index.data(Role.SECOND)), shown.color("text-2"), font("caption"))
