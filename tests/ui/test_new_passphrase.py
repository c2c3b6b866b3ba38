"""Words proposed for a new passphrase say which language they are of."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from streetlaw import translation
from streetlaw.storage import proposing, recovery
from streetlaw.ui.new_passphrase import NewPassphrase


@pytest.mark.parametrize(("spoken", "listed"), [("ky", "ru"), ("ru", "ru"), ("en", "en")])
def test_who_works_in_kyrgyz_is_told_that_the_words_are_russian(qtbot: QtBot, spoken: str, listed: str,
                                                               monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streetlaw.ui.new_passphrase._", lambda text: text)
    monkeypatch.setattr("streetlaw.ui.new_passphrase.language", lambda: spoken)
    box = NewPassphrase("a", "b")
    qtbot.addWidget(box)
    box.show_proposal(proposing.words(spoken))
    assert proposing.word_list(spoken) == recovery.word_list(listed)
    assert ("Russian words" in said(box)) == (spoken != listed)


def said(box: NewPassphrase) -> str:
    return " ".join(label.text() for label in box.proposal.findChildren(QLabel))


def test_the_language_is_that_of_the_texts() -> None:
    assert translation.language() in translation.LANGUAGES
