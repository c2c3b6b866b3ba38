"""A statement about the law and how far it can be trusted: source, date of reading, confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from streetlaw.domain.record import PartialDate

FRESH_DAYS = 180
OLD_DAYS = 365


class Confidence(StrEnum):
    """How far a statement has been checked."""

    VERIFIED = "verified"      # read in a stored copy of the law now in force, or on an official page
    LIKELY = "likely"          # a good source, but not the text in force itself
    PARTLY = "partly"          # part of the statement has been read, part has not
    GENERAL = "general"        # common knowledge, unchecked
    STALE = "stale"            # was true once; the source is too old to rely on
    REPEALED = "repealed"      # read in a law that is no longer in force
    PLAN = "plan"              # announced for a later year, not adopted
    UNVERIFIED = "unverified"  # nobody has found it


def weakest(facts: Iterable[Fact | Confidence]) -> Confidence:
    """The least trusted of several statements: what rests on all of them can be trusted no further."""
    order = list(Confidence)
    return max((f.confidence if isinstance(f, Fact) else f for f in facts), key=order.index)


class Freshness(StrEnum):
    """What the verification badge says."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    UNVERIFIED = "unverified"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Where a statement comes from. `as_of` is the day, month or year in which the source said so.

    `local` is true for what somebody corrected here: the published law data says something else.
    """

    source: str = ""
    as_of: PartialDate | None = None
    confidence: Confidence = Confidence.UNVERIFIED
    note: str = ""
    next_check: date | None = None
    local: bool = False

    @property
    def verified(self) -> bool:
        """True only for a statement read in the law in force; everything else shows "verify before use"."""
        return self.confidence is Confidence.VERIFIED

    @property
    def old_law(self) -> bool:
        """True when the only source is a law that has been repealed."""
        return self.confidence is Confidence.REPEALED

    @property
    def check_by(self) -> date | None:
        """The day by which the statement wants checking again; None when it was never checked."""
        if self.next_check is None and self.as_of is not None:
            return self.as_of.last + timedelta(days=FRESH_DAYS)
        return self.next_check

    def freshness(self, today: date) -> Freshness:
        """The badge on that day: fresh up to 180 days, ageing up to 365, stale later or when repealed."""
        if self.confidence in (Confidence.REPEALED, Confidence.STALE):
            return Freshness.STALE
        if not self.verified or self.as_of is None:
            return Freshness.UNVERIFIED
        age = (today - self.as_of.last).days
        if age <= FRESH_DAYS:
            return Freshness.FRESH
        return Freshness.AGEING if age <= OLD_DAYS else Freshness.STALE


class Wording(StrEnum):
    """How far a translated label can be trusted."""

    ATTESTED = "attested"            # found in the country's own legal texts
    STEM_ATTESTED = "stem_attested"  # its parts were found, the phrase was put together
    GENERAL = "general"              # usual wording, unchecked
    CHECK = "check"                  # a native reader has to look at it


Texts = Mapping[str, str]

_WIDELY_READ = ("ru", "en")


def text_in(texts: Texts, language: str) -> str:
    """The text in that language; another language's text is marked with its code, so the gap is seen.

    Russian and English come before the others: most readers of the region know one of them.
    """
    if language in texts:
        return texts[language]
    for other in (*_WIDELY_READ, *texts):
        if other in texts:
            return f"{texts[other]} [{other}]"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A place in an act of the pack: the act's code, the article as lawyers write it, "" for all of it."""

    act: str
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One item of a pack's list: a code, what it is called per language, and where that comes from."""

    code: str
    label: Texts
    fact: Fact = field(default_factory=Fact)
    wording: Wording = Wording.CHECK

    def name(self, language: str) -> str:
        """What it is called in that language, or visibly in another one."""
        return text_in(self.label, language) or f"[{self.code}]"
