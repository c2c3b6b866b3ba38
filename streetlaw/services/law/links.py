"""What in a pack rests on one of its statements: acts, grounds, channels, limits and papers that name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from streetlaw.domain.deadline import Rule
from streetlaw.domain.fact import Cite, Term
from streetlaw.domain.law import AidKind, Category, Channel, Norm, Paper, Representation, Risk
from streetlaw.domain.pack import Pack
from streetlaw.domain.vocabulary import Ground, Perpetrator, Setting, Violation

_NUMBER: Final = re.compile(r"\d+(?:-\d+)?")
_LISTS: Final = ("violations", "grounds", "perpetrators", "settings", "norms", "channels", "representation",
                 "risks", "rules", "aid_kinds", "categories", "bases", "documents")


class Link(NamedTuple):
    """An item of a pack that names another: the list it stands in, and its code."""

    place: str
    code: str


Links = Mapping[Link, tuple[Link, ...]]


def links(pack: Pack) -> Links:
    """For each statement that others rest on, those others, in the order of the pack."""
    found: dict[Link, dict[Link, None]] = {}
    norms: dict[tuple[str, str], list[Link]] = {}
    for norm in pack.norms.values():
        for number in _numbers(norm.cite):
            norms.setdefault((norm.cite.act, number), []).append(Link("norms", norm.code))
    for place in _LISTS:
        for code, item in pack.terms(place).items():
            own = Link(place, code)
            for named in (*_named(item), *_cited(item, norms)):
                if named != own:
                    found.setdefault(named, {})[own] = None
    return {link: tuple(others) for link, others in found.items()}


def _named(item: Term) -> Iterator[Link]:
    match item:
        case Violation():
            yield from _all("norms", item.norms, item.official_norms)
            yield from _all("channels", item.channels, item.no_limit)
            yield from _all("rules", item.rules, item.clocks)
        case Ground():
            yield from _all("norms", item.norms, item.warnings)
        case Perpetrator():
            yield from _all("channels", item.channels)
        case Setting():
            yield from _all("rules", item.clocks)
        case Channel():
            yield from _all("rules", item.rules, item.answer_rules, item.after_rules)
            yield from _all("representation", (item.proceeding,) if item.proceeding else ())
        case Risk():
            yield from _all("norms", item.norms)
            yield from _all("channels", item.channels)
        case Paper():
            yield from _all("categories", item.categories)


def _cited(item: Term, norms: Mapping[tuple[str, str], list[Link]]) -> Iterator[Link]:
    """The acts an item cites, and the norms that are the very article."""
    for cite in _cites(item):
        yield Link("acts", cite.act)
        if not isinstance(item, Norm):
            for number in _numbers(cite):
                yield from norms.get((cite.act, number), ())


def _cites(item: Term) -> Iterable[Cite]:
    match item:
        case Norm():
            return (item.cite,)
        case Channel() | AidKind() | Ground() | Representation() | Risk():
            return item.basis
        case Rule():
            return (*item.basis, *item.restore_basis)
        case Category():
            return (*item.basis, *item.supported_by)
    return ()


def _numbers(cite: Cite) -> Iterator[str]:
    """The number of the article, without its parts: "58(6)" is of article 58."""
    if first := _NUMBER.match(cite.article):
        yield first.group()


def _all(place: str, *codes: Iterable[str]) -> Iterator[Link]:
    return (Link(place, code) for each in codes for code in each)
