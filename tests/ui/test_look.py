from __future__ import annotations

import pytest

from streetlaw.domain.errors import StreetLawError
from streetlaw.ui import look
from streetlaw.ui.desk import Desk
from streetlaw.ui.look import LOOK, Look
from tests.fakes.memory import MemoryVault

KEPT = Look(theme="dark", zoom=150, window=(-5, 0, 1366, 738, 1), section="clients", day="2026-11-24")


def test_what_was_kept_comes_back(memory_vault: MemoryVault) -> None:
    with memory_vault.work() as work:
        assert look.read(work) == Look()
        look.write(work, KEPT)
        assert look.read(work) == KEPT


@pytest.mark.parametrize(("text", "read"), [
    ("", Look()), ("[1]", Look()), ('{"zoom": "large", "window": 4, "theme": "dark", "more": 1}',
                                    Look(theme="dark")),
    ('{"zoom": true, "section": null}', Look()),
])
def test_what_is_of_another_make_is_left_out(memory_vault: MemoryVault, text: str, read: Look) -> None:
    with memory_vault.work() as work:
        work.set_setting(LOOK, text)
        assert look.read(work) == read


def test_a_disk_that_takes_nothing_loses_the_look_and_nothing_else(
        desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: object) -> None:
    def full(*_: object) -> None:
        raise StreetLawError("vault.disk_full")
    monkeypatch.setattr(look, "write", full)
    look.keep(desk, KEPT)
    assert desk.look == KEPT
