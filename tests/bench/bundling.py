"""A bundle of many cases, against json, zstd and age alone."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pyrage
import zstandard
from pyrage import x25519

from streetlaw.domain.case import CaseStatus
from streetlaw.domain.disclosure import rows
from streetlaw.domain.disclosure.plain import to_plain
from streetlaw.domain.disclosure.tier_a import SCHEME, CaseForReview
from streetlaw.exchange.envelope import Envelopes
from streetlaw.exchange.tables import LEVEL
from streetlaw.services.envelopes import Parcel, Row
from tests.bench.measuring import Line, in_turn


def measure(count: int, *, runs: int) -> Iterator[Line]:
    """Sealing and opening, each against its floor on the same rows."""
    envelopes = Envelopes()
    own = envelopes.new_keys()
    table = _rows(count)
    recipient, identity = x25519.Recipient.from_str(own.recipient), x25519.Identity.from_str(own.identity)
    parcel = Parcel(
        kind=rows.REQUEST, tier="A", recipients=(own.recipient,), period="2026-Q4", scheme=SCHEME,
        tables={rows.CASES: table},
    )  # fmt: skip

    def bare() -> bytes:
        raw = "\n".join(json.dumps(row, ensure_ascii=False) for row in table).encode()
        return bytes(pyrage.encrypt(zstandard.ZstdCompressor(level=LEVEL).compress(raw), [recipient]))

    sealed, _ = envelopes.seal(parcel, own)
    least = bare()

    def bare_back() -> list[object]:
        raw = zstandard.ZstdDecompressor().decompress(pyrage.decrypt(least, [identity]))
        return [json.loads(line) for line in raw.splitlines()]

    note = f"{len(sealed) / 2**20:.1f} MiB against {len(least) / 2**20:.1f}"
    ours, floor = in_turn(lambda: envelopes.seal(parcel, own), bare, runs=runs)
    yield Line(
        name=f"seal a bundle, {count:,} cases", floor_name="json + zstd + age", ours=ours, floor=floor, aim=2,
        note=note,
    )  # fmt: skip
    ours, floor = in_turn(lambda: envelopes.open(sealed, own, [own.verify_key]), bare_back, runs=runs)
    yield Line(
        name=f"open a bundle, {count:,} cases", floor_name="age + zstd + json", ours=ours, floor=floor, aim=2
    )


def _rows(count: int) -> list[Row]:
    rng = random.Random(7)
    return [
        to_plain(
            CaseForReview(
                pseudonym=f"{rng.getrandbits(128):032x}",
                revision=rng.randrange(1, 9),
                status=rng.choice(tuple(CaseStatus)),
                opened=f"{rng.randrange(2024, 2027)}-Q{rng.randrange(1, 5)}",
                summary_for_counsel="Отказали в приёме, письменный ответ не дали."
                if rng.random() < 0.5
                else "",
            )
        )
        for _ in range(count)
    ]
