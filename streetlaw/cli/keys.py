"""`streetlaw vault keys` and `streetlaw escrow`: what opens a vault, and how that is changed."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console, passphrase
from streetlaw.cli.papers import person_named
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import RecoverySheet
from streetlaw.exchange import escrow as sealing
from streetlaw.services.people import escrow_holder, own_keys
from streetlaw.storage import backup, escrow, files, recovery
from streetlaw.storage.keyring import Keyring
from streetlaw.storage.secret import KeyFile, Passphrase
from streetlaw.storage.slots import SlotType
from streetlaw.translation import LANGUAGES, N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.plain_files import read

KEY_FILE_SIZE = 64
_KINDS = {
    SlotType.PASSPHRASE: N_("passphrase"),
    SlotType.KEY_FILE: N_("passphrase and key file"),
    SlotType.RECOVERY: N_("recovery words"),
    SlotType.ESCROW: N_("supervisor"),
    SlotType.SHARES: N_("two of three shares"),
}


def add_vault_commands(parts: Any, common: argparse.ArgumentParser) -> None:
    """Add `vault keys` and what it can do."""
    keys = parts.add_parser("keys", help=_("list and change what opens a vault"))
    keys.add_argument("vault", type=Path)
    whats = keys.add_subparsers(required=True, metavar=_("what"))
    _add(whats, common, "list", _list, _("list what opens the vault"))
    change = _add(whats, common, "passphrase", _passphrase, _("set another passphrase"))
    change.add_argument("--new-passphrase-file", type=Path, metavar=_("FILE"),
                        help=_("read the new passphrase from the first line of this file"))
    _add(whats, common, "recalibrate", _recalibrate,
         _("let each try of a passphrase cost one to two seconds on this computer"))
    for name, run, said in (("kit", _kit, _("make new recovery words; the old ones open nothing any more")),
                            ("shares", _shares, _("make three sheets of words, any two of which open it"))):
        words = _add(whats, common, name, run, said)
        words.add_argument("--words-language", choices=LANGUAGES, default="ky",
                           help=_("language of the words"))
        words.add_argument("--sheet", type=Path, metavar="PDF", help=_("write them as a sheet to print, too"))
    given = _add(whats, common, "escrow", _escrow, _("let a supervisor release words that open the vault"))
    given.add_argument("--name", required=True, help=_("a supervisor in the list of people"))
    remove = _add(whats, common, "remove", _remove, _("take away a way into the vault"))
    remove.add_argument("--place", type=int, required=True, help=_("its number in the list"))
    file = _add(whats, common, "key-file", _key_file,
                _("let the passphrase together with a file open the vault, too"))
    file.add_argument("--use", type=Path, required=True, metavar=_("FILE"),
                      help=_("the key file; made from chance when it does not exist"))


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `escrow` and what it can do."""
    parts = commands.add_parser("escrow", help=_("be let into a vault by a supervisor")).add_subparsers(
        required=True, metavar=_("what"))
    request = parts.add_parser("request", parents=[common], help=_("write the request for a supervisor"))
    request.add_argument("vault", type=Path, help=_("the vault, or a backup of it when it is lost"))
    request.add_argument("out", type=Path)
    request.set_defaults(run=_request)
    release = parts.add_parser("release", parents=[common], help=_("release the words somebody asks for"))
    release.add_argument("vault", type=Path, help=_("your own vault"))
    release.add_argument("request", type=Path)
    release.add_argument("--words-language", choices=LANGUAGES, default="ky", help=_("language of the words"))
    release.set_defaults(run=_release)


