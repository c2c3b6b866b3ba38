"""Small things kept beside the records: unfinished forms, choices, secret keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import ERASED
from streetlaw.services.listing import Draft
from streetlaw.storage.connection import driver_of
from streetlaw.storage.tables import draft, secret, setting, shelf

_DRAFTS: Final = 'SELECT "key", "values", saved FROM draft ORDER BY saved DESC, "key"'
_DROP: Final = delete(draft).where(draft.c.key == bindparam("dropped"))
_DROP_NAMING: Final = "DELETE FROM draft WHERE instr(key, ?) > 0"
_UNNAME: Final = 'UPDATE draft SET "values" = replace("values", ?, ?) WHERE instr("values", ?) > 0'


def drafts(connection: Connection) -> Sequence[Draft]:
    """All unfinished forms, latest first."""
    driver = driver_of(connection)
    return [Draft(key, values, datetime.fromisoformat(saved))
            for key, values, saved in driver.execute(_DRAFTS)]


def save_draft(connection: Connection, key: str, values: str, saved: datetime) -> None:
    """Keep an unfinished form in place of the one of that key."""
    line = {"values": values, "saved": saved}
    connection.execute(insert(draft).values(key=key, **line).on_conflict_do_update(set_=line))


def drop_drafts(connection: Connection, keys: Iterable[str]) -> None:
    """Forget unfinished forms."""
    dropped = [{"dropped": key} for key in keys]
    if dropped:
        connection.execute(_DROP, dropped)


def drop_drafts_naming(connection: Connection, ids: Iterable[str]) -> None:
    """Forget the unfinished forms whose key names one of those records."""
    connection.exec_driver_sql(_DROP_NAMING, [(id,) for id in ids])


def unname_drafts(connection: Connection, ids: Iterable[str]) -> None:
    """Take the ids of erased records out of what other unfinished forms hold."""
    for id in ids:
        connection.exec_driver_sql(_UNNAME, (f'"{id}"', f'"{ERASED}"', f'"{id}"'))


def choice(connection: Connection, name: str) -> str | None:
    """A choice kept in the vault; None before it was made."""
    driver = driver_of(connection)
    found: tuple[str] | None = driver.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
    return found[0] if found else None


def choose(connection: Connection, name: str, value: str) -> None:
    """Keep a choice."""
    line = insert(setting).values(name=name, value=value)
    connection.execute(line.on_conflict_do_update(set_={"value": value}))


def confided(connection: Connection, name: str) -> str:
    """A secret key; raises `vault.no_secret`."""
    value: str | None = connection.scalar(select(secret.c.value).where(secret.c.name == name))
    if value is None:
        raise StreetLawError("vault.no_secret", name=name)
    return value


def confide(connection: Connection, secrets: Mapping[str, str]) -> None:
    """Keep secret keys."""
    for name, value in secrets.items():
        line = insert(secret).values(name=name, value=value)
        connection.execute(line.on_conflict_do_update(set_={"value": value}))


def shelf_names(connection: Connection, beginning: str) -> Sequence[str]:
    """The names on the shelf that begin so, in order."""
    found = connection.scalars(select(shelf.c.name).order_by(shelf.c.name))
    return [name for name in found if name.startswith(beginning)]


def shelved(connection: Connection, name: str) -> bytes | None:
    """What stands on the shelf under that name."""
    content: bytes | None = connection.scalar(select(shelf.c.content).where(shelf.c.name == name))
    return content


def shelve(connection: Connection, contents: Mapping[str, bytes | None]) -> None:
    """Put contents on the shelf, and take those away that are None."""
    for name, content in contents.items():
        if content is None:
            connection.execute(delete(shelf).where(shelf.c.name == name))
        else:
            line = insert(shelf).values(name=name, content=content)
            connection.execute(line.on_conflict_do_update(set_={"content": content}))
