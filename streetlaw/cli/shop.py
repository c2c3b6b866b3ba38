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
from streetlaw.packs.in_force import in_force
from streetlaw.packs.loader import load
from streetlaw.services.trail import warning
from streetlaw.storage import files
from streetlaw.storage.secret import (
    Escrow,
    KeyFile,
    Passphrase,
    Recovery,
    Secret,
    Shares,
    digest_of,
)
from streetlaw.storage.vault import OpenVault, Surroundings, unlock
from streetlaw.translation import gettext as _
from streetlaw.ui.plain_files import read

LARGEST_KEY_FILE = 2**20
MOST_WORDS = 4096


@cache
def pack(code: str) -> Pack:
    """A jurisdiction's pack, read once."""
    return load(code)


def surroundings(chance: random.Random | None = None) -> Surroundings:
    """The packs and the clock of this machine; chance too, unless some is given."""
    return Surroundings(load_pack=pack, in_force=in_force, random=chance or random.SystemRandom())


def envelopes() -> Envelopes:
    """Sealing and opening bundles."""
    return Envelopes()


@contextmanager
def opened(args: argparse.Namespace, console: Console) -> Iterator[OpenVault]:
    """The vault `args.vault`, open until the command ends; raises what `unlock` raises."""
    with unlocked(args.vault, secret(args), console) as vault:
        yield vault


@contextmanager
def unlocked(folder: Path, given: Secret, console: Console) -> Iterator[OpenVault]:
    """A vault opened by that secret until the command ends; raises what `unlock` raises."""
    vault = unlock(folder, secret=given, surroundings=surroundings())
    try:
        if (found := warning(vault.log)) is not None:
            console.warn(found)
        yield vault
    finally:
        vault.close()


def add_ways(parser: argparse.ArgumentParser) -> None:
    """Add the options that say by what else than a passphrase a vault is opened."""
    parser.add_argument("--key-file", type=Path, metavar=_("FILE"),
                        help=_("open with this key file together with the passphrase"))
    parser.add_argument("--recovery-file", type=Path, metavar=_("FILE"),
                        help=_("open with the recovery words in this file, instead of the passphrase"))
    parser.add_argument("--share-file", type=Path, metavar=_("FILE"), action="append", default=[],
                        help=_("open with the words of a share in this file; to be given twice"))
    parser.add_argument("--escrow-file", type=Path, metavar=_("FILE"),
                        help=_("open with the words in this file that a supervisor released"))


def secret(args: argparse.Namespace) -> Secret:
    """The secret a command was given; raises what `passphrase` raises, `keys.two_shares`."""
    if args.share_file:
        if len(args.share_file) != 2:
            raise StreetLawError("keys.two_shares")
        return Shares(*map(_words, args.share_file))
    if args.recovery_file is not None:
        return Recovery(_words(args.recovery_file))
    if args.escrow_file is not None:
        return Escrow(_words(args.escrow_file))
    digest = None if args.key_file is None else digest_of(read(args.key_file, LARGEST_KEY_FILE))
    typed = passphrase(args.passphrase_file)
    return Passphrase(typed) if digest is None else KeyFile(typed, digest)


def _words(source: Path) -> str:
    """All words of a small text file; raises `words.unreadable`, `words.empty`."""
    try:
        text = read(source, MOST_WORDS).decode("utf-8-sig")
    except (StreetLawError, UnicodeDecodeError):
        raise StreetLawError("words.unreadable") from None
    if not text.strip():
        raise StreetLawError("words.empty")
    return text


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
