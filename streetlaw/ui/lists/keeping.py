"""What the vault keeps of a list: its views, and how it was left last."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.record import Outcome
from streetlaw.domain.saved_view import SavedView
from streetlaw.services import saved_views
from streetlaw.translation import gettext as _
from streetlaw.ui.lists.listed import Listed
from streetlaw.ui.lists.reading import Kept, read_kept
from streetlaw.ui.lists.views import NameLine, ViewsChip
from streetlaw.ui.messages import sentence
from streetlaw.ui.route import Route


class Keeping(QObject):
    """Reads and keeps views and last choices of a list; a name is asked for in a line of the page."""

    def __init__(self, page: Listed) -> None:
        super().__init__(page)
        self.is_known = False
        """Whether the list stands as it was left: until then it is not shown."""
        self.chip = ViewsChip()
        self.line = NameLine()
        self._page = page
        self._renamed: SavedView | None = None
        page.filters.add_beside(self.chip)
        self.chip.chosen.connect(self.show)
        self.chip.keep_wanted.connect(self._on_keep)
        self.chip.rename_wanted.connect(self._on_rename)
        self.chip.remove_wanted.connect(self._on_remove)
        self.line.named.connect(self._on_named)
        self.line.left.connect(self._on_left)

    def read(self) -> None:
        """Read the views, and at first how the list was left."""
        self._page.ask(read_kept, self._page.place, done=self._on_kept, latest="kept")

    def leave(self) -> None:
        """Keep how the list stands now."""
        choices = self._page.choices()
        self.chip.follow(choices)
        self._page.ask(saved_views.leave_list, self._page.place, choices, done=_done, latest="left")

    def show(self, view: SavedView) -> None:
        """Narrow and order the list as a view says."""
        self._page.take(saved_views.read(view.choices))
        self.leave()

    def _on_kept(self, kept: Kept) -> None:
        self.chip.show_views(kept.views)
        if not self.is_known:
            self.is_known = True
            if kept.last is not None:
                self._page.take(kept.last)
            else:
                self._page.take(self._page.choices())
        self.chip.follow(self._page.choices())
        wanted = self._page.route.extra.get("view", "")
        for view in kept.views:
            if view.id == wanted:
                self._page.navigator.replace(Route(self._page.place))
                self.show(view)

    def _on_keep(self) -> None:
        self._renamed = None
        self._begin("")

    def _on_rename(self, view: SavedView) -> None:
        self._renamed = view
        self._begin(view.name)

    def _begin(self, name: str) -> None:
        self._page.filters.hide()
        self.line.begin(name)

    def _on_named(self, name: str) -> None:
        page, refused = self._page, self._on_refused
        if self._renamed is None:
            page.run(saved_views.keep_view, page.place, name, page.choices(), done=self._on_done,
                     refused=refused)
        else:
            page.run(saved_views.rename_view, self._renamed, name, done=self._on_done, refused=refused)

    def _on_refused(self, error: StreetLawError) -> None:
        self.line.refuse(sentence(error))

    def _on_done(self, outcome: Outcome) -> None:
        self._on_left()
        self._page.navigator.toast(_("Kept: {name}").format(name=outcome.the(SavedView).name), undo=True)

    def _on_remove(self, view: SavedView) -> None:
        self._page.run(saved_views.remove_view, view, done=self._on_removed)

    def _on_removed(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("The view was removed."), undo=True)

    def _on_left(self) -> None:
        self.line.hide()
        self._page.fit()
        self.chip.setFocus(Qt.FocusReason.OtherFocusReason)


def _done(_nothing: object) -> None:
    """Kept."""
