"""What commands work with: the adapters, put together once, and a vault opened for one command."""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from streetlaw.cli.console import Console, passphrase
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.exchange.envelope import Envelopes
from streetlaw.packs.loader import load
from streetlaw.services.trail import warning
from streetlaw.storage import files
from streetlaw.storage.vault import OpenVault, Surroundings, unlock


@cache
def pack(code: str) -> Pack:
    """A jurisdiction's pack, read once."""
    return load(code)


def surroundings(chance: random.Random | None = None) -> Surroundings:
    """The packs and the clock of this machine; chance too, unless some is given."""
    return Surroundings(load_pack=pack, random=chance or random.SystemRandom())


def envelopes() -> Envelopes:
    """Sealing and opening bundles."""
    return Envelopes()


@contextmanager
def opened(args: argparse.Namespace, console: Console) -> Iterator[OpenVault]:
    """The vault `args.vault`, open until the command ends; raises what `unlock` raises."""
    vault = unlock(args.vault, passphrase(args.passphrase_file), surroundings=surroundings())
    try:
        if (found := warning(vault.log)) is not None:
            console.warn(found)
        yield vault
    finally:
        vault.close()


def refuse_existing(target: Path) -> None:
    """No command writes over a file: raises `file.exists`. Asked first, before anybody waits for anything."""
    if target.exists() or target.is_symlink():
        raise StreetLawError("file.exists", file=target.name)


def write_new(target: Path, content: bytes) -> None:
    """Write a new file whole or not at all, readable by its owner only.

    Raises `file.exists`, `file.not_written`.
    """
    refuse_existing(target)
    with writing(target), files.replacing(target) as file:
        file.write(content)


@contextmanager
def writing(target: Path) -> Iterator[None]:
    """Errors of files while `target` is written are raised as `file.not_written`."""
    try:
        yield
    except OSError:
        raise StreetLawError("file.not_written", file=target.name) from None
