"""How far a statement of the law can be trusted, in words: source, day, confidence, next check. No Qt."""

from __future__ import annotations

from datetime import date

from streetlaw.domain.fact import Confidence, Fact
from streetlaw.translation import gettext as _
from streetlaw.ui.dates import day_full, partial_text


def trust_text(fact: Fact, today: date) -> str:
    """All of it in one line: "Source: …; as of March 2026; read in …; next check: was due 27.09.2026"."""
    return "; ".join((_("Source: {source}").format(source=fact.source or "–"), as_of_text(fact),
                      confidence_text(fact.confidence),
                      _("next check: {day}").format(day=next_check_text(fact, today))))


def as_of_text(fact: Fact) -> str:
    """The date of a statement: "as of June 2025", and whether it was corrected here."""
    dated = _("as of {date}").format(date=partial_text(fact.as_of)) if fact.as_of else _("date not known")
    return _("{dated}, corrected here").format(dated=dated) if fact.local else dated


def confidence_text(confidence: Confidence) -> str:
    """How far a statement has been checked, in words."""
    return {
        Confidence.VERIFIED: _("read in the law in force or on an official page"),
        Confidence.LIKELY: _("a good source, but not the text in force"),
        Confidence.PARTLY: _("part of it was read, part was not"),
        Confidence.GENERAL: _("common knowledge, unchecked"),
        Confidence.STALE: _("was true once; the source is too old"),
        Confidence.REPEALED: _("read in a law that is no longer in force"),
        Confidence.PLAN: _("announced, not adopted"),
        Confidence.UNVERIFIED: _("nobody has found it yet"),
    }[confidence]


def next_check_text(fact: Fact, today: date) -> str:
    """The day by which somebody should look again, and that it has passed."""
    due = fact.check_by
    if due is not None and due <= today:
        return _("was due {day}").format(day=day_full(due))
    return day_full(due) if due is not None and fact.verified else _("now: not verified yet")
