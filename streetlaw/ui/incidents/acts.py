"""What was done: the acts of an incident, one of them open."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt

from streetlaw.domain.incident import Act, Incident
from streetlaw.domain.pack import Pack
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui import glossary, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.act import ActPanel
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.removed import Removed
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.text import Text


class Acts(Piece):
    """The card of the acts. An act taken away can be brought back while the incident is in work."""

    def __init__(self, desk: Desk, pack: Pack) -> None:
        super().__init__()
        self._desk, self._pack = desk, pack
        self.panels: list[ActPanel] = []
        self.add = Button(_("Add"), kind="quiet", icon="plus")
        self.add.setAccessibleName(_("Add an act"))
        self.back = Removed(_("Bring the removed act back"))
        self.error = Text("", "error", wrap=True)
        self.error.hide()
        self.card = Card(_("Violations"))
        self.card.add_action(glossary.explain("violation", pack))
        self.card.add_action(self.back)
        self.card.add_action(self.add)
        self.column.setSpacing(theme.current().px(4))
        self.column.addWidget(self.card)
        self.column.addWidget(self.error)
        self.add.clicked.connect(self._on_add)

    def fill(self, incident: Incident) -> Incident:
        """With the acts that say something."""
        return replace(incident, acts=tuple(panel.value() for panel in self.panels if not panel.is_blank()))

    def show_incident(self, incident: Incident) -> None:
        """Show the acts, the first one open; without any, an empty one to begin with."""
        at = next((number for number, panel in enumerate(self.panels) if panel.is_open()), 0)
        self.back.forget()
        for panel in list(self.panels):
            self._drop(panel)
        for act in incident.acts or (Act(violation=""),):
            self._new_panel(act)
        self.mark_missing("")
        self._open(self.panels[min(at, len(self.panels) - 1)])

    def problem(self) -> bool:
        """An act of which nobody knows what it was is marked."""
        for panel in self.panels:
            if not panel.value().violation and not panel.is_blank():
                panel.set_problem(_("Choose what was violated, or remove this act."))
                self._open(panel)
                panel.fields.violation.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def mark_missing(self, text: str) -> None:
        """Say that an act is needed."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def open_panel(self) -> ActPanel:
        """The act whose fields are shown; the first when none is."""
        return next((panel for panel in self.panels if panel.is_open()), self.panels[0])

    def _new_panel(self, act: Act, at: int | None = None) -> ActPanel:
        """A panel of its own for an act, the last one or before the one at `at`."""
        panel = ActPanel(self._desk, self._pack)
        panel.show_act(act)
        for told, slot in ((panel.edited, self._on_panel_edited), (panel.opened, self._on_panel_opened),
                           (panel.removed, self._on_panel_removed)):
            told.connect(slot)
        place = len(self.panels) if at is None else min(at, len(self.panels))
        after = self.card.body.count() if place == len(self.panels) else \
            self.card.body.indexOf(self.panels[place])
        self.panels.insert(place, panel)
        self.card.body.insertWidget(after, panel)
        self._count()
        return panel

    def _drop(self, panel: ActPanel) -> None:
        self.panels.remove(panel)
        panel.forget_removed()
        self.card.body.removeWidget(panel)
        panel.hide()
        panel.deleteLater()
        self._count()

    def _count(self) -> None:
        for panel in self.panels:
            panel.line.setVisible(panel is not self.panels[0])
        said = sum(bool(panel.value().violation) for panel in self.panels)
        self.card.set_count(ngettext("{n} act", "{n} acts", said).format(n=said) if said else None)

    def _open(self, opened: ActPanel | None) -> None:
        for panel in self.panels:
            panel.set_open(panel is opened)

    def _on_add(self) -> None:
        panel = self._new_panel(Act(violation=""))
        self._open(panel)
        panel.fields.violation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self, act: Act, at: int) -> None:
        blank = self.panels[0] if len(self.panels) == 1 and self.panels[0].is_blank() else None
        panel = self._new_panel(act, at)
        if blank is not None:
            self._drop(blank)
        self._open(panel)
        panel.head.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _on_panel_edited(self) -> None:
        self.mark_missing("")
        self._count()
        self.edited.emit()

    def _on_panel_opened(self) -> None:
        panel = next(panel for panel in self.panels if panel is self.sender())
        self._open(None if panel.is_open() else panel)

    def _on_panel_removed(self) -> None:
        panel = next(panel for panel in self.panels if panel is self.sender())
        if not panel.is_blank():
            self.back.keep(partial(self._bring_back, panel.value(), self.panels.index(panel)))
        self._drop(panel)
        if not self.panels:
            self._new_panel(Act(violation=""))
        self._open(self.panels[0])
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()
        self.edited.emit()
