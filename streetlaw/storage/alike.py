"""People whose names are near somebody's, or who have the same telephone number, in every role.

The index of trigrams gives who could be meant; the words are then measured by `rapidfuzz`. What decides
whether it is the same person is no matter of storage: see `domain.likeness`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA
from sqlalchemy import Connection

from streetlaw.domain.folding import digits
from streetlaw.storage import near
from streetlaw.storage.connection import driver_of
from streetlaw.storage.search import SUBSCRIBER

BEST: Final = 100
"""How many people are given at most."""

Spellings = Sequence[Sequence[str]]
"""The words of a name, each in the folded forms in which it may be written."""


def found(connection: Connection, words: Spellings, phone: str) -> list[tuple[str, str]]:
    """Kind and id of those with the number, then of those whose names hold two of the words, nearest first.

    When there is only one word it has to be there. A long word may be written with a slip.
    """
    driver = driver_of(connection)
    number = subscriber(phone)
    by_phone = driver.execute(_LOOK, (f'phone : "{number}"',)).fetchall() if number else []
    named = driver.execute(_LOOK, (f"name : ({_match(words)})",)).fetchall() if words else []
    near_by = ((distance(words, name), kind, id) for kind, id, name in named)
    measured = [(far, kind, id) for far, kind, id in near_by if far is not None]
    measured.sort(key=lambda one: one[0])
    people = [(kind, id) for kind, id, _ in by_phone] + [(kind, id) for _, kind, id in measured]
    return list(dict.fromkeys(people))[:BEST]


def mentioned(connection: Connection, words: Sequence[str], most: int) -> list[tuple[str, str]]:
    """Kind and id of what tells of all those words, latest written first; they may have other endings."""
    driver = driver_of(connection)
    match = " AND ".join(f"{word}*" for word in words)
    return [(kind, id) for kind, id in driver.execute(_MENTIONED, (match, most))] if words else []


def bearers(connection: Connection, word: str, most: int) -> int:
    """How many people have a name that begins with that word, counted up to `most`."""
    driver = driver_of(connection)
    return len(driver.execute(_BEARERS, (f'name : "  {word}"', most)).fetchall())


def subscriber(phone: str) -> str:
    """The digits by which a number is known wherever one calls from; "" for one too short to tell anybody."""
    number = digits(phone)
    return number[-SUBSCRIBER:] if len(number) >= SUBSCRIBER - 2 else ""


def distance(words: Spellings, name: str) -> float | None:
    """How far the nearest words of a name are, all together; None when too few of them are near."""
    known = name.split()
    near_by = [least for forms in words if (least := min(
        (OSA.normalized_distance(form, one) for form in forms for one in known if _is_near(form, one)),
        default=None)) is not None]
    missing = len(words) - len(near_by)
    return None if len(near_by) < min(2, len(words)) else sum(near_by) + missing


def _is_near(form: str, known: str) -> bool:
    return known.startswith(form) or near.slips((form,), known) is not None


def _match(words: Spellings) -> str:
    groups = [f"({' OR '.join(near.match((form,)) for form in forms)})" for forms in words]
    pairs = combinations(groups, 2) if len(groups) > 1 else [(groups[0],)]
    return " OR ".join(f"({' AND '.join(pair)})" for pair in pairs)


_LOOK: Final = (
    "SELECT entry.kind, entry.record_id, wording.name FROM found"  # noqa: S608 - constants
    " CROSS JOIN wording ON wording.number = found.rowid CROSS JOIN entry ON entry.number = found.rowid"
    f" WHERE found MATCH ? ORDER BY found.rowid DESC LIMIT {near.CANDIDATES}"
)
_MENTIONED: Final = (
    "SELECT entry.kind, entry.record_id FROM told CROSS JOIN entry ON entry.number = told.rowid"
    " AND entry.kind IN ('incident', 'note', 'action')"
    " WHERE told MATCH ? ORDER BY told.rowid DESC LIMIT ?"
)
_BEARERS: Final = "SELECT 1 FROM found WHERE found MATCH ? LIMIT ?"
