"""`streetlaw demo`: what it writes, that it is the same again, and that it takes away nothing but a demo."""

from __future__ import annotations

import json
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from streetlaw import cli
from streetlaw.cli import demo, shop
from streetlaw.demo import casework
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.storage.vault import unlock
from tests.cli.conftest import Done, command, said

pytestmark = pytest.mark.slow

STEPS = 11


def run(out: Path, *more: object) -> Done:
    return command("demo", "--out", out, "--clients", 12, *more)


def content(out: Path) -> tuple[Sequence[str], Sequence[str]]:
    """The clients' codes and the narratives."""
    vault = unlock(out / "lawyer.streetlaw", demo.PASSPHRASE, surroundings=shop.surroundings())
    try:
        with vault.work() as work:
            return (
                sorted(client.code for client in work.list(Client)),
                sorted(incident.narrative for incident in work.list(Incident)),
            )
    finally:
        vault.close()


def without_times(report: Mapping[str, Any]) -> dict[str, Any]:
    return {**report, "steps": [step["step"] for step in report["steps"]]}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo."""
    out = tmp_path_factory.mktemp("demo") / "first"
    assert run(out).status == 0
    return out


@pytest.fixture(scope="module")
def report(first: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((first / "report.json").read_text(encoding="utf-8"))
    return told


def test_everything_is_written_and_private(first: Path, report: dict[str, Any]) -> None:
    assert sorted(path.name for path in first.iterdir()) == sorted(demo._OURS)
    names = sorted(path.name for path in (first / "out").iterdir())
    assert names == sorted(report["files"])
    assert {
        "review-request.slb",
        "review.slb",
        "summary-attorney-ky.pdf",
        "legal-aid-application-ru.pdf",
    } <= set(names)
    for path in (first, *first.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_the_report_tells_counts_languages_steps_and_seconds(report: dict[str, Any]) -> None:
    assert (report["seed"], report["clients"]) == (7, 12)
    assert report["counts"]["clients"] == 14
    counts = report["counts"]
    assert counts["cases_sent"] == counts["cases_received"] > counts["reviews"] > 1, "some always wait"
    assert set(report["languages"]["stories"]) == {"ky", "ru"}
    assert report["languages"]["papers"] == {"ky": 4, "ru": 4, "en": 4}
    assert len(report["steps"]) == STEPS
    assert all(isinstance(step["seconds"], float) for step in report["steps"])


def test_the_refused_export_is_seen(first: Path, report: dict[str, Any], tmp_path: Path) -> None:
    assert {refusal["code"] for refusal in report["refusals"]} >= {
        "consent.withdrawn",
        "export.nothing_to_send",
    }
    spoken = said("demo", "--out", tmp_path / "spoken", "--clients", "0", "--no-window", language="ru")
    assert "[consent.withdrawn]" in spoken.err
    assert "Отказ в передаче" in spoken.out


def test_the_same_seed_makes_the_same_demo(first: Path, report: dict[str, Any], tmp_path: Path) -> None:
    assert run(tmp_path / "again").status == 0
    again = json.loads((tmp_path / "again" / "report.json").read_text(encoding="utf-8"))
    assert without_times(again) == without_times(report)
    assert content(tmp_path / "again") == content(first)
    assert run(tmp_path / "other", "--seed", 8).status == 0
    assert content(tmp_path / "other") != content(first)


def test_a_second_run_replaces_a_demo_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "demo"
    assert run(out, "--clients", 0).status == 0
    (out / ".0123456789abcdef.part").mkdir()  # as a crash would leave it
    again = run(out, "--clients", 0)
    assert (again.status, again.facts["counts"]["clients"]) == (0, 2)
    assert sorted(path.name for path in out.iterdir()) == sorted(demo._OURS)

    (out / "letter.txt").write_text("mine")
    before = sorted(out.rglob("*"))
    assert run(out).code == "demo.folder_occupied"
    assert sorted(out.rglob("*")) == before


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "lawyer.streetlaw").mkdir()
    (tmp_path / "lawyer.streetlaw" / "vault.db").write_text("mine")
    (tmp_path / "passphrase.txt").write_text("another passphrase\n")
    (tmp_path / "file").write_text("mine")
    for out in (tmp_path, tmp_path / "file"):
        assert run(out).code == "demo.folder_occupied"
    assert (tmp_path / "lawyer.streetlaw" / "vault.db").read_text() == "mine"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "out").symlink_to(tmp_path / "precious")
    (tmp_path / "demo" / "passphrase.txt").write_text(demo.PASSPHRASE)
    assert run(tmp_path / "demo").code == "demo.folder_occupied"
    assert (tmp_path / "precious").is_dir()


@pytest.mark.parametrize("trouble", [KeyboardInterrupt(), StreetLawError("vault.disk_full")])
def test_a_demo_that_stops_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: BaseException
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise trouble

    monkeypatch.setattr(casework, "save_note", stop)
    done = run(tmp_path / "demo")
    assert (done.status, done.code) == (1, getattr(trouble, "code", "work.cancelled"))
    assert list((tmp_path / "demo").iterdir()) == []


def test_the_window_opens_on_a_screen_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[tuple[Path, Path]] = []

    def show(vault: Path, passphrase_file: Path) -> int:
        shown.append((vault, passphrase_file))
        return 0

    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":99")
    arguments = ["demo", "--out", str(tmp_path / "demo"), "--clients", "0"]
    for more in (["--no-window"], ["--json"]):
        assert cli.main([*arguments, *more], open_window=show) == 0
    assert cli.main(arguments) == 0
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert cli.main(arguments, open_window=show) == 0
    assert shown == []
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert cli.main(arguments, open_window=show) == 0
    assert shown == [(tmp_path / "demo" / "lawyer.streetlaw", tmp_path / "demo" / "passphrase.txt")]
    assert shown[0][1].read_text() == demo.PASSPHRASE + "\n"
