"""Screening for state-guaranteed legal aid: answers in, per category an answer with its source out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from streetlaw.domain.record import Record


class Entitlement(StrEnum):
    """The preliminary answer for one category; the legal aid authority decides."""

    ENTITLED = "entitled"
    LIKELY = "likely"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryResult:
    """What a category of the pack answered that day: a snapshot that later pack changes do not alter.

    `missing` are the questions whose answers would settle it.
    """

    category: str
    answer: Entitlement
    article: str = ""
    source: str = ""
    as_of: str = ""
    confidence: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening(Record):
    """One screening of a client: the answers given, and the result of every category that day.

    `answers` are (question code, answer) pairs; amounts are whole som as text.
    """

    client_id: str = ""
    case_id: str = ""
    done_on: date | None = None
    pack_version: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    results: tuple[CategoryResult, ...] = ()
