"""The file and the line of the log are there together, or neither is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from streetlaw.domain.case import Case, CaseStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.domain.review import Bundle
from streetlaw.services import reviews
from streetlaw.ui import sealing
from tests.fakes.memory import MemoryVault
from tests.services.desks import envelopes
from tests.ui.loop import Loop, add_case, meet


@pytest.fixture
def loop(memory_vault: MemoryVault, pack: Pack) -> Loop:
    loop = meet(memory_vault, pack)
    add_case(loop.lawyer, "4172-K")
    return loop


def seal(loop: Loop, path: Path) -> Outcome:
    prepared = loop.lawyer.prepare("case-4172-K")
    return loop.lawyer.do(sealing.seal_to, path, reviews.make_request, envelopes, prepared)


def nothing_happened(loop: Loop) -> bool:
    (case,) = loop.lawyer.all(Case)
    return not loop.lawyer.all(Bundle) and case.status is CaseStatus.OPEN


def test_the_file_is_the_bundle_of_the_log(loop: Loop, tmp_path: Path) -> None:
    path = tmp_path / "a.slb"
    bundle = seal(loop, path).the(Bundle)
    assert path.stat().st_size == bundle.size
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["a.slb"]
    assert loop.attorney.receive(path.read_bytes()).number == bundle.number


def test_an_older_file_of_that_name_gives_way(loop: Loop, tmp_path: Path) -> None:
    path = tmp_path / "a.slb"
    path.write_bytes(b"before")
    seal(loop, path)
    assert path.read_bytes() != b"before"


def test_a_place_that_cannot_be_written_to_leaves_no_line(loop: Loop, tmp_path: Path) -> None:
    with pytest.raises(StreetLawError) as refused:
        seal(loop, tmp_path / "gone" / "a.slb")
    assert refused.value.code == "file.not_written"
    assert nothing_happened(loop)


def test_a_log_that_cannot_be_written_leaves_no_file(loop: Loop, memory_vault: MemoryVault,
                                                     tmp_path: Path) -> None:
    prepared = loop.lawyer.prepare("case-4172-K")
    memory_vault.fails = StreetLawError("vault.disk_full")
    with pytest.raises(StreetLawError) as refused:
        loop.lawyer.do(sealing.seal_to, tmp_path / "a.slb", reviews.make_request, envelopes, prepared)
    assert refused.value.code == "vault.disk_full"
    assert nothing_happened(loop)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_pulled_out_in_the_last_instant_leaves_neither(
        loop: Loop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.slb"
    monkeypatch.setattr(Path, "replace", _only_unless(path, Path.replace))
    with pytest.raises(StreetLawError) as refused:
        seal(loop, path)
    assert refused.value.code == "file.not_written"
    assert nothing_happened(loop)
    assert list(tmp_path.iterdir()) == []


def test_after_a_failure_the_next_file_has_the_number_the_lost_one_would_have_had(
        loop: Loop, tmp_path: Path) -> None:
    with pytest.raises(StreetLawError):
        seal(loop, tmp_path / "gone" / "a.slb")
    assert seal(loop, tmp_path / "a.slb").the(Bundle).number == 1


def test_names_tell_nothing_and_differ() -> None:
    one, other = sealing.new_name(), sealing.new_name()
    assert one != other
    assert one.endswith(".slb")


def _only_unless(target: Path, rename: Callable[[Path, Any], Path]) -> Callable[[Path, Any], Path]:
    def replaced(self: Path, to: Any) -> Path:
        if Path(to) == target:
            raise OSError("no such device")
        return rename(self, to)
    return replaced
