"""`streetlaw pack suggest` and `pack suggestions`: corrections on their way back to the publisher."""

from __future__ import annotations

import argparse
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import SETTINGS, CheckResult, FactCheck
from streetlaw.exchange.suggestion import MAX_FILE, Suggestions
from streetlaw.packs import amending, loader
from streetlaw.packs.amending import Amended
from streetlaw.packs.checking import check
from streetlaw.packs.publication import taking
from streetlaw.packs.reading.archive import TABLES, files_in
from streetlaw.packs.reading.place import Held
from streetlaw.services.law.suggestions import Suggestion, choosable, note_suggested, suggested
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.pack_words import mistake_text
from streetlaw.ui.plain_files import read


def add_parts(parts: Any, common: argparse.ArgumentParser) -> None:
    """Add `suggest` and `suggestions` to `streetlaw pack`."""
    suggest = parts.add_parser("suggest", parents=[common],
                               help=_("write checks and corrections for the publisher, signed"))
    suggest.add_argument("vault", type=Path)
    suggest.add_argument("--out", type=Path, required=True)
    suggest.add_argument("--pack", metavar=_("CODE"), help=_("the country; the home one when left out"))
    suggest.add_argument("--only", action="append", metavar="LIST:CODE",
                         help=_("this fact only; can be said several times"))
    suggest.set_defaults(run=_suggest)
    take = parts.add_parser("suggestions", parents=[common],
                            help=_("show what somebody suggests for a pack, and take it into its tables"))
    take.add_argument("file", type=Path)
    take.add_argument("pack", type=Path, help=_("the folder with pack.toml"))
    take.add_argument("--take", action="store_true",
                      help=_("check the pack with it, then write it into the tables"))
    take.add_argument("--words", metavar=_("WORDS"),
                      help=_("their six words, as they told you: needed to take"))
    take.add_argument("--only", action="append", metavar="LIST:CODE",
                      help=_("this fact only; can be said several times"))
    take.set_defaults(run=_suggestions)


def _suggest(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            code = args.pack or work.pack.code
            ids = [one.id for one in choosable(work, code)
                   if not args.only or f"{one.place}:{one.code}" in args.only]
            content = suggested(work, Suggestions(), code, ids)
        shop.write_new(args.out, content)
        with vault.work() as work:
            note_suggested(work, ids)
    console.say(ngettext("{n} check written.", "{n} checks written.", len(ids)).format(n=len(ids)))
    return console.result({"checks": len(ids), "file": str(args.out)})


def _suggestions(args: argparse.Namespace, console: Console) -> int:
    said = Suggestions().read(read(args.file, MAX_FILE))
    place = _tables(args.pack)
    code = loader.header_of(place).code
    if code != said.pack:
        raise StreetLawError("suggestion.other_pack", theirs=said.pack, ours=code)
    if args.only:
        said = replace(said, checks=[one for one in said.checks if f"{one.place}:{one.code}" in args.only])
    whole, fitting = amending.amended(place, [one for one in said.checks if one.cells])
    _tell(said, place, fitting, console)
    facts: dict[str, object] = {
        "from": said.name, "words": " ".join(said.words), "taken": False,
        "suggestions": [_facts(one, fits=one in fitting) for one in said.checks]}
    if not args.take:
        return console.result(facts)
    _known(said, args.words)
    unfit = [one for one in said.checks
             if one.cells and one not in fitting and not amending.stands_there(place, one)]
    if unfit:
        raise StreetLawError("suggestion.does_not_fit", checks=len(unfit))
    return _taken(args.pack, whole, console, facts)


def _tables(folder: Path) -> Held:
    """The tables of a pack as they are now, and the common words beside it, where there are any.

    Raises what `files_in` raises.
    """
    name = folder.resolve().name or "pack"
    files = files_in(folder, name, TABLES)
    with suppress(StreetLawError):
        shares = loader.header_of(Held(files, name)).extends
        if shares and shares != name and (beside := folder.resolve().parent / shares).is_dir():
            files |= files_in(beside, shares, TABLES)
    return Held(files, name)


def _known(said: Suggestion, words: str | None) -> None:
    """Refuse what somebody signed whose words nobody compared."""
    if words is None:
        raise StreetLawError("suggestion.signer_unknown", name=said.name, words=" ".join(said.words))
    if tuple(words.lower().split()) != said.words:
        raise StreetLawError("suggestion.words_differ")


def _taken(folder: Path, whole: Amended, console: Console, facts: dict[str, object]) -> int:
    """Write what changed into the files, all of them; nothing when the pack could not be used then."""
    for place, code in ((whole.base, "pack.not_sound"), (whole, "suggestion.breaks_pack")):
        today = datetime.now().astimezone().date()
        wrong = [each for each in check(place, today) if not each.problem.is_warning]
        for each in wrong:
            console.say(mistake_text(each.file, each.line, each.problem.value, each.value))
        if wrong:
            return console.refuse(StreetLawError(code, mistakes=len(wrong)), **facts)
    taking.write_all(folder, whole.texts)
    facts |= {"taken": bool(whole.texts), "files": sorted(whole.texts)}
    if not whole.texts:
        console.say(_("The tables say all of this already."))
        return console.result(facts)
    taken = ngettext("Taken into {n} file. The pack can be used.",
                     "Taken into {n} files. The pack can be used.", len(whole.texts))
    console.say(taken.format(n=len(whole.texts)))
    return console.result(facts)


def _tell(said: Suggestion, place: Held, fitting: tuple[FactCheck, ...], console: Console) -> None:
    """The suggestions as one reads them: what stands there, what should, who says so and by what."""
    console.say(_("From {name}, {organisation}; signed. Six words: {words}").format(
        name=said.name, organisation=said.organisation or "–", words=" ".join(said.words)))
    for one in said.checks:
        file = "pack.toml" if one.place == SETTINGS else f"{one.place}.csv"
        result = {CheckResult.CONFIRMED: _("confirmed"), CheckResult.CORRECTED: _("corrected"),
                  CheckResult.UNCLEAR: _("could not be checked")}[one.result]
        console.say("")
        console.say(f"{file}, {one.code}: {result}")
        console.say(f"    {one.checked_by}, {one.checked_on}: {one.evidence}")
        if one.reference:
            console.say("    " + _("Source: {source}").format(source=one.reference))
        before = dict(one.before)
        for column, cell in one.cells:
            console.say(f"    {column}: {before.get(column) or '–'} → {cell or '–'}")
        if one.cells and one not in fitting and amending.stands_there(place, one):
            console.say("    " + _("The tables say this already."))
        elif one.cells and one not in fitting:
            now = amending.cells(place, one.place, one.code) or {}
            differing = [column for column, cell in one.before if now.get(column, "") != cell]
            console.say("    " + _("Not taken: the pack says something else here by now ({columns}).").format(
                columns=", ".join(differing) or one.code))


def _facts(one: FactCheck, *, fits: bool) -> dict[str, object]:
    before = dict(one.before)
    return {"place": one.place, "code": one.code, "result": one.result.value, "by": one.checked_by,
            "on": str(one.checked_on), "evidence": one.evidence, "source": one.reference, "fits": fits,
            "changes": [{"column": column, "before": before.get(column, ""), "after": cell}
                        for column, cell in one.cells]}
