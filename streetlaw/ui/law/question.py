"""One question of the interview with its control; every question can be left without an answer."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from streetlaw.domain.condition import SKIP, Question, QuestionKind
from streetlaw.translation import gettext as _
from streetlaw.translation import language
from streetlaw.ui import theme
from streetlaw.ui.dates import number_text
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text

PAUSE_MS = 350
"""How long after the last digit a number counts as an answer."""


class QuestionRow(QWidget):
    """A question; `answered` says that the person at the keyboard gave or changed its answer.

    `touched` comes earlier, with every digit: something is written that may be lost.
    """

    answered = Signal(str, str)
    touched = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.question = question
        self.name = question.name(language())
        self._label = Text(self.name, "medium", wrap=True)
        self._note = Text("", "hint")
        self._note.hide()
        self.setAccessibleName(self.name)

    def answer(self) -> str:
        """The answer shown; "" for none yet."""
        raise NotImplementedError

    def show_answer(self, answer: str) -> None:
        """Show an answer without telling anybody."""
        raise NotImplementedError

    def show_note(self, note: str) -> None:
        """Say where the answer comes from."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def _said(self, answer: str) -> None:
        self.show_note("")
        self.answered.emit(self.question.code, answer)

    def _lay_out(self, control: QWidget, *, below: bool) -> None:
        """Put the control at the right of the question, or below it when it needs the width."""
        px = theme.current().px
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._label)
        words.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(8))
        column.setSpacing(px(6))
        if below:
            column.addLayout(words)
            column.addWidget(control)
        else:
            line = QHBoxLayout()
            line.setSpacing(px(12))
            line.addLayout(words, 1)
            line.addWidget(control)
            column.addLayout(line)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(control)


class YesNoRow(QuestionRow):
    """Yes, no, or no answer."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.control = Segmented([("yes", _("Yes")), ("no", _("No")), (SKIP, _("No answer"))], name=self.name)
        self.control.chosen.connect(self._said)
        self._lay_out(self.control, below=False)
        self.setFocusProxy(self.control.segment("yes"))

    def answer(self) -> str:
        """The answer shown."""
        return self.control.value() or ""

    def show_answer(self, answer: str) -> None:
        """Show an answer."""
        self.control.choose(answer or None)


class ChoiceRow(QuestionRow):
    """One of some choices, or no answer; choosing it again takes the answer back."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        options = [(choice.code, choice.name(language())) for choice in question.choices]
        self.control = Chips([*options, (SKIP, _("No answer"))], name=self.name, multiple=False)
        for key, text in (*options, (SKIP, _("No answer"))):
            self.control.chip(key).setAccessibleName(f"{self.name}: {text}")
        self.control.changed.connect(self._on_changed)
        self._lay_out(self.control, below=True)
        self.setFocusProxy(self.control.chip(options[0][0] if options else SKIP))

    def answer(self) -> str:
        """The answer shown."""
        return next(iter(self.control.value()), "")

    def show_answer(self, answer: str) -> None:
        """Show an answer."""
        self.control.choose((answer,) if answer else ())

    def _on_changed(self, keys: tuple[str, ...]) -> None:
        self._said(next(iter(keys), ""))


class NumberRow(QuestionRow):
    """A number or an amount of money in whole units, or no answer."""

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self._amount = question.kind is QuestionKind.AMOUNT
        self.edit = QLineEdit()
        digits = r"[0-9 \x{00A0}]{0,12}" if self._amount else r"[0-9]{0,3}"
        self.edit.setValidator(QRegularExpressionValidator(QRegularExpression(digits), self.edit))
        self.edit.setFixedWidth(theme.current().px(160 if self._amount else 80))
        self.edit.setAccessibleName(self.name)
        self.skip = Chips([(SKIP, _("No answer"))], name=self.name)
        self.skip.chip(SKIP).setAccessibleName(f"{self.name}: {_('No answer')}")
        self.skip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        control = QWidget()
        line = QHBoxLayout(control)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(8))
        line.addWidget(self.edit)
        line.addWidget(self.skip)
        self._lay_out(control, below=False)
        self.setFocusProxy(self.edit)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.editingFinished.connect(self._on_left)
        self._pause.timeout.connect(self.tell)
        self.skip.changed.connect(self._on_skipped)

    def answer(self) -> str:
        """The digits written, without spaces."""
        if self.skip.value():
            return SKIP
        digits = "".join(letter for letter in self.edit.text() if letter.isdigit())
        return digits.lstrip("0") or digits[:1]

    def show_answer(self, answer: str) -> None:
        """Show an answer."""
        self._told = answer
        self.skip.choose((SKIP,) if answer == SKIP else ())
        self.edit.setText(self._written(answer))

    def tell(self) -> None:
        """Let what was typed count now."""
        self._pause.stop()
        if self.answer() != self._told:
            self._told = self.answer()
            self._said(self._told)

    def _written(self, answer: str) -> str:
        if not answer.isdecimal():
            return ""
        return number_text(int(answer)) if self._amount else answer

    def _on_edited(self, _text: str) -> None:
        self.skip.choose(())
        self.touched.emit()
        self._pause.start()

    def _on_left(self) -> None:
        self.tell()
        if not self.skip.value():
            self.edit.setText(self._written(self.answer()))

    def _on_skipped(self, keys: tuple[str, ...]) -> None:
        if keys:
            self.edit.clear()
        self.tell()


def row_of(question: Question) -> QuestionRow:
    """The row for a kind of question."""
    kinds: dict[QuestionKind, type[QuestionRow]] = {
        QuestionKind.YES_NO: YesNoRow, QuestionKind.CHOICE: ChoiceRow}
    return kinds.get(question.kind, NumberRow)(question)
