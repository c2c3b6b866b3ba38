"""What the incident pages call things: choices from tables of wording and from the pack, sizes, hashes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from streetlaw.domain.fact import Term
from streetlaw.domain.folding import fold
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language, translate
from streetlaw.ui import alphabet
from streetlaw.ui.incidents.pick import Item
from streetlaw.ui.parts.option import Option

E = TypeVar("E", bound=StrEnum)


def opening(text: str) -> str:
    """The text with a capital first letter, as it begins a line."""
    return text[:1].upper() + text[1:]


def choices(table: Mapping[E, str]) -> list[Option]:
    """The codes of a table of wording, each with its word as it begins a line."""
    return [Option(code.value, opening(translate(text))) for code, text in table.items()]


_PICKED: dict[tuple[str, str, str, str], Sequence[Item]] = {}
"""Lists to pick from, by pack, version, list and language: folding their names takes long."""


def items(pack: Pack, listing: str) -> Sequence[Item]:
    """The terms of a list of the pack to pick from; each is found by its name in any language."""
    key = (pack.code, pack.version, listing, language())
    if key not in _PICKED:
        terms = alphabet.violations(pack) if listing == "violations" else pack.terms(listing).values()
        _PICKED[key] = [Item(term.code, term.name(language()), _key(term)) for term in terms]
    return _PICKED[key]


def region_items(pack: Pack) -> Sequence[Item]:
    """All regions, each unit below the one it belongs to; a town is also found by its region."""
    cached = (pack.code, pack.version, "regions", language())
    if cached in _PICKED:
        return _PICKED[cached]
    found: list[Item] = []

    def add(parent: str, above: str) -> None:
        for region in alphabet.regions_in(pack, parent):
            key = f"{_key(region)} {fold(region.former_name)} {above}"
            found.append(Item(region.code, region.name(language()), key, strong=not parent))
            add(region.code, key)
    add("", "")
    _PICKED[cached] = found
    return found


def region_text(pack: Pack, code: str) -> str:
    """A place with the region it lies in: "Karakol, Issyk-Kul region"; "" for none."""
    region = pack.regions.get(code)
    if region is None:
        return pack.label("regions", code, language()) if code else ""
    above = pack.regions.get(region.parent)
    parts = [region.name(language())] + ([above.name(language())] if above else [])
    return ", ".join(parts)


def hash_text(sha256: str) -> str:
    """The beginning and the end of a hash: enough to compare by eye."""
    return f"{sha256[:4]} {sha256[4:8]} … {sha256[-4:]}"


def field_text(name: str) -> str:
    """What a field that a finished incident needs is called (`Incident.missing`)."""
    return {"occurred": _("When"), "sources": _("Source"), "acts": _("Violations")}[name]


def _key(term: Term) -> str:
    return " ".join(dict.fromkeys(fold(text) for text in term.label.values()))
