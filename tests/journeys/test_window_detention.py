"""Somebody is held: the clocks run from four digits on, and a second detention hides nothing of the first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLineEdit

from streetlaw.domain.deadline import Deadline
from streetlaw.ui.clocks.rows import ClockRow
from tests.journeys.conftest import Program
from tests.journeys.homes import NAME, PASSPHRASE, Homes
from tests.journeys.person import Person
from tests.journeys.tasks import open_client, records

DAY, HOUR = "Day of the detention", "Hour of the detention"


@pytest.fixture
def person(person: Person) -> Person:
    """The lawyer, at the file of somebody who was taken away days ago."""
    open_client(person, NAME)
    return person


def hold(person: Person, day: str, hour: str) -> None:
    """Say since when the person is held, as far as the button."""
    person.clicks("Start the clocks of a detention")
    retype(person, DAY, day)
    retype(person, HOUR, hour)


def retype(person: Person, name: str, text: str) -> None:
    line = person.finds(QLineEdit, name)
    line.clear()
    person.writes(name, text)


def begun(person: Person, program: Program) -> set[str]:
    return {f"{one.base_at:%d.%m.%Y %H:%M}" for one in records(person, program.desk, Deadline)
            if one.base_at is not None}


def test_two_detentions(program: Program, person: Person) -> None:
    hold(person, "02.02.2026", "1030")
    person.clicks("Start the clocks")
    person.sees("the clocks run", "Limits that run by the hour")
    person.sees("Demand this at once, in writing")  # long over: it says what to do now
    first = begun(person, program)
    assert len(first) == 1
    person.clicks("Start the clocks of a detention")
    person.sees("This detention", "Another one", "Start the clocks")
    retype(person, DAY, "05.02.2026")
    retype(person, HOUR, "0005")
    person.clicks("Start the clocks")
    person.waits(lambda: len(begun(person, program)) == 2, "two detentions")
    assert first < begun(person, program)
    person.presses("Ctrl+Z")
    person.waits(lambda: begun(person, program) == first, "the second taken back", person.texts)


def test_the_hour_can_be_put_right(program: Program, person: Person) -> None:
    hold(person, "02.02.2026", "1030")
    person.clicks("Start the clocks")
    person.sees("the clocks run")
    person.clicks("Correct the hour of the detention")
    person.sees("Move the clocks")
    retype(person, HOUR, "0915")
    person.sees("→")
    person.clicks("Move the clocks")
    person.waits(lambda: {one.running.deadline.base_at.minute for one in person.window.findChildren(ClockRow)
                          if one.running.deadline.base_at} == {15}, "every clock moved", person.texts)
    ends = [one for one in records(person, program.desk, Deadline) if one.due_at and one.base_at]
    assert {one.due_at - one.base_at for one in ends if one.due_at and one.base_at} >= {
        timedelta(hours=3), timedelta(hours=48)}


def test_half_a_detention_survives_a_lock(program: Program, person: Person, homes: Homes) -> None:
    hold(person, "02.02.2026", "10")
    person.presses("Ctrl+L")
    program.restart(only=homes.lawyer)
    program.unlock(PASSPHRASE)
    person = program.person
    person.clicks(f"Continue: {homes.code}: clocks of a detention")
    line = person.finds(QLineEdit, HOUR)
    assert line.text() == "10"
    assert person.finds(QLineEdit, DAY).text() == "02.02.2026"
    assert records(person, program.desk, Deadline) == []
