"""`streetlaw pack update` and what goes with it: newer law taken into a vault, without a window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import text_in
from streetlaw.exchange.words import fingerprint_words
from streetlaw.packs.law_tables import PackTables
from streetlaw.packs.publication.updating import LocalPublications
from streetlaw.services.law import updates
from streetlaw.services.law.amendment_words import ASIDE, AmendmentWords
from streetlaw.services.law.here import law_here, trusted
from streetlaw.services.law.publications import Trust
from streetlaw.services.law.updates import PackChange, Proposal
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate


def add_parts(parts: Any, common: argparse.ArgumentParser) -> None:
    """Add what `streetlaw pack` can do with a vault."""
    update = parts.add_parser("update", parents=[common], help=_("take newer law from a folder"))
    update.add_argument("vault", type=Path)
    update.add_argument("folder", type=Path, help=_("the folder of the publication"))
    update.add_argument("--words", metavar=_("WORDS"),
                        help=_("the publisher's six words, as they told you: needed the first time"))
    update.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
    update.set_defaults(run=_update)
    for name, run, text in (("here", _here, _("say which law is in force in a vault")),
                            ("back", _back, _("put the law before in force again")),
                            ("forget", _forget, _("trust the publisher no more"))):
        part = parts.add_parser(name, parents=[common], help=text)
        part.add_argument("vault", type=Path)
        part.set_defaults(run=run)


def _update(args: argparse.Namespace, console: Console) -> int:
    publications = LocalPublications(fingerprint_words)
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            trust = trusted(work)
        if trust is None:
            trust = _confirmed(publications.publisher(args.folder), args.words)
        read = publications.read(args.folder, trust, progress=console.progress(_("reading")))
        with vault.work() as work:
            proposal = updates.propose(work, read, PackTables())
        facts = _facts(proposal)
        _tell(proposal, console)
        if args.dry_run:
            return console.result({"taken": False, **facts})
        with vault.work() as work:
            updates.take(work, proposal)
    console.say(_("Newer law is in force.") if proposal.packs else
                _("There is nothing newer. The law here is good until {day}.").format(
                    day=f"{read.expires:%d.%m.%Y}"))
    return console.result({"taken": bool(proposal.packs), **facts})


def _confirmed(found: Trust, said: str | None) -> Trust:
    """The trust of a publisher whose words somebody told us.

    Raises `update.publisher_unknown` with the words to compare, `update.words_differ`.
    """
    publisher = found.publisher
    if said is None:
        raise StreetLawError("update.publisher_unknown", name=publisher.name, words=" ".join(publisher.words))
    if tuple(said.lower().split()) != publisher.words:
        raise StreetLawError("update.words_differ")
    return found


def _tell(proposal: Proposal, console: Console) -> None:
    console.say(_("Publisher: {name}").format(name=proposal.publication.trust.publisher.name))
    for change in proposal.packs:
        for said in _changes(change):
            console.say(said)
    for aside in proposal.aside:
        console.say(f"{aside.path}: {translate(ASIDE[aside.why])}")


def _changes(change: PackChange) -> list[str]:
    words = AmendmentWords(change.after, language(), change.before)
    version = f"{change.before.version} → {change.after.version}" if change.before else change.after.version
    said = [f"{text_in(change.after.names, language())}: {version}"]
    for one in change.amendments:
        said.append(f"  {words.table(one)} · {words.title(one)}: {words.turn(one)}")
        said += [f"    {line}" for line in words.lines(one)]
        if source := words.source(one.fact):
            said.append(f"    {source}")
    said += ["  " + _("The correction made here holds no more: {what}").format(what=words.corrected(check))
             for check in change.overtaken]
    if change.moves:
        said.append("  " + ngettext("{n} open deadline ends on another day",
                                    "{n} open deadlines end on another day",
                                    len(change.moves)).format(n=len(change.moves)))
        said += [f"    {change.codes.get(move.deadline.client_id, '–')}, "
                 f"{change.after.label('rules', move.deadline.rule, language())}: "
                 f"{_day(move.before.due)} → {_day(move.after.due)}" for move in change.moves]
    return said


def _day(day: Any) -> str:
    return f"{day:%d.%m.%Y}" if day is not None else "–"


def _facts(proposal: Proposal) -> dict[str, object]:
    publication = proposal.publication
    return {
        "publisher": publication.trust.publisher.name, "words": list(publication.trust.publisher.words),
        "expires": publication.expires.date(),
        "packs": [{"code": change.code, "from": change.before.version if change.before else "",
                   "to": change.after.version, "changes": len(change.amendments),
                   "deadlines_moved": len(change.moves),
                   "corrections_overtaken": len(change.overtaken)} for change in proposal.packs],
        "left_aside": [{"path": aside.path, "kind": aside.kind, "why": aside.why.value}
                       for aside in proposal.aside]}


def _here(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        here, today = law_here(work), work.today
    for pack in here.packs:
        origin = _("from the publisher") if pack.taken else _("came with the program")
        console.say(f"{text_in(pack.names, language())}: {pack.version}, {origin}")
    if here.publisher is not None:
        console.say(_("Publisher: {name}").format(name=here.publisher.name))
        said = _("Was good until {day}: ask the publisher") if here.is_old(today) else _("Good until {day}")
        console.say(said.format(day=_day(here.expires)))
    return console.result({
        "packs": [{"code": pack.code, "version": pack.version, "as_of": pack.as_of,
                   "from_publisher": pack.taken, "can_go_back": pack.can_go_back} for pack in here.packs],
        "publisher": here.publisher.name if here.publisher else None, "expires": here.expires,
        "old": here.is_old(today)})


def _back(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        updates.take_back(work)
    console.say(_("The law before is in force again."))
    return console.result({})


def _forget(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        updates.forget_publisher(work)
    console.say(_("The publisher is not trusted any more. The law that came with the program is in force."))
    return console.result({})
