"""What the settings say of the computer and of the program."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from streetlaw.domain.finding import Finding, act, fine, know
from streetlaw.ui.desk import Desk
from streetlaw.ui.promises import DOES_NOT, PROTECTS
from streetlaw.ui.route import Route
from streetlaw.ui.settings.about_block import AboutBlock
from streetlaw.ui.settings.protections import Protections
from streetlaw.ui.shell.shell import Shell


class FakeDoctor:
    """Finds something of each weight."""

    def program(self) -> tuple[Finding, ...]:
        return (fine("search.works"), act("fonts.missing", fonts="Inter"))

    def computer(self, folder: Path) -> tuple[Finding, ...]:
        assert folder == Path("vault")
        return (fine("swap.none"), know("pictures.possible"), act("disk.plain"))


@pytest.fixture
def settings(shell: Shell, desk: Desk) -> Shell:
    desk.tools = replace(desk.tools, doctor=FakeDoctor())
    shell.navigator.go(Route("settings", tab="about"))
    return shell


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


def test_about_says_what_is_protected_and_what_was_found(settings: Shell, qtbot: QtBot) -> None:
    (about,) = settings.findChildren(AboutBlock)
    qtbot.waitUntil(lambda: "The system writes nothing of its memory to the disk." in texts(about.computer))
    assert [promise.text for promise in PROTECTS if promise.text not in texts(about.protects)] == []
    assert [text for text in DOES_NOT if text not in texts(about.does_not)] == []
    assert "Fonts are missing or damaged: Inter." in texts(about.program)
    assert "Install the program again." in texts(about.program)


def test_security_says_only_what_is_not_fine(settings: Shell, qtbot: QtBot) -> None:
    (protections,) = settings.findChildren(Protections)
    qtbot.waitUntil(lambda: len(texts(protections)) > 3)
    said = texts(protections)
    disk, pictures = (next(at for at, text in enumerate(said) if text.startswith(start))
                      for start in ("The disk of this computer", "Linux cannot"))
    assert disk < pictures, "what is to be done comes first"
    rows = [label for label in protections.findChildren(QLabel) if label.text().startswith("Linux cannot")]
    assert [row.isVisibleTo(protections) for row in rows] == [False], "what is only good to know waits"
    protections.more.click()
    assert [row.isVisibleTo(protections) for row in rows] == [True]
    assert not protections.more.isVisibleTo(protections)
    assert not any("writes nothing of its memory" in text for text in said)
    assert protections.badge.accessibleName() or protections.badge.isVisible()
