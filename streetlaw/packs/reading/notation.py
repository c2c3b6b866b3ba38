"""The small notations inside the cells of a pack: lists of codes, citations, conditions."""

from __future__ import annotations

import re

from streetlaw.domain.condition import Condition
from streetlaw.domain.fact import Cite

_CONDITION = re.compile(r"(\w+)(?:=(\w+(?:,\w+)*)|<([0-9]{1,9}))")


def codes(cell: str) -> tuple[str, ...]:
    """Codes with spaces between: "KG-CON-24 KG-CRC-189"."""
    return tuple(cell.split())


def cites(cell: str) -> tuple[Cite, ...]:
    """Citations with semicolons between, each an act's code and perhaps an article: "CPC 51(1); L91"."""
    parts = (part.strip().partition(" ") for part in cell.split(";") if part.strip())
    return tuple(Cite(act=act, article=article.strip()) for act, _, article in parts)


def conditions(cell: str) -> tuple[Condition, ...]:
    """Conditions with spaces between: "matter=criminal role=suspect,accused age<18"; ValueError otherwise."""
    return tuple(_condition(word) for word in cell.split())


def _condition(word: str) -> Condition:
    match = _CONDITION.fullmatch(word)
    if match is None:
        raise ValueError(word)
    question, values, below = match.groups()
    if below is not None:
        return Condition(question, below=int(below))
    return Condition(question, frozenset(values.split(",")))
