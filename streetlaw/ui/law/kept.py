"""A legal aid check read again: the answers and the verdict of that day, beside the law of today."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.domain.condition import SKIP
from streetlaw.domain.eligibility import CategoryResult, Entitlement, Given, Kind, Screening, overall
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services import wording
from streetlaw.services.screening import Change, KeptScreening, kept_screening
from streetlaw.translation import gettext as _
from streetlaw.translation import language, translate
from streetlaw.ui.dates import day_full
from streetlaw.ui.desk import Desk
from streetlaw.ui.kept_checks import articles_then, differing, made, name_then, source_then
from streetlaw.ui.law.beside import badge_line
from streetlaw.ui.law.columns import Columns
from streetlaw.ui.law.result import AnswerSign
from streetlaw.ui.law.words import LOOKS, answer_text, headline, listed, opening, result_badge
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.rows import KeyValues, ListRow
from streetlaw.ui.parts.text import Text
from streetlaw.ui.route import Route

_ORDER = (Entitlement.ENTITLED, Entitlement.LIKELY, Entitlement.UNKNOWN, Entitlement.NOT)

_Changes = Mapping[tuple[Kind, str], Change]


class KeptPage(Page):
    """Read-only: a kept check never changes. "Check again" makes a new one."""

    scrolls = True

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.kept: KeptScreening | None = None
        self.notice = Banner("", "info")
        self.again = Button(_("Check again"), icon="arrow-clockwise")
        self.answer, self.results, self.answers = Card(), Card(_("Per category")), Card(_("Answers"))
        self.notice.hide()
        self.body.addWidget(self.notice)
        self.body.addWidget(self.answer)
        self.body.addWidget(Columns((self.results,), (self.answers,)))
        self.body.addStretch(1)
        self.again.clicked.connect(self._on_again)

    def open(self, route: Route) -> None:
        """Show the check of the route."""
        self.set_place(_("Legal aid check"), parent=_("Law and aid"), parent_route=Route("law"))
        self.set_top_actions(self.again)
        self.ask(kept_screening, route.record_id, done=self._on_read, latest="kept")

    def refresh(self, outcome: Outcome) -> None:
        """Read again when a check was kept or taken back."""
        gone = any(change.id == self.route.record_id and change.after is None for change in outcome.changes)
        if outcome.touches(Screening) and not gone:
            self.ask(kept_screening, self.route.record_id, done=self._on_read, latest="kept")

    def _on_read(self, kept: KeptScreening) -> None:
        self.kept = kept
        screening = kept.screening
        self.set_place(_("Legal aid check"), parent=kept.code,
                       parent_route=Route("client", screening.client_id),
                       note=day_full(screening.done_on) if screening.done_on else "")
        differs = differing(kept)
        self.notice.show_message(
            _("Below is what was said that day. Check again before anything is filed.") if differs else
            _("The law data in force would answer the same today."),
            "warning" if differs else "success", differs)
        self.notice.show()
        self._show_verdict(screening)
        self._show_results(screening, {_key(change): change for change in kept.changes})
        self._show_answers(screening)

    def _show_verdict(self, screening: Screening) -> None:
        self.answer.clear_rows()
        best = overall(screening.results)
        sign = AnswerSign()
        sign.show_look(LOOKS[best])
        self.answer.add_row(ListRow(headline(best), made(screening), leading=sign, wrap=True))

    def _show_results(self, screening: Screening, changes: _Changes) -> None:
        self.results.clear_rows()
        for result in sorted(screening.results, key=lambda result: _ORDER.index(result.answer)):
            change = changes.get((result.kind, result.category))
            self.results.add_row(self._result(result, change))
        for change in changes.values():
            if change.then is None and change.now is not None:
                self.results.add_row(self._new(change.now))

    def _result(self, result: CategoryResult, change: Change | None) -> QWidget:
        held, column = _row()
        word = translate(wording.ENTITLEMENT[result.answer])
        pack = self.desk.pack
        column.addWidget(Text(name_then(pack, result), "medium", wrap=True))
        column.addWidget(Text(listed(opening(word), articles_then(pack, result)), wrap=True, selectable=True))
        column.addWidget(Text(source_then(result), "secondary", wrap=True, selectable=True))
        column.addLayout(badge_line(result_badge(result, self.desk.today), ""))
        if change is not None:
            now = change.now
            text = _("Now: {answer}").format(answer=_now(now)) if now else \
                _("Now: the law data no longer has this category")
            column.addWidget(Text(text, ink="warning", wrap=True))
        return held

    def _new(self, result: CategoryResult) -> QWidget:
        held, column = _row()
        column.addWidget(Text(name_then(self.desk.pack, result), "medium", wrap=True))
        column.addWidget(Text(_("Not known that day. Now: {answer}").format(answer=_now(result)),
                              ink="warning", wrap=True))
        return held

    def _show_answers(self, screening: Screening) -> None:
        self.answers.clear_rows()
        values, pack = KeyValues(), self.desk.pack
        for given in screening.answers:
            values.add(_question_then(pack, given), _answer_then(pack, given))
        self.answers.add(values if screening.answers else Text(_("Nothing was answered."), "secondary"))

    def _on_again(self) -> None:
        if self.kept is not None:
            screening = self.kept.screening
            extra = {"client": screening.client_id}
            if screening.case_id:
                extra["case"] = screening.case_id
            self.navigator.go(Route("law", extra=extra))


def _question_then(pack: Pack, given: Given) -> str:
    """How the question was put that day; an old check says how it is put now."""
    said = dict(given.asked)
    return said.get(language()) or next(iter(said.values()), "") or pack.label(
        "questions", given.question, language())


def _answer_then(pack: Pack, given: Given) -> str:
    """What was answered, in the words of that day."""
    said, question = dict(given.said), pack.aid.questions.get(given.question)
    if said:
        return said.get(language()) or next(iter(said.values()))
    if question is not None:
        return answer_text(question, given.answer, pack)
    plain = {SKIP: _("no answer"), "yes": _("yes"), "no": _("no")}
    return plain.get(given.answer, given.answer)


def _row() -> tuple[QWidget, QVBoxLayout]:
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(3)
    return held, column


def _key(change: Change) -> tuple[Kind, str]:
    one = change.then or change.now
    return (one.kind, one.category) if one else (Kind.CATEGORY, "")


def _now(result: CategoryResult | None) -> str:
    """What the law of today answers, with the limit and how sure it is."""
    if result is None:
        return ""
    return listed(translate(wording.ENTITLEMENT[result.answer]), source_then(result))
