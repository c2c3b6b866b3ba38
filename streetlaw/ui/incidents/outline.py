"""The sections of the form at its left: what is filled, where the focus is, a jump to each. Not a wizard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtGui import QResizeEvent

from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.parts.jump_list import JumpList, JumpRow
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.text import Text
from streetlaw.ui.tokens import Ink


class Filling(StrEnum):
    """Where a section stands."""

    FILLED = "filled"
    EMPTY = "empty"
    NEEDED = "needed"


_LOOKS: Mapping[Filling, tuple[str, Ink]] = {
    Filling.FILLED: ("check-circle", "success"), Filling.EMPTY: ("circle", "text-2"),
    Filling.NEEDED: ("warning-circle", "danger"),
}

_IN_WORK: tuple[str, Ink] = ("pencil-simple", "primary-soft-text")


class OutlineRow(JumpRow):
    """One section: its state as icon and as word for screen readers."""

    def __init__(self, option: Option) -> None:
        super().__init__(option)
        self.setToolTip("")
        self._filling = Filling.EMPTY

    def show_state(self, filling: Filling, *, current: bool) -> None:
        """Show where the section stands, and whether the focus is in it."""
        self._filling = filling
        self.set_current(current)
        said = {Filling.FILLED: _("filled"), Filling.EMPTY: _("empty"), Filling.NEEDED: _("needed")}[filling]
        self.setAccessibleName(f"{self.text()}, {said}")

    def icon_and_ink(self) -> tuple[str, Ink]:
        """Tell by the icon where the section stands."""
        if self.is_current() and self._filling is not Filling.NEEDED:
            return _IN_WORK
        return _LOOKS[self._filling]


class Outline(JumpList):
    """The list of sections, below how many are filled and above a remark."""

    def __init__(self, sections: Sequence[Option], note: str) -> None:
        rows = [OutlineRow(option) for option in sections]
        super().__init__(rows)
        self._sections = {row.key: row for row in rows}
        px = theme.current().px
        self._count = Text("", "secondary")
        self._count.setContentsMargins(px(10), 0, 0, px(4))
        self.column.insertWidget(0, self._count)
        self._note = Text(note, "secondary", wrap=True)
        self._note.setContentsMargins(px(10), px(8), px(4), 0)
        self.column.addWidget(self._note)
        self.setAccessibleDescription(note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the height is short, the sections come before the remark."""
        super().resizeEvent(event)
        rows = list(self.rows.values())
        free = self.height() - rows[-1].sizeHint().height() * len(rows) - theme.current().px(76)
        self._note.setVisible(free >= self._note.heightForWidth(self.width() - theme.current().px(16)))

    def show_states(self, states: Mapping[str, Filling], current: str) -> None:
        """Show where each section stands."""
        done = sum(filling is Filling.FILLED for filling in states.values())
        self._count.setText(_("{done} of {all} filled").format(done=done, all=len(states)))
        for key, row in self._sections.items():
            row.show_state(states[key], current=key == current)

    def count_text(self) -> str:
        """How many sections are filled, in words."""
        return self._count.text()
