"""Noting a complaint also notes by when the body owes an answer."""

from __future__ import annotations

from datetime import date

import pytest

from streetlaw.domain.action import Action, ActionKind
from streetlaw.domain.client import Client
from streetlaw.domain.deadline import Deadline, DeadlineStatus, Whose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.packs.loader import load
from streetlaw.services.filing import FileComplaint, file_complaint
from streetlaw.services.ports import Vault

KG = load("kg")
FILED = date(2026, 11, 16)


@pytest.fixture
def pack() -> Pack:
    return KG


def filed(vault: Vault, client: Client, channel: str, **said: object) -> tuple[Action, list[Deadline]]:
    with vault.work() as work:
        outcome = file_complaint(work, FileComplaint(
            client_id=client.id, channel=channel, on=FILED, **said))  # type: ignore[arg-type]
    return outcome.the(Action), [change.after for change in outcome.changes
                                 if isinstance(change.after, Deadline)]


def test_the_body_owes_an_answer_from_that_day(vault: Vault, client: Client) -> None:
    action, owed = filed(vault, client, "prosecutor")
    assert (action.kind, action.channel, action.done_on) == (ActionKind.COMPLAINT, "prosecutor", FILED)
    assert {(each.rule, each.due, each.whose) for each in owed} == {
        ("prosecutor_answer", date(2026, 11, 19), Whose.BODY),
        ("prosecutor_answer_long", date(2026, 11, 26), Whose.BODY)}
    assert action.answer_due == date(2026, 11, 19)


@pytest.mark.parametrize("channel", ["custody_complaint", "admin_complaint", "akyikatchy"])
def test_no_day_is_made_up(vault: Vault, client: Client, channel: str) -> None:
    """In hours, not verified, or none at all: nothing is counted."""
    action, owed = filed(vault, client, channel)
    assert (action.answer_due, owed) == (None, [])


def test_the_same_answer_is_not_owed_twice(vault: Vault, client: Client) -> None:
    filed(vault, client, "mvd")
    action, owed = filed(vault, client, "appeal_body")
    assert owed == []
    assert action.answer_due is not None
    with vault.work() as work:
        assert work.count(Deadline, client_id=client.id, status=DeadlineStatus.OPEN) == 2


@pytest.mark.parametrize(("said", "code"), [
    ({"channel": "ncpt"}, "code.unknown"), ({"channel": "nobody"}, "code.unknown"),
    ({"channel": "mvd", "on": date(2030, 1, 1)}, "date.in_future")])
def test_what_cannot_have_been_filed(vault: Vault, client: Client, said: dict[str, object],
                                     code: str) -> None:
    with vault.work() as work, pytest.raises(StreetLawError) as caught:
        file_complaint(work, FileComplaint(client_id=client.id, **said))  # type: ignore[arg-type]
    assert caught.value.code == code
