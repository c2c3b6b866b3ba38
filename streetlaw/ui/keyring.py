"""Who can open the vault, as the window sees it: values and a door, fulfilled by `streetlaw.app.keyring`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from streetlaw.domain.passphrase import Proposed


class HolderKind(StrEnum):
    """What opens the vault at one of its eight places."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word for a kind, no secret
    KEY_FILE = "key_file"
    """A passphrase together with a file."""
    RECOVERY = "recovery"
    """24 words on paper."""
    ESCROW = "escrow"
    """A person who can release 24 words with a secret key of theirs."""
    SHARES = "shares"
    """Any two of three sheets of 24 words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One way into the vault; times are UTC, None when nobody noted them (a vault of an older program)."""

    place: int
    kind: HolderKind
    made: datetime | None
    tested: datetime | None
    person_id: str = ""


class Keyring(Protocol):
    """What opens the vault, and how that is changed.

    Everything is slow, goes through `Desk.maintain` and, where a `proof` is asked for, raises
    `vault.wrong_passphrase` unless it is today's passphrase. New secrets are returned once and kept nowhere.
    """

    def holders(self) -> tuple[Holder, ...]:
        """All ways into the vault, in the order of their places; never the duress passphrase."""
        ...

    def is_passphrase(self, passphrase: str) -> bool:
        """True when that passphrase opens the vault."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase; raises `vault.passphrase_empty`, `keys.same_passphrase`."""
        ...

    def recalibrate(self, passphrase: str) -> None:
        """Let each try of a passphrase cost one to two seconds on this computer."""
        ...

    def new_key_file(self) -> bytes:
        """64 random bytes, to be kept on a stick of one's own."""
        ...

    def add_key_file(self, proof: str, passphrase: str, key_file: bytes) -> None:
        """Let that passphrase together with the file open the vault, in place of an earlier key file.

        Raises `keys.key_file_size` (32 bytes to 1 MiB), `keys.full`, `vault.passphrase_empty`.
        """
        ...

    def new_recovery_words(self, proof: str, language: str) -> tuple[str, ...]:
        """24 new words; the old ones open nothing from now on. Raises `keys.full`."""
        ...

    def is_recovery(self, words: str) -> bool:
        """True when these recovery words open the vault; False for any others, however they are wrong."""
        ...

    def propose(self, language: str) -> Proposed:
        """Random words for a new passphrase, from the lists of `Opener.propose`."""
        ...

    def note_tested(self, place: int) -> None:
        """Note that the words of that place were typed back from the paper today; `keys.not_there`."""
        ...

    def make_shares(self, proof: str, language: str) -> tuple[tuple[str, ...], ...]:
        """Three times 24 words, any two of which open the vault; earlier shares open nothing. `keys.full`."""
        ...

    def give_escrow(self, proof: str, person_id: str) -> None:
        """Let a person release words that open the vault, in place of earlier ones of theirs.

        Raises `person.not_verified`, `escrow.not_supervisor`, `escrow.no_key`, `keys.full`.
        """
        ...

    def release_escrow(self, request: bytes, language: str) -> tuple[str, ...]:
        """The 24 words of somebody else's vault; on the supervisor's side.

        Raises `escrow.not_for_me`, `escrow.damaged`, `escrow.newer_format`.
        """
        ...

    def remove(self, proof: str, place: int) -> None:
        """Take away a way into the vault; `keys.last_one` for the last passphrase, `keys.not_there`."""
        ...

    def set_duress(self, proof: str, passphrase: str) -> None:
        """Let a second passphrase erase all others and open invented people instead, in place of an earlier.

        Raises `keys.same_passphrase`, `keys.full`, `vault.passphrase_empty`, `vault.disk_full`.
        """
        ...

    def clear_duress(self, proof: str) -> None:
        """Take the duress passphrase away; nothing happens when there is none."""
        ...

    @property
    def duress_is_set(self) -> bool:
        """True when there is a duress passphrase; quick."""
        ...

    def erase_keys(self) -> None:
        """Overwrite everything that opens the vault, for ever; no proof is asked. End the session next."""
        ...

    def sheet(self, words: Sequence[str], label: str, language: str, part: int = 0) -> bytes:
        """A PDF of recovery words, or of share 1, 2 or 3; `label` names the folder, never a person."""
        ...
