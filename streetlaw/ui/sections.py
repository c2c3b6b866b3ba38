"""What there is to go to: the sections of the rail, the pages below them, and the commands everywhere.

A page whose module does not exist is not there: it has no place in the rail and no route leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from streetlaw.domain.profile import Role
from streetlaw.translation import N_
from streetlaw.ui.route import Route

if TYPE_CHECKING:
    from streetlaw.ui.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page: `page` is "module:Class", imported when first shown.

    `section` is the place whose rail item is lit; a place with an `icon` stands in the rail itself.
    """

    key: str
    page: str
    section: str
    label: str = ""
    icon: str = ""
    keys: str = ""

    @property
    def in_rail(self) -> bool:
        """True for a section of the rail."""
        return bool(self.icon)


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do from anywhere: its text (msgid), icon, shortcut and where it leads."""

    text: str
    icon: str
    keys: str
    route: Route


def _rail(key: str, page: str, label: str, icon: str, keys: str) -> Place:
    return Place(key=key, page=page, section=key, label=label, icon=icon, keys=keys)


def _below(section: str, key: str, page: str) -> Place:
    return Place(key=key, page=page, section=section)


# The order and the keys never change, whatever is hidden: a person's fingers know them.
PLACES: tuple[Place, ...] = (
    _rail("today", "streetlaw.ui.today.page:TodayPage", N_("Today"), "calendar-check", "Ctrl+1"),
    _rail("clients", "streetlaw.ui.clients.page:ClientsPage", N_("Clients"), "users", "Ctrl+2"),
    _rail("incidents", "streetlaw.ui.incidents.page:IncidentsPage", N_("Incidents"), "warning-octagon",
          "Ctrl+3"),
    _rail("referrals", "streetlaw.ui.referrals.page:ReferralsPage", N_("Referrals"), "path", "Ctrl+4"),
    _rail("law", "streetlaw.ui.law.page:LawPage", N_("Law and aid"), "scales", "Ctrl+6"),
    _rail("review", "streetlaw.ui.review.page:ReviewPage", N_("Review"), "chats-circle", "Ctrl+8"),
    _rail("exchange", "streetlaw.ui.exchange.page:ExchangePage", N_("Exchange"), "package", "Ctrl+0"),
    _rail("settings", "streetlaw.ui.settings.page:SettingsPage", N_("Settings"), "shield-check", "Ctrl+,"),
    _below("today", "capture", "streetlaw.ui.clients.capture:CapturePage"),
    _below("clients", "client", "streetlaw.ui.cases.page:ClientPage"),
    _below("clients", "new-client", "streetlaw.ui.clients.intake:IntakePage"),
    _below("clients", "merge", "streetlaw.ui.clients.merge:MergePage"),
    _below("clients", "import", "streetlaw.ui.importing.page:ImportPage"),
    _below("clients", "history", "streetlaw.ui.history.page:HistoryPage"),
    _below("incidents", "incident", "streetlaw.ui.incidents.editor:IncidentEditor"),
    _below("law", "fact-check", "streetlaw.ui.law.fact_page:FactPage"),
    _below("law", "screening", "streetlaw.ui.law.kept:KeptPage"),
    _below("settings", "newer-law", "streetlaw.ui.newer_law.page:NewerLawPage"),
    _below("referrals", "referral", "streetlaw.ui.referrals.editor:ReferralEditor"),
)

SECOND_GROUP = "review"
"""The rail draws a line above this section."""

AT_THE_FOOT = "settings"
"""This section stands at the foot of the rail."""

COMMANDS: tuple[Command, ...] = (
    Command(N_("Quick capture"), "note-pencil", "Ctrl+Shift+N", Route("capture")),
    Command(N_("New client"), "user-plus", "Ctrl+N", Route("new-client")),
    Command(N_("Take over a table of clients"), "table", "", Route("import")),
    Command(N_("New incident"), "warning-octagon", "", Route("incident")),
    Command(N_("New referral"), "path", "", Route("referral")),
    Command(N_("Check the right to legal aid"), "scales", "", Route("law")),
)


DEEPER: tuple[Command, ...] = (
    Command(N_("Norms and channels"), "scales", "", Route("law", tab="norms")),
    Command(N_("To be checked"), "list-bullets", "", Route("law", tab="due")),
    Command(N_("Take in a file…"), "file-arrow-down", "", Route("exchange")),
    Command(N_("Only check a file…"), "magnifying-glass", "", Route("exchange")),
    Command(N_("Ask for a review"), "package", "", Route("exchange", tab="send")),
    Command(N_("Security"), "shield-check", "", Route("settings", tab="security")),
    Command(N_("Change the passphrase"), "key", "", Route("settings", tab="security")),
    Command(N_("New kit…"), "key", "", Route("settings", tab="security")),
    Command(N_("People and keys"), "key", "", Route("settings", tab="people")),
    Command(N_("Save my card…"), "identification-card", "", Route("settings", tab="people")),
    Command(N_("Add a card…"), "identification-card", "", Route("settings", tab="people")),
    Command(N_("Backups"), "hard-drives", "", Route("settings", tab="backups")),
    Command(N_("Back up now…"), "hard-drives", "", Route("settings", tab="backups")),
    Command(N_("Restore…"), "hard-drives", "", Route("settings", tab="backups")),
    Command(N_("The law"), "scales", "", Route("settings", tab="law")),
    Command(N_("Take newer law…"), "scales", "", Route("newer-law")),
    Command(N_("Language, display"), "text-aa", "", Route("settings", tab="look")),
    Command(N_("Activity log"), "list-bullets", "", Route("settings", tab="log")),
    Command(N_("Check the log"), "list-bullets", "", Route("settings", tab="log")),
    Command(N_("About, licences"), "info", "", Route("settings", tab="about")),
)
"""What is done deeper in a section: found by its words alone; the focus goes to its button there."""


_ENOUGH_FOR = {Role.TRAINER: frozenset({"today", "law", "settings"})}
"""What a role needs, where that is not everything."""


def rail(roles: Iterable[Role]) -> tuple[Place, ...]:
    """The sections that somebody with these roles needs, in their order; without a role, all of them."""
    every = frozenset(key for key, place in existing().items() if place.in_rail)
    needed = frozenset[str]().union(*(_ENOUGH_FOR.get(role, every) for role in roles)) or every
    return tuple(place for place in existing().values() if place.in_rail and place.key in needed)


def first(roles: Iterable[Role]) -> str:
    """The key of the section to begin in: an attorney who is no lawyer has come to review."""
    had = frozenset(roles)
    keys = [place.key for place in rail(had)]
    if Role.SUPERVISOR in had and Role.LAWYER not in had and "review" in keys:
        return "review"
    return next(iter(keys), "")


def commands(roles: Iterable[Role]) -> tuple[Command, ...]:
    """The commands that lead into one of these sections."""
    return _within(COMMANDS, roles)


def deeper(roles: Iterable[Role]) -> tuple[Command, ...]:
    """What is done deeper in one of these sections."""
    return _within(DEEPER, roles)


def _within(some: Iterable[Command], roles: Iterable[Role]) -> tuple[Command, ...]:
    sections = {place.key for place in rail(roles)}
    return tuple(command for command in some
                 if (place := existing().get(command.route.place)) is not None and place.section in sections)


@cache
def existing() -> dict[str, Place]:
    """The places whose page exists, by key, in the order of `PLACES`."""
    return {place.key: place for place in PLACES if _exists(place.page.partition(":")[0])}


def _exists(module: str) -> bool:
    package = module.rpartition(".")[0]
    return find_spec(package) is not None and find_spec(module) is not None


def load(place: Place) -> type[Page]:
    """The class of a page."""
    module, _, name = place.page.partition(":")
    page: type[Page] = getattr(import_module(module), name)
    return page
