"""Erasing a person's file: the one question that is asked, with all that goes and all that stays."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from streetlaw.domain.action import Action, Attachment, Note
from streetlaw.domain.case import Case, Party
from streetlaw.domain.client import Client
from streetlaw.domain.code import parse
from streetlaw.domain.consent import Consent
from streetlaw.domain.deadline import Deadline
from streetlaw.domain.eligibility import Screening
from streetlaw.domain.errors import StreetLawError
from streetlaw.domain.incident import Incident
from streetlaw.domain.record import Outcome, Record
from streetlaw.domain.referral import Referral
from streetlaw.domain.review import Review
from streetlaw.domain.withheld import Withheld
from streetlaw.services.erasure import Erasing, erase_client, erasing
from streetlaw.translation import gettext as _
from streetlaw.translation import ngettext
from streetlaw.ui.dates import day_full, size_text
from streetlaw.ui.page import Page
from streetlaw.ui.parts.dialog import Question
from streetlaw.ui.parts.field import Field
from streetlaw.ui.parts.rows import KeyValues

BACKUPS_NAMED = 3
"""How many backups are named by their day; of more, only the number is told."""


class EraseDeed(QObject):
    """Asks once on one page, which is its parent, and erases."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    def begin(self, client: Client) -> None:
        """Gather what would go, then ask."""
        self._page.ask(erasing, client.id, done=self._on_erasing, latest="erasing")

    def _on_erasing(self, found: Erasing) -> None:
        question = EraseQuestion(self._page, found)
        sure = question.exec() == EraseQuestion.DialogCode.Accepted
        question.deleteLater()
        if sure:
            self._page.run(erase_client, found.client, done=self._on_erased, undoable=False)

    def _on_erased(self, _outcome: Outcome) -> None:
        self._page.navigator.toast(_("The file was erased"))


class EraseQuestion(Question):
    """Opens with the safe answer in focus; the verb can be pressed once the code was typed."""

    def __init__(self, parent: QWidget, erasing: Erasing) -> None:
        code = erasing.client.code
        super().__init__(
            parent, _("Erase the file of {code} for ever?").format(code=code),
            _("Nobody can bring it back. The person may want a copy of everything first: the same menu makes "
              "one."),
            safe=_("Keep the file"), verb=_("Erase for ever"))
        self._code = code
        facts = KeyValues()
        facts.add(_("Goes"), ", ".join(goes(erasing)))
        facts.add(_("Stays"), "\n".join(stays(erasing)))
        self.typed = QLineEdit()
        self.typed.setMaxLength(12)
        self.body.addWidget(facts)
        self.body.addWidget(Field(_("Type the code {code} to erase").format(code=code), self.typed))
        self.verb.setEnabled(False)
        self.typed.textChanged.connect(self._on_typed)
        self.safe.setFocus()

    def _on_typed(self, text: str) -> None:
        """A code is the same in either script, with any dash or none."""
        try:
            self.verb.setEnabled(parse(text) == self._code)
        except StreetLawError:
            self.verb.setEnabled(False)


def goes(erasing: Erasing) -> Iterator[str]:
    """What is erased, counted."""
    yield _("names, contacts and all other data of the person")
    for kind, count in erasing.counts.items():
        text = _count(kind, count)
        size = size_text(erasing.bytes) if kind is Attachment else ""
        yield f"{text} ({size})" if size else text
    yield _("their history, drafts and what the search knows of them")


def stays(erasing: Erasing) -> Iterator[str]:
    """What nobody can take away, told honestly."""
    yield _("The log: that something was done and when, without any content.")
    if erasing.mentions:
        yield ngettext("In {n} act in another person's incident they stay as somebody unnamed.",
                       "In {n} acts in other people's incidents they stay as somebody unnamed.",
                       erasing.mentions).format(n=erasing.mentions)
    if erasing.sent:
        yield ngettext(
            "{n} sealed file left with something of theirs. The next one asks the recipient to erase it.",
            "{n} sealed files left with something of theirs. The next ones ask the recipients to erase it.",
            len(erasing.sent)).format(n=len(erasing.sent))
    if erasing.backups:
        days = ", ".join(dict.fromkeys(day_full(made.astimezone().date())
                                       for made in erasing.backups[:BACKUPS_NAMED]))
        more = "" if len(erasing.backups) <= BACKUPS_NAMED else " …"
        yield _("Backups made before still hold everything: {days}. Make a new one and destroy the old "
                "ones.").format(days=days + more)
    else:
        yield _("A backup made before, if there is one, still holds everything.")


def _count(kind: type[Record], n: int) -> str:
    texts = {
        Case: ngettext("{n} case", "{n} cases", n),
        Consent: ngettext("{n} consent", "{n} consents", n),
        Incident: ngettext("{n} incident", "{n} incidents", n),
        Action: ngettext("{n} step taken", "{n} steps taken", n),
        Note: ngettext("{n} note", "{n} notes", n),
        Attachment: ngettext("{n} file", "{n} files", n),
        Screening: ngettext("{n} legal aid check", "{n} legal aid checks", n),
        Referral: ngettext("{n} referral", "{n} referrals", n),
        Deadline: ngettext("{n} deadline", "{n} deadlines", n),
        Withheld: ngettext("{n} passage held back from their copy", "{n} passages held back from their copy",
                           n),
        Party: ngettext("{n} other person in a case", "{n} other people in cases", n),
        Review: ngettext("{n} answer of the attorney", "{n} answers of the attorney", n),
    }
    return texts[kind].format(n=n)
