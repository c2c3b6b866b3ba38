"""Comparing six words aloud: the only proof that a key belongs to the person."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from streetlaw.translation import gettext as _
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text
from streetlaw.ui.settings.reading import Known


class CompareWords(Question):
    """Shows the words and asks whether both sides have the same."""

    def __init__(self, known: Known, parent: QWidget) -> None:
        super().__init__(
            parent, _("Do both of you have these six words?"),
            _("Meet, or call on a line you trust. One reads the words aloud, the other looks. If a single "
              "word differs, somebody else may stand between you."),
            safe=_("Not now"), verb=_("The words are the same"), danger=False)
        self.known = known
        self.body.addWidget(Text(" ".join(known.words), "mono", selectable=True))
        self.how = Segmented([("in_person", _("In person")), ("call", _("By phone"))], name=_("How"),
                             value="in_person")
        self.may_review = QCheckBox(_("May receive cases for review, without names"))
        self.may_review.setChecked(True)
        self.body.addWidget(self.how)
        self.body.addWidget(self.may_review)
        self.safe.setFocus()
