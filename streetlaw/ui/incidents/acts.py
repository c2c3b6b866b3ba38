"""What was done: the acts of an incident, one of them open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.incident import Act, Incident, Severity
from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.translation import language, ngettext, translate
from streetlaw.ui import glossary, theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.harmed import OthersHarmed
from streetlaw.ui.incidents.people import Involvements
from streetlaw.ui.incidents.pick import PickBox
from streetlaw.ui.incidents.piece import Piece
from streetlaw.ui.incidents.words import items
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card, Hairline
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.glyph import Glyph
from streetlaw.ui.parts.rows import RowButton
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Elided, Text


class ActHead(RowButton):
    """The line of an act: what was done, the note, and how grave it was."""

    def __init__(self, severity: Segmented) -> None:
        super().__init__()
        px = theme.current().px
        self._caret = Glyph("caret-right", "text-2", 18)
        self._title, self._note = Elided("", "medium"), Elided("", "secondary")
        self._grave = Text("", "secondary")
        self._severity = severity
        words = QWidget()
        for widget in (words, self._caret, self._grave):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        column.addWidget(self._note)
        line = QHBoxLayout(self)
        line.setContentsMargins(px(12), px(6), px(12), px(6))
        line.setSpacing(px(10))
        line.addWidget(self._caret)
        line.addWidget(words, 1)
        line.addWidget(self._grave)
        line.addWidget(severity)
        self.setMinimumHeight(px(48))

    def show_act(self, title: str, note: str, *, is_open: bool) -> None:
        """Show an act, open or closed."""
        grave = translate(wording.SEVERITY[Severity(self._severity.value() or Severity.MEDIUM)])
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._grave.setText(grave)
        self._grave.setVisible(not is_open)
        self._severity.setVisible(is_open)
        self._caret.show_icon("caret-down" if is_open else "caret-right", "text-2")
        self.set_selected(is_open)
        self.setAccessibleName(", ".join(part for part in (title, note, grave) if part))
        self.setAccessibleDescription(_("unfolded") if is_open else _("folded, Enter unfolds it"))


class ActPanel(QFrame):
    """One act: its line, and below it the fields while it is open."""

    edited = Signal()
    opened = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, pack: Pack) -> None:
        super().__init__()
        self._pack = pack
        self._open = False
        self.severity = Segmented(
            [(severity.value, translate(wording.SEVERITY[severity])) for severity in Severity],
            name=_("Gravity"), value=Severity.MEDIUM)
        self.head = ActHead(self.severity)
        self.violation = PickBox(items(pack, "violations"), nothing=_("choose, or type a part"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("in a few words, without names"))
        self.involved = Involvements(pack)
        self.harmed = OthersHarmed(desk)
        self.remove = Button(_("Remove this act"), kind="quiet", icon="trash")
        self._violation_field = Field(_("Violation"), self.violation, required=True)
        self._lay_out()
        self._connect()

    def value(self) -> Act:
        """What the fields say; without a violation it is not an act yet."""
        return Act(violation=self.violation.key(), note=self.note.text().strip(),
                   severity=Severity(self.severity.value() or Severity.MEDIUM),
                   victims=self.harmed.value(), involvements=self.involved.value())

    def show_act(self, act: Act) -> None:
        """Show an act."""
        self.violation.choose(act.violation)
        self.severity.choose(act.severity)
        self.note.setText(act.note)
        self.involved.show_involvements(act.involvements)
        self.harmed.show_ids(act.victims)
        self._draw()

    def set_open(self, is_open: bool) -> None:
        """Show or hide the fields."""
        self._open = is_open
        self._body.setVisible(is_open)
        self._draw()

    def is_open(self) -> bool:
        """True while the fields are shown."""
        return self._open

    def set_problem(self, text: str) -> None:
        """Say at the violation what is wrong; "" takes that away."""
        self._violation_field.set_error(text or None)

    def _lay_out(self) -> None:
        px = theme.current().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        self._body = QWidget()
        fields = QVBoxLayout(self._body)
        fields.setContentsMargins(px(12), px(12), px(12), px(12))
        fields.setSpacing(px(8))
        fields.addWidget(Beside(self._violation_field, Field(_("In short"), self.note), shares=(1, 1)))
        fields.addWidget(self.involved)
        last = QHBoxLayout()
        last.setSpacing(px(12))
        last.addWidget(self.harmed, 1)
        last.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        fields.addLayout(last)
        column.addWidget(self._body)
        self._body.hide()

    def _connect(self) -> None:
        self.head.opened.connect(self.opened)
        for told in (self.violation.picked, self.severity.chosen, self.note.textEdited, self.involved.edited,
                     self.harmed.edited):
            told.connect(self._on_edited)
        self.remove.clicked.connect(self.removed)

    def _on_edited(self, *_value: object) -> None:
        if self.violation.key():
            self.set_problem("")
        self._draw()
        self.edited.emit()

    def _draw(self) -> None:
        act = self.value()
        named = self._pack.label("violations", act.violation, language()) if act.violation else ""
        title = named or _("Not chosen yet")
        who = ", ".join(dict.fromkeys(self._pack.label("perpetrators", one.perpetrator, language())
                                      for one in act.involvements))
        self.head.show_act(title, act.note or who, is_open=self._open)


class Acts(Piece):
    """The card of the acts. An act taken away can be brought back until something else is written."""

    def __init__(self, desk: Desk, pack: Pack) -> None:
        super().__init__()
        self._desk, self._pack = desk, pack
        self._gone: Act | None = None
        self.panels: list[ActPanel] = []
        self.add = Button(_("Add"), kind="quiet", icon="plus")
        self.add.setAccessibleName(_("Add an act"))
        self.back = Button(_("Bring the removed act back"), kind="quiet", icon="arrow-counter-clockwise")
        self.back.hide()
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
        self.back.clicked.connect(self._on_back)

    def fill(self, incident: Incident) -> Incident:
        """With the acts that say something."""
        return replace(incident, acts=tuple(act for act in self._values() if act != Act(
            violation="", severity=act.severity)))

    def show_incident(self, incident: Incident) -> None:
        """Show the acts, the first one open; without any, an empty one to begin with."""
        at = next((number for number, panel in enumerate(self.panels) if panel.is_open()), 0)
        self._set_gone(None)
        for panel in list(self.panels):
            self._drop(panel)
        for act in incident.acts or (Act(violation=""),):
            self._new_panel(act)
        self.mark_missing("")
        self._open(self.panels[min(at, len(self.panels) - 1)])

    def problem(self) -> bool:
        """An act of which nobody knows what it was is marked."""
        for panel in self.panels:
            act = panel.value()
            if not act.violation and act != Act(violation="", severity=act.severity):
                panel.set_problem(_("Choose what was violated, or remove this act."))
                self._open(panel)
                panel.violation.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def mark_missing(self, text: str) -> None:
        """Say that an act is needed."""
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def open_panel(self) -> ActPanel:
        """The act whose fields are shown; the first when none is."""
        return next((panel for panel in self.panels if panel.is_open()), self.panels[0])

    def _values(self) -> Iterator[Act]:
        return (panel.value() for panel in self.panels)

    def _new_panel(self, act: Act) -> ActPanel:
        panel = ActPanel(self._desk, self._pack)
        panel.show_act(act)
        for told, slot in ((panel.edited, self._on_panel_edited), (panel.opened, self._on_panel_opened),
                           (panel.removed, self._on_panel_removed)):
            told.connect(slot)
        if self.panels:
            line = Hairline()
            panel.setProperty("line", line)
            self.card.body.addWidget(line)
        self.panels.append(panel)
        self.card.body.addWidget(panel)
        self._count()
        return panel

    def _drop(self, panel: ActPanel) -> None:
        self.panels.remove(panel)
        for widget in (panel.property("line"), panel):
            if isinstance(widget, QWidget):
                self.card.body.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        self._count()

    def _count(self) -> None:
        said = sum(bool(act.violation) for act in self._values())
        self.card.set_count(ngettext("{n} act", "{n} acts", said).format(n=said) if said else None)

    def _open(self, opened: ActPanel | None) -> None:
        for panel in self.panels:
            panel.set_open(panel is opened)

    def _set_gone(self, act: Act | None) -> None:
        self._gone = act
        self.back.setVisible(act is not None)

    def _on_add(self) -> None:
        panel = self._new_panel(Act(violation=""))
        self._open(panel)
        panel.violation.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        if self._gone is not None:
            self._open(self._new_panel(self._gone))
            self._set_gone(None)
            self._on_edited()

    def _on_panel_edited(self) -> None:
        self._set_gone(None)
        self.mark_missing("")
        self._count()
        self.edited.emit()

    def _on_panel_opened(self) -> None:
        panel = next(panel for panel in self.panels if panel is self.sender())
        self._open(None if panel.is_open() else panel)

    def _on_panel_removed(self) -> None:
        panel = next(panel for panel in self.panels if panel is self.sender())
        act = panel.value()
        self._drop(panel)
        if not self.panels:
            self._new_panel(Act(violation=""))
        self._open(self.panels[0])
        self._set_gone(act if act != Act(violation="", severity=act.severity) else None)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._count()
        self.edited.emit()
