"""Kept views of a list: a chip that names the one in use, and a line to give one a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from streetlaw.domain.saved_view import SavedView
from streetlaw.services.saved_views import written
from streetlaw.translation import gettext as _
from streetlaw.ui import theme
from streetlaw.ui.lists.deeds import add_line
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.chips import MenuChip
from streetlaw.ui.parts.text import Text

LONGEST = 60


class ViewsChip(MenuChip):
    """The views of a list, and what can be done with the one in use."""

    chosen = Signal(object)
    """A SavedView shall be shown."""
    keep_wanted = Signal()
    rename_wanted = Signal(object)
    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Views"), icon="bookmark")
        self._views: Sequence[SavedView] = ()
        self._choices = ""
        self.setMenu(QMenu(self))

    @property
    def current(self) -> SavedView | None:
        """The view whose filters and order are those of the list now."""
        return next((view for view in self._views if view.choices == self._choices), None)

    def show_views(self, views: Sequence[SavedView]) -> None:
        """Offer these views."""
        self._views = views
        self._show()

    def follow(self, choices: Mapping[str, object]) -> None:
        """Name the view in use, if there is one."""
        self._choices = written(choices)
        self._show()

    def _show(self) -> None:
        current = self.current
        self.show_choice(current.name if current else _("Views"), on=current is not None)
        self.setAccessibleName(_("View: {name}").format(name=current.name) if current else _("Views"))
        menu = self.menu()
        menu.clear()
        for view in self._views:
            action = add_line(menu, view.name, "", partial(self.chosen.emit, view))
            action.setCheckable(True)
            action.setChecked(view is current)
        if self._views:
            menu.addSeparator()
        if current is None:
            add_line(menu, _("Keep this view…"), "bookmark", self.keep_wanted.emit)
        else:
            add_line(menu, _("Rename this view…"), "pencil-simple", partial(self.rename_wanted.emit, current))
            add_line(menu, _("Remove this view"), "trash", partial(self.remove_wanted.emit, current))


class NameLine(QWidget):
    """A line for the name of a view, in the page: no window opens for it."""

    named = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        px = theme.current().px
        label = Text(_("Name of the view"), "label")
        self.edit = QLineEdit()
        self.edit.setAccessibleName(_("Name of the view"))
        self.edit.setMaxLength(LONGEST)
        self.edit.setFixedWidth(px(240))
        self.keep, self.cancel = Button(_("Keep the view"), kind="primary"), Button(_("Cancel"))
        self.error = Text("", "error")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        for widget in (label, self.edit, self.keep, self.cancel, self.error):
            row.addWidget(widget)
        row.addStretch(1)
        label.setBuddy(self.edit)
        self.edit.returnPressed.connect(self._on_named)
        self.edit.textEdited.connect(self._on_edited)
        self.keep.clicked.connect(self._on_named)
        self.cancel.clicked.connect(self.left)
        self.hide()

    def begin(self, name: str = "") -> None:
        """Ask for a name."""
        self.edit.setText(name)
        self.edit.selectAll()
        self.error.setText("")
        self.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why the name cannot be taken."""
        self.error.setText(sentence)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_named(self) -> None:
        self.named.emit(self.edit.text())

    def _on_edited(self) -> None:
        self.error.setText("")
