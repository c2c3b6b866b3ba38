"""The check of the right to legal aid: situation, income, result, application."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.referral import Referral
from streetlaw.services.papers import legal_aid_application
from streetlaw.translation import N_
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.law.application import ApplicationPane, Standing
from streetlaw.ui.law.applying import Applying
from streetlaw.ui.law.beside import AboutPane, SoFarPane
from streetlaw.ui.law.interview import INCOME_PART, SITUATION_PART, Interview, replay
from streetlaw.ui.law.questions import Questions
from streetlaw.ui.law.reading import nameless_application
from streetlaw.ui.law.result import Result
from streetlaw.ui.law.sheet import APPLICATION, INCOME, RESULT, SITUATION, Sheet
from streetlaw.ui.law.step_frame import StepFrame
from streetlaw.ui.law.visit import Visit
from streetlaw.ui.law.whom import Whom
from streetlaw.ui.page import asker


class Check(StepFrame):
    """Takes a person, or nobody, from the first question to the application.

    `place_changed` says that person or step changed; `pane` is what stands beside the step shown.
    """

    place_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        pack, today = desk.pack, desk.today
        self._nobody = QWidget()
        self.visit = Visit(desk, self, self.values)
        self.sheet = Sheet()
        self.interview: Interview = replay(pack, {}, today, sensitive=True)
        self.stored: Screening | None = None
        """The check as it was stored last, in this visit."""
        self.whom, self.result, self.applying = Whom(desk), Result(desk), Applying(pack, today)
        self.situation = Questions(pack, SITUATION_PART, _("Situation"))
        self.income = Questions(pack, INCOME_PART, _("Income"))
        self.about, self.so_far = AboutPane(pack, today), SoFarPane(pack, today)
        self.application = ApplicationPane(desk)
        self._connect()

    # ── As plain data ────────────────────────────────────────────────────────────────────────────────────

    def values(self) -> dict[str, Any]:
        """The check for a draft; its title names the code alone."""
        person = self.visit.person
        answers = self.sheet.given | self.situation.typed() | self.income.typed()
        named = {"title": N_("{code}: legal aid check"), "of": person.client.code} if person else {}
        return {**named, **self.sheet.values(), "answers": answers}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data, or a stored referral when the visit is about one."""
        person = self.visit.person
        if person is not None and person.referral is not None:
            self._show_stored(person.referral)
            return
        self.sheet = Sheet.of(values, self.visit.prefilled)
        self._show_answers()
        self.go(self.sheet.step)
        if self.step < RESULT:
            self._part().begin()

    def choose(self) -> None:
        """Ask whom it is about."""
        self.forget()
        self.show_view(self.whom, with_steps=False)
        self.whom.ask()
        self.whom.search.setFocus()
        self.place_changed.emit()

    def forget(self) -> None:
        """Nothing of the person before may stay."""
        self.visit.forget()
        self.saved.hide()
        self.stored, self.sheet = None, Sheet()
        self.application.show_application(None)
        self.show_view(self._nobody, with_steps=False)

    # ── What is shown ────────────────────────────────────────────────────────────────────────────────────

    @property
    def step(self) -> int:
        """How far one is."""
        return self.sheet.step

    @property
    def is_choosing(self) -> bool:
        """True while nobody has been chosen."""
        return self.view in (None, self.whom, self._nobody)

    @property
    def is_stored(self) -> bool:
        """True when a stored referral is shown."""
        return self.visit.person is not None and self.visit.person.referral is not None

    @property
    def is_kept(self) -> bool:
        """True when the check as it stands is stored with the person."""
        return self.stored is not None and self.stored.given == dict(self.interview.answers)

    @property
    def pane(self) -> QWidget:
        """What stands beside the step shown."""
        if self.is_choosing:
            return self.about
        return self.so_far if self.step < RESULT else self.application

    def follow(self) -> None:
        """Follow a changed answer, or a changed consent."""
        pack, today, person = self.desk.pack, self.desk.today, self.visit.person
        self.interview = replay(pack, self.sheet.given, today, sensitive=self.visit.may_ask_all)
        own = {code for code, said in self.visit.prefilled.items() if self.sheet.given.get(code) == said}
        notes = {code: _("from the person's record") for code in own}
        for part in (self.situation, self.income):
            part.show_interview(self.interview, notes, today)
        earlier = person.last if person else None
        is_new = not set(self.interview.answers) - own
        self.situation.offer_earlier(earlier.done_on if earlier and is_new else None)
        self.so_far.show_interview(self.interview)
        if self.step >= RESULT:
            self.show_result()

    def _show_answers(self) -> None:
        """Show the answers in their controls; those nobody may keep without consent are forgotten."""
        asked = self.desk.pack.aid.questions
        self.sheet.given = {code: answer for code, answer in self.sheet.given.items()
                            if code in asked and (self.visit.may_ask_all or not asked[code].sensitive)}
        for part in (self.situation, self.income):
            part.show_answers(self.sheet.given)
        self.follow()

    def show_result(self) -> None:
        """Show answer, papers and application."""
        person, pane = self.visit.person, self.application
        self.result.show_interview(self.interview)
        pane.show_standing(Standing() if person is None else Standing(
            code=person.client.code, client_id=person.client.id, refer=person.refer))
        self.sheet.category = pane.show_grounds(self.interview.possible, self.sheet.category)
        self.result.show_papers(self.sheet.category, self.sheet.ready)
        self.result.no_lawyer.show_client(
            person.client.id if person else "", person.case_id if person else "",
            person.noted if person else ())
        self.result.answer.show_keeping(possible=person is not None, kept=self.is_kept)
        self._show_application()

    def go(self, step: int) -> None:
        """Show a step."""
        self.sheet.step = step
        self.steps.go(step)
        views = {SITUATION: self.situation, INCOME: self.income, RESULT: self.result,
                 APPLICATION: self.applying}
        self.show_view(views[step], with_steps=True)
        if step == RESULT:
            self.show_result()
        self.next.setText({SITUATION: _("Next: income"), INCOME: _("Show the result")}.get(
            step, _("Application")))
        self.place_changed.emit()

    def arrange(self, *, beside: bool) -> None:
        """Keep the application at the last step when there is no room beside the page."""
        room, narrow = self.applying.room, not beside
        if narrow and room.indexOf(self.application) < 0:
            room.addWidget(self.application)
            self.application.show()
        self.application.setMinimumHeight(theme.current().px(480) if narrow else 0)
        self.applying.referral.setVisible(self.is_stored)
        self.applying.papers.setVisible(self.is_stored)
        self.foot.setVisible(not self.is_choosing and not self.is_stored and (narrow or self.step != RESULT))
        self.back.setVisible(self.step > SITUATION)
        self.next.setVisible(self.step < APPLICATION)

    def _show_application(self) -> None:
        self.application.show_application(nameless_application(
            self.desk.pack, self.desk.today, category=self.sheet.category, answers=self.interview.answers,
            ready=self.sheet.ready) if self.sheet.category else None)

    def _show_stored(self, referral: Referral) -> None:
        person = self.visit.person
        self.applying.show_referral(referral)
        if person is not None:
            self.application.show_standing(Standing(code=person.client.code, client_id=person.client.id,
                                                    refer=person.refer, referral_id=referral.id))
        self.go(APPLICATION)
        asker(self, self.desk).ask(legal_aid_application, referral.id, owner=self, latest="paper",
                                   done=self.application.show_application, refused=self._on_paper_refused)

    def _on_paper_refused(self, error: StreetLawError) -> None:
        person = self.visit.person
        if person is not None and person.referral is not None:
            self.application.show_refusal(error, nameless_application(
                self.desk.pack, self.desk.today, category=person.referral.category,
                answers=dict(person.answers), ready=person.referral.documents_ready))

    def _part(self) -> Questions:
        return self.income if self.step == INCOME else self.situation

    # ── What the person at the keyboard does ─────────────────────────────────────────────────────────────

    def go_on(self) -> None:
        """Go to the next step."""
        if self.is_choosing or self.step == APPLICATION:
            return
        self._part().tell()
        self.go(self.step + 1)
        if self.step < RESULT:
            self._part().begin()
        self.visit.touch()

    def _on_back(self) -> None:
        self.go(self.step - 1)

    def _on_edit(self) -> None:
        self.go(SITUATION)
        self.situation.begin()

    def _on_answered(self, code: str, answer: str) -> None:
        self.sheet.given[code] = answer
        self.follow()
        self.visit.touch()

    def _on_touched(self) -> None:
        self.visit.touch()

    def _on_earlier(self) -> None:
        person = self.visit.person
        if person is not None and person.last is not None:
            self.take({"answers": person.last.given | self.visit.prefilled})
            self.visit.touch()

    def _on_papers(self) -> None:
        shown = {row.code for row in self.result.papers.rows}
        self.sheet.ready = (self.sheet.ready - shown) | set(self.result.papers.ready())
        self._show_application()
        self.visit.touch()

    def _on_ground(self, category: str) -> None:
        self.sheet.category = category
        self.result.show_papers(category, self.sheet.ready)
        self._show_application()
        self.visit.touch()

    def _on_no_lawyer(self) -> None:
        """Go where a missing lawyer is recorded."""
        self.go(RESULT)
        self.result.begin_no_lawyer()

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _connect(self) -> None:
        for part in (self.situation, self.income):
            part.answered.connect(self._on_answered)
            part.touched.connect(self._on_touched)
            part.earlier_wanted.connect(self._on_earlier)
        self.visit.begun.connect(self.take)
        self.visit.read_again.connect(self._on_read_again)
        self.visit.kept.connect(self.show_saved)
        self.result.papers_changed.connect(self._on_papers)
        self.result.answers.edit_wanted.connect(self._on_edit)
        self.application.ground_chosen.connect(self._on_ground)
        self.application.no_lawyer_wanted.connect(self._on_no_lawyer)
        self.back.clicked.connect(self._on_back)
        self.next.clicked.connect(self.go_on)

    def _on_read_again(self) -> None:
        person = self.visit.person
        if person is not None and person.referral is not None:
            self._show_stored(person.referral)
        elif self.sheet.given:
            self._show_answers()
        else:
            self.take({})
