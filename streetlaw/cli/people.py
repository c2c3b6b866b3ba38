"""`streetlaw people`: exchanging keys by contact cards."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.profile import Tier, TrustedPerson
from streetlaw.services.people import (
    GrantTiers,
    VerifyPerson,
    grant_tiers,
    own_card,
    own_words,
    save_person,
    verify_person,
    words,
)
from streetlaw.services.ports import Work
from streetlaw.translation import gettext as _

MOST_CARD = 8 * 1024


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `people` and what it can do."""
    parts = commands.add_parser("people", help=_("exchange keys with the people you trust")).add_subparsers(
        required=True, metavar=_("what"))
    card = parts.add_parser("card", parents=[common], help=_("write your own contact card"))
    card.add_argument("vault", type=Path)
    card.add_argument("--out", type=Path, required=True)
    card.set_defaults(run=_card)
    add = parts.add_parser("add", parents=[common], help=_("take in somebody's contact card"))
    add.add_argument("vault", type=Path)
    add.add_argument("card", type=Path)
    add.add_argument("--compared", metavar=_("HOW"), default="",
                     help=_("the six words were compared aloud, and how: in person, by phone"))
    add.add_argument("--tier", action="append", choices=[tier.value for tier in Tier], default=[],
                     help=_("what the person may receive; may be repeated"))
    add.set_defaults(run=_add)
    listed = parts.add_parser("list", parents=[common], help=_("list the people you trust"))
    listed.add_argument("vault", type=Path)
    listed.set_defaults(run=_list)


def _card(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        card, spoken = own_card(work, shop.envelopes()), own_words(work, shop.envelopes())
    shop.write_new(args.out, card)
    console.say(_("Your card is written. Your six words: {words}").format(words=" ".join(spoken)))
    console.result({"file": str(args.out), "words": list(spoken)})
    return 0


def _add(args: argparse.Namespace, console: Console) -> int:
    person = shop.envelopes().read_card(_read(args.card))
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            known = save_person(work, shop.envelopes(), person).the(TrustedPerson)
            spoken = words(work, shop.envelopes(), known.id)
        if args.compared:
            with vault.work() as work:
                _trust(work, known, args)
    console.say(_("{name} is known now. Their six words: {words}").format(
        name=known.name, words=" ".join(spoken)))
    if not args.compared:
        console.say(_("Compare the words aloud before you send anything."))
    console.result({"id": known.id, "name": known.name, "words": list(spoken), "tiers": args.tier})
    return 0


def _trust(work: Work, person: TrustedPerson, args: argparse.Namespace) -> None:
    verified = verify_person(
        work, VerifyPerson(id=person.id, revision=person.revision, how=args.compared)).the(TrustedPerson)
    grant_tiers(work, GrantTiers(id=verified.id, revision=verified.revision,
                                 tiers=tuple(Tier(tier) for tier in args.tier)))


def _list(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        people = work.list(TrustedPerson, order="name")
    for person in people:
        state = _("compared") if person.verified_on else _("not compared")
        console.say(f"{person.name} · {', '.join(person.tiers) or '–'} · {state}")
    if not people:
        console.say(_("Nobody yet."))
    console.result({"people": [{"name": p.name, "role": p.role, "tiers": p.tiers,
                                "compared_on": p.verified_on} for p in people]})
    return 0


def _read(card: Path) -> bytes:
    try:
        with card.open("rb") as file:
            return file.read(MOST_CARD + 1)
    except OSError:
        raise StreetLawError("file.not_read", file=card.name) from None
