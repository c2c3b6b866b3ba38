"""Shows in a free text what looks as if it named somebody. It only highlights: a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Hint(StrEnum):
    """What a piece of text looks like."""

    EMAIL = "email"
    DATE = "date"
    PHONE = "phone"
    DOCUMENT = "document"
    ADDRESS = "address"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text, by its character positions, and what it looks like."""

    start: int
    end: int
    hint: Hint


_UPPER = "A-ZА-ЯЁҢӨҮҚҒҲЎ"
_LOWER = "a-zа-яёңөүқғҳўʼ'-"
_WORD = rf"[{_UPPER}][{_LOWER}]+"
_MONTHS = (r"январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр"
           r"|january|february|march|april|june|july|august|september|october|november|december")
_SURNAME = (r"(?:ов|ова|ев|ева|ёв|ёва|ин|ина|ский|ская|бек|бай|кул|енко|дзе|ян"
            r"|ov|ova|ev|eva|in|ina|sky|bek|bay|kul)")

_PATRONYMIC = r"\s+(?:уулу|кызы|uulu|kyzy)\b"
_STREET = (r"ул\.|улиц\w*|көч\.|көчө\w*|просп\w*\.?|пр-т|мкр\.?|микрорайон\w*|дом|кв\.|үй|үйү|батир"
           r"|street|st\.|avenue|apt\.")

# In this order: what an earlier pattern took, a later one does not see.
_PATTERNS = (
    (Hint.EMAIL, re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|(?<!\w)@\w{4,}")),
    (Hint.PHONE, re.compile(r"(?:\+|\b0)\d(?:[\s()-]{0,2}\d){8,13}(?!\w)")),
    (Hint.DATE, re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{2}(?:-\d{2})?\b"
                           rf"|\b\d{{1,2}}[\s-]+(?i:{_MONTHS})\w*|\b(?i:{_MONTHS})\w*\s+\d{{1,2}}\b")),
    (Hint.DOCUMENT, re.compile(r"\b(?:[A-ZА-Я]{2}\s?(?:№\s?)?\d{6,8}|[12]\d{13})\b|№\s?\d[\d/-]{2,}")),
    (Hint.PHONE, re.compile(r"(?<![\w.])\+?\d(?:[\s()-]{0,2}\d){5,13}(?!\w)")),
    (Hint.ADDRESS, re.compile(rf"\b(?i:{_STREET})\s*(?:{_WORD}|\d+)(?:[\s,]+\d+\w?)*")),
    (Hint.NAME, re.compile(
        rf"\b{_WORD}(?:\s+(?:{_WORD}|[{_UPPER}]\.))+(?:{_PATRONYMIC})?"         # two capitals together
        rf"|\b{_WORD}{_PATRONYMIC}"
        rf"|\b[{_UPPER}][{_LOWER}]*{_SURNAME}(?:[аеуы]|ой|ым|а?га|дын|нын)?\b"  # a surname's ending
        rf"|(?<=[{_LOWER},;]\s){_WORD}\b")),                                    # a capital mid-sentence
)


def highlight(text: str) -> tuple[Span, ...]:
    """The pieces that look like names, contacts, numbers or dates, in order, none overlapping another."""
    taken: list[Span] = []
    for hint, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= span.start or span.end <= match.start() for span in taken):
                taken.append(Span(match.start(), match.end(), hint))
    return tuple(sorted(taken, key=lambda span: span.start))
