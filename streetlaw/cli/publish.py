"""`streetlaw publish`: what a curator does so that law data reaches others on a stick, signed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from streetlaw.cli.console import Console, passphrase
from streetlaw.cli.packs import line
from streetlaw.domain.errors import StreetLawError
from streetlaw.exchange.words import fingerprint_words
from streetlaw.packs.checking import check
from streetlaw.packs.publication.layout import DAYS, PACK, ROOT_DAYS
from streetlaw.packs.publication.updating import LocalPublications
from streetlaw.services.law.publications import Publisher
from streetlaw.translation import N_, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.plain_files import first_line

if TYPE_CHECKING:
    from tuf.api.metadata import TargetFile

    from streetlaw.packs.publication.repository import Repository
    from streetlaw.packs.publication.role_keys import RoleKeys

KINDS: Final[dict[str, str]] = {
    PACK: N_("law of a country"), "directory": N_("directory of services"),
    "session": N_("content of a session"),
}


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `publish` and what it can do."""
    parts = commands.add_parser("publish", help=_("publish law data, signed, in a folder")).add_subparsers(
        required=True, metavar=_("what"))
    signing = argparse.ArgumentParser(add_help=False, parents=[common])
    signing.add_argument("folder", type=Path, help=_("the folder of the publication"))
    signing.add_argument("--keys", type=Path, required=True, metavar=_("FOLDER"),
                         help=_("the folder of the keys, which is never handed out"))
    signing.add_argument("--root-passphrase-file", type=Path, metavar=_("FILE"),
                         help=_("the passphrase of the root keys, when it is another one"))
    signing.add_argument("--days", type=int, default=DAYS, metavar=_("DAYS"),
                         help=_("how long the publication is good for (%(default)s)"))
    _add_begin(parts, signing)
    adding = parts.add_parser("add", parents=[signing], help=_("check folders and publish them"))
    adding.add_argument("parts", type=Path, nargs="+", metavar=_("FOLDER"), help=_("what to publish"))
    adding.add_argument("--kind", choices=KINDS, default=PACK, help=_("what these folders are (%(default)s)"))
    adding.set_defaults(run=_add)
    refreshing = parts.add_parser("refresh", parents=[signing],
                                  help=_("let the publication be good for longer"))
    refreshing.set_defaults(run=_refresh)
    rotating = parts.add_parser("rotate", parents=[signing], help=_("replace a key by a new one"))
    rotating.add_argument("--role", default="root", choices=("root", "targets", "snapshot", "timestamp"),
                          help=_("whose key (%(default)s)"))
    _add_root_days(rotating)
    rotating.set_defaults(run=_rotate)
    showing = parts.add_parser("show", parents=[common], help=_("say what is published, and until when"))
    showing.add_argument("folder", type=Path)
    showing.set_defaults(run=_show)


def _add_begin(parts: Any, signing: argparse.ArgumentParser) -> None:
    begin = parts.add_parser(
        "init", parents=[signing], help=_("begin a publication and make its keys"),
        epilog=_("Keep the root keys away from the machine you publish on, on two sticks in two places: they "
                 "are needed to replace keys only. With several root keys and a threshold, no one person can "
                 "replace a key, and one lost key is no end."))
    begin.add_argument("--name", required=True, help=_("who publishes, as people will read it"))
    begin.add_argument("--root-keys", type=int, default=1, metavar="N", help=_("how many root keys"))
    begin.add_argument("--threshold", type=int, default=1, metavar="N",
                       help=_("how many of them have to sign"))
    _add_root_days(begin)
    begin.set_defaults(run=_init)


def _add_root_days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root-days", type=int, default=ROOT_DAYS, metavar=_("DAYS"),
                        help=_("how long the root keys are good for (%(default)s)"))


def _init(args: argparse.Namespace, console: Console) -> int:
    # lazy: signing is for curators, and costs every other command its import
    from streetlaw.packs.publication import publishing

    plan = publishing.Plan(name=args.name, root_keys=args.root_keys, threshold=args.threshold,
                           days=_days(args.days), root_days=_days(args.root_days))
    publishing.begin(args.folder, _keys(args, twice=True), plan, datetime.now(UTC))
    console.say(_("The publication is begun. Keep the root keys offline, and copy the other keys."))
    return _show(args, console)


