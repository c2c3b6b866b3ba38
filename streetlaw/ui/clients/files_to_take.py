"""Files chosen to go with what is written: they are taken into the vault when it is finished."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui import files, theme
from streetlaw.ui.parts.buttons import Button, IconButton
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.settled import show_at_once
from streetlaw.ui.parts.text import Text


class FilesToTake(QWidget):
    """A button, and the names of the files chosen so far; each can be left out again."""

    changed = Signal()
    """The person chose other files."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: tuple[Path, ...] = ()
        self.add = Button(_("Attach files…"), icon="paperclip")
        self.add.clicked.connect(self._on_add)
        self._hint = Text(_("A photo, a paper, a recording."), "hint")
        self._flow = FlowLayout(self, spacing=theme.current().px(8))
        self._flow.addWidget(self.add)
        self._flow.addWidget(self._hint)
        self._rows: list[QWidget] = []

    def show_paths(self, paths: Sequence[Path]) -> None:
        """Show these files."""
        self.paths = tuple(paths)
        self._hint.setVisible(not paths)
        for row in self._rows:
            self._flow.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(path) for path in paths]
        for row in self._rows:
            self._flow.addWidget(row)
            show_at_once(row)

    def _row(self, path: Path) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        leave = IconButton("x", _("Leave {name} out").format(name=path.name), kind="quiet")
        leave.clicked.connect(partial(self._on_leave, path))
        line.addWidget(Text(path.name))
        line.addWidget(leave)
        return held

    def _on_add(self) -> None:
        chosen = files.ask_which_files(self, _("Attach files"), ((_("All files"), "*"),))
        self._take((*self.paths, *(path for path in chosen if path not in self.paths)))

    def _on_leave(self, path: Path, *_checked: object) -> None:
        self._take(tuple(other for other in self.paths if other != path))

    def _take(self, paths: tuple[Path, ...]) -> None:
        if paths != self.paths:
            self.show_paths(paths)
            self.changed.emit()
