"""The pane at the left of the review: which bundle, which cases, how far it got."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from streetlaw.domain.review import Verdict
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_long
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.progress import ProgressBar
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.parts.text import Text
from streetlaw.ui.review.entries import EntriesModel, Entry, EntryDelegate
from streetlaw.ui.review.reading import Request

ASKED, ANSWERS = "asked", "answers"


class BundleHead(QWidget):
    """Of which day, from whom, whether it is genuine; a menu when there are several."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.title = Text("", "section", wrap=True)
        self.note = Text("", "secondary", wrap=True)
        self.others = IconButton("caret-down", _("Choose another bundle"), kind="quiet")
        self.menu = QMenu(self.others)
        self.others.setMenu(self.menu)
        self.badge = Badge("")
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(10), px(12))
        column.setSpacing(px(6))
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.others)
        column.addLayout(line)
        column.addWidget(self.note)
        column.addWidget(self.badge)

    def show_requests(self, requests: Sequence[Request], at: int) -> None:
        """Show one of the bundles, and the others in the menu."""
        request = requests[at]
        count = ngettext("{n} case, pseudonymised", "{n} cases, pseudonymised", len(request.cases)).format(
            n=len(request.cases))
        self.title.setText(_title(request))
        self.note.setText(_("from {name} · {count}").format(name=_sender(request), count=count))
        known = request.sender is not None and request.sender.verified_on is not None
        if known:
            self.badge.show_badge(_("Signature checked, key known"), "success", "circle-wavy-check")
        else:
            self.badge.show_badge(_("Sender no longer trusted"), "warning", "circle-wavy-warning")
        self.menu.clear()
        for number, other in enumerate(requests):
            action = self.menu.addAction(f"{_title(other)} · {_sender(other)}")
            action.triggered.connect(partial(self.chosen.emit, number))
        self.others.setVisible(len(requests) > 1)

    def show_answers(self, count: int) -> None:
        """Head the list of answers instead."""
        self.title.setText(_("Came back to you"))
        self.note.setText(ngettext("{n} review of a case of yours", "{n} reviews of cases of yours",
                                   count).format(n=count))
        self.badge.show_badge(_("Signatures checked"), "success", "circle-wavy-check")
        self.others.setVisible(False)


