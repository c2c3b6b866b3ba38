"""Newer law from a publisher: whom to trust, what would change, taking it, and going back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from streetlaw.domain.deadline import Deadline, DeadlineStatus
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.law.amendments import Amendment, amendments
from streetlaw.services.law.publications import (
    Aside,
    LeftAside,
    Publication,
    PublishedPack,
    Publisher,
    Trust,
)
from streetlaw.services.ports import Work
from streetlaw.services.recounting import Recount, moving

PACK: Final = "law/pack/"
BEFORE: Final = "law/before/"
STATEMENT: Final = "law/trust/"
ABOUT: Final = "law/about"
ROLES: Final = ("root", "timestamp", "snapshot", "targets")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """What one pack of a publication would change; `before` None for a country that is new here."""

    code: str
    before: Pack | None
    after: Pack
    amendments: Sequence[Amendment]
    moves: Sequence[Recount]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A publication, and what taking it would change in this vault."""

    publication: Publication
    packs: Sequence[PackChange]
    aside: Sequence[LeftAside]

    @property
    def moves(self) -> int:
        """How many open deadlines would end on another day."""
        return sum(len(pack.moves) for pack in self.packs)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHere:
    """A pack in force: its version, the day it is of, and whether it came from the publisher."""

    code: str
    name: str
    version: str
    as_of: str
    taken: bool
    can_go_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LawHere:
    """Which law is in force here; `expires` is the day the publisher's last word ends, None without one."""

    packs: Sequence[PackHere]
    publisher: Publisher | None = None
    confirmed: date | None = None
    taken: date | None = None
    expires: date | None = None

    def is_old(self, today: date) -> bool:
        """True when the publisher should have been heard of again by now."""
        return self.expires is not None and self.expires < today


def law_here(work: Work) -> LawHere:
    """Which law is in force, and who published it."""
    about = _about(work)
    codes = dict.fromkeys((work.pack.code, *_codes(work, PACK)))
    packs = []
    for code in codes:
        pack, brought = _in_force(work, code), _pack_with(work, code, None)
        if pack is None:
            continue
        taken = brought is None or pack.version != brought.version
        packs.append(PackHere(code=code, name=pack.name, version=pack.version, as_of=pack.as_of.edtf,
                              taken=taken, can_go_back=work.shelved(BEFORE + code) is not None))
    if about is None:
        return LawHere(packs=packs)
    return LawHere(packs=packs, publisher=about.publisher, confirmed=about.confirmed, taken=about.taken,
                   expires=about.expires)


def trusted(work: Work) -> Trust | None:
    """The trust in the publisher that was confirmed here; None before there is one."""
    about = _about(work)
    if about is None:
        return None
    kept = {role: work.shelved(STATEMENT + role) for role in ROLES}
    return Trust(statements={role: said for role, said in kept.items() if said is not None},
                 publisher=about.publisher)


def propose(work: Work, publication: Publication) -> Proposal:
    """What taking a verified publication would change; raises `update.changed_meanwhile`."""
    _same_trust(work, publication)
    packs: list[PackChange] = []
    aside = list(publication.aside)
    for published in publication.packs:
        found = _change(work, published)
        if isinstance(found, PackChange):
            packs.append(found)
        else:
            aside.append(found)
    return Proposal(publication=publication, packs=packs, aside=aside)


def take(work: Work, proposal: Proposal) -> Outcome:
    """Put the packs of a proposal in force and count its deadlines again, all of it or nothing.

    The publisher is trusted from now on. Raises `update.changed_meanwhile`, `record.changed`.
    """
    publication = proposal.publication
    _same_trust(work, publication)
    here = {pack.code: pack for pack in publication.packs}
    for change in proposal.packs:
        work.shelve(BEFORE + change.code, work.shelved(PACK + change.code) or b"")
        work.shelve(PACK + change.code, here[change.code].archive)
        _move(work, change.moves)
    for role, statement in publication.trust.statements.items():
        work.shelve(STATEMENT + role, statement)
    known = _about(work)
    work.shelve(ABOUT, _told(_About(
        publisher=publication.trust.publisher, confirmed=known.confirmed if known else work.today,
        taken=work.today, expires=publication.expires.date())))
    return work.commit("law.taken" if proposal.packs else "law.renewed")


