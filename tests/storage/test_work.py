"""What a unit of work does to the file; its promises to services are in tests/contracts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event, func, select, text

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record
from streetlaw.storage import audit
from streetlaw.storage.tables import metadata
from streetlaw.storage.vault import OpenVault

COUNTS = ("client", "history", "audit", "entry", "wording", "secret", "draft")


def counts(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {name: connection.scalar(select(func.count()).select_from(metadata.tables[name])) or 0
                for name in COUNTS}


@pytest.mark.parametrize("failing", [
    "INSERT INTO client", "INSERT INTO history", "INSERT INTO audit", "INSERT INTO entry",
    "INSERT INTO found", "INSERT INTO told", "INSERT INTO secret", "DELETE FROM draft", "UPDATE client",
])
def test_a_commit_that_fails_anywhere_writes_nothing(opened: OpenVault, failing: str) -> None:
    engine = opened.opened().engine
    with opened.work() as work:
        work.save_draft("client/new", "{}")
        old = work.find(Client)
    assert old is not None
    before = counts(engine)

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(failing):
            raise OSError(28, "No space left on device")

    event.listen(engine, "before_cursor_execute", fail)
    with opened.work() as work:
        work.add(Client(code="3961-X", family_name="Асанов"))
        work.change(replace(old, family_name="Усенов"))
        work.put_secret("identity", "secret")
        work.drop_draft("client/new")
        with pytest.raises(StreetLawError) as error:
            work.commit("client.added")
    event.remove(engine, "before_cursor_execute", fail)
    assert error.value.code == "vault.disk_full"
    assert counts(engine) == before


def test_a_refused_commit_can_be_tried_again(opened: OpenVault) -> None:
    with opened.work() as work:
        taken = work.find(Client)
        assert taken is not None
        work.add(Client(code=taken.code))
        for _ in range(2):
            with pytest.raises(StreetLawError, match=r"client\.code_taken"):
                work.commit("client.added")
        work.change(replace(taken, code="3961-X"))
        with pytest.raises(StreetLawError, match=r"client\.code_taken"):
            work.commit("client.added")  # in the order they were asked for, the code is still taken


def test_one_commit_is_one_transaction(opened: OpenVault) -> None:
    begun: list[str] = []
    engine = opened.opened().engine

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("BEGIN"):
            begun.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    with opened.work() as work:
        work.add_many(Client(id=work.new_id()) for _ in range(20))
        work.commit("clients.added")
    event.remove(engine, "before_cursor_execute", note)
    assert begun.count("BEGIN IMMEDIATE") == 1


def test_a_work_that_only_reads_writes_nothing(opened: OpenVault) -> None:
    engine = opened.opened().engine
    with engine.connect() as connection:
        before = audit.head(connection)
    with opened.work() as work:
        work.list(Client)
        work.search("айбек")
        work.drafts()
    with engine.connect() as connection:
        assert audit.head(connection) == before


def test_a_row_changed_under_the_work_is_noticed_by_the_database(opened: OpenVault) -> None:
    with opened.work() as work:
        client = work.find(Client)
        assert client is not None
        work.change(replace(client, region="KG-O"))
        with opened.opened().engine.begin() as other:
            other.execute(text("UPDATE client SET revision = 7"))
        with pytest.raises(StreetLawError, match=r"record\.changed"):
            work.commit("client.changed")


def test_a_kind_that_is_not_kept_is_a_mistake(opened: OpenVault) -> None:
    with opened.work() as work, pytest.raises(KeyError):
        work.list(Record)
