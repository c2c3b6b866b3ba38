"""What can be done about a deadline: say what came of it, or correct the event it is counted from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.services.deadlines import SettleDeadline, settle_deadline
from streetlaw.services.recounting import RecountDeadline, recount_deadline
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.deadline_move import MoveForm
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.dates import day_full
from streetlaw.ui.deadlines import restore_text
from streetlaw.ui.page import Page


class DeadlineDeeds(QObject):
    """Acts through the client page, which is its parent; `form` asks for the right event of a deadline."""

    correcting = Signal()
    """The form asks for an event now."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page
        self._read: Read | None = None
        self.form = MoveForm(page)
        self.form.move_wanted.connect(self.move)

    def show_read(self, read: Read) -> None:
        """Stand for this client."""
        self._read = read
        self.form.show_read(read)

    def menu(self, deadline: Deadline, owner: QWidget, *, with_met: bool) -> QMenu:
        """What may have come of a deadline, and a way to correct the event it is counted from."""
        menu = QMenu(owner)
        ends = [(DeadlineStatus.MET, _("Done"))] if with_met else []
        ends += [(DeadlineStatus.MISSED, _("Missed")), (DeadlineStatus.CANCELLED, _("No longer applies"))]
        for status, text in ends:
            menu.addAction(text).triggered.connect(partial(self.settle, deadline, status))
        if self._read is not None and deadline.rule in self._read.file.packs[deadline.jurisdiction].rules:
            menu.addSeparator()
            correct = menu.addAction(_("Correct the event it is counted from…"))
            correct.triggered.connect(partial(self._on_correct, deadline))
        return menu

    def settle(self, deadline: Deadline, status: DeadlineStatus, *_clicked: object) -> None:
        """Say what came of a deadline."""
        self._page.run(settle_deadline,
                       SettleDeadline(id=deadline.id, revision=deadline.revision, status=status),
                       done=self._on_settled, refused=partial(self._on_refused, deadline))

    def move(self, command: RecountDeadline) -> None:
        """Move a deadline to the day its rule gives."""
        self._page.run(recount_deadline, command, done=self._on_moved, refused=self.form.show_wrong)

    def _on_correct(self, deadline: Deadline, *_clicked: object) -> None:
        """Ask for the right event; the move is shown before it is taken."""
        self.form.ask(deadline)
        self.correcting.emit()

    @property
    def _code(self) -> str:
        return self._read.file.client.code if self._read else ""

    def _on_moved(self, outcome: Outcome) -> None:
        moved = outcome.the(Deadline)
        self.form.moved_on(moved)
        day = day_full(moved.due) if moved.due else _("no date")
        self._page.navigator.toast(_("{code}: the deadline now ends on {day}").format(
            code=self._code, day=day), undo=True)

    def _on_refused(self, deadline: Deadline, error: StreetLawError) -> None:
        """Late is late: what was done after the last day is recorded as missed, and the page says why."""
        if error.code == "deadline.met_late":
            self.settle(deadline, DeadlineStatus.MISSED)
            self._page.banner(_("The last day had passed, so this was recorded as missed. "
                                "Write in a note when it was done."))
        else:
            self._page.on_refused(error)

    def _on_settled(self, outcome: Outcome) -> None:
        settled = outcome.the(Deadline)
        self._page.navigator.toast(_("{code}: deadline settled").format(code=self._code), undo=True)
        allowed = self._allowed(settled)
        if allowed:
            self._page.banner(_("The deadline is missed, but the law leaves a way: {what}. "
                                "Ask for it together with what you file, and say why it was late.").format(
                                    what=allowed))

    def _allowed(self, deadline: Deadline) -> str:
        packs = self._read.file.packs if self._read else {}
        pack = packs.get(deadline.jurisdiction)
        return restore_text(deadline, pack, self._page.desk.today) if pack is not None else ""


def restorable(deadlines: Sequence[Deadline]) -> list[Deadline]:
    """The missed ones, the latest first."""
    missed = [each for each in deadlines if each.status is DeadlineStatus.MISSED]
    return sorted(missed, key=lambda each: (each.due is not None, each.due or each.base), reverse=True)
