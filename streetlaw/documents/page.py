"""The page of every paper: A4 with page x of y, nothing in the file that tells who, where or when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from streetlaw.documents.style import (
    BOTTOM,
    LEFT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SANS,
    TEXT_WIDTH,
    TOP,
    register_fonts,
)

# Streams are binary: base 85 would make every file a quarter larger, and slower to make.
rl_config.useA85 = 0

Decorate = Callable[[Canvas, int, int], None]
"""Draws what stands around the text of a page, given the canvas, the page's number and how many there are."""

# reportlab keeps its parser and its tables of fonts in module variables: one paper at a time.
_one_at_a_time = Lock()


class _TitleOnly(PDFInfo):
    """The information dictionary of the file: a neutral title; no author, program, date or keyword."""

    def format(self, document: PDFDocument) -> bytes:
        """Return the dictionary as it stands in the file."""
        written: bytes = PDFDictionary({"Title": PDFString(self.title)}).format(document)
        return written


class _NumberedCanvas(Canvas):
    """A canvas that finishes its pages at the end, when it is known how many there are."""

    def __init__(self, *args: Any, title: str, language: str, decorate: Decorate, **settings: Any) -> None:
        super().__init__(*args, **{**settings, "lang": language, "initialFontName": SANS})
        self._doc: PDFDocument
        self._doc.info = _TitleOnly()
        self._doc.info.title = title
        self._decorate = decorate
        self._pages: list[dict[str, object]] = []
        self.setViewerPreference("DisplayDocTitle", "true")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Put the page aside."""
        self._pages.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]

    def save(self) -> None:
        """Draw what stands around the text of every page, then write the file."""
        pages = self._pages
        for number, page in enumerate(pages, start=1):
            self.__dict__.update(page)
            self._decorate(self, number, len(pages))
            super().showPage()
        super().save()


def render(
    flow: Callable[[], Sequence[Flowable]],
    *,
    title: str,
    language: str,
    decorate: Decorate,
    top: float = TOP,
    bottom: float = BOTTOM,
) -> bytes:
    """Set the text on as many pages as it needs and return the PDF; the same text gives the same bytes.

    `flow` makes the text: paragraphs, too, can be made by one thread at a time only.
    `top` and `bottom` are the heights in points kept free for what `decorate` draws.
    """
    buffer = BytesIO()
    with _one_at_a_time:
        register_fonts()
        frame = Frame(LEFT, bottom, TEXT_WIDTH, PAGE_HEIGHT - top - bottom, 0, 0, 0, 0)
        template = BaseDocTemplate(
            buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), pageTemplates=[PageTemplate(frames=[frame])],
            invariant=1, pageCompression=1, title=title, author="", subject="", creator="", producer="",
        )  # fmt: skip
        template.build(
            list(flow()),
            canvasmaker=partial(_NumberedCanvas, title=title, language=language, decorate=decorate),
        )
    return buffer.getvalue()