def take_back(work: Work) -> Outcome:
    """Put the packs before the last ones in force again, and count their deadlines by them.

    What the publisher said last is remembered: an older publication is refused as before. Raises
    `update.nothing_before`.
    """
    codes = _codes(work, BEFORE)
    if not codes:
        raise StreetLawError("update.nothing_before")
    for code in codes:
        archive = work.shelved(BEFORE + code) or None
        _move(work, _moves_back(work, code, archive))
        work.shelve(PACK + code, archive)
        work.shelve(BEFORE + code, None)
    return work.commit("law.taken_back")


def forget_publisher(work: Work) -> Outcome:
    """Trust the publisher no more: the packs that the program brings are in force again.

    Raises `update.no_publisher`.
    """
    if _about(work) is None:
        raise StreetLawError("update.no_publisher")
    for code in _codes(work, PACK):
        _move(work, _moves_back(work, code, None))
    for name in work.shelf("law/"):
        work.shelve(name, None)
    return work.commit("law.publisher_forgotten")


# ── What would change ────────────────────────────────────────────────────────────────────────────────────


def _change(work: Work, published: PublishedPack) -> PackChange | LeftAside:
    code = published.code
    before = _in_force(work, code)
    after = work.pack_with(code, published.archive)
    path = f"pack/{code}.zip"
    if work.shelved(PACK + code) == published.archive:
        return LeftAside(path=path, kind="pack", why=Aside.SAME)
    if before is not None and after.version != published.version:
        return LeftAside(path=path, kind="pack", why=_why_not(before, published))
    found = tuple(amendments(before, after))
    if before is not None and before.version == after.version and not found:
        return LeftAside(path=path, kind="pack", why=Aside.SAME)
    moves = tuple(moving(before, after, _open_deadlines(work, code))) if before else ()
    return PackChange(code=code, before=before, after=after, amendments=found, moves=moves)


def _why_not(before: Pack, published: PublishedPack) -> Aside:
    """The program goes on with what it brings: the same version, or a newer one."""
    return Aside.SAME if before.version == published.version else Aside.OLDER


def _in_force(work: Work, code: str) -> Pack | None:
    """The pack of a code; None for a country nobody brought yet."""
    if code == work.pack.code:
        return work.pack
    with suppress(StreetLawError):
        return work.pack_of(code)
    return None


def _pack_with(work: Work, code: str, archive: bytes | None) -> Pack | None:
    with suppress(StreetLawError):
        return work.pack_with(code, archive)
    return None


def _open_deadlines(work: Work, code: str) -> Iterator[Deadline]:
    under = (code, "") if code == work.pack.code else (code,)
    yield from work.list(Deadline, status=DeadlineStatus.OPEN, jurisdiction=under)


def _moves_back(work: Work, code: str, archive: bytes | None) -> tuple[Recount, ...]:
    now, then = _in_force(work, code), _pack_with(work, code, archive)
    if now is None or then is None:
        return ()
    return tuple(moving(now, then, _open_deadlines(work, code)))


def _move(work: Work, moves: Sequence[Recount]) -> None:
    for move in moves:
        work.change(replace(move.deadline, due=move.after.due, due_at=move.after.due_at))


# ── What is kept ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class _About:
    publisher: Publisher
    confirmed: date
    taken: date
    expires: date


def _codes(work: Work, under: str) -> list[str]:
    return [name.removeprefix(under) for name in work.shelf(under)]


def _same_trust(work: Work, publication: Publication) -> None:
    """Refuse what was verified against another trust than the one kept here."""
    kept, base = trusted(work), dict(publication.base.statements)
    if dict(kept.statements) != base if kept else base.keys() != {"root"}:
        raise StreetLawError("update.changed_meanwhile")


def _about(work: Work) -> _About | None:
    kept = work.shelved(ABOUT)
    if kept is None:
        return None
    said: dict[str, Any] = json.loads(kept)
    publisher = Publisher(name=said["name"], words=tuple(said["words"]), root=said["root"])
    return _About(publisher=publisher, confirmed=date.fromisoformat(said["confirmed"]),
                  taken=date.fromisoformat(said["taken"]), expires=date.fromisoformat(said["expires"]))


def _told(about: _About) -> bytes:
    said = {"name": about.publisher.name, "words": about.publisher.words, "root": about.publisher.root,
            "confirmed": about.confirmed.isoformat(), "taken": about.taken.isoformat(),
            "expires": about.expires.isoformat()}
    return json.dumps(said, ensure_ascii=False).encode()
