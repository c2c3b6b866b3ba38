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
        self.side, self.inspector = Holder(), Holder()
        self._wide: tuple[bool, bool] | None = None
        self._tabs = Segmented(
            [(str(LIST), _("List")), (str(MIDDLE), _("Case")), (str(RIGHT), _("Comments"))],
            name=_("Part of the page"), value=str(MIDDLE), compact=True)
        self._stack = QStackedWidget()
        self._list_here, self._right_here = Holder(), Holder()
        for place in (self._list_here, middle, self._right_here):
            self._stack.addWidget(place)
        self._stack.setCurrentIndex(MIDDLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self._tabs)
        column.addWidget(self._stack, 1)
        self._tabs.chosen.connect(self._on_tab)

    def fit(self, width: int, *, inspector: bool) -> bool:
        """Arrange the panes for a window that wide; true when the list has a pane of its own."""
        wide = (width >= theme.current().px(_LIST_FROM), inspector)
        if wide != self._wide:
            self._wide = wide
            (self.side if wide[0] else self._list_here).take_in(self._left)
            (self.inspector if wide[1] else self._right_here).take_in(self._right)
            self._tabs.segment(str(LIST)).setVisible(not wide[0])
            self._tabs.setVisible(not wide[1])
            self.show_pane(MIDDLE)
        return wide[0]

    def show_pane(self, pane: int) -> None:
        """Bring a pane into view; nothing moves when it stands beside the others."""
        alone = self._wide or (True, True)
        if (pane == LIST and alone[0]) or (pane == RIGHT and alone[1]):
            return
        self._tabs.choose(str(pane))
        self._stack.setCurrentIndex(pane)

    def _on_tab(self, key: str) -> None:
        self._stack.setCurrentIndex(int(key))
