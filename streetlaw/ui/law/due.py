"""What is to be checked in the law: those facts first on which most hangs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import text_in
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.folding import fold
from streetlaw.services.law.fact_checks import WorkList, editable
from streetlaw.services.law.facts import DueFact
from streetlaw.services.law.links import Link
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.cell_words import statement_kind, statement_name
from streetlaw.ui.law.due_model import STATEMENT, DueModel, key_of
from streetlaw.ui.law.framed import framed
from streetlaw.ui.law.work_pane import WorkPane
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.choice import Choice
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.parts.text import Text

_SOON = timedelta(days=30)
_KINDS: Mapping[str, tuple[str, ...]] = {
    "norms": ("norms", "acts"), "channels": ("channels", "hotlines"), "rules": ("rules",),
    "aid": ("aid_kinds", "categories", "bases", "documents", "procedure", "to_check", "settings")}


def by_link(checks: Iterable[FactCheck]) -> dict[Link, list[FactCheck]]:
    """The checks of each fact, in their order."""
    found: dict[Link, list[FactCheck]] = {}
    for check in checks:
        found.setdefault(Link(check.place, check.code), []).append(check)
    return found


class DueTable(TableView):
    """Enter opens a fact; Space, or a click on its box, ticks it."""

    toggled = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("What is to be checked"), two_line=True)
        self.setProperty("kind", "plain")
        self.set_widths((None, 172, 112, 194))
        self.horizontalHeader().setStretchLastSection(False)
        self.clicked.connect(self._on_clicked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current row by Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.toggled.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        at = self.viewport().mapFromGlobal(self.cursor().pos()).x() - self.columnViewportPosition(STATEMENT)
        if index.column() == STATEMENT and at < theme.current().px(32):
            self.toggled.emit(index.row())


class DueList(QWidget):
    """The list with its filters; `pane` is the fact chosen, with a way to say what a look gave."""

    wanted = Signal(str, str, str)
    """A fact is to be checked: pack, list and code."""
    sending = Signal(str, object)
    """The checks shown shall go to the publisher: the pack, and the ids of the checks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: WorkList | None = None
        self.search = SearchField(_("Any word"), name=_("Search what is to be checked"))
        self.when = Chips([("overdue", _("Overdue")), ("soon", _("Due in 30 days")),
                           ("checked", _("Checked here"))], name=_("When it is due"), multiple=False)
        self.when.choose(("overdue",))
        self.kinds = Choice(_("Kind of fact"), _("All kinds"), [
            Option("norms", _("Norms")), Option("channels", _("Channels")), Option("rules", _("Time limits")),
            Option("aid", _("Legal aid"))])
        self.packs = Choice(_("Country"), _("All countries"), [])
        self.model = DueModel(desk.today)
        self.table = DueTable()
        self.table.setModel(self.model)
        self.nothing = EmptyState("circle-wavy-check", _("Nothing to check here"), _(
            "Facts appear when the day of their check has come, or when nobody has verified them."))
        self.not_found = EmptyState("magnifying-glass", _("Nothing found"), action=_("Show everything"))
        self.send = Button(_("For the publisher…"), icon="paper-plane-tilt")
        self.send.setToolTip(_("Write checks and corrections into a signed file: those ticked, or all shown"))
        self.pane = WorkPane()
        self._is_beside = True
        self._lay_out()
        self._connect()

    def show_list(self, found: WorkList) -> None:
        """Show what is to be checked now."""
        self._found = found
        self.packs.offer(Option(code, text_in(pack.names, language())) for code, pack in found.packs.items())
        self.packs.setVisible(len(found.packs) > 1)
        self._show()

    def state(self) -> dict[str, object]:
        """The filters."""
        return {"text": self.search.text(), "when": self.when.value(), "kind": self.kinds.key}

    def restore(self, state: object) -> None:
        """Take up the filters."""
        if isinstance(state, dict):
            self.search.setText(str(state.get("text", "")))
            self.when.choose(state.get("when", ()))
            self.kinds.choose(str(state.get("kind", "")))
            self._show()

    def arrange(self, *, beside: bool) -> None:
        """Do without the pane where there is no room: Enter opens the fact."""
        self._is_beside = beside
        if not beside:
            self.pane.setParent(None)

    def _lay_out(self) -> None:
        px = theme.current().px
        frame, self._filled = framed(self.table, self.nothing, self.not_found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        line.addWidget(self.send)
        column.addLayout(line)
        filters = QHBoxLayout()
        filters.setSpacing(px(8))
        filters.addWidget(self.when, 1)
        filters.addWidget(self.kinds)
        filters.addWidget(self.packs)
        column.addLayout(filters)
        column.addWidget(frame, 1)
        column.addWidget(Text(_(
            "Consent texts are not corrected here: what people heard and agreed to has to be the same for "
            "everybody. Tell the publisher what is wrong with one."), "hint", wrap=True))

    def _connect(self) -> None:
        self.search.edit.textChanged.connect(self._show)
        self.search.left.connect(self._enter)
        self.when.changed.connect(self._show)
        for choice in (self.kinds, self.packs):
            choice.chosen.connect(self._show)
        self.table.toggled.connect(self.model.toggle)
        self.model.ticked_changed.connect(self._offer_sending)
        self.table.opened.connect(self._on_opened)
        self.table.selectionModel().currentRowChanged.connect(self._on_current)
        self.pane.wanted.connect(self._on_wanted)
        self.not_found.acted.connect(self._on_everything)
        self.send.clicked.connect(self._on_send)

    def _enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_everything(self) -> None:
        """Look for nothing, leave nothing out."""
        self.search.setText("")
        self.when.choose(())
        for choice in (self.kinds, self.packs):
            choice.choose("")
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, _told: object = None) -> None:
        if self._found is None:
            return
        shown = [one for one in self._found.facts if self._passes(one)]
        self.model.show_facts(shown, several=len(self._found.packs) > 1)
        self._filled.setCurrentWidget(self.table if shown else self.not_found if self._found.facts
                                      else self.nothing)
        self._offer_sending()
        self.search.set_note(ngettext("{n} fact", "{n} facts", len(shown)).format(n=len(shown)))
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.pane.show_fact(None, (), self._desk.today)

    def _passes(self, one: DueFact) -> bool:
        when, today = next(iter(self.when.value()), ""), self._desk.today
        timely = {"overdue": one.is_overdue(today), "soon": one.is_overdue(today + _SOON),
                  "checked": one.last is not None}.get(when, True)
        kind, pack = self.kinds.key, self.packs.key
        words = fold(self.search.text()).split()
        said = fold(f"{statement_name(one.pack, one.link)} {statement_kind(one.link)}") if words else ""
        return (timely and (not kind or one.link.place in _KINDS[kind])
                and pack in ("", one.pack.code) and all(word in said for word in words))

    def _current(self) -> DueFact | None:
        at = self.table.currentIndex().row()
        return self.model.facts[at] if 0 <= at < len(self.model.facts) else None

    def _on_current(self) -> None:
        one = self._current()
        checks = () if one is None or self._found is None else [
            check for check in self._found.checks
            if (check.jurisdiction, check.place, check.code) == (one.pack.code, *one.link)]
        self.pane.show_fact(one, checks, self._desk.today)
        if one is not None:
            self._desk.ask(editable, self._desk.tools.law, one.pack.code, one.link, owner=self,
                           done=self.pane.show_cells, latest="cells")

    def _on_opened(self, _index: object) -> None:
        self._on_wanted()

    def _offer_sending(self) -> None:
        """Sending is there for whoever has something to send; it says how much."""
        ids = self._sendable()[1]
        self.send.setVisible(bool(ids))
        self.send.setText(_("For the publisher: {n}…").format(n=len(ids)))

    def _sendable(self) -> tuple[str, tuple[str, ...]]:
        """The pack, and the checks of the facts ticked, or of all shown; of several packs the first."""
        checked = [one for one in self.model.facts if one.last is not None]
        checked = [one for one in checked if key_of(one) in self.model.ticked] or checked
        if not checked or self._found is None:
            return "", ()
        code = checked[0].pack.code
        links = {one.link for one in checked if one.pack.code == code}
        return code, tuple(check.id for check in self._found.checks
                           if check.jurisdiction == code and check.revoked_on is None
                           and Link(check.place, check.code) in links)

    def _on_send(self) -> None:
        self.sending.emit(*self._sendable())

    def _on_wanted(self) -> None:
        if (one := self._current()) is not None:
            self.wanted.emit(one.pack.code, one.link.place, one.link.code)
