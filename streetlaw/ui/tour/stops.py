"""Where the walk stops, and what is said there. Sections and shared controls alone: no names, no records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QAbstractButton, QTableView, QWidget

from streetlaw.translation import N_, translate
from streetlaw.ui.page import Page
from streetlaw.ui.parts.card import Card
from streetlaw.ui.route import Route
from streetlaw.ui.shell.chrome import Chrome

Find = Callable[[Chrome, Page], QWidget | None]
"""Finds what a stop points at; None when it is not there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop: the page it needs, what it points at, a title and some sentences (msgids)."""

    route: Route
    find: Find
    title: str
    text: str


def _rail(chrome: Chrome, _page: Page) -> QWidget | None:
    return chrome.rail


def _first_card(_chrome: Chrome, page: Page) -> QWidget | None:
    return next((card for card in page.findChildren(Card) if card.isVisible()), page.middle)


def _table(_chrome: Chrome, page: Page) -> QWidget | None:
    return next((table for table in page.findChildren(QTableView) if table.isVisible()), None)


def _whole_page(_chrome: Chrome, page: Page) -> QWidget | None:
    return page.middle


def _control(*names: str) -> Find:
    """A button of the top bar by what it is called (msgids), whichever of them is there."""
    def find(chrome: Chrome, page: Page) -> QWidget | None:
        del page
        wanted = tuple(translate(name) for name in names)
        return next((button for button in chrome.top.findChildren(QAbstractButton)
                     if button.isVisible() and (button.accessibleName() or button.text()).startswith(wanted)),
                    None)
    return find


STOPS: Final[tuple[Stop, ...]] = (
    Stop(route=Route("today"), find=_rail, title=N_("Everything has its section"),
         text=N_("A number beside a section says how many things there wait for you. The keys Ctrl 1, Ctrl 2 "
                 "and so on open the sections; their order never changes.")),
    Stop(route=Route("today"), find=_first_card, title=N_("Today shows what comes next"),
         text=N_("Deadlines, referrals without an answer, drafts and comments. A limit nobody has verified "
                 "shows a question mark and never a date.")),
    Stop(route=Route("clients"), find=_table, title=N_("People are codes"),
         text=N_("Whoever looks over your shoulder learns nothing. Choose a row to see the file beside the "
                 "list; Enter opens it.")),
    Stop(route=Route("clients"), find=_control(N_("Names hidden"), N_("Names shown")),
         title=N_("Names are shown when you ask"),
         text=N_("Here for the whole list, at a file for 30 seconds. Each look is written to the log, and "
                 "names hide again by themselves.")),
    Stop(route=Route("incidents"), find=_table, title=N_("Incidents keep what happened"),
         text=N_("The story in the person's words, the acts, the evidence with its hash. While you write, "
                 "the law that fits stands beside it. Saving something incomplete is fine.")),
    Stop(route=Route("law"), find=_whole_page, title=N_("A few questions check the right to legal aid"),
         text=N_("You get a preliminary answer with its articles, and an application to print. What the law "
                 "leaves open is said, not guessed.")),
    Stop(route=Route("today"), find=_control(N_("Find or do anything")), title=N_("Find or do anything"),
         text=N_("Ctrl K finds a person however the name is spelled, a code, a phone, a norm, and every "
                 "command. F1 lists the keys of the page you are on.")),
    Stop(route=Route("today"), find=_control(N_("Lock")), title=N_("Gone in a moment"),
         text=N_("Ctrl L locks. Esc pressed twice hides everything at once, from anywhere; what you wrote is "
                 "kept. Now try whatever you like.")),
)
