"""A program that writes to a vault and tells what it was told is safe, until somebody kills it.

`python -m tests.faults.writer MODE FOLDER SEED WORDS…` does one job. With `--nursery` it forks one job after
the other, as lines of JSON ask it to on standard input: so a hundred jobs cost one start.

It tells one JSON object a line: {"trying": …} before a deed, {"done": …} once the vault acknowledged it, and
{"refused": code} when the vault said no.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from streetlaw.domain.action import Attachment, Note
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.services.actions import save_note
from streetlaw.services.attachments import AttachFile, attach_file
from streetlaw.services.clients import OpenClient, erase_client, open_client, save_client
from streetlaw.services.law import here, updates
from streetlaw.services.law.publications import Publication, PublishedPack, Publisher, Trust
from streetlaw.services.law.updates import PackChange, Proposal
from streetlaw.storage import backup, kdf, vault
from streetlaw.storage.decoy import Decoy
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.vault import OpenVault, Surroundings
from tests.fakes.pack import bare_pack
from tests.storage.restored import restored

PASSPHRASE = "invented people only"
"""It opens every vault the writer is set on, the frozen ones too."""

DURESS = "seven words under duress"

_LETTERS = "bdgklmnprstvz"

Deed = dict[str, Any]
Tell = Callable[[str, Any], None]


def surroundings(seed: int = 1) -> Surroundings:
    """A pack without law and numbers that come again."""
    pack = bare_pack()
    return Surroundings(load_pack=lambda _code: pack, random=Random(seed))


class Job:
    """One vault to write to, and somebody to tell."""

    def __init__(self, folder: Path, words: tuple[str, ...], seed: int, tell: Tell) -> None:
        self.folder = folder
        self.words = words
        self.rng = Random(seed)
        self.tell = tell

    def open(self) -> OpenVault:
        """Open the vault by its recovery words: nothing is stretched."""
        return vault.unlock(self.folder, recovery_words=self.words,
                            surroundings=surroundings(self.rng.getrandbits(32)))

    def word(self) -> str:
        """Eight letters nobody wrote before."""
        return "".join(self.rng.choices(_LETTERS, k=8))

    def keep(self, deeds: Iterable[Callable[[], Deed]], what: Callable[[], Deed] = dict) -> None:
        """Do one thing after the other and tell each; a refusal ends it."""
        for deed in deeds:
            self.tell("trying", what())
            self.tell("done", deed())


# ── Records ─────────────────────────────────────────────────────────────────────────────────────────────


class Records:
    """Clients, notes, files; some are changed, some erased."""

    def __init__(self, job: Job, opened: OpenVault) -> None:
        self._job = job
        self._vault = opened
        self._clients: list[str] = []

    def endless(self) -> Iterator[Callable[[], Deed]]:
        """Deeds without end; a client always comes first."""
        yield self.client
        while True:
            yield self._job.rng.choice(
                (self.client, self.note, self.note, self.attachment, self.edit, self.erase))

    def client(self) -> Deed:
        name = self._job.word()
        with self._vault.work() as work:
            done = open_client(work, OpenClient(client=Client(named=True, family_name=name))).the(Client)
        self._clients.append(done.id)
        return {"kept": done.id, "kind": "client", "owner": done.id, "word": name}

    def note(self) -> Deed:
        owner, text = self._job.rng.choice(self._clients), self._job.word()
        with self._vault.work() as work:
            done = save_note(work, Note(client_id=owner, text=text)).the(Note)
        return {"kept": done.id, "kind": "note", "owner": owner, "word": text}

    def attachment(self) -> Deed:
        owner, name = self._job.rng.choice(self._clients), self._job.word()
        content = self._job.rng.randbytes(self._job.rng.randrange(1, 200_000))
        with self._vault.work() as work:
            done = attach_file(
                work, AttachFile(client_id=owner, name=name, source=BytesIO(content))).the(Attachment)
        return {"kept": done.id, "kind": "attachment", "owner": owner, "word": name}

    def edit(self) -> Deed:
        owner, name = self._job.rng.choice(self._clients), self._job.word()
        with self._vault.work() as work:
            save_client(work, replace(work.get(Client, owner), family_name=name))
        return {"kept": owner, "kind": "client", "owner": owner, "word": name}

    def erase(self) -> Deed:
        if len(self._clients) < 2:
            return self.client()
        gone = self._clients.pop(self._job.rng.randrange(len(self._clients)))
        with self._vault.work() as work:
            erase_client(work, work.get(Client, gone))
        return {"erased": gone}


def records(job: Job) -> None:
    """Write records without end."""
    opened = job.open()
    job.tell("open", None)
    job.keep(Records(job, opened).endless())


def day(job: Job) -> None:
    """Write forty things and close, as on a short day."""
    opened = job.open()
    deeds = Records(job, opened).endless()
    job.tell("open", None)
    job.keep(next(deeds) for _ in range(40))
    opened.close()
    job.tell("closed", None)


# ── Keys, copies, formats ───────────────────────────────────────────────────────────────────────────────


def passphrase(job: Job) -> None:
    """Change the passphrase without end."""
    opened, known = job.open(), PASSPHRASE
    job.tell("open", None)
    while True:
        new = job.word()
        job.tell("trying", {"passphrase": new})
        opened.change_passphrase(known, new)
        job.tell("done", {"passphrase": new})
        known = new


def backups(job: Job) -> None:
    """Write records and back them up over the same file, without end."""
    opened = job.open()
    deeds = Records(job, opened).endless()
    job.tell("open", None)
    while True:
        job.keep(next(deeds) for _ in range(3))
        job.tell("trying", {"backup": True})
        backup.backup(opened, job.folder.with_name("copy.slbak"))
        job.tell("done", {"backup": True})


def restores(job: Job) -> None:
    """Back up once, then restore to one new place after the other, without end."""
    opened, copy = job.open(), job.folder.with_name("copy.slbak")
    backup.backup(opened, copy)
    job.tell("open", None)
    for number in count():
        job.tell("trying", {"restored": True})
        restored(copy, job.folder.with_name(f"restored-{number}"), recovery_words=job.words)
        job.tell("done", {"restored": True})


def erasures(job: Job) -> None:
    """Take clients in and erase them, without end."""
    opened = job.open()
    made = Records(job, opened)
    job.tell("open", None)
    while True:
        job.keep((made.client, made.note, made.attachment, made.erase))


def upgrade(job: Job) -> None:
    """Open a vault of an older format, which brings it up to date, and close it."""
    job.tell("open", None)
    job.tell("trying", {"upgrade": True})
    opened = vault.unlock(job.folder, PASSPHRASE, surroundings=surroundings())
    job.tell("done", {"upgrade": True})
    opened.close()
    job.tell("closed", None)


def keys(job: Job) -> None:
    """Change the passphrase three times and close."""
    opened = job.open()
    known = PASSPHRASE
    for new in (job.word(), job.word(), job.word()):
        job.tell("trying", {"passphrase": new})
        opened.change_passphrase(known, new)
        job.tell("done", {"passphrase": new})
        known = new
    opened.close()
    job.tell("closed", None)


def ways(job: Job) -> None:
    """Make and take away ways into the vault without end, a duress passphrase among them."""
    opened = job.open()
    keyring = Keyring(opened)
    job.tell("open", None)

    def fill(decoy: Decoy) -> None:
        with decoy.work() as work:
            open_client(work, OpenClient(client=Client(named=True, family_name=job.word())))

    changes: tuple[Callable[[], object], ...] = (
        lambda: keyring.make_shares(PASSPHRASE),
        lambda: keyring.add_key_file(PASSPHRASE, PASSPHRASE, job.rng.randbytes(64)),
        lambda: keyring.recalibrate(PASSPHRASE, kdf.TEST),
        lambda: keyring.set_duress(PASSPHRASE, DURESS, fill),
        lambda: keyring.clear_duress(PASSPHRASE),
    )
    while True:
        job.tell("trying", {"way": True})
        job.rng.choice(changes)()
        job.tell("done", {"way": True})


def end(job: Job) -> None:
    """Overwrite everything that opens the vault."""
    opened = job.open()
    job.tell("open", None)
    job.tell("trying", {"erased": ""})
    Keyring(opened).erase()
    job.tell("done", {"way": True})


def copies(job: Job) -> None:
    """Make a vault, back it up twice over the same file and restore it beside."""
    made = vault.create(job.folder, PASSPHRASE, surroundings=surroundings(), kdf=kdf.TEST)
    job.tell("done", {"created": True})
    written = Records(job, made.vault)
    copy = job.folder.with_name("copy.slbak")
    for deed in (written.client, written.attachment):
        job.keep((deed,))
        job.tell("trying", {"backup": True})
        backup.backup(made.vault, copy)
        job.tell("done", {"backup": True})
    restored(copy, job.folder.with_name("restored"), passphrase=PASSPHRASE)
    job.tell("done", {"restored": True})
    made.vault.close()
    job.tell("closed", None)


def law(job: Job) -> None:
    """Take one edition of the law after the other, without end; every part of one says which it is."""
    opened = job.open()
    job.tell("open", None)
    for number in count(1):
        edition = f"{number:06d}"
        job.tell("trying", {"law": edition})
        with opened.work() as work:
            updates.take(work, _edition(here.trusted(work), work.pack, edition))
        job.tell("done", {"law": edition})


def _edition(before: Trust | None, pack: Pack, edition: str) -> Proposal:
    """A publication all of whose parts are made of its number."""
    publisher = Publisher(name=edition, words=(edition,))
    base = before or Trust(statements={"root": b"first"}, publisher=publisher)
    statements = {role: edition.encode() * 500 for role in here.ROLES}
    published = PublishedPack(code="xx", version=edition, archive=edition.encode() * 20_000)
    publication = Publication(base=base, trust=Trust(statements=statements, publisher=publisher),
                              expires=datetime(2030, 1, 1, tzinfo=UTC), packs=(published,))
    change = PackChange(code="xx", before=pack, after=pack, amendments=(), moves=())
    return Proposal(publication=publication, packs=(change,), aside=())


MODES: dict[str, Callable[[Job], None]] = {
    "records": records, "day": day, "passphrase": passphrase, "backups": backups, "restores": restores,
    "erasures": erasures, "upgrade": upgrade, "keys": keys, "ways": ways, "end": end,
    "copies": copies, "law": law,
}


def run(mode: str, job: Job) -> None:
    """Do a job; a refusal is told and ends it."""
    try:
        MODES[mode](job)
    except StreetLawError as refusal:
        job.tell("refused", {"code": refusal.code, **refusal.facts})


def teller(descriptor: int) -> Tell:
    """Tell in whole lines, each by one write, at once."""
    def tell(what: str, fact: Any) -> None:
        os.write(descriptor, (json.dumps({what: fact}) + "\n").encode())
    return tell


def nursery() -> None:
    """Fork a job for each line on standard input; each tells first which process it is, to its own pipe."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin.buffer:
        wanted = json.loads(line)
        if os.fork() == 0:
            tell = teller(os.open(wanted["pipe"], os.O_WRONLY))
            tell("pid", os.getpid())
            try:
                run(wanted["mode"], Job(Path(wanted["folder"]), tuple(wanted["words"]), wanted["seed"], tell))
            finally:
                sys.stderr.flush()
                os._exit(0)


def main() -> None:
    """Do what the command line says."""
    if sys.argv[1] == "--nursery":
        nursery()
        return
    mode, folder, seed, *words = sys.argv[1:]
    run(mode, Job(Path(folder), tuple(words), int(seed), teller(sys.stdout.fileno())))


if __name__ == "__main__":
    main()
