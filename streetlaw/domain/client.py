"""The person a street lawyer stands by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from streetlaw.domain.record import PartialDate, Record


class Gender(StrEnum):
    """Gender as the person says it; empty means not asked."""

    UNKNOWN = ""
    WOMAN = "woman"
    MAN = "man"
    OTHER = "other"
    UNDISCLOSED = "undisclosed"


class Residence(StrEnum):
    """Where the person stands with the state: decides personal scope of legal aid."""

    UNKNOWN = ""
    CITIZEN = "citizen"
    FOREIGN = "foreign_citizen"
    STATELESS = "stateless"
    REFUGEE = "refugee"
    ASYLUM_SEEKER = "asylum_seeker"


class Risk(StrEnum):
    """How much harm careless contact could do."""

    LOW = "low"
    RAISED = "raised"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeContact:
    """How to reach the person without harming them."""

    channel: str = ""
    when: str = ""
    who_may_answer: str = ""
    never_say: str = ""

    def __bool__(self) -> bool:
        return any((self.channel, self.when, self.who_may_answer, self.never_say))


@dataclass(frozen=True, slots=True, kw_only=True)
class Client(Record):
    """A client, named or known by code only.

    `populations` and `region` are codes of the home pack; `citizenship` is ISO 3166-1 alpha-2;
    `languages` are ISO 639-1 codes. Health, sexual life, orientation and identity are special categories:
    populations may stay empty or hold "undisclosed". `merged_into` is the id of the client this one turned
    out to be: such a record is kept for its history alone and stands in no list. `distinct_from` are ids of
    clients and parties somebody compared with this one, and who are not the same person.
    """

    code: str = ""
    named: bool = False
    family_name: str = ""
    given_name: str = ""
    patronymic: str = ""
    other_names: tuple[str, ...] = ()
    birth_date: PartialDate | None = None
    gender: Gender = Gender.UNKNOWN
    populations: tuple[str, ...] = ()
    citizenship: str = ""
    residence: Residence = Residence.UNKNOWN
    languages: tuple[str, ...] = ()
    region: str = ""
    phone: str = ""
    safe_contact: SafeContact = SafeContact()
    documents: str = ""
    risk: Risk = Risk.LOW
    remarks: str = ""
    opened: date | None = None
    last_contact: date | None = None
    merged_into: str = ""
    distinct_from: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Family name, given name, patronymic, as far as known; empty for a code-only client."""
        return " ".join(part for part in (self.family_name, self.given_name, self.patronymic) if part)

    def age_on(self, day: date) -> int | None:
        """Completed years on `day`; None when the birth date leaves room for two answers."""
        if self.birth_date is None:
            return None
        ages = {_years(born, day) for born in (self.birth_date.first, self.birth_date.last)}
        return ages.pop() if len(ages) == 1 else None

    def is_below(self, age: int, day: date) -> bool | None:
        """Whether the person has fewer years than that on `day`; None when the birth date leaves it open."""
        if self.birth_date is None:
            return None
        found = {_years(born, day) < age for born in (self.birth_date.first, self.birth_date.last)}
        return found.pop() if len(found) == 1 else None


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
