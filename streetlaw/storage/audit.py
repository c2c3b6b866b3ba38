"""The audit chain: who did what to which record, when; each line sealed together with all lines before it.

A line holds no content, only a keyed digest of it, so the chain outlives an erased
record without telling of it.

Lines lost at the end cannot be told from lines never written. So where the chain stood is kept elsewhere
too: in the slot file (`keys.Anchor`), in every backup, and, sealed for our own eyes (`sealed_head`), in every
bundle that leaves; the answer to it brings that back.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import struct
from binascii import Error as NotBase64
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from sqlalchemy import Connection

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Change, Record
from streetlaw.services.listing import LogLine, LogQuery, LogState
from streetlaw.services.progress import Progress, silent
from streetlaw.storage.choosing import at_most
from streetlaw.storage.connection import driver_of
from streetlaw.storage.kinds import NAMES
from streetlaw.storage.mapping import utc_text

_START: Final = bytes(32)
_encode = msgspec.json.Encoder().encode
_INSERT: Final = (
    "INSERT INTO audit (seq, at, actor, name, kind, record_id, digest, mac) VALUES (?,?,?,?,?,?,?,?)"
)
_CHAIN: Final = (
    "SELECT seq, at, actor, name, kind, record_id, digest, mac FROM audit WHERE seq > ? ORDER BY seq"
)
_PIECE: Final = 2000
"""Lines between two words to `progress`."""

CHECKED_ON_OPENING: Final = 1000
"""How many lines before the anchor are read when the vault is opened; all lines after it are."""

_SEALED: Final = struct.Struct(">Q32sQ")
_NONCE: Final = 12


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


def head(connection: Connection) -> Head:
    """The last line of the chain."""
    last = _one(connection, "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1")
    return Head(*last) if last else Head(0, _START)


def begun(connection: Connection) -> datetime | None:
    """When the first line was written; None for an empty chain."""
    return _written(connection, 1)


def append(connection: Connection, key: bytes, deed: Deed, changes: Iterable[Change],
           about: Iterable[Record] = ()) -> Head:
    """Write one line for each change and each record told of, or one for the deed alone without any."""
    last, rows = head(connection), []
    facts = [(NAMES[one.kind], one.id, _digest(key, one.after or one.before)) for one in changes]
    known = {id for _, id, _ in facts}
    facts += [(NAMES[type(one)], one.id, _digest(key, one)) for one in about if one.id not in known]
    at = utc_text(deed.at)
    for kind, record_id, digest in facts or [("", "", "")]:
        line = (last.seq + 1, at, deed.actor, deed.name, kind, record_id, digest)
        last = Head(last.seq + 1, _seal(key, last.mac, line))
        rows.append((*line, last.mac))
    connection.exec_driver_sql(_INSERT, rows)
    return last


def lines(connection: Connection, query: LogQuery) -> Sequence[LogLine]:
    """The lines a query wants, latest first."""
    values = {
        "before": query.before or None,
        "names": json.dumps(query.names) if query.names else None,
        "record_ids": json.dumps(query.record_ids) if query.record_ids else None,
        "since": utc_text(query.since) if query.since else None,
        "until": utc_text(query.until) if query.until else None,
    }
    conditions = [_WANTED[name] for name, value in values.items() if value is not None]
    sql = (f"SELECT seq, at, actor, name, kind, record_id FROM audit WHERE {' AND '.join(('1', *conditions))}"  # noqa: S608 - constants
           f" ORDER BY seq DESC{at_most(query.limit)}")
    found = driver_of(connection).execute(sql, values)
    return [LogLine(number, datetime.fromisoformat(at), *rest) for number, at, *rest in found]


_WANTED: Final = {
    "before": "seq < :before",
    "names": "name IN (SELECT value FROM json_each(:names))",
    "record_ids": "record_id IN (SELECT value FROM json_each(:record_ids))",
    "since": "at >= :since",
    "until": "at < :until",
}


# ── Does it hold? ────────────────────────────────────────────────────────────────────────────────────────


def verify(connection: Connection, key: bytes, progress: Progress = silent) -> Head:
    """Read the whole chain and give its head; raises `audit.broken` with the number of the first bad line."""
    found = examine(connection, key, progress)
    if found.broken:
        raise StreetLawError("audit.broken", line=found.broken)
    return Head(found.lines, bytes.fromhex(found.head))


def examine(connection: Connection, key: bytes, progress: Progress = silent,
            since: Head = Head(0, _START)) -> LogState:
    """Read the chain after `since` to its end, or to the first line that does not fit.

    `progress` counts lines; raises `work.cancelled` from it.
    """
    total = head(connection).seq - since.seq
    last, before, at, broken = since.seq, since.mac, "", 0
    for done, (*line, mac) in enumerate(driver_of(connection).execute(_CHAIN, (since.seq,))):
        if done % _PIECE == 0:
            progress(done, total)
        sealed = _seal(key, before, line)
        if line[0] != last + 1 or not hmac.compare_digest(sealed, mac):
            broken = last + 1
            break
        last, at, before = line[0], line[1], sealed
    progress(total, total)
    return LogState(lines=last, head=before.hex(), broken=broken,
                    last=datetime.fromisoformat(at) if at else _written(connection, last))


def standing(connection: Connection, key: bytes, known: Head | None,
             since: datetime | None = None) -> LogState:
    """How the end of the chain compares with a line known from elsewhere; None: nothing is known of it.

    Read are the lines after the known one, and up to CHECKED_ON_OPENING before it: their seals lead to the
    one that is known.
    """
    end = head(connection)
    there = known is not None and _is_there(connection, known)
    at = known.seq if known is not None and there else end.seq
    start = max(0, at - CHECKED_ON_OPENING)
    found = examine(connection, key, since=Head(start, _mac(connection, start)))
    return LogState(lines=found.lines, head=found.head, last=found.last, broken=found.broken,
                    expected=known.seq if known else 0, since=since, is_older=not there)


def _is_there(connection: Connection, known: Head) -> bool:
    return known.seq == 0 or hmac.compare_digest(_mac(connection, known.seq), known.mac)


def _mac(connection: Connection, seq: int) -> bytes:
    """The seal of a line as it stands there; that of an empty chain when there is none."""
    found = _one(connection, "SELECT mac FROM audit WHERE seq = ?", seq)
    return found[0] if found else _START


def _written(connection: Connection, seq: int) -> datetime | None:
    found = _one(connection, "SELECT at FROM audit WHERE seq = ?", seq)
    return datetime.fromisoformat(found[0]) if found else None


def _one(connection: Connection, statement: str, *values: object) -> tuple[Any, ...] | None:
    found: tuple[Any, ...] | None = driver_of(connection).execute(statement, values).fetchone()
    return found


# ── Where it stood, for our own eyes ─────────────────────────────────────────────────────────────────────


def sealed_head(connection: Connection, key: bytes, at: datetime) -> str:
    """Where the chain stands at that moment, sealed under a key of its own: base64 of fixed length.

    Each is sealed anew, so two of the same moment share nothing: who receives them learns neither how many
    lines there are nor when they were written, not even whether anything was.
    """
    last, nonce = head(connection), secrets.token_bytes(_NONCE)
    packed = _SEALED.pack(last.seq, last.mac, int(at.timestamp()))
    return base64.b64encode(nonce + ChaCha20Poly1305(_anchor_key(key)).encrypt(nonce, packed, None)).decode()


def recalled(connection: Connection, key: bytes, anchor: str) -> LogState | None:
    """How the chain compares with a head it sealed once; None for a text it never sealed."""
    with suppress(InvalidTag, NotBase64, ValueError):
        data = base64.b64decode(anchor, validate=True)
        opened = ChaCha20Poly1305(_anchor_key(key)).decrypt(data[:_NONCE], data[_NONCE:], None)
        seq, mac, at = _SEALED.unpack(opened)
        return standing(connection, key, Head(seq, mac), datetime.fromtimestamp(at, UTC))
    return None


def _anchor_key(key: bytes) -> bytes:
    return hmac.digest(key, b"anchor in bundles", "sha256")


def _digest(key: bytes, record: Record | None) -> str:
    """A keyed digest of the record as it now is, or as it was when it goes."""
    return hmac.digest(key, b"record" + _encode(record), "sha256").hex()


def _seal(key: bytes, before: bytes, line: Sequence[object]) -> bytes:
    return hmac.digest(key, b"line" + before + _encode(line), "sha256")
