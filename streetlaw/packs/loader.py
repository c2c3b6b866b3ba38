"""From a pack's folder to a typed, checked `Pack`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from streetlaw import resources
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import Texts
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs.calendars import Calendar, is_known
from streetlaw.packs.reading import aid, law, words
from streetlaw.packs.reading.folder import Folder
from streetlaw.packs.reading.later import Later
from streetlaw.packs.reading.place import Place
from streetlaw.packs.reading.problem import Problem
from streetlaw.packs.reading.rows import Header

SETTINGS = "pack.toml"

K = TypeVar("K")
V = TypeVar("V")


@cache
def load(code: str) -> Pack:
    """The shipped pack of that code ("kg"), read once; raises `pack.unknown`, or `pack.invalid`.

    A mistake in the words of the field is met at the first look at them: `load_folder` meets it now.
    """
    path = resources.path("packs", code)
    if not (path / SETTINGS).is_file():
        raise StreetLawError("pack.unknown", code=code)
    return load_folder(path, at_once=False)


@cache
def countries() -> Mapping[str, Texts]:
    """What the countries of the shipped packs are called, by code; only the heads of the packs are read."""
    heads = sorted(resources.path("packs").glob(f"*/{SETTINGS}"))
    return {head.parent.name: Folder(head.parent).settings(SETTINGS, Header).names for head in heads}


def load_folder(path: Place, *, at_once: bool = True) -> Pack:
    """The pack in that folder; raises `pack.invalid` with the file, the line and the mistake.

    Unless `at_once`, a mistake in the words of the field is met at the first look at them.
    """
    folder = Folder(path)
    header = folder.settings(SETTINGS, Header)
    if at_once:
        holidays_known(folder, header)
    return assemble(folder, header, as_of=as_of(folder, header), zone=zone(folder, header), at_once=at_once)


def header_of(path: Place) -> Header:
    """The settings of the pack in that folder, and nothing else of it; raises `pack.invalid`."""
    return Folder(path).settings(SETTINGS, Header)


def assemble(folder: Folder, header: Header, *, as_of: PartialDate, zone: ZoneInfo,
             at_once: bool = True) -> Pack:
    """The pack of that header, with everything that stands in its tables.

    The law is read now. Unless `at_once`, the words of the field are when somebody first looks at them: a
    vault opens before anybody does.
    """
    folder.languages = tuple(header.languages)
    folder.common = _common(folder, header.extends)
    acts = law.read_acts(folder)
    norms = law.read_norms(folder, acts)
    rules = law.read_rules(folder, acts)
    representation = law.read_representation(folder, acts)
    every = law.read_channels(folder, acts, rules, representation)
    channels = {code: channel for code, channel in every.items() if channel.active}
    calendar = Calendar(header.holidays_key)

    def look(read: Callable[..., Mapping[K, V]], *known: object) -> Mapping[K, V]:
        return read(folder, *known) if at_once else Later(partial(read, folder, *known))

    grounds = look(words.read_grounds, acts, norms)
    return Pack(
        code=header.code, version=header.version, as_of=as_of, names=header.names,
        country=header.country, time_zone=header.time_zone, zone=zone, currency=header.currency,
        currency_label=header.currency_names, holidays_key=header.holidays_key, languages=folder.languages,
        is_day_off=calendar, is_estimate=calendar.is_estimate, regions=look(words.read_regions),
        grounds=grounds, risks=look(law.read_risks, acts, norms, grounds, channels),
        representation=representation, populations=look(words.read_populations),
        settings=look(words.read_settings, rules), perpetrators=look(words.read_perpetrators, channels),
        violations=look(words.read_violations, norms, channels, rules), acts=acts, norms=norms,
        channels=channels, closed={code: each for code, each in every.items() if not each.active},
        rules=rules, hotlines=look(law.read_hotlines), tongues=look(words.read_tongues),
        consents=look(words.read_consents), aid=aid.read_aid(folder, header.aid, acts))


def _common(folder: Folder, name: str) -> Place | None:
    """The folder of common words a pack shares: beside it, or the shipped one."""
    if not name:
        return None
    beside = folder.path.parent / name
    found: Place = beside if beside.is_dir() else resources.path("packs", name)
    line = folder.line_of(SETTINGS, "extends")
    if not found.is_dir():
        raise folder.refuse(SETTINGS, line, Problem.UNKNOWN_CODE, name)
    if (found / SETTINGS).exists():  # a country, perhaps this one: its words rest on its own law
        raise folder.refuse(SETTINGS, line, Problem.WRONG_VALUE, f"extends: {name}")
    return found


def as_of(folder: Folder, header: Header) -> PartialDate:
    """The day of the pack."""
    try:
        return PartialDate(header.as_of)
    except StreetLawError:
        raise folder.refuse(SETTINGS, folder.line_of(SETTINGS, "as_of"), Problem.WRONG_VALUE,
                            f"as_of: {header.as_of}") from None


def zone(folder: Folder, header: Header) -> ZoneInfo:
    """The time zone of the country."""
    try:
        return ZoneInfo(header.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones is none
        raise folder.refuse(SETTINGS, folder.line_of(SETTINGS, "time_zone"), Problem.UNKNOWN_CODE,
                            header.time_zone) from None


def holidays_known(folder: Folder, header: Header) -> None:
    """Refuses a key of public holidays that nobody knows."""
    if not is_known(header.holidays_key):
        raise folder.refuse(SETTINGS, folder.line_of(SETTINGS, "holidays_key"), Problem.UNKNOWN_CODE,
                            header.holidays_key)
