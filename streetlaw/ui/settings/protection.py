"""How well the folder is protected, in one line over the settings: what is done, and what is next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.text import Text
from streetlaw.ui.settings.block import Point


class Protection(QWidget):
    """A banner computed from what the blocks report; `wanted` carries the key of the block to begin in."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.banner = Banner("", "success", icon="shield-check")
        self._left, self.next = Text(ink="text-2"), Button("")
        self.next.clicked.connect(self._on_next)
        self.banner.add(self._left)
        self.banner.add(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.banner)
        self.hide()

    def show_points(self, points: Sequence[tuple[str, Point]]) -> None:
        """Show what all blocks report: pairs of a block's key and a point; grave ones come first."""
        todo = sorted((pair for pair in points if pair[1].todo), key=lambda pair: not pair[1].grave)
        said = [point.done for _key, point in points if point.done and not point.todo]
        grave = bool(todo) and todo[0][1].grave
        title = _("Your work is not safe yet.") if grave else _("You are well protected.")
        told = ", ".join(said)
        self.banner.show_message(told[:1].upper() + told[1:], "warning" if grave else "success", title)
        left = ngettext("{n} thing to finish", "{n} things to finish", len(todo)).format(n=len(todo))
        self._left.setText(left)
        self._left.setVisible(bool(todo))
        self.next.setVisible(bool(todo))
        if todo:
            self._key = todo[0][0]
            self.next.setText(todo[0][1].todo)
        self.setVisible(bool(points))

    def _on_next(self) -> None:
        self.wanted.emit(self._key)
