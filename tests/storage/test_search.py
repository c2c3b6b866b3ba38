"""The full-text indexes stay true to the records, and forget what went."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from streetlaw.domain.action import Note
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record
from streetlaw.services.listing import ClientQuery
from streetlaw.storage.kdf import Label
from streetlaw.storage.search import Query
from streetlaw.storage.tables import FULL_TEXT
from streetlaw.storage.texts import Texts, spaced, texts
from streetlaw.storage.vault import OpenVault


def blocks(engine: Engine) -> bytes:
    """Everything the indexes and their content hold, as the database stores it."""
    with engine.connect() as connection:
        index = [connection.execute(text(f"SELECT block FROM {name}_data")).scalars() for name in FULL_TEXT]  # noqa: S608 - names of ours
        words = connection.execute(text("SELECT name || code || phone || words FROM wording")).scalars()
        return b"|".join([*(block for found in index for block in found), *(word.encode() for word in words)])


def is_sound(engine: Engine) -> bool:
    """True when both indexes hold exactly what their content says."""
    with engine.begin() as connection:
        for name in FULL_TEXT:
            connection.execute(text(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)"))  # noqa: S608 - names of ours
    return True


CANARY = Client(code="3961-X", family_name="Zqwxvkanareika", phone="+996 777 314159", remarks="xqzvsekret")
PARTS = (b"kanareika", b"vkan", b"314159", b"sekret", b"zqv")


def test_what_was_removed_is_in_no_index(opened: OpenVault) -> None:
    engine = opened.opened().engine
    with opened.work() as work:
        client = work.add(CANARY)
        work.add_many(Client(id=work.new_id(), family_name=f"Zq {number}") for number in range(50))
        work.commit("clients.added")
        client = work.change(replace(client, remarks="xqzvsekret vtoroi"))
        work.add(Note(client_id=client.id, text="xqzvsekret treti"))
        work.commit("client.changed")
    assert b"kanareika" in blocks(engine)
    assert b"sekret" in blocks(engine)
    with opened.work() as work:
        work.remove(work.get(Client, client.id))
        work.commit("client.erased")
    left = blocks(engine)
    assert not [part for part in PARTS if part in left]
    assert is_sound(engine)


def pages(file: Path, key: bytes) -> bytes:
    """The whole database decrypted by the file format's own words: AES-256-CBC, 80 bytes reserved a page.

    Source: https://www.zetetic.net/sqlcipher/design/
    """
    data, plain = file.read_bytes(), []
    for start in range(0, len(data), 4096):
        page = data[start + (16 if start == 0 else 0):start + 4096]
        cipher = Cipher(AES(key), CBC(page[-80:-64])).decryptor()
        plain.append(cipher.update(page[:-80]) + cipher.finalize())
    return b"".join(plain)


def test_nothing_of_a_removed_client_is_in_the_file(opened: OpenVault) -> None:
    file, key = opened.folder / "vault.db", opened.opened().key.subkey(Label.DB)
    with opened.work() as work:
        client = work.add(CANARY)
        work.add_many(Note(id=work.new_id(), client_id=client.id, text=f"Zqwx {n} " * 90) for n in range(40))
        work.commit("client.added")
        work.change(replace(client, family_name="Zqwxvotoraya"))
        work.commit("client.changed")
    with closing(opened.opened().engine.raw_connection()) as driver:
        driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"Zqwxvotoraya" in pages(file, key)
    with opened.work() as work:
        work.remove(work.get(Client, client.id))
        work.commit("client.erased")
    assert not Path(f"{file}-wal").stat().st_size, "the log is empty"
    left = pages(file, key)
    assert not [part for part in (b"Zqwx", b"zqwx", b"3961-X", *PARTS) if part in left]


NAMES = ("Асанов", "Асан Усен", "Үсөн", "", None)


class Book:
    """Clients that come, change and go, in a vault and in a dict."""

    def __init__(self, opened: OpenVault) -> None:
        self.opened = opened
        self.names: dict[str, str] = {}

    def put(self, number: int, name: str) -> None:
        id = f"client{number}"
        with self.opened.work() as work:
            stored = work.find(Client, id=id)
            if stored is None:
                work.add(Client(id=id, family_name=name))
            else:
                work.change(replace(stored, family_name=name))
            work.commit("client.saved")
        self.names[id] = name

    def drop(self, number: int) -> None:
        if (id := f"client{number}") in self.names:
            with self.opened.work() as work:
                work.remove(work.get(Client, id))
                work.commit("client.removed")
            del self.names[id]

    def clear(self) -> None:
        for number in range(3):
            self.drop(number)


@pytest.fixture
def book(opened: OpenVault) -> Book:
    return Book(opened)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(NAMES)), max_size=12))
def test_the_index_follows_every_change(book: Book, deeds: list[tuple[int, str | None]]) -> None:
    book.clear()
    for number, name in deeds:
        book.drop(number) if name is None else book.put(number, name)
    assert is_sound(book.opened.opened().engine)
    with book.opened.work() as work:
        for typed in ("asan", "us", "усен"):
            found = set(work.client_ids(ClientQuery(text=typed)))
            query = Query.of(typed)
            expected = {id for id, name in book.names.items()
                        if (seen := texts(Client(family_name=name))) and query.parts[0] in seen.name}
            assert found == expected


@given(st.text(max_size=30))
def test_whatever_is_typed_is_no_operator(typed: str) -> None:
    for _, match in Query.of(typed).looks:
        assert set(match) <= set('abcdefghijklmnopqrstuvwxyz0123456789 "*AND')


@pytest.mark.parametrize(("typed", "parts", "beginnings"), [
    ("айбек", ("aibek",), ("aibek",)),
    ("ай б", (" ai", "  b"), ()),
    ("айбек т на", ("aibek", "  t", " na"), ("aibek", "na")),
    ("4172-С", ("  4172  c",), ()),
    ("+996 555 12-34-56", ("55123456",), ("996555123456",)),
    ("", (), ()),
])
def test_a_query_of_what_was_typed(typed: str, parts: tuple[str, ...], beginnings: tuple[str, ...]) -> None:
    query = Query.of(typed)
    assert (query.parts, query.beginnings) == (parts, beginnings)


def test_the_texts_of_a_record() -> None:
    client = Client(code="4172-C", family_name="Айбек", given_name="Айбек", phone="0555 1", remarks="и Айбек")
    assert texts(client) == Texts("  aibek  aibek", "  4172  c", "  05551", "aibek 4172 c i")
    assert texts(Note()) is None
    assert texts(Record(id="x")) is None
    assert spaced("a  b") == "  a  b"


def test_a_search_that_fails_is_named(opened: OpenVault) -> None:
    with opened.opened().engine.begin() as connection:
        connection.execute(text("DROP TABLE found"))
    with opened.work() as work, pytest.raises(StreetLawError) as error:
        work.search("айбек")
    assert error.value.code == "vault.failed"
