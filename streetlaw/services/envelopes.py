"""What services ask of sealed bundles: keys, signatures, cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from streetlaw.domain.profile import Profile, TrustedPerson


@dataclass(frozen=True, slots=True)
class OwnKeys:
    """My secret and public keys: an age identity and a minisign-style Ed25519 pair, as text.

    `escrow_secret` opens what others seal for me to let them into their own vaults, "" in a vault that has
    none yet.
    """

    identity: str
    recipient: str
    sign_key: str
    verify_key: str
    escrow_secret: str = ""

    def __repr__(self) -> str:
        return f"OwnKeys({self.recipient})"


Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a bundle carries: the facts of its manifest, and tables of rows.

    `sender` is a verify key; `recipients` are age recipients; `previous` is the manifest hash of the bundle
    before.
    `manifest_sha256` and `size` (bytes of the sealed file) are known once sealed or opened. `anchor` is where
    the sender's log stood, readable by the sender alone; `returned` the recipient's own, given back.
    """

    kind: str
    tier: str = ""
    sender: str = ""
    recipients: tuple[str, ...] = ()
    number: int = 1
    previous: str = ""
    period: str = ""
    scheme: str = ""
    tables: Mapping[str, Sequence[Row]]
    manifest_sha256: str = ""
    size: int = 0
    anchor: str = ""
    returned: str = ""


class Envelopes(Protocol):
    """Sealing and opening bundles (`*.slb`)."""

    def new_keys(self) -> OwnKeys:
        """Fresh keys of a person."""
        ...

    def new_escrow_secret(self) -> str:
        """A fresh secret key for escrow, for vaults made before there was one."""
        ...

    def words(self, recipient: str, verify_key: str) -> tuple[str, ...]:
        """Six words that stand for both public keys, to be compared aloud; raises `keys.damaged`."""
        ...

    def seal(self, parcel: Parcel, own: OwnKeys) -> tuple[bytes, Parcel]:
        """The sealed bytes, and the parcel as it now is (sender, hash, size filled in)."""
        ...

    def open(self, data: bytes, own: OwnKeys, verify_keys: Sequence[str]) -> Parcel:
        """Verify everything, then give the parcel.

        Raises `bundle.damaged`, `bundle.not_for_me`, `bundle.unknown_sender`, `bundle.altered`,
        `bundle.newer_format`, `bundle.too_large`.
        """
        ...

    def sign(self, statement: str, own: OwnKeys) -> str:
        """My signature over a text, in minisign's format."""
        ...

    def is_signed(self, statement: str, signature: str, verify_key: str) -> bool:
        """True when `signature` is over exactly that text and by that key."""
        ...

    def make_card(self, profile: Profile, own: OwnKeys) -> bytes:
        """My contact card (`*.slk`): name, organisation, role and public keys, signed by me."""
        ...

    def read_card(self, data: bytes) -> TrustedPerson:
        """The person of a contact card, new and unverified; raises `card.damaged`, `card.newer_format`."""
        ...
