"""What every page is: a body between two panes, a place in the top bar, commands, and a way to ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.keys import bind
from streetlaw.ui.messages import sentence
from streetlaw.ui.parts.scroll import Scrolled, is_small
from streetlaw.ui.route import Route
from streetlaw.ui.tokens import ToneName
from streetlaw.ui.waiting import Waiting, nothing

if TYPE_CHECKING:
    from streetlaw.ui.navigation import Navigator

T = TypeVar("T")

INSPECTOR_FROM = 1180
"""Logical px of window width below which the inspector gives way."""

FIND = "Ctrl+F"
"""Leads to the search of a page; so does a slash, outside of fields."""

GUTTER, GAP = 16, 12
_INSPECTOR, _INSPECTOR_MOST = 336, 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the top bar says of a page: `parent` is the breadcrumb, `note` stands light after the title."""

    title: str = ""
    parent: str = ""
    parent_route: Route | None = None
    note: str = ""
    badge: QWidget | None = None


class _Middle(QWidget):
    """The body of a page: it makes do with the room there is, unless it can be scrolled."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self.whole = whole

    def minimumSizeHint(self) -> QSize:
        """Return what the body needs, where it can be scrolled."""
        return super().minimumSizeHint() if self.whole or is_small(self) else QSize(0, 0)


class _Room(QScrollArea):
    """What the body scrolls in. A body that does not keeps its width against the panes beside it."""

    def minimumSizeHint(self) -> QSize:
        """Return the width of such a body."""
        few, held = super().minimumSizeHint(), self.widget()
        if not isinstance(held, _Middle) or held.whole or is_small(self):
            return few
        layout = held.layout()
        return few if layout is None else QSize(layout.minimumSize().width(), few.height())


class Page(QWidget):
    """A page of the window. Subclasses build themselves in the constructor and fill themselves in `open`.

    A page is built anew when the language changes, so it keeps nothing that is not in its route, a draft
    or `state`.
    """

    scrolls: ClassVar[bool] = False
    """The body scrolls as a whole: for forms; lists scroll by themselves."""

    grounds_visible: ClassVar[bool] = False
    """Grounds are shown here by purpose: the top bar then has no names toggle."""

    heading_changed = Signal()
    top_actions_changed = Signal()
    message_shown = Signal(str, str)
    message_cleared = Signal()
    retry_offered = Signal(str, object)
    """What was said just now has this code, and this is how to try again."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.desk = desk
        self.navigator = navigator
        self.route = Route("")
        self.heading = Heading()
        self.top_actions: tuple[QWidget, ...] = ()
        self.side: QFrame | None = None
        self.inspector: QFrame | None = None
        self._wants_inspector = True
        self.area: QScrollArea | None = None
        self._small = False
        self._panes = QHBoxLayout(self)
        self._panes.setContentsMargins(0, 0, 0, 0)
        self._panes.setSpacing(0)
        self.middle = _Middle(whole=self.scrolls)
        self.body = QVBoxLayout(self.middle)
        px = theme.current().px
        self.body.setContentsMargins(*(4 * (px(GUTTER),)))
        self.body.setSpacing(px(GAP))
        room = self._scrolling()
        self._panes.addWidget(room, 1)
        self.patience = Waiting(self, room)
        self.patience.was_late.connect(self._on_late)

    # ── What a page may override ─────────────────────────────────────────────────────────────────────────

    def open(self, route: Route) -> None:
        """Show what the route names; called first and whenever the route of this page changes."""

    def resume(self) -> None:
        """Be shown again with the same route; everything is as it was left."""

    def refresh(self, outcome: Outcome) -> None:
        """Follow a change in the vault; also called once, for all of them, when shown again."""

    def leave(self) -> None:
        """Be left for another page."""

    def state(self) -> dict[str, object]:
        """What a rebuilt page needs and neither route nor draft holds."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Take up what `state` said."""

    def take_back(self) -> bool:
        """Take back the last step of a form nothing of which is stored; false when there is none."""
        return False

    def on_refused(self, error: StreetLawError) -> None:
        """Say in a banner over the page why something was refused."""
        self.banner(sentence(error))

    # ── What a page may call ─────────────────────────────────────────────────────────────────────────────

    def set_place(self, title: str, *, parent: str = "", parent_route: Route | None = None, note: str = "",
                  badge: QWidget | None = None) -> None:
        """Tell the top bar where this is: section names and codes, never a person's name."""
        self.heading = Heading(title=title, parent=parent, parent_route=parent_route, note=note, badge=badge)
        self.heading_changed.emit()

    def set_top_actions(self, *buttons: QWidget) -> None:
        """Put the page's main buttons into the top bar."""
        self.top_actions = buttons
        self.top_actions_changed.emit()

    def set_side(self, widget: QWidget, width: int = 168) -> None:
        """Put a pane at the left of the body, `width` logical px wide."""
        self.side = self._pane(widget, edge="right")
        self.side.setFixedWidth(theme.current().px(width))
        self._panes.insertWidget(0, self.side)

    def set_inspector(self, widget: QWidget) -> None:
        """Put a pane at the right of the body; it gives way in a narrow window."""
        px = theme.current().px
        self.inspector = self._pane(widget, edge="left")
        self.inspector.setMinimumWidth(px(_INSPECTOR))
        self.inspector.setMaximumWidth(px(_INSPECTOR_MOST))
        self._panes.addWidget(self.inspector)
        self._fit_inspector()

    def want_inspector(self, wanted: bool) -> None:
        """Let the inspector stand there, or leave its room to the page: beside nothing it says nothing."""
        self._wants_inspector = wanted
        self._fit_inspector()

    @property
    def inspector_shown(self) -> bool:
        """True when there is room for the inspector."""
        return self.window().width() >= theme.current().px(INSPECTOR_FROM)

    def add_command(self, text: str, slot: Callable[..., object], *, keys: str = "",
                    icon: str = "") -> QAction:
        """Offer something to do here: by its shortcut wherever the focus is, in the palette, on the sheet."""
        action = QAction(text, self)
        action.setProperty("icon", icon)
        action.setProperty("keys", keys)
        action.triggered.connect(slot)
        if keys:
            bind(keys, action.trigger, self)  # only the page in view hears it: Qt leaves out hidden owners
        if keys == FIND:
            bind("/", action.trigger, self)
        self.addAction(action)
        return action

    def ask(self, query: Callable[..., T], *args: Any, done: Callable[[T], object], latest: str = "",
            refused: Callable[[StreetLawError], object] | None = None, owner: QObject | None = None) -> None:
        """Read from the vault; a late answer is told by a sign, a refusal over the page, with a way to retry.

        `refused` says it in another way than `on_refused`; the answer is for `owner`, this page by itself.
        """
        owner = owner or self
        key = (owner, latest) if latest else object()
        again = partial(self.ask, query, *args, done=done, latest=latest, refused=refused, owner=owner)
        self.patience.begin(key, owner)
        self.desk.ask(query, *args, owner=owner, done=partial(self._on_answered, key, done),
                      refused=partial(self._on_not_read, key, refused or self.on_refused, again),
                      latest=latest)

    def run(self, service: Callable[..., Outcome], *args: Any,
            done: Callable[[Outcome], object] | None = None,
            refused: Callable[[StreetLawError], object] | None = None, undoable: bool = True,
            again: Callable[[], object] | None = None) -> None:
        """Do something in the vault; a refusal is shown over the page unless `refused` takes it.

        `again` does it once more, with what the form says then: it is offered where the disk refused.
        """
        self.clear_banner()
        self.desk.run(service, *args, owner=self, done=done, undoable=undoable,
                      refused=partial(self._on_not_done, refused or self.on_refused, again))

    def banner(self, text: str, tone: ToneName = "warning") -> None:
        """Show a sentence over the page until it is handled, or the page is left."""
        self.message_shown.emit(text, tone)

    def clear_banner(self) -> None:
        """Take the sentence away."""
        self.message_cleared.emit()

    # ── Inside ───────────────────────────────────────────────────────────────────────────────────────────

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the inspector follow the width of the window."""
        super().resizeEvent(event)
        self._fit_inspector()
        small = is_small(self)
        if small != self._small:
            self._small = small
            for area in self.findChildren(Scrolled):
                area.updateGeometry()
            self.middle.updateGeometry()

        self.patience.place()

    def _on_answered(self, key: object, done: Callable[[Any], object], value: object) -> None:
        self.patience.end(key, filled=True)
        done(value)

    def _on_late(self) -> None:
        self.desk.ask(nothing, owner=self, done=partial(self._on_all_landed, self.patience.keys))

    def _on_all_landed(self, keys: tuple[object, ...], _nothing: None) -> None:
        self.patience.end_all(keys)

    def _on_not_read(self, key: object, refused: Callable[[StreetLawError], object],
                     again: Callable[[], object], error: StreetLawError) -> None:
        self.patience.end(key, filled=False)
        refused(error)
        self.retry_offered.emit(error.code, again)

    def _on_not_done(self, refused: Callable[[StreetLawError], object],
                     again: Callable[[], object] | None, error: StreetLawError) -> None:
        refused(error)
        if again is not None and error.code.startswith("vault."):
            self.retry_offered.emit(error.code, again)

    def _fit_inspector(self) -> None:
        if self.inspector is not None:
            self.inspector.setVisible(self.inspector_shown and self._wants_inspector)

    def _scrolling(self) -> QScrollArea:
        area = _Room()
        self.area = area if self.scrolls else None
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys that scroll come up from what stands in it
        self.middle.setProperty("kind", "clear")
        area.setWidget(self.middle)
        return area

    def _pane(self, widget: QWidget, *, edge: str) -> QFrame:
        pane = QFrame()
        pane.setProperty("kind", "surface" if edge == "left" else "canvas")
        line = QFrame()
        line.setProperty("kind", "hairline")
        line.setFixedWidth(1)
        layout = QHBoxLayout(pane)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(widget, 1)
        layout.insertWidget(0 if edge == "left" else 1, line)
        return pane


def page_above(child: QObject | None) -> Page | None:
    """The page something stands on; None when it stands on none."""
    while child is not None and not isinstance(child, Page):
        child = child.parent()
    return child


def asker(child: QObject, desk: Desk) -> Page | Desk:
    """Who asks the vault for something: the page it stands on, which tells a late answer; else the desk."""
    return page_above(child) or desk
