"""What stands around the text of a confidential paper: the banner above, the line of proof below."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from streetlaw.documents.language import Language
from streetlaw.documents.style import (
    ALARM,
    BOTTOM,
    INK,
    INK_2,
    LEFT,
    LINE_STRONG,
    MONO,
    PAGE_HEIGHT,
    SANS,
    STRONG,
    TEXT_WIDTH,
    TOP,
    legible,
)
from streetlaw.translation import N_

_BANNER = 26.0
_FOOTER = 26.0
HEAD_HEIGHT = TOP + _BANNER + 15
FOOT_HEIGHT = BOTTOM + _FOOTER + 10
"""The heights the text leaves free, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidentialFrame:
    """Draws banner and footer of every page: for whom, of what, which page of how many, the hash."""

    language: Language
    audience: str
    subject: str
    sha256: str

    def __call__(self, canvas: Canvas, page: int, pages: int) -> None:
        """Draw around one page."""
        self._draw_banner(canvas)
        self._draw_footer(canvas, page, pages)

    def _draw_banner(self, canvas: Canvas) -> None:
        bottom = PAGE_HEIGHT - TOP - _BANNER
        canvas.setStrokeColor(ALARM)
        canvas.setFillColor(ALARM)
        canvas.setLineWidth(1)
        canvas.roundRect(LEFT, bottom, TEXT_WIDTH, _BANNER, 4)
        _draw_lock(canvas, LEFT + 12, bottom + 7.5)
        line = _Line(canvas, LEFT + 29, bottom + 10)
        line.write(self.language(N_("Confidential")) + ". ", STRONG, 8.2)
        line.write(self.audience, SANS, 8.2)
        canvas.setFillColor(INK_2)
        beside = legible(self.language.beside(N_("Confidential")), SANS)
        if line.x + 12 + stringWidth(beside, SANS, 8.2) <= LEFT + TEXT_WIDTH - 12:
            canvas.setFont(SANS, 8.2)
            canvas.drawRightString(LEFT + TEXT_WIDTH - 12, line.y, beside)

    def _draw_footer(self, canvas: Canvas, page: int, pages: int) -> None:
        top, right = BOTTOM + _FOOTER, LEFT + TEXT_WIDTH
        canvas.setStrokeColor(LINE_STRONG)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, top, right, top)
        canvas.setFillColor(INK_2)
        _Line(canvas, LEFT, top - 12).write(self.subject, SANS, 7.2)
        proof = self.language(N_("record {hash}")).format(hash=grouped(self.sha256, 16))
        _Line(canvas, LEFT, top - 23).write(proof, MONO, 6.7)
        canvas.setFont(SANS, 7.2)
        canvas.drawRightString(right, top - 23, self.language(N_("beginning of the record's SHA-256")))
        canvas.setFillColor(INK)
        canvas.setFont(STRONG, 7.2)
        number = self.language(N_("page {page} / {pages}")).format(page=page, pages=pages)
        canvas.drawRightString(right, top - 12, number)


def grouped(digits: str, length: int) -> str:
    """Return the beginning of a hash, `length` digits in groups of four, as people compare it."""
    return " ".join(digits[start : start + 4] for start in range(0, min(length, len(digits)), 4))


@dataclass(slots=True)
class _Line:
    """Writes pieces of text one after the other."""

    canvas: Canvas
    x: float
    y: float

    def write(self, text: str, font: str, size: float) -> None:
        """Write the piece and move on by its width."""
        shown = legible(text, font)
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.x, self.y, shown)
        self.x += stringWidth(shown, font, size)


def _draw_lock(canvas: Canvas, x: float, y: float) -> None:
    """Draw a padlock 9 points wide with its lower left corner there."""
    canvas.saveState()
    canvas.setLineWidth(0.9)
    canvas.roundRect(x, y, 9, 6.6, 1)
    shackle = canvas.beginPath()
    shackle.moveTo(x + 2.4, y + 6.6)
    shackle.lineTo(x + 2.4, y + 8.6)
    shackle.arcTo(x + 2.4, y + 6.5, x + 6.6, y + 10.7, 180, -180)
    shackle.lineTo(x + 6.6, y + 6.6)
    canvas.drawPath(shackle)
    canvas.circle(x + 4.5, y + 3.4, 0.8, stroke=0, fill=1)
    canvas.restoreState()
