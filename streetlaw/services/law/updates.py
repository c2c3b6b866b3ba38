"""Newer law from a publisher: what would change, taking it, going back, trusting nobody any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import Outcome
from streetlaw.services.law.amendments import Amendment, amendments
from streetlaw.services.law.fact_checks import overtaken
from streetlaw.services.law.here import (
    ABOUT,
    BEFORE,
    PACK,
    STATEMENT,
    About,
    about,
    codes,
    in_force,
    is_in_use,
    pack_with,
    trusted,
    written,
)
from streetlaw.services.law.moves import move, moves
from streetlaw.services.law.publications import Aside, LeftAside, Publication, PublishedPack
from streetlaw.services.law.tables import LawTables
from streetlaw.services.ports import Work
from streetlaw.services.recounting import Recount


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChange:
    """What one pack of a publication would change; `before` None for a country that is new here.

    `codes` are those of the clients whose deadlines move, by their ids. `overtaken` are corrections made here
    that would hold no more: the publisher says something else there.
    """

    code: str
    before: Pack | None
    after: Pack
    amendments: Sequence[Amendment]
    moves: Sequence[Recount]
    codes: Mapping[str, str] = field(default_factory=dict)
    overtaken: Sequence[FactCheck] = ()


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


def propose(work: Work, publication: Publication, tables: LawTables) -> Proposal:
    """What taking a verified publication would change; nothing is changed by asking.

    Raises `update.changed_meanwhile`, and `update.clock_back` where nobody can say whether it still counts.
    """
    _same_trust(work, publication)
    _right_clock(work)
    packs: list[PackChange] = []
    aside = list(publication.aside)
    for published in publication.packs:
        found = _change(work, published, tables)
        if isinstance(found, PackChange):
            packs.append(found)
        else:
            aside.append(found)
    return Proposal(publication=publication, packs=packs, aside=aside)


def take(work: Work, proposal: Proposal) -> Outcome:
    """Put the packs of a proposal in force and count its deadlines again, all of it or nothing.

    The publisher is trusted from now on. Raises what `propose` raises, `record.changed`.
    """
    publication = proposal.publication
    _same_trust(work, publication)
    _right_clock(work)
    brought = {pack.code: pack for pack in publication.packs}
    for change in proposal.packs:
        work.shelve(BEFORE + change.code, work.shelved(PACK + change.code) or b"")
        work.shelve(PACK + change.code, brought[change.code].archive)
        move(work, change.moves)
    for role, statement in publication.trust.statements.items():
        work.shelve(STATEMENT + role, statement)
    known = about(work)
    work.shelve(ABOUT, written(About(
        publisher=publication.trust.publisher, confirmed=known.confirmed if known else work.today,
        taken=work.today, expires=publication.expires.date())))
    return work.commit("law.taken" if proposal.packs else "law.renewed")


def take_back(work: Work) -> Outcome:
    """Put the packs before the last ones in force again, and count their deadlines by them.

    A country that was new stays once something here is under its law. What the publisher said last is
    remembered: an older publication is refused as before. Raises `update.nothing_before`.
    """
    found = codes(work, BEFORE)
    if not found:
        raise StreetLawError("update.nothing_before")
    for code in found:
        _put_back(work, code, work.shelved(BEFORE + code) or None)
        work.shelve(BEFORE + code, None)
    return work.commit("law.taken_back")


def forget_publisher(work: Work) -> Outcome:
    """Trust the publisher no more: the packs that the program brings are in force again.

    A country that it does not bring stays once something here is under its law. Raises `update.no_publisher`.
    """
    if about(work) is None:
        raise StreetLawError("update.no_publisher")
    for code in codes(work, PACK):
        _put_back(work, code, None)
    for name in work.shelf("law/"):
        if not name.startswith(PACK):
            work.shelve(name, None)
    return work.commit("law.publisher_forgotten")


def _put_back(work: Work, code: str, archive: bytes | None) -> None:
    """Put a pack in force that was there before; a country that would go while it is needed stays."""
    now, then = in_force(work, code), pack_with(work, code, archive)
    if then is None and is_in_use(work, code):
        return
    if now is not None and then is not None:
        move(work, moves(work, code, now, then))
    work.shelve(PACK + code, archive)


# ── What would change ────────────────────────────────────────────────────────────────────────────────────


def _change(work: Work, published: PublishedPack, tables: LawTables) -> PackChange | LeftAside:
    code = published.code
    before = in_force(work, code)
    after = work.pack_with(code, published.archive)
    path = f"pack/{code}.zip"
    if work.shelved(PACK + code) == published.archive:
        return LeftAside(path=path, kind="pack", why=Aside.SAME)
    if before is not None and after.version != published.version:
        return LeftAside(path=path, kind="pack", why=_why_not(before, published))
    found = tuple(amendments(before, after))
    if before is not None and before.version == after.version and not found:
        return LeftAside(path=path, kind="pack", why=Aside.SAME)
    moved = moves(work, code, before, after) if before else ()
    return PackChange(code=code, before=before, after=after, amendments=found, moves=moved,
                      codes=work.codes({each.deadline.client_id for each in moved} - {""}),
                      overtaken=overtaken(work, tables, code, published.archive))


def _why_not(before: Pack, published: PublishedPack) -> Aside:
    """The program goes on with what it brings: the same version, or a newer one."""
    return Aside.SAME if before.version == published.version else Aside.OLDER


def _same_trust(work: Work, publication: Publication) -> None:
    """Refuse what was verified against another trust than the one kept here."""
    kept, base = trusted(work), dict(publication.base.statements)
    if dict(kept.statements) != base if kept else base.keys() != {"root"}:
        raise StreetLawError("update.changed_meanwhile")


def _right_clock(work: Work) -> None:
    """Refuse while the clock shows a day before the one on which law was taken last: nothing expires then.

    A day's difference may be that of two time zones.
    """
    known = about(work)
    if known is not None and work.today + timedelta(days=1) < known.taken:
        days = {"today": work.today, "taken": known.taken}
        raise StreetLawError("update.clock_back", **{name: f"{day:%d.%m.%Y}" for name, day in days.items()})
