"""Nothing of an erased client is left: a word of its own in every field; every page of every file is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.folding import fold
from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.record import PartialDate, Record
from streetlaw.domain.review import Bundle, Direction, Review
from streetlaw.services.erasure import THEIRS, erase_client
from streetlaw.storage.kdf import Label
from streetlaw.storage.kinds import NAMES
from streetlaw.storage.vault import OpenVault

PAGE, RESERVED = 4096, 80
KNOWN = {datetime: datetime(2026, 11, 17, tzinfo=UTC), date: date(2026, 11, 17),
         PartialDate: PartialDate("2026-11-17")}


class Words:
    """A word nobody else uses for each field, remembered."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}

    def of(self, place: str) -> str:
        return self.told.setdefault(place, f"zq{sha256(place.encode()).hexdigest()[:14]}")


def filled(kind: Any, words: Words, place: str, **given: object) -> Any:
    """A value of that class with a word in every field that can hold one."""
    hints = get_type_hints(kind)
    skipped = {"id", "revision", "identity", "blob", *given}
    told = {one.name: _value(hints[one.name], words, f"{place}.{one.name}", one)
            for one in fields(kind) if one.name not in skipped and not one.name.endswith("_id")
            and one.name != "merged_into"}
    return kind(**told, **given)


def _value(hint: Any, words: Words, place: str, field: Any) -> Any:
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        return (_value(inner, words, place, None),) if get_origin(inner) is not tuple else ()
    options = [one for one in get_args(hint) if one is not type(None)] or [hint]
    (one,) = options
    if one is str or one in KNOWN:
        return words.of(place) if one is str else KNOWN[one]
    if isinstance(one, type) and issubclass(one, Enum):
        return next(iter(one))
    if is_dataclass(one):
        return filled(one, words, place)
    if isinstance(one, type) and issubclass(one, tuple):  # a NamedTuple
        return one(*(_value(inner, words, f"{place}.{name}", None)
                     for name, inner in get_type_hints(one).items()))
    return field.default if field is not None and field.default is not MISSING else one()


@dataclass
class Told:
    """Who is to be erased, the words told of them, and who stays."""

    client: Client
    words: Words
    theirs: Words
    ids: set[str]
    cases: set[str]
    blob: str


@pytest.fixture
def told(opened: OpenVault) -> Told:
    """Everything that can be told of a client, twice: so that the first version is history."""
    words, others = Words(), Words()
    with opened.work() as work:
        client = work.add(filled(Client, words, "client", code="3961-M"))
        case = work.add(filled(Case, words, "case", client_id=client.id))
        own = {"client_id": client.id, "case_id": case.id}
        made: list[Record] = [client, case]
        for kind in (*THEIRS, Review):
            if kind is not Case:
                names = {field.name for field in fields(kind)}
                given = {name: value for name, value in own.items() if name in names}
                made.append(work.add(filled(kind, words, NAMES[kind], **given)))
        made.append(work.add(filled(Party, words, "party", case_id=case.id)))
        sealed = work.blobs.store(BytesIO(words.of("content").encode() * 9000))
        made.append(work.add(Attachment(client_id=client.id, blob=sealed.blob, identity=sealed.identity)))
        stays = work.add(filled(Client, others, "other client", code="4172-K"))
        other = work.add(filled(Case, others, "other case", client_id=stays.id))
        act = Act(violation="x", victims=(client.id, stays.id))
        elsewhere = work.add(filled(Incident, others, "other incident", client_id=stays.id, case_id=other.id,
                                    acts=(act,)))
        made.append(work.add(filled(Party, words, "friend", case_id=other.id, client_id=client.id)))
        released = ((case.id, 1), (other.id, 1), *((one.id, 1) for one in made if one is not case))
        work.add(Bundle(direction=Direction.OUT, counts=(("cases", 2),), released=released))
        work.commit("made")
    with opened.work() as work:
        for one in (*made, elsewhere):
            _change(work, one, others if one is elsewhere else words)
        work.commit("changed")
        work.save_draft(f"note:{client.id}", f'"{words.of("draft")}"')
        work.save_draft("capture", f'{{"victims": ["{client.id}"]}}')
        client = work.get(Client, client.id)
    return Told(client, words, others, {one.id for one in made}, {case.id}, sealed.blob)


