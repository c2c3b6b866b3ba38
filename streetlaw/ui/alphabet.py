"""Lists in the order of the reader's alphabet: ң after н, ө after о, ү after у."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCollator, Qt

from streetlaw.translation import language
from streetlaw.ui.dates import locale

if TYPE_CHECKING:
    from streetlaw.domain.pack import Pack
    from streetlaw.domain.profile import TrustedPerson
    from streetlaw.domain.vocabulary import Region, Violation

T = TypeVar("T")


def in_order(things: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Sort by a name as the language of the interface does; numbers in names count as numbers."""
    collator = QCollator(locale())
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    collator.setNumericMode(True)
    return sorted(things, key=lambda thing: collator.sortKey(name(thing)))


def regions_in(pack: Pack, parent: str = "") -> list[Region]:
    """The units directly below one: cities first, as the pack has the levels, each level by name."""
    found = pack.regions_in(parent)
    levels = list(dict.fromkeys(region.level for region in found))
    ordered = in_order(found, lambda region: region.name(language()))
    return sorted(ordered, key=lambda region: levels.index(region.level))


def violations(pack: Pack) -> list[Violation]:
    """All kinds of act by name; "other" comes last."""
    ordered = in_order(pack.violations.values(), lambda act: act.name(language()))
    return sorted(ordered, key=lambda act: act.code == "other")


def people(known: Iterable[TrustedPerson]) -> list[TrustedPerson]:
    """People by name."""
    return in_order(known, lambda person: person.name)
