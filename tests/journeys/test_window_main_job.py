"""The main job by clicks and keys alone: intake, incident, law, referral, paper, bundle, review, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from streetlaw.domain.deadline import Deadline
from streetlaw.domain.referral import Referral, ReferralStatus
from streetlaw.domain.review import Review, Verdict
from streetlaw.ui.desk import Desk
from tests.journeys.conftest import Program
from tests.journeys.person import Person
from tests.journeys.tasks import (
    act_button,
    agrees,
    chooses_file,
    first_run,
    intake,
    open_client,
    records,
    save_own_card,
    saves_to,
    trust,
)

LAWYER, ATTORNEY = "жети кичинекей сөз эле", "eight other words for the attorney"
STORY = "Каттоо бөлүмүндө кабыл алуудан баш тартышты, ооруу жөнүндө үн чыгарып айтышты."
SUMMARY = "Медициналык жардамдан баш тартуу, себеби жазылган эмес."
COMMENT = "Уточните, в какой день это было."


def test_the_whole_job(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = {name: tmp_path / f"{name}.slk" for name in ("lawyer", "attorney")}
    request, answer = tmp_path / "request.slb", tmp_path / "answer.slb"

    program.move_to(tmp_path / "attorney")
    program.start()
    first_run(program.person, "Жетекчи адвокат", "Attorney", ATTORNEY)
    save_own_card(program.person, cards["attorney"], monkeypatch)

    program.move_to(tmp_path / "lawyer")
    program.start()
    person = program.person
    first_run(person, "Көчө юристи 07", "Street lawyer", LAWYER)
    save_own_card(person, cards["lawyer"], monkeypatch)
    trust(person, cards["attorney"], "Жетекчи адвокат", monkeypatch)
    other = intake(person, lambda: unnamed_person(person))
    code = intake(person, lambda: named_person(person))
    summarise(person)
    write_incident(person, program.desk)
    refer(person, program.desk)
    make_the_paper(person, tmp_path / "summary.pdf", monkeypatch)
    ask_for_a_review(person, request, monkeypatch)

    program.move_to(tmp_path / "attorney")
    program.start()
    program.unlock(ATTORNEY)
    trust(program.person, cards["lawyer"], "Көчө юристи 07", monkeypatch)
    review(program.person, program.desk, request, answer, monkeypatch)

    program.move_to(tmp_path / "lawyer")
    program.start()
    program.unlock(LAWYER)
    take_the_answer(program.person, code, other, answer, monkeypatch)
    verdicts = {stored.verdict for stored in records(program.person, program.desk, Review)}
    assert verdicts == {Verdict.SIGNED_OFF, Verdict.RETURNED}


def unnamed_person(person: Person) -> None:
    """Fill in the intake of somebody known by a code alone."""
    person.writes("First matter", "Кайра каттоо")
    agrees(person, "share with the attorney", "yes")


def named_person(person: Person) -> None:
    """Fill in the intake of somebody who gives their name."""
    person.clicks("How the person is known: By name")
    person.writes("Family name", "Төлөгөнова")
    person.writes("Given name", "Жылдыз")
    person.chooses("Region", "Bishkek city")
    person.writes("First matter", "Кабыл алуудан баш тартуу")
    agrees(person, "keep the person's data", "yes")
    agrees(person, "record health and private life", "yes")
    agrees(person, "share with the attorney", "yes")
    agrees(person, "refer to a service", "no")


def summarise(person: Person) -> None:
    """Write what the attorney is to read."""
    person.picks("More to do with this file", "Edit the case")
    person.writes("Summary for the attorney", SUMMARY)
    person.clicks("Save")
    person.sees("Timeline")


def write_incident(person: Person, desk: Desk) -> None:
    """Two acts, a source, the story; the law answers, and a time limit becomes a deadline."""
    person.presses("Ctrl+I")
    person.sees("What the law says")
    person.writes("When", "12.11.2025")
    person.chooses("Where", "Bishkek city")
    person.chooses("Violation", "Denial of medical care")
    person.clicks("Add an act")
    person.chooses("Violation", "Disclosure of health status, breach of medical secrecy")
    person.chooses("Source", "In the words of the person")
    person.writes("What happened", STORY)
    person.sees("Saved")
    person.picks(act_button(person), "Add the time limit to the deadlines")
    person.sees("deadline added")
    (deadline,) = records(person, desk, Deadline)
    assert deadline.due is not None
    person.presses("Ctrl+Return")
    person.sees("incident saved", "Timeline")


def refer(person: Person, desk: Desk) -> None:
    """The check of legal aid leads to a referral, which leaves only once the person agrees to it."""
    person.picks("More to do with this file", "Check the right to legal aid")
    person.sees("What kind of matter is it?")
    person.clicks("What kind of matter is it?: Offence (fine, arrest)")
    person.clicks("Citizenship or status: Citizen")
    person.clicks("Is the person detained?: No")
    person.clicks("Next: income")
    person.writes("Income of the last 12 months, som", "141000")
    person.clicks("Show the result")
    person.sees("Likely entitled to qualified legal aid", "Application preview")
    person.clicks("Create referral")
    person.sees("referral drafted", "To whom and what for")
    person.clicks("Mark as sent")
    person.sees("The person said no. This does not leave.")
    (referral,) = records(person, desk, Referral)
    assert referral.status is ReferralStatus.DRAFT

    open_client(person, "Төлөгөнова")
    person.opens_tab("Consents")
    person.clicks("Ask anew: refer to a service")
    person.clicks("Answer: Agrees")
    person.clicks("Record the answer")
    person.sees("answer recorded")
    person.presses("Ctrl+4")
    person.clicks(person.button_with("Legal Aid Service"))
    person.clicks("Mark as sent")
    person.sees("“Sent”")
    (referral,) = records(person, desk, Referral)
    assert referral.status is ReferralStatus.SENT


def make_the_paper(person: Person, pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The summary is looked at in the window, then a copy is saved outside after a warning."""
    open_client(person, "Төлөгөнова")
    person.opens_tab("Documents and evidence")
    person.clicks("Language of the paper: KY")
    person.clicks("Make the paper")
    person.sees("Case summary: My own file")
    saves_to(monkeypatch, pdf)
    with person.answering("Keep it inside"):
        person.clicks("Save…")
    assert not pdf.exists()
    with person.answering("Save a copy"):
        person.clicks("Save…")
    person.sees("Saved. The copy outside is not encrypted.")
    assert pdf.read_bytes().startswith(b"%PDF")


