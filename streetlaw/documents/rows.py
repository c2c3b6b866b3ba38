"""Rows of cells with hairlines, over as many pages as they need.

reportlab's own Table measures every cell three times and embeds a font nobody asked for; this one knows only
what our papers use and costs a third.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from streetlaw.documents.style import LINE, LINE_STRONG

_ABOVE, _BELOW, _BESIDE = 3.4, 4.0, 6.0
_WHOLE = 360.0
"""A row of at most this height is never divided: every page has room for it and a head."""

_ROOM = 60.0
"""The least height worth beginning a divided row in."""

_ENDLESS = 10_000_000.0


@dataclass(slots=True)
class Row:
    """One row: a paragraph or nothing for each column; its height is measured once."""

    cells: Sequence[Flowable | None]
    height: float = 0.0

    def measure(self, widths: Sequence[float]) -> float:
        """Return the height the tallest cell needs, padding included."""
        if not self.height:
            tall = [cell.wrap(width - _BESIDE, _ENDLESS)[1]
                    for cell, width in zip(self.cells, widths, strict=True) if cell is not None]  # fmt: skip
            self.height = max(tall, default=0.0) + _ABOVE + _BELOW
        return self.height

    def divide(self, widths: Sequence[float], height: float) -> tuple[Row, Row]:
        """Return what fits into that height, and the rest."""
        first: list[Flowable | None] = []
        rest: list[Flowable | None] = []
        for cell, width in zip(self.cells, widths, strict=True):
            parts = [] if cell is None else cell.split(width - _BESIDE, height - _ABOVE - _BELOW)
            first.append(parts[0] if parts else None)
            rest.append(cell if not parts else parts[1] if len(parts) > 1 else None)
        return Row(first), Row(rest)


class Rows(Flowable):
    """A table; widths are in points, and the head is repeated on every page.

    `spans` are the ranges of columns with a line of their own; without them it goes below the whole row.
    """

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        *,
        head: Row | None = None,
        spans: Sequence[tuple[int, int]] = (),
    ) -> None:
        super().__init__()
        self._rows, self._widths, self._head = rows, widths, head
        self._spans = spans or ((0, len(widths)),)

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: ARG002 - reportlab asks so
        """Measure all rows."""
        self.width = width
        self.height = self._head_height() + sum(row.measure(self._widths) for row in self._rows)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:  # noqa: ARG002 - reportlab asks so
        """Return the rows that fit and the others; nothing when even the first one has to wait for a page."""
        room = height - self._head_height()
        fitting = 0
        for row in self._rows[:-1]:  # whoever asks has no room for all: the last one waits in any case
            if row.measure(self._widths) > room:
                break
            room -= row.height
            fitting += 1
        if fitting == 0 and self._rows[0].height > _WHOLE and room >= _ROOM:
            first, rest = self._rows[0].divide(self._widths, room)
            return [self._part([first]), self._part([rest, *self._rows[1:]])]
        if fitting == 0:
            return []
        return [self._part(self._rows[:fitting]), self._part(self._rows[fitting:])]

    def draw(self) -> None:
        """Draw the cells and a line below each row, the head's a darker one."""
        canvas: Canvas = self.canv
        canvas.setLineWidth(0.5)
        top = self.height
        if self._head is not None:
            top = self._draw_row(canvas, self._head, top, LINE_STRONG)
        for row in self._rows:
            top = self._draw_row(canvas, row, top, LINE)

    def _draw_row(self, canvas: Canvas, row: Row, top: float, ink: Color) -> float:
        """Draw one row below `top` and return where it ends."""
        edges = [0.0]
        bottom = top - row.height
        for cell, width in zip(row.cells, self._widths, strict=True):
            if cell is not None:
                cell.drawOn(canvas, edges[-1], top - _ABOVE - cell.height)
            edges.append(edges[-1] + width)
        canvas.setStrokeColor(ink)
        for start, end in self._spans:
            if any(cell is not None for cell in row.cells[start:end]):
                canvas.line(edges[start], bottom, edges[end], bottom)
        return bottom

    def _head_height(self) -> float:
        return self._head.measure(self._widths) if self._head is not None else 0.0

    def _part(self, rows: Sequence[Row]) -> Rows:
        return Rows(rows, self._widths, head=self._head, spans=self._spans)
