"""What the settings page shows, read in one question."""

from __future__ import annotations

from dataclasses import dataclass

from streetlaw.domain.profile import TrustedPerson
from streetlaw.services import people
from streetlaw.services.ports import Envelopes, Work
from streetlaw.ui.shell.idle import MINUTES
from streetlaw.ui.shell.standing import BACKUP_MADE, LOCK_MINUTES


@dataclass(frozen=True, slots=True)
class Known:
    """A trusted person and the six words of their keys."""

    person: TrustedPerson
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices of the vault, my own words (none before there is a profile), and the people I trust."""

    lock_minutes: int
    backup_made: str
    own_words: tuple[str, ...]
    people: tuple[Known, ...]


def settings(work: Work, envelopes: Envelopes) -> Settings:
    """Read everything the settings page shows."""
    return Settings(
        lock_minutes=int(work.setting(LOCK_MINUTES, str(MINUTES))),
        backup_made=work.setting(BACKUP_MADE),
        own_words=people.own_words(work, envelopes) if work.actor else (),
        people=tuple(Known(person, envelopes.words(person.recipient, person.verify_key))
                     for person in work.list(TrustedPerson, order="name")))


def set_choice(work: Work, name: str, value: str) -> None:
    """Keep one choice."""
    work.set_setting(name, value)


def note_backup(work: Work) -> None:
    """Note that a backup was made now."""
    work.set_setting(BACKUP_MADE, work.now.isoformat())
