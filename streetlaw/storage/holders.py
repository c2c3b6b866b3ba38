"""What the vault knows of its own keys: when each was made and tested, and for whom.

It stands in the settings, inside the encryption, never in the slot file. A note names the salt of the slot it
is about, so that it is never taken for one of another key that came to the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from streetlaw.services.ports import Work
from streetlaw.storage import kept
from streetlaw.storage.slots import SLOTS, SlotTable, SlotType


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One way into the vault; times are UTC, None when nobody noted them."""

    place: int
    type: SlotType
    made: datetime | None = None
    tested: datetime | None = None
    person_id: str = ""


class _Note(msgspec.Struct, frozen=True, kw_only=True):
    salt: str
    made: datetime | None = None
    tested: datetime | None = None
    person_id: str = ""


def held(work: Work, table: SlotTable, hidden: int | None = None) -> tuple[Held, ...]:
    """Return every way into the vault but the one at the place `hidden`, in the order of places."""
    found = []
    for place in range(SLOTS):
        slot = table.slot(place)
        if slot is None or place == hidden:
            continue
        note = _noted(work, place, slot.salt)
        found.append(Held(place=place, type=slot.type, made=note.made, tested=note.tested,
                          person_id=note.person_id))
    return tuple(found)


def note_made(work: Work, table: SlotTable, place: int, person_id: str = "") -> None:
    """Note that the key at that place was made now, perhaps for a person."""
    _write(work, place, _Note(salt=_salt(table, place), made=work.now, person_id=person_id))


def note_all_made(work: Work, table: SlotTable) -> None:
    """Note that every key of a new vault was made now."""
    for place in range(SLOTS):
        if table.slot(place) is not None:
            note_made(work, table, place)


def note_all_made_at(connection: Connection, table: SlotTable, made: datetime) -> None:
    """Note in a transaction under way that every key was made at that moment, UTC."""
    for place in range(SLOTS):
        if table.slot(place) is not None:
            note = _Note(salt=_salt(table, place), made=made)
            kept.choose(connection, _name(place), msgspec.json.encode(note).decode())


def note_tested(work: Work, table: SlotTable, place: int) -> None:
    """Note that the paper with the words of that place was tried now."""
    slot = table.slot(place)
    if slot is not None:
        _write(work, place, msgspec.structs.replace(_noted(work, place, slot.salt), tested=work.now))


def _noted(work: Work, place: int, salt: bytes) -> _Note:
    try:
        note = msgspec.json.decode(work.setting(_name(place)) or "{}", type=_Note)
    except msgspec.ValidationError:
        return _Note(salt=salt.hex())
    return note if note.salt == salt.hex() else _Note(salt=salt.hex())


def _write(work: Work, place: int, note: _Note) -> None:
    work.set_setting(_name(place), msgspec.json.encode(note).decode())


def _salt(table: SlotTable, place: int) -> str:
    slot = table.slot(place)
    return "" if slot is None else slot.salt.hex()


def _name(place: int) -> str:
    return f"keys.{place}"
