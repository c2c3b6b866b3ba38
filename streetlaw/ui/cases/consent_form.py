"""Asking for a consent: the text to read aloud, the answer, to whom and how long it holds."""

from __future__ import annotations

from typing import Any

from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.fact import text_in
from streetlaw.domain.paper import PARTS
from streetlaw.domain.record import Outcome
from streetlaw.services.consents import record_consent
from streetlaw.services.papers import NAME
from streetlaw.translation import LANGUAGES, N_, language
from streetlaw.translation import gettext as _
from streetlaw.ui.cases.reading import Read
from streetlaw.ui.cases.view import Form
from streetlaw.ui.cases.words import choose, combo, opening
from streetlaw.ui.consents import purpose_label
from streetlaw.ui.day_edit import DayEdit
from streetlaw.ui.page import Page
from streetlaw.ui.parts.buttons import Button
from streetlaw.ui.parts.chips import Chips
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.line import in_line, stacked
from streetlaw.ui.parts.option import Option
from streetlaw.ui.parts.segmented import Segmented
from streetlaw.ui.parts.text import Text

_AT = {"consent.expires_before_answer": "expires", "date.invalid": "expires"}
_TO_SOMEBODY = (Purpose.SUPERVISOR, Purpose.REFER)


class ConsentForm(Form):
    """One answer to one purpose."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, _("Ask the person"), icon="check-square")
        self._read: Read | None = None
        self.purpose = combo([Option(p.value, opening(purpose_label(p))) for p in Purpose])
        self.language = Segmented([(code, code.upper()) for code in LANGUAGES],
                                  name=_("Language of the text"), value=language())
        self.said = Text("", "reading", wrap=True, selectable=True)
        self.version = Text("", "hint")
        self.answer = Segmented([(ConsentState.GIVEN, _("Agrees")),
                                 (ConsentState.REFUSED, _("Does not agree"))], name=_("Answer"))
        self.how = Segmented([("oral", _("aloud")), ("written", _("in writing"))], name=_("How"),
                             value="oral")
        self.recipient = combo([])
        self.parts = Chips(_parts(), name=_("Only these parts"))
        self.expires = DayEdit()
        self.save = Button(_("Record the answer"), kind="primary")
        self._lay_out()
        self._connect()

    def show_read(self, read: Read) -> None:
        """Stand for this client, and offer their possible recipients."""
        self._read = read
        self._offer_recipients(self.recipient.currentData() or "")

    def ask(self, purpose: str, recipient: str = "") -> None:
        """Begin with that purpose."""
        choose(self.purpose, purpose)
        self._on_purpose()
        choose(self.recipient, recipient)
        self.answer.setFocus()

    def values(self) -> dict[str, Any]:
        """The fields as plain data."""
        return {"title": N_("{code}: consent"), "of": self.code, "purpose": self.purpose.currentData(),
                "language": self.language.value(), "answer": self.answer.value() or "",
                "how": self.how.value(), "recipient": self.recipient.currentData() or "",
                "parts": self.parts.value(), "expires": self.expires.text()}

    def take(self, values: dict[str, Any]) -> None:
        """Show plain data."""
        choose(self.purpose, values.get("purpose", Purpose.KEEP_CASE))
        self.language.choose(values.get("language") or self._own_language())
        self.answer.choose(values.get("answer") or None)
        self.how.choose(values.get("how", "oral"))
        self._offer_recipients(values.get("recipient", ""))
        self.parts.choose(tuple(values.get("parts", ())))
        self.expires.setText(values.get("expires", ""))
        self._on_purpose()

    def _own_language(self) -> str:
        """The language the person speaks, when the texts exist in it."""
        spoken = self._read.file.client.languages if self._read else ()
        return next((code for code in spoken if code in LANGUAGES), language())

    def _offer_recipients(self, kept: str) -> None:
        purpose = Purpose(self.purpose.currentData() or Purpose.KEEP_CASE)
        self.recipient.clear()
        self.recipient.addItem(_("anybody this purpose needs"), "")
        if self._read is not None and purpose is Purpose.SUPERVISOR:
            for person in self._read.people:
                self.recipient.addItem(person.name, person.id)
        elif self._read is not None and purpose is Purpose.REFER:
            for receiver in dict.fromkeys(one.receiver for one in self._read.file.referrals):
                self.recipient.addItem(receiver, receiver)
        choose(self.recipient, kept)

    def _on_purpose(self, *_index: object) -> None:
        purpose = Purpose(self.purpose.currentData())
        self._offer_recipients(self.recipient.currentData() or "")
        self.fields["recipient"].setVisible(purpose in _TO_SOMEBODY)
        self._show_parts()
        self._show_text()

    def _show_text(self, *_chosen: object) -> None:
        text = self.page.desk.pack.consents.get(Purpose(self.purpose.currentData()))
        chosen = self.language.value() or language()
        self.said.setText(text_in(text.texts, chosen) if text else
                          _("There is no text for this purpose yet. Explain it in your own words."))
        self.version.setText(_("Text {version}").format(version=text.code) if text else "")

    def _show_parts(self, *_chosen: object) -> None:
        agreed = self.answer.value() == ConsentState.GIVEN
        purpose = Purpose(self.purpose.currentData())
        self.fields["parts"].setVisible(purpose is Purpose.SUPERVISOR and agreed)
        self.fields["expires"].setVisible(agreed)

    def _on_save(self) -> None:
        if self._read is None:
            return
        self.show_problem("", "")
        if not self.answer.value():
            self.show_problem("answer", _("Choose what the person answered."))
            return
        try:
            consent = self._consent(self._read)
        except StreetLawError as refusal:
            self._on_refused(refusal)
            return
        self.page.run(record_consent, consent, done=self._on_recorded, refused=self._on_refused)

    def _consent(self, read: Read) -> Consent:
        purpose, state = Purpose(self.purpose.currentData()), ConsentState(self.answer.value() or "")
        text = self.page.desk.pack.consents.get(purpose)
        agreed = state is ConsentState.GIVEN
        return Consent(
            client_id=read.file.client.id, purpose=purpose, state=state, how=self.how.value() or "",
            recipient=self.recipient.currentData() if purpose in _TO_SOMEBODY else "",
            fields=self.parts.value() if agreed and purpose is Purpose.SUPERVISOR else (),
            text_version=text.code if text else "", language=self.language.value() or "",
            expires_on=self.expires.day() if agreed else None)

    def _on_recorded(self, _outcome: Outcome) -> None:
        self.keeper.drop()
        self.answer.choose(None)
        self.expires.clear()
        self.parts.choose(())
        self._show_parts()
        self.page.navigator.toast(_("{code}: answer recorded").format(code=self.code), undo=True)

    def _on_refused(self, error: StreetLawError) -> None:
        self.show_refusal(error, _AT)

    def _lay_out(self) -> None:
        self.fields = {
            "purpose": Field(_("What for"), self.purpose),
            "recipient": Field(_("To whom"), self.recipient),
            "answer": Field(_("Answer"), self.answer, required=True),
            "how": Field(_("How"), self.how),
            "parts": Field(_("Only these parts"), self.parts,
                           hint=_("None chosen: all parts, without the name. The name goes along only when "
                                  "it is chosen.")),
            "expires": Field(_("Holds until"), self.expires, hint=_("Empty: until it is taken back.")),
        }
        head = in_line(self.fields["purpose"], Field(_("Read it in"), self.language))
        head.layout().setStretch(0, 1)  # type: ignore[union-attr]
        answers = in_line(self.fields["answer"], self.fields["how"], None)
        self.add(stacked(head, self.said, self.version, self.fields["recipient"], answers,
                         self.fields["parts"], self.fields["expires"], in_line(self.save, None)))

    def _connect(self) -> None:
        self.save.clicked.connect(self._on_save)
        self.purpose.activated.connect(self._on_purpose)
        self.language.chosen.connect(self._show_text)
        self.answer.chosen.connect(self._show_parts)
        for told in (self.purpose.activated, self.recipient.activated, self.language.chosen,
                     self.answer.chosen, self.how.chosen, self.parts.changed, self.expires.textEdited):
            told.connect(self.keeper.touch)


def _parts() -> list[Option]:
    words = {NAME: _("the name"), "region": _("region"), "account": _("summary"), "incidents": _("incidents"),
             "actions": _("steps taken"), "deadlines": _("deadlines"), "evidence": _("list of evidence"),
             "wish": _("wish")}
    return [Option(part, words[part]) for part in (NAME, *PARTS)]
