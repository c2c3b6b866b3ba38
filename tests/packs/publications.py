"""Publications made for a test: real ones, only that their keys are sealed without the cost of scrypt."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pyrage
import pytest

from streetlaw import resources
from streetlaw.packs.publication import publishing, role_keys
from streetlaw.packs.publication.publishing import Plan
from streetlaw.packs.publication.repository import after
from streetlaw.packs.publication.role_keys import RoleKeys
from streetlaw.packs.publication.updating import LocalPublications

NAME = "Archa Law Desk"
PASSPHRASE = "nine quiet rivers"


def words(one: str, other: str) -> tuple[str, ...]:
    """Six words without the cost of scrypt."""
    return tuple(f"w{byte}" for byte in hashlib.sha256(f"{one}\n{other}".encode()).digest()[:6])


PUBLICATIONS = LocalPublications(words)


@contextmanager
def cheap_keys() -> Iterator[None]:
    def seal(pem: bytes, passphrase: str) -> bytes:
        return passphrase.encode() + b"\n" + pem

    def unseal(sealed: bytes, passphrase: str) -> bytes:
        said, _, pem = sealed.partition(b"\n")
        if said != passphrase.encode():
            raise pyrage.DecryptError
        return pem

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(role_keys, "seal", seal)
        patch.setattr(role_keys, "unseal", unseal)
        yield


class Desk:
    """A curator's desk: a publication, its keys, and the packs that are edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder, self.keys = root / "publication", RoleKeys(root / "keys", PASSPHRASE)

    def begin(self, *, name: str = NAME, root_keys: int = 1, threshold: int = 1, days: int = 90) -> Desk:
        plan = Plan(name=name, root_keys=root_keys, threshold=threshold, days=days)
        with cheap_keys():
            publishing.begin(self.folder, self.keys, plan, datetime.now(UTC))
        return self

    def pack(self, version: str, code: str = "kg") -> Path:
        """The shipped pack, under another version, to be edited."""
        folder = self.root / "packs" / version / code
        if not folder.exists():
            shutil.copytree(resources.path("packs", code), folder)
        settings = folder / "pack.toml"
        text = settings.read_text(encoding="utf-8")
        later = re.sub(r'(?m)^version = ".*"$', f'version = "{version}"', text, count=1)
        settings.write_text(later, encoding="utf-8")
        return folder

    def new_country(self, version: str) -> Path:
        """The pack of a country that the program does not bring."""
        folder = self.pack(version, "bg")
        settings = folder / "pack.toml"
        text = settings.read_text(encoding="utf-8").replace('code = "bg"', 'code = "xb"', 1)
        settings.write_text(text.replace("Bulgaria", "Xanadu"), encoding="utf-8")
        return folder

    def add(self, folder: Path, *, kind: str = "pack", days: int = 90) -> None:
        now = datetime.now(UTC)
        with cheap_keys():
            part = publishing.part_of(folder, kind, now.date())
            publishing.add(self.folder, self.keys, [part], after(now, days))

    def refresh(self, days: int = 90) -> None:
        with cheap_keys():
            publishing.refresh(self.folder, self.keys, after(datetime.now(UTC), days))

    def rotate(self, role: str = "root") -> None:
        with cheap_keys():
            publishing.rotate(self.folder, self.keys, role, datetime.now(UTC))

    def copied(self, to: Path) -> Path:
        """The publication as somebody carries it away."""
        shutil.copytree(self.folder, to)
        return to

    def again(self, to: Path) -> Desk:
        """A desk with a copy of everything."""
        shutil.copytree(self.root, to)
        return Desk(to)