def _add(whats: Any, common: argparse.ArgumentParser, name: str, run: Any,
         said: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = whats.add_parser(name, parents=[common], help=said)
    parser.set_defaults(run=run)
    return parser


@contextmanager
def _opened(args: argparse.Namespace, console: Console) -> Iterator[tuple[Keyring, str]]:
    """The keys of a vault, and today's passphrase; raises `vault.wrong_passphrase` without one."""
    given = shop.secret(args)
    with shop.unlocked(args.vault, given, console) as vault:
        if not isinstance(given, Passphrase | KeyFile):
            raise StreetLawError("vault.wrong_passphrase")
        yield Keyring(vault), given.text


def _list(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:
        held = Keyring(vault).held()
    for one in held:
        made = one.made.date().isoformat() if one.made else "–"
        console.say(f"{one.place}. {translate(_KINDS[one.type])} · {made}")
    console.result({"keys": [{"place": one.place, "kind": one.type.name.lower(), "made": one.made,
                              "tested": one.tested, "person_id": one.person_id} for one in held]})
    return 0


def _passphrase(args: argparse.Namespace, console: Console) -> int:
    given = shop.secret(args)
    with shop.unlocked(args.vault, given, console) as vault:
        new = passphrase(args.new_passphrase_file, twice=True)
        if isinstance(given, Passphrase | KeyFile):
            Keyring(vault).change_passphrase(given.text, new)
        else:
            vault.reset_passphrase(given, new)
    return _done(console, _("The new passphrase opens the vault from now on."))


def _recalibrate(args: argparse.Namespace, console: Console) -> int:
    with _opened(args, console) as (keys, proof):
        keys.recalibrate(proof)
    return _done(console, _("Each try of the passphrase now costs what this computer can do."))


def _kit(args: argparse.Namespace, console: Console) -> int:
    sheets = [args.sheet] if args.sheet else []
    _refuse_unfit(sheets)
    with _opened(args, console) as (keys, proof):
        words = recovery.to_words(keys.new_recovery(proof), args.words_language)
    console.say(_("Write these words down and keep them away from this computer; the old ones open nothing:"))
    console.say(" ".join(words))
    console.result({"recovery_words": list(words)})
    _write_sheets(sheets, [words], args)
    return 0


def _shares(args: argparse.Namespace, console: Console) -> int:
    sheets = [args.sheet.with_stem(f"{args.sheet.stem}-{part}") for part in (1, 2, 3)] if args.sheet else []
    _refuse_unfit(sheets)
    with _opened(args, console) as (keys, proof):
        shares = [recovery.to_words(share, args.words_language) for share in keys.make_shares(proof)]
    console.say(_("Give each of these to another person. Any two of them open the vault:"))
    for part, words in enumerate(shares, start=1):
        console.say(f"{part}. {' '.join(words)}")
    console.result({"shares": [list(words) for words in shares]})
    _write_sheets(sheets, shares, args)
    return 0


def _escrow(args: argparse.Namespace, console: Console) -> int:
    with _opened(args, console) as (keys, proof):
        with keys.vault.work() as work:
            person = escrow_holder(work, person_named(work, args.name).id)
        keys.give_escrow(proof, person.id, sealing.raw(person.escrow_key),
                         sealing.sealing_for(person.escrow_key))
    return _done(console, _("{name} can now release words that open the vault.").format(name=person.name))


def _remove(args: argparse.Namespace, console: Console) -> int:
    with _opened(args, console) as (keys, proof):
        keys.remove(proof, args.place)
    return _done(console, _("It no longer opens the vault."))


def _key_file(args: argparse.Namespace, console: Console) -> int:
    with _opened(args, console) as (keys, proof):
        if not args.use.exists():
            shop.write_new(args.use, secrets.token_bytes(KEY_FILE_SIZE))
        keys.add_key_file(proof, proof, read(args.use, shop.LARGEST_KEY_FILE))
    return _done(console, _("The passphrase and this file together open the vault. Keep the file elsewhere."))


def _request(args: argparse.Namespace, console: Console) -> int:
    is_backup = args.vault.is_file()
    shop.write_new(args.out, (backup.escrow_request if is_backup else escrow.request_file)(args.vault))
    console.say(_("The request is written. Send it to your supervisor; it opens nothing by itself."))
    console.result({"file": str(args.out)})
    return 0


def _release(args: argparse.Namespace, console: Console) -> int:
    asked = escrow.parse(read(args.request, escrow.LARGEST_REQUEST))
    with shop.opened(args, console) as vault, vault.work() as work:
        secret = own_keys(work).escrow_secret
    words = recovery.to_words(sealing.release(asked, secret), args.words_language)
    console.say(_("Tell these words only to the person themselves, after you saw or heard who it is:"))
    console.say(" ".join(words))
    console.result({"escrow_words": list(words)})
    return 0


def _done(console: Console, said: str) -> int:
    console.say(said)
    console.result({})
    return 0


def _refuse_unfit(sheets: Sequence[Path]) -> None:
    """Old words end when new ones are made: a place that takes no sheet is refused before that."""
    for sheet in sheets:
        shop.refuse_existing(sheet)
        with shop.writing(sheet), files.passing(sheet.parent):
            pass


def _write_sheets(sheets: Sequence[Path], texts: Sequence[tuple[str, ...]], args: argparse.Namespace) -> None:
    """Write each text as a sheet; the numbers of shares stand on them."""
    today = shop.surroundings().clock().date()
    for part, (sheet, words) in enumerate(zip(sheets, texts, strict=False), start=1):
        paper = RecoverySheet(label=args.vault.name, words=words, made=today,
                              part=part if len(texts) > 1 else 0)
        shop.write_new(sheet, PdfPapers().recovery_sheet(paper, language=args.language or "ky"))
