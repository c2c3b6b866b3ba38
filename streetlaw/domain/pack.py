"""A jurisdiction as data: places, words of the field, law, channels and limits, each fact with its source.

The lists are mappings from code to item, in the order of the pack's tables. Reading the files of a pack is
`streetlaw.packs`; nothing here opens a file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, tzinfo

from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import Rule
from streetlaw.domain.fact import Cite, Term, Texts, text_in
from streetlaw.domain.law import Act, Channel, Hotline, LegalAid, Norm, Representation, Risk
from streetlaw.domain.record import PartialDate
from streetlaw.domain.vocabulary import (
    ConsentText,
    Ground,
    Perpetrator,
    Population,
    Region,
    Setting,
    Violation,
)

LISTS = ("regions", "grounds", "populations", "settings", "violations", "perpetrators", "acts", "norms",
         "channels", "representation", "risks", "rules", "hotlines", "tongues", "aid_kinds", "categories",
         "bases", "documents", "questions", "to_check", "procedure")


def weekend(day: date) -> bool:
    """Saturday and Sunday: the calendar of a pack without public holidays."""
    return day.weekday() >= 5


def certain(_day: date) -> bool:
    """No day off is an estimate: the calendar of a pack without holidays of the lunar calendar."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """All a vault knows of one jurisdiction; money is in whole units of its currency."""

    code: str
    version: str
    as_of: PartialDate
    names: Texts
    country: str
    time_zone: str
    currency: str
    currency_label: Texts
    holidays_key: str
    languages: tuple[str, ...]
    regions: Mapping[str, Region]
    grounds: Mapping[str, Ground]
    populations: Mapping[str, Population]
    settings: Mapping[str, Setting]
    violations: Mapping[str, Violation]
    perpetrators: Mapping[str, Perpetrator]
    acts: Mapping[str, Act]
    norms: Mapping[str, Norm]
    channels: Mapping[str, Channel]
    closed: Mapping[str, Channel]
    rules: Mapping[str, Rule]
    hotlines: Mapping[str, Hotline]
    tongues: Mapping[str, Term]
    consents: Mapping[Purpose, ConsentText]
    aid: LegalAid
    zone: tzinfo = field(compare=False)
    representation: Mapping[str, Representation] = field(default_factory=dict)
    risks: Mapping[str, Risk] = field(default_factory=dict)
    is_day_off: Callable[[date], bool] = field(default=weekend, compare=False)
    is_estimate: Callable[[date], bool] = field(default=certain, compare=False)

    @property
    def name(self) -> str:
        """The jurisdiction's name in its first language."""
        return text_in(self.names, self.languages[0])

    def terms(self, name: str) -> Mapping[str, Term]:
        """One list by its name (see `LISTS`); KeyError for a name that is no list."""
        if name == "channels":
            return {**self.channels, **self.closed}
        aid: dict[str, Mapping[str, Term]] = {
            "aid_kinds": self.aid.kinds, "categories": self.aid.categories, "bases": self.aid.bases,
            "documents": self.aid.documents, "questions": self.aid.questions,
            "to_check": self.aid.to_check, "procedure": self.aid.procedure}
        if name in aid:
            return aid[name]
        if name not in LISTS:
            raise KeyError(name)
        found: Mapping[str, Term] = getattr(self, name)
        return found

    def has(self, name: str, code: str) -> bool:
        """True when the list holds the code; closed channels are held, but never offered."""
        return code in self.terms(name)

    def label(self, name: str, code: str, language: str) -> str:
        """What a code of a list is called; a gap is visible: "text [en]", or "[code]" when unknown."""
        term = self.terms(name).get(code)
        return f"[{code}]" if term is None else term.name(language)

    def cite(self, cite: Cite, language: str) -> str:
        """A citation as lawyers of that language write it: "УК ст. 191"."""
        act = self.acts.get(cite.act)
        short = f"[{cite.act}]" if act is None else text_in(act.short, language)
        if not cite.article:
            return short
        form = _ARTICLE.get(language, _ARTICLE["en"])
        return form.format(act=short, article=cite.article)

    def regions_in(self, parent: str) -> tuple[Region, ...]:
        """The units directly below one ("" = the top level)."""
        return tuple(r for r in self.regions.values() if r.parent == parent)

    def norms_for(self, violations: Collection[str], grounds: Collection[str] = (),
                  perpetrators: Collection[str] = ()) -> tuple[Norm, ...]:
        """The norms that follow from the acts, the grounds, and whether an official is alleged.

        A ground that the law names for work alone adds nothing: acts at work bring their own norms.
        """
        codes = [n for v in self._violations(violations)
                 for n in (*v.norms, *(v.official_norms if self.is_official(perpetrators) else ()))]
        pleaded = [self.grounds[g] for g in grounds if g in self.grounds]
        codes += [n for ground in pleaded if not ground.employment_only for n in ground.norms]
        return tuple(self.norms[code] for code in dict.fromkeys(codes))

    def warnings_for(self, grounds: Collection[str]) -> tuple[Norm, ...]:
        """Norms that could harm the person if these grounds are put into a paper: warn before writing."""
        codes = [n for g in grounds if g in self.grounds for n in self.grounds[g].warnings]
        return tuple(self.norms[code] for code in dict.fromkeys(codes))

    def risks_for(self, grounds: Collection[str], channels: Collection[str] = (),
                  text: str = "") -> tuple[Risk, ...]:
        """What may harm the person: by their grounds, by where they turn to, and by what a text says."""
        return tuple(risk for risk in self.risks.values()
                     if not set(grounds).isdisjoint(risk.grounds) or risk.is_named_in(text)
                     or not set(channels).isdisjoint(risk.channels))

    def channels_for(self, violations: Collection[str],
                     perpetrators: Collection[str] = ()) -> tuple[Channel, ...]:
        """Where one may turn, the most competent first, last resorts last; a closed body is never among them.

        Each act and each perpetrator names its channels in their order: the best place in which one is named
        counts, and between equals its rank.
        """
        places = self.places_of(violations, perpetrators)
        found = [self.channels[code] for code in places if code in self.channels]
        return tuple(sorted(found, key=lambda each: (each.last_resort, places[each.code], each.rank)))

    def places_of(self, violations: Collection[str], perpetrators: Collection[str]) -> Mapping[str, int]:
        """The best place, from 1, in which those acts and perpetrators name each channel."""
        named = [each.channels for each in self._violations(violations)]
        named += [self.perpetrators[code].channels for code in perpetrators if code in self.perpetrators]
        places: dict[str, int] = {}
        for channels in named:
            for place, code in enumerate(channels, start=1):
                places[code] = min(place, places.get(code, place))
        return places

    def is_official(self, perpetrators: Collection[str]) -> bool:
        """True when one of those types acts for the state."""
        return any(p in self.perpetrators and self.perpetrators[p].official for p in perpetrators)

    def _violations(self, codes: Collection[str]) -> list[Violation]:
        return [self.violations[code] for code in codes if code in self.violations]


_ARTICLE = {"en": "{act} art. {article}", "ru": "{act} ст. {article}", "ky": "{act} {article}-берене"}
