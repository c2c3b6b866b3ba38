"""The law of the pack: a search as one types, what it found, and the entry chosen beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import text_in
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.services.law.links import Link, Links, links
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.detail import EntryDetail
from streetlaw.ui.law.entries import Entry, EntryKind, entries, entry_of, index_of
from streetlaw.ui.law.found_list import FoundList, row_of
from streetlaw.ui.law.framed import framed
from streetlaw.ui.law.words import guidance
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.text import Text

_KINDS: dict[str, tuple[EntryKind, ...]] = {
    "norms": (EntryKind.NORM, EntryKind.ACT), "rules": (EntryKind.RULE,),
    "channels": (EntryKind.CHANNEL, EntryKind.CLOSED, EntryKind.REPRESENTATION, EntryKind.RISK),
    "documents": (EntryKind.DOCUMENT,), "hotlines": (EntryKind.HOTLINE,),
    "aid": (EntryKind.CATEGORY, EntryKind.BASIS, EntryKind.AID_KIND, EntryKind.PROCEDURE, EntryKind.TO_CHECK)}

Checks = Mapping[Link, Sequence[FactCheck]]
"""The checks of each statement, latest first."""


class Browse(QWidget):
    """The list; `pane` is the entry chosen, beside the page or, without room, in place of the list.

    `country` is whose law it is, "" for the home one; `law` is the pack shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._is_beside = True
        self._checks: Checks = {}
        self._overtaken: Collection[str] = ()
        self.search = SearchField(_("Article, body, limit, any word"), name=_("Search the law"),
                                  keys="Ctrl F")
        self.kinds = Chips([("norms", _("Norms")), ("channels", _("Channels")), ("rules", _("Time limits")),
                            ("aid", _("Legal aid")), ("documents", _("Documents")),
                            ("hotlines", _("Telephones"))], name=_("What to show"), multiple=False)
        home = text_in(desk.pack.names, language())
        self.country = Choice(home, home, [Option(code, text_in(names, language()))
                                           for code, names in desk.lands.items() if code != desk.pack.code])
        self.country.setAccessibleName(_("The law of"))
        self.country.setVisible(len(desk.lands) > 1)
        self._guidance = Text("", "secondary", wrap=True)
        self.list = FoundList(_("What was found in the law"))
        self.nothing = EmptyState("magnifying-glass", _("Nothing found"), action=_("Show everything"))
        self.pane = EntryDetail(desk.pack, desk.today)
        self.to_list = Button(_("Back to the list"), icon="arrow-left")
        self._read(desk.pack)
        self._lay_out()
        self._connect()
        self._show_found()

    def state(self) -> dict[str, object]:
        """What is searched for, and the entry chosen."""
        return {"text": self.search.text(), "kinds": self.kinds.value(), "current": self.list.current,
                "country": self.country.key}

    def restore(self, state: object) -> None:
        """Take up search and entry."""
        if isinstance(state, dict):
            self.country.choose(str(state.get("country", "")))
            kinds = state.get("kinds", ())
            self.kinds.choose(kinds if isinstance(kinds, tuple) else ())
            self.search.setText(str(state.get("text", "")))
            self._show_found()
            if state.get("current") in self._entries:
                self.list.choose(str(state["current"]))

    def show_pack(self, pack: Pack, checks: Checks, overtaken: Collection[str] = ()) -> None:
        """Show the law as it holds now, and who checked what; those with `overtaken` ids hold no more."""
        self._checks, self._overtaken = checks, overtaken
        if pack is not self.law:
            self._read(pack)
        self.pane.show_law(pack, self._links, checks, overtaken)
        self._show_found(keep=True)

    def show_statement(self, place: str, code: str) -> None:
        """Come to a statement, whatever was searched for; one the pack does not have is passed over."""
        entry = entry_of(self.law, place, code, language())
        if entry is None:
            return
        if entry.key not in [row.entry.key for row in self.list.rows]:
            self._on_everything()
        self.list.choose(entry.key)

    def arrange(self, *, beside: bool) -> None:
        """Show the entry in place of the list when there is no room beside it."""
        if beside != self._is_beside:
            self._is_beside = beside
            if not beside:
                self._detail_room.addWidget(self.pane, 1)
                self.pane.show()
            self._stack.setCurrentIndex(0)

    def _read(self, pack: Pack) -> None:
        """Prepare a pack for searching: once."""
        self.law = pack
        self._guidance.setText(guidance(pack))
        self._entries: dict[str, Entry] = {entry.key: entry for entry in entries(pack, language())}
        self._index = index_of(pack, self._entries.values())
        self._links: Links = links(pack)
        self.pane.show_law(pack, self._links, self._checks, self._overtaken)

    def _lay_out(self) -> None:
        px = theme.current().px
        frame, self._filled = framed(self.list, self.nothing)
        listing, detail = QWidget(), QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.search, 1)
        first.addWidget(self.country)
        last.addWidget(Glyph("info", "text-2", 18))
        last.addWidget(self._guidance, 1)
        for row in (first, last):
            row.setSpacing(px(8))
        column.addLayout(first)
        column.addWidget(self.kinds)
        column.addWidget(frame, 1)
        column.addLayout(last)
        self._detail_room = QVBoxLayout(detail)
        self._detail_room.setContentsMargins(0, 0, 0, 0)
        self._detail_room.addWidget(self.to_list)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(listing)
        self._stack.addWidget(detail)

    def _connect(self) -> None:
        self.search.edit.textChanged.connect(self._show_found)
        self.search.left.connect(self.list.enter)
        self.search.submitted.connect(self._on_submitted)
        self.kinds.changed.connect(self._show_found)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_submitted)
        self.list.clicked.connect(self._on_clicked)
        self.list.typed.connect(self._on_typed)
        self.nothing.acted.connect(self._on_everything)
        self.to_list.clicked.connect(self._on_back)
        self.pane.linked.connect(self.show_statement)

    def _show_found(self, _told: object = None, *, keep: bool = False) -> None:
        text, kinds = self.search.text(), self.kinds.value()
        wanted = {key for key, entry in self._entries.items()
                  if not kinds or any(entry.kind in _KINDS[kind] for kind in kinds)}
        found = self._index.find(text, wanted, language())
        self.list.show_rows([row_of(self._entries[match.key], match, language(), self._desk.today,
                                    local=self._is_local(self._entries[match.key])) for match in found],
                            keep=keep or not text)
        self._filled.setCurrentIndex(0 if found else 1)
        if not found:
            elsewhere = len(self._index.find(text)) if kinds else 0
            self.nothing.set_text(
                ngettext("{n} fact of another kind matches.", "{n} facts of other kinds match.",
                         elsewhere).format(n=elsewhere) if elsewhere else
                _("Try one word, its beginning, or the number of an article. Kyrgyz, Russian and English "
                  "are all searched, in Latin letters too."))
        self.search.set_note(ngettext("{n} fact", "{n} facts", len(found)).format(n=len(found)))
        self.pane.show_entry(self._entries.get(self.list.current))

    def _is_local(self, entry: Entry) -> bool:
        return any(check.holds and check.id not in self._overtaken
                   for check in self._checks.get(Link(entry.place, entry.code), ()))

    def _on_chosen(self, key: str) -> None:
        self.pane.show_entry(self._entries[key])

    def _on_submitted(self, _index: object = None) -> None:
        """Enter: read the entry, or go where it is read."""
        if not self.list.current:
            return
        if not self._is_beside:
            self._stack.setCurrentIndex(1)
            self.pane.enter()
        elif self.list.hasFocus():
            self.pane.enter()
        else:
            self.list.enter()

    def _on_clicked(self, _index: object) -> None:
        if not self._is_beside:
            self._stack.setCurrentIndex(1)

    def _on_typed(self, letters: str) -> None:
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.edit.setCursorPosition(len(self.search.text()))
        self.search.edit.insert(letters)

    def _on_everything(self) -> None:
        self.kinds.choose(())
        self.search.setText("")
        self._show_found()
        self.search.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        self._stack.setCurrentIndex(0)
        self.list.enter()
