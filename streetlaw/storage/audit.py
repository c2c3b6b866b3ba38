"""The audit chain: who did what to which record, when; each line sealed together with all lines before it.

A line holds no content, only a keyed digest of it, so the chain outlives an erased
record without telling of it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Record
from streetlaw.storage.choosing import at_most
from streetlaw.storage.kinds import NAMES
from streetlaw.storage.mapping import utc_text
from streetlaw.storage.tables import audit

_START: Final = bytes(32)
_encode = msgspec.json.Encoder().encode
_INSERT: Final = (
    "INSERT INTO audit (seq, at, actor, name, kind, record_id, digest, mac) VALUES (?,?,?,?,?,?,?,?)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last line of the chain: its number (0 for an empty chain) and its seal of 32 bytes."""

    seq: int
    mac: bytes


@dataclass(frozen=True, slots=True)
class Deed:
    """What a commit does, as the audit sees it: when (UTC), by whom, and the action's past-tense name."""

    at: datetime
    actor: str
    name: str


_LAST: Final = select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(at_most(1))


def head(connection: Connection) -> Head:
    """The last line of the chain."""
    last = connection.execute(_LAST).first()
    return Head(last.seq, last.mac) if last else Head(0, _START)


def append(connection: Connection, key: bytes, deed: Deed, changes: Iterable[Change]) -> Head:
    """Write one line for each change, or one for the deed alone when nothing changed."""
    last, rows = head(connection), []
    facts = [(NAMES[change.kind], change.id, _digest(key, change)) for change in changes]
    at = utc_text(deed.at)
    for kind, record_id, digest in facts or [("", "", "")]:
        line = (last.seq + 1, at, deed.actor, deed.name, kind, record_id, digest)
        last = Head(last.seq + 1, _seal(key, last.mac, line))
        rows.append((*line, last.mac))
    connection.exec_driver_sql(_INSERT, rows)
    return last


def verify(connection: Connection, key: bytes) -> Head:
    """Read the whole chain and give its head; raises `audit.broken` with the number of the first bad line."""
    last = Head(0, _START)
    for *line, mac in connection.execute(select(audit).order_by(audit.c.seq)):
        sealed = _seal(key, last.mac, tuple(line))
        if line[0] != last.seq + 1 or not hmac.compare_digest(sealed, mac):
            raise StreetLawError("audit.broken", line=last.seq + 1)
        last = Head(line[0], sealed)
    return last


def _digest(key: bytes, change: Change) -> str:
    """A keyed digest of the record as it now is, or as it was when it goes."""
    record: Record | None = change.after or change.before
    return hmac.digest(key, b"record" + _encode(record), "sha256").hex()


def _seal(key: bytes, before: bytes, line: tuple[object, ...]) -> bytes:
    return hmac.digest(key, b"line" + before + _encode(line), "sha256")
