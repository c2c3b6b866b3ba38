"""Records in words: fields and values as people of one language read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate, Precision
from streetlaw.services.fields import FIELDS, KIND, WORDS, Field
from streetlaw.services.trail import DONE, OTHER
from streetlaw.translation import N_, translate

_ID = re.compile(r"[0-9a-f]{32}")
NOTHING = "–"
"""Stands for a value that is not there."""


def plain(value: object) -> Any:
    """A value as plain data: text, numbers, lists, mappings; dates and times as ISO 8601, codes as text."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    return value


class Telling:
    """How one language tells of records; `people` are names of trusted people by their id."""

    def __init__(self, pack: Pack, language: str, people: Mapping[str, str] | None = None) -> None:
        self.pack = pack
        self.language = language
        self._people = people or {}
        self._ways: dict[str, Callable[[Any], str]] = {
            "yes": self._yes, "day": self.day, "moment": self.moment, "partial": self._partial,
            "category": self._category, "person": self._person, "victims": lambda who: str(len(who)),
            "size": self._size, "money": lambda cost: f"{cost / 100:.2f}" if cost else "",
            "answers": self._answers,
        }

    def say(self, msgid: str) -> str:
        """A text marked with N_ in this language."""
        return translate(msgid, self.language)

    def kind(self, kind: str) -> str:
        """What a record of that kind (its table's name) is called."""
        return self.say(KIND[kind]) if kind in KIND else kind

    def done(self, name: str) -> str:
        """What an action of the log is called."""
        return self.say(DONE.get(name, OTHER))

    def told(self, kind: str) -> Iterator[tuple[str, Field]]:
        """The fields of a kind that are told at all, in their order, by name."""
        return ((name, field) for name, field in FIELDS.get(kind, {}).items() if field.how != "never")

    def label(self, kind: str, name: str) -> str:
        """What a field is called; its own name when nobody gave it another."""
        field = FIELDS.get(kind, {}).get(name)
        return self.say(field.label) if field and field.label else name

    def value(self, kind: str, name: str, value: Any) -> str:
        """A field's plain value in words, on one line where it is one; `NOTHING` for none."""
        field = FIELDS.get(kind, {}).get(name, Field(name))
        return self._told(field.how, value) or NOTHING

    def parts(self, kind: str, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Label and words of every field that says something."""
        for name, field in self.told(kind):
            if words := self._told(field.how, record.get(name)):
                yield self.say(field.label), words

    def day(self, value: str | date) -> str:
        """A day: 17.11.2026."""
        return (value if isinstance(value, date) else date.fromisoformat(value)).strftime("%d.%m.%Y")

    def moment(self, value: str | datetime) -> str:
        """A time in the jurisdiction's zone: 17.11.2026 14:05."""
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        return at.astimezone(self.pack.zone).strftime("%d.%m.%Y %H:%M")

    def _told(self, how: str, value: Any) -> str:
        if value is None or value in ("", [], {}):
            return ""
        way, _, name = how.partition(":")
        if way == "part":
            return self._nested(name, value)
        if isinstance(value, list) and way not in ("answers", "victims"):
            return ", ".join(self._told(how, one) for one in value)
        return self._one(way, name, value)

    def _one(self, way: str, name: str, value: Any) -> str:
        if way == "word":
            return self.say(WORDS[name][value]) if value in WORDS[name] else str(value)
        if way == "list":
            return self.pack.label(name, value, self.language)
        return self._ways[way](value) if way in self._ways else str(value)

    def _yes(self, value: bool) -> str:
        return self.say(N_("yes")) if value else self.say(N_("no"))

    def _category(self, code: str) -> str:
        listed = "bases" if self.pack.has("bases", code) else "categories"
        return self.pack.label(listed, code, self.language)

    def _person(self, who: str) -> str:
        """A trusted person by name; an institution stands there as it was typed."""
        return self._people.get(who) or (self.say(N_("somebody no longer in your list")) if _ID.fullmatch(who)
                                         else who)

    def _size(self, size: int) -> str:
        return self.say(N_("{n} KB")).format(n=max(1, round(size / 2**10)))

    def _answers(self, answers: Any) -> str:
        return "; ".join(self._answer(*pair) for pair in answers)

    def _answer(self, question: str, answer: str, asked: Any = (), chosen: Any = ()) -> str:
        """A question with its answer, in the words of the day it was asked if they were kept."""
        known = self.pack.aid.questions.get(question)
        choices = {choice.code: choice.name(self.language) for choice in known.choices} if known else {}
        yes_or_no = {"yes": self._yes(value=True), "no": self._yes(value=False)}
        said = dict(chosen).get(self.language) or choices.get(answer) or yes_or_no.get(answer, answer)
        put = dict(asked).get(self.language) or self.pack.label("questions", question, self.language)
        return f"{put} {said}"

    def _partial(self, edtf: str) -> str:
        when = PartialDate(edtf)
        match when.precision:
            case Precision.YEAR:
                return when.edtf
            case Precision.MONTH:
                return when.first.strftime("%m.%Y")
            case Precision.ABOUT:
                return self.say(N_("about {date}")).format(date=self.day(when.first))
        return self.day(when.first)

    def _nested(self, kind: str, value: Any) -> str:
        """Values inside a value, one after the other, each with its words in the order of its fields."""
        several: Sequence[Mapping[str, Any]] = value if isinstance(value, list) else [value]
        return "; ".join(", ".join(words for _, words in self._spoken(kind, one)) for one in several)

    def _spoken(self, kind: str, record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The words of a nested value; a bare number or yes needs its label to be understood."""
        for name, field in self.told(kind):
            if words := self._told(field.how, record.get(name)):
                bare = field.how in ("yes", "victims")
                yield name, f"{self.say(field.label)}: {words}" if bare else words