class Side(QWidget):
    """Head, filters, list, and how far it got."""

    picked = Signal(str)
    """The person moved to another row: its id."""

    mode_chosen = Signal(str)
    bundle_chosen = Signal(int)
    seal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entries: Sequence[Entry] = ()
        self._counted: tuple[int, ...] = ()
        self._last = Verdict.OPEN
        self._make_widgets()
        self._lay_out()
        self._connect()

    @property
    def mode(self) -> str:
        """Cases I was asked about, or answers to mine."""
        return self.modes.value() or ASKED

    @property
    def filter(self) -> Verdict:
        """Which cases are listed."""
        return Verdict(next(iter(self.filters.value()), Verdict.OPEN))

    def offer_modes(self, asked: int, answers: int) -> None:
        """Offer both sides of the page when both have something."""
        self.modes.setVisible(bool(asked and answers))

    def show_mode(self, mode: str) -> None:
        """Show one side of the page without telling anybody."""
        self.modes.choose(mode)
        self._counted = ()
        self._foot.setVisible(mode == ASKED)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """List these cases under the filter that is on; a filter without cases gives way."""
        self._entries = entries
        decided = (Verdict.RETURNED, Verdict.SIGNED_OFF)
        kinds = (Verdict.OPEN, *decided) if self.mode == ASKED else decided
        counts = tuple(sum(entry.verdict is kind for entry in entries) for kind in kinds)
        kept = self.filter
        if counts != self._counted:
            self._counted = counts
            self.filters.set_options([Option(kind.value, f"{_filter_label(kind)} {count}")
                                      for kind, count in zip(kinds, counts, strict=True)])
        full = [kind for kind, count in zip(kinds, counts, strict=True) if count]
        self.show_filter(kept if kept in full or not full else full[0])

    def show_filter(self, verdict: Verdict) -> None:
        """List the cases of one kind."""
        self.filters.choose((verdict.value,))
        self.model.show_entries([entry for entry in self._entries if entry.verdict is verdict])

    def pick(self, id: str) -> str:
        """Mark a row, under its own filter; else the first one. Returns what is marked, "" for none."""
        of = next((entry for entry in self._entries if entry.id == id), None)
        if of is not None and of.verdict is not self.filter:
            self.show_filter(of.verdict)
        row = max(self.model.row_of(id), 0)
        if not self.model.rowCount():
            return ""
        blocked = self.table.selectionModel().blockSignals(True)
        self.table.selectRow(row)
        self.table.selectionModel().blockSignals(blocked)
        self.table.viewport().update()
        self.table.scrollTo(self.model.index(row, 0))
        return self.model.entry(row).id

    def step(self, by: int) -> None:
        """Move to the next or the previous row."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.table.selectRow(row)

    def show_progress(self, request: Request) -> None:
        """Show how many cases of a bundle are decided, and whether a review can be sealed."""
        done = sum(asked.case.verdict is not Verdict.OPEN for asked in request.cases)
        total = len(request.cases)
        said = _("{done} of {total}").format(done=done, total=total)
        self.progress.setValue(100 * done // total if total else 0)
        self.progress.setAccessibleName(_("Decided: {said}").format(said=said))
        self.figures.setText(said)
        self.seal.setEnabled(bool(request.waiting))
        self.why.setText("" if request.waiting else _("Sealed once a case is decided and not yet sent."))
        self.why.setVisible(not request.waiting)
        self.seal.setText(_("Seal the review ({n})…").format(n=request.waiting) if request.waiting
                          else _("Seal the review…"))

    def _on_filter(self, keys: tuple[str, ...]) -> None:
        self.show_filter(Verdict(keys[0]) if keys else self._last)
        if not keys:
            return
        self._last = Verdict(keys[0])
        self.picked.emit(self.pick(""))

    def _on_row(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.picked.emit(self.model.entry(current.row()).id)

    def _make_widgets(self) -> None:
        self.modes = Segmented([(ASKED, _("To review")), (ANSWERS, _("Came back"))], name=_("Which side"),
                               value=ASKED)
        self.head = BundleHead()
        self.filters = Chips([], name=_("Which cases"), multiple=False, tall=False)
        self.model = EntriesModel()
        self.table = TableView(_("Cases"), two_line=True)
        self.table.setProperty("kind", "plain")
        self.table.setModel(self.model)
        self.table.horizontalHeader().hide()
        self.table.set_widths((None,))
        self.table.setItemDelegate(EntryDelegate(self.table))
        self.progress, self.figures = ProgressBar(), Text("", "secondary")
        self.seal = Button(_("Seal the review…"), kind="primary", icon="lock-key")
        self.why = Text("", "hint", wrap=True)

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(px(12), px(8), px(12), 0)
        top.addWidget(self.modes)
        top.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.head)
        column.addWidget(Hairline())
        chips = QVBoxLayout()
        chips.setContentsMargins(px(12), px(4), px(12), px(4))
        chips.addWidget(self.filters)
        column.addLayout(chips)
        column.addWidget(Hairline())
        column.addWidget(self.table, 1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Hairline())
        held = QVBoxLayout()
        held.setContentsMargins(px(12), px(10), px(12), px(10))
        held.setSpacing(px(8))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.progress, 1)
        line.addWidget(self.figures)
        held.addLayout(line)
        held.addWidget(self.why)
        held.addWidget(self.seal)
        foot.addLayout(held)
        column.addWidget(self._foot)

    def _connect(self) -> None:
        self.modes.chosen.connect(self.mode_chosen)
        self.head.chosen.connect(self.bundle_chosen)
        self.filters.changed.connect(self._on_filter)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.seal.clicked.connect(self.seal_wanted)


def _title(request: Request) -> str:
    handled = request.bundle.handled
    return _("Bundle of {day}").format(day=day_long(handled.astimezone().date())) if handled else _("Bundle")


def _sender(request: Request) -> str:
    return request.sender.name if request.sender else _("somebody no longer in your list")


def _filter_label(verdict: Verdict) -> str:
    labels = {Verdict.OPEN: _("To do"), Verdict.RETURNED: _("Returned"), Verdict.SIGNED_OFF: _("Finished")}
    return labels[verdict]
