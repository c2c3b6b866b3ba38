"""Sending cases for review, in four steps: what, to whom, the report, the file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle
from streetlaw.services import reviews
from streetlaw.translation import gettext as _
from streetlaw.ui import files, sealing, theme
from streetlaw.ui.dates import size_text
from streetlaw.ui.exchange.cases_step import CasesStep
from streetlaw.ui.exchange.file_step import FileStep
from streetlaw.ui.exchange.people_step import PeopleStep, RecipientCard, lack
from streetlaw.ui.exchange.reading import Offered, Overview, Partner, Shown, offers, prepared
from streetlaw.ui.exchange.report_step import ReportStep
from streetlaw.ui.page import INSPECTOR_FROM, Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.rows import KeyValues
from streetlaw.ui.parts.stack import Stack
from streetlaw.ui.parts.steps import Steps
from streetlaw.ui.parts.text import Text

CASES, PEOPLE, REPORT, FILE = range(4)
_SIDE = 348
_LEAST = 64 * 1024
"""Bytes of the smallest sealed file (EXCHANGE: padded, floor 64 KiB)."""


class SendView(QWidget):
    """The steps at the left; recipient, file and the way on at the right."""

    left = Signal()
    """The person is done, or gave up: back to the first view."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._partners: tuple[Partner, ...] = ()
        self._partner_id = ""
        self._offered = Offered((), 0)
        self._shown: Shown | None = None
        self._path = Path()
        self._busy = self._made = False
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._go(CASES)

    @property
    def step(self) -> int:
        """The present step, from 0."""
        return self.steps.current()

    def begin(self, read: Overview, case_ids: Iterable[str] = ()) -> None:
        """Start anew with these cases, and the first person who may receive."""
        self._made = False
        able = [partner.person.id for partner in read.partners if partner.may_receive]
        self._partner_id = self._partner_id if self._partner_id in able else next(iter(able), "")
        self.cases.expect(case_ids)
        self.follow(read)
        self._go(CASES if able else PEOPLE)

    def follow(self, read: Overview) -> None:
        """Take over what changed in the vault."""
        self._partners = read.partners
        if self._busy or self._made:
            return
        self._show_partner()
        self._ask_offers()

    def state(self) -> dict[str, object]:
        """What was chosen, and how far the person got; a file that was made needs nothing more."""
        step = CASES if self._made else min(self.step, REPORT)
        return {"cases": list(self.cases.chosen), "partner": self._partner_id, "step": step}

    def restore(self, state: dict[str, object]) -> None:
        """Take up what was chosen."""
        kept = state.get("cases")
        self._partner_id = str(state.get("partner", ""))
        self.cases.choose(kept if isinstance(kept, list) else ())
        self._go(int(str(state.get("step", CASES))))

    # ── Going on ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_next(self) -> None:
        if self.step == FILE:
            self._on_make()
        elif not self._in_the_way():
            self._page.clear_banner()
            self._go(self.step + 1)
            if self.step == REPORT:
                self._prepare()

    def _on_back(self) -> None:
        self._page.clear_banner()
        if self._made or self.step == CASES:
            self.left.emit()
        else:
            self._go(self.step - 1)

    def _go(self, step: int) -> None:
        self.steps.go(step)
        self._stack.setCurrentIndex(step)
        if step == FILE:
            self.file.show_plan(self._shown)
        self._show_way()

    def _in_the_way(self) -> str:
        """Why the next step is closed; "" when it is open."""
        partner = self._partner()
        if self.step == CASES:
            return "" if self.cases.chosen or self._offered.gone else _("Choose at least one case.")
        if self.step == PEOPLE:
            return _("Choose a person.") if partner is None else lack(partner) and _(
                "This person may not receive cases yet.")
        if self._shown is None:
            return _("The report is being made.")
        nothing = not self._shown.prepared.cases and not self._shown.prepared.withdrawn
        return _("Nothing may leave.") if nothing else ""

    def _show_way(self) -> None:
        reason = "" if self._made or self._busy else self._in_the_way()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.next.setVisible(not self._made)
        self.next.setEnabled(not reason and not self._busy)
        self.next.setText(_("Make the file…") if self.step == FILE else _("Continue"))
        self.back.setText(_("Back to Exchange") if self._made else _("Cancel") if self.step == CASES
                          else _("Back"))
        self.back.setEnabled(not self._busy)
        self.recipient.change.setVisible(not self._made and not self._busy and self.step != PEOPLE)

    # ── What is read ─────────────────────────────────────────────────────────────────────────────────────

    def _ask_offers(self) -> None:
        self._page.ask(offers, self._partner_id, tuple(self._page.desk.lands), done=self._on_offers,
                       latest="offers")

    def _on_offers(self, found: Offered) -> None:
        self._offered = found
        self.cases.show_offers(found)
        if self.step >= REPORT and not self._busy and not self._made:
            self._prepare()
        self._show_way()

    def _prepare(self) -> None:
        self._shown = None
        self._show_way()
        self._page.ask(prepared, self.cases.chosen, self._partner_id, done=self._on_prepared,
                       refused=self._on_refused, latest="report")

    def _on_prepared(self, shown: Shown) -> None:
        self._shown = shown
        self.report.show_report(shown)
        if self.step == FILE and not self._busy:
            self.file.show_plan(shown)
        self._show_way()

    def _on_refused(self, error: StreetLawError) -> None:
        """Say why, where it can be put right."""
        self._busy = False
        where = {"export.changed_meanwhile": REPORT, "export.recipient_unverified": PEOPLE,
                 "export.tier_not_granted": PEOPLE}
        self._go(where.get(error.code, self.step))
        if error.code == "export.changed_meanwhile":
            self._prepare()
        self._page.on_refused(error)

    # ── The recipient ────────────────────────────────────────────────────────────────────────────────────

    def _partner(self) -> Partner | None:
        return next((one for one in self._partners if one.person.id == self._partner_id), None)

    def _on_person(self, person_id: str) -> None:
        self._partner_id = person_id
        self._show_partner()
        self._ask_offers()
        self._show_way()
        self.people.rows[person_id].setFocus()

    def _on_change(self) -> None:
        self._page.clear_banner()
        self._go(PEOPLE)

    def _show_partner(self) -> None:
        partner = self._partner()
        self.people.show_people(self._partners, self._partner_id)
        self.recipient.show_partner(partner)

    # ── The file ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_make(self) -> None:
        if self._shown is None or self._busy:
            return
        path = files.ask_where_to_save(self, _("Where to write the file"), sealing.new_name(),
                                       ((_("Sealed file"), sealing.BUNDLES),))
        if path is None:
            return
        self._path, self._busy = path, True
        self.file.show_busy()
        self._show_way()
        self._page.run(sealing.seal_to, path, reviews.make_request, self._page.desk.tools.envelopes,
                       self._shown.prepared, done=self._on_made, refused=self._on_refused, undoable=False)

    def _on_made(self, outcome: Outcome) -> None:
        self._busy, self._made = False, True
        bundle = outcome.the(Bundle)
        partner = self._partner()
        self.file.show_made(bundle, self._path, partner.person.name if partner else "")
        self._show_facts(size_text(bundle.size))
        self._show_way()
        self.back.setFocus()

    def _show_facts(self, size: str) -> None:
        self._facts.clear()
        self._facts.add(_("Format"), _("sealed bundle, signed by you"))
        self._facts.add(_("Size"), size)
        self._facts.add(_("Opens for"), _("this recipient only"))
        self._facts.add(_("Your record"), _("kept in the log of files"))

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _make_widgets(self) -> None:
        navigator, desk = self._page.navigator, self._page.desk
        self.steps = Steps((_("What to send"), _("Recipient"), _("Report"), _("Make the file")),
                           name=_("Asking for a review"))
        self.cases, self.people = CasesStep(), PeopleStep(navigator)
        self.report, self.file = ReportStep(navigator, desk.pack), FileStep()
        self.recipient = RecipientCard()
        self.back, self.next = Button(""), Button("", kind="primary")
        self.reason = Text("", "secondary", wrap=True)
        self._facts = KeyValues()
        self._show_facts(_("at least {size}, so that it tells little").format(size=size_text(_LEAST)))

    def _lay_out(self) -> None:
        px = theme.current().px
        self._stack = Stack()
        for step in (self.cases, self.people, self.report, self.file):
            self._stack.addWidget(step)
        card = Card(_("The file"))
        card.add(self._facts)
        self._side = QWidget(self)
        self._side.setFixedWidth(px(_SIDE))
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(px(12))
        said = _("This app sends nothing itself: carry the file or use your secure channel. "
                 "Copies cannot be called back.")
        for widget in (self.recipient, card, Banner(said, "warning", icon="hard-drive")):
            side.addWidget(widget)
        side.addStretch(1)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        foot.addLayout(buttons)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.addWidget(self.steps, 0, 0, 1, 2)
        self._place(wide=True)

    def _place(self, *, wide: bool) -> None:
        """Recipient and file stand at the right, or give way to the step in a narrow window."""
        for widget in (self._stack, self._side, self._foot):
            self._grid.removeWidget(widget)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(1, 1)
        self._grid.addWidget(self._stack, 1, 0, 2 if wide else 1, 1 if wide else 2)
        if wide:
            self._grid.addWidget(self._side, 1, 1)
        self._side.setVisible(wide)
        self._grid.addWidget(self._foot, 2, 1 if wide else 0, 1, 1 if wide else 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the right side give way in a narrow window."""
        super().resizeEvent(event)
        wide = self.window().width() >= theme.current().px(INSPECTOR_FROM)
        if wide != self._side.isVisibleTo(self):
            self._place(wide=wide)

    def _connect(self) -> None:
        self.next.clicked.connect(self._on_next)
        self.back.clicked.connect(self._on_back)
        self.cases.changed.connect(self._show_way)
        self.people.chosen.connect(self._on_person)
        self.recipient.change_wanted.connect(self._on_change)
