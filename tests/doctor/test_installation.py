"""The look at the program's own parts notices what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from streetlaw import translation
from streetlaw.doctor import installation as module
from streetlaw.doctor.installation import installation
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.finding import Weight
from streetlaw.packs import loader
from streetlaw.storage.selftest import SelfTest

BROKEN = SelfTest(cipher="", provider="", sqlite="3", encrypts=False, refuses_other_keys=True, searches=False)


def codes() -> set[str]:
    return {finding.code for finding in installation() if finding.weight is Weight.ACT}


def test_everything_is_fine_here() -> None:
    assert codes() == set()


def test_a_cipher_that_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "selftest", lambda: BROKEN)
    assert codes() == {"cipher.broken", "search.broken"}


def test_missing_parts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(code: str) -> None:
        raise StreetLawError("pack.unknown", code=code)

    def silent(language: str) -> None:
        raise FileNotFoundError(language)
    monkeypatch.setattr(loader, "load", refuse)
    monkeypatch.setattr(loader, "load_folder", refuse)
    monkeypatch.setattr(translation, "catalogue", silent)
    monkeypatch.setattr(module, "FONTS", ("Nothing.ttf",))
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    assert codes() == {"packs.broken", "languages.missing", "fonts.missing", "window.missing"}


def test_a_frozen_program_has_no_notes_of_versions() -> None:
    assert module._version("no such distribution") == ""
