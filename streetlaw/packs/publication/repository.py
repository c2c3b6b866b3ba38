"""A publication on its publisher's own disk: reading its signed statements, and writing the next ones.

What is signed last names everything before it, and is written last: whoever copies the folder while it is
written, or finds it after a power cut, has the publication as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Self

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Role, Root, Snapshot, Targets, Timestamp

from streetlaw.domain.errors import StreetLawError
from streetlaw.packs.publication import whole_files
from streetlaw.packs.publication.layout import DAILY, LARGEST_STATEMENT, METADATA, PUBLISHER, TARGETS
from streetlaw.packs.publication.role_keys import RoleKeys
from streetlaw.packs.reading import ordinary

_NUMBERED: Final = re.compile(r"([0-9]+)\.(root|snapshot|targets)\.json")


class Repository:
    """The newest statements of a publication."""

    def __init__(self, folder: Path, *, root: Metadata[Root], timestamp: Metadata[Timestamp],
                 snapshot: Metadata[Snapshot], targets: Metadata[Targets]) -> None:
        self.folder = folder
        self.root, self.timestamp, self.snapshot, self.targets = root, timestamp, snapshot, targets

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read the publication in a folder; raises `publish.none_here` where there is no whole one."""
        try:
            root = _read(folder, f"{max(_roots(folder), default=0)}.root.json")
            timestamp: Metadata[Timestamp] = _read(folder, "timestamp.json")
            snapshot: Metadata[Snapshot] = _read(
                folder, f"{timestamp.signed.snapshot_meta.version}.snapshot.json")
            targets = _read(folder, f"{snapshot.signed.meta['targets.json'].version}.targets.json")
        except (OSError, RepositoryError, KeyError):
            raise StreetLawError("publish.none_here") from None
        return cls(folder, root=root, timestamp=timestamp, snapshot=snapshot, targets=targets)

    @classmethod
    def begin(cls, folder: Path, root: Root) -> Self:
        """A publication of which nothing is signed yet, in a folder of its own."""
        ends = root.expires
        daily = Timestamp(expires=ends), Snapshot(expires=ends), Targets(expires=ends)
        for signed in daily:
            signed.version = 0
        timestamp, snapshot, targets = daily
        return cls(folder, root=Metadata(root), timestamp=Metadata(timestamp), snapshot=Metadata(snapshot),
                   targets=Metadata(targets))

    @property
    def name(self) -> str:
        """What the publisher calls themselves."""
        return str(self.root.signed.unrecognized_fields.get(PUBLISHER, ""))

    @property
    def last_day(self) -> datetime:
        """When the first of the statements ends, UTC."""
        ends: list[datetime] = [each.signed.expires for each in self.statements().values()]
        return min(ends)

    def put(self, path: str, content: bytes, digest: str) -> None:
        """Write a part under the name by which its statement will name it; raises `file.not_written`."""
        folder, _, name = path.rpartition("/")
        try:
            (self.folder / TARGETS / folder).mkdir(parents=True, exist_ok=True)
        except OSError:
            raise StreetLawError("file.not_written", file=name) from None
        whole_files.write(self.folder / TARGETS / folder / f"{digest}.{name}", content)

    def renew(self, roles: Iterable[str], keys: RoleKeys, until: datetime,
              also: Mapping[str, str] = MappingProxyType({})) -> None:
        """Sign the statements of those daily roles anew, and what names them; `until` is when they end.

        `also` are keys that sign for a role beside those the root names.
        """
        renewed = {*roles}
        for role in DAILY:
            if renewed & {*DAILY[:DAILY.index(role) + 1]}:
                self._sign(role, keys, until, {each for each in (also.get(role),) if each})
        self.sweep()

    def is_signed(self, role: str) -> bool:
        """True when the root's keys of that role signed its statement."""
        statement = self.statements()[role]
        try:
            self.root.signed.verify_delegate(role, statement.signed_bytes, statement.signatures)
        except RepositoryError:
            return False
        return True

    def save_root(self, keys: RoleKeys, before: Role | None, until: datetime) -> None:
        """Sign the root with its keys, and with those `before`: who trusts those alone has to follow.

        Raises `publish.no_key`, `publish.too_few_keys`.
        """
        role = self.root.signed.roles["root"]
        self.root.signed.expires = until
        self.root.signatures.clear()
        for signer in keys.signers("root", {*role.keyids, *(before.keyids if before else ())}):
            self.root.sign(signer, append=True)
        for each in (role, before or role):
            if len(self.root.signatures.keys() & {*each.keyids}) < each.threshold:
                raise StreetLawError("publish.too_few_keys", threshold=each.threshold)
        name = f"{self.root.signed.version}.root.json"
        whole_files.write(self.folder / METADATA / name, self.root.to_bytes())

    def _sign(self, role: str, keys: RoleKeys, until: datetime, also: AbstractSet[str]) -> None:
        statement = self.statements()[role]
        signed = statement.signed
        signed.version += 1
        signed.expires = until
        if role == "snapshot":
            self.snapshot.signed.meta["targets.json"] = self._meta(self.targets)
        if role == "timestamp":
            self.timestamp.signed.snapshot_meta = self._meta(self.snapshot)
        statement.signatures.clear()
        named = {*self.root.signed.roles[role].keyids}
        if len(signers := keys.signers(role, named)) < self.root.signed.roles[role].threshold:
            raise StreetLawError("publish.no_key", role=role)
        for signer in (*signers, *(keys.signers(role, also) if also else ())):
            statement.sign(signer, append=True)
        name = "timestamp.json" if role == "timestamp" else f"{signed.version}.{role}.json"
        whole_files.write(self.folder / METADATA / name, statement.to_bytes())

    def _meta(self, statement: Metadata[Any]) -> MetaFile:
        return MetaFile.from_data(statement.signed.version, statement.to_bytes(), ["sha256"])

    def statements(self) -> dict[str, Metadata[Any]]:
        """The signed statements by role."""
        return {"root": self.root, "targets": self.targets, "snapshot": self.snapshot,
                "timestamp": self.timestamp}

    def sweep(self) -> None:
        """Take away what nothing names any more; every root stays, for those who last saw an early one.

        What cannot be taken away does no harm, and goes next time.
        """
        with suppress(OSError):
            self._take_away()

    def _take_away(self) -> None:
        kept = {(self.snapshot.signed.version, "snapshot"), (self.targets.signed.version, "targets")}
        for path in (self.folder / METADATA).iterdir():
            if path.name.startswith("."):  # half written, when something ended it
                path.unlink(missing_ok=True)
            named = _NUMBERED.fullmatch(path.name)
            if named and named[2] != "root" and (int(named[1]), named[2]) not in kept:
                path.unlink(missing_ok=True)
        parts = {part for path, target in self.targets.signed.targets.items()
                 for part in target.get_prefixed_paths()}
        for path in (self.folder / TARGETS).rglob("*"):
            if path.is_file() and path.relative_to(self.folder / TARGETS).as_posix() not in parts:
                path.unlink(missing_ok=True)


def _roots(folder: Path) -> list[int]:
    found = (_NUMBERED.fullmatch(path.name) for path in (folder / METADATA).iterdir())
    return [int(each[1]) for each in found if each and each[2] == "root"]


def _read(folder: Path, name: str) -> Metadata[Any]:
    return Metadata[Any].from_bytes(ordinary.read(folder / METADATA / name, LARGEST_STATEMENT))


def after(now: datetime, days: int) -> datetime:
    """So many days later, to the second, as statements say it."""
    return (now + timedelta(days=days)).replace(microsecond=0)
