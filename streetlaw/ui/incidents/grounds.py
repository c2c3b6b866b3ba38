"""The grounds of an incident: chips, and a menu of those that can be added."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from streetlaw.domain.incident import Incident
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import glossary, theme
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.chips import Chip
from streetlaw.ui.parts.flow import FlowLayout
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.text import Elided, Text


class Grounds(Piece):
    """Any number of grounds, as the person names them. They are seen on this page only.

    Special categories stand first in the menu: they are what this work is mostly about.
    """

    def __init__(self, pack: Pack) -> None:
        super().__init__(gap=4)
        self._pack = pack
        self._chips: dict[str, Chip] = {}
        self._consented = True
        self._order: tuple[str, ...] = tuple(pack.grounds)
        self.add = Button(_("Add a ground"), icon="plus")
        self.add.setMenu(self._menu())
        self._held = QWidget()
        self._flow = FlowLayout(self._held, spacing=theme.current().px(6))
        self._flow.addWidget(self.add)
        self._hidden = _remark("eye-slash", _("hidden in lists and reports"))
        self._ask = _remark("warning-circle", _("No consent to record health and private life: ask first."),
                            warning=True)
        self._lay_out()
        self._show_remarks()

    def fill(self, incident: Incident) -> Incident:
        """With the grounds, in the order they were added."""
        return replace(incident, grounds=tuple(self._chips))

    def show_incident(self, incident: Incident) -> None:
        """Show the grounds."""
        for code in list(self._chips):
            self._drop(code)
        for code in incident.grounds:
            self._put(code)
        self._show_remarks()

    def set_consented(self, consented: bool) -> None:
        """Say whether the person agreed that health and private life are recorded."""
        self._consented = consented
        self._show_remarks()

    def chip(self, code: str) -> Chip:
        """The chip of a ground; KeyError when it is not among the incident's."""
        return self._chips[code]

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(theme.current().px(4))
        top.addWidget(Text(_("Grounds"), "label"))
        top.addWidget(glossary.explain("ground", self._pack))
        top.addWidget(Elided(_("any number, in the person's words"), "hint"), 1)
        top.addWidget(self._hidden)
        self.column.addLayout(top)
        self.column.addWidget(self._held)
        self.column.addWidget(self._ask, 0, Qt.AlignmentFlag.AlignLeft)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        others = QMenu(_("Other grounds"), menu)
        for ground in self._pack.grounds.values():
            action = QAction(ground.name(language()), menu)
            action.setData(ground.code)
            (menu if ground.special else others).addAction(action)
        menu.addSeparator()
        menu.addMenu(others)
        menu.triggered.connect(self._on_chosen)
        menu.aboutToShow.connect(self._on_menu)
        self._actions = [*menu.actions(), *others.actions()]
        return menu

    def _on_menu(self) -> None:
        for action in self._actions:
            action.setEnabled(action.data() not in self._chips)

    def _on_chosen(self, action: QAction) -> None:
        self._put(str(action.data()))
        self._show_remarks()
        self.edited.emit()

    def _put(self, code: str) -> None:
        if code in self._chips:
            return
        chip = Chip(self._pack.label("grounds", code, language()), removable=True, tall=True)
        chip.setChecked(True)
        chip.setAccessibleDescription(_("Delete removes it"))
        chip.removed.connect(self._on_removed)
        chip.clicked.connect(self._on_removed)
        self._chips[code] = chip
        self._flow.removeWidget(self.add)
        self._flow.addWidget(chip)
        self._flow.addWidget(self.add)
        QWidget.setTabOrder(chip, self.add)
        self._held.updateGeometry()

    def _drop(self, code: str) -> None:
        chip = self._chips.pop(code)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self._held.updateGeometry()

    def _on_removed(self) -> None:
        code = next((code for code, chip in self._chips.items() if chip is self.sender()), "")
        if code:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self._drop(code)
            self._show_remarks()
            self.edited.emit()

    def _show_remarks(self) -> None:
        special = any(code in self._pack.grounds and self._pack.grounds[code].special for code in self._chips)
        self._hidden.setVisible(bool(self._chips))
        self._ask.setVisible(special and not self._consented)


def _remark(icon: str, text: str, *, warning: bool = False) -> QWidget:
    held = QWidget()
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(theme.current().px(6))
    line.addWidget(Glyph(icon, "warning" if warning else "text-3", 16), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(Text(text, "secondary", ink="warning" if warning else "text-3"))
    return held
