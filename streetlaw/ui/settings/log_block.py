"""The activity log: whether it holds, what was done here, and a part of it on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from streetlaw.domain.paper import AuditPage
from streetlaw.domain.record import Outcome, PartialDate
from streetlaw.services import trail
from streetlaw.services.listing import LogQuery, LogState
from streetlaw.services.ports import Work
from streetlaw.services.telling import Telling
from streetlaw.services.trail import GROUPS, Entry
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext
from streetlaw.ui import files, theme
from streetlaw.ui.cases.words import combo
from streetlaw.ui.long_work import LongWork
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts import dialog
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.partial_date import PartialDateEdit
from streetlaw.ui.parts.progress import ProgressCard
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.table import TableView
from streetlaw.ui.settings.block import Block, Point
from streetlaw.ui.settings.log_table import PIECE, WIDTHS, LogModel

HEIGHT = 340


class LogBlock(Block):
    """State first, then the lines."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.state = LogState()
        self.card = Card(_("Activity log"), icon="list-bullets", note=_("codes only, no names"))
        self.check, self.printing = Button(_("Check the log")), Button(_("Print…"), icon="printer")
        self.accept = Button(_("Take it as it is…"), kind="danger")
        self._sign = Glyph("check-circle", "success", 18)
        self._row = ListRow("", "", leading=self._sign, trailing=self.accept, wrap=True)
        self.group = combo([Option("", _("Everything")), Option("seen", _("Looked at")),
                            Option("left", _("Left the folder")), Option("came", _("Came in")),
                            Option("erased", _("Erased")), Option("trust", _("People and keys"))])
        self.day = PartialDateEdit(name=_("Day, month or year"))
        self._telling = Telling(page.desk.pack, language())
        self.model = LogModel(self._telling)
        self.table = TableView(_("Activity log"), dense=True)
        self._progress = ProgressCard()
        self._work = LongWork()
        self._lay_out()
        self._connect()

    def read(self) -> None:
        """Show what is known of the log, and its latest lines."""
        self._show_state(self.page.desk.tools.safe.log, whole=False)
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Follow what is done."""
        if outcome.changes:
            self._ask()

    def filled(self) -> dict[str, object]:
        """Which lines are wanted."""
        return {"group": self.group.currentData(), "day": self.day.typed()}

    def fill(self, filled: dict[str, object]) -> None:
        """Want the same lines again."""
        self.group.setCurrentIndex(max(self.group.findData(filled.get("group", "")), 0))
        self.day.show_typed(str(filled.get("day", "")))
        self._ask()

    def start(self) -> None:
        """Check the log, as the banner offers."""
        self._on_check()

    # ── State ────────────────────────────────────────────────────────────────────────────────────────────

    def _show_state(self, state: LogState, *, whole: bool) -> None:
        self.state = state
        found = trail.warning(state)
        self._sign.show_icon("check-circle" if found is None else "warning-circle",
                             "success" if found is None else "danger")
        self._row.set_title(sentence(found) if found else self._holds(state, whole=whole))
        last = self._telling.moment(state.last) if state.last else ""
        told = _("The last line is of {time}.").format(time=last) if last else ""
        self._row.set_subtitle(told)
        self.accept.setVisible(state.is_older or state.keys_differ)
        self.report(Point(todo=_("Check the log"), grave=True) if found else Point(done=_("log intact")))

    def _holds(self, state: LogState, *, whole: bool) -> str:
        lines = ngettext("{n} line", "{n} lines", state.lines).format(n=state.lines)
        return _("Every line holds: {lines}").format(lines=lines) if whole else \
            _("The end of the log was read on opening and holds: {lines}").format(lines=lines)

    def _on_check(self) -> None:
        self._progress.begin(_("Reading the log"), _("Cancel leaves everything as it is."))
        self.check.setEnabled(False)
        self._verify(self._on_checked)

    def _verify(self, done: Callable[[LogState], object]) -> None:
        self._work = self.page.desk.maintain(
            self.page.desk.tools.safe.verify_log, owner=self, done=done, refused=self._on_refused,
            progress=self._progress.tell)

    def _on_checked(self, state: LogState) -> None:
        self._end()
        self._show_state(state, whole=True)

    def _on_refused(self, error: Exception) -> None:
        self._end()
        if getattr(error, "code", "") != "work.cancelled":
            self.page.on_refused(error)  # type: ignore[arg-type]

    def _on_cancelled(self) -> None:
        self._work.cancel()

    def _end(self) -> None:
        self.check.setEnabled(True)
        self._progress.end()

    def _on_accept(self) -> None:
        sure = dialog.ask(
            self, _("Take the folder as it is?"),
            _("What was written after this copy is not here and will not come back by itself. Do this only "
              "when you or somebody you know put a copy back. The log keeps that it was accepted.")
            if self.state.is_older else
            _("First look through what opens the folder, change the passphrase and make new recovery words. "
              "The log keeps that it was accepted."),
            safe=_("Not now"), verb=_("Take it as it is"))
        if sure:
            self.page.desk.maintain(self.page.desk.tools.safe.accept_rollback, owner=self,
                                    done=self._on_accepted, refused=self._on_refused)

    def _on_accepted(self, _nothing: object) -> None:
        self._show_state(self.page.desk.tools.safe.log, whole=False)
        self.page.run(trail.note_accepted, undoable=False)
        self._ask()

    # ── Lines ────────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        self.page.ask(trail.activity, self._query(0), done=self._on_first, latest="log")

    def _on_first(self, entries: tuple[Entry, ...]) -> None:
        self.model.begin()
        self.model.add(entries)
        self._stack.setCurrentIndex(0 if entries else 1)

    def _on_more(self, before: int) -> None:
        self.page.ask(trail.activity, self._query(before), done=self.model.add, latest="log")

    def _query(self, before: int) -> LogQuery:
        since, until = self._period()
        zone = self.page.desk.pack.zone
        return LogQuery(
            names=GROUPS.get(str(self.group.currentData()), ()), before=before, limit=PIECE,
            since=datetime.combine(since, time(), zone) if since else None,
            until=datetime.combine(until + timedelta(days=1), time(), zone) if until else None)

    def _period(self) -> tuple[date | None, date | None]:
        chosen: PartialDate | None = self.day.value()
        return (chosen.first, chosen.last) if chosen else (None, None)

    def _on_filter(self, *_chosen: object) -> None:
        self._ask()

    # ── On paper ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_print(self) -> None:
        name = f"log-{self.page.desk.today.isoformat()}.pdf"
        path = files.ask_where_to_save(self, _("Print the log"), name)
        if path is not None:
            self._verify(partial(self._on_verified, path))

    def _on_verified(self, path: Path, state: LogState) -> None:
        self._show_state(state, whole=True)
        since, until = self._period()
        self.page.ask(_gathered, state, since, until, done=partial(self._on_gathered, path))

    def _on_gathered(self, path: Path, page: AuditPage) -> None:
        make = partial(self.page.desk.tools.papers.audit_page, language=language())
        self.page.desk.work_long(make, page, owner=self, done=partial(self._on_made, path),
                                 refused=self._on_refused)

    def _on_made(self, path: Path, paper: bytes) -> None:
        self.page.desk.write_file(path, paper, owner=self, done=self._on_written, refused=self._on_refused)

    def _on_written(self, _path: Path) -> None:
        self.page.run(trail.note_printed, done=self._on_noted, undoable=False)
        self.page.navigator.toast(_("The log is written. Codes only, no names."))

    def _on_everything(self) -> None:
        self.group.setCurrentIndex(0)
        self.day.set_value(None)
        self._on_filter()
        self.group.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_noted(self, _outcome: Outcome) -> None:
        self._ask()

    def _lay_out(self) -> None:
        self.card.add_action(self.check)
        self.card.add_action(self.printing)
        self.card.add_row(self._row)
        self.card.add(in_line(Field(_("What was done"), self.group), Field(_("When"), self.day), None))
        self.table.setModel(self.model)
        self.table.set_widths(WIDTHS)
        self.table.horizontalHeader().setStretchLastSection(False)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        nothing = EmptyState("list-bullets", _("Nothing of that kind"),
                             _("Choose another day or everything."), action=_("Show everything"))
        nothing.acted.connect(self._on_everything)
        self._stack.addWidget(nothing)
        self._stack.setFixedHeight(theme.current().px(HEIGHT))
        self.card.add_row(self._stack)
        self.card.body.insertWidget(1, self._progress)
        self.column.addWidget(self.card)
        self.accept.setVisible(False)

    def _connect(self) -> None:
        self.check.clicked.connect(self._on_check)
        self._progress.cancelled.connect(self._on_cancelled)
        self.printing.clicked.connect(self._on_print)
        self.accept.clicked.connect(self._on_accept)
        self.group.activated.connect(self._on_filter)
        self.day.changed.connect(self._on_filter)
        self.model.more_wanted.connect(self._on_more)


def _gathered(work: Work, state: LogState, since: date | None, until: date | None) -> AuditPage:
    return trail.audit_page(work, state, since=since, until=until)
