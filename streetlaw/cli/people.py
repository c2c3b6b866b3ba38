"""`streetlaw people`: exchanging keys by contact cards."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.cli.papers import person_named
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
from streetlaw.services.ports import Vault
from streetlaw.translation import gettext as _
from streetlaw.ui.plain_files import read

MOST_CARD = 1024 * 1024


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
    _add_trust(add, compared_needed=False)
    add.set_defaults(run=_add)
    trust = parts.add_parser("trust", parents=[common], help=_("say that the six words were compared"))
    trust.add_argument("vault", type=Path)
    trust.add_argument("--name", required=True, help=_("a person in the list"))
    _add_trust(trust, compared_needed=True)
    trust.set_defaults(run=_trust)
    listed = parts.add_parser("list", parents=[common], help=_("list the people you trust"))
    listed.add_argument("vault", type=Path)
    listed.set_defaults(run=_list)


def _add_trust(command: argparse.ArgumentParser, *, compared_needed: bool) -> None:
    command.add_argument("--compared", metavar=_("HOW"), default="", required=compared_needed,
                         help=_("the six words were compared aloud, and how: in_person, call"))
    command.add_argument("--tier", action="append", choices=[tier.value for tier in Tier], default=[],
                         help=_("what the person may receive; may be repeated"))


def _card(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault, vault.work() as work:
        card, spoken = own_card(work, shop.envelopes()), own_words(work, shop.envelopes())
    shop.write_new(args.out, card)
    console.say(_("Your card is written. Your six words: {words}").format(words=" ".join(spoken)))
    console.result({"file": str(args.out), "words": list(spoken)})
    return 0


def _add(args: argparse.Namespace, console: Console) -> int:
    if args.tier and not args.compared.strip():
        raise StreetLawError("person.not_verified")
    person = shop.envelopes().read_card(read(args.card, MOST_CARD))
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            known = save_person(work, shop.envelopes(), person).the(TrustedPerson)
        if args.compared.strip():
            known = _compared(vault, known, args)
        _say(vault, known, console)
    return 0


def _trust(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault:
        with vault.work() as work:
            known = person_named(work, args.name)
        _say(vault, _compared(vault, known, args), console)
    return 0


def _compared(vault: Vault, person: TrustedPerson, args: argparse.Namespace) -> TrustedPerson:
    """The person, now verified and with exactly the tiers asked for."""
    with vault.work() as work:
        verified = verify_person(work, VerifyPerson(
            id=person.id, revision=person.revision, how=args.compared)).the(TrustedPerson)
    with vault.work() as work:
        return grant_tiers(work, GrantTiers(id=verified.id, revision=verified.revision, tiers=tuple(
            Tier(tier) for tier in args.tier))).the(TrustedPerson)


def _say(vault: Vault, person: TrustedPerson, console: Console) -> None:
    with vault.work() as work:
        spoken = words(work, shop.envelopes(), person.id)
    console.say(_("{name} is known now. Their six words: {words}").format(
        name=person.name, words=" ".join(spoken)))
    if not person.verified_on:
        console.say(_("Compare the words aloud before you send anything."))
    console.result({"id": person.id, "words": list(spoken), **_facts(person)})


def _list(args: argparse.Namespace, console: Console) -> int:
    with shop.opened(args, console) as vault, vault.work() as work:
        people = work.list(TrustedPerson, order="name")
    for person in people:
        state = _("compared") if person.verified_on else _("not compared")
        console.say(f"{person.name} · {', '.join(person.tiers) or '–'} · {state}")
    if not people:
        console.say(_("Nobody yet."))
    console.result({"people": [_facts(person) for person in people]})
    return 0


def _facts(person: TrustedPerson) -> dict[str, object]:
    return {"name": person.name, "role": person.role, "tiers": list(person.tiers),
            "compared_on": person.verified_on}
