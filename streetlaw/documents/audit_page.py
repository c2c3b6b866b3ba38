"""A part of the log on paper: codes only, no names, with what reading the whole log found."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from streetlaw.documents.blocks import Cell, facts, section, table, title
from streetlaw.documents.frame import FOOT_HEIGHT, HEAD_HEIGHT, ConfidentialFrame, grouped
from streetlaw.documents.language import Language
from streetlaw.documents.page import render
from streetlaw.documents.style import CELL_MONO, CELL_STRONG, QUIET, paragraph
from streetlaw.domain.paper import AuditLine, AuditPage
from streetlaw.services.telling import NOTHING, Telling
from streetlaw.translation import N_


def make(page: AuditPage, language: str) -> bytes:
    """Return the page as a PDF in that language: ky, ru or en (ValueError for another)."""
    return _AuditPaper(page, Language(language)).make()


class _AuditPaper:
    """One part of the log in one language."""

    def __init__(self, page: AuditPage, language: Language) -> None:
        self._page = page
        self._say = language
        self._tell = Telling(page.pack, language.code)

    def make(self) -> bytes:
        say = self._say
        frame = ConfidentialFrame(
            language=say, audience=say(N_("Log of the work. Codes only, no names.")),
            subject=say(N_("Log, {date}")).format(date=say.day(self._page.prepared)), sha256=self._page.head)
        return render(self._flow, title=say(N_("Log of the work")), language=say.code, decorate=frame,
                      top=HEAD_HEIGHT, bottom=FOOT_HEIGHT)

    def _flow(self) -> list[Flowable]:
        say, page = self._say, self._page
        rows = [self._row(line) for line in page.entries]
        names = (N_("No."), N_("When"), N_("What was done"), N_("With what"), N_("Code"))
        head = [say(name) for name in names]
        listed = table(rows, (0.1, 0.2, 0.4, 0.18, 0.12), head=head)
        return [*title(say(N_("Log of the work")), say.beside(N_("Log of the work"))), *self._facts(),
                Spacer(0, 6), *section(N_("Lines"), say),
                *(listed or [paragraph(say(N_("Nothing recorded.")), QUIET)])]

    def _facts(self) -> list[Flowable]:
        say, page = self._say, self._page
        left: list[tuple[str, Cell]] = [
            (say(N_("Prepared")), say.day(page.prepared)),
            (say(N_("Whose")), page.code or say(N_("everybody's"))),
            (say(N_("Period")), f"{say.short_day(page.since)} – {say.short_day(page.until)}")]
        right: list[tuple[str, Cell]] = [
            (say(N_("Checked")), paragraph(self._verdict(), CELL_STRONG)),
            (say(N_("Lines that hold")), str(page.lines)),
            (say(N_("Seal of the last line")), paragraph(grouped(page.head, 32), CELL_MONO))]
        return facts(left, right)

    def _verdict(self) -> str:
        page = self._page
        if page.broken:
            return self._say(N_("altered from line {line} on")).format(line=page.broken)
        if page.is_older:
            return self._say(N_("older than it was: lines at its end are missing"))
        return self._say(N_("every line holds"))

    def _row(self, line: AuditLine) -> tuple[Cell, ...]:
        kind = self._tell.kind(line.kind) if line.kind else NOTHING
        done = self._tell.done(line.name)
        return str(line.number), self._tell.moment(line.at), done, kind, line.code or NOTHING
