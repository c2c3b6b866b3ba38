"""The pieces papers are put together from: headings, tables with hairlines, two columns of facts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer

from streetlaw.documents.language import Language
from streetlaw.documents.rows import Row, Rows
from streetlaw.documents.style import (
    BESIDE,
    CELL,
    CELL_HEAD,
    CELL_LABEL,
    INK,
    INK_2,
    LINE_STRONG,
    SANS,
    STRONG,
    TEXT_WIDTH,
    TITLE,
    legible,
    paragraph,
)

Cell = str | Paragraph
"""A cell of a table: plain text in the usual style, or a paragraph in its own."""


class Heading(Flowable):
    """A section's heading under a rule; at its right, small, the same words in the other languages."""

    _SIZE, _SMALL, _BASELINE, _HEIGHT = 10.1, 7.2, 17.0, 24.0

    def __init__(self, text: str, beside: str) -> None:
        super().__init__()
        self._text, self._beside = legible(text, STRONG), legible(beside, SANS)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab asks so
        """Take the whole width."""
        self.width, self.height = width, self._HEIGHT
        return width, self._HEIGHT

    def draw(self) -> None:
        """Draw the rule and the words; the other languages go when there is no room for them."""
        canvas: Canvas = self.canv
        canvas.setStrokeColor(LINE_STRONG)
        canvas.setLineWidth(0.5)
        canvas.line(0, self.height, self.width, self.height)
        baseline = self.height - self._BASELINE
        canvas.setFillColor(INK)
        canvas.setFont(STRONG, self._SIZE)
        canvas.drawString(0, baseline, self._text)
        taken = stringWidth(self._text, STRONG, self._SIZE) + 12
        if taken + stringWidth(self._beside, SANS, self._SMALL) <= self.width:
            canvas.setFillColor(INK_2)
            canvas.setFont(SANS, self._SMALL)
            canvas.drawRightString(self.width, baseline, self._beside)


def title(text: str, beside: str) -> list[Flowable]:
    """Return the paper's title with the same words in the other languages below it."""
    return [paragraph(text, TITLE), paragraph(beside, BESIDE), Spacer(0, 9)]


def section(msgid: str, language: Language) -> list[Flowable]:
    """Return what begins a section; it never stands alone at the foot of a page."""
    return [Spacer(0, 10), CondPageBreak(72), Heading(language(msgid), language.beside(msgid)), Spacer(0, 3)]


def table(
    rows: Sequence[Sequence[Cell]], widths: Sequence[float], *, head: Sequence[str] = ()
) -> list[Flowable]:
    """Return a table with a hairline below every row; widths are shares of the page's text width.

    The head is repeated on every page; a row taller than a page goes on in the next one.
    """
    if not rows:
        return []
    lines = [Row([_cell(cell) for cell in row]) for row in rows]
    above = Row([paragraph(text, CELL_HEAD) for text in head]) if head else None
    return [Rows(lines, [share * TEXT_WIDTH for share in widths], head=above)]


def facts(left: Sequence[tuple[str, Cell]], right: Sequence[tuple[str, Cell]]) -> list[Flowable]:
    """Return two columns of labels and values, each with its hairlines."""
    rows = [Row([*_fact(one), None, *_fact(other)]) for one, other in zip_longest(left, right)]
    widths = [share * TEXT_WIDTH for share in (0.18, 0.295, 0.05, 0.18, 0.295)]
    return [Rows(rows, widths, spans=((0, 2), (3, 5)))]


def _fact(fact: tuple[str, Cell] | None) -> list[Paragraph | None]:
    return [None, None] if fact is None else [paragraph(fact[0], CELL_LABEL), _cell(fact[1])]


def _cell(cell: Cell) -> Paragraph:
    return cell if isinstance(cell, Paragraph) else paragraph(cell, CELL)
