"""Every statement of a pack that can be checked, and what hangs on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from streetlaw.domain.fact import FRESH_DAYS, Fact
from streetlaw.domain.fact_check import PLACES, SETTINGS, CheckResult, FactCheck
from streetlaw.domain.law import Channel
from streetlaw.domain.pack import Pack
from streetlaw.services.law.links import Link, Links, links

_AID = ("categories", "bases")


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFact:
    """A statement somebody should look at: `due` None means that nobody has found it yet.

    `deadlines` are open ones that rest on it, `categories` ways to legal aid; `last` is its latest check.
    `gave_way` is true when that corrected what a later publication says otherwise: look again.
    """

    pack: Pack
    link: Link
    fact: Fact
    due: date | None
    deadlines: int = 0
    categories: int = 0
    last: FactCheck | None = None
    gave_way: bool = False

    def is_overdue(self, today: date) -> bool:
        """True when it should have been looked at by now."""
        return self.gave_way or self.due is None or self.due <= today


def facts(pack: Pack) -> Iterator[tuple[Link, Fact]]:
    """The statements of a pack, in the order people look for them."""
    for place in PLACES:
        if place != SETTINGS:
            for code, item in pack.terms(place).items():
                yield Link(place, code), item.fact
    aid = pack.aid
    yield Link(SETTINGS, "aid.authority"), aid.authority.fact
    yield Link(SETTINGS, "aid.income"), aid.income.fact
    yield Link(SETTINGS, "aid.scope"), aid.scope_fact
    for wage in aid.income.wages:
        yield Link(SETTINGS, f"aid.income.wages.{wage.year}"), wage.fact
    for matter, fact in aid.matters.items():
        yield Link(SETTINGS, f"aid.matters.{matter}"), fact


def fact_of(pack: Pack, link: Link) -> Fact | None:
    """The statement of that place and code; None where the pack has none."""
    return next((fact for other, fact in facts(pack) if other == link), None)


def due_facts(pack: Pack, checks: Iterable[FactCheck], open_rules: Iterable[str]) -> list[DueFact]:
    """All statements of a pack, those first on which most hangs, then by the day they are due.

    `open_rules` are the rules of the open deadlines under this law, each as often as there are deadlines;
    `checks` come latest last.
    """
    latest = {Link(check.place, check.code): check for check in checks if check.revoked_on is None}
    counted: dict[str, int] = {}
    for rule in open_rules:
        counted[rule] = counted.get(rule, 0) + 1
    resting = links(pack)
    found = []
    for link, fact in facts(pack):
        hanging = set(_hanging(pack, link, resting))
        found.append(DueFact(
            pack=pack, link=link, fact=fact, due=_due(fact, latest.get(link)), last=latest.get(link),
            deadlines=sum(counted.get(code, 0) for place, code in hanging if place == "rules"),
            categories=sum(place in _AID for place, _ in hanging)))
    return sorted(found, key=lambda one: (-one.deadlines, -one.categories, one.due or date.min))


def shown_in(found: Iterable[DueFact], until: date) -> list[DueFact]:
    """Those that are due by that day."""
    return [one for one in found if one.is_overdue(until)]


def _due(fact: Fact, last: FactCheck | None) -> date | None:
    """By when to look again: half a year after it was read, or after somebody here looked in vain."""
    looked = last.checked_on + timedelta(days=FRESH_DAYS) if last and last.checked_on else None
    if last is not None and last.result is CheckResult.UNCLEAR:
        return last.checked_on  # nobody found out: it stays due, and the list says who looked
    return fact.check_by if fact.verified else looked


def _hanging(pack: Pack, link: Link, resting: Links) -> Iterator[Link]:
    """What goes wrong with a statement: itself, what cites it, and the limits of a channel."""
    yield link
    yield from resting.get(link, ())
    if link.place == "channels" and isinstance(channel := pack.terms("channels")[link.code], Channel):
        for codes in (channel.rules, channel.answer_rules, channel.after_rules):
            yield from (Link("rules", code) for code in codes)
    if link.place == SETTINGS:
        income = link.code.startswith("aid.income")
        yield from (Link("categories", code) for code, one in pack.aid.categories.items()
                    if link.code == "aid.scope" or (income and one.income_test))
