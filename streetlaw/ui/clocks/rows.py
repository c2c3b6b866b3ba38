"""Running clocks as rows: the tiles tick, the rows stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.fact import Fact
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.clocks.countdown import Countdown
from streetlaw.ui.clocks.ticker import Ticker
from streetlaw.ui.clocks.words import left_in_words, moment_text, read_text, standing
from streetlaw.ui.deadline_why import WhyButton
from streetlaw.ui.deadlines import deadline_note, deadline_title
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.buttons import IconButton
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.line import in_line
from streetlaw.ui.parts.rows import lay_row
from streetlaw.ui.parts.settled import show_at_once
from streetlaw.ui.parts.text import Elided, Text


@dataclass(frozen=True, slots=True)
class Running:
    """An open deadline that runs by the minute, the law it is counted by, and the code of its client."""

    deadline: Deadline
    pack: Pack
    code: str = ""


class ClockRow(QWidget):
    """One clock: what is left, what has to be done, whom it binds, where it stands in words."""

    def __init__(self, running: Running, today: datetime, *, end: QWidget | None, sourced: bool) -> None:
        super().__init__()
        self.running = running
        deadline, pack = running.deadline, running.pack
        self.countdown = Countdown(deadline.due_at)
        title = Text(deadline_title(deadline, pack), "medium", wrap=True)
        since = _("counted from {day}").format(day=moment_text(deadline.base_at, pack.zone, today)) \
            if deadline.base_at else ""
        note = Text(" · ".join(part for part in (running.code, since, deadline_note(deadline, pack)) if part),
                    "secondary", wrap=True)
        self.state = Text("", "secondary", wrap=True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        for text in (title, self.state, note):
            column.addWidget(text)
        self.why = WhyButton(deadline, pack, today.date(), code=running.code)
        sign = [end] if isinstance(end, IconButton) else []
        beside = in_line(self.why, *sign, gap=2)
        head = QWidget()
        lay_row(head, held, self.countdown, None if sourced else beside, top=sourced)
        if end is not None and not sign:
            column.addWidget(in_line(end, gap=2), 0, Qt.AlignmentFlag.AlignLeft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        if sourced:
            rule = pack.rules.get(deadline.rule)
            whole.addWidget(_foot(rule.fact if rule else None, today.date(), beside))
        self.tick(today)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the texts are at that width: where rows scroll, nobody else asks."""
        super().resizeEvent(event)
        self._fit()

    @property
    def passed(self) -> bool:
        """True once the limit was seen to have passed."""
        return bool(self.state.property("ink") == "danger")

    def tick(self, now: datetime) -> None:
        """Let the tile run; the words change only when the limit passes, or a day ends."""
        self.countdown.tick(now)
        deadline = self.running.deadline
        said = standing(deadline, self.running.pack, now)
        if said == self.state.text():
            return
        is_over = deadline.due_at is not None and deadline.due_at < now
        self.state.setText(said)
        self.state.set_ink("danger" if is_over else "text-2")
        self._fit()
        left = left_in_words(deadline.due_at - now) if deadline.due_at and not is_over else ""
        self.setAccessibleName(", ".join(part for part in (
            self.running.code, deadline_title(deadline, self.running.pack), left, said) if part))


    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and (height := layout.heightForWidth(self.width())) != self.minimumHeight():
            self.setMinimumHeight(max(0, height))


class ClockList(QWidget):
    """Clocks below each other, the first to end first. Rows are made anew only when the deadlines changed."""

    def __init__(self, *, sourced: bool = False) -> None:
        """With `sourced`, each row says where its limit was read, and when."""
        super().__init__()
        self.rows: list[ClockRow] = []
        self._sourced = sourced
        self._shown: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.ticker = Ticker(self)
        self.ticker.ticked.connect(self._on_ticked)

    def show_clocks(self, clocks: Sequence[Running], now: datetime,
                    end: Callable[[Running], QWidget] | None = None) -> None:
        """Show the clocks as they stand at that moment (UTC); `end` makes the last widget of each row."""
        shown = tuple((each.deadline, each.code, each.pack.version) for each in clocks)
        if shown != self._shown:
            self._shown = shown
            self._build(clocks, now, end)
        if clocks:
            self.ticker.set(now)
            self.tick(now)
        else:
            self.ticker.stop()

    def tick(self, now: datetime) -> None:
        """Let all rows show that moment."""
        for row in self.rows:
            row.tick(now)

    def _on_ticked(self, now: datetime) -> None:
        if self.isVisible():
            self.tick(now)

    def _build(self, clocks: Sequence[Running], now: datetime,
               end: Callable[[Running], QWidget] | None) -> None:
        self.rows = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for each in clocks:
            row = ClockRow(each, now, end=end(each) if end else None, sourced=self._sourced)
            self.rows.append(row)
            for line in (row, Hairline()):
                self._column.addWidget(line)
                show_at_once(line)


def _foot(fact: Fact | None, today: date, beside: QWidget) -> QWidget:
    """How far the limit was checked, when and where, and what can be done: below the words, which need room.

    What is cut there the reason button tells whole.
    """
    held = QWidget()
    px = theme.current().px
    column = QVBoxLayout(held)
    column.setContentsMargins(px(12), 0, px(12), px(8))
    column.setSpacing(0)
    line = QHBoxLayout()
    if fact is not None:
        line.addWidget(Badge.of("verification", fact.freshness(today)))
    line.addStretch(1)
    line.addWidget(beside)
    column.addLayout(line)
    if fact is not None:
        source = _("Source: {source}").format(source=fact.source) if fact.source else ""
        column.addWidget(Elided(" · ".join(part for part in (read_text(fact), source) if part), "hint"))
    return held
