"""Somebody is held: the clocks of the incident, started where it is written down."""

from __future__ import annotations

from PySide6.QtCore import Signal

from streetlaw.domain.deadline import DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Precision
from streetlaw.services.clocks import StartClocks, is_child
from streetlaw.ui.clocks.form import Held
from streetlaw.ui.clocks.panel import ClockPanel
from streetlaw.ui.clocks.rows import Running
from streetlaw.ui.incidents.reading import Read


class HeldView(ClockPanel):
    """Hidden unless the law has limits in hours for what is written; `start_wanted` carries a StartClocks."""

    start_wanted = Signal(object)

    def __init__(self, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._read: Read | None = None
        self._asked: object = None
        self.form.cancel.hide()
        self.form.wanted.connect(self.start_wanted)
        self.form.cancelled.connect(self._on_cancelled)
        self.correct.clicked.connect(self._on_correct)

    def show_read(self, read: Read, incident: Incident) -> None:
        """Take up the deadlines that were read, and show what follows for the incident as it is written."""
        self._read, self._asked = read, None
        self.draw(incident)

    def draw(self, incident: Incident) -> None:
        """Follow what is written; what was typed in the form of the moment stays while the limits do."""
        read = self._read
        held = self._held(read, incident) if read else None
        if read is None or held is None:
            self.hide()
            return
        running = [Running(each, self._pack) for each in held.running.values()]
        self.list.show_clocks(sorted(running, key=_by_end), read.now)
        self.card.setVisible(bool(running))
        asked = (held.rules, held.day, tuple(held.running.values()))
        if asked != self._asked:
            self._asked = asked
            self.form.ask(held)
            self.form.setVisible(not running)
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
        held = Held(start=StartClocks(client_id=incident.client_id, case_id=incident.case_id,
                                      incident=incident),
                    pack=self._pack, now=read.now, day=day,
                    child=is_child(read.client, day or read.now.astimezone(self._pack.zone).date()),
                    deadlines=[each for each in read.deadlines if each.jurisdiction == incident.jurisdiction
                               and each.status is DeadlineStatus.OPEN])
        return held if held.rules else None

    def _on_correct(self) -> None:
        self.form.show()
        self.form.take_focus()

    def _on_cancelled(self) -> None:
        self.form.hide()


def _by_end(running: Running) -> tuple[bool, str]:
    ends = running.deadline.due_at
    return ends is None, ends.isoformat() if ends else running.deadline.rule
