"""The command line as a whole: usage, passphrases, languages, refusals."""

from __future__ import annotations

import argparse
import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from streetlaw import __version__, cli
from streetlaw.cli import console, people
from streetlaw.domain.errors import StreetLawError
from tests.cli.conftest import PASSPHRASE, Desk, command, said

ROOT = Path(__file__).parent.parent.parent
main = importlib.import_module("streetlaw.cli.main")  # the package has a function of that name


class Terminal(io.StringIO):
    """A standard input that is a terminal."""

    def isatty(self) -> bool:
        return True


def program(*arguments: object, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "streetlaw", *map(str, arguments)],
        cwd=ROOT,
        input=given,
        timeout=300,
        check=False,
        capture_output=True,
        env={**os.environ, **environment},
    )


def test_the_program_reads_the_passphrase_from_its_input_and_answers_in_json(lawyer: Desk) -> None:
    done = program("people", "list", lawyer.folder, "--json", given=PASSPHRASE.encode() + b"\n")
    facts = json.loads(done.stdout)
    assert (done.returncode, done.stderr, facts["ok"]) == (0, b"", True)
    assert facts["people"][0]["name"] == "attorney"
    assert facts["people"][0]["tiers"] == ["A"]


@pytest.mark.parametrize("given", [b"", b"\n", b"\xff\xfe\n"])
def test_an_input_without_a_passphrase_is_refused(lawyer: Desk, given: bytes) -> None:
    done = program("people", "list", lawyer.folder, given=given, PYTHONUTF8="1")
    assert done.returncode == 1
    assert b"[passphrase." in done.stderr
    assert b"Traceback" not in done.stderr


def test_an_old_terminal_gets_what_it_can_show(lawyer: Desk, tmp_path: Path) -> None:
    done = program(
        "people",
        "list",
        tmp_path / "жок ңөү",
        "--json",
        "--passphrase-file",
        lawyer.key,
        "--language",
        "ky",
        PYTHONIOENCODING="cp1251",
        PYTHONUTF8="0",
    )
    assert done.returncode == 1
    assert json.loads(done.stdout.decode("cp1251"))["code"] == "vault.not_found"


def test_a_bug_names_its_place_and_no_value() -> None:
    text = (
        "import sys; from streetlaw import cli; from streetlaw.cli import vault\n"
        "def broken(args, console): raise ValueError('Айбек')\n"
        "vault._check = broken\n"
        "cli.main(['vault', 'check', 'x'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", text], cwd=ROOT, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 1
    assert b"ValueError <string>:2" in done.stderr
    assert "Айбек".encode() not in done.stderr


def test_who_stops_reading_stops_no_command(lawyer: Desk) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "streetlaw",
                "people",
                "list",
                str(lawyer.folder),
                "--passphrase-file",
                str(lawyer.key),
            ],
            cwd=ROOT,
            stdout=closed,
            stderr=subprocess.PIPE,
            timeout=300,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["vault"],
        ["pdf", "x"],
        ["demo", "--out", "x", "--clients", "many"],
        ["demo", "--out", "x", "--clients", "-1"],
        ["vault", "check", "x", "--language", "tlh"],
    ],
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(arguments) == 2
    assert "usage:" in capsys.readouterr().err


def test_help_and_version_end_with_zero(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["-h"], ["vault", "create", "--help"]):
        assert cli.main(arguments) == 0
    assert cli.main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out


def test_a_passphrase_is_never_an_argument() -> None:
    options = [option for action in actions(main._parser()) for option in action.option_strings]
    asking = {option for option in options if "pass" in option}
    assert asking == {"--passphrase-file", "--new-passphrase-file", "--root-passphrase-file"}


def actions(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from actions(inner)


class TestThePrompt:
    @pytest.fixture(autouse=True)
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sys.stdin", Terminal())

    @staticmethod
    def answers(monkeypatch: pytest.MonkeyPatch, *given: str) -> None:
        left = iter(given)

        def ask(_prompt: str) -> str:
            for answer in left:
                return answer
            raise EOFError

        monkeypatch.setattr("getpass.getpass", ask)

    def test_asks_once_to_open(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers(monkeypatch, "one")
        assert console.passphrase(None) == "one"

    def test_asks_twice_for_a_new_one(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers(monkeypatch, "one", "one", "one", "two")
        assert console.passphrase(None, twice=True) == "one"
        with pytest.raises(StreetLawError) as refused:
            console.passphrase(None, twice=True)
        assert refused.value.code == "passphrase.differs"

    def test_takes_the_end_of_the_input_for_no_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers(monkeypatch)
        with pytest.raises(StreetLawError) as refused:
            console.passphrase(None)
        assert refused.value.code == "passphrase.empty"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "passphrase.unreadable"),
        (b"\xff\xfe", "passphrase.unreadable"),
        (b"", "passphrase.empty"),
        (b"\nsecond", "passphrase.empty"),
    ],
)
def test_a_passphrase_file_without_a_passphrase(
    lawyer: Desk, tmp_path: Path, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / "key").write_bytes(content)
    done = command("vault", "check", lawyer.folder, "--passphrase-file", tmp_path / "key")
    assert (done.status, done.code) == (1, code)


def test_a_refusal_has_its_code_and_its_sentence_in_three_languages(tmp_path: Path, lawyer: Desk) -> None:
    missing = ("vault", "check", tmp_path / "nowhere", "--passphrase-file", lawyer.key)
    messages = set()
    for language in ("ky", "ru", "en"):
        done = command(*missing, language=language)
        assert (done.status, done.facts["ok"], done.code, done.facts["facts"]) == (
            1,
            False,
            "vault.not_found",
            {},
        )
        spoken = said(*missing, language=language)
        assert (spoken.status, spoken.out) == (1, "")
        assert spoken.err == f"{done.facts['message']} [vault.not_found]\n"
        messages.add(done.facts["message"])
    assert len(messages) == 3


def test_stopping_is_a_refusal(lawyer: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(people, "own_card", stop)
    done = lawyer.do("people", "card", "--out", lawyer.folder.parent / "card")
    assert (done.status, done.code) == (1, "work.cancelled")
    assert not (lawyer.folder.parent / "card").exists()


def test_the_language_of_the_system_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    for system, spoken in (("ru_RU", "ru"), ("ky_KG", "ky"), ("de_DE", "en"), (None, "en")):
        monkeypatch.setattr(main.locale, "getlocale", lambda _category, system=system: (system, "UTF-8"))
        assert main._language([]) == spoken
    assert main._language(["x", "--language=ky"]) == "ky"
    assert main._language(["x", "--language", "ru"]) == "ru"


def test_progress_is_drawn_for_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal, file = Terminal(), io.StringIO()
    for stream, as_json in ((terminal, False), (file, False), (file, True)):
        monkeypatch.setattr("sys.stderr", stream)
        ticker = console.Console(as_json=as_json).progress("Reading")
        ticker(1, 2)
        ticker(2, 2)
    assert terminal.getvalue().count("\r") == 2
    assert "100 %" in terminal.getvalue()
    assert file.getvalue() == ""
