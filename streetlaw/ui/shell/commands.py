"""What can be done now, for the palette and the sheet of shortcuts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer

from streetlaw.domain.profile import Role
from streetlaw.translation import translate
from streetlaw.ui import sections
from streetlaw.ui.navigation import Navigator
from streetlaw.ui.route import Route
from streetlaw.ui.shell.entry import Entry
from streetlaw.ui.shell.offered import offered, point_at
from streetlaw.ui.shell.shortcuts import Line


@dataclass(frozen=True, slots=True)
class Key:
    """A shortcut that holds on every page: what it does (msgid), its keys and its slot.

    With an icon it stands in the palette too; there words alone find it, if that is said.
    """

    text: str
    keys: str
    act: Callable[[], object]
    icon: str = ""
    by_words: bool = False


def entries(keys: list[Key], navigator: Navigator, roles: Iterable[Role]) -> Iterator[Entry]:
    """Lines of the palette: what this page offers, the commands and sections there are, the window's own.

    After them what words alone find: the page's buttons, menus and tabs, and what is done elsewhere.
    """
    at_once = tuple(_shortly(keys, navigator, roles))
    said = {entry.text for entry in at_once}
    here = [entry for entry in _here(navigator) if entry.text not in said]
    said.update(entry.text for entry in here)
    yield from (*at_once, *here, *(entry for entry in _elsewhere(navigator, roles) if entry.text not in said))


def _shortly(keys: list[Key], navigator: Navigator, roles: Iterable[Role]) -> Iterator[Entry]:
    for text, shortcut, icon, act in _of_page(navigator):
        yield Entry(text=text, icon=icon, act=act, keys=shown(shortcut))
    for command in sections.commands(roles):
        yield Entry(text=translate(command.text), icon=command.icon, act=command.route,
                    keys=shown(command.keys))
    for place in sections.rail(roles):
        yield Entry(text=translate(place.label), icon=place.icon, act=Route(place.key),
                    keys=shown(place.keys))
    for key in keys:
        if key.icon:
            yield Entry(text=translate(key.text), icon=key.icon, act=key.act, keys=shown(key.keys),
                        by_words=key.by_words)


def _here(navigator: Navigator) -> Iterator[Entry]:
    return offered(navigator.page) if navigator.page is not None else iter(())


def _elsewhere(navigator: Navigator, roles: Iterable[Role]) -> Iterator[Entry]:
    for command in sections.deeper(roles):
        place = sections.existing()[sections.existing()[command.route.place].section]
        yield Entry(text=translate(command.text), icon=command.icon, act=partial(_lead, navigator, command),
                    note=translate(place.label), by_words=True)


def _lead(navigator: Navigator, command: sections.Command) -> None:
    """Go where it is done, and to its button."""
    navigator.go(command.route)
    if navigator.page is not None:
        QTimer.singleShot(0, navigator.page, partial(point_at, navigator.page, translate(command.text)))


def lines_here(navigator: Navigator) -> list[Line]:
    """Lines of the sheet: the shortcuts of this page."""
    return [(text, shown(keys)) for text, keys, _icon, _act in _of_page(navigator) if keys]


def lines_everywhere(keys: list[Key], roles: Iterable[Role]) -> list[Line]:
    """Lines of the sheet: the shortcuts that hold everywhere."""
    lines = [(translate(key.text), shown(key.keys)) for key in keys if key.keys]
    return lines + [(translate(command.text), shown(command.keys)) for command in sections.commands(roles)
                    if command.keys]


def lines_of_sections(roles: Iterable[Role]) -> list[Line]:
    """Lines of the sheet: the sections of the rail."""
    return [(translate(place.label), shown(place.keys)) for place in sections.rail(roles)]


def shown(keys: str) -> str:
    """A shortcut as the boxes show it: Ctrl K."""
    return keys.replace("+", " ", keys.count("+") - keys.endswith("+"))


def _of_page(navigator: Navigator) -> Iterator[tuple[str, str, str, Callable[[], object]]]:
    for action in navigator.page.actions() if navigator.page else ():
        if action.text() and action.isEnabled():
            icon = action.property("icon") or "arrow-right"
            yield action.text(), action.property("keys") or "", icon, action.trigger
