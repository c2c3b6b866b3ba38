"""A vault full of invented people, made once and kept in `.bench/`."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from streetlaw.cli import shop
from streetlaw.demo.job import Job, Tools
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.services.progress import silent
from streetlaw.storage.kdf import TEST
from streetlaw.storage.vault import OpenVault, create, unlock

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".bench"
PASSPHRASE = "invented people only"

_SHAPED_BY = (
    "streetlaw/demo/*.py", "streetlaw/domain/folding.py", "streetlaw/storage/search.py",
    "streetlaw/storage/texts.py", "resources/demo/*",
)
"""Not the format: a vault of an older one is brought up to date when it is opened."""


class Quiet:
    """Says nothing while the demo does its job."""

    def say(self, text: str) -> None:
        """Nothing."""

    def warn(self, warning: StreetLawError) -> None:
        """Nothing."""


@contextmanager
def populated(clients: int) -> Iterator[OpenVault]:
    """The lawyer's vault after the whole job on so many people, open; a finished one is taken from the cache.

    Says how long making it took.
    """
    folder = CACHE / f"{clients}-{_shape()}"
    if not folder.exists():
        _make(folder, clients)
    with _closing(unlock(folder / "lawyer", PASSPHRASE, surroundings=shop.surroundings())) as vault:
        yield vault


def _make(folder: Path, clients: int) -> None:
    CACHE.mkdir(exist_ok=True)
    for stale in CACHE.glob(f"{clients}-*"):
        shutil.rmtree(stale)
    building = folder.with_suffix(".part")
    (building / "out").mkdir(parents=True)
    tools = Tools(envelopes=shop.envelopes(), papers=PdfPapers(), write=shop.write_new, out=building / "out")
    around = shop.surroundings(random.Random(1))
    with (
        _closing(create(building / "lawyer", PASSPHRASE, surroundings=around, kdf=TEST).vault) as lawyer,
        _closing(create(building / "attorney", PASSPHRASE, surroundings=around, kdf=TEST).vault) as attorney,
    ):
        job = Job(lawyer, attorney, tools, random.Random(7), Quiet())
        started = time.perf_counter()
        report = job.run(clients, silent)
        took = time.perf_counter() - started
        records = sum(lawyer.check().counts.values())
    building.rename(folder)
    seconds = next(step["seconds"] for step in report.steps if step["step"] == "Synthetic clients")
    print(f"made {records:,} records of {clients:,} clients in {took:.0f} s"
          f" ({records / max(float(seconds), 0.001):,.0f} records a second)")  # fmt: skip


def _shape() -> str:
    """Changes whenever another vault would come out."""
    files = sorted(path for pattern in _SHAPED_BY for path in ROOT.glob(pattern))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


@contextmanager
def _closing(vault: OpenVault) -> Iterator[OpenVault]:
    try:
        yield vault
    finally:
        vault.close()
