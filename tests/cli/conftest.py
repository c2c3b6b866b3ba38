"""Commands run in this process, on copies of two vaults made once by commands."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from streetlaw import cli
from streetlaw.cli import shop
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.consent import Consent, Purpose
from streetlaw.domain.incident import Act, Incident, Source, SourceKind
from streetlaw.domain.record import PartialDate
from streetlaw.services.clients import OpenClient, open_client
from streetlaw.services.incidents import finish_incident
from streetlaw.storage import kdf
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.vault import OpenVault, unlock

PASSPHRASE = "seven small words"


@dataclass
class Done:
    """How a command ended and what it said."""

    status: int
    out: str
    err: str
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> object:
        return self.facts.get("code")


def command(*arguments: object, language: str = "en") -> Done:
    """Run a command with `--json` and read its result."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main([*map(str, arguments), "--json", "--language", language])
    (line,) = out.getvalue().splitlines() or ["{}"]
    return Done(status, out.getvalue(), err.getvalue(), json.loads(line))


def said(*arguments: object, language: str = "en") -> Done:
    """Run a command that speaks to people."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main([*map(str, arguments), "--language", language])
    return Done(status, out.getvalue(), err.getvalue())


@contextmanager
def opened(folder: Path) -> Iterator[OpenVault]:
    vault = unlock(folder, PASSPHRASE, surroundings=shop.surroundings())
    try:
        yield vault
    finally:
        vault.close()


def content(folder: Path) -> dict[str, Sequence[Any]]:
    """Everything a vault holds: two of them are equal when nothing changed in between."""
    with opened(folder) as vault, vault.work() as work:
        return {name: work.list(kind) for name, kind in KINDS.items()}


@dataclass(frozen=True)
class Desk:
    """A vault in a folder of its own, and the file with its passphrase."""

    folder: Path
    key: Path
    codes: tuple[str, ...] = ()

    def do(self, *arguments: object) -> Done:
        """Run `streetlaw GROUP [WHAT] VAULT …`: the vault is put in where it belongs."""
        groups = 1 if arguments[0] in ("pdf", "import") else 2
        return command(*arguments[:groups], self.folder, *arguments[groups:], "--passphrase-file", self.key)

    def refused(self, code: str, *arguments: object) -> Done:
        """The same, expecting that refusal and a vault that did not change."""
        before = content(self.folder)
        done = self.do(*arguments)
        assert (done.status, done.code) == (1, code)
        assert content(self.folder) == before
        return done


@pytest.fixture(autouse=True, scope="package")
def derived_once() -> Iterator[None]:
    """Derive each key from its passphrase once: the same few vaults are opened hundreds of times here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kdf, "from_passphrase", cache(kdf.from_passphrase))
        yield


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[str, ...]]:
    """The folder of two vaults whose owners trust each other, and the codes of the lawyer's clients."""
    root = tmp_path_factory.mktemp("vaults")
    key = root / "key"
    key.write_text(PASSPHRASE + "\n")
    shared = ("--passphrase-file", key)
    for name, role in (("lawyer", "lawyer"), ("attorney", "supervisor")):
        made = command("vault", "create", root / name, "--name", name, "--role", role, "--fast-key", *shared)
        assert made.status == 0
        assert command("people", "card", root / name, "--out", root / f"{name}.slk", *shared).status == 0
    for mine, theirs in (("lawyer", "attorney"), ("attorney", "lawyer")):
        added = command(
            "people", "add", root / mine, root / f"{theirs}.slk", "--compared", "call", "--tier", "A", *shared
        )
        assert added.status == 0
    return root, _clients(root / "lawyer")


def _clients(folder: Path) -> tuple[str, ...]:
    supervisor = Consent(purpose=Purpose.SUPERVISOR, how="oral", language="ky")
    people: tuple[tuple[Client, tuple[Consent, ...]], ...] = (
        (Client(named=True, family_name="Сыдыкова", given_name="Айгүл"), (supervisor,)),
        (Client(), (supervisor,)),
        (Client(), ()),
    )
    codes = []
    with opened(folder) as vault:
        for client, consents in people:
            with vault.work() as work:
                done = open_client(work, OpenClient(client=client, consents=consents, case=Case(matter="x")))
            known, case = done.the(Client), done.the(Case)
            codes.append(known.code)
            with vault.work() as work:
                finish_incident(
                    work,
                    Incident(
                        client_id=known.id,
                        case_id=case.id,
                        narrative="Рассказ",
                        region=work.pack.regions_in("")[0].code,
                        occurred=PartialDate.on(work.today - timedelta(days=3)),
                        grounds=("health",),
                        setting=next(iter(work.pack.settings)),
                        sources=(Source(kind=SourceKind.PERSON),),
                        acts=(Act(violation=next(iter(work.pack.violations))),),
                    ),
                )
    return tuple(codes)


@pytest.fixture
def desk_of(templates: tuple[Path, tuple[str, ...]], tmp_path: Path) -> Callable[[str], Desk]:
    root, codes = templates

    def copied(name: str) -> Desk:
        shutil.copytree(root / name, tmp_path / name)
        return Desk(tmp_path / name, root / "key", codes)

    return copied


@pytest.fixture
def lawyer(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("lawyer")


@pytest.fixture
def attorney(desk_of: Callable[[str], Desk]) -> Desk:
    return desk_of("attorney")
