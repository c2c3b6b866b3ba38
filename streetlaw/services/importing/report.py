"""What an import would do, and what stands in its way, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from streetlaw.domain.action import Action
from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident


@dataclass(frozen=True, slots=True)
class RowError:
    """One refusal: the line of the file (from 1), the target, and the refusal's code and facts."""

    line: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word that no list knows: in how many rows it stands; `guess` is the code it may mean, or ""."""

    listed: str
    word: str
    rows: int
    guess: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of the table with what happened and what was done; `known` when stored already.

    Incidents and actions name no client yet.
    """

    client: Client
    known: bool = False
    incidents: tuple[Incident, ...] = ()
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import would do: `people` are ready to be stored, `existing` rows bring nothing new."""

    rows: int
    people: Sequence[Person]
    existing: int = 0
    errors: Sequence[RowError] = ()
    unknown_columns: Sequence[str] = ()
    unknown_words: Sequence[UnknownWord] = ()

    @property
    def clients(self) -> Sequence[Client]:
        """The new clients."""
        return [person.client for person in self.people if not person.known]

    @property
    def incidents(self) -> int:
        """How many incidents would be stored."""
        return sum(len(person.incidents) for person in self.people)

    @property
    def actions(self) -> int:
        """How many interventions would be stored."""
        return sum(len(person.actions) for person in self.people)

    @property
    def bad_rows(self) -> int:
        """How many rows have errors."""
        return len({error.line for error in self.errors})
