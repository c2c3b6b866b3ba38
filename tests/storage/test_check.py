from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from streetlaw.storage import connection
from streetlaw.storage.blobs import BlobFolder
from streetlaw.storage.check import check
from streetlaw.storage.kdf import Label
from streetlaw.storage.vault import OpenVault
from tests.storage.conftest import EVIDENCE, Sample, add_evidence


def the_blob(folder: Path) -> Path:
    (blob,) = (folder / "blobs").iterdir()
    return blob


def test_a_sound_vault_is_called_sound(opened: OpenVault) -> None:
    told: list[tuple[int, int]] = []
    report = opened.check(lambda done, total: told.append((done, total)))
    assert report.sound
    assert (report.audit_lines, report.attachments, report.strays) == (2, 1, 0)
    assert report.counts["client"] == report.counts["attachment"] == 1
    assert report.counts["referral"] == 0
    assert told == [(0, len(EVIDENCE)), (len(EVIDENCE), len(EVIDENCE))]


def test_a_damaged_attachment_is_named_and_the_rest_examined(opened: OpenVault) -> None:
    good = add_evidence(opened, "", b"another")
    blob = next(path for path in (opened.folder / "blobs").iterdir() if path.name != good.blob)
    blob.write_bytes(blob.read_bytes()[:-1])
    report = opened.check()
    assert not report.sound
    assert report.attachments == 2
    assert len(report.damaged) == 1
    assert report.damaged != (good.id,)
    assert report.pages_ok
    assert report.audit_ok


def test_a_missing_attachment_is_damage(opened: OpenVault) -> None:
    the_blob(opened.folder).unlink()
    assert len(opened.check().damaged) == 1


def test_a_file_nobody_knows_is_counted_and_no_loss(opened: OpenVault) -> None:
    (opened.folder / "blobs" / ("0" * 32)).write_bytes(b"left behind")
    report = opened.check()
    assert report.sound
    assert report.strays == 1


@pytest.mark.parametrize("statement", [
    "UPDATE audit SET actor = 'somebody' WHERE seq = 1",
    "DELETE FROM audit WHERE seq = 1",
    "UPDATE audit SET seq = seq + 1 WHERE seq = 2",
])
def test_a_changed_audit_chain_is_noticed(opened: OpenVault, statement: str) -> None:
    with opened.opened().engine.begin() as work:
        work.execute(text(statement))
    report = opened.check()
    assert not report.audit_ok
    assert not report.sound
    assert report.audit_lines == 0


def test_attachments_that_cannot_be_listed_are_not_called_sound(opened: OpenVault) -> None:
    with opened.opened().engine.begin() as work:
        work.execute(text("ALTER TABLE attachment RENAME TO hidden"))
    report = opened.check()
    assert not report.structure_ok
    assert not report.sound


def test_a_flipped_bit_in_any_page_is_noticed(sample: Sample) -> None:
    opened = sample.unlock()
    key = opened.opened().key
    opened.close()
    database = sample.folder / "vault.db"
    whole = database.read_bytes()
    for place in range(4096 + 100, len(whole), 40_000):
        database.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1:])
        engine = connection.engine(database, key.subkey(Label.DB))
        report = check(engine, key.subkey(Label.AUDIT), BlobFolder(sample.folder / "blobs"))
        engine.dispose()
        assert not report.pages_ok
        assert not report.sound
