"""A text that people hand to each other: canonical JSON, signed by whoever says so in it.

The signature is minisign's, over the canonical bytes of all but itself, also of fields that newer minor
versions brought. It shows that nothing was altered since; whose the keys are is known once six words were
compared aloud.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, TypeVar

import msgspec

from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange import age, canonical, minisign
from streetlaw.services.envelopes import OwnKeys

Short = Annotated[str, msgspec.Meta(max_length=200)]


class SignedText(msgspec.Struct, frozen=True, kw_only=True):
    """What every such text says: what it is, who says so, and by which keys."""

    FORMAT: ClassVar[str]
    MAJOR: ClassVar[int]
    MOST: ClassVar[int]
    """Bytes it may have."""

    format: str
    major: int
    minor: int
    name: Short
    organisation: Short
    recipient: Short
    verify_key: Short
    signature: Annotated[str, msgspec.Meta(max_length=minisign.MAX_SIGNATURE)] = ""


T = TypeVar("T", bound=SignedText)


def write_signed(text: SignedText, own: OwnKeys) -> bytes:
    """The file, signed; raises `keys.damaged`."""
    signature = minisign.sign(_signed(msgspec.to_builtins(text)), own.sign_key, own.verify_key)
    return canonical.encode(msgspec.structs.replace(text, signature=signature)) + b"\n"


def read_signed(data: bytes, kind: type[T], *, damaged: str, newer: str) -> T:
    """The text, once its signature held; otherwise refused with one of these two codes."""
    if len(data) > kind.MOST:
        raise StreetLawError(damaged)
    values = canonical.decode(data.removesuffix(b"\n"), refusal=damaged)
    major = values.get("major")
    if values.get("format") != kind.FORMAT or not isinstance(major, int) or major < kind.MAJOR:
        raise StreetLawError(damaged)
    if major > kind.MAJOR:
        raise StreetLawError(newer, theirs=major, ours=kind.MAJOR)
    try:
        text = msgspec.convert(values, kind, strict=True)
        genuine = minisign.is_signed_by(_signed(values), text.signature, text.verify_key)
    except (msgspec.ValidationError, StreetLawError):
        raise StreetLawError(damaged) from None
    if not genuine or not age.is_recipient(text.recipient):
        raise StreetLawError(damaged)
    return text


def _signed(values: dict[str, object]) -> bytes:
    return canonical.encode({key: value for key, value in values.items() if key != "signature"})
