"""Somebody is held: the clocks of the incident, started where it is written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Precision
from streetlaw.services.clocks import StartClocks, is_child, kept_clocks
from streetlaw.ui.clocks.form import Held
from streetlaw.ui.clocks.panel import ClockPanel
from streetlaw.ui.clocks.rows import Running
from streetlaw.ui.incidents.reading import Read


class HeldView(ClockPanel):
    """Hidden unless the law has limits in hours for what is written; `start_wanted` carries a StartClocks.

    `edited` says that something was typed here.
    """

    start_wanted = Signal(object)
    edited = Signal()

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._read: Read | None = None
        self._asked: object = None
        self.form.cancel.hide()
        self.form.wanted.connect(self.start_wanted)
        self.form.edited.connect(self.edited)
        self.form.cancelled.connect(self._on_cancelled)
        self.correct.clicked.connect(self._on_correct)

    def show_read(self, read: Read, incident: Incident) -> None:
        """Take up the deadlines that were read, and show what follows for the incident as it is written."""
        before, self._read = self._read, read
        if before is None or (before.client.id, before.incident.id) != (read.client.id, read.incident.id):
            self._asked = None
        self.draw(incident)

    def values(self) -> dict[str, str]:
        """What was typed here, as plain data; nothing while nobody is held."""
        return {} if self.isHidden() else self.form.values()

    def take(self, values: Mapping[str, str]) -> None:
        """Go on with what was typed before."""
        self.form.take(values)

    def draw(self, incident: Incident) -> None:
        """Follow what is written; what was typed in the form of the moment stays while the limits do."""
        read = self._read
        held = self._held(read, incident) if read else None
        if read is None or held is None:
            self.hide()
            return
        running = [Running(each, self._pack) for each in kept_clocks(held.deadlines, held.rules)]
        self.list.show_clocks(sorted(running, key=_by_end), read.now)
        self.card.setVisible(bool(running))
        asked = (held.rules, held.day, tuple(held.running.values()))
        if asked != self._asked:
            self._asked = asked
            self.form.ask(held)
            self.form.setVisible(not running or held.other)
            self.form.cancel.setVisible(bool(running))
        else:
            self.form.follow(held)
        self.show()

    def show_refusal(self, error: StreetLawError) -> None:
        """Say what is wrong with the moment."""
        self.form.show_refusal(error)

    def _held(self, read: Read, incident: Incident) -> Held | None:
        occurred = incident.occurred
        day = occurred.first if occurred and occurred.precision is Precision.DAY else None
        deadlines = [each for each in read.deadlines if each.jurisdiction == incident.jurisdiction
                     and each.status is DeadlineStatus.OPEN]
        held = Held(start=StartClocks(client_id=incident.client_id, case_id=incident.case_id,
                                      incident=incident),
                    pack=self._pack, now=read.now, day=day,
                    child=is_child(read.client, day or read.now.astimezone(self._pack.zone).date()),
                    deadlines=deadlines)
        held = replace(held, other=_is_elsewhen(day, held.running.values()))
        return held if held.rules else None

    def _on_correct(self) -> None:
        self.form.correct()
        self.form.show()
        self.form.take_focus()

    def _on_cancelled(self) -> None:
        self.form.hide()


def _is_elsewhen(day: date | None, clocks: Iterable[Deadline]) -> bool:
    """True when an incident of that day cannot be the detention those clocks are of."""
    begun = [clock.base for clock in clocks if clock.base]
    return day is not None and bool(begun) and all(abs((base - day).days) > 1 for base in begun)


def _by_end(running: Running) -> tuple[bool, str]:
    ends = running.deadline.due_at
    return ends is None, ends.isoformat() if ends else running.deadline.rule
