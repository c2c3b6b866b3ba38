"""Bundles as a hostile or careless sender could make them, sealed and signed like good ones."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

import zstandard

from streetlaw.exchange import age, archive, canonical, minisign
from streetlaw.exchange.envelope import Envelopes
from streetlaw.services.envelopes import OwnKeys, Parcel
from tests.refusal import refusal

envelopes = Envelopes()
ALICE, BOB, EVE = envelopes.new_keys(), envelopes.new_keys(), envelopes.new_keys()

ROWS = [{"pseudonym": f"CASE-{n:05}", "grounds": ["sex", "hiv_status"], "revision": n} for n in range(40)]


def parcel(**changes: Any) -> Parcel:
    facts: dict[str, Any] = {"kind": "review-request", "tier": "A", "recipients": (BOB.recipient,),
                             "number": 1, "period": "2026-Q4", "tables": {"cases": ROWS}}
    return Parcel(**{**facts, **changes})


def refused(code: str, data: bytes, own: OwnKeys = BOB, keys: tuple[str, ...] = (ALICE.verify_key,)) -> None:
    """Opening `data` is refused with that code."""
    with refusal(code):
        envelopes.open(data, own, keys)


def manifest_of(files: Mapping[str, bytes], **changes: Any) -> dict[str, Any]:
    """A manifest that fits these table files of one row each, with changes."""
    members = [
        {"file": name, "table": "cases", "rows": 1, "sha256": hashlib.sha256(data).hexdigest(),
         "raw_size": zstandard.get_frame_parameters(data).content_size} for name, data in files.items()]
    facts = {"format": "streetlaw-bundle", "major": 1, "minor": 0, "kind": "review-request", "tier": "A",
             "sender": ALICE.verify_key, "recipients": [age.fingerprint(BOB.recipient)], "number": 1,
             "previous": "", "period": "2026-Q4", "scheme": "", "counts": {"cases": len(members)},
             "members": members}
    return {**facts, **changes}


def table(raw: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(raw)


def forged(files: Mapping[str, bytes], *, signer: OwnKeys = ALICE, manifest: dict[str, Any] | None = None,
           raw_manifest: bytes | None = None, recipient: str = BOB.recipient,
           rewrite: Callable[[bytes], bytes] = bytes) -> bytes:
    """A sealed bundle of exactly these files, signed by `signer`; `rewrite` changes the finished archive."""
    if raw_manifest is None:
        raw_manifest = canonical.encode(manifest_of(files) if manifest is None else manifest)
    signature = minisign.sign(raw_manifest, signer.sign_key, signer.verify_key).encode()
    inside = archive.write({archive.MANIFEST: raw_manifest, archive.SIGNATURE: signature, **files})
    return age.seal(rewrite(inside), [recipient])


def one_table(raw: bytes = b'{"a":1}\n') -> dict[str, bytes]:
    return {archive.table_name(0): table(raw)}
