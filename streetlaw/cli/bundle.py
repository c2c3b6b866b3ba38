"""`streetlaw bundle`: make, look into, and take in sealed bundles."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from streetlaw.cli import shop
from streetlaw.cli.console import Console
from streetlaw.cli.papers import main_case, person_named
from streetlaw.domain.case import Case
from streetlaw.domain.client import Client
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services import reviews
from streetlaw.services.people import own_keys
from streetlaw.services.ports import Work
from streetlaw.services.trail import behind
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.messages import sentence
from streetlaw.ui.plain_files import read

MOST_BUNDLE = 512 * 1024 * 1024


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `bundle` and what it can do."""
    parts = commands.add_parser("bundle", help=_("make, look into and take in bundles")).add_subparsers(
        required=True, metavar=_("what"))
    make = parts.add_parser("make", parents=[common], help=_("seal cases for a supervising attorney"))
    make.add_argument("vault", type=Path)
    make.add_argument("--to", required=True, metavar=_("NAME"), help=_("a trusted person"))
    make.add_argument("--client", action="append", default=[], metavar=_("CODE"),
                      help=_("a client whose case to send; may be repeated"))
    make.add_argument("--all-open", action="store_true", help=_("every open case whose consent allows it"))
    make.add_argument("--out", type=Path, required=True)
    make.set_defaults(run=_make)
    inspect = parts.add_parser("inspect", parents=[common], help=_("verify a bundle and say what it holds"))
    inspect.add_argument("vault", type=Path)
    inspect.add_argument("bundle", type=Path)
    inspect.set_defaults(run=_inspect)
    take = parts.add_parser("import", parents=[common], help=_("verify a bundle and take it in"))
    take.add_argument("vault", type=Path)
    take.add_argument("bundle", type=Path)
    take.set_defaults(run=_import)


def _make(args: argparse.Namespace, console: Console) -> int:
    shop.refuse_existing(args.out)
    with shop.opened(args, console) as vault, vault.work() as work:
        prepared = reviews.prepare_request(work, reviews.RequestReview(
            case_ids=_wanted(work, args), recipient_id=person_named(work, args.to).id))
        refused = _refused(work, prepared, console)
        reviews.make_request(work, shop.envelopes(), prepared,
                             keep=lambda sealed: shop.write_new(args.out, sealed))
    console.say(ngettext("{n} case sealed.", "{n} cases sealed.", len(prepared.cases)).format(
        n=len(prepared.cases)))
    console.result({"file": str(args.out), "cases": len(prepared.cases), "refused": refused})
    return 0


def _wanted(work: Work, args: argparse.Namespace) -> tuple[str, ...]:
    named = tuple(main_case(work, code).id for code in args.client)
    if args.all_open:
        return named + tuple(case.id for case in work.list(Case) if case.status.is_open)
    return named


def _refused(work: Work, prepared: reviews.Prepared, console: Console) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for refused in prepared.refused:
        code = work.get(Client, work.get(Case, refused.case_id).client_id).code
        console.say(f"{code}: {sentence(refused.refusal)} [{refused.refusal.code}]")
        found.append({"client": code, "code": refused.refusal.code})
    return found


def _inspect(args: argparse.Namespace, console: Console) -> int:
    data = read(args.bundle, MOST_BUNDLE)
    with shop.opened(args, console) as vault, vault.work() as work:
        people = {person.verify_key: person for person in work.list(TrustedPerson)}
        parcel = shop.envelopes().open(data, own_keys(work), tuple(people))
    counts = {name: len(rows) for name, rows in parcel.tables.items()}
    sender = people[parcel.sender].name
    console.say(_("From {name}: {kind}, number {number}, period {period}. The signature is right.").format(
        name=sender, kind=parcel.kind, number=parcel.number, period=parcel.period))
    for name, count in counts.items():
        console.say(f"  {name}: {count}")
    console.result({"sender": sender, "kind": parcel.kind, "tier": parcel.tier, "number": parcel.number,
                    "period": parcel.period, "tables": counts, "manifest_sha256": parcel.manifest_sha256})
    return 0


def _import(args: argparse.Namespace, console: Console) -> int:
    data = read(args.bundle, MOST_BUNDLE)
    with shop.opened(args, console) as vault, vault.work() as work:
        arrival = reviews.import_bundle(work, shop.envelopes(), data)
    if arrival.already:
        console.say(_("This bundle was taken in before. Nothing was changed."))
    else:
        console.say(_("From {name}: {added} new, {updated} updated, {withdrawn} withdrawn.").format(
            name=arrival.sender.name, added=arrival.added, updated=arrival.updated,
            withdrawn=arrival.withdrawn))
    if arrival.behind is not None:
        console.warn(behind(arrival.behind))
    if arrival.outdated:
        console.say(_("Reviews of an older version: {n}").format(n=len(arrival.outdated)))
    if arrival.missing:
        console.say(_("Bundles of this sender that never came: {numbers}").format(
            numbers=", ".join(str(number) for number in arrival.missing)))
    console.result({
        "sender": arrival.sender.name, "kind": arrival.kind, "number": arrival.number,
        "already": arrival.already, "added": arrival.added, "updated": arrival.updated,
        "withdrawn": arrival.withdrawn, "outdated": len(arrival.outdated), "missing": list(arrival.missing),
        "behind": arrival.behind is not None})
    return 0
