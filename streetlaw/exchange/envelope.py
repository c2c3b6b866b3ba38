"""Bundles (`*.slb`): age( zip-stored{ manifest.json, manifest.sig, table-0000.jsonl.zst …, pad } ).

Everything that identifies is inside the encryption. With the key, stock `age -d`, `unzip` and
`minisign -V -m manifest.json -x manifest.sig -p sender.pub` open and check a bundle. Opening verifies in this
order, and gives nothing before all of it held: size, encryption, archive, signature, manifest, sender,
recipient, hashes and sizes, rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile, TrustedPerson
from streetlaw.exchange import age, archive, canonical, card, escrow, minisign, tables
from streetlaw.exchange.words import fingerprint_words
from streetlaw.services.envelopes import OwnKeys, Parcel

FORMAT, MAJOR, MINOR = "streetlaw-bundle", 1, 1
MAX_SEALED = 64 * 2**20
MAX_MANIFEST = 2**20

_Short = Annotated[str, msgspec.Meta(max_length=200)]
_Count = Annotated[int, msgspec.Meta(ge=0, le=10**7)]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle says of itself, with no time but the period; fields of newer minor versions are ignored.

    `recipients` are fingerprints (`age.fingerprint`), so that a bundle sealed on to somebody else is refused.
    `anchor` says, to its sender alone, where the sender's log stood; `returned` is the latest anchor the
    recipient had sent, given back (both since minor version 1).
    """

    format: str = FORMAT
    major: int = MAJOR
    minor: int = MINOR
    kind: _Short
    tier: _Short
    sender: _Short
    recipients: Annotated[list[_Short], msgspec.Meta(max_length=64)]
    number: _Count
    previous: _Short
    period: _Short
    scheme: _Short
    anchor: _Short = ""
    returned: _Short = ""
    counts: dict[_Short, _Count]
    members: Annotated[list[tables.Member], msgspec.Meta(max_length=archive.MAX_TABLES)]


class Envelopes:
    """Sealing and opening bundles, contact cards and signatures: the adapter of `services.envelopes`."""

    def new_keys(self) -> OwnKeys:
        """Fresh keys of a person."""
        identity, recipient = age.new_identity()
        sign_key, verify_key = minisign.new_pair()
        return OwnKeys(identity=identity, recipient=recipient, sign_key=sign_key, verify_key=verify_key,
                       escrow_secret=escrow.new_secret())

    def new_escrow_secret(self) -> str:
        """A fresh secret key for escrow."""
        return escrow.new_secret()

    def words(self, recipient: str, verify_key: str) -> tuple[str, ...]:
        """Six words that stand for both public keys; raises `keys.damaged` when they are no keys."""
        if not (age.is_recipient(recipient) and minisign.is_verify_key(verify_key)):
            raise StreetLawError("keys.damaged")
        return fingerprint_words(recipient, verify_key)

    def seal(self, parcel: Parcel, own: OwnKeys) -> tuple[bytes, Parcel]:
        """The sealed bytes, and the parcel with sender, manifest hash and size filled in.

        Raises `keys.damaged`, and `bundle.too_large` for what the other side would refuse.
        """
        packed = list(tables.pack(parcel.tables))
        manifest = canonical.encode(_manifest(parcel, own.verify_key, [member for member, _ in packed]))
        signature = minisign.sign(manifest, own.sign_key, own.verify_key)
        files = {archive.MANIFEST: manifest, archive.SIGNATURE: signature.encode()}
        stored = {member.file: data for member, data in packed}
        if len(packed) > archive.MAX_TABLES:
            raise StreetLawError("bundle.too_large")
        tables.check([member for member, _ in packed], stored)
        sealed = age.seal(archive.write(files | stored), parcel.recipients)
        if len(sealed) > MAX_SEALED:
            raise StreetLawError("bundle.too_large")
        return sealed, replace(parcel, sender=own.verify_key, size=len(sealed),
                               manifest_sha256=hashlib.sha256(manifest).hexdigest())

    def open(self, data: bytes, own: OwnKeys, verify_keys: Sequence[str]) -> Parcel:
        """Verify everything, then give the parcel; of its recipients only our own key is known.

        Raises `bundle.damaged`, `bundle.not_for_me`, `bundle.unknown_sender`, `bundle.altered`,
        `bundle.newer_format`, `bundle.too_large`.
        """
        if len(data) > MAX_SEALED:
            raise StreetLawError("bundle.too_large")
        files = archive.read(age.unseal(data, own.identity))
        raw, signature = files.pop(archive.MANIFEST), files.pop(archive.SIGNATURE)
        sender = _signer(raw, signature, verify_keys)
        manifest = _read(raw)
        if manifest.sender != sender:
            raise StreetLawError("bundle.altered")
        if age.fingerprint(own.recipient) not in manifest.recipients:
            raise StreetLawError("bundle.not_for_me")
        tables.check(manifest.members, files)
        rows = tables.unpack(manifest.members, files)
        if manifest.counts != _counts(rows):
            raise StreetLawError("bundle.altered")
        return Parcel(kind=manifest.kind, tier=manifest.tier, sender=sender, recipients=(own.recipient,),
                      number=manifest.number, previous=manifest.previous, period=manifest.period,
                      scheme=manifest.scheme, tables=rows, anchor=manifest.anchor,
                      returned=manifest.returned,
                      manifest_sha256=hashlib.sha256(raw).hexdigest(), size=len(data))

    def sign(self, statement: str, own: OwnKeys) -> str:
        """My signature over a text, in minisign's format; raises `keys.damaged`."""
        return minisign.sign(statement.encode(), own.sign_key, own.verify_key)

    def is_signed(self, statement: str, signature: str, verify_key: str) -> bool:
        """True when `signature` is over exactly that text and by that key."""
        try:
            return minisign.is_signed_by(statement.encode(), signature, verify_key)
        except StreetLawError:
            return False

    def make_card(self, profile: Profile, own: OwnKeys) -> bytes:
        """My contact card: name, organisation, role and public keys, signed by me."""
        return card.make(profile, own)

    def read_card(self, data: bytes) -> TrustedPerson:
        """The person of a contact card, new and unverified; raises `card.damaged`, `card.newer_format`."""
        return card.read(data)


