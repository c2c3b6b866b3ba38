"""What the start pages ask of storage; fulfilled by `streetlaw.app`, called on the vault's thread."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from streetlaw.domain.passphrase import Proposed
    from streetlaw.domain.profile import Profile
    from streetlaw.services.progress import Progress
    from streetlaw.ui.opened import Opened


class Way(StrEnum):
    """By which secret a folder is opened."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a word for a kind, no secret
    KEY_FILE = "key_file"
    RECOVERY = "recovery"
    ESCROW = "escrow"
    SHARES = "shares"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What opens a folder: a passphrase, with a key file or without; or words.

    With RECOVERY, ESCROW and SHARES `passphrase` is the one that is to be set, and `words` are the words; the
    second share's are `other_words`.
    """

    folder: Path
    passphrase: str
    words: str = ""
    other_words: str = ""
    key_file: bytes = b""
    way: Way = Way.PASSPHRASE

    def __repr__(self) -> str:
        return "Key()"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """A vault somebody wants: where, under which passphrase, and whose it is."""

    folder: Path
    passphrase: str
    profile: Profile

    def __repr__(self) -> str:
        return "NewVault()"


@dataclass(frozen=True, slots=True)
class Made:
    """A vault just made, and the recovery words to be written down now: they are kept nowhere."""

    opened: Opened
    words: tuple[str, ...]

    def __repr__(self) -> str:
        return "Made()"


class Opener(Protocol):
    """Opens and makes vaults. Everything here is slow."""

    def open(self, key: Key) -> Opened:
        """Open a vault; with words, set the new passphrase. Raises what `vault.unlock` raises.

        An escrow that was used is taken away: giving it again needs consent.
        """
        ...

    def restore(self, source: Path, key: Key, *, progress: Progress) -> Opened:
        """Bring a vault back from a backup file into `key.folder`, where nothing is yet, and open it.

        Raises what `storage.restoring.restore` raises; then nothing is left behind.
        """
        ...

    def escrow_request(self, place: Path) -> bytes:
        """A file for the supervisor who holds a key of that vault or backup; no secret is needed.

        Raises `escrow.none`, `vault.not_found`, `vault.slots_damaged`; of a backup `backup.no_escrow`,
        `backup.not_read`, `backup.damaged`, `backup.newer_format`.
        """
        ...

    def create(self, wanted: NewVault) -> Made:
        """Make a vault with its owner; raises what `vault.create` raises, and `profile.name_needed`."""
        ...

    def tour(self, language: str) -> Opened:
        """Make a vault of invented people and open it; it is deleted when it is closed.

        Raises what `vault.create` raises.
        """
        ...

    def propose(self, language: str) -> Proposed:
        """Random words for a passphrase somebody can remember."""
        ...

    def recovery_sheet(self, made: Made, label: str, language: str) -> bytes:
        """A PDF of the recovery words to print and keep away from the computer; `label` names the folder."""
        ...
