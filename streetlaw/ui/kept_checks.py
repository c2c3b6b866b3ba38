"""A legal aid check as it was kept: what things were called that day, and what would differ now."""

from __future__ import annotations

from streetlaw.domain.eligibility import CategoryResult, Kind, Screening, overall
from streetlaw.domain.fact import Confidence
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.services import wording
from streetlaw.services.screening import KeptScreening
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate
from streetlaw.ui.citations import articles
from streetlaw.ui.dates import day_full, number_text, partial_text
from streetlaw.ui.facts import confidence_text


def name_then(pack: Pack, result: CategoryResult) -> str:
    """What the category was called when the check was kept; an old check says what it is called now."""
    said = dict(result.names)
    name = said.get(language()) or next(iter(said.values()), "") or pack.label(
        "bases" if result.kind is Kind.BASIS else "categories", result.category, language())
    return name[:1].upper() + name[1:]


def articles_then(pack: Pack, result: CategoryResult) -> str:
    """Its articles, as they were written that day."""
    said = dict(result.cited)
    return said.get(language()) or next(iter(said.values()), "") or articles(pack, result)


def source_then(result: CategoryResult) -> str:
    """Where it was read, of which day, and how sure it was."""
    dated = _("as of {date}").format(date=partial_text(PartialDate(result.as_of))) if result.as_of else ""
    source = _("Source: {source}").format(source=result.source) if result.source else ""
    limit = _("income limit {amount}").format(amount=number_text(result.limit)) \
        if result.limit is not None else ""
    sure = confidence_text(Confidence(result.confidence)) if result.confidence else ""
    return " · ".join(part for part in (source, dated, sure, limit) if part)


def verdict(screening: Screening) -> str:
    """The best answer, in one or two words."""
    word = translate(wording.ENTITLEMENT[overall(screening.results)])
    return word[:1].upper() + word[1:]


def made(screening: Screening) -> str:
    """When the check was made, and by which law."""
    day = day_full(screening.done_on) if screening.done_on else "?"
    return _("made {day}, law data {version}").format(day=day, version=screening.pack_version or "?")


def differing(kept: KeptScreening) -> str:
    """Whether the law in force would answer differently; "" when nothing differs."""
    count = len(kept.changes)
    if not count:
        return ""
    return ngettext("The law in force differs now: {n} answer", "The law in force differs now: {n} answers",
                    count).format(n=count)
