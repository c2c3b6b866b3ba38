"""The self-test of cipher and search, and that it notices when they do nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from streetlaw.storage import selftest as module
from streetlaw.storage.selftest import selftest


def test_cipher_and_search_work_here() -> None:
    found = selftest()
    assert found.seals
    assert found.searches
    assert found.cipher.startswith("4.")
    assert found.provider.startswith("OpenSSL")


def test_a_database_that_is_not_encrypted_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(path: Path, key: bytes, pragmas: Sequence[str] = ()) -> Any:
        del key, pragmas
        return sqlite3.connect(path, isolation_level=None)
    monkeypatch.setattr(module, "keyed", plain)
    found = selftest()
    assert not found.encrypts
    assert not found.refuses_other_keys
    assert found.cipher == ""
