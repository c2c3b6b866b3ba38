"""Going from page to page and back: each page is built when first shown, and kept."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QObject, Signal

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.ui import sections
from streetlaw.ui.desk import Desk
from streetlaw.ui.drafts import DraftKeeper, Shelf
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.route import Route

_LONGEST_TRAIL = 50


class Navigator(QObject):
    """Knows the pages, which of them is shown, and the way back."""

    alone: ClassVar[bool] = False
    """The page stands alone in a small window, whose foot says what holds everywhere."""

    shown = Signal(object)
    """A Page came into view; its place in the history is `route`."""

    built = Signal(object)
    """A Page was made; the window gives it room."""

    emptied = Signal()
    """All pages are forgotten and will be built anew: the window destroys the old ones."""

    toasted = Signal(str, bool)
    language_wanted = Signal(str)
    look_wanted = Signal(object)
    """A Look: the window is to be shown so, and the vault to keep it."""

    lock_wanted = Signal()
    """The session must end now."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, list[Outcome]] = {}
        self._trail: list[Route] = []
        self._page: Page | None = None
        desk.changed.connect(self._on_changed)
        self._shelf = Shelf.of(desk)
        self._shelf.refused.connect(self._on_not_kept)
        self._shelf.settled.connect(self._on_kept_again)

    @property
    def page(self) -> Page | None:
        """The page in view."""
        return self._page

    @property
    def route(self) -> Route:
        """Where we are; a route without place before the first page."""
        return self._page.route if self._page else Route("")

    def can_go(self, route: Route) -> bool:
        """True when the page of the route exists."""
        return route.place in sections.existing()

    def go(self, route: Route) -> None:
        """Show a route; KeyError when its page does not exist."""
        if self._page is not None and route != self.route:
            self._trail = [*self._trail[1 - _LONGEST_TRAIL:], self.route]
        self._show(route)

    def back(self) -> None:
        """Return to where we came from, as it was left; from a page below a section, to the section."""
        if self._trail:
            self._show(self._trail.pop())
            return
        place = sections.existing().get(self.route.place)
        if place is not None and not place.in_rail and self.can_go(Route(place.section)):
            self._show(Route(place.section))

    def replace(self, route: Route) -> None:
        """Say that the page in view now shows this route (after a first save, a change of tab)."""
        if self._page is not None:
            self._page.route = route
            self.shown.emit(self._page)

    def toast(self, text: str, undo: bool = False) -> None:
        """Say in passing what was done, never with a name; with `undo`, offer to take it back."""
        self.toasted.emit(text, undo)

    def rebuild(self) -> None:
        """Build all pages anew, each when next shown (after a change of language); drafts and place stay."""
        page, route = self._page, self.route
        state = {} if page is None else page.state()
        if page is not None:
            _leave(page)
        self._pages.clear()
        self._missed.clear()
        self._page = None
        self.emptied.emit()
        if page is not None:
            self._show(route)
            self._pages[route.place].restore(state)

    def _show(self, route: Route) -> None:
        page = self._pages.get(route.place) or self._build(route.place)
        if self._page is not None and (self._page is not page or page.route != route):
            _leave(self._page)
        same, page.route = page.route == route, route
        self._page = page
        missed = self._missed.pop(route.place, [])
        if not same:
            page.open(route)
        else:
            page.resume()
            if missed:
                page.refresh(Outcome(missed[-1].name, tuple(c for o in missed for c in o.changes)))
        self.shown.emit(page)
        if self._shelf.why is not None:
            self._on_not_kept(self._shelf.why)

    def _on_not_kept(self, error: StreetLawError) -> None:
        """Say over the page in view that a draft is not in the vault, and how to try again."""
        if self._page is not None:
            self._page.banner(sentence(error))
            self._page.retry_offered.emit(error.code, self._shelf.retry)

    def _on_kept_again(self) -> None:
        if self._page is not None:
            self._page.clear_banner()

    def _build(self, key: str) -> Page:
        page = sections.load(sections.existing()[key])(self._desk, self)
        self._pages[key] = page
        self.built.emit(page)
        return page

    def _on_changed(self, outcome: Outcome) -> None:
        for key, page in tuple(self._pages.items()):  # a page may go elsewhere because of the change
            if page is self._page:
                page.refresh(outcome)
            else:
                self._missed.setdefault(key, []).append(outcome)
        gone = {change.id for change in outcome.changes if change.after is None}
        self._trail[:] = [past for past in self._trail if not gone & {past.record_id, *past.extra.values()}]


def _leave(page: Page) -> None:
    """Keep what was written on a page, and take its sentence away."""
    for keeper in page.findChildren(DraftKeeper):
        keeper.keep()
    page.leave()
    page.clear_banner()
