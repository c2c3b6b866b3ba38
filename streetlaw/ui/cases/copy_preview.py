"""Everything that will be in a person's copy, to be looked through; passages can be held back from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from streetlaw.domain.paper import SubjectCopy
from streetlaw.services.telling import Telling
from streetlaw.services.withholding import Passage
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.qicons import icon

HEIGHT = 300
"""Logical px: some ten lines."""
_NAMES = 220
_BOX, _AIR, _LEAST = 28, 10, 28
"""Logical px: the mark before a text, the air above and below it, the least height of a line."""
_PASSAGE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class CopyPreview(QTreeWidget):
    """Passages first, each with a mark that it is handed out; then every record as the copy tells it."""

    changed = Signal()
    """The person marked something, or took a mark away."""

    def __init__(self, copy: SubjectCopy, passages: Sequence[Passage]) -> None:
        super().__init__()
        self._telling = Telling(copy.pack, language())
        self._boxes: list[QTreeWidgetItem] = []
        self.setAccessibleName(_("What will be in the copy"))
        self.setColumnCount(2)
        self.setHeaderLabels([_("What will be in the copy"), _("Seems to name")])
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(1, theme.current().px(_NAMES))
        self.setWordWrap(True)
        self.setItemDelegate(_Lines(self))
        self.setRootIsDecorated(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(theme.current().px(HEIGHT))
        self._fill_passages(passages)
        self._fill_records(copy)
        self.itemChanged.connect(self.changed)
        self.header().sectionResized.connect(self.scheduleDelayedItemsLayout)
        self._show_first()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages there are."""
        return tuple(cast("Passage", box.data(0, _PASSAGE)) for box in self._boxes)

    def hold(self, passages: AbstractSet[Passage]) -> None:
        """Take the mark from these passages, and set it at all others; nobody is told."""
        self.blockSignals(True)
        for box in self._boxes:
            gone = cast("Passage", box.data(0, _PASSAGE)) in passages
            box.setCheckState(0, Qt.CheckState.Unchecked if gone else Qt.CheckState.Checked)
        self.blockSignals(False)
        self.viewport().update()

    def held(self) -> tuple[Passage, ...]:
        """The passages whose mark was taken away."""
        return tuple(cast("Passage", box.data(0, _PASSAGE)) for box in self._boxes
                     if box.checkState(0) is Qt.CheckState.Unchecked)

    def _fill_passages(self, passages: Sequence[Passage]) -> None:
        tell = self._telling
        ordered = sorted(passages, key=lambda one: (one.kind, one.name))
        for (kind, name), group in groupby(ordered, key=lambda one: (one.kind, one.name)):
            title = f"{tell.kind(kind)}: {tell.label(kind, name)}"
            section = self._section(title[:1].upper() + title[1:])
            for passage in group:
                self._boxes.append(self._box(section, passage))

    def _box(self, section: QTreeWidgetItem, passage: Passage) -> QTreeWidgetItem:
        box = QTreeWidgetItem(section, [passage.text, ", ".join(passage.names or passage.hints)])
        box.setData(0, _PASSAGE, passage)
        box.setCheckState(0, Qt.CheckState.Unchecked if passage.reason else Qt.CheckState.Checked)
        if passage.names:
            box.setIcon(1, icon("warning", "warning"))
        else:
            box.setForeground(1, theme.current().color("text-2"))
        if passage.reason:
            box.setToolTip(0, _("Held back before: {reason}").format(reason=passage.reason))
        return box

    def _fill_records(self, copy: SubjectCopy) -> None:
        everything = self._section(_("All records, as the paper tells them"))
        everything.setExpanded(False)
        for record in copy.records:
            one = QTreeWidgetItem(everything, [self._telling.kind(record.kind)])
            for label, words in self._telling.parts(record.kind, record.values):
                QTreeWidgetItem(one, [f"{label}: {words}"])

    def _section(self, title: str) -> QTreeWidgetItem:
        section = QTreeWidgetItem(self, [title])
        section.setFirstColumnSpanned(True)
        section.setExpanded(True)
        section.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return section

    def _show_first(self) -> None:
        """Begin with the first passage that seems to name somebody."""
        named = (box for box in self._boxes if cast("Passage", box.data(0, _PASSAGE)).names)
        first = next(named, self.topLevelItem(0))
        if first is not None:
            self.setCurrentItem(first)
            self.scrollToItem(first)


class _Lines(QStyledItemDelegate):
    """Gives a text as many lines as it needs in its column, and each some air."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """As high as the text is when it is broken."""
        tree, px = self.parent(), theme.current().px
        hint = super().sizeHint(option, index)
        if index.column() == 0 and isinstance(tree, QTreeWidget):
            depth = 1 + sum(1 for _ in _ancestors(index))
            width = tree.columnWidth(0) - depth * tree.indentation() - px(_BOX)
            lines = tree.fontMetrics().boundingRect(
                QRect(0, 0, max(width, px(_BOX)), 2**20), Qt.TextFlag.TextWordWrap, str(index.data()))
            hint.setHeight(max(lines.height() + px(_AIR), px(_LEAST)))
        return hint


def _ancestors(index: _Index) -> Iterator[_Index]:
    while (index := index.parent()).isValid():
        yield index
