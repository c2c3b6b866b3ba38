"""The audit chain holds as long as nobody touches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, delete, select, text, update

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.listing import LogQuery
from streetlaw.storage import audit
from streetlaw.storage.audit import Deed, Head
from streetlaw.storage.tables import audit as lines
from streetlaw.storage.vault import OpenVault
from tests.storage.conftest import Sample, add_client


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


# ── Where it stood ───────────────────────────────────────────────────────────────────────────────────────


def reading(opened: OpenVault) -> tuple[Connection, bytes]:
    return opened.opened().engine.connect(), opened.opened().audit_key


def test_the_end_of_the_log_is_read_on_opening(sample: Sample) -> None:
    vault = sample.unlock()
    for number in range(4):
        add_client(vault, f"B-{number}")
    vault.close()
    vault = sample.unlock()
    assert (vault.log.broken, vault.log.is_older, vault.log.lines) == (0, False, vault.log.expected)
    tampered(vault, lambda connection: connection.execute(
        update(lines).where(lines.c.seq == 4).values(name="nothing")))
    vault.close()
    vault = sample.unlock()
    assert vault.log.broken == 4
    assert vault.verify_log().broken == 4
    vault.close()


def test_a_long_log_is_read_from_a_little_before_the_anchor(
        written: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "CHECKED_ON_OPENING", 2)
    connection, key = reading(written)
    with connection:
        end = audit.head(connection)
        told: list[tuple[int, int]] = []
        assert audit.standing(connection, key, end).broken == 0
        whole = audit.examine(connection, key, lambda done, total: told.append((done, total)))
        assert whole.lines == end.seq
        assert told[-1] == (end.seq, end.seq)
    tampered(written, lambda connection: connection.execute(
        update(lines).where(lines.c.seq == 1).values(name="nothing")))
    connection, key = reading(written)
    with connection:
        assert audit.standing(connection, key, end).broken == 0, "that line is read on demand only"
        assert audit.examine(connection, key).broken == 1


def test_what_is_missing_is_counted(written: OpenVault) -> None:
    connection, key = reading(written)
    with connection:
        end = audit.head(connection)
    tampered(written, lambda connection: connection.execute(delete(lines).where(lines.c.seq > end.seq - 2)))
    connection, key = reading(written)
    with connection:
        found = audit.standing(connection, key, end)
        assert (found.is_older, found.missing, found.expected) == (True, 2, end.seq)
        assert audit.standing(connection, key, None).is_older
        assert not audit.standing(connection, key, Head(0, bytes(32))).is_older


def test_an_anchor_for_a_bundle_says_nothing_and_comes_back(written: OpenVault) -> None:
    connection, key = reading(written)
    at = datetime(2026, 11, 17, 9, tzinfo=UTC)
    with connection:
        one, other = (audit.sealed_head(connection, key, at) for _ in range(2))
        assert one != other
        assert len(one) == len(other) < 200
        end = audit.head(connection)
        known = audit.recalled(connection, key, one)
        assert known is not None
        assert (known.is_older, known.expected, known.since) == (False, end.seq, at)
        assert audit.recalled(connection, bytes(32), one) is None
        assert audit.recalled(connection, key, f"{one[:-8]}AAAAAAA=") is None
    tampered(written, lambda connection: connection.execute(delete(lines).where(lines.c.seq == end.seq)))
    connection, key = reading(written)
    with connection:
        known = audit.recalled(connection, key, one)
        assert known is not None
        assert (known.is_older, known.missing) == (True, 1)


def test_a_record_told_of_has_a_line_and_no_change(written: OpenVault) -> None:
    with written.work() as work:
        client = work.list(Client)[0]
        work.commit("paper.made", about=(client,))
        (line, *_) = work.log(LogQuery(record_ids=(client.id,)))
        assert (line.name, line.kind) == ("paper.made", "client")
        assert line.number == work.log(LogQuery())[0].number
        assert len(work.history(Client, client.id)) == 1
    assert verified(written).seq == line.number


def test_the_log_of_a_record_is_found_without_reading_all_of_it(written: OpenVault) -> None:
    asked: list[str] = []
    with written.opened().engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        audit.lines(connection, LogQuery(record_ids=("a", "b"), limit=50))
        driver.set_trace_callback(None)
        statement = next(one for one in asked if "FROM audit" in one)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
    assert any("USING INDEX audit_by_record_id" in line.detail for line in plan), plan
