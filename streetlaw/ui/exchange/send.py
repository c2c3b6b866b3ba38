"""Sending cases for review, in four steps: what, to whom, the report, the file."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle
from streetlaw.services import ledger, reviews
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui import files, sealing
from streetlaw.ui.dates import size_text
from streetlaw.ui.drafts import DraftKeeper
from streetlaw.ui.exchange.cases_step import CasesStep
from streetlaw.ui.exchange.file_step import FileStep
from streetlaw.ui.exchange.frame import Frame
from streetlaw.ui.exchange.home import SEND
from streetlaw.ui.exchange.people_step import PeopleStep, lack
from streetlaw.ui.exchange.reading import Offered, Overview, Partner, Shown, offers, prepared
from streetlaw.ui.exchange.report_step import ReportStep
from streetlaw.ui.page import Page

CASES, PEOPLE, REPORT, FILE = range(4)


class SendView(Frame):
    """The four steps; what was chosen is kept as a draft until the file is made, or it is cancelled."""

    left = Signal()
    """The person is done, or gave up: back to the first view."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.cases, self.people = CasesStep(), PeopleStep(page.navigator)
        self.report, self.file = ReportStep(page.navigator, page.desk.pack), FileStep()
        self.add_steps(self.cases, self.people, self.report, self.file)
        self._page = page
        self._partners: tuple[Partner, ...] = ()
        self._partner_id = self._again = ""
        self._offered = Offered((), 0)
        self._shown: Shown | None = None
        self._path = Path()
        self._busy = self._made = False
        self.keeper = DraftKeeper(page.desk, SEND, self, self._values, self.restore)
        self._connect()
        self._go(CASES)

    @property
    def step(self) -> int:
        """The present step, from 0."""
        return self.steps.current()

    def begin(self, read: Overview, case_ids: Iterable[str] = (), again: str = "") -> None:
        """Start with these cases, with those of a file that got lost, or where somebody left off."""
        if self._busy:
            return
        self._made = False
        self._partners = read.partners
        lost = ledger.of_id(read.sent, again)
        expected = ledger.cases_in(lost) or tuple(case_ids)
        able = [partner.person.id for partner in read.partners if partner.may_receive]
        wanted = lost.partner_id or self._partner_id
        self._start(expected, wanted if wanted in able else next(iter(able), ""), lost.id)
        self._go(CASES if able else PEOPLE)
        if expected or lost.id:
            self.follow(read)
        else:
            self.keeper.begin(partial(self._on_begun, read))

    def follow(self, read: Overview) -> None:
        """Take over what changed in the vault."""
        self._partners = read.partners
        if self._busy or self._made:
            return
        self.cases.show_again(ledger.of_id(read.sent, self._again))
        self._show_partner()
        self._ask_offers()

    def state(self) -> dict[str, object]:
        """What was chosen, and how far the person got; a file that was made needs nothing more."""
        step = CASES if self._made else min(self.step, REPORT)
        return {"cases": list(self.cases.chosen), "partner": self._partner_id, "again": self._again,
                "step": step}

    def restore(self, state: dict[str, Any]) -> None:
        """Take up what was chosen; `follow` has to come next."""
        self._start(state.get("cases", ()), str(state.get("partner", "")), str(state.get("again", "")))
        self._go(int(state.get("step", CASES)))

    # ── What is kept ─────────────────────────────────────────────────────────────────────────────────────

    def _start(self, case_ids: Iterable[str], partner_id: str, again: str) -> None:
        self._partner_id, self._again = partner_id, again
        self.cases.expect(case_ids)

    def _values(self) -> dict[str, object]:
        return {"title": N_("Asking for a review"), **self.state()}

    def _on_begun(self, read: Overview, _found: bool) -> None:
        self.follow(read)

    def _on_picked(self) -> None:
        """Keep what was chosen; nothing chosen is nothing to come back to."""
        if self.cases.chosen:
            self.keeper.touch()
        else:
            self.keeper.drop()

    # ── Going on ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_next(self) -> None:
        if self.step == FILE:
            self._on_make()
        elif not self._in_the_way():
            self._page.clear_banner()
            self._go(self.step + 1)
            self._on_picked()
            if self.step == REPORT:
                self._prepare()

    def _on_back(self) -> None:
        self._page.clear_banner()
        if self._made or self.step == CASES:
            self.keeper.drop()
            self._start((), self._partner_id, "")
            self.left.emit()
        else:
            self._go(self.step - 1)

    def _go(self, step: int) -> None:
        self.go(step)
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
        self.show_reason(reason)
        self.next.setVisible(not self._made)
        self.next.setEnabled(not reason and not self._busy)
        self.next.setText(_("Make the file…") if self.step == FILE else _("Continue"))
        self.back.setText(_("Back to Exchange") if self._made else _("Cancel") if self.step == CASES
                          else _("Back"))
        self.back.setEnabled(not self._busy)
        self.recipient.change.setVisible(not self._made and not self._busy and self.step != PEOPLE)

    # ── What is read ─────────────────────────────────────────────────────────────────────────────────────

    def _ask_offers(self) -> None:
        self._page.ask(offers, self._partner_id, tuple(self._page.desk.lands), self._again,
                       done=self._on_offers, latest="offers")

    def _on_offers(self, found: Offered) -> None:
        self._offered = found
        self.cases.show_offers(found)
        if self.step >= REPORT and not self._busy and not self._made:
            self._prepare()
        self._show_way()

    def _prepare(self) -> None:
        self._shown = None
        self._show_way()
        self._page.ask(prepared, self.cases.chosen, self._partner_id, self._again, done=self._on_prepared,
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
        self._on_picked()
        self.people.rows[person_id].setFocus()

    def _on_change(self) -> None:
        self._page.clear_banner()
        self._go(PEOPLE)

    def _show_partner(self) -> None:
        self.people.show_people(self._partners, self._partner_id)
        self.recipient.show_partner(self._partner())

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
        self.keeper.drop()
        bundle = outcome.the(Bundle)
        partner = self._partner()
        self.file.show_made(bundle, self._path, partner.person.name if partner else "")
        self.show_size(size_text(bundle.size))
        self._show_way()
        self.back.setFocus()

    def _connect(self) -> None:
        self.next.clicked.connect(self._on_next)
        self.back.clicked.connect(self._on_back)
        self.cases.changed.connect(self._show_way)
        self.cases.picked.connect(self._on_picked)
        self.people.chosen.connect(self._on_person)
        self.recipient.change_wanted.connect(self._on_change)
