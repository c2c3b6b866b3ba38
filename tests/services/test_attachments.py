"""Evidence: hashed as it comes in, every deed in its custody log, gone with its only key."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest

from streetlaw.domain.action import Attachment
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.domain.profile import Profile
from streetlaw.services import attachments
from streetlaw.services.attachments import (
    AttachFile,
    KeepFile,
    attach_file,
    check_attachment,
    custody_sheet,
    drop_sealed,
    hold,
    keep_sealed,
    link_attachment,
    note,
    open_attachment,
    remove_attachment,
)
from streetlaw.services.ports import Vault
from streetlaw.storage.vault import OpenVault
from tests.fakes.memory import MemoryVault
from tests.refusal import refusal

CONTENT = "Я была рядом.".encode()


@pytest.fixture
def pack(kg: Pack) -> Pack:
    return kg


@pytest.fixture
def attachment(vault: Vault, client: Client) -> Attachment:
    with vault.work() as work:
        return attach_file(work, AttachFile(client_id=client.id, name="записка.txt", media_type="text/plain",
                                            source=io.BytesIO(CONTENT))).the(Attachment)


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


@pytest.mark.parametrize("changes", [{"sha256": "0" * 64}, {"size": 1}, {"blob": "f" * 32}])
def test_content_that_is_not_what_was_captured_is_damaged_and_the_log_says_so(
        vault: Vault, attachment: Attachment, changes: dict[str, object]) -> None:
    with vault.work() as work:
        work.change(replace(attachment, **changes))  # type: ignore[arg-type]
        work.commit("test")
    with vault.work() as work, pytest.raises(StreetLawError) as refused:
        check_attachment(work, attachment.id)
    assert attachments.is_damage(refused.value)
    with vault.work() as work:
        kept = work.get(Attachment, attachment.id)
    assert attachments.is_damaged(kept)
    assert not attachments.is_damaged(attachment)
    with vault.work() as work, pytest.raises(StreetLawError):
        open_attachment(work, attachment.id)
    with vault.work() as work:
        assert work.get(Attachment, attachment.id) == kept


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


def sealed_files(vault: Vault) -> int:
    """How many sealed files lie beside the records."""
    if isinstance(vault, OpenVault):
        return len(list(vault.opened().blobs.names()))
    assert isinstance(vault, MemoryVault)
    return len(vault.blobs.sealed)


def test_what_was_sealed_beside_is_kept_or_thrown_away(vault: Vault, client: Client) -> None:
    cmd = KeepFile(client_id=client.id, name="a.bin")
    with vault.work() as work:
        blobs = work.blobs
    sealed = blobs.store(io.BytesIO(CONTENT), size=len(CONTENT))
    with vault.work() as work:
        kept = keep_sealed(work, cmd, sealed).the(Attachment)
        assert attachments.read(hold(work, kept.id)) == CONTENT
    with vault.work() as work:
        drop_sealed(work, work.blobs.store(io.BytesIO(b"never mind")))
    assert sealed_files(vault) == 1
    with vault.work() as work:
        sealed = work.blobs.store(io.BytesIO(b"of nobody"))
    with vault.work() as work, refusal("record.unknown"):
        keep_sealed(work, replace(cmd, client_id="nobody"), sealed)
    assert sealed_files(vault) == 1


def test_the_same_content_is_kept_once_in_a_case_when_asked_so(vault: Vault, client: Client,
                                                               attachment: Attachment) -> None:
    with vault.work() as work:
        case = work.add(Case(client_id=client.id))
        work.commit("case.added")
    again = AttachFile(client_id=client.id, name="копия.txt", source=io.BytesIO(CONTENT), once=True)
    with vault.work() as work, pytest.raises(StreetLawError) as refused:
        attach_file(work, again)
    assert (refused.value.code, refused.value.facts) == ("attachment.kept_already", {"name": attachment.name})
    assert sealed_files(vault) == 1
    for allowed in (replace(again, once=False), replace(again, case_id=case.id)):
        with vault.work() as work:
            attach_file(work, replace(allowed, source=io.BytesIO(CONTENT)))
    assert sealed_files(vault) == 3


def test_evidence_belongs_to_an_incident_of_the_same_person_or_to_none(vault: Vault, client: Client,
                                                                       attachment: Attachment) -> None:
    with vault.work() as work:
        case = work.add(Case(client_id=client.id))
        own = work.add(Incident(client_id=client.id, case_id=case.id))
        other = work.add(Client(code="1001-C"))
        foreign = work.add(Incident(client_id=other.id))
        work.commit("test")
    with vault.work() as work:
        linked = link_attachment(work, attachment, own.id).the(Attachment)
    assert (linked.incident_id, linked.case_id) == (own.id, case.id)
    with vault.work() as work:
        assert link_attachment(work, linked, "").the(Attachment).incident_id == ""
    with vault.work() as work, refusal("record.unknown"):
        link_attachment(work, linked, foreign.id)
    with vault.work() as work, refusal("record.changed"):
        link_attachment(work, attachment, own.id)


def test_the_custody_log_goes_on_paper_with_who_and_the_hash(vault: Vault, client: Client) -> None:
    with vault.work() as work:
        me = work.add(Profile(name="Street lawyer 07"))
        work.commit("profile.created")
    with vault.work() as work:
        kept = attach_file(work, AttachFile(client_id=client.id, name="a.txt", source=io.BytesIO(CONTENT)))
    with vault.work() as work:
        done = note(work, kept.the(Attachment).id, attachments.EXPORTED_BARE, kept.the(Attachment).sha256)
    with vault.work() as work:
        sheet = custody_sheet(work, kept.the(Attachment).id)
        zone = work.pack.zone
    assert done.name == "file.exported"
    assert (sheet.code, sheet.size, sheet.sha256) == (client.code, len(CONTENT), kept.the(Attachment).sha256)
    assert [(line.who, line.what) for line in sheet.lines] == [
        (me.name, "captured"), (me.name, "exported_bare")]
    assert sheet.lines[0].at.tzinfo == zone
