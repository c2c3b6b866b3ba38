from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from streetlaw.domain.action import Custody
from streetlaw.domain.case import Case, CaseOutcome, CaseStatus
from streetlaw.domain.consent import Consent, ConsentState, Purpose
from streetlaw.domain.deadline import DeadlineStatus
from streetlaw.domain.pack import Pack
from streetlaw.services.attachments import CAPTURED, CHECKED, DAMAGED
from streetlaw.services.cases import ClientFile, client_file
from streetlaw.ui.cases.events import CONTACTS, DEADLINES, DOCUMENTS, Event, events
from tests.fakes.memory import MemoryVault
from tests.ui.cases import story

TODAY = date(2026, 11, 24)


@pytest.fixture
def file(told: MemoryVault) -> ClientFile:
    with told.work() as work:
        return client_file(work, story.CLIENT)


def titles(found: list[Event]) -> list[str]:
    return [event.title for event in found]


def test_everything_that_happened_stands_there_newest_first(file: ClientFile, pack: Pack) -> None:
    found = events(file, pack, TODAY)
    assert [event.day for event in found] == sorted((event.day for event in found), reverse=True)
    told = "\n".join(titles(found))
    for part in ("First contact", "Incident: ", "Meeting, 40 min", "Call, 10 min", "Complaint: ЦСМ № 9",
                 "Consultation", "Referral: Дневной стационар «Тянь-Шань»", "Evidence: запись разговора.txt",
                 "The attorney returned the case"):
        assert part in told


def test_every_event_answers_to_a_filter_or_to_all(file: ClientFile, pack: Pack) -> None:
    groups = {event.group for event in events(file, pack, TODAY)}
    assert groups == {CONTACTS, DEADLINES, DOCUMENTS, ""}


def test_a_passed_deadline_is_overdue_and_a_kept_one_is_met(file: ClientFile, pack: Pack) -> None:
    overdue = [e for e in events(file, pack, TODAY) if e.group == DEADLINES]
    assert [event.badge for event in overdue] == [("deadline", "overdue")]
    kept = replace(file.deadlines[0], status=DeadlineStatus.MET, settled_on=TODAY)
    met = [e for e in events(replace(file, deadlines=(kept,)), pack, TODAY) if e.group == DEADLINES]
    assert [event.badge for event in met] == [("deadline", "met")]
    gone = replace(file.deadlines[0], status=DeadlineStatus.CANCELLED)
    assert not [e for e in events(replace(file, deadlines=(gone,)), pack, TODAY) if e.group == DEADLINES]


def test_a_sent_referral_does_not_tell_of_its_draft(file: ClientFile, pack: Pack) -> None:
    steps = [event.badge for event in events(file, pack, TODAY) if event.icon == "path"]
    assert steps == [("referral", "sent")]


def test_a_day_that_is_not_exact_is_marked(file: ClientFile, pack: Pack) -> None:
    shown = [event.when for event in events(file, pack, TODAY) if event.icon == "warning-octagon"]
    assert shown == ["26 Oct", "≈"]


def test_a_consent_taken_back_and_the_end_of_a_case_are_told(file: ClientFile, pack: Pack) -> None:
    back = Consent(id="x", client_id=story.CLIENT, purpose=Purpose.REFER, state=ConsentState.WITHDRAWN,
                   withdrawn_on=TODAY)
    ended = Case(id="y", client_id=story.CLIENT, status=CaseStatus.RESTORED, outcome=CaseOutcome.SOLVED,
                 closed=TODAY - timedelta(days=1))
    found = events(replace(file, consents=(back,), cases=(ended,)), pack, TODAY)
    assert "A consent was taken back" in titles(found)
    closed = next(event for event in found if event.title == "The case was closed")
    assert (closed.badge, closed.text) == (("case", "restored"), "Solved")


def test_adding_a_file_is_no_look_at_it(file: ClientFile, pack: Pack) -> None:
    kept = next(one for one in file.attachments if one.captured)
    assert kept.captured is not None
    added = Custody(at=kept.captured, actor="", what=CAPTURED, sha256=kept.sha256)
    intact = replace(added, at=added.at + timedelta(days=3), what=CHECKED)
    damaged = replace(intact, at=intact.at + timedelta(days=3), what=DAMAGED, sha256="0" * 64)

    def told(*custody: Custody) -> str:
        looked = replace(file, attachments=(replace(kept, custody=custody),))
        return next(event.text for event in events(looked, pack, TODAY) if event.id == kept.id)

    assert "Last checked" not in told(added)
    assert told(added, intact) == told(added, intact, damaged)
    assert "Last checked" in told(added, intact)
