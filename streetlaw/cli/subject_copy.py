"""`streetlaw subject-copy`: first what will be in a person's copy of everything, then the copy."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.documents.papers import PdfPapers
from streetlaw.domain.client import Client
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import SubjectCopy
from streetlaw.domain.withheld import Withheld
from streetlaw.services.attachments import copy_out
from streetlaw.services.clients import client_of
from streetlaw.services.ports import Work
from streetlaw.services.subject_copy import (
    DATA,
    PAPER,
    held_files,
    json_file,
    machine_readable,
    name_of,
    note_copy,
    subject_copy,
)
from streetlaw.services.telling import Telling
from streetlaw.services.withholding import Passage, passages, seen, without
from streetlaw.storage import files
from streetlaw.translation import LANGUAGES, language
from streetlaw.translation import gettext as _


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `subject-copy`."""
    copy = commands.add_parser(
        "subject-copy", parents=[common],
        help=_("show everything kept about a person; with --out write it into a folder, for them"))
    copy.add_argument("vault", type=Path)
    copy.add_argument("--client", required=True, metavar=_("CODE"), help=_("the client's code"))
    copy.add_argument("--out", type=Path, help=_("a folder that is not there yet"))
    copy.add_argument("--seen", default="", metavar=_("WORD"),
                      help=_("with --out: the word under what was shown, to say that you looked through it"))
    copy.add_argument("--hold-back", type=int, action="append", default=[], metavar="N",
                      help=_("leave out the passage of that number; may be repeated"))
    copy.add_argument("--hand-out", type=int, action="append", default=[], metavar="N",
                      help=_("no longer leave out the passage of that number; may be repeated"))
    copy.add_argument("--reason", default="", help=_("why it is held back; the person reads it too"))
    copy.add_argument("--files", action="store_true", help=_("with the files, as they were taken in"))
    copy.add_argument("--paper-language", choices=LANGUAGES, default="ru")
    copy.set_defaults(run=_run)


def _run(args: argparse.Namespace, console: Console) -> int:
    if args.out is not None:
        shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault, vault.work() as work:
        client = client_of(work, args.client)
        copy = subject_copy(work, client.id)
        found = passages(work, client.id, copy)
        if args.out is None:
            return _show(copy, found, console)
        if args.seen != seen(copy):
            raise StreetLawError("copy.not_seen")
        return _write(args, console, work, client, without(copy, held := _held(args, client, found)), held)


def _show(copy: SubjectCopy, found: Sequence[Passage], console: Console) -> int:
    telling = Telling(copy.pack, language())
    numbered = list(enumerate(found, start=1))
    for record in copy.records:
        console.say(f"\n{telling.kind(record.kind)}")
        for label, words in telling.parts(record.kind, record.values):
            console.say(f"  {label}: {words}")
    console.say("\n" + _("Passages you can hold back, because they concern somebody else:"))
    for (kind, name), group in groupby(numbered, key=lambda one: (one[1].kind, one[1].name)):
        console.say(f"{telling.kind(kind)}, {telling.label(kind, name)}")
        for number, passage in group:
            console.say("".join(_line(number, passage)))
    word = seen(copy)
    console.say(_("Nothing is written yet. To write it: --out FOLDER --seen {word}").format(word=word))
    return console.result({"seen": word, "copy": machine_readable(copy, language()),
                           "passages": [_facts(number, one, telling) for number, one in numbered]})


def _line(number: int, passage: Passage) -> Iterator[str]:
    yield f"  {number:>4}  {passage.text}"
    if passage.names:
        yield "  ← " + _("seems to name: {names}").format(names=", ".join(passage.names))
    elif passage.hints:
        yield "  ← " + _("may name somebody: {words}").format(words=", ".join(passage.hints))
    if passage.reason:
        yield "  × " + _("held back: {reason}").format(reason=passage.reason)


def _facts(number: int, one: Passage, telling: Telling) -> dict[str, object]:
    return {"number": number, "kind": one.kind, "label": telling.label(one.kind, one.name), "text": one.text,
            "names": list(one.names), "hints": list(one.hints), "held_back": one.reason}


def _held(args: argparse.Namespace, client: Client, found: Sequence[Passage]) -> tuple[Withheld, ...]:
    """What is held back: what was and is not handed out now, and what is named now."""
    for number in (*args.hold_back, *args.hand_out):
        if not 1 <= number <= len(found):
            raise StreetLawError("copy.no_passage", number=number)
    if args.hold_back and not args.reason.strip():
        raise StreetLawError("copy.reason_needed")
    reasons = {number: one.reason for number, one in enumerate(found, start=1) if one.reason}
    reasons |= dict.fromkeys(args.hold_back, args.reason.strip())
    return tuple(found[number - 1].held(client.id, reason) for number, reason in sorted(reasons.items())
                 if number not in args.hand_out)


def _write(args: argparse.Namespace, console: Console, work: Work, client: Client, copy: SubjectCopy,
           held: Sequence[Withheld]) -> int:
    paper = PdfPapers().subject_copy(copy, language=args.paper_language)
    handed = held_files(work, copy) if args.files else ()
    with shop.writing(args.out), files.appearing(args.out) as folder:
        for name, data in ((PAPER, paper), (DATA, json_file(copy, args.paper_language))):
            with files.new_file(folder / name) as file:
                file.write(data)
        if handed:
            files.make_folder(folder / "files")
            for described, kept in handed:
                with files.new_file(folder / name_of(described)) as file:
                    copy_out(kept, file, console.progress(_("Copying the files")))
    note_copy(work, client.id, [file for file, _kept in handed], held)
    console.say(_("The copy is written. It is not encrypted: give it to the person and remove it here."))
    return console.result({"folder": str(args.out), "records": len(copy.records), "files": len(handed),
                           "held_back": len(held)})