def ask_for_a_review(person: Person, request: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cases, person, report, file: only the pseudonymised case leaves."""
    person.presses("Ctrl+0")
    person.clicks("Choose cases…")
    person.sees("0 of 2 chosen")
    person.clicks("Choose all")
    person.sees("2 of 2 chosen")
    person.clicks("Continue")
    person.sees("Who is to review")
    person.clicks("Continue")
    person.sees("2 cases may leave", SUMMARY)
    assert not person.reads("Төлөгөнова")
    person.clicks("Continue")
    saves_to(monkeypatch, request)
    person.clicks("Make the file…")
    person.sees("The file is ready")
    assert request.exists()


def review(person: Person, desk: Desk, request: Path, answer: Path,
           monkeypatch: pytest.MonkeyPatch) -> None:
    """The attorney takes the file in, signs one case off, returns the other with a comment, and seals."""
    person.presses("Ctrl+0")
    chooses_file(monkeypatch, request)
    person.clicks("Take in a file…")
    person.sees("Taken in")
    person.clicks("Open the review")
    person.sees("0 of 2", "Wish of the person")
    if not person.reads(SUMMARY):
        person.presses("J")
    person.sees(SUMMARY)
    assert not person.reads("Төлөгөнова")
    sign_off(person, desk)
    person.sees("Signed off on", "1 of 2")

    person.clicks("To do 1")
    person.sees("Return with comments")
    person.clicks(person.button_with("Wish of the person"))
    person.clicks("How much it weighs: Must fix")
    person.writes("Comment", COMMENT)
    person.presses("Ctrl+Return")
    person.sees(COMMENT, "1 comment is marked")
    person.clicks("Return with comments")
    person.sees("Returned on", "2 of 2")
    saves_to(monkeypatch, answer)
    person.clicks("Seal the review (2)…")
    person.waits(answer.exists, "the sealed review")
    person.sees("2 decisions are sealed")


def sign_off(person: Person, desk: Desk) -> None:
    """A suggestion, the three points confirmed, and the signature."""
    person.clicks(person.button_with(SUMMARY))
    person.writes("Comment", "Жакшы.")
    person.presses("Ctrl+Return")
    person.sees("Жакшы.", "Confirm all three points")
    for check in ("Facts and sources are clear", "Consents cover what we plan",
                  "Deadline and channel confirmed"):
        person.clicks(check)
        person.settles(desk)
    person.clicks("Sign off")


def take_the_answer(person: Person, code: str, other: str, answer: Path,
                    monkeypatch: pytest.MonkeyPatch) -> None:
    """The lawyer takes the answer in; it is on Today, on the review page and on the person's page."""
    person.presses("Ctrl+0")
    chooses_file(monkeypatch, answer)
    person.clicks("Take in a file…")
    person.sees("Taken in")
    person.presses("Ctrl+1")
    person.clicks(person.button_with(COMMENT))
    person.sees("Timeline", other, "Returned", COMMENT)
    person.presses("Ctrl+8")
    person.sees("Came back to you")
    person.clicks("Finished 1")
    person.sees("The attorney agrees. Go on as planned.", "Жакшы.")
    person.clicks("Open the person's page")
    person.sees("Timeline", code, "Signed off")