def _manifest(parcel: Parcel, sender: str, members: list[tables.Member]) -> Manifest:
    return Manifest(kind=parcel.kind, tier=parcel.tier, sender=sender,
                    recipients=sorted(map(age.fingerprint, parcel.recipients)), number=parcel.number,
                    previous=parcel.previous, period=parcel.period, scheme=parcel.scheme,
                    anchor=parcel.anchor, returned=parcel.returned,
                    counts=_counts(parcel.tables), members=members)


def _counts(rows: Mapping[str, Sequence[object]]) -> dict[str, int]:
    return {table: len(held) for table, held in rows.items() if held}


def _signer(manifest: bytes, signature: bytes, verify_keys: Sequence[str]) -> str:
    """Which of the known keys signed; raises `bundle.damaged`, `bundle.unknown_sender`, `bundle.altered`."""
    if not signature.isascii() or len(signature) > minisign.MAX_SIGNATURE:
        raise StreetLawError("bundle.damaged")
    text = signature.decode("ascii")
    try:
        claimed = [key for key in verify_keys if minisign.claims_key(text, key)]
        valid = [key for key in claimed if minisign.is_signed_by(manifest, text, key)]
    except StreetLawError:
        raise StreetLawError("bundle.damaged") from None
    if not valid:
        raise StreetLawError("bundle.altered" if claimed else "bundle.unknown_sender")
    return valid[0]


def _read(raw: bytes) -> Manifest:
    if len(raw) > MAX_MANIFEST:
        raise StreetLawError("bundle.too_large")
    values = canonical.decode(raw, refusal="bundle.damaged")
    major = values.get("major")
    if values.get("format") != FORMAT or not isinstance(major, int) or major < MAJOR:
        raise StreetLawError("bundle.damaged")
    if major > MAJOR:
        raise StreetLawError("bundle.newer_format", theirs=major, ours=MAJOR)
    try:
        return msgspec.convert(values, Manifest, strict=True)
    except msgspec.ValidationError:
        raise StreetLawError("bundle.damaged") from None
