"""What a pack says otherwise than the one before: added, changed and left out, with source and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from streetlaw.domain.fact import Fact, Term
from streetlaw.domain.law import MinimumWage
from streetlaw.domain.pack import LISTS, Pack


class Turn(StrEnum):
    """What became of a statement."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


AID: Final = "aid"
"""The table of what stands in pack.toml about legal aid as a whole, and of the pack itself."""

CONSENTS: Final = "consents"
_OF_PACK: Final = ("as_of", "names", "country", "time_zone", "currency", "currency_label", "holidays_key",
                   "languages")
_SIDE: Final = frozenset({"code", "fact", "wording"})
"""What is no statement of an item itself; its source and day are told beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of an item: its name, and what it said and says, None for nothing."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What became of one item of a table; `label` are its names, `fact` is where it comes from now."""

    turn: Turn
    table: str
    code: str
    label: Mapping[str, str]
    fact: Fact
    differences: tuple[Difference, ...] = ()


def amendments(before: Pack | None, after: Pack) -> Iterator[Amendment]:
    """Everything in which a pack differs, table by table; a country that was not there is all new."""
    for table in LISTS:
        old = before.terms(table) if before else {}
        yield from _of_table(table, old, after.terms(table))
    old_consents = dict(before.consents) if before else {}
    yield from _of_table(CONSENTS, {key.value: each for key, each in old_consents.items()},
                         {key.value: each for key, each in after.consents.items()})
    if before is not None:
        yield from _of_aid(before, after)
        yield from _of_pack(before, after)


def _of_table(table: str, before: Mapping[str, Term], after: Mapping[str, Term]) -> Iterator[Amendment]:
    for code, item in after.items():
        old = before.get(code)
        if old is None:
            yield Amendment(turn=Turn.ADDED, table=table, code=code, label=item.label, fact=item.fact)
        elif found := tuple(_differences(old, item)):
            yield Amendment(turn=Turn.CHANGED, table=table, code=code, label=item.label, fact=item.fact,
                            differences=found)
    for code, item in before.items():
        if code not in after:
            yield Amendment(turn=Turn.REMOVED, table=table, code=code, label=item.label, fact=item.fact)


def _differences(before: Term, after: Term) -> Iterator[Difference]:
    for field in fields(after):
        if field.name not in _SIDE:
            yield from _difference(field.name, getattr(before, field.name, None), getattr(after, field.name))
    yield from _of_fact(before.fact, after.fact)


def _of_fact(before: Fact, after: Fact) -> Iterator[Difference]:
    for name in ("source", "as_of", "confidence", "note"):
        yield from _difference(name, getattr(before, name), getattr(after, name))


def _difference(name: str, before: object, after: object) -> Iterator[Difference]:
    """Texts are told apart by language, so that one changed translation is seen as that."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for language in dict.fromkeys((*before, *after)):
            if before.get(language) != after.get(language):
                one = Difference(field=name, before=_text(before, language), after=_text(after, language))
                yield one
    elif before != after:
        yield Difference(field=name, before=before, after=after)


def _text(texts: Mapping[str, str], language: str) -> Mapping[str, str] | None:
    return MappingProxyType({language: texts[language]}) if language in texts else None


def _of_aid(before: Pack, after: Pack) -> Iterator[Amendment]:
    """The income rule with its minimum wages, what matters are covered, who decides."""
    old, new = before.aid, after.aid
    rule = [*_difference("multiplier", old.income.multiplier, new.income.multiplier),
            *_difference("months", old.income.months, new.income.months),
            *_of_fact(old.income.fact, new.income.fact)]
    parts = [("income", rule, new.income.fact)]
    parts += [(f"wage {year}", list(_of_wage(year, before, after)), _wage_fact(after, year))
              for year in sorted({wage.year for wage in (*old.income.wages, *new.income.wages)})]
    parts += [(f"matter {matter}", list(_of_fact(old.matters.get(matter, Fact()), fact)), fact)
              for matter, fact in new.matters.items()]
    scope = [*_difference("scope", old.scope, new.scope), *_of_fact(old.scope_fact, new.scope_fact)]
    parts.append(("scope", scope, new.scope_fact))
    authority = [one for name in ("label", "hotline", "site")
                 for one in _difference(name, getattr(old.authority, name), getattr(new.authority, name))]
    parts.append(("authority", [*authority, *_of_fact(old.authority.fact, new.authority.fact)],
                  new.authority.fact))
    for code, found, fact in parts:
        if found:
            yield Amendment(turn=Turn.CHANGED, table=AID, code=code, label={}, fact=fact,
                            differences=tuple(found))


def _wages(pack: Pack) -> dict[int, MinimumWage]:
    return {wage.year: wage for wage in pack.aid.income.wages}


def _wage_fact(pack: Pack, year: int) -> Fact:
    found = _wages(pack).get(year)
    return found.fact if found else Fact()


def _of_wage(year: int, before: Pack, after: Pack) -> Iterator[Difference]:
    old, new = _wages(before).get(year), _wages(after).get(year)
    yield from _difference("amount", old and old.amount, new and new.amount)
    yield from _of_fact(_wage_fact(before, year), _wage_fact(after, year))


def _of_pack(before: Pack, after: Pack) -> Iterator[Amendment]:
    found = [one for name in _OF_PACK
             for one in _difference(name, getattr(before, name), getattr(after, name))]
    if found:
        yield Amendment(turn=Turn.CHANGED, table=AID, code="pack", label=after.names, fact=Fact(),
                        differences=tuple(found))
