"""The rows of a table under its header, however people lay one out.

A title and empty lines may stand above the header, the header may take two lines (a group of columns, then
each of them), the columns may be numbered below it, and a column may have no name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from streetlaw.services.importing.tables import Rows

Line = tuple[int, Sequence[str]]
"""The number of a line in its file, from 1, and its cells without spaces around."""

WITHIN: Final = 20
"""The header is sought in so many lines."""

_LEAST_NUMBERED: Final = 5
"""So many columns numbered from 1 are no data."""


def header_at(lines: Sequence[Line]) -> int | None:
    """The place of the first line of words about as full as any of the first ones; None when all are empty.

    Where no line is, it is the first that is not empty.
    """
    widths = [sum(bool(cell) for cell in cells) for _, cells in lines[:WITHIN]]
    full = (place for place, width in enumerate(widths)
            if 2 * width > max(widths) and 2 * sum(map(_is_word, lines[place][1])) >= width)
    return next(full, next((place for place, width in enumerate(widths) if width), None))


def under_header(lines: Sequence[Line]) -> Rows:
    """The lines below the header that hold something, as mappings from the names of the columns.

    A name that comes again is numbered; a column without one is called by its letter, in brackets, when
    something stands in it.
    """
    place = header_at(lines)
    if place is None:
        return []
    header, below = list(lines[place][1]), place + 1
    if below < len(lines) and _is_second(header, lines[below][1]):
        header, below = _both(header, lines[below][1]), below + 1
    if below < len(lines) and _is_numbering(lines[below][1]):
        below += 1
    data = [line for line in lines[below:] if any(line[1])]
    names = _names(header, data)
    rows = (((number, {name: cell for name, cell in zip(names, cells, strict=False) if name})
             for number, cells in data))
    return [row for row in rows if any(row[1].values())]


def letter(place: int) -> str:
    """What a spreadsheet calls the column at that place: A, B … Z, AA."""
    more, last = divmod(place, 26)
    return (letter(more - 1) if more else "") + chr(ord("A") + last)


def _is_second(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """True when the lower line names the columns of which the upper one names the groups.

    It then fills every gap of the upper one with words, and stands under groups only.
    """
    gaps = [place for place in range(1, max(_used(upper), _used(lower)))
            if not _at(upper, place) and any(upper[:place])]
    own = [place for place, cell in enumerate(lower) if cell and cell != _at(upper, place)]
    return bool(gaps) and all(_at(lower, place) for place in gaps) and all(
        _is_word(lower[place]) and (place in gaps or place + 1 in gaps)
        for place in own)


def _both(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Each column by its own name, or by the name above when there is none below."""
    return [_at(lower, place) or _at(upper, place) for place in range(max(len(upper), len(lower)))]


def _is_numbering(cells: Sequence[str]) -> bool:
    """True for a line that numbers the columns from 1 on."""
    said = [cell for cell in cells if cell]
    return len(said) >= _LEAST_NUMBERED and said == [str(number) for number in range(1, len(said) + 1)]


def _names(header: Sequence[str], data: Sequence[Line]) -> list[str]:
    width = max((_used(cells) for _, cells in data), default=0)
    names: list[str] = []
    for place in range(max(len(header), width)):
        plain = " ".join(_at(header, place).split())
        if not plain and any(_at(cells, place) for _, cells in data):
            plain = f"({letter(place)})"
        name, times = plain, 1
        while name and name in names:
            times += 1
            name = f"{plain} ({times})"
        names.append(name)
    return names


def _used(cells: Sequence[str]) -> int:
    """How many cells there are up to the last that holds something."""
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)


def _is_word(cell: str) -> bool:
    return any(sign.isalpha() for sign in cell)


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
