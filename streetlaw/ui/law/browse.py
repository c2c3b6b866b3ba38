"""Norms, channels and numbers of the pack: a search, a list, and the entry chosen beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import Freshness
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.detail import EntryDetail
from streetlaw.ui.law.entries import Entry, EntryKind, entries, found
from streetlaw.ui.law.result import guidance_line
from streetlaw.ui.law.row_list import RowList
from streetlaw.ui.law.words import as_of_text
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.norm_row import NormRow
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.segmented import Segmented

_KINDS: dict[str, tuple[EntryKind, ...]] = {
    "all": tuple(EntryKind), "norms": (EntryKind.NORM,),
    "channels": (EntryKind.CHANNEL, EntryKind.CLOSED), "hotlines": (EntryKind.HOTLINE,)}
_SIGNS = {EntryKind.NORM: "§", EntryKind.CHANNEL: "→", EntryKind.CLOSED: "×", EntryKind.HOTLINE: "№"}


class Browse(QWidget):
    """The list; `pane` is the entry chosen, beside the page or, without room, in place of the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._entries = {entry.key: entry for entry in entries(desk.pack, language())}
        self._is_beside = True
        self.search = SearchField(_("Article, body, word"), name=_("Find a norm or a channel"))
        self.kinds = Segmented([("all", _("All")), ("norms", _("Norms")), ("channels", _("Channels")),
                                ("hotlines", _("Telephones"))], name=_("What to show"), value="all")
        self.list = RowList(_("Norms and channels"))
        self.nothing = EmptyState("magnifying-glass", _("Nothing found"),
                                  _("Try fewer letters, or another word of the title."))
        self.pane = EntryDetail(desk.pack, desk.today)
        self.to_list = Button(_("Back to the list"), icon="arrow-left")
        for entry in self._entries.values():
            self.list.add(entry.key, self._row(entry))
        self._lay_out()
        self._connect()
        self._show_found()

    def state(self) -> dict[str, str]:
        """What is searched for, and the entry chosen."""
        return {"text": self.search.text(), "kinds": self.kinds.value() or "all",
                "current": self.list.current}

    def restore(self, state: object) -> None:
        """Take up search and entry."""
        if isinstance(state, dict):
            self.kinds.choose(str(state.get("kinds", "all")))
            self.search.setText(str(state.get("text", "")))
            self._show_found()
            if state.get("current") in self._entries:
                self.list.choose(str(state["current"]))

    def arrange(self, *, beside: bool) -> None:
        """Show the entry in place of the list when there is no room beside it."""
        if beside != self._is_beside:
            self._is_beside = beside
            if not beside:
                self._detail_room.addWidget(self.pane, 1)
                self.pane.show()
            self._stack.setCurrentIndex(0)

    def _row(self, entry: Entry) -> NormRow:
        closed = entry.kind is EntryKind.CLOSED
        fresh = Freshness.CLOSED if closed else entry.fact.freshness(self._desk.today)
        row = NormRow(entry.title, entry.note, badge=Badge.of("verification", fresh),
                      checked=as_of_text(entry.fact), sign=_SIGNS[entry.kind])
        row.setAccessibleDescription(_("Enter shows what to mind and the source"))
        return row

    def _lay_out(self) -> None:
        px = theme.current().px
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        line.addWidget(self.kinds)
        frame = QFrame()
        frame.setProperty("kind", "card")
        self._filled = QStackedLayout(frame)
        self._filled.setContentsMargins(1, 1, 1, 1)
        self._filled.addWidget(self.list)
        self._filled.addWidget(self.nothing)
        listing, detail = QWidget(), QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        column.addLayout(line)
        column.addWidget(frame, 1)
        column.addLayout(guidance_line(self._desk.pack))
        self._detail_room = QVBoxLayout(detail)
        self._detail_room.setContentsMargins(0, 0, 0, 0)
        self._detail_room.addWidget(self.to_list)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(listing)
        self._stack.addWidget(detail)

    def _connect(self) -> None:
        self.search.searched.connect(self._show_found)
        self.search.left.connect(self.list.enter)
        self.search.submitted.connect(self.list.enter)
        self.kinds.chosen.connect(self._show_found)
        self.list.chosen.connect(self._on_chosen)
        self.to_list.clicked.connect(self._on_back)

    def _show_found(self, *_text: str) -> None:
        shown = found(self._entries.values(), self.search.text(), _KINDS[self.kinds.value() or "all"])
        self.list.show_only([entry.key for entry in shown])
        self._filled.setCurrentIndex(0 if shown else 1)
        self.search.set_note(ngettext("{n} entry", "{n} entries", len(shown)).format(n=len(shown)))
        self.pane.show_entry(self._entries.get(self.list.current))

    def _on_chosen(self, key: str) -> None:
        self.pane.show_entry(self._entries[key])
        if not self._is_beside:
            self._stack.setCurrentIndex(1)

    def _on_back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.list.enter()
