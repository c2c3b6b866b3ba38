from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Profile
from streetlaw.domain.record import Outcome
from streetlaw.services import profiles
from streetlaw.services.clients import save_client
from streetlaw.services.ports import Work
from streetlaw.services.progress import Progress
from streetlaw.ui.desk import Desk
from tests.fakes.memory import MemoryVault


class Owner(QObject):
    """Remembers what it was told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[object] = []
        self.refused: list[StreetLawError] = []
        self.threads: set[str] = set()
        self.steps: list[tuple[int, int]] = []

    def on_done(self, value: object) -> None:
        self.done.append(value)
        self.threads.add(threading.current_thread().name)

    def on_refused(self, error: StreetLawError) -> None:
        self.refused.append(error)

    def on_progress(self, done: int, total: int) -> None:
        self.steps.append((done, total))


def count_clients(work: Work) -> int:
    return work.count(Client)


def refuse(work: Work) -> Outcome:
    raise StreetLawError("record.changed")


def settled(desk: Desk, qtbot: QtBot) -> None:
    """Wait until all that was asked of the vault before has landed."""
    owner = Owner()
    desk.ask(count_clients, owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: bool(owner.done))


def test_an_action_tells_its_owner_first_and_then_everybody(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    told: list[Any] = []
    desk.changed.connect(lambda outcome: told.append((outcome.name, len(owner.done))))
    desk.run(save_client, Client(), owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("client.saved", 1)]
    assert owner.threads == {"MainThread"}


def test_a_refusal_goes_only_to_its_owner(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    told: list[Any] = []
    desk.changed.connect(told.append)
    desk.run(refuse, owner=owner, done=owner.on_done, refused=owner.on_refused)
    qtbot.waitUntil(lambda: bool(owner.refused))
    settled(desk, qtbot)
    assert [error.code for error in owner.refused] == ["record.changed"]
    assert told == []
    assert owner.done == []


def test_a_query_answers_with_its_value_and_keeps_the_day(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    desk.ask(count_clients, owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: bool(owner.done))
    assert owner.done == [0]
    assert desk.today.isoformat() == "2026-11-24"


def test_only_the_latest_question_of_a_name_is_answered(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    for number in range(5):
        desk.ask(lambda work, n: n, number, owner=owner, done=owner.on_done, latest="search")
    desk.ask(lambda work, n: n, 99, owner=owner, done=owner.on_done, latest="other")
    settled(desk, qtbot)
    assert owner.done == [4, 99]


def test_a_question_is_given_up_when_a_newer_one_is_asked(desk: Desk, qtbot: QtBot) -> None:
    owner, begun, newer, given_up = Owner(), threading.Event(), threading.Event(), []

    def slow(work: Work) -> int:
        begun.set()
        newer.wait(120)
        try:
            return work.count(Client)
        except StreetLawError as error:
            given_up.append(error.code)
            raise

    desk.ask(slow, owner=owner, done=owner.on_done, refused=owner.on_refused, latest="search")
    assert begun.wait(120)
    desk.ask(count_clients, owner=owner, done=owner.on_done, latest="search")
    newer.set()
    qtbot.waitUntil(lambda: bool(owner.done))
    assert given_up == ["work.cancelled"]
    assert owner.done == [0]
    assert owner.refused == []


def test_nobody_sees_what_lands_after_the_owner_is_gone(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    seen: list[object] = []
    desk.ask(count_clients, owner=owner, done=seen.append)
    desk.run(refuse, owner=owner, refused=seen.append)
    delete(owner)
    settled(desk, qtbot)
    assert seen == []


def test_nobody_sees_what_lands_after_closing(desk: Desk, qtbot: QtBot, memory_vault: MemoryVault) -> None:
    owner, begun, go_on = Owner(), threading.Event(), threading.Event()

    def slow(work: Work) -> int:
        begun.set()
        go_on.wait(120)
        return 1
    desk.changed.connect(owner.on_done)
    desk.ask(slow, owner=owner, done=owner.on_done)
    desk.run(save_client, Client(), owner=owner, done=owner.on_done)
    assert begun.wait(120)
    threading.Timer(0.05, go_on.set).start()
    desk.close()
    qtbot.wait(20)
    assert owner.done == []
    assert not desk.is_open
    with memory_vault.work() as work:
        assert work.count(Client) == 1, "what was asked before closing is done"


def test_a_bug_reaches_the_top_handler(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    with qtbot.captureExceptions() as caught:
        desk.ask(lambda work: 1 // 0, owner=owner, done=owner.on_done)
        settled(desk, qtbot)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]
    assert owner.done == []


def test_undo_takes_back_step_by_step_and_redo_does_it_again(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    told: list[Any] = []
    desk.changed.connect(told.append)
    desk.run(save_client, Client(remarks="first"), owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: len(told) == 1)
    client = told[0].the(Client)

    def wait_for(count: int) -> None:
        qtbot.waitUntil(lambda: len(told) == count)
    for text in ("second", "third"):
        desk.run(save_client, replace(client, remarks=text), owner=owner)
        count = len(told) + 1
        wait_for(count)
        client = told[-1].the(Client)

    def after(step: str) -> str:
        count = len(told) + 1
        getattr(desk, step)()
        wait_for(count)
        return str(told[-1].the(Client).remarks)
    assert [after("undo"), after("undo")] == ["second", "first"]
    assert [after("redo"), after("redo")] == ["second", "third"]


def test_undo_refuses_what_was_changed_since(desk: Desk, qtbot: QtBot, memory_vault: MemoryVault) -> None:
    owner = Owner()
    desk.run(save_client, Client(), owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: bool(owner.done))
    client = owner.done[0].the(Client)  # type: ignore[attr-defined]
    desk.run(save_client, replace(client, remarks="x"), owner=owner, done=owner.on_done, undoable=False)
    qtbot.waitUntil(lambda: len(owner.done) == 2)
    with qtbot.waitSignal(desk.undo_refused) as refused:
        desk.undo()
    assert refused.args[0].code == "undo.changed_since"


def test_the_profile_follows_its_changes(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    desk.run(profiles.save_profile, replace(desk.profile, name="Street lawyer 08"), owner=owner)
    qtbot.waitUntil(lambda: desk.profile.name == "Street lawyer 08")
    assert isinstance(desk.profile, Profile)


def test_long_work_tells_its_progress_and_can_be_stopped(desk: Desk, qtbot: QtBot) -> None:
    owner, half, go_on = Owner(), threading.Event(), threading.Event()

    def work_on(size: int, *, progress: Progress) -> str:
        progress(1, size)
        half.set()
        go_on.wait(120)
        progress(2, size)
        return "done"
    work = desk.work_long(work_on, 2, owner=owner, done=owner.on_done, refused=owner.on_refused,
                          progress=owner.on_progress)
    assert half.wait(120)
    work.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(owner.refused))
    assert [error.code for error in owner.refused] == ["work.cancelled"]
    assert owner.done == []
    desk.work_long(work_on, 2, owner=owner, done=owner.on_done, progress=owner.on_progress)
    qtbot.waitUntil(lambda: owner.done == ["done"])
    assert owner.steps[-2:] == [(1, 2), (2, 2)]


def test_files_are_written_whole_and_private(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    owner, path = Owner(), tmp_path / "out.pdf"
    desk.write_file(path, b"%PDF", owner=owner, done=owner.on_done, refused=owner.on_refused)
    qtbot.waitUntil(lambda: bool(owner.done))
    assert path.read_bytes() == b"%PDF"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.pdf"]
    desk.read_file(path, owner=owner, done=owner.on_done, refused=owner.on_refused, limit=3)
    desk.write_file(tmp_path / "none" / "x", b"", owner=owner, done=owner.on_done, refused=owner.on_refused)
    desk.read_file(tmp_path / "none", owner=owner, done=owner.on_done, refused=owner.on_refused)
    qtbot.waitUntil(lambda: len(owner.refused) == 3)
    assert [e.code for e in owner.refused] == ["file.too_large", "file.not_written", "file.not_read"]


def test_a_service_that_returns_no_outcome_is_a_bug(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        desk.run(lambda work: None, owner=desk)  # type: ignore[arg-type,return-value]
        settled(desk, qtbot)
    assert [kind for kind, _, _ in caught] == [TypeError]


@pytest.mark.parametrize("name", ["run", "ask"])
def test_a_closed_desk_takes_nothing(desk: Desk, name: str) -> None:
    desk.close()
    getattr(desk, name)(count_clients, owner=desk, done=lambda value: pytest.fail("delivered"))
    desk.close()


# ── Services that tell more than an Outcome ──────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Counted:
    """An Outcome with a number beside it."""

    outcome: Outcome
    before: int


def save_and_count(work: Work, client: Client) -> Counted:
    before = work.count(Client)
    return Counted(save_client(work, client), before)


def test_a_service_that_tells_more_is_heard_whole_and_everybody_follows(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    told: list[Outcome] = []
    desk.changed.connect(told.append)
    desk.run_for(save_and_count, Client(), owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: bool(told))
    (counted,) = owner.done
    assert isinstance(counted, Counted)
    assert counted.before == 0
    assert told[0].touches(Client)


def test_what_is_told_that_way_is_not_undone(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    desk.run_for(save_and_count, Client(), owner=owner, done=owner.on_done)
    qtbot.waitUntil(lambda: bool(owner.done))
    desk.undo()
    settled(desk, qtbot)
    counted: list[int] = []
    desk.ask(count_clients, owner=owner, done=counted.append)
    qtbot.waitUntil(lambda: counted == [1])


def test_its_refusal_reaches_only_who_asked(desk: Desk, qtbot: QtBot) -> None:
    owner = Owner()
    told: list[Outcome] = []
    desk.changed.connect(told.append)
    desk.run_for(refuse_to_count, owner=owner, done=owner.on_done, refused=owner.on_refused)
    qtbot.waitUntil(lambda: bool(owner.refused))
    assert (owner.done, told) == ([], [])


def refuse_to_count(work: Work) -> Counted:
    raise StreetLawError("record.changed")
