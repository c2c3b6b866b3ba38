"""Verifying a publication with tuf. Import through `updating`, which keeps the network out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tuf.api.exceptions import DownloadError, DownloadHTTPError, RepositoryError
from tuf.api.metadata import Metadata, Root, TargetFile
from tuf.ngclient import FetcherInterface, Updater, UpdaterConfig

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.hidden_signs import visible
from streetlaw.packs import loader, soundness
from streetlaw.packs.in_force import place_of
from streetlaw.packs.publication.layout import CODE, LARGEST_STATEMENT, METADATA, PACK, PUBLISHER, TARGETS
from streetlaw.packs.publication.why_refused import refusal
from streetlaw.packs.reading import ordinary
from streetlaw.packs.reading.archive import MAX_ARCHIVE
from streetlaw.services.law.publications import (
    Aside,
    LeftAside,
    Publication,
    PublishedPack,
    Publisher,
    Trust,
    Words,
)
from streetlaw.services.progress import Progress

ROLES: Final = ("root", "timestamp", "snapshot", "targets")

LARGEST_ROOT: Final = 64 * 1024
LIMITS: Final = UpdaterConfig(max_root_rotations=64, max_delegations=0, root_max_length=LARGEST_ROOT,
                              timestamp_max_length=16 * 1024, snapshot_max_length=256 * 1024,
                              targets_max_length=LARGEST_STATEMENT)
_ROOT_FILE: Final = re.compile(r"([1-9][0-9]{0,5})\.root\.json")
_SAFE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*")


class FolderFetcher(FetcherInterface):
    """Reads parts of a publication from its folder, and remembers the statement that was read last."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self.folder = folder
        self.asked = ""
        self.statement = b""
        self.total = 0
        self._done = 0
        self._progress = progress

    def _fetch(self, url: str) -> Iterator[bytes]:
        self.asked, self.statement = url, b""
        if not _SAFE.fullmatch(url):
            raise StreetLawError("update.damaged", file=visible(url[:80]))
        for chunk in read_chunks(self.folder / url):
            self._done += len(chunk)
            self._progress(self._done, max(self.total, self._done))
            if url.startswith(f"{METADATA}/"):
                self.statement += chunk
            yield chunk


def read_chunks(path: Path) -> Iterator[bytes]:
    """What stands in an ordinary file; tuf's own "404" when there is none, else `update.not_read`."""
    try:
        yield from ordinary.chunks(path)
    except FileNotFoundError:
        raise DownloadHTTPError("missing", 404) from None
    except OSError:
        raise StreetLawError("update.not_read", file=path.name) from None


def publisher(folder: Path, words: Words) -> Trust:
    """The newest root in the folder, and who it says it is."""
    newest = max(_root_files(folder), default=None)
    if newest is None:
        raise StreetLawError("update.none_here")
    name = f"{newest}.root.json"
    try:
        content = b""
        for chunk in read_chunks(folder / METADATA / name):
            content += chunk
            if len(content) > LARGEST_ROOT:
                raise StreetLawError("update.too_large", file=name)
        root = Metadata[Root].from_bytes(content)
        root.signed.verify_delegate(Root.type, root.signed_bytes, root.signatures)
    except (RepositoryError, DownloadError):
        raise StreetLawError("update.damaged", file=name) from None
    return Trust(statements={"root": content}, publisher=_publisher(root.signed, words))


