"""Everything that will be in a person's copy, to be looked through; passages can be held back from it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

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
_PASSAGE = Qt.ItemDataRole.UserRole


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
        self.setRootIsDecorated(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(theme.current().px(HEIGHT))
        self._fill_passages(passages)
        self._fill_records(copy)
        self.itemChanged.connect(self.changed)
        self._show_first()

    def held(self) -> tuple[Passage, ...]:
        """The passages whose mark was taken away."""
        return tuple(cast("Passage", box.data(0, _PASSAGE)) for box in self._boxes
                     if box.checkState(0) is Qt.CheckState.Unchecked)

    def _fill_passages(self, passages: Sequence[Passage]) -> None:
        tell = self._telling
        ordered = sorted(passages, key=lambda one: (not one.names, not one.reason))
        for (kind, name), group in groupby(sorted(ordered, key=lambda one: (one.kind, one.name)),
                                           key=lambda one: (one.kind, one.name)):
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
        first = next((box for box in self._boxes if box.text(1)), self._boxes[0] if self._boxes else None)
        if first is not None:
            self.setCurrentItem(first)
            self.scrollToItem(first)
