"""Starting the clocks of a detention: day and hour, and at once which limits end when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline, Rule
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.services.clocks import StartClocks, clock_rules, clocks, running_clocks
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.clocks.moment import MomentEdit
from streetlaw.ui.clocks.words import moment_text, zone_text
from streetlaw.ui.counting import span_text
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Whose clocks: the command without its moment, the law, the open deadlines of the case, and the time.

    `child` says whether it is a child's detention, None when the age is not known; `day` is the day to begin
    with, today when None. `other` says that the clocks that run are those of another detention.
    """

    start: StartClocks
    pack: Pack
    deadlines: Sequence[Deadline]
    now: datetime
    child: bool | None = None
    day: date | None = None
    other: bool = False

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The limits that would run."""
        return clock_rules(self.pack, self.start.incident, child=self.child)

    @property
    def running(self) -> dict[str, Deadline]:
        """Those of the latest detention that run already, by rule."""
        return running_clocks(self.deadlines, self.rules)

    @property
    def is_other(self) -> bool:
        """True when one would rather mean another detention: by what is known, or all limits have passed."""
        ends = [each.due_at for each in self.running.values()]
        return bool(ends) and (self.other or all(end is not None and end < self.now for end in ends))


class ClockForm(Card):
    """Asks since when somebody is held. `wanted` carries a StartClocks; what would move is shown before.

    While clocks run it asks which detention is meant: the same, whose beginning is corrected, or another.
    """

    wanted = Signal(object)
    cancelled = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("Held since"), icon="clock")
        self._held: Held | None = None
        self.which = Segmented([(_SAME, _("This detention")), (_OTHER, _("Another one"))],
                               name=_("Which detention"), value=_SAME)
        self.moment = MomentEdit()
        self.field = Field(_("In fact stopped on"), self.moment)
        self.preview = Text("", "secondary", wrap=True)
        self.start = Button(_("Start the clocks"), kind="primary", icon="clock")
        self.unknown = Button(_("Hour not known"))
        self.cancel = Button(_("Cancel"), kind="quiet")
        self._lay_out()
        self.which.chosen.connect(self._on_which)
        self.moment.changed.connect(self._on_changed)
        self.moment.submitted.connect(self._on_start)
        self.start.clicked.connect(self._on_start)
        self.unknown.clicked.connect(self._on_unknown)
        self.cancel.clicked.connect(self.cancelled)

    def ask(self, held: Held) -> None:
        """Ask anew: today, or the moment the running clocks began, with the hour to be typed."""
        self._held = held
        self.which.setVisible(bool(held.running))
        self.which.choose(_OTHER if held.is_other else _SAME)
        self.field.set_hint(_("Four digits will do: 1430. {zone}.").format(
            zone=zone_text(held.pack, held.now)))
        self._begin(held)

    def correct(self) -> None:
        """Mean the detention whose clocks run, whatever would be likelier."""
        if self._held is not None:
            self.which.choose(_SAME)
            self._begin(self._held)

    def follow(self, held: Held) -> None:
        """Go on with what changed beside the moment; day and hour stay as they were typed."""
        self._held = held

    def values(self) -> dict[str, str]:
        """What was typed, as plain data."""
        return {"which": self.which.value() or _SAME, "day": self.moment.day.text(),
                "hour": self.moment.hour.text()}

    def take(self, values: Mapping[str, str]) -> None:
        """Go on with what was typed before."""
        if self._held is None or not values:
            return
        if self._held.running:
            self.which.choose(values["which"])
        self._begin(self._held)
        self.moment.day.setText(values["day"])
        self.moment.hour.setText(values["hour"])
        self._show()

    @property
    def _again(self) -> bool:
        """True when clocks run, and another detention is meant."""
        return self._held is not None and bool(self._held.running) and self.which.value() == _OTHER

    def _begin(self, held: Held) -> None:
        running = [] if self._again else list(held.running.values())
        known = next((each for each in running if each.base_at), None)
        there = known.base_at.astimezone(held.pack.zone) if known and known.base_at else None
        day = next((each.base for each in running if each.base), None)
        today = held.now.astimezone(held.pack.zone).date()
        self.moment.show_moment(there.date() if there else day or held.day or today,
                                there.time() if there else None)
        self.start.setText(_("Move the clocks") if known else _("Start the clocks"))
        self.unknown.setVisible(known is None)
        self._show()

    def take_focus(self) -> None:
        """Begin with the hour: the day is there already."""
        self.moment.hour.setFocus()
        self.moment.hour.selectAll()

    def show_refusal(self, error: StreetLawError) -> None:
        """Say what is wrong with the moment."""
        self.field.set_error(sentence(error))

    def _show(self) -> None:
        self.field.set_error(None)
        held = self._held
        if held is None:
            return
        try:
            began = self.moment.moment(held.pack.zone)
        except StreetLawError:
            began = None
        if began is None:
            names = "; ".join(f"{span_text(rule.span)}: {rule.name(language())}"
                              for rule in held.rules if rule.span)
            self.preview.setText(_("These limits run from that moment: {limits}.").format(limits=names))
            return
        running = {} if self._again else held.running
        self.preview.setText("\n".join(
            _line(held, clock.rule, clock.ends, running.get(clock.rule.code))
            for clock in clocks(held.pack, held.start.incident, began, child=held.child)))

    def _on_which(self, _chosen: str) -> None:
        if self._held is not None:
            self._begin(self._held)
            self.edited.emit()

    def _on_changed(self) -> None:
        self._show()
        self.edited.emit()

    def _on_start(self) -> None:
        held = self._held
        if held is None:
            return
        try:
            began = self.moment.moment(held.pack.zone)
        except StreetLawError as error:
            self.show_refusal(error)
            return
        if began is None:
            self.field.set_error(_("Type the hour, or press “{button}”.").format(button=self.unknown.text()))
            self.take_focus()
            return
        self.wanted.emit(replace(held.start, began=began, again=self._again))

    def _on_unknown(self) -> None:
        if self._held is None:
            return
        try:
            day = self.moment.known_day()
        except StreetLawError as error:
            self.show_refusal(error)
            return
        self.wanted.emit(replace(self._held.start, began=None, day=day, again=self._again))

    def _lay_out(self) -> None:
        held = QWidget()
        px = theme.current().px
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.which)
        column.addWidget(self.field)
        column.addWidget(self.preview)
        foot = QWidget()
        flow = FlowLayout(foot, spacing=8)
        for button in (self.start, self.unknown, self.cancel):
            flow.addWidget(button)
        column.addWidget(foot)
        self.add(held)


def _line(held: Held, rule: Rule, ends: datetime, before: Deadline | None) -> str:
    """When one limit would end; where it runs already, from when to when it would move."""
    until = moment_text(ends, held.pack.zone, held.now)
    if before is not None and before.due_at is not None and before.due_at != ends:
        until = _("{old} → {new}").format(old=moment_text(before.due_at, held.pack.zone, held.now), new=until)
    return f"{until} · {rule.name(language())}"


_SAME, _OTHER = "same", "other"
