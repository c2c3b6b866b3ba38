"""The audit chain holds as long as nobody touches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection, delete, select, text, update

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.storage import audit
from streetlaw.storage.audit import Deed, Head
from streetlaw.storage.tables import audit as lines
from streetlaw.storage.vault import OpenVault


@pytest.fixture
def written(opened: OpenVault) -> OpenVault:
    """A vault whose chain has at least six lines, the last ones of a client that came, changed and went."""
    with opened.work() as work:
        client = work.add(Client(code="3961-M", family_name="Canary"))
        work.commit("client.added")
        client = work.change(replace(client, region="KG-O"))
        work.commit("client.changed")
        work.remove(client)
        work.commit("client.erased")
        work.commit("list.printed")
    return opened


def verified(opened: OpenVault) -> Head:
    with opened.opened().engine.connect() as connection:
        return audit.verify(connection, opened.opened().audit_key)


def tampered(opened: OpenVault, deed: Callable[[Connection], object]) -> None:
    with opened.opened().engine.begin() as connection:
        deed(connection)


def test_each_change_has_a_line_and_each_line_its_number(written: OpenVault) -> None:
    with written.opened().engine.connect() as connection:
        rows = connection.execute(select(lines).order_by(lines.c.seq)).all()
        head = audit.head(connection)
    assert [row.seq for row in rows] == list(range(1, len(rows) + 1))
    assert [(row.name, row.kind) for row in rows[-4:]] == [
        ("client.added", "client"), ("client.changed", "client"), ("client.erased", "client"),
        ("list.printed", "")]
    assert head == verified(written) == Head(rows[-1].seq, rows[-1].mac)


def test_a_line_tells_nothing_of_the_content(written: OpenVault) -> None:
    with written.opened().engine.connect() as connection:
        rows = connection.execute(select(lines)).all()
    assert not any("Canary" in str(row) or "3961" in str(row) for row in rows)
    assert rows[-2].digest == rows[-3].digest, "what went is what was there last"
    assert rows[-3].digest != rows[-4].digest


SWAPPED = """
    UPDATE audit SET seq = CASE seq WHEN 3 THEN -4 WHEN 4 THEN -3 ELSE seq END;
    UPDATE audit SET seq = abs(seq)
"""


@pytest.mark.parametrize(("deed", "line"), [
    ("UPDATE audit SET name = 'nothing' WHERE seq = 3", 3),
    ("UPDATE audit SET actor = 'somebody' WHERE seq = 1", 1),
    ("UPDATE audit SET digest = '' WHERE seq = 4", 4),
    ("UPDATE audit SET mac = zeroblob(32) WHERE seq = 2", 2),
    ("DELETE FROM audit WHERE seq = 3", 3),
    ("DELETE FROM audit WHERE seq = 1", 1),
    (SWAPPED, 3),
])
def test_whoever_touches_a_line_is_found_out(written: OpenVault, deed: str, line: int) -> None:
    def alter(connection: Connection) -> None:
        for statement in deed.split(";"):
            connection.execute(text(statement))

    tampered(written, alter)
    with pytest.raises(StreetLawError) as error:
        verified(written)
    assert (error.value.code, error.value.facts) == ("audit.broken", {"line": line})


def test_a_genuine_line_of_another_past_does_not_fit(written: OpenVault) -> None:
    key, engine = written.opened().audit_key, written.opened().engine

    def wrote(connection: Connection, name: str) -> audit.Head:
        return audit.append(connection, key, Deed(datetime(2026, 11, 17, tzinfo=UTC), "me", name), [])

    with engine.connect() as undone:
        other = undone.execute(select(lines).where(lines.c.seq == wrote(undone, "other").seq)).one()
        undone.rollback()
    tampered(written, lambda connection: (wrote(connection, "this"), wrote(connection, "next")))
    assert verified(written).seq == other.seq + 1
    tampered(written, lambda connection: connection.execute(
        update(lines).where(lines.c.seq == other.seq).values(other._asdict())))
    with pytest.raises(StreetLawError) as error:
        verified(written)
    assert error.value.facts == {"line": other.seq + 1}


def test_another_key_verifies_nothing(written: OpenVault) -> None:
    with written.opened().engine.connect() as connection, pytest.raises(StreetLawError) as error:
        audit.verify(connection, bytes(32))
    assert error.value.facts == {"line": 1}


def test_a_chain_without_its_last_lines_holds_but_has_another_head(written: OpenVault) -> None:
    whole = verified(written)
    tampered(written, lambda connection: connection.execute(delete(lines).where(lines.c.seq == whole.seq)))
    assert verified(written) != whole
