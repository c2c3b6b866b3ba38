"""The sheets with words that open a vault, alone or two of three together: printed, and kept elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from streetlaw.documents.blocks import facts, table, title
from streetlaw.documents.language import Language
from streetlaw.documents.page import render
from streetlaw.documents.style import (
    BOTTOM,
    INK,
    INK_2,
    LEFT,
    READING,
    SANS,
    TEXT_WIDTH,
    TOP,
    WORD,
    paragraph,
)
from streetlaw.domain.paper import RecoverySheet
from streetlaw.translation import N_

_COLUMNS = 3
_RULES = (
    N_("Whoever has these words can open the folder. Keep this sheet away from the computer."),
    N_("Do not photograph it and do not send it to anybody. Print it on paper and do not keep this file."),
    N_("If you lose the passphrase, choose recovery on the start page and enter the words in this order."),
)

_SHARE_RULES = (
    N_("Any two of the three sheets open the folder together. One sheet alone opens nothing."),
    N_("Give each sheet to another person you trust, and keep none of them beside the computer."),
    N_("Do not photograph it and do not send it to anybody. Print it on paper and do not keep this file."),
    N_("If you lose the passphrase, choose two shares on the start page and enter the words of two sheets."),
)


def make(sheet: RecoverySheet, language: str) -> bytes:
    """Return the sheet as a PDF in that language: ky, ru or en (ValueError for another)."""
    return _SheetPaper(sheet, Language(language)).make()


class _SheetPaper:
    """One sheet in one language."""

    def __init__(self, sheet: RecoverySheet, language: Language) -> None:
        self._sheet = sheet
        self._say = language

    def make(self) -> bytes:
        return render(
            self._flow,
            title=self._title(),
            language=self._say.code,
            decorate=self._number,
            top=TOP + 12,
            bottom=BOTTOM + 16,
        )

    def _title(self, *, beside: bool = False) -> str:
        say = self._say.beside if beside else self._say
        if not self._sheet.part:
            return say(N_("Recovery words"))
        text = say(N_("Share {number} of 3"))
        return text.format(number=self._sheet.part)

    def _number(self, canvas: Canvas, page: int, pages: int) -> None:
        canvas.setFillColor(INK_2)
        canvas.setFont(SANS, 7.2)
        number = self._say(N_("page {page} / {pages}")).format(page=page, pages=pages)
        canvas.drawRightString(LEFT + TEXT_WIDTH, BOTTOM, number)

    def _flow(self) -> list[Flowable]:
        say, sheet = self._say, self._sheet
        return [
            *title(self._title(), self._title(beside=True)),
            *facts([(say(N_("Folder")), sheet.label or "—")], [(say(N_("Made")), say.day(sheet.made))]),
            Spacer(0, 14),
            *(paragraph(say(rule), READING) for rule in (_SHARE_RULES if sheet.part else _RULES)),
            Spacer(0, 10),
            *_words(sheet.words),
            Spacer(0, 18),
            _QrCode(sheet.words),
        ]


def qr_rows(words: Sequence[str]) -> list[list[bool]]:
    """Return the fields of the square code, row by row, True where they are dark; it says the words."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(" ".join(words))
    code.make(fit=True)
    rows: list[list[bool]] = code.get_matrix()
    return rows


def _words(words: Sequence[str]) -> list[Flowable]:
    """The numbered words, down the first column, then the next."""
    height = -(-len(words) // _COLUMNS)
    numbered = [paragraph(f"{number}. {word}", WORD) for number, word in enumerate(words, start=1)]
    columns = [numbered[start : start + height] for start in range(0, len(words), height or 1)]
    rows = [[cell or "" for cell in row] for row in zip_longest(*columns)]
    return table(rows, [1 / _COLUMNS] * len(columns))


class _QrCode(Flowable):
    """The words as a square code, for a reader that is not connected to anything."""

    _SIZE = 128.0

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._rows = qr_rows(words)
        self.width = self.height = self._SIZE

    def draw(self) -> None:
        """Draw the dark fields, neighbours of a row in one piece."""
        canvas: Canvas = self.canv
        canvas.setFillColor(INK)
        side = self._SIZE / len(self._rows)
        for number, row in enumerate(self._rows, start=1):
            start = 0
            while start < len(row):
                end = start
                while end < len(row) and row[end]:
                    end += 1
                if end > start:
                    place = (start * side, self._SIZE - number * side)
                    canvas.rect(*place, (end - start) * side, side, stroke=0, fill=1)
                start = end + 1
