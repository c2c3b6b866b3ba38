"""Field by field, what every record was before: written with each commit, gone with the record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from streetlaw.domain.incident import ERASED
from streetlaw.domain.record import Change
from streetlaw.services.listing import FieldChange
from streetlaw.storage.audit import Deed
from streetlaw.storage.mapping import plain, utc_text
from streetlaw.storage.pending import changed_fields
from streetlaw.storage.tables import history

_INSERT: Final = (
    "INSERT INTO history (record_id, revision, at, actor, field, before, after) VALUES (?,?,?,?,?,?,?)"
)
_encode = msgspec.json.Encoder().encode
_NOTHING: Final = "null"
_HOLDERS: Final = ("acts", "released", "merged_into", "distinct_from")
"""Fields in which a record holds ids of records that may be erased without it."""

_HOLDING: Final = "SELECT seq, before, after FROM history WHERE field IN (?, ?, ?, ?)"


def append(connection: Connection, deed: Deed, changes: Iterable[Change]) -> None:
    """Write one line for each field that changed, and drop the lines of removed records."""
    at, rows = utc_text(deed.at), []
    for change in changes:
        if change.after is None:
            connection.exec_driver_sql("DELETE FROM history WHERE record_id = ?", (change.id,))
            continue
        rows += [(change.id, change.after.revision, at, deed.actor, field, _json(before), _json(after))
                 for field, before, after in changed_fields(change)]
    if rows:
        connection.exec_driver_sql(_INSERT, rows)


def lines(connection: Connection, record_id: str) -> Sequence[FieldChange]:
    """The record's changes, latest first."""
    found = connection.execute(
        select(history).where(history.c.record_id == record_id).order_by(history.c.seq.desc())
    )
    return [FieldChange(line.at, line.actor, line.revision, line.field,
                        msgspec.json.decode(line.before), msgspec.json.decode(line.after)) for line in found]


def unname(connection: Connection, ids: Collection[str]) -> None:
    """Take the ids of erased records out of what other records once held; reads the whole history."""
    if not ids:
        return
    found = connection.exec_driver_sql(_HOLDING, tuple(_HOLDERS)).all()
    named = re.compile("|".join(map(re.escape, ids)))
    changed = [(named.sub(ERASED, before), named.sub(ERASED, after), seq) for seq, before, after in found
               if named.search(before) or named.search(after)]
    if changed:
        connection.exec_driver_sql("UPDATE history SET before = ?, after = ? WHERE seq = ?", changed)


def _json(value: object) -> str:
    return _NOTHING if value is None else _encode(plain(value)).decode()
