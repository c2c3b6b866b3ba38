"""The custody log of one piece of evidence on paper: what it is, its hash, and every line of the log."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from streetlaw.documents.blocks import facts, section, table, title
from streetlaw.documents.frame import FOOT_HEIGHT, HEAD_HEIGHT, ConfidentialFrame, grouped
from streetlaw.documents.language import Language
from streetlaw.documents.page import render
from streetlaw.documents.style import READING, paragraph
from streetlaw.domain.paper import CustodyLine, CustodySheet
from streetlaw.services import wording
from streetlaw.translation import N_

_WIDTHS = (0.2, 0.22, 0.3, 0.28)


def make(sheet: CustodySheet, language: str) -> bytes:
    """Return the sheet as a PDF in that language: ky, ru or en (ValueError for another)."""
    return _SheetPaper(sheet, Language(language)).make()


class _SheetPaper:
    """One sheet in one language."""

    def __init__(self, sheet: CustodySheet, language: Language) -> None:
        self._sheet = sheet
        self._say = language

    def make(self) -> bytes:
        say = self._say
        subject = say(N_("Case {code}")).format(code=self._sheet.code)
        frame = ConfidentialFrame(language=say, audience=say(N_("For the file.")), subject=subject,
                                  sha256=self._sheet.record_sha256)
        return render(self._flow, title=say(N_("Custody log")), language=say.code, decorate=frame,
                      top=HEAD_HEIGHT, bottom=FOOT_HEIGHT)

    def _flow(self) -> list[Flowable]:
        say, sheet = self._say, self._sheet
        size = say(N_("{n} bytes")).format(n=f"{sheet.size:,}".replace(",", "\N{NO-BREAK SPACE}"))
        return [
            *title(say(N_("Custody log")), say.beside(N_("Custody log"))),
            *facts([(say(N_("File")), sheet.name), (say(N_("Kind of file")), sheet.media_type)],
                   [(say(N_("Size")), size), (say(N_("Prepared")), say.day(sheet.prepared))]),
            *section(N_("SHA-256 of the file as it came in"), say),
            paragraph(grouped(sheet.sha256, 64), READING),
            paragraph(say(N_("Whoever has a copy can compute this number. When it is the same, the copy is "
                             "byte for byte what was added.")), READING),
            Spacer(0, 4),
            *section(N_("What was done with it"), say),
            *table([self._row(line) for line in sheet.lines], _WIDTHS,
                   head=(say(N_("When")), say(N_("Who")), say(N_("What")), say(N_("Hash seen")))),
        ]

    def _row(self, line: CustodyLine) -> list[str]:
        what = self._say(wording.CUSTODY[line.what]) if line.what in wording.CUSTODY else line.what
        moment = f"{self._say.day(line.at.date())}, {line.at:%H:%M}"
        same = line.sha256 == self._sheet.sha256
        seen = self._say(N_("the same")) if same else grouped(line.sha256, 16) or "—"
        return [moment, line.who or "—", what, seen]
