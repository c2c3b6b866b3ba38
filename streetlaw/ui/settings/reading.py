"""What the blocks of the settings page show, read in one question each."""

from __future__ import annotations

from dataclasses import dataclass

from streetlaw.domain.profile import TrustedPerson
from streetlaw.services import people
from streetlaw.services.envelopes import Envelopes
from streetlaw.services.ports import Work
from streetlaw.ui import alphabet
from streetlaw.ui.shell.idle import MINUTES
from streetlaw.ui.shell.standing import LOCK_MINUTES


@dataclass(frozen=True, slots=True)
class Known:
    """A trusted person and the six words of their keys."""

    person: TrustedPerson
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """My own words (none before there is a profile), and the people I trust."""

    own_words: tuple[str, ...]
    people: tuple[Known, ...]


def circle(work: Work, envelopes: Envelopes) -> Circle:
    """Read whom I trust."""
    return Circle(
        own_words=people.own_words(work, envelopes) if work.actor else (),
        people=tuple(Known(person, envelopes.words(person.recipient, person.verify_key))
                     for person in alphabet.people(work.list(TrustedPerson))))


def lock_minutes(work: Work) -> int:
    """After how many minutes without keyboard or mouse the window locks."""
    return int(work.setting(LOCK_MINUTES, str(MINUTES)))
