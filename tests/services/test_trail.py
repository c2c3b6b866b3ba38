"""The log in words, the history of a record, and what is said of a log that does not hold."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import streetlaw
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.code import code
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.services.clients import OpenClient, erase_client, open_client, save_client
from streetlaw.services.incidents import save_incident
from streetlaw.services.listing import LogQuery, LogState
from streetlaw.services.names import show_names
from streetlaw.services.parties import save_party
from streetlaw.services.ports import Vault
from streetlaw.services.trail import DONE, GROUPS, activity, note_paper, record_history, warning

ALL = LogQuery()


@pytest.fixture
def client(vault: Vault) -> Client:
    with vault.work() as work:
        client = open_client(work, OpenClient(client=Client(code=code(3961)), case=Case())).the(Client)
    with vault.work() as work:
        return save_client(work, replace(client, phone="0700 112233")).the(Client)


def names(vault: Vault, kind: str, id: str) -> list[str]:
    with vault.work() as work:
        return [event.line.name for event in record_history(work, kind, id, ALL)]


def test_a_history_tells_who_did_what_and_what_changed(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        saved, opened, *_ = record_history(work, "client", client.id, ALL)
    assert (saved.line.name, saved.line.kind) == ("client.saved", "client")
    assert [(c.field, c.before, c.after) for c in saved.changes] == [("phone", "", "0700 112233")]
    assert saved.who == "Street lawyer 07"
    assert opened.line.name == "client.opened"


def test_the_history_of_a_client_holds_all_that_is_theirs(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        incident = save_incident(work, Incident(client_id=client.id)).the(Incident)
    with vault.work() as work:
        case = work.list(Case)[0]
        save_party(work, Party(case_id=case.id, name="Officer"))
        show_names(work, client.id)
        show_names(work, "")
        note_paper(work, case)
    latest = names(vault, "client", client.id)[:4]
    assert latest == ["paper.made", "name.shown", "party.saved", "incident.saved"]
    assert names(vault, "incident", incident.id) == ["incident.saved"]
    assert names(vault, "case", case.id)[0] == "paper.made"
    with pytest.raises(StreetLawError, match=r"record\.unknown"):
        names(vault, "client", "nobody")


def test_activity_tells_codes_and_never_names(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        save_party(work, Party(case_id=work.list(Case)[0].id, name="Officer"))
    with vault.work() as work:
        found = activity(work, ALL)
    assert (found[0].line.kind, found[0].code) == ("party", client.code)
    assert {entry.code for entry in found} == {client.code, ""}
    with vault.work() as work:
        erase_client(work, work.get(Client, client.id))
    with vault.work() as work:
        assert {entry.code for entry in activity(work, ALL)} == {""}


def test_the_log_is_read_page_by_page(vault: Vault) -> None:
    with vault.work() as work:
        for _ in range(25):
            work.commit("names.shown")
    numbers, before = [], 0
    while True:
        with vault.work() as work:
            page = work.log(LogQuery(before=before, limit=10))
        if not page:
            break
        numbers += [line.number for line in page]
        before = page[-1].number
    assert numbers == list(range(max(numbers), 0, -1))
    assert len(numbers) > 25


def test_the_log_is_narrowed_by_action_and_day(vault: Vault, client: Client, now: datetime) -> None:
    with vault.work() as work:
        show_names(work, client.id)
        found = work.log(LogQuery(names=GROUPS["seen"]))
        assert [line.name for line in found] == ["name.shown"]
        assert work.log(LogQuery(since=now, until=now + timedelta(seconds=1)))
        assert not work.log(LogQuery(since=now + timedelta(seconds=1)))
        assert not work.log(LogQuery(until=now))


@pytest.mark.parametrize(("state", "said", "facts"), [
    (LogState(), None, {}),
    (LogState(lines=5, broken=6), "audit.broken", {"line": 6}),
    (LogState(lines=5, keys_differ=True), "vault.keys_differ", {}),
    (LogState(lines=5, expected=5, is_older=True, keys_differ=True), "vault.rolled_back", {}),
    (LogState(lines=5, expected=5, is_older=True), "vault.rolled_back", {}),
    (LogState(lines=5, expected=9, is_older=True, last=datetime(2026, 11, 7, tzinfo=UTC)),
     "vault.rolled_back_by", {"lines": 4, "day": "07.11.2026"}),
])
def test_a_warning_says_what_is_known(state: LogState, said: str | None, facts: dict[str, object]) -> None:
    found = warning(state)
    assert (found and found.code, found.facts if found else {}) == (said, facts)


def test_an_anchor_that_comes_back_is_recognised(vault: Vault) -> None:
    with vault.work() as work:
        anchor = work.anchor()
        work.commit("names.shown")
    with vault.work() as work:
        known = work.recall(anchor)
        assert known is not None
        assert not known.is_older
        assert work.recall("somebody else's") is None
        assert work.recall("AAAA") is None


def test_every_action_has_a_name() -> None:
    root = Path(streetlaw.__file__).parent
    committed = {
        word.value
        for path in (*root.glob("services/**/*.py"), *root.glob("storage/*.py"), *root.glob("ui/**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node) in {"commit", "Deed"}
        for word in node.args if isinstance(word, ast.Constant) and word.value
    }
    assert sorted(str(name) for name in committed if name not in DONE) == []
    assert {name for group in GROUPS.values() for name in group} <= DONE.keys()


def _called(call: ast.Call) -> str:
    return getattr(call.func, "attr", "") or getattr(call.func, "id", "")
