"""The case summary on paper: for whom, in which language; refused where the person did not agree."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.paper import CaseSummary
from streetlaw.services import wording
from streetlaw.services.papers import CLIENT, FILE, SummaryRequest, case_summary, story_risks
from streetlaw.services.trail import summary_made
from streetlaw.translation import LANGUAGES, language, translate
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.story_note import StoryNote
from streetlaw.ui.cases.words import choose, combo, listed
from streetlaw.ui.messages import sentence
from streetlaw.ui.page import Page
from streetlaw.ui.parts.banner import Banner
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.card import Card
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.segmented import Segmented


class SummaryCard(Card):
    """Makes the paper and hands it over: `made` carries its bytes and what it is called."""

    made = Signal(bytes, str)
    consent_wanted = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(_("Case summary (PDF)"), icon="file-pdf")
        self._page = page
        self._read: Read | None = None
        self.recipient = combo([])
        self.language = Segmented([(code, code.upper()) for code in LANGUAGES],
                                  name=_("Language of the paper"), value=language())
        self.with_name = QCheckBox(_("With the person's name"))
        self.make = Button(_("Make the paper"), kind="primary", icon="file-plus")
        self.refusal = Banner("", "warning", title=_("This paper may not be made"),
                              action=_("Open the consents"))
        self.refusal.setVisible(False)
        self.story = StoryNote()
        self._lay_out()
        self.story.decided.connect(self._on_decided)
        self.make.clicked.connect(self._on_make)
        self.refusal.acted.connect(self.consent_wanted)
        self.recipient.activated.connect(self._on_recipient)

    def show_read(self, read: Read) -> None:
        """Offer the client's possible readers."""
        self._read = read
        kept = self.recipient.currentData() or FILE
        self.recipient.clear()
        options = [Option(FILE, _("My own file")), Option(CLIENT, _("The person themself"))]
        options += [Option(person.id, listed((person.name, translate(wording.ROLE[person.role])), ", "))
                    for person in read.people]
        for option in options:
            self.recipient.addItem(option.text, option.key)
        choose(self.recipient, kept)
        self.make.setVisible(read.case is not None)
        self._no_case.setVisible(read.case is None)
        self._on_recipient()

    def choose_recipient(self, recipient: str) -> None:
        """Choose for whom."""
        choose(self.recipient, recipient)
        self._on_recipient()
        self.recipient.setFocus()

    def _on_recipient(self, *_index: object) -> None:
        """A paper for one's own file never holds the name; then nothing is asked."""
        own = self.recipient.currentData() == FILE
        named = self._read is not None and bool(self._read.file.client.full_name)
        self.with_name.setVisible(named and not own)
        if own:
            self.with_name.setChecked(False)
        self.refusal.setVisible(False)
        self.story.forget()

    def _on_make(self) -> None:
        if self._read is None or self._read.case is None:
            return
        self.refusal.setVisible(False)
        self.story.forget()
        self.make.setEnabled(False)
        request = SummaryRequest(case_id=self._read.case.id, recipient=self.recipient.currentData(),
                                 with_name=self.with_name.isChecked())
        self._page.ask(case_summary, request, owner=self, done=self._on_gathered,
                       refused=self._on_refused)

    def _on_gathered(self, summary: CaseSummary) -> None:
        """Warn before a story that may harm the person goes into the paper."""
        if risks := story_risks(summary):
            self.make.setEnabled(True)
            self.story.ask(summary, risks)
        else:
            self._print(summary)

    def _on_decided(self, summary: CaseSummary) -> None:
        self.make.setEnabled(False)
        self._print(summary)

    def _print(self, summary: CaseSummary) -> None:
        chosen = self.language.value() or language()
        make = partial(self._page.desk.tools.papers.case_summary, language=chosen)
        self._page.desk.work_long(make, summary, owner=self, done=self._on_made, refused=self._on_refused)

    def _on_made(self, paper: bytes) -> None:
        self.make.setEnabled(True)
        if self._read is not None and self._read.case is not None:
            self._page.run(summary_made, self._read.case.id, undoable=False)
        self.made.emit(paper, _("Case summary: {whom}").format(whom=self.recipient.currentText()))

    def _on_refused(self, error: StreetLawError) -> None:
        self.make.setEnabled(True)
        self.refusal.show_message(sentence(error))
        self.refusal.setVisible(True)

    def _lay_out(self) -> None:
        self._no_case = Banner(_("There is no case yet, so there is nothing to print."), "info")
        self.add(stacked(
            Field(_("For whom"), self.recipient),
            Field(_("Language"), self.language),
            self.with_name, self.refusal, self.story, self._no_case, in_line(self.make, None)))
