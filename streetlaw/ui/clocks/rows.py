"""Running clocks as rows: the tiles tick, the rows stay."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.fact import Freshness
from streetlaw.domain.pack import Pack
from streetlaw.ui import theme
from streetlaw.ui.clocks.countdown import Countdown
from streetlaw.ui.clocks.ticker import Ticker
from streetlaw.ui.clocks.words import left_in_words, source_text, standing
from streetlaw.ui.deadline_why import WhyButton
from streetlaw.ui.deadlines import deadline_note, deadline_title
from streetlaw.ui.parts.badge import Badge
from streetlaw.ui.parts.card import Hairline
from streetlaw.ui.parts.rows import lay_row
from streetlaw.ui.parts.text import Text


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
        note = Text(" · ".join(part for part in (running.code, deadline_note(deadline, pack)) if part),
                    "secondary", wrap=True)
        self.state = Text("", "secondary", wrap=True)
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(2))
        for text in (title, self.state, note):
            column.addWidget(text)
        rule = pack.rules.get(deadline.rule)
        if sourced and rule is not None:
            column.addWidget(_sourced(source_text(rule.fact), rule.fact.freshness(today.date())))
        trailing = QWidget()
        line = QHBoxLayout(trailing)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(2))
        self.why = WhyButton(deadline, pack, today.date(), code=running.code)
        for widget in (self.why, end):
            if widget is not None:
                line.addWidget(widget)
        lay_row(self, held, self.countdown, trailing)
        self.tick(today)

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
        left = left_in_words(deadline.due_at - now) if deadline.due_at and not is_over else ""
        self.setAccessibleName(", ".join(part for part in (
            self.running.code, deadline_title(deadline, self.running.pack), left, said) if part))


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
            self._column.addWidget(row)
            self._column.addWidget(Hairline())


def _sourced(text: str, fresh: Freshness) -> QWidget:
    held = QWidget()
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.current().px(6))
    line.addWidget(Badge.of("verification", fresh))
    line.addWidget(Text(text, "hint", wrap=True), 1)
    return held
