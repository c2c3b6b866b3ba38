"""`streetlaw audit`, `subject-copy`, `erase`."""

from __future__ import annotations

import builtins
import json
import stat
import sys
from pathlib import Path

import pytest

from streetlaw.domain.client import Client
from tests.cli.conftest import Desk, Done, command, content, opened, said
from tests.documents.reading import text


def run(lawyer: Desk, *arguments: object) -> Done:
    groups = 2 if arguments[0] == "audit" else 1
    return command(*arguments[:groups], lawyer.folder, *arguments[groups:], "--passphrase-file", lawyer.key)


def test_the_log_is_verified(lawyer: Desk) -> None:
    done = run(lawyer, "audit", "verify")
    assert (done.status, done.facts["broken"]) == (0, 0)
    assert done.facts["lines"] > 10
    assert len(done.facts["head"]) == 64


def test_a_log_that_was_altered_is_refused_with_what_is_known(lawyer: Desk) -> None:
    with opened(lawyer.folder) as vault, vault.opened().engine.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET name = 'nothing' WHERE seq = 3")
    done = run(lawyer, "audit", "verify")
    assert (done.status, done.code, done.facts["broken"]) == (1, "audit.broken", 3)


def test_the_log_is_shown_page_by_page(lawyer: Desk) -> None:
    first = run(lawyer, "audit", "show", "--lines", 3).facts["lines"]
    rest = run(lawyer, "audit", "show", "--lines", 2, "--before", first[-1]["number"]).facts["lines"]
    numbers = [line["number"] for line in (*first, *rest)]
    assert numbers == list(range(numbers[0], numbers[0] - 5, -1))
    told = said("audit", "show", lawyer.folder, "--passphrase-file", lawyer.key).out
    assert "a person was taken in" in told
    assert lawyer.codes[0] in told
    assert "Сыдыкова" not in told


def test_the_log_is_printed_and_says_so(lawyer: Desk, tmp_path: Path) -> None:
    out = tmp_path / "log.pdf"
    done = run(lawyer, "audit", "print", "--out", out, "--client", lawyer.codes[0], "--paper-language", "en")
    assert done.status == 0
    paper = text(out.read_bytes())
    assert "every line holds" in paper
    assert lawyer.codes[0] in paper
    assert lawyer.codes[1] not in paper
    assert run(lawyer, "audit", "show", "--lines", 1).facts["lines"][0]["action"] == "audit.printed"
    later = run(lawyer, "audit", "print", "--out", tmp_path / "x.pdf", "--since", "2999-01-01")
    assert later.facts["entries"] == 0


def test_a_summary_leaves_a_line(lawyer: Desk, tmp_path: Path) -> None:
    assert lawyer.do("pdf", "--client", lawyer.codes[0], "--out", tmp_path / "s.pdf").status == 0
    (line,) = run(lawyer, "audit", "show", "--lines", 1).facts["lines"]
    assert (line["action"], line["kind"], line["code"]) == ("paper.made", "case", lawyer.codes[0])


def test_a_copy_of_everything_is_written(lawyer: Desk, tmp_path: Path) -> None:
    out, before = tmp_path / "copy", content(lawyer.folder)
    done = run(lawyer, "subject-copy", "--client", lawyer.codes[0], "--out", out, "--paper-language", "ky")
    assert done.status == 0
    assert sorted(path.name for path in out.iterdir()) == ["copy.json", "copy.pdf"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    data = json.loads((out / "copy.json").read_text(encoding="utf-8"))
    assert (data["code"], len(data["records"])) == (lawyer.codes[0], done.facts["records"])
    assert "Сыдыкова" in text((out / "copy.pdf").read_bytes())
    assert content(lawyer.folder) == before
    assert run(lawyer, "audit", "show", "--lines", 1).facts["lines"][0]["action"] == "client.copied"
    assert run(lawyer, "subject-copy", "--client", lawyer.codes[0], "--out", out).code == "file.exists"


def test_a_file_is_erased_when_one_is_sure(lawyer: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    code, before = lawyer.codes[0], content(lawyer.folder)
    assert run(lawyer, "erase", "--client", code).code == "work.cancelled"
    assert content(lawyer.folder) == before
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    answers = iter(["9999", code.lower()])
    monkeypatch.setattr(builtins, "input", lambda _asked: next(answers))
    assert run(lawyer, "erase", "--client", code).code == "work.cancelled"
    done = run(lawyer, "erase", "--client", code)
    assert (done.status, done.facts["client"]) == (0, code)
    with opened(lawyer.folder) as vault, vault.work() as work:
        assert work.find(Client, code=code) is None
    assert run(lawyer, "erase", "--client", code).code == "client.unknown"
    assert run(lawyer, "erase", "--client", lawyer.codes[1], "--yes").status == 0
