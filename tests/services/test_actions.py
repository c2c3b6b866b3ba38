"""Interventions, notes and evidence."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta

import pytest

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.packs.loader import load
from streetlaw.services.actions import (
    AttachFile,
    attach_file,
    check_attachment,
    open_attachment,
    remove_attachment,
    save_action,
    save_note,
)
from streetlaw.services.ports import Vault
from tests.refusal import refusal

CONTENT = "Я была рядом.".encode()


@pytest.fixture(scope="module")
def kg() -> Pack:
    return load("kg")


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


@pytest.fixture
def client(vault: Vault) -> Client:
    with vault.work() as work:
        client = work.add(Client(code="1000-A"))
        work.commit("client.added")
    return client


@pytest.fixture
def attachment(vault: Vault, client: Client) -> Attachment:
    with vault.work() as work:
        return attach_file(work, AttachFile(client_id=client.id, name="записка.txt", media_type="text/plain",
                                            source=io.BytesIO(CONTENT))).the(Attachment)


def test_an_intervention_is_a_contact(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        action = save_action(work, Action(client_id=client.id, channel="appeal_body", minutes=30)).the(Action)
        today = work.today
    with vault.work() as work:
        assert work.get(Client, client.id).last_contact == today
        later = save_action(work, replace(action, answered_on=today)).the(Action)
    assert (action.done_on, later.revision) == (today, 2)


@pytest.mark.parametrize(("changes", "expected"), [
    ({"channel": "nowhere"}, "code.unknown"), ({"minutes": -1}, "action.minutes_range"),
    ({"minutes": 1441}, "action.minutes_range"), ({"client_id": "nobody"}, "record.unknown"),
])
def test_interventions_that_cannot_be_are_refused(vault: Vault, client: Client, changes: dict[str, object],
                                                  expected: str) -> None:
    with vault.work() as work, refusal(expected):
        save_action(work, replace(Action(client_id=client.id), **changes))  # type: ignore[arg-type]


def test_dates_of_interventions_are_in_order(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        today = work.today
    for action, expected in (
        (Action(done_on=today + timedelta(days=1)), "date.in_future"),
        (Action(answered_on=today + timedelta(days=1)), "date.in_future"),
        (Action(done_on=today, answered_on=today - timedelta(days=1)), "action.answered_before_done"),
    ):
        with vault.work() as work, refusal(expected):
            save_action(work, replace(action, client_id=client.id))


def test_a_note_has_words(vault: Vault, client: Client) -> None:
    with vault.work() as work, refusal("note.empty"):
        save_note(work, Note(client_id=client.id, text="  "))
    with vault.work() as work, refusal("action.minutes_range"):
        save_note(work, Note(client_id=client.id, text="a", minutes=2000))
    with vault.work() as work:
        note = save_note(work, Note(client_id=client.id, text=" слова ")).the(Note)
    assert note.text == "слова"
    assert note.written is not None
    with vault.work() as work:
        assert save_note(work, replace(note, text="другие")).the(Note).written == note.written


def test_evidence_is_hashed_as_captured_and_opening_it_is_noted(vault: Vault, attachment: Attachment) -> None:
    assert attachment.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert attachment.size == len(CONTENT)
    with vault.work() as work:
        assert open_attachment(work, attachment.id) == CONTENT
    with vault.work() as work:
        lines = work.get(Attachment, attachment.id).custody
    assert [line.what for line in lines] == ["captured", "opened"]


def test_a_copy_outside_and_a_check_are_in_the_custody_log(vault: Vault, attachment: Attachment) -> None:
    with vault.work() as work:
        open_attachment(work, attachment.id, "exported")
    with vault.work() as work:
        check_attachment(work, attachment.id)
    with vault.work() as work:
        lines = work.get(Attachment, attachment.id).custody
    assert [(line.what, line.sha256) for line in lines[1:]] == [
        ("exported", attachment.sha256), ("checked", attachment.sha256)]


def test_content_that_is_not_what_was_captured_is_damaged(vault: Vault, attachment: Attachment) -> None:
    with vault.work() as work:
        work.change(replace(attachment, sha256="0" * 64))
        work.commit("test")
    with vault.work() as work, refusal("attachment.damaged"):
        check_attachment(work, attachment.id)


def test_an_erased_attachment_cannot_be_opened(vault: Vault, attachment: Attachment) -> None:
    with vault.work() as work:
        remove_attachment(work, attachment)
    with vault.work() as work, refusal("record.unknown"):
        open_attachment(work, attachment.id)
    with vault.work() as work, pytest.raises(StreetLawError):
        work.blobs.open(attachment.blob, attachment.identity)


def test_evidence_belongs_to_somebody_and_has_a_name(vault: Vault, client: Client) -> None:
    with vault.work() as work, refusal("record.unknown"):
        attach_file(work, AttachFile(client_id="nobody", name="a", source=io.BytesIO(b"")))
    with vault.work() as work, refusal("attachment.name_needed"):
        attach_file(work, AttachFile(client_id=client.id, name=" ", source=io.BytesIO(b"")))


def test_a_file_whose_record_was_not_stored_is_not_kept(
        vault: Vault, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    erased: list[str] = []
    with vault.work() as work:
        def full(name: str) -> None:
            raise StreetLawError("vault.disk_full")

        monkeypatch.setattr(work, "commit", full)
        monkeypatch.setattr(work.blobs, "erase", erased.append)
        with refusal("vault.disk_full"):
            attach_file(work, AttachFile(client_id=client.id, name="a", source=io.BytesIO(b"x")))
    assert len(erased) == 1
