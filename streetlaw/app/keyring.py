"""What opens the vault, and how that is changed (`ui.keyring.Keyring`)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from random import SystemRandom

from streetlaw.demo import decoy
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.paper import RecoverySheet
from streetlaw.domain.passphrase import Proposed
from streetlaw.exchange import escrow as sealing
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services.people import escrow_holder, own_keys
from streetlaw.services.profiles import owner
from streetlaw.storage import escrow, proposing, recovery
from streetlaw.storage.decoy import Decoy
from streetlaw.storage.holders import Held
from streetlaw.storage.kdf import KdfParameters
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.slots import SlotType
from streetlaw.storage.vault import OpenVault
from streetlaw.ui.keyring import Holder, HolderKind

KEY_FILE_SIZE = 64

_KINDS = {
    SlotType.PASSPHRASE: HolderKind.PASSPHRASE,
    SlotType.KEY_FILE: HolderKind.KEY_FILE,
    SlotType.RECOVERY: HolderKind.RECOVERY,
    SlotType.ESCROW: HolderKind.ESCROW,
    SlotType.SHARES: HolderKind.SHARES,
}


class VaultKeyring:
    """What opens one open vault; `kdf` None calibrates to this computer."""

    def __init__(self, opened: OpenVault, kdf: KdfParameters | None = None) -> None:
        self._vault = opened
        self._keys = Keyring(opened)
        self._kdf = kdf

    def holders(self) -> tuple[Holder, ...]:
        """All ways into the vault, in the order of their places; never the duress passphrase."""
        return tuple(_holder(held) for held in self._keys.held())

    def is_passphrase(self, passphrase: str) -> bool:
        """True when that passphrase opens the vault."""
        return self._keys.is_passphrase(passphrase)

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase."""
        self._keys.change_passphrase(old, new)

    def recalibrate(self, passphrase: str) -> None:
        """Let each try of a passphrase cost one to two seconds on this computer."""
        self._keys.recalibrate(passphrase, self._kdf)

    def new_key_file(self) -> bytes:
        """64 random bytes."""
        return secrets.token_bytes(KEY_FILE_SIZE)

    def add_key_file(self, proof: str, passphrase: str, key_file: bytes) -> None:
        """Let that passphrase together with the file open the vault, in place of an earlier key file."""
        self._keys.add_key_file(proof, passphrase, key_file)

    def new_recovery_words(self, proof: str, language: str) -> tuple[str, ...]:
        """24 new words; the old ones open nothing from now on."""
        return recovery.to_words(self._keys.new_recovery(proof), language)

    def is_recovery(self, words: str) -> bool:
        """True when these recovery words open the vault; False for any others, however they are wrong."""
        return self._keys.is_recovery(words)

    def propose(self, language: str) -> Proposed:
        """Random words for a new passphrase."""
        return proposing.propose(language)

    def note_tested(self, place: int) -> None:
        """Note that the words of that place were typed back from the paper today."""
        self._keys.note_tested(place)

    def make_shares(self, proof: str, language: str) -> tuple[tuple[str, ...], ...]:
        """Three times 24 words, any two of which open the vault."""
        return tuple(recovery.to_words(share, language) for share in self._keys.make_shares(proof))

    def give_escrow(self, proof: str, person_id: str) -> None:
        """Let a verified supervisor release words that open the vault."""
        with self._vault.work() as work:
            person = escrow_holder(work, person_id)
        self._keys.give_escrow(proof, person.id, sealing.raw(person.escrow_key),
                               sealing.sealing_for(person.escrow_key))

    def release_escrow(self, request: bytes, language: str) -> tuple[str, ...]:
        """The 24 words of somebody else's vault; `escrow.not_for_me`, `escrow.damaged`."""
        asked = escrow.parse(request)
        with self._vault.work() as work:
            secret = own_keys(work).escrow_secret
        return recovery.to_words(sealing.release(asked, secret), language)

    def remove(self, proof: str, place: int) -> None:
        """Take away a way into the vault."""
        self._keys.remove(proof, place)

    def set_duress(self, proof: str, passphrase: str) -> None:
        """Let a second passphrase erase all others and open invented people instead."""
        with self._vault.work() as work:
            me = owner(work)

        def fill(empty: Decoy) -> None:
            decoy.fill(empty, Envelopes(), me, SystemRandom())

        self._keys.set_duress(proof, passphrase, fill)

    def clear_duress(self, proof: str) -> None:
        """Take the duress passphrase away."""
        self._keys.clear_duress(proof)

    @property
    def duress_is_set(self) -> bool:
        """True when there is a duress passphrase."""
        return self._keys.duress_is_set

    def erase_keys(self) -> None:
        """Overwrite everything that opens the vault, for ever."""
        self._keys.erase()

    def sheet(self, words: Sequence[str], label: str, language: str, part: int = 0) -> bytes:
        """A PDF of the words, made today."""
        with self._vault.work() as work:
            today = work.today
        sheet = RecoverySheet(label=label, words=tuple(words), made=today, part=part)
        return PdfPapers().recovery_sheet(sheet, language=language)


def _holder(held: Held) -> Holder:
    return Holder(place=held.place, kind=_KINDS[held.type], made=held.made, tested=held.tested,
                  person_id=held.person_id)
