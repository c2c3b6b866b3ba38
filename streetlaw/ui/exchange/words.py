"""What bundles, people and arrivals are called on the exchange page."""

from __future__ import annotations

from collections.abc import Iterable

from streetlaw.domain.disclosure import rows
from streetlaw.domain.profile import TrustedPerson
from streetlaw.services.reviews import Arrival
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.dates import day_text
from streetlaw.ui.parts.badge import Badge

HASH_START = 12
"""How many digits of a hash are shown: enough to compare by eye."""


def kind_label(kind: str) -> str:
    """What a bundle is."""
    return {rows.REQUEST: _("cases for review"), rows.REVIEW: _("review")}.get(kind, kind)


def counts_text(counts: Iterable[tuple[str, int]]) -> str:
    """What a bundle holds: "9 cases, 1 consent taken back"."""
    return ", ".join(_count(name, number) for name, number in counts if number)


def hash_start(sha256: str) -> str:
    """The first digits of a hash, in fours."""
    start = sha256[:HASH_START].upper()
    return " ".join(start[i:i + 4] for i in range(0, len(start), 4))


def who(person: TrustedPerson) -> str:
    """A person and the organisation."""
    return f"{person.name}, {person.organisation}" if person.organisation else person.name


def compared_badge(person: TrustedPerson) -> Badge:
    """Whether the six words were compared, how and when."""
    if person.verified_on is None:
        return Badge(_("Not compared yet"), "warning", "circle-wavy-question")
    day = day_text(person.verified_on)
    said = _("Compared in person, {day}") if person.verified_how == "in_person" else _("Compared, {day}")
    return Badge(said.format(day=day), "success", "circle-wavy-check")


def arrival_lines(arrival: Arrival) -> tuple[tuple[str, str], ...]:
    """What a bundle did here, as (icon, sentence) pairs."""
    if arrival.already:
        return (("info", _("This file was taken in before. Nothing was changed.")),)
    found = [
        ("plus-circle", _added(arrival)),
        ("arrows-clockwise", ngettext("{n} case came again: it is open once more, your comments stay.",
                                      "{n} cases came again: they are open once more, your comments stay.",
                                      arrival.updated).format(n=arrival.updated) if arrival.updated else ""),
        ("check-circle", _stands(arrival.stands)),
        ("minus-circle", _withdrawn(arrival.withdrawn)),
        ("clock-counter-clockwise", _outdated(arrival)),
        ("archive", ngettext("{n} case was skipped: a later file had brought it already.",
                             "{n} cases were skipped: a later file had brought them already.",
                             arrival.older).format(n=arrival.older) if arrival.older else ""),
        ("question", ngettext("{n} review was left out: its case is no longer here.",
                              "{n} reviews were left out: their cases are no longer here.",
                              arrival.unknown).format(n=arrival.unknown) if arrival.unknown else ""),
        ("warning-circle", _missing(arrival)),
        ("warning-circle", _needed(arrival)),
    ]
    said = tuple((icon, text) for icon, text in found if text)
    return said or (("info", _("Nothing new was in it.")),)


def _count(name: str, number: int) -> str:
    match name:
        case rows.CASES:
            return ngettext("{n} case", "{n} cases", number).format(n=number)
        case rows.REVIEWS:
            return ngettext("{n} decision", "{n} decisions", number).format(n=number)
        case rows.WITHDRAWN:
            return ngettext("{n} consent taken back", "{n} consents taken back", number).format(n=number)
        case rows.MISSING:
            return ngettext("asks for {n} file again", "asks for {n} files again", number).format(n=number)
    return f"{name}: {number}"


def _added(arrival: Arrival) -> str:
    if not arrival.added:
        return ""
    if arrival.kind == rows.REQUEST:
        return ngettext("{n} new case to review.", "{n} new cases to review.", arrival.added).format(
            n=arrival.added)
    return ngettext("{n} review came back.", "{n} reviews came back.", arrival.added).format(n=arrival.added)


def _stands(number: int) -> str:
    return ngettext("{n} case came again with nothing new in it: your sign-off stands and waits to be sealed "
                    "once more.",
                    "{n} cases came again with nothing new in them: your sign-offs stand and wait to be "
                    "sealed once more.", number).format(n=number) if number else ""


def _withdrawn(number: int) -> str:
    return ngettext("{n} case was removed: the person took the consent back.",
                    "{n} cases were removed: the people took the consent back.",
                    number).format(n=number) if number else ""


def _outdated(arrival: Arrival) -> str:
    number = len(arrival.outdated)
    return ngettext("{n} review is about an older version: the case has changed since.",
                    "{n} reviews are about older versions: the cases have changed since.",
                    number).format(n=number) if number else ""


def _missing(arrival: Arrival) -> str:
    said = _("Files of this person that never came: no. {numbers}. Your next file to them asks again.")
    return said.format(numbers=_list(arrival.missing)) if arrival.missing else ""


def _needed(arrival: Arrival) -> str:
    said = _("Files of yours that never arrived there: no. {numbers}. Choose the file in the log below and "
             "send it again.")
    return said.format(numbers=_list(arrival.needed)) if arrival.needed else ""


def _list(numbers: Iterable[int]) -> str:
    return ", ".join(str(number) for number in numbers)