def _add(args: argparse.Namespace, console: Console) -> int:
    from streetlaw.packs.publication import publishing, repository  # lazy: see above

    now = datetime.now(UTC)
    if args.kind == PACK:
        _checked(args.parts, console)
    found = [publishing.part_of(folder, args.kind, now.astimezone().date()) for folder in args.parts]
    until = repository.after(now, _days(args.days))
    news = publishing.add(args.folder, _keys(args), found, until)
    for part in found:
        said = _("published: {what}") if part in news else _("was published already: {what}")
        console.say(said.format(what=f"{part.path} {part.version}".strip()))
    return console.result({"published": [part.path for part in news],
                           "same": [part.path for part in found if part not in news],
                           "until": until.date()})


def _checked(folders: Sequence[Path], console: Console) -> None:
    """Say every mistake of the packs with its line; raises `pack.not_sound` when there is one."""
    today, mistakes = datetime.now().astimezone().date(), 0
    for folder in folders:
        for mistake in check(folder, today):
            if not mistake.problem.is_warning:
                mistakes += 1
                console.say(f"{folder.name}/{line(mistake)}")
    if mistakes:
        raise StreetLawError("pack.not_sound", mistakes=mistakes)


def _refresh(args: argparse.Namespace, console: Console) -> int:
    from streetlaw.packs.publication import publishing, repository  # lazy: see above

    publishing.refresh(args.folder, _keys(args), repository.after(datetime.now(UTC), _days(args.days)))
    return _show(args, console)


def _rotate(args: argparse.Namespace, console: Console) -> int:
    from streetlaw.packs.publication import publishing  # lazy: see above

    publishing.rotate(args.folder, _keys(args), args.role, datetime.now(UTC), _days(args.days),
                      _days(args.root_days))
    console.say(_("There is a new key. Whoever trusts this publisher follows by themselves. Destroy the key "
                  "that was replaced."))
    return _show(args, console)


def _show(args: argparse.Namespace, console: Console) -> int:
    from streetlaw.packs.publication.repository import Repository  # lazy: see above

    found = Repository.open(args.folder)
    publisher = LocalPublications(fingerprint_words).publisher(args.folder).publisher
    for said in _told(found, publisher):
        console.say(said)
    return console.result({
        "publisher": publisher.name, "words": list(publisher.words), "root": publisher.root,
        "until": {role: each.signed.expires.date() for role, each in found.statements().items()},
        "targets": [{"path": path, **_custom(target)}
                    for path, target in sorted(found.targets.signed.targets.items())]})


def _told(found: Repository, publisher: Publisher) -> list[str]:
    said = [_("Publisher: {name}").format(name=publisher.name),
            _("Six words to compare: {words}").format(words=" ".join(publisher.words)),
            _("Good until {day}").format(day=_day(found.last_day))]
    said += [_("key “{role}”: good until {day}").format(role=role, day=_day(each.signed.expires))
             for role, each in found.statements().items()]
    for path, target in sorted(found.targets.signed.targets.items()):
        custom = _custom(target)
        kind = custom.get("kind", "")
        named = translate(KINDS[kind]) if kind in KINDS else kind
        said.append(f"{named}: {path} {custom.get('version', '')}".rstrip())
    return said


def _custom(target: TargetFile) -> dict[str, str]:
    """What the publisher says of a part, as far as it is what publishers say."""
    custom = target.custom
    said = custom if isinstance(custom, dict) else {}
    return {key: value for key in ("kind", "code", "version", "as_of")
            if isinstance(value := said.get(key), str)}


def _day(moment: datetime) -> str:
    return f"{moment:%d.%m.%Y}"


def _days(given: int) -> int:
    """A number of days somebody may mean; raises `publish.days`."""
    if not 1 <= given <= 3650:
        raise StreetLawError("publish.days")
    return given


def _keys(args: argparse.Namespace, *, twice: bool = False) -> RoleKeys:
    from streetlaw.packs.publication.role_keys import RoleKeys  # lazy: see above

    typed = passphrase(args.passphrase_file, twice=twice)
    root = first_line(args.root_passphrase_file) if args.root_passphrase_file else ""
    return RoleKeys(args.keys, typed, root)
