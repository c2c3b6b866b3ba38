"""The law of one jurisdiction as a street lawyer uses it: norms, channels, and state-guaranteed legal aid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from streetlaw.domain.condition import Condition, Question
from streetlaw.domain.fact import Cite, Fact, Term, Texts, text_in


@cache
def _beginning(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A word that begins with one of these stems."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, stems))})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Term):
    """An act of law: `label` is the title, `short` is how lawyers write it before an article."""

    short: Texts = field(default_factory=dict)
    number: str = ""
    adopted: date | None = None
    repealed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Norm(Term):
    """An article often cited; `watch_out` says what to mind."""

    cite: Cite
    watch_out: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How a body is reached, as of a date: contacts age faster than law."""

    text: str = ""
    fact: Fact = field(default_factory=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation(Term):
    """Who may speak for the person in a kind of proceeding, and the paper they need; empty = not found."""

    who: Texts = field(default_factory=dict)
    power: Texts = field(default_factory=dict)
    basis: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk(Term):
    """What may harm the person once it stands in a paper.

    It concerns whoever has one of `grounds`, whoever turns to one of `channels`, and a text in which a word
    begins with one of `stems` (a space in a stem is a space). `norms` make it punishable, `basis` is where
    else it is written, `advice` says what can be done.
    """

    grounds: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    basis: tuple[Cite, ...] = ()
    stems: tuple[str, ...] = ()
    advice: Texts = field(default_factory=dict)

    def is_named_in(self, text: str) -> bool:
        """True when a word of the text begins with one of the stems, in capitals or not."""
        return bool(text and self.stems) and _beginning(self.stems).search(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel(Term):
    """Somewhere to turn to.

    `rules` are our limits to file, `answer_rules` the body's to answer, `after_rules` ours after that.
    `rank` orders channels, lowest first; `last_resort` comes after the country's own remedies. The texts are
    what the table says of limits in words; `contents` is what the paper has to contain, `advice` what to mind
    when writing to it. `proceeding` is the code of a `Representation`, "" where nobody has found it.
    """

    rank: int
    active: bool = True
    last_resort: bool = False
    competence: Texts = field(default_factory=dict)
    basis: tuple[Cite, ...] = ()
    filing: Texts = field(default_factory=dict)
    answer: Texts = field(default_factory=dict)
    contents: Texts = field(default_factory=dict)
    proceeding: str = ""
    advice: Texts = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    answer_rules: tuple[str, ...] = ()
    after_rules: tuple[str, ...] = ()
    contact: Contact = Contact()


@dataclass(frozen=True, slots=True, kw_only=True)
class AidKind(Term):
    """A kind of state-guaranteed legal aid; `income_test` None means that it is not known."""

    what: Texts = field(default_factory=dict)
    providers: Texts = field(default_factory=dict)
    income_test: bool | None = None
    basis: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Term):
    """Why somebody is entitled: a category of the legal aid law, or a basis in a procedure code.

    It applies when all of `needs` hold, one of `any_of` holds (unless there are none), and income is within
    the limit where `income_test` is true (None: not known whether it is tested). `ceiling` is the best answer
    it can give: "likely" for rights the law gives "in cases provided by law".
    """

    basis: tuple[Cite, ...] = ()
    supported_by: tuple[Cite, ...] = ()
    needs: tuple[Condition, ...] = ()
    any_of: tuple[Condition, ...] = ()
    income_test: bool | None = False
    ceiling: str = "entitled"
    explains: Texts = field(default_factory=dict)

    @property
    def asked(self) -> bool:
        """True when an interview can find it out; false for what is only told."""
        return bool(self.any_of or self.needs or self.income_test)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimumWage:
    """The minimum wage of a year, a month's amount in the currency."""

    year: int
    amount: Decimal
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeRule:
    """Income of the last `months` months is at most `multiplier` times the minimum wage; 0 = not known."""

    multiplier: int
    months: int
    wages: tuple[MinimumWage, ...]
    fact: Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Term):
    """A document an application needs; `categories` empty means every one, `hint` says where to get it."""

    hint: Texts = field(default_factory=dict)
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """The body that decides on legal aid."""

    label: Texts
    hotline: str
    site: str
    fact: Fact

    def name(self, language: str) -> str:
        """Its name in that language."""
        return text_in(self.label, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotline(Term):
    """A telephone number that may be called, as of a date."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalAid:
    """What the legal aid law gives and to whom.

    `scope` are the residence statuses it is open to; `matters` says how far each kind of matter is known to
    be covered; `to_check` are possible categories nobody has found in the law; `procedure` is how to apply.
    """

    kinds: Mapping[str, AidKind]
    categories: Mapping[str, Category]
    bases: Mapping[str, Category]
    documents: Mapping[str, Paper]
    questions: Mapping[str, Question]
    matters: Mapping[str, Fact]
    income: IncomeRule
    scope: frozenset[str]
    scope_fact: Fact
    authority: Authority
    to_check: Mapping[str, Term] = field(default_factory=dict)
    procedure: Mapping[str, Term] = field(default_factory=dict)
