"""What a curator does with a publication of law: begin it, add to it, keep it alive, change its keys."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tuf.api.metadata import Key, Root, TargetFile

from streetlaw import resources
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.hidden_signs import visible
from streetlaw.packs import loader
from streetlaw.packs.checking import check
from streetlaw.packs.in_force import is_newer
from streetlaw.packs.publication.layout import (
    CODE,
    DAILY,
    DAYS,
    KINDS,
    METADATA,
    PACK,
    PUBLISHER,
    ROOT_DAYS,
    TARGETS,
)
from streetlaw.packs.publication.one_writer import alone
from streetlaw.packs.publication.repository import Repository, after
from streetlaw.packs.publication.role_keys import RoleKeys
from streetlaw.packs.reading.archive import TABLES, files_in, packed
from streetlaw.packs.reading.place import Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a publication begins: `threshold` of the `root_keys` have to sign whenever keys change."""

    name: str
    root_keys: int = 1
    threshold: int = 1
    days: int = DAYS
    root_days: int = ROOT_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing to publish, as one file."""

    kind: str
    code: str
    version: str
    as_of: str
    content: bytes

    @property
    def path(self) -> str:
        """Where it stands in the publication."""
        return f"{self.kind}/{self.code}.zip"


def begin(folder: Path, keys: RoleKeys, plan: Plan, now: datetime) -> Repository:
    """Make an empty publication and all its keys.

    Raises `publish.exists`, `publish.keys_inside`, `publish.threshold`, `publish.name_needed`,
    `publish.passphrase_empty`, `file.not_written`.
    """
    if (folder / METADATA).exists() or (folder / TARGETS).exists() or any(keys.folder.glob("*.key")):
        raise StreetLawError("publish.exists")
    if keys.folder.resolve().is_relative_to(folder.resolve()):
        raise StreetLawError("publish.keys_inside")
    if not 1 <= plan.threshold <= plan.root_keys <= 9:
        raise StreetLawError("publish.threshold")
    if not plan.name.strip():
        raise StreetLawError("publish.name_needed")
    _make_room(folder)
    try:
        with alone(folder / METADATA):
            return _begun(folder, keys, plan, now)
    except BaseException:  # half a publication, or keys of none, would only be in the way
        _clear(folder)
        for key in keys.folder.glob("*.key"):
            key.unlink(missing_ok=True)
        raise


def _make_room(folder: Path) -> None:
    try:
        (folder / METADATA).mkdir(parents=True)
    except OSError:
        raise StreetLawError("file.not_written", file=folder.name) from None
    try:
        (folder / TARGETS).mkdir()
    except OSError:
        _clear(folder)
        raise StreetLawError("file.not_written", file=folder.name) from None


def _clear(folder: Path) -> None:
    for path in (folder / METADATA, folder / TARGETS):
        shutil.rmtree(path, ignore_errors=True)


def _begun(folder: Path, keys: RoleKeys, plan: Plan, now: datetime) -> Repository:
    root = Root(expires=after(now, plan.root_days), unrecognized_fields={PUBLISHER: plan.name.strip()})
    for role, many in (("root", plan.root_keys), *((role, 1) for role in DAILY)):
        for _ in range(many):
            root.add_key(keys.make(role).public_key, role)
    root.roles["root"].threshold = plan.threshold
    made = Repository.begin(folder, root)
    made.save_root(keys, None, after(now, plan.root_days))
    made.renew(DAILY, keys, after(now, plan.days))
    return made


@contextmanager
def _changing(folder: Path) -> Iterator[Repository]:
    """The publication, for one writer at a time; what a refusal leaves half written is taken away.

    Raises `publish.none_here`, `publish.in_use`, `file.not_written`.
    """
    with alone(folder / METADATA):
        try:
            yield Repository.open(folder)
        except BaseException:
            with suppress(StreetLawError):
                Repository.open(folder).sweep()
            raise


def part_of(folder: Path, kind: str, today: date) -> Part:
    """A folder as it will be published; a pack is checked first, and brings the common words it shares.

    Raises `pack.not_sound`, `publish.unknown_kind`, `publish.bad_code`, `publish.cannot_read`,
    `publish.too_large`.
    """
    if kind not in KINDS:
        raise StreetLawError("publish.unknown_kind", kind=kind)
    if not folder.is_dir():
        raise StreetLawError("publish.cannot_read", file=visible(folder.name))
    if kind != PACK:
        code = folder.resolve().name
        return Part(kind=kind, code=code, version="", as_of="", content=packed(files_in(folder, _code(code))))
    place = copied(folder)
    mistakes = [each for each in check(place, today) if not each.problem.is_warning]
    if mistakes:
        raise StreetLawError("pack.not_sound", mistakes=len(mistakes))
    header = loader.header_of(place)
    return Part(kind=kind, code=header.code, version=header.version, as_of=header.as_of,
                content=packed(place.files))


def copied(folder: Path) -> Held:
    """The tables of a pack as they are now, and the common words it shares: what is checked is published.

    Raises `publish.bad_code`, `publish.cannot_read`, `publish.too_large`.
    """
    try:
        header = loader.header_of(folder)
    except StreetLawError:
        return Held(files_in(folder, "pack", TABLES), "pack")  # the check says what is wrong
    files = files_in(folder, _code(header.code), TABLES)
    if header.extends:
        beside = folder.resolve().parent / header.extends
        common = beside if beside.is_dir() else resources.path("packs", header.extends)
        files |= files_in(common, header.extends, TABLES) if common.is_dir() else {}
    return Held(files, header.code)


def _code(code: str) -> str:
    if not CODE.fullmatch(code):
        raise StreetLawError("publish.bad_code", code=visible(code))
    return code


def add(folder: Path, keys: RoleKeys, parts: Sequence[Part], until: datetime) -> list[Part]:
    """Publish those parts; gives the ones that were not published like that already.

    Raises `publish.none_here`, `publish.in_use`, `publish.twice`, `publish.not_newer` for a changed pack
    whose version did not rise, what `RoleKeys.signers` raises, `file.not_written`.
    """
    if len({part.path for part in parts}) < len(parts):
        raise StreetLawError("publish.twice")
    with _changing(folder) as found:
        news = [part for part in parts if _is_news(found, part)]
        for part in news:
            target = TargetFile.from_data(part.path, part.content, ["sha256"])
            said = {"kind": part.kind, "code": part.code, "version": part.version, "as_of": part.as_of}
            target.unrecognized_fields["custom"] = said
            found.put(part.path, part.content, target.hashes["sha256"])
            found.targets.signed.targets[part.path] = target
        if news:
            found.renew(DAILY, keys, until)
        return news


def _is_news(found: Repository, part: Part) -> bool:
    known = found.targets.signed.targets.get(part.path)
    if known is None:
        return True
    if known.hashes.get("sha256") == hashlib.sha256(part.content).hexdigest():
        return False
    before = str((known.custom or {}).get("version", ""))
    if part.kind == PACK and not is_newer(part.version, before):
        raise StreetLawError("publish.not_newer", code=part.code, version=before)
    return True


def refresh(folder: Path, keys: RoleKeys, until: datetime) -> Repository:
    """Let the publication be valid until then: a new timestamp, and what would end before it."""
    with _changing(folder) as found:
        ending = {role for role, statement in (("targets", found.targets), ("snapshot", found.snapshot))
                  if statement.signed.expires < until or not found.is_signed(role)}
        found.renew({"timestamp", *ending}, keys, until)
        return found


def rotate(folder: Path, keys: RoleKeys, role: str, now: datetime, days: int = DAYS,
           root_days: int = ROOT_DAYS) -> Repository:
    """Give a role a new key in place of its oldest; who trusts the publisher follows by themselves.

    The root signs it with the keys before and after. Raises what `add` raises, `publish.unknown_role`,
    `publish.too_few_keys`.
    """
    if role not in ("root", *DAILY):
        raise StreetLawError("publish.unknown_role", role=role)
    with _changing(folder) as found:
        root = found.root.signed
        before = deepcopy(root.roles["root"])
        if len(keys.signers("root", before.keyids)) < before.threshold:
            raise StreetLawError("publish.too_few_keys", threshold=before.threshold)
        old = root.roles[role].keyids[0]
        new: Key = keys.make(role).public_key
        try:
            if role != "root":  # signed by both keys first: whoever carries the folder away can use it
                found.renew({role}, keys, after(now, days), also={role: new.keyid})
            root.revoke_key(old, role)
            root.add_key(new, role)
            root.version += 1
            found.save_root(keys, before, after(now, root_days))
        except StreetLawError:
            keys.drop(role, new.keyid)
            raise
        return found
