"""Which law is in force in a vault, who published it, and what of that is kept on its shelf."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Texts
from streetlaw.domain.fact_check import FactCheck
from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.services.law.publications import Publisher, Trust
from streetlaw.services.law.tables import LawTables
from streetlaw.services.ports import Work

PACK: Final = "law/pack/"
BEFORE: Final = "law/before/"
STATEMENT: Final = "law/trust/"
ABOUT: Final = "law/about"
ROLES: Final = ("root", "timestamp", "snapshot", "targets")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHere:
    """A pack in force: its version, the day it is of, and whether it came from the publisher."""

    code: str
    names: Texts
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
    known = about(work)
    packs = []
    for code in dict.fromkeys((work.pack.code, *codes(work, PACK))):
        pack, brought = in_force(work, code), pack_with(work, code, None)
        if pack is None:
            continue
        taken = brought is None or pack.version != brought.version
        packs.append(PackHere(code=code, names=pack.names, version=pack.version, as_of=pack.as_of.edtf,
                              taken=taken, can_go_back=work.shelved(BEFORE + code) is not None))
    if known is None:
        return LawHere(packs=packs)
    return LawHere(packs=packs, publisher=known.publisher, confirmed=known.confirmed, taken=known.taken,
                   expires=known.expires)


def trusted(work: Work) -> Trust | None:
    """The trust in the publisher that was confirmed here; None before there is one."""
    known = about(work)
    if known is None:
        return None
    kept = {role: work.shelved(STATEMENT + role) for role in ROLES}
    return Trust(statements={role: said for role, said in kept.items() if said is not None},
                 publisher=known.publisher)


def lands(work: Work, tables: LawTables) -> Mapping[str, Texts]:
    """What the countries are called whose law is here, by code: of the program, and taken over."""
    brought = tables.countries()
    taken = {code: pack.names for code in codes(work, PACK)
             if code not in brought and (pack := in_force(work, code))}
    return {**brought, **taken}


def is_in_use(work: Work, code: str) -> bool:
    """True when something here is under the law of that country."""
    return any(work.count(kind, jurisdiction=code) for kind in (Incident, Deadline, FactCheck))


def in_force(work: Work, code: str) -> Pack | None:
    """The pack of a code; None for a country nobody brought yet."""
    if code == work.pack.code:
        return work.pack
    with suppress(StreetLawError):
        return work.pack_of(code)
    return None


def pack_with(work: Work, code: str, archive: bytes | None) -> Pack | None:
    """The pack of a code as it would be with that archive; None where there would be none."""
    with suppress(StreetLawError):
        return work.pack_with(code, archive)
    return None


# ── What is kept ─────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Who publishes the law here: when their words were compared, when law was taken, how long it is good."""

    publisher: Publisher
    confirmed: date
    taken: date
    expires: date

    def is_old(self, today: date) -> bool:
        """True when the publisher should have been heard of again by now."""
        return self.expires < today


def codes(work: Work, under: str) -> list[str]:
    """The codes of the packs under that part of the shelf."""
    return [name.removeprefix(under) for name in work.shelf(under)]


def about(work: Work) -> About | None:
    """Who publishes the law here; None before there is anybody."""
    kept = work.shelved(ABOUT)
    if kept is None:
        return None
    said: dict[str, Any] = json.loads(kept)
    publisher = Publisher(name=said["name"], words=tuple(said["words"]), root=said["root"])
    return About(publisher=publisher, confirmed=date.fromisoformat(said["confirmed"]),
                  taken=date.fromisoformat(said["taken"]), expires=date.fromisoformat(said["expires"]))


def written(known: About) -> bytes:
    """That as it is kept."""
    said = {"name": known.publisher.name, "words": known.publisher.words, "root": known.publisher.root,
            "confirmed": known.confirmed.isoformat(), "taken": known.taken.isoformat(),
            "expires": known.expires.isoformat()}
    return json.dumps(said, ensure_ascii=False).encode()
