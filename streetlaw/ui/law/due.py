"""What is to be checked in the law: those statements first on which most hangs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from streetlaw.domain.fact import text_in
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.folding import fold
from streetlaw.services.fact_checks import WorkList
from streetlaw.services.law_facts import DueFact
from streetlaw.services.law_links import Link
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import theme
from streetlaw.ui.dates import day_full
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.cell_words import statement_kind, statement_name
from streetlaw.ui.law.trust import result_text
from streetlaw.ui.law.words import listed
from streetlaw.ui.law.work_pane import WorkPane
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.cells import Role
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.search_field import SearchField
from streetlaw.ui.parts.status import status, status_label
from streetlaw.ui.parts.table import TableView

Index = QModelIndex | QPersistentModelIndex
STATEMENT, HANGS, DUE, STATE = range(4)
_SOON = timedelta(days=30)
_KINDS: Mapping[str, tuple[str, ...]] = {
    "norms": ("norms", "acts"), "channels": ("channels", "hotlines"), "rules": ("rules",),
    "aid": ("aid_kinds", "categories", "bases", "documents", "procedure", "to_check", "settings")}


def by_link(checks: Iterable[FactCheck]) -> dict[Link, list[FactCheck]]:
    """The checks of each statement, in their order."""
    found: dict[Link, list[FactCheck]] = {}
    for check in checks:
        found.setdefault(Link(check.place, check.code), []).append(check)
    return found


class _Model(QAbstractTableModel):
    """The statements as Qt sees them."""

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.facts: Sequence[DueFact] = ()
        self._several = False

    def show_facts(self, facts: Sequence[DueFact], *, several: bool) -> None:
        """Show these; with `several` packs each line says its own."""
        self.beginResetModel()
        self.facts, self._several = facts, several
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many statements there are."""
        return 0 if parent.isValid() else len(self.facts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Four columns."""
        return 0 if parent.isValid() else STATE + 1

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (_("Fact"), _("What hangs on it"), _("To be checked"), _("State"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell."""
        return self._cell(self.facts[index.row()], index.column()).get(role)

    def _cell(self, one: DueFact, column: int) -> Mapping[int, object]:
        words, second = Qt.ItemDataRole.DisplayRole, Role.SECOND
        if column == STATEMENT:
            kind = listed(statement_kind(one.link), one.pack.name if self._several else "")
            return {words: statement_name(one.pack, one.link), second: kind}
        if column == HANGS:
            deadlines = ngettext("{n} open deadline", "{n} open deadlines", one.deadlines)
            aid = ngettext("{n} category of legal aid", "{n} categories of legal aid", one.categories)
            return {words: deadlines.format(n=one.deadlines) if one.deadlines else "–",
                    second: aid.format(n=one.categories) if one.categories else "",
                    Role.INK: "text" if one.deadlines else "text-3"}
        if column == DUE:
            last = f"{day_full(one.last.checked_on)}: {result_text(one.last)}" \
                if one.last and one.last.checked_on else ""
            return {words: due_text(one), second: last,
                    Role.INK: "danger" if one.is_overdue(self._today) else "text"}
        fresh = one.fact.freshness(self._today)
        look = status("verification", fresh.value)
        text = status_label("verification", fresh.value)
        return {words: text, Role.BADGE: (look.tone, look.icon, text)}


def due_text(one: DueFact) -> str:
    """By when to look again."""
    return day_full(one.due) if one.due else _("not verified yet")


class DueList(QWidget):
    """The list with its filters; `pane` is the statement chosen, with a way to say what a look gave."""

    wanted = Signal(str, str, str)
    """A statement is to be checked: pack, list and code."""
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
        self.kinds = Chips([("norms", _("Norms")), ("channels", _("Channels")), ("rules", _("Time limits")),
                            ("aid", _("Legal aid"))], name=_("Kind of fact"), multiple=False)
        self.packs = Chips([], name=_("Country"), multiple=False)
        self.model = _Model(desk.today)
        self.table = TableView(_("What is to be checked"), two_line=True)
        self.table.setProperty("kind", "plain")
        self.table.setModel(self.model)
        self.table.set_widths((None, 128, 122, 166))
        self.nothing = EmptyState("circle-wavy-check", _("Nothing to check here"), _(
            "Facts appear when the day of their check has come, or when nobody has verified them."))
        self.not_found = EmptyState("magnifying-glass", _("Nothing found"), action=_("Show everything"))
        self.send = Button(_("For the publisher…"), icon="paper-plane-tilt")
        self.send.setToolTip(_("Write the checks and corrections of the facts shown into a signed file"))
        self.pane = WorkPane()
        self._is_beside = True
        self._lay_out()
        self._connect()

    def show_list(self, found: WorkList) -> None:
        """Show what is to be checked now."""
        self._found = found
        names = [(code, text_in(pack.names, language())) for code, pack in found.packs.items()]
        self.packs.set_options(names)
        self.packs.setVisible(len(found.packs) > 1)
        self._show()

    def state(self) -> dict[str, object]:
        """The filters."""
        return {"text": self.search.text(), "when": self.when.value(), "kinds": self.kinds.value()}

    def restore(self, state: object) -> None:
        """Take up the filters."""
        if isinstance(state, dict):
            self.search.setText(str(state.get("text", "")))
            self.when.choose(state.get("when", ()))
            self.kinds.choose(state.get("kinds", ()))
            self._show()

    def arrange(self, *, beside: bool) -> None:
        """Do without the pane where there is no room: Enter opens the statement."""
        self._is_beside = beside
        if not beside:
            self.pane.setParent(None)

    def _lay_out(self) -> None:
        px = theme.current().px
        frame = QFrame()
        frame.setProperty("kind", "card")
        self._filled = QStackedLayout(frame)
        self._filled.setContentsMargins(1, 1, 1, 1)
        self._filled.addWidget(self.table)
        self._filled.addWidget(self.nothing)
        self._filled.addWidget(self.not_found)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addWidget(self.search, 1)
        line.addWidget(self.send)
        column.addLayout(line)
        for widget in (self.when, self.kinds, self.packs):
            column.addWidget(widget)
        column.addWidget(frame, 1)

    def _connect(self) -> None:
        self.search.edit.textChanged.connect(self._show)
        self.search.left.connect(self._enter)
        for chips in (self.when, self.kinds, self.packs):
            chips.changed.connect(self._show)
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
        for chips in (self.when, self.kinds, self.packs):
            chips.choose(())
        self._show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, _told: object = None) -> None:
        if self._found is None:
            return
        shown = [one for one in self._found.facts if self._passes(one)]
        self.model.show_facts(shown, several=len(self._found.packs) > 1)
        self._filled.setCurrentWidget(self.table if shown else self.not_found if self._found.facts
                                      else self.nothing)
        self.send.setEnabled(bool(self._sendable()[1]))
        self.search.set_note(ngettext("{n} fact", "{n} facts", len(shown)).format(n=len(shown)))
        if shown:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.pane.show_fact(None, (), self._desk.today)

    def _passes(self, one: DueFact) -> bool:
        when, today = next(iter(self.when.value()), ""), self._desk.today
        timely = {"overdue": one.is_overdue(today), "soon": one.is_overdue(today + _SOON),
                  "checked": one.last is not None}.get(when, True)
        kinds, packs = self.kinds.value(), self.packs.value()
        words = fold(self.search.text()).split()
        said = fold(f"{statement_name(one.pack, one.link)} {statement_kind(one.link)}") if words else ""
        return (timely and (not kinds or any(one.link.place in _KINDS[kind] for kind in kinds))
                and (not packs or one.pack.code in packs) and all(word in said for word in words))

    def _current(self) -> DueFact | None:
        at = self.table.currentIndex().row()
        return self.model.facts[at] if 0 <= at < len(self.model.facts) else None

    def _on_current(self) -> None:
        one = self._current()
        checks = () if one is None or self._found is None else [
            check for check in self._found.checks
            if (check.jurisdiction, check.place, check.code) == (one.pack.code, *one.link)]
        self.pane.show_fact(one, checks, self._desk.today)

    def _on_opened(self, _index: object) -> None:
        self._on_wanted()

    def _sendable(self) -> tuple[str, tuple[str, ...]]:
        """The pack, and the checks of the statements shown; with several packs, of the first one."""
        checked = [one for one in self.model.facts if one.last is not None]
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