def _root_files(folder: Path) -> list[int]:
    try:
        names = [path.name for path in (folder / METADATA).iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError:
        raise StreetLawError("update.not_read", file=METADATA) from None
    return [int(found[1]) for name in names if (found := _ROOT_FILE.fullmatch(name))]


def _publisher(root: Root, words: Words) -> Publisher:
    """The name a root gives, and words over its keys themselves: ids of keys can be chosen at will."""
    role = root.get_delegated_role(Root.type)
    keys = sorted(f"{key.keytype} {key.scheme} {key.keyval.get('public')}"
                  for key in (root.get_key(id) for id in role.keyids))
    said = root.unrecognized_fields.get(PUBLISHER)
    name = visible(" ".join(said.split()))[:80] if isinstance(said, str) else ""
    return Publisher(name=name, words=words(f"publisher of law {role.threshold}", "\n".join(keys)),
                     root=root.version)


def read(folder: Path, trust: Trust, words: Words, progress: Progress) -> Publication:
    """Verify the publication in that folder against the trust, by tuf's own client workflow.

    The client keeps its files in a folder of this process alone, which goes when the work ends.
    """
    fetcher = FolderFetcher(folder, progress)
    try:
        with TemporaryDirectory(prefix="law-") as place:
            try:
                return _read(Path(place), trust, words, fetcher)
            except (RepositoryError, DownloadError) as error:
                newest = Path(place) / "root.json"
                root = newest.read_bytes() if newest.exists() else trust.statements["root"]
                raise refusal(error, fetcher.asked, fetcher.statement, folder, root) from None
    except OSError:
        raise StreetLawError("update.no_room") from None


def _read(place: Path, trust: Trust, words: Words, fetcher: FolderFetcher) -> Publication:
    for role in ROLES[1:]:
        if role in trust.statements:
            (place / f"{role}.json").write_bytes(trust.statements[role])
    updater = Updater(str(place), METADATA, target_base_url=TARGETS, fetcher=fetcher, config=LIMITS,
                      bootstrap=trust.statements["root"])
    updater.refresh()
    statements = {role: (place / f"{role}.json").read_bytes() for role in ROLES}
    signed = {role: Metadata[Any].from_bytes(statements[role]).signed for role in ROLES}
    packs, aside = _parts(updater, signed["targets"].targets, place / "part", fetcher)
    return Publication(
        base=trust, trust=Trust(statements=statements, publisher=_publisher(signed["root"], words)),
        expires=min(each.expires for each in signed.values()).astimezone(UTC),
        packs=packs, aside=aside)


def _parts(updater: Updater, targets: Mapping[str, TargetFile], place: Path,
           fetcher: FolderFetcher) -> tuple[list[PublishedPack], list[LeftAside]]:
    packs: list[PublishedPack] = []
    aside: list[LeftAside] = []
    known = {path: each for path, each in sorted(targets.items()) if _said(each, "kind") == PACK}
    aside += [LeftAside(path=visible(path[:120]), kind=_said(each, "kind"), why=Aside.UNKNOWN_KIND)
              for path, each in sorted(targets.items()) if path not in known]
    fetcher.total = sum(each.length for each in known.values())
    for path, target in known.items():
        fetcher.asked = f"{TARGETS}/{path}"
        if target.length > MAX_ARCHIVE:
            raise StreetLawError("update.too_large", file=path)
        updater.download_target(target, str(place))
        archive = place.read_bytes()
        target.verify_length_and_hashes(archive)
        found = _pack(target, path, archive)
        if isinstance(found, PublishedPack):
            if any(found.code == other.code for other in packs):  # nobody could say which is meant
                raise StreetLawError("update.damaged", file=visible(path[:120]))
            packs.append(found)
        else:
            aside.append(found)
    return packs, aside


def _pack(target: TargetFile, path: str, archive: bytes) -> PublishedPack | LeftAside:
    """The pack of an archive, when it is what its publisher says and this program can read it."""
    code, version = _said(target, "code"), _said(target, "version")
    if not CODE.fullmatch(code):
        raise StreetLawError("update.damaged", file=path)
    try:
        place = place_of(code, archive)
        pack = loader.load_folder(place)
    except StreetLawError as error:
        if error.code != "pack.invalid":
            raise
        return LeftAside(path=path, kind=PACK, why=Aside.UNREADABLE)
    if (pack.code, pack.version) != (code, version) or any(soundness.steering(place)):
        raise StreetLawError("update.damaged", file=path)
    return PublishedPack(code=code, version=version, archive=archive)


def _said(target: TargetFile, key: str) -> str:
    custom = target.custom
    said = custom.get(key) if isinstance(custom, dict) else None
    return visible(said[:40]) if isinstance(said, str) else ""
