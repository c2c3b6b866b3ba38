"""Any order of what people and machines do to a vault, against a model of dictionaries (Hypothesis).

After each step: all that was acknowledged is there and nothing else, only the right secrets open, and an
examination finds the vault sound. `make faults EXAMPLES=500` tries longer.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from copy import deepcopy
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from streetlaw.domain.action import Attachment, Note
from streetlaw.domain.client import Client
from streetlaw.domain.record import Outcome
from streetlaw.services.actions import save_note
from streetlaw.services.attachments import AttachFile, attach_file, open_attachment
from streetlaw.services.clients import OpenClient, open_client, save_client
from streetlaw.services.erasure import erase_client
from streetlaw.services.history import undo
from streetlaw.storage import backup, vault
from streetlaw.storage.vault import OpenVault
from tests.faults.samples import Sample, make, search_agrees
from tests.faults.writer import PASSPHRASE, surroundings
from tests.storage.refusals import refused
from tests.storage.restored import restored

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
STEPS = 30
WORDS = st.text(alphabet="абвгёжңөүxyz", min_size=1, max_size=12)
PASSPHRASES = st.sampled_from(["one two three", "бир эки үч", "ёлка Ångström", "  spaces  "])


@dataclass
class Model:
    """What a vault should hold, by record id."""

    clients: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, str]] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    passphrase: str = PASSPHRASE


class VaultMachine(RuleBasedStateMachine):
    """One vault through good and bad days."""

    pattern: Sample

    def __init__(self) -> None:
        super().__init__()
        self._room = tempfile.TemporaryDirectory()
        self._places = 0
        self.vault: OpenVault | None = None
        self.model = Model()
        self.copy: tuple[Path, Model] | None = None
        self.older: tuple[bytes, Model] | None = None
        self.last: tuple[Outcome, Model] | None = None

    def teardown(self) -> None:
        if self.vault is not None:
            self.vault.close()
        self._room.cleanup()

    def _place(self, name: str) -> Path:
        self._places += 1
        return Path(self._room.name) / f"{name}-{self._places}"

    @property
    def open(self) -> OpenVault:
        assert self.vault is not None
        return self.vault

    @initialize()
    def begin(self) -> None:
        self.sample = self.pattern.copied(self._place("vault"))
        self.vault = self.sample.unlock()
        with self.vault.work() as work:
            self.model.clients = {client.id: client.family_name for client in work.list(Client)}
            self.model.notes = {note.id: (note.client_id, note.text) for note in work.list(Note)}
            found = work.list(Attachment)
        with self.vault.work() as work:
            self.model.files = {one.id: (one.client_id, open_attachment(work, one.id)) for one in found}

    # ── Work ─────────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.vault is not None)
    @rule(name=WORDS)
    def take_in(self, name: str) -> None:
        with self.open.work() as work:
            client = open_client(work, OpenClient(client=Client(named=True, family_name=name))).the(Client)
        self.model.clients[client.id] = name
        self.last = None

    @precondition(lambda self: self.vault is not None and self.model.clients)
    @rule(text=WORDS, data=st.data())
    def note(self, text: str, data: st.DataObject) -> None:
        owner, before = self._client(data), deepcopy(self.model)
        with self.open.work() as work:
            done = save_note(work, Note(client_id=owner, text=text))
        self.model.notes[done.the(Note).id] = (owner, text)
        self.last = (done, before)

    @precondition(lambda self: self.vault is not None and self.model.clients)
    @rule(content=st.binary(max_size=5000), data=st.data())
    def attach(self, content: bytes, data: st.DataObject) -> None:
        owner = self._client(data)
        with self.open.work() as work:
            done = attach_file(work, AttachFile(client_id=owner, name="file", source=BytesIO(content)))
        self.model.files[done.the(Attachment).id] = (owner, content)

    @precondition(lambda self: self.vault is not None and self.model.clients)
    @rule(name=WORDS, data=st.data())
    def rename(self, name: str, data: st.DataObject) -> None:
        owner, before = self._client(data), deepcopy(self.model)
        with self.open.work() as work:
            done = save_client(work, replace(work.get(Client, owner), family_name=name))
        self.model.clients[owner] = name
        self.last = (done, before)

    @precondition(lambda self: self.vault is not None and self.last is not None)
    @rule()
    def take_back(self) -> None:
        assert self.last is not None
        (done, before), self.last = self.last, None
        if any(change.id in {**self.model.clients, **self.model.notes} for change in done.changes):
            with self.open.work() as work:
                undo(work, done)
            self.model = replace(before, passphrase=self.model.passphrase)

    @precondition(lambda self: self.vault is not None and self.model.clients)
    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        gone = self._client(data)
        with self.open.work() as work:
            erase_client(work, work.get(Client, gone))
        del self.model.clients[gone]
        self.model.notes = {id: one for id, one in self.model.notes.items() if one[0] != gone}
        self.model.files = {id: one for id, one in self.model.files.items() if one[0] != gone}
        self.last = None

    def _client(self, data: st.DataObject) -> str:
        self.last = None
        return data.draw(st.sampled_from(sorted(self.model.clients)))

    # ── Keys ─────────────────────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.vault is not None)
    @rule(new=PASSPHRASES)
    def change_passphrase(self, new: str) -> None:
        self.open.change_passphrase(self.model.passphrase, new)
        self.model.passphrase = new

    @precondition(lambda self: self.vault is not None)
    @rule(guess=PASSPHRASES)
    def lock(self, guess: str) -> None:
        """Lock; another passphrase opens nothing."""
        self._close()
        if guess != self.model.passphrase:
            with refused("vault.wrong_passphrase"):
                vault.unlock(self.sample.folder, guess, surroundings=surroundings())

    @precondition(lambda self: self.vault is None)
    @rule(by_words=st.booleans())
    def unlock(self, by_words: bool) -> None:
        self.vault = self.sample.unlock() if by_words else vault.unlock(
            self.sample.folder, self.model.passphrase, surroundings=surroundings())
        assert not self.vault.rolled_back

    # ── Copies and bad days ──────────────────────────────────────────────────────────────────────────────

    @precondition(lambda self: self.vault is not None)
    @rule()
    def back_up(self) -> None:
        target = self._place("backup")
        backup.backup(self.open, target)
        self.copy = (target, deepcopy(self.model))

    @precondition(lambda self: self.copy is not None)
    @rule(by_words=st.booleans())
    def restore(self, by_words: bool) -> None:
        assert self.copy is not None
        file, self.model = self.copy[0], deepcopy(self.copy[1])
        self._close()
        self.sample = Sample(self._place("restored"), self.sample.words)
        secret = {"recovery_words": self.sample.words} if by_words else {"passphrase": self.model.passphrase}
        restored(file, self.sample.folder, **secret)
        self.older, self.last = None, None

    @precondition(lambda self: self.vault is not None)
    @rule()
    def crash(self) -> None:
        """The program ends without closing anything: what is on the disk goes on."""
        left = self._place("crashed")
        shutil.copytree(self.sample.folder, left)
        self._close()
        self.sample = Sample(left, self.sample.words)
        self.older = None

    @precondition(lambda self: self.vault is None)
    @rule()
    def keep_the_database(self) -> None:
        self.older = ((self.sample.folder / "vault.db").read_bytes(), deepcopy(self.model))

    @precondition(lambda self: self.vault is None and self.older is not None)
    @rule()
    def put_an_older_database_back(self) -> None:
        """It is told until it is accepted; attachments taken in since are gone then."""
        assert self.older is not None
        database = self.sample.folder / "vault.db"
        changed = database.read_bytes() != self.older[0]
        database.write_bytes(self.older[0])
        self.model = replace(deepcopy(self.older[1]), passphrase=self.model.passphrase)
        opened = self.sample.unlock()
        assert opened.rolled_back or not changed
        for lost in opened.check().damaged:
            with opened.work() as work:
                work.remove(work.get(Attachment, lost))
                work.commit("attachment.erased")
            del self.model.files[lost]
        opened.accept_rollback()
        opened.close()
        self.last = None

    def _close(self) -> None:
        if self.vault is not None:
            self.vault.close()
            self.vault = None

    # ── What always holds ────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def everything_acknowledged_is_there_and_nothing_else(self) -> None:
        if self.vault is None:
            return
        with self.vault.work() as work:
            assert {client.id: client.family_name for client in work.list(Client)} == self.model.clients
            assert {note.id: (note.client_id, note.text) for note in work.list(Note)} == self.model.notes
            sealed = {one.id: (one.client_id, work.blobs.open(one.blob, one.identity))
                      for one in work.list(Attachment)}
        assert sealed == self.model.files
        report = self.vault.check()
        assert report.sound
        assert report.strays == 0
        assert search_agrees(self.vault)


@pytest.fixture(scope="module", autouse=True)
def made(tmp_path_factory: pytest.TempPathFactory) -> None:
    VaultMachine.pattern = make(tmp_path_factory.mktemp("model") / "vault")


TestVault = VaultMachine.TestCase
TestVault.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large])
