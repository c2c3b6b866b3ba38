"""What of a record answered a search: its field, the words around the match, and where the match stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from streetlaw.domain.folding import fold
from streetlaw.domain.record import Record
from streetlaw.services.listing import Hit
from streetlaw.storage import near
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.search import Query
from streetlaw.storage.texts import CODE, NAME, PHONE, Said, said

_WORD: Final = re.compile(r"[^\W_]+(?:['`´ʹʻʼ‘’][^\W_]+)*")
_BEFORE, _AFTER = 24, 60  # letters of context
_WHOLE: Final = 96  # a text up to this length is shown whole

Marks = tuple[tuple[int, int], ...]


def shown(hits: Sequence[Hit], query: Query, listing: Callable[..., Sequence[Record]]) -> list[Hit]:
    """The hits, each with what of the record was found; `listing(kind, id=ids)` reads records.

    Who is found by the code of a file that was merged is the client it was merged into.
    """
    records: dict[str, Record] = {}
    for kind in {hit.kind for hit in hits}:
        ids = tuple(hit.record_id for hit in hits if hit.kind == kind)
        records |= {record.id: record for record in listing(KINDS[kind], id=ids)}
    told = (_shown(hit, query, records.get(hit.record_id)) for hit in hits)
    return [replace(hit, record_id=hit.client_id) if hit.kind == "client" else hit for hit in told]


def _shown(hit: Hit, query: Query, record: Record | None) -> Hit:
    told = said(record) if record is not None else ()
    best = max(((len(_marks(one, query)), -place, one) for place, one in enumerate(told)
                if one.tells == hit.matched), default=(0, 0, Said("", "", "")))[2]
    text, marks = _cut(" ".join(best.text.split()), query, best.tells)
    return replace(hit, field=best.field, passage=text, marks=marks)


def _cut(text: str, query: Query, tells: str) -> tuple[str, Marks]:
    """The text around its first match, with "…" where it goes on, and where the matches stand in it."""
    marks = _marks(Said("", tells, text), query)
    if len(text) <= _WHOLE or not marks:
        return (text, marks) if len(text) <= _WHOLE else (f"{text[:_WHOLE]}…", ())
    start = _edge(text, marks[0][0] - _BEFORE)
    end = _edge(text, max(marks[0][1] + _AFTER, start + _WHOLE))
    left, right = "…" if start else "", "…" if end < len(text) else ""
    moved = len(left) - start
    return (f"{left}{text[start:end].strip()}{right}",
            tuple((first + moved, last + moved) for first, last in marks if last <= end))


def _edge(text: str, place: int) -> int:
    """The beginning of the word at that place, or an end of the text."""
    return 0 if place <= 0 else len(text) if place >= len(text) else text.rfind(" ", 0, place) + 1


def _marks(one: Said, query: Query) -> Marks:
    """Where the words stand that answer the query; codes and numbers answer as a whole."""
    if one.tells in (CODE, PHONE):
        return ((0, len(one.text)),)
    wanted = query.words
    spans = ((found.span(), fold(found.group()).split()) for found in _WORD.finditer(one.text))
    return tuple(span for span, words in spans if any(_answers(word, words, one.tells) for word in wanted))


def _answers(word: str, known: Iterable[str], tells: str) -> bool:
    known = list(known)
    if any(one.startswith(word) for one in known):
        return True
    return tells == NAME and (any(word in one for one in known) or near.slips((word,), " ".join(known)) == 1)
