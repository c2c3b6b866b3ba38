"""Review: the attorney's inbox of cases, and the lawyer's answers that came back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import TrustedPerson
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle, Check, Review, ReviewCase
from streetlaw.services import reviews
from streetlaw.services.reviews import ReviewAt
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import files, sealing
from streetlaw.ui.desk import Desk
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.empty_state import EmptyState
from streetlaw.ui.review.answer_view import AnswerFacts, AnswerView
from streetlaw.ui.review.case_view import CaseView
from streetlaw.ui.review.comments import NEW
from streetlaw.ui.review.entries import answer_entry, asked_entry
from streetlaw.ui.review.panel import ReviewPanel
from streetlaw.ui.review.panes import RIGHT, Panes
from streetlaw.ui.review.reading import Answered, Asked, Desktop, Request, desktop
from streetlaw.ui.review.side import ANSWERS, ASKED, Side
from streetlaw.ui.review.turns import Turns
from streetlaw.ui.route import Route

_SIDE = 292


class ReviewPage(Page):
    """List, case, comments. An attorney decides here, a lawyer reads what was decided."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.read: Desktop | None = None
        """What is shown, once it was read."""
        self._read = Desktop((), ())
        self._request = 0
        self._selected = ""
        self._make_widgets()
        self._lay_out()
        self._connect()

    def open(self, route: Route) -> None:
        """Show what waits, or one case."""
        self.set_place(_("Review"))
        self._selected = route.record_id or self._selected
        self._ask()

    def resume(self) -> None:
        """Read again."""
        self._ask()

    def refresh(self, outcome: Outcome) -> None:
        """Follow the cases, the answers and the people."""
        if outcome.touches(Bundle, Review, ReviewCase, TrustedPerson):
            self._ask()

    def state(self) -> dict[str, object]:
        """The side of the page and the row."""
        return {"mode": self.cases.mode, "selected": self._selected}

    def restore(self, state: dict[str, object]) -> None:
        """Take up the side and the row."""
        self.cases.show_mode(str(state.get("mode", ASKED)))
        self._selected = str(state.get("selected", ""))

    # ── Reading ──────────────────────────────────────────────────────────────────────────────────────────

    def _ask(self) -> None:
        self.ask(desktop, done=self._on_read, latest="desktop")

    def _on_read(self, read: Desktop) -> None:
        if self._turns.busy:  # what was read is older than what was clicked; it is read again after that
            return
        self.read = self._read = read
        nothing = not read.requests and not read.answers
        self._whole.setCurrentIndex(1 if nothing else 0)
        self._show_panes(shown=not nothing)
        if nothing:
            return
        self.cases.offer_modes(len(read.requests), len(read.answers))
        if any(answered.review.id == self._selected for answered in read.answers) or not read.requests:
            self.cases.show_mode(ANSWERS)
        elif not read.answers:
            self.cases.show_mode(ASKED)
        self._show_list()

    def _show_list(self) -> None:
        if self.cases.mode == ANSWERS:
            self.cases.head.show_answers(len(self._read.answers))
            self.cases.show_entries([answer_entry(answered) for answered in self._read.answers])
        else:
            at = next((at for at, request in enumerate(self._read.requests)
                       if any(asked.id == self._selected for asked in request.cases)), self._request)
            self._request = min(at, len(self._read.requests) - 1)
            self.cases.head.show_requests(self._read.requests, self._request)
            self.cases.show_entries([asked_entry(asked, self.desk.pack) for asked in self._here().cases])
            self.cases.show_progress(self._here())
        self._show_selected(self.cases.pick(self._selected))

    def _show_selected(self, id: str) -> None:
        self._selected = id
        answered, asked = self._answered(id), self._asked(id)
        if answered is not None:
            self.answer.show_answer(answered)
            self.facts.show_answer(answered)
        elif asked is not None:
            self.case.show_case(asked)
            self.panel.show_case(asked.case)
        self.panes.name_right(_("Comments") if answered is None else _("About this review"))
        self._middle.setCurrentWidget(self.case if answered is None else self.answer)
        self._right.setCurrentWidget(self.panel if answered is None else self.facts)

    def _here(self) -> Request:
        return self._read.requests[self._request]

    def _asked(self, id: str) -> Asked | None:
        return next((asked for request in self._read.requests for asked in request.cases
                     if asked.id == id), None)

    def _answered(self, id: str) -> Answered | None:
        return next((answered for answered in self._read.answers if answered.review.id == id), None)

    def _on_mode(self, _mode: str) -> None:
        self.cases.show_mode(self.cases.mode)
        self._selected = ""
        self._show_list()

    def _on_bundle(self, at: int) -> None:
        self._request, self._selected = at, ""
        self._show_list()

    # ── Commenting ───────────────────────────────────────────────────────────────────────────────────────

    def _on_comment_key(self) -> None:
        line = self.case.focused_line()
        if line is not None and self.cases.mode == ASKED:
            self.panel.write_about(line)

    def _on_save_comment(self) -> None:
        editor = self.panel.editor
        text, weight = editor.text.toPlainText(), editor.must_fix
        if editor.index == NEW:
            self._do(reviews.comment, partial(
                reviews.AddComment, field=editor.field, text=text, must_fix=weight), self.panel.written)
        else:
            self._do(reviews.change_comment, partial(
                reviews.ChangeComment, index=editor.index, text=text, must_fix=weight), self.panel.written)

    def _on_settle(self, index: int) -> None:
        self._do(reviews.settle_comment, partial(reviews.CommentAt, index=index),
                 partial(self._say, _("Comment settled")))

    def _on_remove(self, index: int) -> None:
        self._do(reviews.remove_comment, partial(reviews.CommentAt, index=index),
                 partial(self._say, _("Comment removed")))

    def _on_tasks(self, tasks: tuple[str, ...]) -> None:
        self._do(reviews.set_tasks, partial(reviews.SetTasks, tasks=tasks), self.panel.task_added)

    # ── Deciding ─────────────────────────────────────────────────────────────────────────────────────────

    def _on_checks(self, checks: tuple[Check, ...]) -> None:
        self._do(reviews.set_checks, partial(reviews.SetChecks, checks=checks))

    def _on_sign(self) -> None:
        self._do(reviews.sign_off, ReviewAt, partial(self._say, _("{case} is signed off")))

    def _on_return(self) -> None:
        self._do(reviews.give_back, ReviewAt, partial(self._say, _("{case} goes back with comments")))

    def _on_reopen(self) -> None:
        self._do(reviews.reopen, ReviewAt, partial(self._say, _("{case} is open again")))

    def _do(self, service: Callable[..., Outcome], make: Callable[..., ReviewAt],
            then: Callable[[], object] | None = None) -> None:
        self._turns.do(self.panel.case, service, make, then)

    def _on_done(self, case: ReviewCase) -> None:
        """The next click already knows the new revision."""
        if case.id == self.panel.case.id:
            self.panel.show_case(case)

    def _say(self, said: str) -> None:
        self.navigator.toast(said.format(case=self.panel.case.pseudonym), undo=True)

    def _on_seal(self) -> None:
        if self.cases.mode != ASKED or not self._read.requests or not self._here().waiting:
            return
        path = files.ask_where_to_save(self, _("Where to write the review"), sealing.new_name(),
                                       ((_("Sealed file"), sealing.BUNDLES),))
        if path is not None:
            self.cases.seal.setEnabled(False)
            here = self._here()
            self.run(sealing.seal_to, path, reviews.make_review, self.desk.tools.envelopes,
                     here.bundle.partner_id, done=partial(self._on_sealed, path.name, here.sender),
                     refused=self._on_seal_refused, undoable=False)

    def _on_sealed(self, name: str, sender: TrustedPerson | None, outcome: Outcome) -> None:
        count = dict(outcome.the(Bundle).counts).get("reviews", 0)
        said = ngettext("{n} decision is sealed in {file}. Give the file to {name}: only they can open it. "
                        "This app sends nothing itself.",
                        "{n} decisions are sealed in {file}. Give the file to {name}: only they can open it. "
                        "This app sends nothing itself.", count)
        self.banner(said.format(n=count, file=name, name=sender.name if sender else ""), "success")

    def _on_seal_refused(self, error: StreetLawError) -> None:
        self.cases.seal.setEnabled(True)
        self.on_refused(error)

    # ── Building ─────────────────────────────────────────────────────────────────────────────────────────

    def _make_widgets(self) -> None:
        self.cases = Side()
        self._turns = Turns(self)
        self.case = CaseView(self.desk.pack)
        self.panel = ReviewPanel(self.desk)
        self.answer = AnswerView(self.navigator, self.desk.today)
        self.facts = AnswerFacts()
        self._middle, self._right = QStackedWidget(), QStackedWidget()
        for stack, one, other in ((self._middle, self.case, self.answer),
                                  (self._right, self.panel, self.facts)):
            stack.addWidget(one)
            stack.addWidget(other)
        self.panes = Panes(self.cases, self._middle, self._right)
        take = _("Take in a file") if self.navigator.can_go(Route("exchange")) else ""
        self.empty = EmptyState(
            "chats-circle", _("Reviews appear here"),
            _("Cases that a lawyer asks you to review, and answers to cases you sent. Both come as sealed "
              "files."), action=take)

    def _lay_out(self) -> None:
        self._whole = QStackedWidget()
        self._whole.addWidget(self.panes)
        self._whole.addWidget(self.empty)
        self.body.addWidget(self._whole)
        self.set_side(self.panes.side, _SIDE)
        self.set_inspector(self.panes.inspector)
        self._show_panes(shown=False)
        self._whole.setCurrentIndex(1)

    def _show_panes(self, *, shown: bool) -> None:
        """Side and inspector are there when there is something to show, and room."""
        self._shown = shown
        listed = self.panes.fit(self.window().width(), inspector=self.inspector_shown)
        if self.side is not None:
            self.side.setVisible(shown and listed)
        if self.inspector is not None:
            self.inspector.setVisible(shown and self.inspector_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the panes follow the width of the window."""
        super().resizeEvent(event)
        self._show_panes(shown=self._shown)

    def _connect(self) -> None:
        self.cases.picked.connect(self._show_selected)
        self.cases.mode_chosen.connect(self._on_mode)
        self.cases.bundle_chosen.connect(self._on_bundle)
        self.cases.seal_wanted.connect(self._on_seal)
        self.case.comment_wanted.connect(self.panel.write_about)
        self.case.stepped.connect(self.cases.step)
        self.panel.writing_began.connect(partial(self.panes.show_pane, RIGHT))
        self.panel.editor.saved.connect(self._on_save_comment)
        self.panel.list.settle_wanted.connect(self._on_settle)
        self.panel.list.remove_wanted.connect(self._on_remove)
        self.panel.tasks.changed.connect(self._on_tasks)
        decision = self.panel.sign_off
        decision.checks_changed.connect(self._on_checks)
        decision.sign_wanted.connect(self._on_sign)
        decision.return_wanted.connect(self._on_return)
        decision.reopen_wanted.connect(self._on_reopen)
        self._turns.done.connect(self._on_done)
        self._turns.refused.connect(self._ask)
        self.empty.acted.connect(partial(self.navigator.go, Route("exchange")))
        self.add_command(_("Comment on this field"), self._on_comment_key, keys="C",
                         icon="chat-centered-text")
        self.add_command(_("Next case"), partial(self.cases.step, 1), keys="J", icon="caret-down")
        self.add_command(_("Previous case"), partial(self.cases.step, -1), keys="K", icon="caret-up")
        self.add_command(_("Seal the review…"), self._on_seal, icon="lock-key")
