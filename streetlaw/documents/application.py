"""The application for state-guaranteed legal aid, for the person to sign."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from streetlaw.documents.language import Language
from streetlaw.documents.page import render
from streetlaw.documents.style import (
    BOTTOM,
    INK_2,
    LEFT,
    LETTER,
    LETTER_ITEM,
    LETTER_RIGHT,
    LETTER_TITLE,
    MISSING,
    SANS,
    TEXT_WIDTH,
    TOP,
    legible,
    paragraph,
)
from streetlaw.domain.condition import QuestionKind
from streetlaw.domain.paper import LegalAidApplication
from streetlaw.translation import N_

_LINE = "_" * 28
_LINE_TO_SIGN = "_" * 16


def make(application: LegalAidApplication, language: str) -> bytes:
    """Return the application as a PDF in that language: ky, ru or en (ValueError for another)."""
    return _ApplicationPaper(application, Language(language)).make()


class _ApplicationPaper:
    """One application in one language, in the order an office reads it."""

    def __init__(self, application: LegalAidApplication, language: Language) -> None:
        self._application = application
        self._say = language

    def make(self) -> bytes:
        notice = _Notice(
            self._say(N_("General form: the official form and list of papers were not verified.")),
            self._say(N_("Ask the legal aid centre before filing.")),
            self._say,
        )
        return render(
            self._flow,
            title=self._say(N_("Application")),
            language=self._say.code,
            decorate=notice,
            top=TOP + 20,
            bottom=BOTTOM + 40,
        )

    def _flow(self) -> list[Flowable]:
        say, application = self._say, self._application
        pack = application.pack
        to = say(N_("To: {authority}")).format(authority=pack.aid.authority.name(say.code))
        of = say(N_("From: {name}")).format(name=application.name or _LINE)
        flow: list[Flowable] = [
            paragraph(to, LETTER_RIGHT),
            paragraph(of, LETTER_RIGHT),
            paragraph(say(N_("APPLICATION")), LETTER_TITLE),
        ]
        body = (self._request(), self._matter(), self._reason())
        flow += [paragraph(line, LETTER) for line in body if line]
        flow += [paragraph(line, LETTER_ITEM) for line in self._income()]
        flow += [*self._papers(), Spacer(0, 34)]
        date = say(N_("Date {line}")).format(line=_LINE_TO_SIGN)
        signature = say(N_("Signature {line}")).format(line=_LINE_TO_SIGN)
        return [*flow, paragraph(f"{date}\u00a0 \u00a0 {signature}", LETTER)]

    def _request(self) -> str:
        kind = self._application.aid_kind
        if not kind:
            return self._say(N_("I ask for legal aid guaranteed by the state."))
        label = self._application.pack.label("aid_kinds", kind, self._say.code)
        return self._say(N_("I ask for legal aid guaranteed by the state: {kind}.")).format(kind=label)

    def _matter(self) -> str:
        """What it is about: a choice of the interview by its label, anything else as it was typed."""
        matter = self._application.matter
        question = self._application.pack.aid.questions.get("matter")
        for choice in question.choices if question else ():
            if choice.code == matter:
                matter = choice.name(self._say.code)
        return self._say(N_("Matter: {matter}.")).format(matter=matter) if matter else ""

    def _reason(self) -> str:
        """Why the person is entitled; an article stands there only when the law in force was read."""
        application, code = self._application, self._say.code
        if not application.category:
            return ""
        listed = "categories" if application.pack.has("categories", application.category) else "bases"
        reason = application.pack.label(listed, application.category, code)
        item = {**application.pack.aid.categories, **application.pack.aid.bases}.get(application.category)
        if item is not None and item.fact.verified and item.basis:
            reason += f" ({'; '.join(application.pack.cite(cite, code) for cite in item.basis)})"
        return self._say(N_("Ground: {reason}.")).format(reason=reason)

    def _income(self) -> list[str]:
        """Income and household, when the ground is one that looks at income."""
        pack = self._application.pack
        category = pack.aid.categories.get(self._application.category)
        if category is None or not category.income_test:
            return []
        lines = []
        for code, answer in self._application.answers:
            question = pack.aid.questions.get(code)
            if question is None or question.section != "income" or not answer.isdecimal():
                continue
            name = question.name(self._say.code)
            if question.kind is QuestionKind.AMOUNT:
                amount = f"{int(answer):,}".replace(",", "\u00a0")
                lines.append(f"{name}: {amount}.")
            elif question.kind is QuestionKind.NUMBER:
                lines.append(f"{name}: {answer}.")
        return lines

    def _papers(self) -> list[Flowable]:
        if not self._application.papers:
            return []
        flow: list[Flowable] = [Spacer(0, 10), paragraph(self._say(N_("Attached:")), LETTER_ITEM)]
        for number, (code, ready) in enumerate(self._application.papers, start=1):
            line = f"{number}. {self._application.pack.label('documents', code, self._say.code)}"
            missing = "" if ready else " " + self._say(N_("(not there yet)"))
            flow.append(paragraph(line + missing, LETTER_ITEM, behind="" if ready else MISSING))
        return flow


@dataclass(frozen=True, slots=True)
class _Notice:
    """What the foot of every page says of the form, and the page of how many."""

    first: str
    second: str
    language: Language

    def __call__(self, canvas: Canvas, page: int, pages: int) -> None:
        """Write it, small."""
        canvas.setFillColor(INK_2)
        canvas.setFont(SANS, 7.2)
        canvas.drawString(LEFT, BOTTOM + 10, legible(self.first, SANS))
        canvas.drawString(LEFT, BOTTOM, legible(self.second, SANS))
        number = self.language(N_("page {page} / {pages}")).format(page=page, pages=pages)
        canvas.drawRightString(LEFT + TEXT_WIDTH, BOTTOM, number)