def _change(work: Any, one: Any, words: Words) -> None:
    """Put another word in place of each of the record's own."""
    def again(name: str, value: Any) -> Any:
        if isinstance(value, str) and value.startswith("zq"):
            return words.of(f"{type(one).__name__}.{one.id}.{name} again")
        return value
    after = {f.name: again(f.name, getattr(one, f.name)) for f in fields(one)}
    if isinstance(one, Incident):
        after["acts"] = (*one.acts, Act(violation="another"))
    work.change(replace(one, **after))


def plain_pages(file: Path, key: bytes) -> bytes:
    """Every page of a database file decrypted, the free ones too: AES-256-CBC, 80 bytes reserved a page.

    Source: https://www.zetetic.net/sqlcipher/design/
    """
    data = file.read_bytes()
    starts = range(0, len(data), PAGE)
    return b"".join(_page(data[at + (16 if at == 0 else 0):at + PAGE], key) for at in starts)


def plain_log(file: Path, key: bytes) -> bytes:
    """Every page of a write-ahead log decrypted, those of earlier rounds too.

    Source: https://www.sqlite.org/fileformat2.html#walformat
    """
    data = file.read_bytes() if file.exists() else b""
    found = []
    for at in range(32, len(data) - PAGE, 24 + PAGE):
        is_first = data[at:at + 4] == b"\0\0\0\1"
        found.append(_page(data[at + 24 + (16 if is_first else 0):at + 24 + PAGE], key))
    return b"".join(found)


def _page(page: bytes, key: bytes) -> bytes:
    cipher = Cipher(AES(key), CBC(page[-RESERVED:-RESERVED + 16])).decryptor()
    return cipher.update(page[:-RESERVED]) + cipher.finalize()


def everything(opened: OpenVault) -> bytes:
    """All a thief with the key would read: pages in use and free ones, of database and log."""
    file, key = opened.folder / "vault.db", opened.opened().key.subkey(Label.DB)
    return plain_pages(file, key) + plain_log(Path(f"{file}-wal"), key)


def settled(opened: OpenVault) -> None:
    with closing(opened.opened().engine.raw_connection()) as driver:
        driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def seen(words: Words, data: bytes) -> list[str]:
    """The places whose word stands there, as told or as the search folds it."""
    found = re.compile(b"|".join(re.escape(word.encode()) for word in words.told.values()))
    hits = {hit.decode() for hit in found.findall(data)} | {
        word for word in words.told.values() if fold(word).encode() in data}
    return sorted(place for place, word in words.told.items() if word in hits)


def test_the_reading_has_teeth(opened: OpenVault, told: Told) -> None:
    in_log = everything(opened)
    settled(opened)
    places = [place for place in told.words.told if place != "content"]
    assert seen(told.words, everything(opened)) == sorted(places), "every word was told, in the database"
    assert seen(told.words, in_log) == sorted(places), "and in the log before"
    assert len(places) > 120


def test_nothing_is_left_in_any_page(opened: OpenVault, told: Told) -> None:
    settled(opened)
    with opened.work() as work:
        erase_client(work, told.client)
    data = everything(opened)
    assert seen(told.words, data) == []
    assert len(seen(told.theirs, data)) > 20, "what is others' stays"
    assert not Path(f"{opened.folder / 'vault.db'}-wal").stat().st_size, "the log is empty"
    assert told.blob not in [path.name for path in (opened.folder / "blobs").iterdir()]


def test_the_numbers_of_what_went_stand_nowhere_but_in_the_log_and_the_ledger(
        opened: OpenVault, told: Told) -> None:
    with opened.work() as work:
        erase_client(work, told.client)
    left = {table: ids for table, text in _tables(opened)
            if (ids := {id for id in told.ids if id in text}) and table != "audit"}
    assert left == {"bundle": told.cases}, "the recipient must still be told which case was withdrawn"
    assert opened.check().sound


def _tables(opened: OpenVault) -> Iterator[tuple[str, str]]:
    with closing(opened.opened().engine.raw_connection()) as driver:
        cursor = driver.cursor()
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0")
        for (name,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names of our own tables
            yield name, repr(cursor.fetchall())
