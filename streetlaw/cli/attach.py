"""`streetlaw attach`: files as evidence, taken in and handed out piece by piece."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.action import Attachment
from streetlaw.domain.errors import StreetLawError
from streetlaw.services import attachments
from streetlaw.services.attachments import Held, KeepFile, keep_sealed
from streetlaw.services.blobs import StoredBlob
from streetlaw.services.cases import client_file
from streetlaw.services.clients import client_of
from streetlaw.services.ports import Work
from streetlaw.storage.vault import OpenVault
from streetlaw.translation import gettext as _
from streetlaw.ui.evidence import outside


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `attach` and what it can do."""
    parts = commands.add_parser("attach", help=_("keep files as evidence and hand them out")).add_subparsers(
        required=True, metavar=_("what"))
    add = _part(parts, common, "add", _("seal files into the vault, hashed as they come in"))
    add.add_argument("files", type=Path, nargs="+", metavar=_("FILE"))
    add.add_argument("--again", action="store_true", help=_("also what the case has already"))
    add.set_defaults(run=_add)
    listed = _part(parts, common, "list", _("list the files of a client with their hashes"))
    listed.set_defaults(run=_list)
    export = _part(parts, common, "export", _("save a copy of a file outside the vault, not encrypted"))
    export.add_argument("--file", dest="hash", required=True, metavar=_("HASH"),
                        help=_("the first digits of its SHA-256"))
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--without-metadata", dest="bare", action="store_true",
                        help=_("a photograph with its pixels alone, a PDF with its pages alone: no place, "
                               "time, device or author"))
    export.set_defaults(run=_export)


def _part(parts: Any, common: argparse.ArgumentParser, name: str, purpose: str) -> argparse.ArgumentParser:
    part: argparse.ArgumentParser = parts.add_parser(name, parents=[common], help=purpose)
    part.add_argument("vault", type=Path)
    part.add_argument("--client", required=True, metavar=_("CODE"), help=_("the client's code"))
    return part


def _add(args: argparse.Namespace, console: Console) -> int:
    kept = []
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            blobs = work.blobs
            file = client_file(work, client_of(work, args.client).id)
            wanted = KeepFile(client_id=file.client.id, case_id=file.main_case.id if file.main_case else "",
                              name="", once=not args.again)
        for path in args.files:
            sealed = outside.seal(blobs, path, progress=console.progress(path.name))
            kept.append(_keep(vault, wanted, path, sealed))
            console.say(_("Kept: {name}, {sha256}").format(name=path.name, sha256=sealed.sha256))
    console.result({"kept": [_facts(file) for file in kept]})
    return 0


def _keep(vault: OpenVault, wanted: KeepFile, path: Path, sealed: StoredBlob) -> Attachment:
    cmd = replace(wanted, name=path.name, media_type=outside.media_type(path.name))
    with vault.work() as work:
        return keep_sealed(work, cmd, sealed).the(Attachment)


def _list(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        files = work.list(Attachment, client_id=client_of(work, args.client).id)
    for file in files:
        console.say(f"{file.sha256[:16]}  {file.size:>12}  {file.name}")
    console.result({"files": [_facts(file) for file in files]})
    return 0


def _export(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            held = attachments.hold(work, _file(work, args).id)
        _hand_out(args, console, vault, held)
    console.say(_("Saved. The copy outside is not encrypted."))
    console.result({"file": str(args.out), "bytes": args.out.stat().st_size,
                    "sha256": held.attachment.sha256, "without_metadata": args.bare})
    return 0


def _hand_out(args: argparse.Namespace, console: Console, vault: OpenVault, held: Held) -> None:
    """Write a copy, then the line of the custody log, and only then let the copy appear."""
    copy, seen = outside.Copy(args.out), held.attachment.sha256
    try:
        outside.fill(copy, held, PdfPapers() if args.bare else None, progress=console.progress(args.out.name))
        _note(vault, held, attachments.EXPORTED_BARE if args.bare else attachments.EXPORTED, seen)
    except StreetLawError as error:
        copy.throw_away()
        if attachments.is_damage(error):
            _note(vault, held, attachments.DAMAGED)
        raise
    copy.put()


def _note(vault: OpenVault, held: Held, what: str, seen: str = "") -> None:
    with vault.work() as work:
        attachments.note(work, held.attachment.id, what, seen)


def _file(work: Work, args: argparse.Namespace) -> Attachment:
    files = work.list(Attachment, client_id=client_of(work, args.client).id)
    found = [file for file in files if file.sha256.startswith(args.hash.lower())]
    if not found:
        raise StreetLawError("file.unknown", hash=args.hash)
    if len({file.sha256 for file in found}) > 1:
        raise StreetLawError("file.several", hash=args.hash)
    return found[0]


def _facts(file: Attachment) -> dict[str, object]:
    return {"name": file.name, "media_type": file.media_type, "bytes": file.size, "sha256": file.sha256,
            "damaged": attachments.is_damaged(file)}
