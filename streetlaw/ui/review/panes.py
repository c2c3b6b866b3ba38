"""List, middle and right pane: side by side when there is room, one at a time when there is not."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.segmented import Segmented

LIST, MIDDLE, RIGHT = range(3)
_LIST_FROM = 900
"""Logical px of window width below which the list gives way too."""


class Holder(QWidget):
    """Room for one widget that may stand elsewhere for a while."""

    def __init__(self) -> None:
        super().__init__()
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)

    def take_in(self, widget: QWidget) -> None:
        """Give the widget its room."""
        self._room.addWidget(widget)
        widget.show()


class Panes(QWidget):
    """The middle of the page, which takes the other panes in when the window is narrow."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget) -> None:
        super().__init__()
        self._left, self._right = left, right
        self._right_name = _("Comments")
        self.side, self.inspector = Holder(), Holder()
        self._wide: tuple[bool, bool] | None = None
        self.tabs: Segmented | None = None
        self._stack = QStackedWidget()
        self._list_here, self._right_here = Holder(), Holder()
        for place in (self._list_here, middle, self._right_here):
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(MIDDLE)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(8))
        self._column.addWidget(self._stack, 1)

    def fit(self, width: int, *, inspector: bool) -> bool:
        """Arrange the panes for a window that wide; true when the list has a pane of its own."""
        wide = (width >= theme.current().px(_LIST_FROM), inspector)
        if wide != self._wide:
            self._wide = wide
            (self.side if wide[0] else self._list_here).take_in(self._left)
            (self.inspector if wide[1] else self._right_here).take_in(self._right)
            self._stack.setCurrentIndex(MIDDLE)
            self._make_tabs()
        return wide[0]

    def show_pane(self, pane: int) -> None:
        """Bring a pane into view; nothing moves when it stands beside the others."""
        alone = self._wide or (True, True)
        if (pane == LIST and alone[0]) or (pane == RIGHT and alone[1]):
            return
        self._stack.setCurrentIndex(pane)
        if self.tabs is not None:
            self.tabs.choose(str(pane))

    def name_right(self, name: str) -> None:
        """Say what stands in the right pane."""
        if name != self._right_name:
            self._right_name = name
            self._make_tabs()

    def _make_tabs(self) -> None:
        """One tab for each pane that has no room of its own, and one for the middle."""
        if self.tabs is not None:
            self.tabs.hide()
            self.tabs.deleteLater()
            self.tabs = None
        listed, inspected = self._wide or (True, True)
        if inspected:
            return
        names = [] if listed else [(str(LIST), _("List"))]
        names += [(str(MIDDLE), _("Case")), (str(RIGHT), self._right_name)]
        self.tabs = Segmented(names, name=_("Part of the page"), value=str(self._stack.currentIndex()),
                              compact=True)
        self.tabs.chosen.connect(self._on_tab)
        self._column.insertWidget(0, self.tabs)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex(int(key))
