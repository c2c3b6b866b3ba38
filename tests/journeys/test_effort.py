"""What a lawyer's hands do for one person in need of help: counted, beside the text they type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from streetlaw.domain.client import Client
from streetlaw.domain.incident import Incident
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.ui.desk import Desk
from tests.journeys.conftest import Program
from tests.journeys.person import Person
from tests.journeys.tasks import agrees, first_run, records

MOST = 40
"""Key presses and clicks beyond the text typed, for intake, incident and referral; 60 are promised."""


class Effort(QObject):
    """Counts clicks and keys as they reach a window; a text typed goes to its field and counts nothing."""

    KINDS = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress)

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.done: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count what a hand did."""
        if isinstance(watched, QWindow) and event.type() in self.KINDS:
            self.done.append(event.type().name)
        return False

    def so_far(self, person: Person) -> int:
        """What was done until now; looking for something further down the page is a move too."""
        return len(self.done) + person.scrolls


def test_a_person_is_taken_in_heard_and_referred_in_few_moves(program: Program, qapp: QApplication) -> None:
    program.start()
    person = program.person
    first_run(person, "Көчө юристи 07", "Street lawyer", "жети кичинекей сөз эле")
    effort = Effort(qapp)
    take_in(person)
    taken_in = effort.so_far(person)
    tell(person)
    told = effort.so_far(person) - taken_in
    refer(person)
    qapp.removeEventFilter(effort)
    check(person, program.desk)
    counts = {"intake": taken_in, "incident": told, "referral": effort.so_far(person) - taken_in - told}
    assert sum(counts.values()) <= MOST, counts
    assert min(counts.values()) > 4, f"{counts}: somebody does not count"


def take_in(person: Person) -> None:
    """A code, what the person agrees to, and why they came."""
    person.presses("Ctrl+N")
    person.sees("Who is the person?")
    writes_in(person, "First matter", "Кабыл алуудан баш тартуу")
    for purpose in ("keep the person's data", "record health and private life", "refer to a service"):
        agrees(person, purpose, "yes")
    person.presses("Ctrl+Return")
    person.sees("file opened", "Timeline")


def tell(person: Person) -> None:
    """When, where, what, by whom, in whose words."""
    person.presses("Ctrl+I")
    person.sees("Finish")
    person.types("12.11.2025")
    for where, text in (("Where", "Bishkek city"), ("Violation", "Denial of medical care")):
        writes_in(person, where, text)
        person.presses("Tab")
    picks_in(person, "Source", "In the words of the person")
    writes_in(person, "What happened", "Каттоо бөлүмүндө кабыл алуудан баш тартышты.")
    person.presses("Ctrl+Return")
    person.sees("incident saved", "Timeline")


def refer(person: Person) -> None:
    """The questions about legal aid, their answer, and the application on its way."""
    person.picks("More to do with this file", "Check the right to legal aid")
    person.sees("What kind of matter is it?")
    person.clicks("What kind of matter is it?: Offence (fine, arrest)")
    person.clicks("Citizenship or status: Citizen")
    person.clicks("Is the person detained?: No")
    person.clicks("Next: income")
    writes_in(person, "Income of the last 12 months, som", "141000")
    person.clicks("Show the result")
    person.sees("Likely entitled to qualified legal aid")
    person.clicks("Create referral")
    person.sees("referral drafted", "To whom and what for")
    person.clicks("Mark as sent")
    person.sees("“Sent”")


def writes_in(person: Person, where: str, text: str) -> None:
    """Click a field and type."""
    person.clicks_in(where)
    person.types(text)


def picks_in(person: Person, where: str, text: str) -> None:
    """Click a list, type the beginning of an entry, take it."""
    person.clicks_in(where)
    person.types(text)
    person.presses("Return")


def check(person: Person, desk: Desk) -> None:
    """All of it is in the vault."""
    [client], [incident], [referral] = (records(person, desk, kind) for kind in (Client, Incident, Referral))
    assert isinstance(client, Client)
    assert not client.named
    assert isinstance(incident, Incident)
    assert not incident.missing
    assert incident.region
    assert isinstance(referral, Referral)
    assert referral.status is ReferralStatus.SENT
