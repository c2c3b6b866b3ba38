"""One act of an incident: its line, and below it the fields while it is open."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from streetlaw.domain.incident import Act, Severity
from streetlaw.domain.pack import Pack
from streetlaw.services import wording
from streetlaw.translation import gettext as _
from streetlaw.translation import language, translate
from streetlaw.ui import theme
from streetlaw.ui.desk import Desk
from streetlaw.ui.incidents.harmed import OthersHarmed
from streetlaw.ui.incidents.people import Involvements
from streetlaw.ui.incidents.pick import PickBox
from streetlaw.ui.incidents.words import items
from streetlaw.ui.parts.beside import Beside
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Hairline
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


class ActFields(QWidget):
    """What is said of one act, but for how grave it was."""

    edited = Signal()

    def __init__(self, desk: Desk, pack: Pack) -> None:
        super().__init__()
        self.violation = PickBox(items(pack, "violations"), nothing=_("choose, or type a part"))
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("in a few words, without names"))
        self.involved = Involvements(pack)
        self.harmed = OthersHarmed(desk)
        self.remove = Button(_("Remove this act"), kind="quiet", icon="trash")
        self.violation_field = Field(_("Violation"), self.violation, required=True)
        px = theme.current().px
        fields = QVBoxLayout(self)
        fields.setContentsMargins(px(12), px(12), px(12), px(12))
        fields.setSpacing(px(8))
        fields.addWidget(Beside(self.violation_field, Field(_("In short"), self.note), shares=(1, 1)))
        fields.addWidget(self.involved)
        last = QHBoxLayout()
        last.setSpacing(px(12))
        last.addWidget(self.harmed, 1)
        last.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignBottom)
        fields.addLayout(last)
        for told in (self.violation.picked, self.note.textEdited, self.involved.edited, self.harmed.edited):
            told.connect(self._on_edited)

    def value(self) -> Act:
        """What the fields say; without a violation it is not an act yet."""
        return Act(violation=self.violation.key(), note=self.note.text().strip(),
                   victims=self.harmed.value(), involvements=self.involved.value())

    def show_act(self, act: Act) -> None:
        """Show an act."""
        self.violation.choose(act.violation)
        self.note.setText(act.note)
        self.involved.show_involvements(act.involvements)
        self.harmed.show_ids(act.victims)

    def forget_removed(self) -> None:
        """What was taken out of the lists goes with the act."""
        for back in (self.involved.back, self.harmed.back):
            back.forget()

    def _on_edited(self, *_value: object) -> None:
        if self.violation.key():
            self.violation_field.set_error(None)
        self.edited.emit()


class ActPanel(QFrame):
    """One act: its line, and below it the fields, which are made when it is opened first."""

    edited = Signal()
    opened = Signal()
    removed = Signal()

    def __init__(self, desk: Desk, pack: Pack) -> None:
        super().__init__()
        self._desk, self._pack = desk, pack
        self._act = Act(violation="")
        self._fields: ActFields | None = None
        self._open = False
        self.line = Hairline()
        """Parts it from the act above."""
        self.severity = Segmented(
            [(severity.value, translate(wording.SEVERITY[severity])) for severity in Severity],
            name=_("Gravity"), value=Severity.MEDIUM)
        self.head = ActHead(self.severity)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.line)
        self._column.addWidget(self.head)
        self.head.opened.connect(self.opened)
        self.severity.chosen.connect(self._on_edited)

    @property
    def has_fields(self) -> bool:
        """True once it was opened."""
        return self._fields is not None

    @property
    def fields(self) -> ActFields:
        """The fields, made when they are asked for first."""
        if self._fields is None:
            self._fields = made = ActFields(self._desk, self._pack)
            self._column.addWidget(made)
            made.setVisible(self._open)
            made.show_act(self._act)
            made.edited.connect(self._on_edited)
            made.remove.clicked.connect(self.removed)
        return self._fields

    def value(self) -> Act:
        """What is said of the act."""
        said = self._act if self._fields is None else self._fields.value()
        return replace(said, severity=Severity(self.severity.value() or Severity.MEDIUM))

    def is_blank(self) -> bool:
        """True while nothing is said of what was done."""
        act = self.value()
        return act == Act(violation="", severity=act.severity)

    def show_act(self, act: Act) -> None:
        """Show an act."""
        self._act = act
        self.severity.choose(act.severity)
        if self._fields is not None:
            self._fields.show_act(act)
        self._draw()

    def forget_removed(self) -> None:
        """What was taken out of its lists goes with the act."""
        if self._fields is not None:
            self._fields.forget_removed()

    def set_open(self, is_open: bool) -> None:
        """Show or hide the fields."""
        self._open = is_open
        if is_open or self._fields is not None:
            self.fields.setVisible(is_open)
        self._draw()

    def is_open(self) -> bool:
        """True while the fields are shown."""
        return self._open

    def set_problem(self, text: str) -> None:
        """Say at the violation what is wrong."""
        self.fields.violation_field.set_error(text)

    def _on_edited(self, *_value: object) -> None:
        self._draw()
        self.edited.emit()

    def _draw(self) -> None:
        act = self.value()
        named = self._pack.label("violations", act.violation, language()) if act.violation else ""
        title = named or _("Not chosen yet")
        who = ", ".join(dict.fromkeys(self._pack.label("perpetrators", one.perpetrator, language())
                                      for one in act.involvements))
        self.head.show_act(title, act.note or who, is_open=self._open)
