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


class Kind(StrEnum):
    """Where a result comes from: the legal aid law, or a procedure code that gives counsel by itself."""

    CATEGORY = "category"
    BASIS = "basis"


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryResult:
    """What a category answered, as it stood then: a snapshot that later pack changes do not alter.

    `category` is a code of the pack's list `categories`, or of `bases` when `kind` is basis. `article` holds
    the citations in the pack's act codes: "CPC 51; CPC 463". `missing` are the questions whose answers would
    settle it; `limit` is the income limit used (whole units of the currency). `old_law` means that the
    category is known only from a repealed law; `verify` is false only for what was read in the law in force.
    """

    category: str
    answer: Entitlement
    kind: Kind = Kind.CATEGORY
    article: str = ""
    source: str = ""
    as_of: str = ""
    confidence: str = ""
    missing: tuple[str, ...] = ()
    old_law: bool = False
    verify: bool = True
    limit: int | None = None


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
