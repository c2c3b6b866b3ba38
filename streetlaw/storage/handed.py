"""The vault key inside a backup, for people its owner trusts: they open the backup without any of its slots.

It is a member of the archive (`archive.KEY`): an age file for those people alone, which holds JSON with the
vault id, the key and the recipients it was sealed for, signed by the owner. Without the signature anybody who
knows a person's public key could hand them a vault of their own making, and nobody opens a database that
merely arrived. The signature names every recipient, so that none of them can pass the key on in the owner's
name. Whoever holds the key holds it for ever: a backup that was given away cannot be taken back.
"""

from __future__ import annotations

import hashlib
from io import BytesIO

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.services.backups import Trustees, Vouched
from streetlaw.storage import kdf, streams
from streetlaw.storage.kdf import VaultKey


class _Handed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    vault_id: str
    key: str
    recipients: list[str]
    signature: str


def seal(key: VaultKey, vault_id: str, trustees: Trustees) -> bytes:
    """Return the vault key sealed for those people."""
    recipients = sorted(trustees.recipients)
    signature = trustees.sign(_statement(vault_id, key.reveal(), recipients))
    inside = _Handed(vault_id, key.reveal().hex(), recipients, signature)
    sealed = BytesIO()
    streams.seal(BytesIO(msgspec.json.encode(inside)), sealed, recipients)
    return sealed.getvalue()


def unseal(sealed: bytes, vault_id: str, identity: str, vouched: Vouched) -> VaultKey:
    """Return the vault key that was sealed for the holder of an age identity.

    Raises `backup.not_for_me`, `backup.damaged`, `backup.unknown_owner` when nobody the reader trusts signed.
    """
    plain = BytesIO()
    streams.unseal(BytesIO(sealed), plain, identity, "backup.not_for_me")
    try:
        inside = msgspec.json.decode(plain.getvalue(), type=_Handed)
        secret = bytes.fromhex(inside.key)
    except (msgspec.MsgspecError, ValueError):
        raise StreetLawError("backup.damaged") from None
    if inside.vault_id != vault_id or len(secret) != kdf.KEY_SIZE:
        raise StreetLawError("backup.damaged")
    if streams.recipient_of(identity) not in inside.recipients:
        raise StreetLawError("backup.not_for_me")
    if not vouched(_statement(vault_id, secret, inside.recipients), inside.signature):
        raise StreetLawError("backup.unknown_owner")
    return VaultKey(secret, bytes.fromhex(vault_id))


def _statement(vault_id: str, secret: bytes, recipients: list[str]) -> str:
    """What the owner signs; the key itself is not in it."""
    return "\n".join(("streetlaw backup key 1", vault_id, hashlib.sha256(secret).hexdigest(), *recipients))
