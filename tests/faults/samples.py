"""Vaults to be mistreated, and what must hold of them afterwards."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Record
from streetlaw.storage import kdf, keys, vault
from streetlaw.storage.kinds import KINDS
from streetlaw.storage.slots import SlotTable
from streetlaw.storage.tables import FULL_TEXT, entry, wording
from streetlaw.storage.texts import Texts, texts
from streetlaw.storage.vault import OpenVault
from tests.faults.writer import PASSPHRASE, Job, Records, surroundings

_WORDS = {"client": "family_name", "note": "text", "attachment": "name"}


@dataclass(frozen=True)
class Sample:
    """A closed vault and the words that open it."""

    folder: Path
    words: tuple[str, ...]

    def unlock(self) -> OpenVault:
        """Open it the fast way."""
        return vault.unlock(self.folder, recovery_words=self.words, surroundings=surroundings())

    def copied(self, folder: Path) -> Sample:
        """The same vault elsewhere."""
        shutil.copytree(self.folder, folder)
        return Sample(folder, self.words)


def make(folder: Path) -> Sample:
    """Make a vault with one client, one note and one file."""
    made = vault.create(folder, PASSPHRASE, surroundings=surroundings(), kdf=kdf.TEST, language="en")
    written = Records(Job(folder, made.recovery_words, 7, lambda _what, _fact: None), made.vault)
    for deed in (written.client, written.note, written.attachment):
        deed()
    made.vault.close()
    return Sample(folder, made.recovery_words)


@dataclass
class Ledger:
    """What a writer was told is safe, line by line."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    passphrase: str = PASSPHRASE
    trying: dict[str, Any] | None = None
    refused: dict[str, Any] | None = None
    others: list[dict[str, Any]] = field(default_factory=list)
    """What was done besides records: vaults made, backed up, restored, upgraded."""
    deeds: int = 0
    closed: bool = False

    def take(self, told: dict[str, Any]) -> None:
        """Note one line of the writer."""
        (what, fact), = told.items()
        if what == "trying":
            self.trying = fact
        elif what == "done":
            self.trying, self.deeds = None, self.deeds + 1
            self._done(fact)
        elif what == "refused":
            self.refused = fact
        self.closed |= what == "closed"

    def _done(self, fact: dict[str, Any]) -> None:
        if "kept" in fact:
            self.kept[fact["kept"]] = fact
        elif "erased" in fact:
            self.erased.add(fact["erased"])
            self.kept = {id: one for id, one in self.kept.items() if one["owner"] != fact["erased"]}
        else:
            self.others.append(fact)
        self.passphrase = fact.get("passphrase", self.passphrase)

    @classmethod
    def of(cls, lines: Iterable[dict[str, Any]]) -> Ledger:
        """The ledger of all that was told."""
        ledger = cls()
        for line in lines:
            ledger.take(line)
        return ledger

    @classmethod
    def read(cls, told: bytes) -> Ledger:
        """The ledger of what a writer told on its output."""
        return cls.of(json.loads(line) for line in told.splitlines())


def lost(opened: OpenVault, ledger: Ledger) -> list[str]:
    """What was acknowledged and is not there as acknowledged, or was erased and is there.

    The deed that was not acknowledged may or may not have happened: one record may differ for it, and the
    client it erased may be gone.
    """
    with opened.work() as work:
        stored = {name: {record.id: record for record in work.list(KINDS[name])} for name in _WORDS}
        found = {id: [hit.record_id for hit in work.search(one["word"])] for id, one in ledger.kept.items()}
    wrong = [id for id, one in ledger.kept.items()
             if _word(stored[one["kind"]].get(id)) != one["word"] or id not in found[id]]
    if ledger.trying is not None and (forgiven := _unacknowledged(wrong, ledger, stored["client"])):
        wrong = [id for id in wrong if id not in forgiven]
    return [*wrong, *sorted(ledger.erased & stored["client"].keys())]


def _unacknowledged(wrong: list[str], ledger: Ledger, clients: dict[str, Record]) -> set[str]:
    """What one deed may have changed: the name of one client, or one client with all that was theirs."""
    owners = {ledger.kept[id]["owner"] for id in wrong}
    if len(owners) != 1:
        return set()
    owner, = owners
    whole = {id for id, one in ledger.kept.items() if one["owner"] == owner}
    return {owner} if owner in clients else whole if whole == set(wrong) else set()


def _word(record: Record | None) -> str | None:
    name = _WORDS.get(next((name for name, kind in KINDS.items() if isinstance(record, kind)), ""))
    return getattr(record, name) if name else None


def search_agrees(opened: OpenVault) -> bool:
    """True when the search knows exactly the words of the stored records, and its indexes are whole."""
    with opened.work() as work:
        records = {record.id: texts(record) for kind in KINDS.values() for record in work.list(kind)}
    wanted = {id: words for id, words in records.items() if words}
    columns = wording.c
    query = select(entry.c.record_id, columns.name, columns.code, columns.phone, columns.words).join(
        wording, columns.number == entry.c.number)
    with opened.opened().engine.connect() as reading:
        known = {id: Texts(*words) for id, *words in reading.execute(query)}
        _check_indexes(reading)
    return known == wanted


def _check_indexes(reading: Connection) -> None:
    """FTS5's own examination against the content table; raises when an index is damaged."""
    for index in FULL_TEXT:
        reading.exec_driver_sql(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    reading.rollback()


def assert_sound(sample: Sample, ledger: Ledger) -> None:
    """Open the vault as on the next morning: nothing acknowledged is lost, and everything is whole."""
    opened = sample.unlock()
    try:
        report = opened.check()
        assert report.sound, report
        assert not opened.rolled_back
        assert lost(opened, ledger) == []
        assert search_agrees(opened)
    finally:
        opened.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the lock, which says nothing."""
    return {str(path.relative_to(folder)): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"}


def opens(table: SlotTable, passphrase: str) -> bool:
    """True when the passphrase opens one of the slots."""
    try:
        keys.open_with(table, passphrase=passphrase)
    except StreetLawError as refusal:
        if refusal.code != "vault.wrong_passphrase":
            raise
        return False
    return True
