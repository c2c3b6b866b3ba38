"""The rows of a pack's tables and its settings, as msgspec types them; lists of codes are one text here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import msgspec

from streetlaw.domain.condition import QuestionKind
from streetlaw.domain.consent import Purpose
from streetlaw.domain.deadline import Unit, Who, Whose
from streetlaw.domain.fact import Confidence, Wording

YesNo = Literal["yes", "no"]
Day = Annotated[str, msgspec.Meta(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$")]
Code = Annotated[str, msgspec.Meta(pattern=r"^[\w-]+$", max_length=40)]
Positive = Annotated[int, msgspec.Meta(ge=1, le=100_000)]
Texts = dict[str, str]


class Statement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """What every statement says of its source; `source` holds codes of sources.csv."""

    source: str = ""
    confidence: Confidence = Confidence.UNVERIFIED
    as_of: Day = ""
    next_check: date | None = None
    note: str = ""


class Row(Statement, frozen=True, kw_only=True, forbid_unknown_fields=True, gc=False):
    """A row of a table; `line` is its line in the file."""

    line: int
    code: Code


class SourceRow(Row, frozen=True, kw_only=True, gc=False):
    """A source of facts."""

    text: str


class TermRow(Row, frozen=True, kw_only=True, gc=False):
    """A row with a label in every language."""

    label: Texts
    wording: Wording = Wording.CHECK


class CitedRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row that says in which articles it is written."""

    basis: str = ""


class RegionRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of regions.csv."""

    level: str
    parent: str = ""
    iso: str = ""
    former_name: str = ""


class GroundRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of grounds.csv."""

    special: YesNo
    employment_only: YesNo
    pleaded_as: str = ""
    norms: str = ""
    warnings: str = ""


class PopulationRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of populations.csv."""

    special: YesNo


class SettingRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of settings.csv."""

    closed: YesNo
    huridocs: str = ""
    clocks: str = ""


class ViolationRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of violations.csv."""

    norms: str = ""
    official_norms: str = ""
    channels: str = ""
    rules: str = ""
    no_limit: str = ""
    clocks: str = ""
    huridocs: str = ""


class PerpetratorRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of perpetrators.csv."""

    official: YesNo
    channels: str = ""
    huridocs: str = ""


class ActRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of acts.csv."""

    repealed: YesNo
    short: Texts
    number: str = ""
    adopted: date | None = None


class NormRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of norms.csv."""

    act: str
    article: str
    watch_out: Texts = {}


class ChannelRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of channels.csv."""

    active: YesNo
    rank: int
    last_resort: YesNo
    rules: str = ""
    answer_rules: str = ""
    after_rules: str = ""
    proceeding: str = ""
    competence: Texts = {}
    filing: Texts = {}
    answer: Texts = {}
    contents: Texts = {}
    advice: Texts = {}
    contact: str = ""
    contact_as_of: Day = ""
    contact_confidence: Confidence = Confidence.UNVERIFIED
    contact_source: str = ""


class RepresentationRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of representation.csv."""

    who: Texts = {}
    power: Texts = {}


class RiskRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of risks.csv; a stem's "_" stands for a space."""

    grounds: str = ""
    channels: str = ""
    norms: str = ""
    stems: str = ""
    advice: Texts = {}


class RuleRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of rules.csv."""

    whose: Whose
    starts_next_day: YesNo
    rolls: YesNo
    who: Who = Who.ANYBODY
    base: Texts
    amount: Positive | None = None
    unit: Unit | None = None
    wait_amount: Positive | None = None
    wait_unit: Unit | None = None
    restore: Texts = {}
    restore_basis: str = ""


class AidKindRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of aid_kinds.csv."""

    income_test: YesNo | None = None
    what: Texts = {}
    providers: Texts = {}


class CategoryRow(CitedRow, frozen=True, kw_only=True, gc=False):
    """A row of categories.csv or bases.csv."""

    needs: str = ""
    any_of: str = ""
    income_test: YesNo | None = None
    ceiling: Literal["entitled", "likely"] = "entitled"
    supported_by: str = ""
    explains: Texts = {}


class PaperRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of documents.csv."""

    categories: str = ""
    hint: Texts = {}


class QuestionRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of questions.csv."""

    kind: QuestionKind
    section: str
    sensitive: YesNo


class ChoiceRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of choices.csv."""

    question: str


class HotlineRow(TermRow, frozen=True, kw_only=True, gc=False):
    """A row of hotlines.csv."""

    number: str


class WageEntry(Statement, frozen=True, kw_only=True):
    """A minimum wage in pack.toml."""

    year: Annotated[int, msgspec.Meta(ge=1990, le=2100)]
    amount: Decimal


class IncomeEntry(Statement, frozen=True, kw_only=True):
    """The income test in pack.toml."""

    multiplier: Positive | None = None
    months: Positive | None = None
    wages: list[WageEntry] = []


class AuthorityEntry(Statement, frozen=True, kw_only=True):
    """The legal aid authority in pack.toml."""

    label: Texts
    hotline: str = ""
    site: str = ""


class ScopeEntry(Statement, frozen=True, kw_only=True):
    """Who legal aid is open to, in pack.toml."""

    residence: list[str]
    basis: str = ""


class AidEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The legal aid part of pack.toml."""

    authority: AuthorityEntry
    income: IncomeEntry
    scope: ScopeEntry
    matters: dict[str, Statement]


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole of pack.toml."""

    code: Code
    version: Annotated[str, msgspec.Meta(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]*$", max_length=40)]
    as_of: Annotated[str, msgspec.Meta(min_length=4)]
    country: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    time_zone: Annotated[str, msgspec.Meta(pattern=r"^[A-Z][\w+-]*(/[\w+-]+)*$", max_length=60)]
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]
    holidays_key: str
    languages: Annotated[list[Annotated[str, msgspec.Meta(pattern="^[a-z]{2,3}$")]],
                         msgspec.Meta(min_length=1, max_length=20)]
    extends: Annotated[str, msgspec.Meta(pattern=r"^[\w-]*$")] = ""
    names: Texts
    currency_names: Texts
    aid: AidEntry


class ConsentEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One consent text in consents.toml."""

    purpose: Purpose
    version: str
    title: Texts
    text: Texts


class Consents(Statement, frozen=True, kw_only=True):
    """The whole of consents.toml."""

    consent: list[ConsentEntry]
    wording: Wording = Wording.CHECK
