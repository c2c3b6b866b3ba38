"""`streetlaw audit`, `subject-copy`, `erase`."""

from __future__ import annotations

import builtins
import json
import stat
import sys
from pathlib import Path

import pytest

from streetlaw.domain.action import Note
from streetlaw.domain.case import Case, Party, PartyRole
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
    copy = ("subject-copy", "--client", lawyer.codes[0])
    assert run(lawyer, *copy, "--out", out).code == "copy.not_seen"
    word = run(lawyer, *copy).facts["seen"]
    assert content(lawyer.folder) == before
    done = run(lawyer, *copy, "--out", out, "--seen", word, "--paper-language", "ky")
    assert done.status == 0
    assert sorted(path.name for path in out.iterdir()) == ["copy.json", "copy.pdf"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in out.iterdir()} == {0o600}
    data = json.loads((out / "copy.json").read_text(encoding="utf-8"))
    assert (data["code"], len(data["records"])) == (lawyer.codes[0], done.facts["records"])
    assert "Сыдыкова" in text((out / "copy.pdf").read_bytes())
    assert content(lawyer.folder) == before
    assert run(lawyer, "audit", "show", "--lines", 1).facts["lines"][0]["action"] == "client.copied"
    assert run(lawyer, "subject-copy", "--client", lawyer.codes[0], "--out", out).code == "file.exists"


def test_a_passage_is_held_back_with_its_reason(lawyer: Desk, tmp_path: Path) -> None:
    copy = ("subject-copy", "--client", lawyer.codes[0])
    with opened(lawyer.folder) as vault, vault.work() as work:
        (client,) = work.list(Client, code=lawyer.codes[0])
        (case,) = work.list(Case, client_id=client.id)
        work.add(Party(case_id=case.id, name="Canary Bird", role=PartyRole.RELATIVE))
        work.add(Note(client_id=client.id, case_id=case.id, text="Came alone. Canary hit her."))
        work.commit("note.saved")
    shown = run(lawyer, *copy)
    (passage,) = [one for one in shown.facts["passages"] if one["names"]]
    assert (passage["text"], passage["names"]) == ("Canary hit her.", ["Canary Bird"])
    spoken = said(*copy[:1], lawyer.folder, *copy[1:], "--passphrase-file", lawyer.key)
    assert "Canary hit her.  ← seems to name: Canary Bird" in spoken.out
    write = (*copy, "--seen", shown.facts["seen"], "--hold-back", passage["number"])
    assert run(lawyer, *write, "--out", tmp_path / "a").code == "copy.reason_needed"
    assert run(lawyer, *write[:-1], 9999, "--reason", "x", "--out", tmp_path / "a").code == "copy.no_passage"
    assert not (tmp_path / "a").exists()
    done = run(lawyer, *write, "--reason", "about a relative", "--out", tmp_path / "a")
    assert (done.status, done.facts["held_back"]) == (0, 1)
    data = (tmp_path / "a" / "copy.json").read_text(encoding="utf-8")
    paper = text((tmp_path / "a" / "copy.pdf").read_bytes())
    for told in (data, paper):
        assert "Canary" not in told
        assert "Came alone." in told
        assert "about a relative" in told
    again = run(lawyer, *copy)
    assert [one["held_back"] for one in again.facts["passages"] if one["names"]] == ["about a relative"]
    done = run(lawyer, *copy, "--seen", again.facts["seen"], "--hand-out", passage["number"],
               "--out", tmp_path / "b")
    assert (done.status, done.facts["held_back"]) == (0, 0)
    assert "Canary hit her." in (tmp_path / "b" / "copy.json").read_text(encoding="utf-8")


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
