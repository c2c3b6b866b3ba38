"""What changed in the law, in words: tables, fields and values as people of one language read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from streetlaw.domain.condition import Condition
from streetlaw.domain.deadline import Span, Unit, Who, Whose
from streetlaw.domain.eligibility import Entitlement
from streetlaw.domain.fact import Cite, Confidence, Fact, Term, text_in
from streetlaw.domain.fact_check import SETTINGS, FactCheck
from streetlaw.domain.law import Contact
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.services.law.amendments import AID, CONSENTS, Amendment, Difference, Turn
from streetlaw.services.law.publications import Aside
from streetlaw.services.telling import NOTHING, Telling
from streetlaw.translation import N_

TABLE: Final[dict[str, str]] = {
    "regions": N_("Regions"), "grounds": N_("Grounds"), "populations": N_("Populations"),
    "settings": N_("Kinds of place"), "violations": N_("Kinds of violation"),
    "perpetrators": N_("Kinds of body"),
    "acts": N_("Acts of law"), "norms": N_("Norms"), "channels": N_("Channels"), "rules": N_("Time limits"),
    "hotlines": N_("Telephones"), "tongues": N_("Languages"), "aid_kinds": N_("Kinds of legal aid"),
    "categories": N_("Who is entitled to legal aid"), "bases": N_("Bases in procedure codes"),
    "documents": N_("Documents"), "questions": N_("Questions of the legal aid check"),
    "to_check": N_("Possible categories, not found in the law"), "procedure": N_("How one applies"),
    "risks": N_("Risks"), "representation": N_("Who may represent"), CONSENTS: N_("Consent texts"),
    AID: N_("Legal aid and the country as a whole"),
}

TURN: Final[dict[Turn, str]] = {
    Turn.ADDED: N_("new"), Turn.CHANGED: N_("changed"), Turn.REMOVED: N_("left out"),
}

FIELD: Final[dict[str, str]] = {
    "active": N_("works"), "adopted": N_("adopted"), "advice": N_("what to mind"),
    "after_rules": N_("our time limits after the answer"), "amount": N_("amount a month"),
    "answer": N_("the body's time limit"), "answer_rules": N_("the body's time limits"),
    "any_of": N_("one of these must hold"), "as_of": N_("as of"), "base": N_("the event it counts from"),
    "basis": N_("basis"), "categories": N_("for which categories"), "ceiling": N_("best answer"),
    "channels": N_("where to turn"), "choices": N_("answers to choose from"), "cite": N_("article"),
    "clocks": N_("limits by the hour"), "closed": N_("closed place"), "competence": N_("for what"),
    "confidence": N_("how far it was checked"), "contact": N_("contact"),
    "contents": N_("what the paper has to contain"), "country": N_("country"), "currency": N_("currency"),
    "employment_only": N_("at work only"), "explains": N_("who is meant"), "filing": N_("our time limit"),
    "former_name": N_("former name"), "grounds": N_("grounds"), "hint": N_("where to get it"),
    "holidays_key": N_("public holidays"), "hotline": N_("telephone"),
    "income_test": N_("income is tested"), "label": N_("what it is called"), "languages": N_("languages"),
    "last_resort": N_("last resort"), "months": N_("in how many months"),
    "multiplier": N_("how many minimum wages"), "names": N_("what it is called"),
    "needs": N_("all of these must hold"),
    "no_limit": N_("no time limit there"), "norms": N_("norms"), "note": N_("remark"), "number": N_("number"),
    "official": N_("acts for the state"), "official_norms": N_("norms for officials"),
    "parent": N_("belongs to"), "pleaded_as": N_("pleaded as"), "power": N_("paper a representative needs"),
    "proceeding": N_("proceeding"), "providers": N_("who gives it"), "rank": N_("place in the list"),
    "repealed": N_("repealed"), "restore": N_("when it was missed"),
    "restore_basis": N_("article on missed time limits"),
    "rolls": N_("a last day off moves on"), "rules": N_("time limits"), "scope": N_("open to"),
    "sensitive": N_("sensitive question"), "short": N_("short name"), "site": N_("website"),
    "source": N_("source"), "span": N_("how long"), "special": N_("health data or the like"),
    "starts_next_day": N_("the day of the event is not counted"), "supported_by": N_("still supported by"),
    "texts": N_("text"), "time_zone": N_("time zone"), "wait": N_("what has to pass first"),
    "warnings": N_("warnings"), "watch_out": N_("what to mind"), "what": N_("what it is"),
    "who": N_("for whom"), "whose": N_("whose duty"),
}
"""What a field of an item is called; one that is not here goes by the name of its column."""

PART: Final[dict[str, str]] = {
    "authority": N_("Who decides on legal aid"), "income": N_("Income test"),
    "matter": N_("Matters covered: {what}"), "pack": N_("The country"), "scope": N_("Who it is open to"),
    "wage": N_("Minimum wage of {what}"),
}

CONFIDENCE: Final[dict[Confidence, str]] = {
    Confidence.VERIFIED: N_("read in the law in force or on an official page"),
    Confidence.LIKELY: N_("a good source, but not the text in force"),
    Confidence.PARTLY: N_("part of it was read, part was not"),
    Confidence.GENERAL: N_("common knowledge, unchecked"),
    Confidence.STALE: N_("was true once; the source is too old"),
    Confidence.REPEALED: N_("read in a law that is no longer in force"),
    Confidence.PLAN: N_("announced, not adopted"),
    Confidence.UNVERIFIED: N_("nobody has found it yet"),
}

ASIDE: Final[dict[Aside, str]] = {
    Aside.UNKNOWN_KIND: N_("not taken: this version of the program has no use for it yet"),
    Aside.OLDER: N_("not taken: what is in force here is newer"),
    Aside.SAME: N_("in force here already"),
    Aside.UNREADABLE: N_("not taken: made for another version of the program"),
}

_LENGTH: Final[dict[Unit, str]] = {
    Unit.HOURS: N_("{n} h"), Unit.CALENDAR_DAYS: N_("calendar days: {n}"),
    Unit.WORKING_DAYS: N_("working days: {n}"), Unit.MONTHS: N_("months: {n}"), Unit.YEARS: N_("years: {n}"),
}
_YES, _NO = N_("yes"), N_("no")
_ALSO, _NO_LONGER, _ORDER = N_("now also {what}"), N_("no longer {what}"), N_("the same, in another order")
_NAMED: Final[Mapping[str, str]] = {
    "act": "acts", "channels": "channels", "no_limit": "channels", "rules": "rules", "clocks": "rules",
    "answer_rules": "rules", "after_rules": "rules", "norms": "norms", "official_norms": "norms",
    "warnings": "norms", "grounds": "grounds", "pleaded_as": "grounds", "categories": "categories",
    "parent": "regions", "proceeding": "representation"}
"""The list whose codes a field holds: people read their names."""

_ANSWERED: Final = "residence"
"""The question whose answers say to whom legal aid is open (`scope`)."""

_WORDS: Final[Mapping[str, str]] = {
    Whose.OURS: N_("ours"), Whose.BODY: N_("the body's"), Who.ANYBODY: N_("for everybody"),
    Who.ADULT: N_("for adults"), Who.CHILD: N_("for children"),
    Entitlement.ENTITLED: N_("entitled"), Entitlement.LIKELY: N_("likely entitled")}
_SOURCE, _AS_OF = N_("Source: {source}"), N_("as of {date}")


class AmendmentWords:
    """Tells what changed in a pack; what that leaves out is read by the one `before`."""

    def __init__(self, pack: Pack, language: str, before: Pack | None = None) -> None:
        self._pack, self._language, self._before = pack, language, before or pack
        self._telling = Telling(pack, language)
        self._ways: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
            (bool, lambda yes: self._say(_YES if yes else _NO)),
            (Mapping, lambda texts: "; ".join(f"{text} [{language}]" for language, text in texts.items())),
            (Span, lambda span: self._say(_LENGTH[span.unit]).format(n=span.amount)),
            (Cite, lambda cite: pack.cite(cite, language)),
            (Contact, self._contact), (Condition, self._condition),
            (Term, lambda term: term.name(language)),
            ((PartialDate, date), self._day),
            (tuple, lambda some: "; ".join(map(self._value, some))),
            (frozenset, lambda some: "; ".join(sorted(map(self._value, some)))),
            (Confidence, lambda known: self._say(CONFIDENCE[known])),
            (str, lambda word: self._say(_WORDS[word]) if word in _WORDS else str(word)),
        )

    def table(self, amendment: Amendment) -> str:
        """Which table it stands in."""
        return self._say(TABLE[amendment.table]) if amendment.table in TABLE else amendment.table

    def turn(self, amendment: Amendment) -> str:
        """What became of it: new, changed, left out."""
        return self._say(TURN[amendment.turn])

    def title(self, amendment: Amendment) -> str:
        """What it is called, or which part of the whole it is."""
        if amendment.label:
            return text_in(amendment.label, self._language) or amendment.code
        part, _space, what = amendment.code.partition(" ")
        return self._say(PART[part]).format(what=what) if part in PART else amendment.code

    def corrected(self, check: FactCheck) -> str:
        """The statement that somebody here corrected."""
        if check.place == SETTINGS:
            last = check.code.rpartition(".")[2]
            part = "wage" if last.isdigit() else "matter" if ".matters." in check.code else last
            return self._say(PART[part]).format(what=last) if part in PART else check.code
        table = self._say(TABLE[check.place]) if check.place in TABLE else check.place
        return f"{table} · {self._label(check.place, check.code)}"

    def lines(self, amendment: Amendment) -> list[str]:
        """Each change as "how long: months: 3 → months: 4"."""
        return [self._line(one) for one in amendment.differences]

    def source(self, fact: Fact) -> str:
        """Where it was read, and of when that is; "" when nobody says."""
        dated = self._say(_AS_OF).format(date=self._value(fact.as_of)) if fact.as_of else ""
        source = self._say(_SOURCE).format(source=fact.source) if fact.source else ""
        return ", ".join(part for part in (source, dated) if part)

    def _line(self, difference: Difference) -> str:
        name = self._say(FIELD[difference.field]) if difference.field in FIELD else difference.field
        before, after = difference.before, difference.after
        if difference.field in _NAMED and isinstance(before or after, tuple | frozenset | str):
            return f"{name}: {self._named(_NAMED[difference.field], before, after)}"
        if difference.field == "scope":
            before, after = (self._answers(_ANSWERED, each) for each in (before, after))
        return f"{name}: {self._value(before)} → {self._value(after)}"

    def _named(self, terms: str, before: Any, after: Any) -> str:
        """Codes by what they are called: of several, those that came and those that went."""
        if isinstance(before or after, str):
            return " → ".join(self._label(terms, code) if code else NOTHING for code in (before, after))
        went = [self._label(terms, code) for code in before or () if code not in (after or ())]
        came = [self._label(terms, code) for code in after or () if code not in (before or ())]
        turns = ((_ALSO, came), (_NO_LONGER, went))
        said = [self._say(text).format(what=", ".join(some)) for text, some in turns if some]
        return "; ".join(said) or self._say(_ORDER)

    def _label(self, terms: str, code: str) -> str:
        pack = self._pack if code in self._pack.terms(terms) else self._before
        return pack.label(terms, code, self._language)

    def _answers(self, question: str, codes: Any) -> tuple[str, ...]:
        """What the answers to a question of the legal aid check are called."""
        asked = self._pack.aid.questions.get(question)
        named = {choice.code: choice.name(self._language) for choice in asked.choices} if asked else {}
        return tuple(named.get(code, code) for code in sorted(codes or ()))

    def _value(self, value: object) -> str:
        if value in (None, (), frozenset()) or (value == "" and not isinstance(value, Who)):
            return NOTHING
        return next((say(value) for kind, say in self._ways if isinstance(value, kind)), str(value))

    def _contact(self, contact: Contact) -> str:
        return ", ".join(part for part in (contact.text, self.source(contact.fact)) if part) or NOTHING

    def _condition(self, condition: Condition) -> str:
        known = condition.below is None
        said = " / ".join(self._answers(condition.question, condition.values)) if known \
            else f"< {condition.below}"
        return f"{self._pack.label('questions', condition.question, self._language)}: {said}"

    def _day(self, value: PartialDate | date) -> str:
        day = value.edtf if isinstance(value, PartialDate) else value.isoformat()
        return ".".join(reversed(day.rstrip("~?%").split("-")))

    def _say(self, msgid: str) -> str:
        return self._telling.say(msgid)
