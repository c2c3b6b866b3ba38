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
        if vault.rolled_back:
            console.warn(StreetLawError("vault.rolled_back"))
        yield vault
    finally:
        vault.close()


def write_new(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, readable by its owner only; raises `file.not_written`."""
    try:
        with files.replacing(target) as file:
            file.write(content)
    except OSError:
        raise StreetLawError("file.not_written", file=target.name) from None
