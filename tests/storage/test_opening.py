"""What opening a vault puts in order."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.storage.blobs import BlobFolder
from streetlaw.storage.vault import OpenVault
from tests.storage.conftest import Sample, add_client, add_evidence, names


def stray_of(opened: OpenVault) -> str:
    """Seal a file that no record will know, as a crash between sealing and storing leaves it."""
    return opened.opened().blobs.store(BytesIO(b"sealed, not stored")).blob


def test_sealed_files_no_record_knows_go_at_the_next_opening(sample: Sample) -> None:
    opened = sample.unlock()
    before = names(sample.folder / "blobs")
    stray_of(opened)
    assert opened.check().strays == 1
    opened.close()
    opened = sample.unlock()
    assert names(sample.folder / "blobs") == before
    report = opened.check()
    assert (report.strays, report.damaged) == (0, ())
    opened.close()


def test_an_older_database_put_back_costs_no_file_of_the_newer_one(sample: Sample, tmp_path: Path) -> None:
    database = sample.folder / "vault.db"
    shutil.copy(database, tmp_path / "older.db")
    opened = sample.unlock()
    add_evidence(opened, add_client(opened, "A-002"), b"newer evidence")
    opened.close()
    shutil.copy(database, tmp_path / "newer.db")
    shutil.copy(tmp_path / "older.db", database)
    opened = sample.unlock()
    assert opened.rolled_back
    assert opened.check().strays == 1
    opened.close()
    shutil.copy(tmp_path / "newer.db", database)
    opened = sample.unlock()
    assert (opened.check().attachments, opened.check().damaged) == (2, ())
    opened.close()


def test_a_stray_that_cannot_be_removed_does_not_keep_the_vault_shut(
        sample: Sample, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = sample.unlock()
    stray_of(opened)
    opened.close()

    def refuse(_blobs: BlobFolder, _blob: str) -> None:
        raise StreetLawError("vault.read_only")

    monkeypatch.setattr(BlobFolder, "erase", refuse)
    opened = sample.unlock()
    assert opened.check().strays == 1
    opened.close()
