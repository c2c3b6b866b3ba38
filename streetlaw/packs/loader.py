"""From a pack's folder to a typed, checked `Pack`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from streetlaw import resources
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.pack import Pack
from streetlaw.domain.record import PartialDate
from streetlaw.packs import aid, law, words
from streetlaw.packs.calendars import Calendar, is_known
from streetlaw.packs.folder import Folder
from streetlaw.packs.problem import Problem
from streetlaw.packs.rows import Header

SETTINGS = "pack.toml"


@cache
def load(code: str) -> Pack:
    """The shipped pack of that code ("kg"), read once; raises `pack.unknown`, or `pack.invalid`."""
    path = resources.path("packs", code)
    if not (path / SETTINGS).is_file():
        raise StreetLawError("pack.unknown", code=code)
    return _load(Folder(path))


def load_folder(path: Path) -> Pack:
    """The pack in that folder; raises `pack.invalid` with the file, the line and the mistake."""
    folder = Folder(path)
    header = folder.settings(SETTINGS, Header)
    holidays_known(folder, header)
    return assemble(folder, header, as_of=as_of(folder, header), zone=zone(folder, header))


def _load(folder: Folder) -> Pack:
    header = folder.settings(SETTINGS, Header)
    return assemble(folder, header, as_of=as_of(folder, header), zone=zone(folder, header))


def assemble(folder: Folder, header: Header, *, as_of: PartialDate, zone: ZoneInfo) -> Pack:
    """The pack of that header, with everything that stands in its tables."""
    folder.languages = tuple(header.languages)
    folder.common = _common(folder, header.extends)
    acts = law.read_acts(folder)
    norms = law.read_norms(folder, acts)
    rules = law.read_rules(folder, acts)
    every = law.read_channels(folder, acts, rules)
    channels = {code: channel for code, channel in every.items() if channel.active}
    calendar = Calendar(header.holidays_key)
    return Pack(
        code=header.code, version=header.version, as_of=as_of, names=header.names,
        country=header.country, time_zone=header.time_zone, zone=zone,
        currency=header.currency, currency_label=header.currency_names, holidays_key=header.holidays_key,
        languages=folder.languages, is_day_off=calendar, is_estimate=calendar.is_estimate,
        regions=words.read_regions(folder), grounds=words.read_grounds(folder, acts, norms),
        populations=words.read_populations(folder), settings=words.read_settings(folder, rules),
        violations=words.read_violations(folder, norms, channels, rules),
        perpetrators=words.read_perpetrators(folder, channels), acts=acts, norms=norms, channels=channels,
        closed={code: channel for code, channel in every.items() if not channel.active}, rules=rules,
        hotlines=law.read_hotlines(folder), tongues=folder.terms("tongues.csv"),
        consents=words.read_consents(folder), aid=aid.read_aid(folder, header.aid, acts))


def _common(folder: Folder, name: str) -> Path | None:
    """The folder of common words a pack shares: beside it, or the shipped one."""
    if not name:
        return None
    beside = folder.path.parent / name
    found = beside if beside.is_dir() else resources.path("packs", name)
    if not found.is_dir():
        raise folder.refuse(SETTINGS, folder.line_of(SETTINGS, "extends"), Problem.UNKNOWN_CODE, name)
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
    except (ZoneInfoNotFoundError, ValueError):
        raise folder.refuse(SETTINGS, folder.line_of(SETTINGS, "time_zone"), Problem.UNKNOWN_CODE,
                            header.time_zone) from None


def holidays_known(folder: Folder, header: Header) -> None:
    """Refuses a key of public holidays that nobody knows."""
    if not is_known(header.holidays_key):
        raise folder.refuse(SETTINGS, folder.line_of(SETTINGS, "holidays_key"), Problem.UNKNOWN_CODE,
                            header.holidays_key)
