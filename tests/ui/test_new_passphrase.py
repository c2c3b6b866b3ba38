"""Words proposed for a new passphrase say from how many they were drawn, and what that is worth."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.domain.passphrase import Proposed
from streetlaw.ui.new_passphrase import NewPassphrase, feedback


@pytest.mark.parametrize(("size", "bits"), [(1024, "70"), (1382, "73"), (2048, "77")])
def test_a_proposal_is_worth_what_its_list_gives(qtbot: QtBot, size: int, bits: str) -> None:
    box = NewPassphrase("a", "b")
    qtbot.addWidget(box)
    box.show_proposal(Proposed(words=("suu", "alma", "jol", "kitep", "tash", "jel", "nan"), list_size=size))
    assert "suu alma jol kitep tash jel nan" in said(box)
    assert str(size) in said(box)
    assert bits in said(box)


def said(box: NewPassphrase) -> str:
    return " ".join(label.text() for label in box.proposal.findChildren(QLabel))


def test_the_language_is_that_of_the_texts() -> None:
    assert translation.language() in translation.LANGUAGES


@pytest.mark.parametrize(("passphrase", "said"), [
    ("", ""), ("short", "too short"), ("aaaaaaaaaaaaa", "weak, add words"),
    ("qwertyuiop12", "weak, add words"),
    ("lantern meadow copper violet pencil harvest", "strong"),
])
def test_strength_is_said_in_words(passphrase: str, said: str) -> None:
    assert feedback(passphrase)[0] == said
