"""What the law says of the incident as it stands: norms, dangers, where to turn and until when."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from operator import attrgetter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from streetlaw.domain.fact import Freshness, text_in
from streetlaw.domain.law import Norm
from streetlaw.domain.pack import Pack
from streetlaw.services.deadlines import LawPanel, Suggestion
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import glossary, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.facts import trust_text
from streetlaw.ui.incidents.limits import can_be_deadline, first_to_end
from streetlaw.ui.incidents.turn import TurnRow
from streetlaw.ui.incidents.words import opening
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.norm_row import NormRow
from streetlaw.ui.parts.partial_date import written
from streetlaw.ui.parts.scroll import scrolled
from streetlaw.ui.parts.text import Text


class NormView(QWidget):
    """A norm, and below it what to mind and where it was read, once it was opened."""

    def __init__(self, norm: Norm, desk: Desk, pack: Pack) -> None:
        super().__init__()
        self.norm = norm
        fact = norm.fact
        fresh = fact.freshness(desk.today)
        checked = written(fact.as_of) if fact.as_of else ""
        if checked and fresh is Freshness.FRESH:
            checked = _("checked {date}").format(date=checked)
        px = theme.current().px
        self.row = NormRow(pack.cite(norm.cite, language()), plain_title(norm),
                           badge=Badge.of("verification", fresh), checked=checked)
        self.row.setAccessibleDescription(_("Enter shows what to mind and the source"))
        told = [text_in(norm.watch_out, language()), trust_text(fact, desk.today)]
        self.more = Text("\n".join(part for part in told if part), "secondary", wrap=True, selectable=True)
        self.more.setContentsMargins(px(50), 0, px(12), px(8))
        self.more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.row)
        column.addWidget(self.more)
        column.addWidget(Hairline())
        self.row.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        self.more.setVisible(self.more.isHidden())


class LawView(QWidget):
    """The pane of the law. `deadline_wanted` and `complaint_wanted` carry the Suggestion chosen."""

    deadline_wanted = Signal(object)
    complaint_wanted = Signal(object)

    def __init__(self, desk: Desk, pack: Pack, *, scrolls: bool = True) -> None:
        """What the law `pack` says. With `scrolls`, the list scrolls by itself; without, the page does."""
        super().__init__()
        self._desk, self._pack = desk, pack
        self._scrolls = scrolls
        self._shown: tuple[LawPanel | None, frozenset[str]] = (None, frozenset())
        self._ready: dict[str, NormView] = {}
        self._turns_ready: dict[str, TurnRow] = {}
        self.norms: list[NormView] = []
        self.turns: list[TurnRow] = []
        self.warnings: list[Banner] = []
        self._guidance = Text("", "secondary", wrap=True)
        self._lay_out()

    def show_panel(self, panel: LawPanel, added: Collection[str] = ()) -> None:
        """Show what the law says; `added` are the rules that already are deadlines of the case.

        What was opened stays open while one types.
        """
        wanted = (panel, frozenset(added))
        if wanted == self._shown:
            return
        self._shown = wanted
        opened = {row.suggestion.channel.code for row in self.turns if row.is_open}
        self._clear(panel, added)
        self._say_how_old(panel)
        for norm in panel.warnings:
            self._warn(norm)
        for norm in panel.norms:
            self._norm(norm)
        if not panel.norms and not panel.warnings:
            self._say(_("Norms appear here as soon as a violation or a ground is chosen."))
        self._offer_more()
        self._head(_("Where to turn and until when"))
        soonest = first_to_end(panel.suggestions, self._desk.today)
        for suggestion in panel.suggestions:
            self._turn(suggestion, added, is_open=suggestion.channel.code in opened,
                       ends_first=suggestion is soonest)
        if not panel.suggestions:
            self._say(_("The bodies to turn to follow from what was violated and by whom."))

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        head.setMinimumHeight(px(40))
        line = QHBoxLayout(head)
        line.setContentsMargins(px(12), px(4), px(12), px(4))
        line.setSpacing(px(8))
        line.addWidget(Glyph("scales", size=18))
        line.addWidget(Text(_("What the law says"), "section"), 1)
        line.addWidget(Badge(text_in(self._pack.names, language())))
        self._held = QWidget()
        self._list = QVBoxLayout(self._held)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        column.addWidget(head)
        column.addWidget(Hairline())
        column.addWidget(scrolled(self._held, _("What the law says")) if self._scrolls else self._held, 1)
        column.addWidget(Hairline())
        column.addWidget(self._foot())

    def _foot(self) -> QWidget:
        px = theme.current().px
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(px(12), px(10), px(12), px(10))
        line.setSpacing(px(8))
        line.addWidget(Glyph("info", "text-2", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._guidance, 1)
        return foot

    def _say_how_old(self, panel: LawPanel) -> None:
        """Below the list: what it is worth, and when the oldest of the texts was read."""
        told = [_("For guidance, not a decision. A lawyer checks the time limits before filing.")]
        read = [norm.fact.as_of for norm in (*panel.norms, *panel.warnings) if norm.fact.as_of]
        if read:
            oldest = min(read, key=attrgetter("first"))
            told.append(_("Legal texts read: {date}.").format(date=written(oldest)))
        self._guidance.setText(" ".join(told))

    def _clear(self, panel: LawPanel, added: Collection[str]) -> None:
        """Take everything out; what the panel shows again as it is waits for its new place."""
        norms = {norm.code: norm for norm in panel.norms}
        turns = {each.channel.code: each for each in panel.suggestions}
        self._ready = {view.norm.code: view for view in self.norms if norms.get(view.norm.code) is view.norm}
        self._turns_ready = {
            row.suggestion.channel.code: row for row in self.turns
            if turns.get(row.suggestion.channel.code) == row.suggestion
            and row.added is _is_added(row.suggestion, added)}
        stays: set[QWidget] = {*self._ready.values(), *self._turns_ready.values()}
        self.norms, self.turns, self.warnings = [], [], []
        while self._list.count() > 1:
            item = self._list.takeAt(0)
            if item is not None and (widget := item.widget()) is not None and widget not in stays:
                widget.hide()
                widget.deleteLater()

    def _put(self, widget: QWidget, *, line: bool = True) -> None:
        self._list.insertWidget(self._list.count() - 1, widget)
        if line:
            self._list.insertWidget(self._list.count() - 1, Hairline())

    def _warn(self, norm: Norm) -> None:
        px = theme.current().px
        danger = text_in(norm.watch_out, language()) or plain_title(norm)
        banner = Banner(danger, "warning", icon="shield-warning",
                        title=self._pack.cite(norm.cite, language()))
        self.warnings.append(banner)
        held = QFrame()
        column = QVBoxLayout(held)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.addWidget(banner)
        column.addWidget(Text(trust_text(norm.fact, self._desk.today), "hint", wrap=True))
        self._put(held)

    def _norm(self, norm: Norm) -> None:
        view = self._ready.get(norm.code) or NormView(norm, self._desk, self._pack)
        self.norms.append(view)
        self._put(view, line=False)
        view.setVisible(len(self.norms) <= self._first())

    def _offer_more(self) -> None:
        """The first norms keep where to turn in view; one button shows all."""
        rest = len(self.norms) - self._first()
        if rest > 0:
            text = ngettext("{n} more norm", "{n} more norms", rest).format(n=rest)
            self.more = Button(text, kind="quiet", icon="caret-down")
            self.more.clicked.connect(self._on_more)
            self._put(self.more)

    def _first(self) -> int:
        return max(1, _FIRST - len(self.warnings))

    def _on_more(self) -> None:
        for view in self.norms:
            view.show()
        self.more.hide()

    def _head(self, text: str) -> None:
        px, head = theme.current().px, QWidget()
        head.setMinimumHeight(px(40))
        line = QHBoxLayout(head)
        line.setContentsMargins(px(12), 0, px(12), 0)
        line.addWidget(Text(text, "section", wrap=True), 1)
        line.addWidget(glossary.explain("limitation", self._pack))
        self._put(head)

    def _say(self, text: str) -> None:
        px = theme.current().px
        label = Text(text, "secondary", wrap=True)
        label.setContentsMargins(px(12), px(10), px(12), px(10))
        self._put(label, line=False)

    def _turn(self, suggestion: Suggestion, added: Collection[str], *, is_open: bool,
              ends_first: bool) -> None:
        row = self._turns_ready.pop(suggestion.channel.code, None)
        if row is not None and row.ends_first is not ends_first:
            row.hide()
            row.deleteLater()
            row = None
        if row is not None:
            self.turns.append(row)
            self._put(row)
            return
        is_added = _is_added(suggestion, added)
        row = TurnRow(suggestion, self._pack, self._desk.today, added=is_added, ends_first=ends_first)
        if is_open:
            row.open()
        menu = QMenu(row.button)
        deadline = QAction(_("Add the time limit to the deadlines"), menu)
        deadline.setEnabled(can_be_deadline(suggestion) and not is_added)
        deadline.triggered.connect(partial(self.deadline_wanted.emit, suggestion))
        complaint = QAction(_("Note down: filed today"), menu)
        complaint.triggered.connect(partial(self.complaint_wanted.emit, suggestion))
        menu.addActions([deadline, complaint])
        row.button.setMenu(menu)
        self.turns.append(row)
        self._put(row)


def _is_added(suggestion: Suggestion, added: Collection[str]) -> bool:
    """True when its limit already is a deadline of the case."""
    return suggestion.rule is not None and suggestion.rule.code in added


def plain_title(norm: Norm) -> str:
    """A norm's title; a description of our own, which stands in brackets, without them."""
    title = norm.name(language())
    if title.startswith("(") and title.endswith(")"):
        return opening(title[1:-1])
    return title


_FIRST = 3
