"""The question before a file leaves: which copy, and that it will not be encrypted."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QRadioButton, QWidget

from streetlaw.domain.action import Attachment
from streetlaw.translation import gettext as _
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.text import Text

PAPER = "application/pdf"
BARE_KINDS = ("image/jpeg", "image/png", "image/webp", "image/tiff", PAPER)
"""Media types a copy without metadata can be made of (`Papers.bare_copy` looks at the content)."""

LARGEST_BARE = 256 * 2**20
"""Bytes of a picture or paper that is made anew in memory."""


def can_be_bare(file: Attachment) -> bool:
    """True when a copy without metadata can be made, as far as name and size tell."""
    return file.media_type in BARE_KINDS and file.size <= LARGEST_BARE


class CopyQuestion(Question):
    """Asks which copy of a file shall leave the vault."""

    def __init__(self, parent: QWidget, file: Attachment) -> None:
        super().__init__(
            parent, _("Save a copy outside the vault?"),
            _("The copy is not encrypted: whoever gets the drive can read it. Save it only where the person "
              "agreed, and remove it when it is no longer needed."),
            safe=_("Keep it inside"), verb=_("Save a copy"), danger=True)
        self.bare = QRadioButton(_("Without metadata"))
        self.whole = QRadioButton(_("As captured (evidence)"))
        possible = can_be_bare(file)
        self.bare.setEnabled(possible)
        (self.bare if possible else self.whole).setChecked(True)
        hint = _hint(file) if possible \
            else _("Not for this kind of file: what programs wrote into it would leave with it.")
        for choice, text in ((self.bare, hint),
                             (self.whole, _("Byte for byte, with everything the device wrote into it, often "
                                            "place and time. The hash stays."))):
            choice.setAccessibleDescription(text)
            self.body.addWidget(choice)
            self.body.addWidget(Text(text, "hint", wrap=True))
        self.safe.setFocus()


def _hint(file: Attachment) -> str:
    if file.media_type == PAPER:
        return _("The pages as they look: no author, time, attached files, scripts or links. What is written "
                 "on the pages stays, a signature by a program does not. Its hash is another.")
    return _("The picture alone: no place, time, device or thumbnail. Its hash is another.")


def ask_copy(parent: QWidget, file: Attachment) -> bool | None:
    """Whether the copy shall be without metadata; None when the person changed their mind."""
    question = CopyQuestion(parent, file)
    answer = question.exec() == QDialog.DialogCode.Accepted
    bare = question.bare.isChecked()
    question.deleteLater()
    return bare if answer else None
