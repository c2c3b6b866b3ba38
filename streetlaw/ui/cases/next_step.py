"""The nearest deadline with its reason, the ones after it, and what came of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from streetlaw.domain.deadline import Deadline, DeadlineStatus, Urgency, urgency
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Fact
from streetlaw.domain.record import Outcome
from streetlaw.services.deadlines import SettleDeadline, computed, settle_deadline
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.cases.deadline_form import DeadlineForm
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.words import listed, opening
from streetlaw.ui.counting import steps_text
from streetlaw.ui.dates import partial_text
from streetlaw.ui.deadlines import deadline_block, deadline_note, deadline_title
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.rows import ListRow
from streetlaw.ui.parts.status import status_label
from streetlaw.ui.parts.text import Text

_SAID = (Urgency.OVERDUE, Urgency.TODAY, Urgency.WEEK)


class NextStepCard(Card):
    """What has to be done next, by when and why."""

    def __init__(self, page: Page, form: DeadlineForm) -> None:
        super().__init__(_("Next step"))
        self._page = page
        self._form = form
        self._code = ""
        add = IconButton("plus", _("Add a deadline"), kind="quiet")
        add.clicked.connect(form.show_form)
        self.add_action(add)

    def show_read(self, read: Read) -> None:
        """Show a client's open deadlines, nearest first; those without a verified limit last."""
        self._code = read.file.client.code
        self.clear_rows()
        still_open = [d for d in read.file.deadlines if d.status is DeadlineStatus.OPEN]
        if not still_open:
            self.add(Text(_("No open deadlines. Add one, or open an incident: the law panel suggests them."),
                          "hint", wrap=True))
            return
        self.add_row(self._first(still_open[0]))
        for deadline in still_open[1:]:
            self.add_row(self._row(deadline))

    def _first(self, deadline: Deadline) -> QWidget:
        done = Button(_("Done"), kind="primary", icon="check")
        done.clicked.connect(partial(self._settle, deadline, DeadlineStatus.MET))
        other = Button(_("Other end"))
        other.setMenu(self._menu(deadline, with_met=False))
        row = ListRow(deadline_title(deadline, self._page.desk.pack), self._reason(deadline), wrap=True,
                      leading=deadline_block(deadline, self._page.desk.today))
        held = QWidget()
        px = theme.current().px
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, px(12))
        column.setSpacing(px(4))
        column.addWidget(row)
        foot = QWidget()
        flow = FlowLayout(foot, spacing=8)
        flow.setContentsMargins(px(12), 0, px(12), 0)
        for widget in (done, other):
            flow.addWidget(widget)
        column.addWidget(foot)
        return held

    def _row(self, deadline: Deadline) -> ListRow:
        more = IconButton("dots-three-vertical", _("What came of it"), kind="quiet")
        more.setMenu(self._menu(deadline, with_met=True))
        note = listed((self._state(deadline), deadline_note(deadline, self._page.desk.pack)))
        return ListRow(deadline_title(deadline, self._page.desk.pack), note, trailing=more,
                       leading=deadline_block(deadline, self._page.desk.today))

    def _state(self, deadline: Deadline) -> str:
        """How near it is, in words: the colour of the tile never stands alone."""
        near = urgency(deadline, self._page.desk.today)
        return status_label("deadline", near) if near in _SAID else ""

    def _reason(self, deadline: Deadline) -> str:
        """Whose it is and by which article, how it was counted, and when that was checked."""
        pack = self._page.desk.pack
        rule = pack.rules.get(deadline.rule)
        steps = listed(steps_text(computed(pack, deadline)), "; ")
        checked = _checked(rule.fact) if rule is not None else ""
        return " ".join(f"{opening(part)}." for part in (
            self._state(deadline), deadline_note(deadline, pack), steps, checked, deadline.remarks) if part)

    def _menu(self, deadline: Deadline, *, with_met: bool) -> QMenu:
        menu = QMenu(self)
        ends = [(DeadlineStatus.MET, _("Done"))] if with_met else []
        ends += [(DeadlineStatus.MISSED, _("Missed")), (DeadlineStatus.CANCELLED, _("No longer applies"))]
        for status, text in ends:
            menu.addAction(text).triggered.connect(partial(self._settle, deadline, status))
        return menu

    def _settle(self, deadline: Deadline, status: DeadlineStatus, *_clicked: object) -> None:
        self._page.run(settle_deadline,
                       SettleDeadline(id=deadline.id, revision=deadline.revision, status=status),
                       done=self._on_settled, refused=partial(self._on_refused, deadline))

    def _on_refused(self, deadline: Deadline, error: StreetLawError) -> None:
        """Late is late: what was done after the last day is recorded as missed, and the page says why."""
        if error.code == "deadline.met_late":
            self._settle(deadline, DeadlineStatus.MISSED)
            self._page.banner(_("The last day had passed, so this was recorded as missed. "
                                "Write in a note when it was done."))
        else:
            self._page.on_refused(error)

    def _on_settled(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("{code}: deadline settled").format(code=self._code), undo=True)


def _checked(fact: Fact) -> str:
    if fact.as_of is None:
        return ""
    return _("checked {day}").format(day=partial_text(fact.as_of))
